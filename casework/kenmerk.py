"""Reference numbers that can't be guessed and show no order."""

import secrets

# Crockford's base 32: no I, L, O or U, so that a reference survives being read out over the telephone.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, GROUP_LENGTH = 3, 4


def new_kenmerk() -> str:
    """A random reference of 60 bits, written as ``7K3M-Q9XT-2B0D``."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def normalise(typed: str) -> str:
    """What somebody typed, as it is stored: case, spaces and dashes don't matter, O is 0, I and L are 1."""
    letters = "".join(c for c in typed.upper() if c.isalnum()).translate(str.maketrans("OIL", "011"))
    return "-".join(letters[i : i + GROUP_LENGTH] for i in range(0, len(letters), GROUP_LENGTH))
