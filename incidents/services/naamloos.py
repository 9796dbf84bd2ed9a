"""How long an incident names its slachtoffer: after that the names and stories go, and the figures stay
(domain document, section 7)."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from casework.lifecycle import By
from casework.models import Bestand
from casework.terms import add_months
from incidents import lifecycle
from incidents.models import (
    Incident,
    IncidentTekst,
    Maatregelevaluatie,
    Politiebesluit,
    Veroorzakermaatregel,
    VeroorzakerPersoon,
)
from incidents.services import sloten, stukken
from incidents.services.bewaren import OVER_DE_PERSOON
from incidents.services.engine import ENGINE
from ledger.actors import SYSTEEM

NA_SLUITING = 60  # months
VERHAAL = ("beschrijving", "citaten", "waarmee", "werkwijze", "waarom")


def removal_day(
    afgesloten_op: date, *, maatregel_tot: date | None = None, bewaarplicht_tot: date | None = None
) -> date:
    """The day on which the names go: five years after closing, but not before the day after the last day
    of a measure that still runs or of a legal hold."""
    later = [day + timedelta(days=1) for day in (maatregel_tot, bewaarplicht_tot) if day]
    return max([add_months(afgesloten_op, NA_SLUITING), *later])


def day_for(incident: Incident) -> date | None:
    """The day as it is now; None as long as it is not closed, and when the names are gone."""
    if incident.status != lifecycle.GESLOTEN or not _has_names(incident):
        return None
    imposed = [m for m in incident.maatregelen.all() if m.status == Veroorzakermaatregel.Status.OPGELEGD]
    people = {v.persoon_id for v in incident.veroorzakers.all()} - {None}
    held = VeroorzakerPersoon.objects.filter(pk__in=people).values_list("bewaarplicht_tot", flat=True)
    return removal_day(
        incident.afgesloten_op,
        maatregel_tot=max((m.eindigt_op for m in imposed if m.eindigt_op), default=None),
        bewaarplicht_tot=max(filter(None, held if people else ()), default=None),
    )


def _has_names(incident: Incident) -> bool:
    """They went once, but it was closed again since."""
    gone = incident.namen_verwijderd_op
    return gone is None or gone < incident.afgesloten_op


def remove_expired(today: date | None = None) -> int:
    """Remove the names from every incident whose day has come. Returns how many."""
    today = today or timezone.localdate()
    gone = Q(namen_verwijderd_op__gte=F("afgesloten_op"))
    long_ago = Q(afgesloten_op__lte=add_months(today, -NA_SLUITING))
    due = Incident.objects.filter(long_ago, status=lifecycle.GESLOTEN).exclude(gone)
    return sum(_remove_if_due(pk, today) for pk in list(due.order_by("pk").values_list("pk", flat=True)))


@transaction.atomic
def _remove_if_due(pk: int, today: date) -> bool:
    incident = Incident.objects.get(pk=pk)
    sloten.lock(incident)
    incident.refresh_from_db()
    day = day_for(incident)
    if day is None or day > today:
        return False
    remove_names(incident, by=SYSTEEM, on=today)
    return True


def remove_names(incident: Incident, *, by: By, on: date) -> None:
    """Names, telephone numbers, stories, messages, notes, witnesses, evidence and the contents of police
    files go; codes, days and amounts stay. For a locked incident.

    Who handled it stays, as does who is kept out of it. The identity of a veroorzaker has a clock of its
    own (``bewaren``).
    """
    _remove_people(incident)
    _remove_words(incident)
    _remove_files(incident, on)
    incident.melder, incident.locatie = None, ""
    incident.intrekreden = stukken.VERWIJDERD if incident.intrekreden else ""
    incident.namen_verwijderd_op = on
    ENGINE.note(incident, "namen_verwijderd", by=by, on=on)


def _remove_people(incident: Incident) -> None:
    incident.slachtoffers.update(user=None, naam="", telefoon="", geschrokken=False)
    incident.getuigen.all().delete()
    incident.verbeteracties.update(eigenaar="")
    incident.veroorzakers.update(signalement="")


def _remove_words(incident: Incident) -> None:
    """What says why something was skipped, postponed or reopened stays as a line."""
    IncidentTekst.objects.filter(incident=incident).update(**dict.fromkeys(VERHAAL, ""))
    incident.berichten.all().delete()
    incident.notities.all().delete()
    stukken.blank(incident.sporen, "reden")
    stukken.blank(incident.afsluitingen, "heropen_reden")
    stukken.blank(incident.reacties, "wijze", "reden")
    stukken.blank(incident.schades, "omschrijving", "bewijs")
    stukken.blank(incident.verbeteracties, "omschrijving")
    stukken.blank(incident.maatregelen, *OVER_DE_PERSOON, "bereikbaar_via", "basisdienst")
    stukken.blank(Maatregelevaluatie.objects.filter(maatregel__incident=incident), "toelichting")
    stukken.blank(incident.verwijderverzoeken, "toelichting", "motivering")
    stukken.blank(incident.strafverlopen, "toelichting")
    stukken.blank(Politiebesluit.objects.filter(incident=incident), "toelichting")
    incident.politiecontacten.update(nummer="")
    incident.arbomeldingen.update(nummer="")
    incident.online_uitingen.update(url="")


def _remove_files(incident: Incident, on: date) -> None:
    evidence = list(incident.bewijsstukken.values_list("bestand", flat=True))
    incident.bewijsstukken.all().delete()
    Bestand.objects.filter(pk__in=evidence).delete()
    stukken.empty(incident.politiedossiers, on=on)
