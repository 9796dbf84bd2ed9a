"""The tree of RFC 6962, section 2.1. Leaves and nodes are hashed apart: neither passes for the other."""

from hashlib import sha256

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(content: bytes) -> bytes:
    return sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """The right edge of a tree: all that is needed to add leaves and to know the root.

    It holds the roots of the full subtrees, largest first: one for each 1 in the binary form of ``size``.
    """

    def __init__(self, size: int = 0, packed: bytes = b""):
        """Raises ValueError when ``packed`` does not belong to a tree of this size."""
        if len(packed) != HASH_SIZE * size.bit_count():
            raise ValueError("this frontier does not belong to a tree of this size")
        self.size = size
        self._roots = [packed[at : at + HASH_SIZE] for at in range(0, len(packed), HASH_SIZE)]

    def append(self, leaf: bytes) -> None:
        size = self.size
        while size & 1:
            leaf = node_hash(self._roots.pop(), leaf)
            size >>= 1
        self._roots.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        if not self._roots:
            return EMPTY_ROOT
        *rest, found = self._roots
        for root in reversed(rest):
            found = node_hash(root, found)
        return found

    def pack(self) -> bytes:
        return b"".join(self._roots)
