"""By what the content of one kenmerk is recognised when the same file, or a part of it, comes again."""

import hashlib
import json
from collections.abc import Container, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import TypeVar

from casework.importing.faults import Importfout, cut


@dataclass(frozen=True)
class OudeRegistratie:
    """One kenmerk of a file, read. ``rijen``: where it stands in the file. A register adds what it holds."""

    kenmerk: str
    rijen: tuple[int, ...] = field(compare=False)

    def fingerprint(self) -> str:
        """The same for the same content, whatever the order of rows or columns."""
        content = asdict(self)
        del content["rijen"]
        plain = json.dumps(content, default=str, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(plain.encode()).hexdigest()


Oude = TypeVar("Oude", bound=OudeRegistratie)


def split_by_content(
    records: Iterable[Oude],
    there: Mapping[str, str],
    hidden: Container[str],
    *,
    kan_niet: str,
    anders: str,
) -> tuple[list[Oude], list[Oude], list[Importfout]]:
    """What is new, what is known, and what can't be: ``kan_niet`` for a kenmerk of what must not exist for
    who imports, ``anders`` for one that is there with other content.

    ``there``: the fingerprint by kenmerk of what was imported before. What is hidden is never held
    against it: what is told of that tells nothing.
    """
    new, known, faults = [], [], []
    for record in records:
        if record.kenmerk in hidden:
            faults.append(Importfout(record.rijen[0], "kenmerk", cut(record.kenmerk), kan_niet))
        elif record.kenmerk not in there:
            new.append(record)
        elif there[record.kenmerk] == record.fingerprint():
            known.append(record)
        else:
            faults.append(Importfout(record.rijen[0], "kenmerk", cut(record.kenmerk), anders))
    return new, known, faults
