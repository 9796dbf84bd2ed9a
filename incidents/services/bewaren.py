"""How long the identity of a veroorzaker is kept: a clock for each person (domain document, section 7)."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from casework.lifecycle import By, actor_of
from casework.models import Bestand
from casework.terms import add_months
from incidents.models import (
    Incident,
    Maatregelbrief,
    Signaal,
    Veroorzaker,
    Veroorzakermaatregel,
    VeroorzakerPersoon,
)
from incidents.services import tegen_wie
from ledger import audit
from ledger.actors import SYSTEEM

NA_AFLOOP = 12  # months
LANGST = 24  # months
Status = Veroorzakermaatregel.Status


def removal_day(
    laatste_incident: date, *, maatregel_tot: date | None = None, bewaarplicht_tot: date | None = None
) -> date:
    """The day on which the identity of a veroorzaker is removed.

    Without a measure: 12 months after the last incident. With a measure: 12 months after its last day
    (``maatregel_tot``, of several the latest). Never more than 24 months after the last incident, but not
    before the measure is over: as long as it holds, people must know for whom. Only a legal hold
    (``bewaarplicht_tot``) keeps it longer, until the day after its end.
    """
    day = add_months(laatste_incident, NA_AFLOOP)
    longest = add_months(laatste_incident, LANGST)
    if maatregel_tot:
        day = max(day, add_months(maatregel_tot, NA_AFLOOP))
        longest = max(longest, maatregel_tot + timedelta(days=1))
    day = min(day, longest)
    return max(day, bewaarplicht_tot + timedelta(days=1)) if bewaarplicht_tot else day


def day_for(persoon: VeroorzakerPersoon) -> date:
    """The day as it is now, from the incidents and measures of this person."""
    incidents = Incident.objects.filter(veroorzakers__persoon=persoon)
    last = incidents.aggregate(day=Max("voorval_op"))["day"] or timezone.localdate()
    ends = Veroorzakermaatregel.objects.filter(
        veroorzaker__persoon=persoon, status__in=(Status.OPGELEGD, Status.BEEINDIGD)
    ).aggregate(day=Max(Least(Coalesce("beeindigd_op", "eindigt_op"), "eindigt_op")))
    return removal_day(last, maatregel_tot=ends["day"], bewaarplicht_tot=persoon.bewaarplicht_tot)


def follow(persoon: VeroorzakerPersoon) -> None:
    """Set the clock again; for every service that changes what it rests on."""
    if persoon.verwijderd_op is None:
        persoon.bewaren_tot = day_for(persoon)
        persoon.save(update_fields=["bewaren_tot"])


def follow_incident(incident: Incident) -> None:
    """Set the clocks of everybody in this incident again: its day, or a measure in it, changed."""
    for persoon in VeroorzakerPersoon.objects.filter(veroorzakers__incident=incident).distinct():
        follow(persoon)


def forget(persoon: VeroorzakerPersoon, *, by: By, on: date, reason: str) -> None:
    """Remove who it is, with address, signals and letters; the incident and the figures stay.

    For a locked person; once. ``reason``: a code for the audit.
    """
    files = _drop_letters(persoon)
    _drop_parts(persoon)
    tegen_wie.forget(persoon)
    persoon.naam = persoon.zoeknaam = persoon.adres = persoon.uitstelreden = persoon.bewaarplicht_reden = ""
    persoon.geboortedatum = persoon.bewaarplicht_tot = persoon.informeren_uitgesteld_tot = None
    persoon.informatie_pdf = persoon.informatie_odt = None
    persoon.verwijderd_op = on
    persoon.save()
    Bestand.objects.filter(pk__in=files).delete()
    for incident in Incident.objects.filter(veroorzakers__persoon=persoon).distinct():
        incident.termijnen.filter(code__in=INFORMEREN, gestopt_op=None).update(gestopt_op=on)
        _record(incident, "identiteit_verwijderd", by, on, {"persoon": persoon.pk, "reden": reason})
    _record(persoon, "identiteit_verwijderd", by, on, {"reden": reason})


INFORMEREN = ("veroorzaker_informeren", "informeren_uitgesteld")


def forget_part(persoon: VeroorzakerPersoon) -> None:
    """Remove the address, the signalement and the signals; the name stays."""
    _drop_parts(persoon)
    persoon.adres = ""
    persoon.save(update_fields=["adres"])


def _drop_parts(persoon: VeroorzakerPersoon) -> None:
    Veroorzaker.objects.filter(persoon=persoon).update(signalement="")
    Signaal.objects.filter(persoon=persoon).delete()


def _drop_letters(persoon: VeroorzakerPersoon) -> set[int]:
    """The letters stay as a line with its days; gives the ids of their files, to be deleted."""
    letters = Maatregelbrief.objects.filter(maatregel__veroorzaker__persoon=persoon)
    files = {pk for pair in letters.values_list("pdf", "odt") for pk in pair}
    letters.update(pdf=None, odt=None)
    return (files | {persoon.informatie_pdf_id, persoon.informatie_odt_id}) - {None}


def _record(subject: Incident | VeroorzakerPersoon, verb: str, by: By, on: date, data: dict) -> None:
    audit.record(
        actor=actor_of(by),
        verb=verb,
        subject=subject,
        organisation_id=subject.organisation_id,
        on=on,
        data=data,
    )


def forget_expired(today: date | None = None) -> int:
    """Remove every identity whose day has come; the clock is set again first. Returns how many."""
    today = today or timezone.localdate()
    due = VeroorzakerPersoon.objects.filter(verwijderd_op=None, bewaren_tot__lte=today)
    return sum(_forget_if_due(pk, today) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _forget_if_due(pk: int, today: date) -> bool:
    persoon = VeroorzakerPersoon.objects.select_for_update().filter(pk=pk, verwijderd_op=None).first()
    if persoon is None:
        return False
    follow(persoon)
    if persoon.bewaren_tot > today:
        return False
    forget(persoon, by=SYSTEEM, on=today, reason="bewaartermijn")
    return True
