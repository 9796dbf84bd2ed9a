"""What a file would do to the register as it is now: what is new, what is known, what can't be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from casework.importing.faults import Importfout, ImportFouten, cut
from integrity.importing.records import Oud
from integrity.lists import Soort
from integrity.models import Melding
from organisations.models import Afdeling, Organisation


@dataclass(frozen=True)
class Plan:
    """``nieuw``: to be imported, in the order of receipt. ``bekend``: there already, with equal content."""

    nieuw: tuple[Oud, ...]
    bekend: tuple[Oud, ...]
    nieuwe_afdelingen: tuple[str, ...]

    @property
    def periode(self) -> tuple[date, date] | None:
        days = [record.ontvangen_op for record in self.nieuw]
        return (min(days), max(days)) if days else None

    @property
    def zaken(self) -> int:
        return sum(record.soort == Soort.MELDING and not record.gevoegd_bij for record in self.nieuw)

    @property
    def onderzoek_ontbreekt(self) -> int:
        """Zaken with costs or uitvoering of an investigation that the file does not have: left out."""
        return sum(
            bool(r.kosten or r.uitvoering) and not (r.vooronderzoek_start or r.feitenonderzoek_start)
            for r in self.nieuw
        )


def make_plan(records: list[Oud], organisation: Organisation) -> Plan:
    """Raises ImportFouten for a kenmerk that is known with other content, and for a melding that joins
    something it can't."""
    by_kenmerk = {record.kenmerk: record for record in records}
    there = _there(organisation, {*by_kenmerk, *(r.gevoegd_bij for r in records if r.gevoegd_bij)})
    faults = []
    new, known = [], []
    for record in records:
        before = there.get(record.kenmerk)
        if before is None:
            faults += _joins(record, by_kenmerk, there)
            new.append(record)
        elif before.bron_inhoud == record.fingerprint():
            known.append(record)
        else:
            uitleg = (
                "deze melding is al geïmporteerd, met een andere inhoud; verwijder haar uit het bestand en"
                " verbeter de zaak in GIR"
            )
            faults.append(Importfout(record.rijen[0], "kenmerk", cut(record.kenmerk), uitleg))
    if faults:
        raise ImportFouten(faults)
    return Plan(tuple(new), tuple(known), _new_afdelingen(organisation, new))


def _there(organisation: Organisation, kenmerken: Iterable[str]) -> dict[str, Melding]:
    found = Melding.objects.filter(organisation=organisation, bron_kenmerk__in=kenmerken).only(
        "bron_kenmerk", "bron_inhoud", "soort", "gevoegd_op"
    )
    return {melding.bron_kenmerk: melding for melding in found}


def _joins(record: Oud, in_file: dict[str, Oud], there: dict[str, Melding]) -> list[Importfout]:
    """A melding joins one that has a zaak of its own."""
    wanted = record.gevoegd_bij
    if not wanted or wanted == record.kenmerk:
        return []
    if wanted in there:
        soort, joined = there[wanted].soort, there[wanted].gevoegd_op is not None
    elif wanted in in_file:
        soort, joined = in_file[wanted].soort, bool(in_file[wanted].gevoegd_bij)
    else:
        return [_cannot_join(record, "deze melding staat niet in het bestand en is er ook nog niet")]
    if joined:
        return [_cannot_join(record, "die melding is zelf gevoegd; voeg bij de melding waar zij bij hoort")]
    if soort != Soort.MELDING:
        return [_cannot_join(record, f"dat is een {soort} en heeft geen zaak")]
    return []


def _cannot_join(record: Oud, uitleg: str) -> Importfout:
    return Importfout(record.rijen[0], "gevoegd_bij", cut(record.gevoegd_bij), uitleg)


def _new_afdelingen(organisation: Organisation, records: Iterable[Oud]) -> tuple[str, ...]:
    named = {record.afdeling for record in records if record.afdeling}
    known = Afdeling.objects.filter(organisation=organisation, naam__in=named).values_list("naam", flat=True)
    return tuple(sorted(named - set(known), key=str.casefold))
