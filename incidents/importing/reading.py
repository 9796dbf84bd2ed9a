"""Rows of a file become records, one for each row; every fault is gathered, none stops the rest."""

from collections.abc import Iterable
from typing import Any

from casework.importing.columns import one_line, read_cells, with_their_days
from casework.importing.faults import Importfout, ImportFouten
from casework.importing.tables import Bestandsrij
from incidents.importing.checks import history
from incidents.importing.columns import KOLOMMEN, VERPLICHT
from incidents.importing.records import OudIncident
from incidents.lists import Incidentsoort, Politiestap, VeroorzakerMaatregelCode

LADDER = list(VeroorzakerMaatregelCode.values)


def read_records(rows: Iterable[Bestandsrij]) -> list[OudIncident]:
    """The records of a file in the order of the days on which they were reported. The same row twice is
    one incident. Raises ImportFouten with every fault there is."""
    found: dict[str, OudIncident] = {}
    faults: list[Importfout] = []
    for row in rows:
        record, told = _read(row)
        faults += told
        if record is None:
            continue
        first = found.setdefault(record.kenmerk, record)
        if first != record:
            uitleg = f"staat ook op rij {first.rijen[0]}, met een andere inhoud; één rij is één incident"
            faults.append(row.fout("kenmerk", uitleg))
    if faults:
        raise ImportFouten(faults)
    return sorted(found.values(), key=lambda r: (r.ontvangen_op, r.kenmerk))


def _read(row: Bestandsrij) -> tuple[OudIncident | None, list[Importfout]]:
    values, faults = read_cells(row, KOLOMMEN)
    missing = [name for name in VERPLICHT if not one_line(row.cellen[name])]
    faults = [fout for fout in faults if fout.kolom not in missing]
    faults += [row.fout(name, "is verplicht") for name in missing]
    maatregelen, undated = with_their_days(row, "maatregel", "maatregel_op", values)
    faults += undated
    faults += history(row, values, maatregelen)
    return (None, faults) if faults else (_record(row, values, maatregelen), [])


def _record(row: Bestandsrij, values: dict[str, Any], maatregelen: Iterable) -> OudIncident:
    """Equal for what is equal: defaults filled in, decisions once and in order."""
    reported = values.pop("gemeld_op") or values["voorval_op"]
    for name in ("maatregel", "maatregel_op"):
        del values[name]
    values["soort"] = values["soort"] or Incidentsoort.INCIDENT.value
    if values["aangifte_op"] or values["politie"] == Politiestap.AANGIFTE:
        values["politie"] = Politiestap.AANGIFTE.value
        values["aangifte_op"] = values["aangifte_op"] or reported
    return OudIncident(
        rijen=(row.nummer,),
        ontvangen_op=reported,
        maatregelen=tuple(sorted(set(maatregelen), key=lambda m: (m[1], LADDER.index(m[0])))),
        **{name: value for name, value in values.items() if value is not None},
    )
