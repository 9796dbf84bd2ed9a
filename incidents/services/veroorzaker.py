"""The veroorzaker: the reaction, what is known, and who it is. The identity only with a purpose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from casework import terms
from casework.lifecycle import By
from casework.terms import Duur
from incidents import permissions
from incidents.lists import Spoorsoort, Spoorstatus
from incidents.models import Incident, Reactie, Veroorzaker, VeroorzakerPersoon
from incidents.models.veroorzaker import plain_letters
from incidents.services import (
    balie,
    bewaren,
    brieven,
    herhaling,
    muren,
    reactie,
    sloten,
    sporen,
    stukken,
    tegen_wie,
    verboden,
)
from incidents.services.engine import ENGINE, user_of
from incidents.services.reactie import REACTIE
from ledger import audit
from ledger.rowsecurity import granted
from organisations.access import Access

LAATSTE_REACTIE = 14  # days after the report


def react(incident: Incident, wijze: str, *, by: By, on: date | None = None, klaar: bool = False) -> None:
    """The reaction was given on a day. ``klaar``: nothing else has to be done in this track."""
    with ENGINE.perform(incident, "reactie_vastleggen", by=by, on=on) as step:
        reactie.keep(step.case, wijze, by=by, on=step.on)
        if klaar:
            sporen.end_track(step.case, Spoorsoort.VEROORZAKER, Spoorstatus.GEDAAN, by=by, on=step.on)
        step.data |= {"gegeven": True, "spoor_klaar": klaar}


def react_later(incident: Incident, later_op: date, reden: str, *, by: By) -> None:
    """Not within 24 hours: why, and on which day; then it is asked again. However often, never later than
    ``LAATSTE_REACTIE`` days after the report."""
    if not reden.strip():
        raise ValidationError({"reden": "Zeg waarom de reactie later komt."})
    today = timezone.localdate()
    if later_op <= today:
        raise ValidationError({"later_op": "Kies een datum na vandaag."})
    if later_op > (last := last_day_to_react(incident)):
        raise ValidationError(
            {"later_op": f"Kies een datum tot en met {last:%d-%m-%Y}: {LAATSTE_REACTIE} dagen na de melding."}
        )
    with ENGINE.perform(incident, "reactie_vastleggen", by=by) as step:
        Reactie.objects.create(incident=step.case, later_op=later_op, reden=reden, door=user_of(by))
        terms.stop_terms(step.case, [REACTIE], on=today)
        terms.start_term(step.case, REACTIE, start=today, duur=Duur((later_op - today).days))
        step.data |= {"gegeven": False, "later_op": later_op.isoformat()}


def last_day_to_react(incident: Incident) -> date:
    return incident.ontvangen_op + timedelta(days=LAATSTE_REACTIE)


@dataclass(frozen=True)
class Kenschets:
    """What is known of a veroorzaker without saying who it is."""

    bekend: str
    type: str = ""
    drijfveer: str = ""
    signalement: str = ""


def add(incident: Incident, kenschets: Kenschets, *, by: By) -> Veroorzaker:
    with ENGINE.perform(incident, "veroorzaker_toevoegen", by=by) as step:
        found = Veroorzaker.objects.create(incident=step.case, **vars(kenschets))
        step.data["veroorzaker"] = found.pk
    return found


@dataclass(frozen=True)
class Identiteit:
    naam: str
    geboortedatum: date | None = None
    adres: str = ""


def search(incident: Incident, identiteit: Identiteit, *, by: Access) -> list[VeroorzakerPersoon]:
    """The same person in earlier incidents: exact on name in plain letters and date of birth.

    Only for who may search, only in incidents they may open, and each search leaves a line. For anybody
    else nobody is ever found: they get no hint that somebody is known. Nor is somebody found across a wall
    (``muren``): there the same person is kept twice.
    """
    key = plain_letters(identiteit.naam)
    if not (permissions.can_search_identities(by) and key and identiteit.geboortedatum):
        return []
    found = list(
        VeroorzakerPersoon.objects.filter(
            organisation=incident.organisation,
            zoeknaam=key,
            geboortedatum=identiteit.geboortedatum,
            verwijderd_op=None,
            veroorzakers__incident__in=Incident.objects.visible_to(by),
        )
        .exclude(veroorzakers__incident=incident)
        .distinct()
        .order_by("pk")
    )
    found = [persoon for persoon in found if not _behind_a_wall(incident, persoon)]
    with transaction.atomic():
        audit.record(
            actor=by.actor,
            verb="identiteit_gezocht",
            subject=incident,
            organisation_id=incident.organisation_id,
            data={"gevonden": len(found)},
        )
    return found


def _behind_a_wall(incident: Incident, persoon: VeroorzakerPersoon) -> bool:
    """Also when who asks may not look there: the same person is then kept twice."""
    with granted("walls between incidents", organisations=[incident.organisation_id]):
        theirs = Incident.objects.filter(veroorzakers__persoon=persoon).distinct()
        return any(muren.between(incident, other) for other in theirs)


def incidents_of(personen: Iterable[VeroorzakerPersoon], access: Access) -> QuerySet[Incident]:
    """The incidents of these people that this person may open, the latest first."""
    ids = Veroorzaker.objects.filter(persoon__in=list(personen)).values("incident")
    return Incident.objects.visible_to(access).filter(pk__in=ids).order_by("-voorval_op", "-pk")


@transaction.atomic
def identify(
    incident: Incident,
    veroorzaker: Veroorzaker,
    identiteit: Identiteit,
    doel: str,
    *,
    by: Access,
    zelfde_als: VeroorzakerPersoon | None = None,
) -> VeroorzakerPersoon:
    """Keep who it is, for a purpose; or link to the person of earlier incidents (``zelfde_als``). Who turns
    out to be somebody else than was thought gets a row of their own.

    The same person again is a repetition: the ernst is weighed anew, of later incidents as well. Raises
    ValidationError without a purpose, without a name, for an incident too long ago, for another person
    than a measure was laid before for, and when the person to link to was not one that ``search`` finds.
    """
    _refuse_identity(identiteit, doel)
    if zelfde_als and zelfde_als not in search(incident, identiteit, by=by):
        raise ValidationError({"zelfde": "Deze persoon is niet gevonden. Zoek opnieuw."})
    sloten.lock(incident, [zelfde_als.pk] if zelfde_als else [])
    with ENGINE.perform(incident, "identiteit_vastleggen", by=by) as step:
        row = step.case.veroorzakers.select_for_update().get(pk=veroorzaker.pk)
        tegen_wie.keep_the_same(row, identiteit.naam, identiteit.geboortedatum)
        if row.persoon and row.persoon.naam and row.persoon.naam != identiteit.naam.strip():
            step.data["verbeterd"] = ["naam"]
        former = row.persoon
        persoon = zelfde_als or _corrected(row, identiteit, by=by) or _new_person(step.case)
        _write(persoon, identiteit)
        row.ook_voor_aangifte = row.ook_voor_aangifte and former in (None, persoon)
        row.persoon, row.doel, row.bekend = persoon, doel, "ja"
        row.save()
        tegen_wie.follow(row)
        if former and former != persoon:
            terms.stop_terms(step.case, bewaren.INFORMEREN, on=step.on, persoon=former)
            brieven.drop_unsent(row.maatregelen.all())
            step.data |= _let_go(step.case, former, persoon, by=by, on=step.on)
        bewaren.follow(persoon)
        _refuse_expired(persoon)
        follow_informing(step.case, persoon, on=step.on)
        step.data |= {"veroorzaker": row.pk, "persoon": persoon.pk, "doel": doel}
        step.data |= herhaling.establish(step.case)
        herhaling.establish_later(step.case, by=by)
    return persoon


def _refuse_identity(identiteit: Identiteit, doel: str) -> None:
    if not doel:
        raise ValidationError(
            {"doel": "Kies waarvoor de identiteit nodig is. Zonder doel bewaren wij die niet."}
        )
    if not plain_letters(identiteit.naam):
        raise ValidationError({"naam": "Vul de naam in, met letters."})
    if identiteit.geboortedatum and identiteit.geboortedatum > timezone.localdate():
        raise ValidationError({"geboortedatum": "Deze datum ligt in de toekomst. Kijk de datum na."})


def _refuse_expired(persoon: VeroorzakerPersoon) -> None:
    if persoon.bewaren_tot <= timezone.localdate():
        raise ValidationError(
            f"Het incident is langer dan {bewaren.NA_AFLOOP} maanden geleden."
            " De identiteit mag niet meer worden vastgelegd."
        )


def _corrected(row: Veroorzaker, identiteit: Identiteit, *, by: Access) -> VeroorzakerPersoon | None:
    """The person that this row is linked to, when this only mends how they are written. Somebody else never
    comes in their place: their other incidents, signals and measures stay theirs. Nor is a person mended in
    incidents that ``by`` may not open."""
    persoon = row.persoon
    if persoon is None or persoon.verwijderd_op:
        return None
    known = (persoon.naam, persoon.geboortedatum)
    if not tegen_wie.is_same_person(*known, identiteit.naam, identiteit.geboortedatum):
        return None
    elsewhere = Incident.objects.filter(veroorzakers__persoon=persoon).exclude(pk=row.incident_id)
    out_of_sight = elsewhere.exclude(pk__in=Incident.objects.visible_to(by).values("pk"))
    return None if out_of_sight.exists() else persoon


def _new_person(incident: Incident) -> VeroorzakerPersoon:
    return VeroorzakerPersoon(organisation=incident.organisation, bewaren_tot=timezone.localdate())


def _write(persoon: VeroorzakerPersoon, identiteit: Identiteit) -> None:
    persoon.naam, persoon.zoeknaam = identiteit.naam.strip(), plain_letters(identiteit.naam)
    persoon.geboortedatum = identiteit.geboortedatum
    persoon.adres = identiteit.adres or persoon.adres
    persoon.save()


def _let_go(
    incident: Incident, former: VeroorzakerPersoon, persoon: VeroorzakerPersoon, *, by: By, on: date
) -> dict:
    """This incident is of another person now: what was kept in it of the former goes. Who is in no
    incident any more is forgotten, after a legal hold went along; a request to be removed must be decided
    first. Gives what was withdrawn, for the audit."""
    if former.verwijderd_op:
        return {}
    withdrawn = {}
    if not former.veroorzakers.filter(incident=incident).exists():
        stukken.empty(incident.politiedossiers.filter(met_identiteit=True), on=on)
        withdrawn = balie.withdraw_all(incident, former, on=on)
    if former.veroorzakers.exists():
        bewaren.follow(former)
        verboden.follow(former, on=on)
    else:
        if former.verwijderverzoeken.filter(besloten_op=None).exists():
            raise ValidationError("Er ligt een verwijderverzoek van deze persoon. Beslis daar eerst op.")
        _take_over_hold(former, persoon)
        bewaren.forget(former, by=by, on=on, reason="samengevoegd")
    return withdrawn


def _take_over_hold(former: VeroorzakerPersoon, persoon: VeroorzakerPersoon) -> None:
    if former.bewaarplicht_tot and former.bewaarplicht_tot > (persoon.bewaarplicht_tot or date.min):
        persoon.bewaarplicht_tot = former.bewaarplicht_tot
        persoon.bewaarplicht_reden = former.bewaarplicht_reden
        persoon.save()


def persons_of(incident: Incident) -> QuerySet[VeroorzakerPersoon]:
    """Who it was, as far as the identity is kept."""
    return (
        VeroorzakerPersoon.objects.filter(veroorzakers__incident=incident, verwijderd_op=None)
        .distinct()
        .order_by("pk")
    )


@transaction.atomic
def inform(
    incident: Incident, persoon: VeroorzakerPersoon, *, by: Access, on: date | None = None, brief: bool = True
) -> None:
    """The veroorzaker was told that data are kept; with ``brief`` by a letter, which is made and kept."""
    sloten.lock(incident, [persoon.pk])
    with ENGINE.perform(incident, "veroorzaker_informeren", by=by, on=on) as step:
        row = _own(step.case, persoon)
        row.geinformeerd_op, row.informeren_uitgesteld_tot, row.uitstelreden = step.on, None, ""
        if brief:
            brieven.make_information(step.case, row, by=by, on=step.on)
        row.save()
        follow_informing(step.case, row, on=step.on)
        step.data |= {"persoon": row.pk, "brief": brief}


@transaction.atomic
def postpone_informing(
    incident: Incident, persoon: VeroorzakerPersoon, tot: date, reden: str, *, by: Access
) -> None:
    """Not told yet, with a reason; on ``tot`` it is asked again."""
    if not reden.strip():
        raise ValidationError({"reden": "Zeg waarom de veroorzaker het nog niet mag weten."})
    sloten.lock(incident, [persoon.pk])
    with ENGINE.perform(incident, "veroorzaker_informeren", by=by) as step:
        row = _own(step.case, persoon)
        if tot <= step.on:
            raise ValidationError({"tot": "Kies een datum na vandaag."})
        if tot >= row.bewaren_tot:
            raise ValidationError({"tot": "Kies een datum voordat de identiteit wordt verwijderd."})
        row.informeren_uitgesteld_tot, row.uitstelreden = tot, reden
        row.save()
        follow_informing(step.case, row, on=step.on)
        step.data |= {"persoon": row.pk, "uitgesteld_tot": tot.isoformat()}


def _own(incident: Incident, persoon: VeroorzakerPersoon) -> VeroorzakerPersoon:
    ids = incident.veroorzakers.values("persoon")
    return VeroorzakerPersoon.objects.select_for_update().get(pk=persoon.pk, pk__in=ids, verwijderd_op=None)


def follow_informing(incident: Incident, persoon: VeroorzakerPersoon, *, on: date) -> None:
    """The clock of informing one person: a month; after a postponement the day that was chosen. Who was
    told is told in every incident: one letter is enough."""
    until = persoon.informeren_uitgesteld_tot
    if persoon.geinformeerd_op or until:
        bewaren.stop_informing(persoon, on=on)
    else:
        terms.start_term(incident, "veroorzaker_informeren", start=on, persoon=persoon)
    if until:
        lasts = Duur((until - on).days)
        terms.start_term(incident, "informeren_uitgesteld", start=on, duur=lasts, persoon=persoon)
