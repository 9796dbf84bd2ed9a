"""What a file would do to the register as it is now: what is new, what is known, what can't be."""

from collections.abc import Iterable
from dataclasses import dataclass

from casework.importing.afdelingen import unknown
from casework.importing.content import split_by_content
from casework.importing.faults import Importfout, ImportFouten, cut
from casework.importing.importeur import Importplan
from integrity import permissions
from integrity.importing.records import Oud
from integrity.lists import Compartiment, Soort
from integrity.models import Melding, Zaak
from organisations.access import Access
from organisations.models import Organisation

NIET_TE_GEBRUIKEN = (
    "dit kenmerk kan niet worden gebruikt; kies een ander kenmerk, of vraag een collega-coördinator"
    " deze melding te importeren"
)
ANDERE_INHOUD = (
    "deze melding is al geïmporteerd, met een andere inhoud; verwijder haar uit het bestand en verbeter de"
    " zaak in GIR"
)
ANDER_COMPARTIMENT = (
    "de ene melding gaat over een bestuurder en de andere niet (kolom betreft); die horen niet in één zaak"
)


@dataclass(frozen=True)
class Plan(Importplan):
    """``nieuw`` and ``bekend`` are records; those the importer will not see are about bestuurders."""

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


def make_plan(records: list[Oud], organisation: Organisation, access: Access | None) -> Plan:
    """What is new and what is known, for this person; None is the operator, who sees everything.

    Raises ImportFouten for a kenmerk that is known with other content, for a melding that joins something
    it can't, and for a kenmerk of what must not exist for this person: what is told of that tells nothing,
    and is never held against what is there.
    """
    by_kenmerk = {record.kenmerk: record for record in records}
    there, hidden = _there(
        organisation, {*by_kenmerk, *(r.gevoegd_bij for r in records if r.gevoegd_bij)}, access
    )
    new, known, faults = split_by_content(
        records,
        {kenmerk: melding.bron_inhoud for kenmerk, melding in there.items()},
        hidden,
        kan_niet=NIET_TE_GEBRUIKEN,
        anders=ANDERE_INHOUD,
    )
    faults += [fout for record in new for fout in _joins(record, by_kenmerk, there, hidden, access)]
    if faults:
        raise ImportFouten(faults)
    return Plan(
        tuple(new), tuple(known), unknown(organisation, (r.afdeling for r in new)), _unseen(new, access)
    )


def _there(
    organisation: Organisation, kenmerken: Iterable[str], access: Access | None
) -> tuple[dict[str, Melding], set[str]]:
    """What is known by these kenmerken, and those of it that this person may not open. It takes the same
    statements whether there is anything: time would tell."""
    meldingen = Melding.objects.filter(organisation=organisation, bron_kenmerk__in=kenmerken)
    found = meldingen.select_related("zaak").only(
        *("bron_kenmerk", "bron_inhoud", "soort", "gevoegd_op", "betreft"),
        *("zaak__organisation", "zaak__compartiment", "zaak__betreft"),
    )
    there = {melding.bron_kenmerk: melding for melding in found}
    if access is None:
        return there, set()
    zaken = Zaak.objects.visible_to(access).values("pk")
    seen = {
        *meldingen.filter(zaak__in=zaken).values_list("pk", flat=True),
        *meldingen.visible_to(access).values_list("pk", flat=True),
    }
    return there, {kenmerk for kenmerk, melding in there.items() if melding.pk not in seen}


def _unseen(records: list[Oud], access: Access | None) -> int:
    if access is None:
        return 0
    return sum(not permissions.would_coordinate(access, record.betreft) for record in records)


def _compartiment(of: Oud | Melding) -> Compartiment:
    return Compartiment.about(of.betreft)


def _joins(
    record: Oud,
    in_file: dict[str, Oud],
    there: dict[str, Melding],
    hidden: set[str],
    access: Access | None,
) -> list[Importfout]:
    """A melding joins one that has a zaak of its own, in its own compartment; in the browser one that
    this person coordinates. Of any other nothing is told but what is told of one that isn't there."""
    wanted = record.gevoegd_bij
    if not wanted or wanted == record.kenmerk:
        return []
    if wanted in there:
        target = there[wanted]
        if access is not None and (wanted in hidden or not _may_join(access, target.zaak)):
            return [_cannot_join(record, NIET_TE_GEBRUIKEN)]
        soort, joined = target.soort, target.gevoegd_op is not None
        compartiment = target.zaak.compartiment if target.zaak else _compartiment(target)
    elif wanted in in_file:
        target = in_file[wanted]
        soort, joined, compartiment = target.soort, bool(target.gevoegd_bij), _compartiment(target)
    elif access is not None:
        return [_cannot_join(record, NIET_TE_GEBRUIKEN)]
    else:
        return [_cannot_join(record, "deze melding staat niet in het bestand en is er ook nog niet")]
    if joined:
        return [_cannot_join(record, "die melding is zelf gevoegd; voeg bij de melding waar zij bij hoort")]
    if soort != Soort.MELDING:
        return [_cannot_join(record, f"dat is een {soort} en heeft geen zaak")]
    if compartiment != _compartiment(record):
        return [_cannot_join(record, ANDER_COMPARTIMENT)]
    return []


def _may_join(access: Access, zaak: Zaak | None) -> bool:
    """Having a part in a zaak is not enough to add to it."""
    return zaak is None or permissions.is_coordinator(access, zaak)


def _cannot_join(record: Oud, uitleg: str) -> Importfout:
    return Importfout(record.rijen[0], "gevoegd_bij", cut(record.gevoegd_bij), uitleg)
