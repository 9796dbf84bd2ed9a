"""The log as JSON lines, for a check elsewhere."""

import json
from collections.abc import Iterator

from django.db import transaction

from ledger import heads
from ledger.logboek import LOGBOEKEN, Logregel, sealed, unsealed


def export() -> Iterator[str]:
    """Every line of the log, the sealed ones in the order of their places and then those without a seal.

    Of one moment, also while lines are written and sealed: what is sealed meanwhile is still without. Raises
    PassEnded when it took so long that not all was seen.
    """
    newest = heads.latest()
    size = newest.omvang if newest else 0
    for line in sealed(size):
        yield _json(line)
    for model in LOGBOEKEN:
        with transaction.atomic():
            for line in unsealed(model, below=size):
                yield _json(line)


def _json(line: Logregel) -> str:
    said = {
        "logboek": line.logboek,
        "nummer": line.nummer,
        "plaats": line.plaats,
        "blad": line.blad.hex() if line.blad else None,
        "regel": line.kolommen,
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
