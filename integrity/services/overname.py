"""Taking over an old registration where the steps people take don't fit: it did not keep every step.

Only for the actor import. Nothing of the past starts a term, and nothing is made up to fill a gap.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from casework.lifecycle import actor_of
from integrity import lifecycle
from integrity.models import Aantijging, Betrokkene, Melding, Zaak
from integrity.services.engine import ENGINE
from integrity.services.onderzoek import Opdracht
from ledger import audit
from ledger.actors import IMPORT


@dataclass(frozen=True)
class OudeOpdracht(Opdracht):
    """An old investigation can have costs or an outcome without the day on which it ended."""

    uitkomst: str = ""
    kosten: str = ""
    kosten_bedrag: Decimal | None = None


def reach(zaak: Zaak, status: str, *, on: date) -> None:
    """Bring a zaak to the status in which the next thing that is known of it could happen."""
    if zaak.status != status:
        with ENGINE.perform(zaak, "overnemen", by=IMPORT, on=on, to=status, live=False):
            pass


def record_people(
    zaak: Zaak, nummers: Iterable[int | None], aantijgingen: Iterable[int | None], *, on: date
) -> tuple[dict[int | None, Betrokkene], list[Aantijging]]:
    """The betrokkenen as the old registration numbered them (None: unknown who), and an aantijging for each
    number in ``aantijgingen``, in that order."""
    with ENGINE.perform(zaak, "betrokkene_toevoegen", by=IMPORT, on=on, live=False) as step:
        people = Betrokkene.objects.bulk_create(Betrokkene(zaak=step.case, nummer=n) for n in nummers)
        by_number = {person.nummer: person for person in people}
        made = Aantijging.objects.bulk_create(
            Aantijging(zaak=step.case, betrokkene=by_number[n]) for n in aantijgingen
        )
        step.data |= {"betrokkenen": [p.pk for p in people], "aantijgingen": [a.pk for a in made]}
    return by_number, made


def joined(melding: Melding, *, misstand: bool | None) -> None:
    """A melding was taken in with a zaak that exists: that zaak began with the first of its meldingen, and
    is about a misstand as soon as one of them is."""
    zaak = melding.zaak
    earlier = melding.ontvangen_op < zaak.ontvangen_op
    serious = misstand and zaak.misstand is None
    if not earlier and not serious:
        return
    with transaction.atomic():
        data = {"melding": melding.pk}
        if earlier:
            data["ontvangen_op"] = [str(zaak.ontvangen_op), str(melding.ontvangen_op)]
            zaak.ontvangen_op = melding.ontvangen_op
        if serious:
            data["misstand"] = True
            zaak.misstand = True
        zaak.save(update_fields=["ontvangen_op", "misstand"])
        audit.record(
            actor=actor_of(IMPORT),
            verb="gevoegd",
            subject=zaak,
            organisation_id=zaak.organisation_id,
            on=melding.ontvangen_op,
            data=data,
        )


def settle(zaak: Zaak) -> None:
    """An old zaak that is still open shows what has to be done next, from now on."""
    if zaak.status in lifecycle.LOPEND:
        ENGINE.refresh(zaak)
        zaak.save(update_fields=["volgende_actie", "termijn_op", "termijn_code"])
