"""The second wall: PostgreSQL itself shows a connection only the rows that its pass names.

``passes`` opens and carries a pass; ``walls`` writes the policies; ``owner`` is who may write them.
Why it is so: docs/besluiten.md, 54.
"""

from ledger.rowsecurity.passes import (
    EVERY,
    PassEnded,
    become_granted,
    granted,
    in_person,
    narrowed_to,
    nothing,
    see_on,
)

__all__ = [
    "EVERY",
    "PassEnded",
    "become_granted",
    "granted",
    "in_person",
    "narrowed_to",
    "nothing",
    "see_on",
]
