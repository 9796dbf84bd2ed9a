"""The veroorzaker: the reaction, what is known, and who it is. The identity only with a purpose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from casework import terms
from casework.lifecycle import By
from casework.terms import Duur
from incidents import permissions
from incidents.lists import Incidentsoort, Spoorsoort, Spoorstatus
from incidents.models import Incident, Reactie, Veroorzaker, VeroorzakerPersoon
from incidents.models.veroorzaker import plain_letters
from incidents.services import bewaren, brieven, sporen, tegen_wie, weging
from incidents.services.engine import ENGINE, user_of
from ledger import audit
from organisations.access import Access

REACTIE = "reactie_veroorzaker"


def react(incident: Incident, wijze: str, *, by: By, on: date | None = None, klaar: bool = False) -> None:
    """The reaction was given on a day. ``klaar``: nothing else has to be done in this track."""
    with ENGINE.perform(incident, "reactie_vastleggen", by=by, on=on) as step:
        Reactie.objects.create(incident=step.case, gegeven_op=step.on, wijze=wijze, door=user_of(by))
        terms.stop_terms(step.case, [REACTIE], on=step.on)
        if klaar:
            sporen.end_track(step.case, Spoorsoort.VEROORZAKER, Spoorstatus.GEDAAN, by=by, on=step.on)
        step.data |= {"gegeven": True, "spoor_klaar": klaar}


def react_later(incident: Incident, later_op: date, reden: str, *, by: By) -> None:
    """Not within 24 hours: why, and on which day; then it is asked again."""
    if not reden.strip():
        raise ValidationError({"reden": "Zeg waarom de reactie later komt."})
    today = timezone.localdate()
    if later_op <= today:
        raise ValidationError({"later_op": "Kies een datum na vandaag."})
    with ENGINE.perform(incident, "reactie_vastleggen", by=by) as step:
        Reactie.objects.create(incident=step.case, later_op=later_op, reden=reden, door=user_of(by))
        terms.stop_terms(step.case, [REACTIE], on=today)
        terms.start_term(step.case, REACTIE, start=today, duur=Duur((later_op - today).days))
        step.data |= {"gegeven": False, "later_op": later_op.isoformat()}


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
    else nobody is ever found: they get no hint that somebody is known.
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
    with transaction.atomic():
        audit.record(
            actor=by.actor,
            verb="identiteit_gezocht",
            subject=incident,
            organisation_id=incident.organisation_id,
            data={"gevonden": len(found)},
        )
    return found


def incidents_of(personen: Iterable[VeroorzakerPersoon], access: Access) -> QuerySet[Incident]:
    """The incidents of these people that this person may open, the latest first."""
    ids = Veroorzaker.objects.filter(persoon__in=list(personen)).values("incident")
    return Incident.objects.visible_to(access).filter(pk__in=ids).order_by("-voorval_op", "-pk")


def identify(
    incident: Incident,
    veroorzaker: Veroorzaker,
    identiteit: Identiteit,
    doel: str,
    *,
    by: Access,
    zelfde_als: VeroorzakerPersoon | None = None,
) -> VeroorzakerPersoon:
    """Keep who it is, for a purpose; or link to the person of earlier incidents (``zelfde_als``).

    The same person again is a repetition: the ernst is weighed anew, of later incidents as well. Raises
    ValidationError without a purpose, without a name, for an incident too long ago, and when the person
    to link to was not one that ``search`` finds.
    """
    _refuse_identity(identiteit, doel)
    if zelfde_als and zelfde_als not in search(incident, identiteit, by=by):
        raise ValidationError({"zelfde": "Deze persoon is niet gevonden. Zoek opnieuw."})
    with ENGINE.perform(incident, "identiteit_vastleggen", by=by) as step:
        row = step.case.veroorzakers.select_for_update().get(pk=veroorzaker.pk)
        tegen_wie.keep_the_same(row, identiteit.naam, identiteit.geboortedatum, becomes=zelfde_als)
        if row.persoon and row.persoon.naam and row.persoon.naam != identiteit.naam.strip():
            step.data["verbeterd"] = ["naam"]
        persoon = _person(step.case, row, identiteit, zelfde_als)
        row.persoon, row.doel, row.bekend = persoon, doel, "ja"
        row.save()
        bewaren.follow(persoon)
        _refuse_expired(persoon)
        follow_informing(step.case, on=step.on)
        step.data |= {"veroorzaker": row.pk, "persoon": persoon.pk, "doel": doel}
        step.data |= _repetition(step.case)
        weigh_later(step.case, by=by)
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


def _person(
    incident: Incident, row: Veroorzaker, identiteit: Identiteit, zelfde_als: VeroorzakerPersoon | None
) -> VeroorzakerPersoon:
    """The row of this person: the earlier one, the one that is there (corrected), or a new one."""
    persoon = zelfde_als or row.persoon
    if persoon is None or persoon.verwijderd_op:
        persoon = VeroorzakerPersoon(organisation=incident.organisation, bewaren_tot=timezone.localdate())
    persoon.naam, persoon.zoeknaam = identiteit.naam.strip(), plain_letters(identiteit.naam)
    persoon.geboortedatum = identiteit.geboortedatum
    persoon.adres = identiteit.adres or persoon.adres
    persoon.save()
    return persoon


def _earlier(incident: Incident) -> bool:
    """Whether one of its veroorzakers did something earlier. Hinderlijk contact is not aggression."""
    personen = incident.veroorzakers.exclude(persoon=None).values("persoon")
    same_day = Q(voorval_op=incident.voorval_op, pk__lt=incident.pk)
    return (
        Incident.objects.filter(veroorzakers__persoon__in=personen, soort=Incidentsoort.INCIDENT)
        .filter(Q(voorval_op__lt=incident.voorval_op) | same_day)
        .exists()
    )


def _repetition(incident: Incident) -> dict:
    """Set ``herhaling`` of a locked incident when somebody did it before, and weigh it; never unset: what
    was counted stays counted when an identity is removed."""
    if incident.herhaling or not _earlier(incident):
        return {}
    incident.herhaling = True
    return {"herhaling": True} | weging.weigh(incident)


def weigh_later(incident: Incident, *, by: By) -> None:
    """What this person did later is a repetition now."""
    personen = incident.veroorzakers.exclude(persoon=None).values("persoon")
    ids = Veroorzaker.objects.filter(persoon__in=personen).exclude(incident=incident).values("incident")
    for other in Incident.objects.filter(pk__in=ids, herhaling=False).select_for_update().order_by("pk"):
        if data := _repetition(other):
            ENGINE.note(other, "herhaling_vastgesteld", by=by, data=data)


def persons_of(incident: Incident) -> QuerySet[VeroorzakerPersoon]:
    """Who it was, as far as the identity is kept."""
    return (
        VeroorzakerPersoon.objects.filter(veroorzakers__incident=incident, verwijderd_op=None)
        .distinct()
        .order_by("pk")
    )


def inform(
    incident: Incident, persoon: VeroorzakerPersoon, *, by: Access, on: date | None = None, brief: bool = True
) -> None:
    """The veroorzaker was told that data are kept; with ``brief`` by a letter, which is made and kept."""
    with ENGINE.perform(incident, "veroorzaker_informeren", by=by, on=on) as step:
        row = _own(step.case, persoon)
        row.geinformeerd_op, row.informeren_uitgesteld_tot, row.uitstelreden = step.on, None, ""
        if brief:
            brieven.make_information(step.case, row, by=by, on=step.on)
        row.save()
        follow_informing(step.case, on=step.on)
        step.data |= {"persoon": row.pk, "brief": brief}


def postpone_informing(
    incident: Incident, persoon: VeroorzakerPersoon, tot: date, reden: str, *, by: Access
) -> None:
    """Not told yet, with a reason; on ``tot`` it is asked again."""
    if not reden.strip():
        raise ValidationError({"reden": "Zeg waarom de veroorzaker het nog niet mag weten."})
    with ENGINE.perform(incident, "veroorzaker_informeren", by=by) as step:
        row = _own(step.case, persoon)
        if tot <= step.on:
            raise ValidationError({"tot": "Kies een datum na vandaag."})
        if tot >= row.bewaren_tot:
            raise ValidationError({"tot": "Kies een datum voordat de identiteit wordt verwijderd."})
        row.informeren_uitgesteld_tot, row.uitstelreden = tot, reden
        row.save()
        follow_informing(step.case, on=step.on)
        step.data |= {"persoon": row.pk, "uitgesteld_tot": tot.isoformat()}


def _own(incident: Incident, persoon: VeroorzakerPersoon) -> VeroorzakerPersoon:
    ids = incident.veroorzakers.values("persoon")
    return VeroorzakerPersoon.objects.select_for_update().get(pk=persoon.pk, pk__in=ids, verwijderd_op=None)


def follow_informing(incident: Incident, *, on: date) -> None:
    """The clock of informing: a month for who was not told; after a postponement the day that was chosen."""
    open_ones = [p for p in persons_of(incident) if p.geinformeerd_op is None]
    waiting = [p for p in open_ones if p.informeren_uitgesteld_tot is None]
    if not waiting:
        terms.stop_terms(incident, ["veroorzaker_informeren"], on=on)
    elif not incident.termijnen.filter(code="veroorzaker_informeren", gestopt_op=None).exists():
        terms.start_term(incident, "veroorzaker_informeren", start=on)
    terms.stop_terms(incident, ["informeren_uitgesteld"], on=on)
    if until := min(
        (p.informeren_uitgesteld_tot for p in open_ones if p.informeren_uitgesteld_tot), default=None
    ):
        terms.start_term(incident, "informeren_uitgesteld", start=on, duur=Duur((until - on).days))
