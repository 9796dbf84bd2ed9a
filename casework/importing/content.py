"""By what the content of one kenmerk is recognised when the same file, or a part of it, comes again."""

import hashlib
import json
from dataclasses import asdict, dataclass, field


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
