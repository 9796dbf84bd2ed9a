"""What a file would do to the register as it is now: what is new, what is known, what can't be."""

from collections.abc import Iterable

from casework.importing.afdelingen import unknown
from casework.importing.content import split_by_content
from casework.importing.faults import ImportFouten
from casework.importing.importeur import Importplan
from incidents import permissions
from incidents.importing.records import OudIncident
from incidents.models import Incident
from incidents.services.people import dossierdeel_of
from organisations.access import Access
from organisations.models import Organisation

NIET_TE_GEBRUIKEN = (
    "dit kenmerk kan niet worden gebruikt; kies een ander kenmerk, of vraag een collega dit incident te"
    " importeren"
)
ANDERE_INHOUD = (
    "dit incident is al geïmporteerd, met een andere inhoud; verwijder het uit het bestand en verbeter het"
    " in GIR"
)


def make_plan(records: list[OudIncident], organisation: Organisation, access: Access | None) -> Importplan:
    """What is new and what is known, for this person; None is the operator, who sees everything.

    Raises ImportFouten for a kenmerk that is known with other content, and for one of what must not exist
    for this person: what is told of that tells nothing, and is never held against what is there.
    """
    here = Incident.objects.filter(organisation=organisation)
    found = here.filter(bron_kenmerk__in=[r.kenmerk for r in records])
    there = dict(found.values_list("bron_kenmerk", "bron_inhoud"))
    hidden: set[str] = set()
    if access is not None:
        # asked also when there is none: time would tell
        seen = found.visible_to(access)
        hidden = there.keys() - set(seen.values_list("bron_kenmerk", flat=True))
    new, known, faults = split_by_content(
        records, there, hidden, kan_niet=NIET_TE_GEBRUIKEN, anders=ANDERE_INHOUD
    )
    if faults:
        raise ImportFouten(faults)
    afdelingen = unknown(organisation, (record.afdeling for record in new))
    return Importplan(tuple(new), tuple(known), afdelingen, _unseen(new, organisation, access))


def _unseen(records: Iterable[OudIncident], organisation: Organisation, access: Access | None) -> int:
    """How many go to who directs incidents of ambtsdragers, where the importer is not one of those."""
    if access is None:
        return 0
    kinds = {(record.doelwit, record.ambt) for record in records}
    unseen = {
        kind
        for kind in kinds
        if not permissions.would_coordinate(access, dossierdeel_of(organisation, *kind))
    }
    return sum((record.doelwit, record.ambt) in unseen for record in records)
