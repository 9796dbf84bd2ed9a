"""An organisation's own lists of codes: reading the documented file, and keeping versions of it.

The file is CSV with the columns of KOLOMMEN, UTF-8 (BOM allowed), `;` or `,`; one row per code, in the
order in which the list is shown. `lijst` and `versie` name the version; one file may hold several.
"""

import csv
import io
import re
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.dateparse import parse_date

from casework.lists import STANDAARD, Code
from casework.models import Codelijst, CodelijstRegel
from ledger import audit
from ledger.actors import Actor
from organisations.models import Organisation

KOLOMMEN = ("lijst", "versie", "geldig_van", "geldig_tot", "code", "label", "rijk_code")
MAX_BYTES = 1024 * 1024
MAX_RIJEN = 2000
LENGTES = {"lijst": 80, "versie": 40, "code": 80, "label": 200}
CODE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")


@dataclass(frozen=True)
class NieuweLijst:
    """A version of a list before it is kept."""

    lijst: str
    versie: str
    geldig_van: date
    geldig_tot: date | None
    regels: tuple[Code, ...]


@dataclass(frozen=True)
class Lijstfout:
    """A fault in a file; `rij` counts from 1 with the header, 0 is the file as a whole."""

    rij: int
    kolom: str
    waarde: str
    uitleg: str

    def __str__(self) -> str:
        where = f"Rij {self.rij}, kolom {self.kolom}" if self.kolom else f"Rij {self.rij}"
        value = f" ({self.waarde[:60]!r})" if self.waarde else ""
        return f"{where}{value}: {self.uitleg}" if self.rij else self.uitleg


class LijstFouten(ValueError):
    """The file can't be used; `fouten` says where and why. Nothing was kept."""

    def __init__(self, fouten: list[Lijstfout]) -> None:
        super().__init__("\n".join(str(fout) for fout in fouten))
        self.fouten = fouten


def read_codelijsten(data: bytes, *, register: str, naam: str = "categorie") -> list[NieuweLijst]:
    """The lists in a file, in its order. Raises LijstFouten with every fault that was found."""
    rows = _rows(data)
    known = set(STANDAARD[register, naam])
    fouten: list[Lijstfout] = []
    found: dict[tuple[str, str], tuple[date | None, date | None, list[Code]]] = {}
    for number, row in enumerate(rows, start=2):
        faults, van, tot = _check(number, row, known)
        version = found.setdefault((row["lijst"], row["versie"]), (van, tot, []))
        if not faults and version[:2] != (van, tot):
            faults.append(
                Lijstfout(number, "geldig_van", row["geldig_van"], "anders dan eerder in deze versie")
            )
        if row["code"] in {regel.code for regel in version[2]}:
            faults.append(Lijstfout(number, "code", row["code"], "staat al in deze versie"))
        version[2].append(Code(row["code"], row["label"], rijk_code=row["rijk_code"]))
        fouten += faults
    if fouten:
        raise LijstFouten(fouten)
    return [
        NieuweLijst(lijst, versie, van, tot, tuple(regels))
        for (lijst, versie), (van, tot, regels) in found.items()
        if van is not None
    ]


def _rows(data: bytes) -> list[dict[str, str]]:
    def refuse(uitleg: str) -> LijstFouten:
        return LijstFouten([Lijstfout(0, "", "", uitleg)])

    if len(data) > MAX_BYTES:
        raise refuse("Het bestand is te groot. Een lijst is hooguit 1 MB.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refuse("Het bestand is geen UTF-8. Sla het op als ‘CSV UTF-8’.") from error
    if "\x00" in text:
        raise refuse("Dit is geen CSV-bestand.")
    first = text.split("\n", 1)[0]
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=";" if ";" in first else ","))
    except csv.Error as error:
        raise refuse("Dit is geen CSV-bestand.") from error
    lines = [[cell.strip() for cell in line] for line in lines if any(cell.strip() for cell in line)]
    if len(lines) < 2:
        raise refuse("Het bestand is leeg. Er hoort een kopregel in en minstens één code.")
    header = [cell.lower() for cell in lines[0]]
    if sorted(header) != sorted(KOLOMMEN):
        raise refuse(f"De kopregel klopt niet. Die hoort te zijn: {';'.join(KOLOMMEN)}.")
    if len(lines) > MAX_RIJEN + 1:
        raise refuse(f"Het bestand heeft meer dan {MAX_RIJEN} regels.")
    wrong = [number for number, line in enumerate(lines, start=1) if len(line) != len(header)]
    if wrong:
        raise LijstFouten([Lijstfout(n, "", "", "niet evenveel cellen als de kopregel") for n in wrong])
    return [dict(zip(header, line, strict=True)) for line in lines[1:]]


def _check(
    number: int, row: dict[str, str], known: set[str]
) -> tuple[list[Lijstfout], date | None, date | None]:
    faults = []

    def fault(kolom: str, uitleg: str) -> None:
        faults.append(Lijstfout(number, kolom, row[kolom], uitleg))

    for kolom, length in LENGTES.items():
        if not row[kolom]:
            fault(kolom, "is leeg")
        elif len(row[kolom]) > length:
            fault(kolom, f"is langer dan {length} tekens")
    if row["code"] and not CODE.fullmatch(row["code"]):
        fault("code", "mag alleen kleine letters, cijfers en _ hebben")
    if row["rijk_code"] not in known:
        fault("rijk_code", f"is geen code van de standaardlijst: {', '.join(sorted(known))}")
    van, tot = _day(row["geldig_van"]), _day(row["geldig_tot"])
    if van is None:
        fault("geldig_van", "is geen datum; schrijf 2026-01-31")
    if row["geldig_tot"] and tot is None:
        fault("geldig_tot", "is geen datum; schrijf 2026-01-31")
    if van and tot and tot < van:
        fault("geldig_tot", "ligt vóór geldig_van")
    return faults, van, tot


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


@transaction.atomic
def store_codelijst(
    nieuw: NieuweLijst, *, organisation: Organisation, register: str, by: Actor, naam: str = "categorie"
) -> Codelijst | None:
    """Keep a version of a list; None when the same version with the same content is there already.

    A version is never changed: what was registered with it must stay readable. Where two versions are
    valid on one day, the one that began last holds. Raises ValidationError when this version exists with
    other content.
    """
    existing = Codelijst.objects.filter(
        organisation=organisation, register=register, naam=naam, lijst=nieuw.lijst, versie=nieuw.versie
    ).first()
    if existing is not None:
        rows = tuple(Code(r.code, r.label, rijk_code=r.rijk_code) for r in existing.regels.all())
        if (existing.geldig_van, existing.geldig_tot, rows) == (
            nieuw.geldig_van,
            nieuw.geldig_tot,
            nieuw.regels,
        ):
            return None
        raise ValidationError(
            f"Versie {nieuw.versie} van {nieuw.lijst} bestaat al, met een andere inhoud. "
            "Geef de nieuwe lijst een andere versie."
        )
    lijst = Codelijst(
        organisation=organisation,
        register=register,
        naam=naam,
        lijst=nieuw.lijst,
        versie=nieuw.versie,
        geldig_van=nieuw.geldig_van,
        geldig_tot=nieuw.geldig_tot,
    )
    lijst.full_clean()
    lijst.save()
    CodelijstRegel.objects.bulk_create(
        CodelijstRegel(codelijst=lijst, volgorde=n, code=r.code, label=r.label, rijk_code=r.rijk_code)
        for n, r in enumerate(nieuw.regels)
    )
    audit.record(
        actor=by,
        verb="codelijst_toegevoegd",
        subject=lijst,
        organisation_id=organisation.pk,
        data={
            "register": register,
            "naam": naam,
            "lijst": nieuw.lijst,
            "versie": nieuw.versie,
            "geldig_van": nieuw.geldig_van.isoformat(),
            "regels": len(nieuw.regels),
        },
    )
    return lijst


@transaction.atomic
def end_codelijst(lijst: Codelijst, *, geldig_tot: date, by: Actor) -> None:
    """The last day on which this version is valid. Raises ValidationError when that is before its first."""
    if geldig_tot < lijst.geldig_van:
        raise ValidationError({"geldig_tot": "Deze dag ligt vóór de eerste dag van de lijst."})
    old = lijst.geldig_tot
    lijst.geldig_tot = geldig_tot
    lijst.save(update_fields=["geldig_tot"])
    audit.record(
        actor=by,
        verb="codelijst_beeindigd",
        subject=lijst,
        organisation_id=lijst.organisation_id,
        data={"oud": old and old.isoformat(), "nieuw": geldig_tot.isoformat()},
    )
