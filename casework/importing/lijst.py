"""An organisation's own list of categories that comes with a file: kept with it, or refused with it."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError

from casework.codelijsten import LijstFouten, NieuweLijst, read_codelijsten, store_codelijst
from casework.importing.faults import Importfout, ImportFouten
from casework.models import Codelijst
from ledger.actors import IMPORT
from organisations.models import Organisation


def store_list(organisation: Organisation, data: bytes, *, register: str, naam: str) -> None:
    """Keep the list that comes with a file. The same one being there already is fine.

    Raises ImportFouten for a list that can't be read, is known with other content, or is valid on a day
    on which another list is: then it would depend on something else which one a row is held against.
    """
    try:
        lists = read_codelijsten(data, register=register, naam=naam)
    except LijstFouten as error:
        raise ImportFouten(
            Importfout(f.rij, f.kolom, f.waarde, f"{'c' if f.rij else 'C'}ategorielijst: {f.uitleg}")
            for f in error.fouten
        ) from error
    faults = []
    for new in lists:
        try:
            stored = store_codelijst(new, organisation=organisation, register=register, by=IMPORT, naam=naam)
        except ValidationError as error:
            faults.append(_list_fault(new, " ".join(error.messages)))
            continue
        if stored is not None:
            faults += _overlaps(new, stored)
    if faults:
        raise ImportFouten(faults)


def _overlaps(new: NieuweLijst, stored: Codelijst) -> Iterable[Importfout]:
    others = Codelijst.objects.filter(
        organisation=stored.organisation, register=stored.register, naam=stored.naam
    )
    for other in others.exclude(pk=stored.pk):
        if _overlap(new, other.geldig_van, other.geldig_tot):
            yield _list_fault(
                new, f"is op dezelfde dagen geldig als {other}; geef die eerst een einddatum (geldig_tot)"
            )


def _overlap(new: NieuweLijst, van: date, tot: date | None) -> bool:
    return new.geldig_van <= (tot or date.max) and van <= (new.geldig_tot or date.max)


def _list_fault(new: NieuweLijst, uitleg: str) -> Importfout:
    return Importfout(0, "", "", f"Categorielijst {new.lijst}, versie {new.versie}: {uitleg}")
