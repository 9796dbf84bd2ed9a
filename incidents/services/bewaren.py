"""How long the identity of a veroorzaker is kept: a clock for each person (domain document, section 7)."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from casework.lifecycle import By, actor_of
from casework.models import Bestand
from casework.terms import add_months
from incidents.models import (
    Incident,
    IncidentTermijn,
    Maatregelbrief,
    Maatregelevaluatie,
    Politiedossier,
    Signaal,
    Veroorzaker,
    Veroorzakermaatregel,
    VeroorzakerPersoon,
    Verwijderverzoek,
)
from incidents.services import sloten, stukken, tegen_wie
from incidents.services.engine import ENGINE
from ledger import audit
from ledger.actors import SYSTEEM

NA_AFLOOP = 12  # months
LANGST = 24  # months
Status = Veroorzakermaatregel.Status


def removal_day(
    laatste_incident: date,
    *,
    maatregel_tot: date | None = None,
    wacht_op: date | None = None,
    bewaarplicht_tot: date | None = None,
) -> date:
    """The day on which the identity of a veroorzaker is removed.

    Without a measure: 12 months after the last incident. With a measure: 12 months after its last day
    (``maatregel_tot``, of several the latest). Never more than 24 months after the last incident, but not
    before the measure is over: as long as it holds, people must know for whom. While a measure is still
    to be decided, as on the day ``wacht_op``, the clock waits, within those 24 months. Only a legal hold
    (``bewaarplicht_tot``) keeps it longer, until the day after its end.
    """
    day = add_months(laatste_incident, NA_AFLOOP)
    longest = add_months(laatste_incident, LANGST)
    if maatregel_tot:
        day = max(day, add_months(maatregel_tot, NA_AFLOOP))
        longest = max(longest, maatregel_tot + timedelta(days=1))
    if wacht_op:
        day = max(day, wacht_op + timedelta(days=1))
    day = min(day, longest)
    return max(day, bewaarplicht_tot + timedelta(days=1)) if bewaarplicht_tot else day


def day_for(persoon: VeroorzakerPersoon, today: date | None = None) -> date:
    """The day as it is now, from the incidents and measures of this person. Who is in no incident (any
    more) goes today. A request to be removed doesn't lengthen it."""
    today = today or timezone.localdate()
    incidents = Incident.objects.filter(veroorzakers__persoon=persoon)
    last = incidents.aggregate(day=Max("voorval_op"))["day"]
    if last is None:
        return today
    measures = Veroorzakermaatregel.objects.filter(veroorzaker__persoon=persoon)
    ends = measures.filter(status__in=(Status.OPGELEGD, Status.BEEINDIGD)).aggregate(
        day=Max(Least(Coalesce("beeindigd_op", "eindigt_op"), "eindigt_op"))
    )
    waits = measures.filter(status__in=(Status.VOORBEREIDING, Status.VOORGELEGD)).exists()
    return removal_day(
        last,
        maatregel_tot=ends["day"],
        wacht_op=today if waits else None,
        bewaarplicht_tot=persoon.bewaarplicht_tot,
    )


def follow(persoon: VeroorzakerPersoon, today: date | None = None) -> None:
    """Set the clock again; for every service that changes what it rests on."""
    if persoon.verwijderd_op is None:
        persoon.bewaren_tot = day_for(persoon, today)
        persoon.save(update_fields=["bewaren_tot"])


def follow_incident(incident: Incident) -> None:
    """Set the clocks of everybody in this incident again: its day, or a measure in it, changed."""
    for persoon in VeroorzakerPersoon.objects.filter(veroorzakers__incident=incident).distinct():
        follow(persoon)


def forget(persoon: VeroorzakerPersoon, *, by: By, on: date, reason: str) -> None:
    """Remove who it is, with address, signals, letters, police files that name or describe this person,
    and what was written about them at measures and requests; the incident and the figures stay.

    For a person who was locked together with their incidents (``sloten``); once. ``reason``: a code for
    the audit.
    """
    incidents = list(Incident.objects.filter(veroorzakers__persoon=persoon).distinct())
    files = _drop_letters(persoon)
    _drop_parts(persoon, on=on)
    _drop_words(persoon)
    tegen_wie.forget(persoon)
    persoon.naam = persoon.zoeknaam = persoon.adres = persoon.uitstelreden = persoon.bewaarplicht_reden = ""
    persoon.geboortedatum = persoon.bewaarplicht_tot = persoon.informeren_uitgesteld_tot = None
    persoon.verwijderd_op = on
    persoon.save()
    Bestand.objects.filter(pk__in=files).delete()
    stop_informing(persoon, on=on)
    for incident in incidents:
        _record(incident, "identiteit_verwijderd", by, on, {"persoon": persoon.pk, "reden": reason})
    _record(persoon, "identiteit_verwijderd", by, on, {"reden": reason})


INFORMEREN = ("veroorzaker_informeren", "informeren_uitgesteld")


def stop_informing(persoon: VeroorzakerPersoon, *, on: date) -> None:
    """This person has not to be told any more, in any of their incidents, which were locked."""
    running = IncidentTermijn.objects.filter(persoon=persoon, code__in=INFORMEREN, gestopt_op=None)
    ids = set(running.values_list("incident", flat=True))
    running.update(gestopt_op=on)
    for incident in Incident.objects.filter(pk__in=ids):
        ENGINE.refresh(incident)
        incident.save(update_fields=["volgende_actie", "termijn_op", "termijn_code"])


def forget_part(persoon: VeroorzakerPersoon, *, on: date) -> None:
    """Remove the address, with the letters that hold it, the signalement, the signals, and the police
    files that name or describe this person; the name stays."""
    _drop_parts(persoon, on=on)
    if not persoon.adres:
        return
    files = _drop_letters(persoon)
    persoon.adres = ""
    persoon.save()
    Bestand.objects.filter(pk__in=files).delete()


def _drop_parts(persoon: VeroorzakerPersoon, *, on: date) -> None:
    """A signalement stands in the police files without the name too, so all of that incident are emptied."""
    rows = Veroorzaker.objects.filter(persoon=persoon)
    naming = Q(incident__in=rows.values("incident"), met_identiteit=True)
    describing = Q(incident__in=rows.exclude(signalement="").values("incident"))
    stukken.empty(Politiedossier.objects.filter(naming | describing), on=on)
    rows.update(signalement="")
    Signaal.objects.filter(persoon=persoon).delete()


def _drop_words(persoon: VeroorzakerPersoon) -> None:
    """What was written about this person; what the organisation decided and why it refused stays."""
    stukken.blank(Veroorzakermaatregel.objects.filter(veroorzaker__persoon=persoon), *OVER_DE_PERSOON)
    stukken.blank(Maatregelevaluatie.objects.filter(maatregel__veroorzaker__persoon=persoon), "toelichting")
    stukken.blank(Verwijderverzoek.objects.filter(persoon=persoon), "toelichting")


# What a measure says about the person, rather than about the decision.
OVER_DE_PERSOON = (
    "zienswijze", "feiten", "inhoud", "reden", "acuut_gevaar", "besluitreden", "beeindigreden",
)  # fmt: skip


def _drop_letters(persoon: VeroorzakerPersoon) -> set[int]:
    """The letters stay as a line with its days; gives the ids of their files, to be deleted when the
    person, whose own letter goes too, is saved."""
    letters = Maatregelbrief.objects.filter(maatregel__veroorzaker__persoon=persoon)
    files = {pk for pair in letters.values_list("pdf", "odt") for pk in pair}
    letters.update(pdf=None, odt=None)
    files |= {persoon.informatie_pdf_id, persoon.informatie_odt_id}
    persoon.informatie_pdf = persoon.informatie_odt = None
    return files - {None}


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
    """Remove every identity whose day has come, or who is in no incident any more; the clock is set again
    first. Returns how many."""
    today = today or timezone.localdate()
    due = VeroorzakerPersoon.objects.filter(
        Q(bewaren_tot__lte=today) | Q(veroorzakers=None), verwijderd_op=None
    )
    return sum(_forget_if_due(pk, today) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _forget_if_due(pk: int, today: date) -> bool:
    sloten.lock_people([pk])
    persoon = VeroorzakerPersoon.objects.filter(pk=pk, verwijderd_op=None).first()
    if persoon is None:
        return False
    follow(persoon, today)
    if persoon.bewaren_tot > today:
        return False
    forget(persoon, by=SYSTEEM, on=today, reason="bewaartermijn")
    return True
