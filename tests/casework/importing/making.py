"""Making import files of whatever register, and asking what is wrong in one."""

import csv
import io
import random
from collections.abc import Iterable

from casework.importing.faults import ImportFouten
from casework.importing.importeur import Importeur
from organisations.models import Organisation

Rows = list[dict[str, str]]


def table_of(
    kolommen: Iterable[str], rows: Iterable[dict[str, str]], delimiter: str = ";", shuffle: int | None = None
) -> bytes:
    """A file of these rows with the columns they use; ``shuffle`` mixes rows and columns."""
    lines = list(rows)
    columns = [name for name in kolommen if any(name in row for row in lines)]
    columns += sorted({name for row in lines for name in row} - set(columns))
    if shuffle is not None:
        random.Random(shuffle).shuffle(columns)
        random.Random(shuffle).shuffle(lines)
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue().encode()


def faults_of(
    importeur: Importeur, organisation: Organisation, data: bytes, lijst: bytes | None = None
) -> list[str]:
    """The faults of a file as they are shown; both looking at it and importing it refuse it."""
    told = []
    for look in (importeur.check, importeur.run):
        try:
            look(organisation, data, lijst)
        except ImportFouten as error:
            told.append([str(fout) for fout in error.fouten])
        else:
            told.append([])
    assert told[0] == told[1]
    return told[0]
