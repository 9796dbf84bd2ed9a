"""Measures towards a veroorzaker: prepared with care, decided by who may, running until their end."""

from dataclasses import dataclass, fields, replace
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from casework import terms
from casework.lifecycle import By, NotAllowed
from casework.terms import Duur
from incidents import permissions
from incidents.lifecycle import REGISTER
from incidents.lists import (
    DUUR_IN_MAANDEN,
    LICHTE_MAATREGELEN,
    LOPENDE_MAATREGELEN,
    TOEGANGSVERBODEN,
    Spoorsoort,
    Spoorstatus,
    VeroorzakerMaatregelCode,
)
from incidents.models import (
    Incident,
    IncidentTermijn,
    Veroorzaker,
    Veroorzakermaatregel,
)
from incidents.services import bewaren, notices, people, sloten, sporen, tegen_wie
from incidents.services.engine import ENGINE, user_of
from incidents.services.zorgvuldigheid import (
    BELASTEND,
    EERDER_GESPREK,
    evaluatiedagen,
    ontbreekt,
    past_bij,
    says_something,
    te_lang,
    te_verhalen,
)
from organisations.access import Access
from organisations.models import User

Status = Veroorzakermaatregel.Status
EVALUATIE, BESLUIT = "maatregel_evaluatie", "maatregel_besluit"
# A waarschuwing counts twelve months; what has no default of its own runs three.
ANDERS_MAANDEN = (3,)
ZELF_BESLUITEN = (
    "U heeft deze maatregel zelf voorbereid of aangevuld, of u behandelt dit incident."
    " Een ander moet besluiten."
)


@dataclass(frozen=True)
class Voornemen:
    """What is intended, towards whom. ``inhoud``: what the measure holds, as it will stand in the letter."""

    maatregel: str
    veroorzaker: Veroorzaker | None = None
    reden: str = ""
    inhoud: str = ""
    ingaat_op: date | None = None
    eindigt_op: date | None = None


@dataclass(frozen=True)
class Zorg:
    """The points of care of a measure, as far as they are met (domain document, section 5)."""

    eerder_gesprek_op: date | None = None
    acuut_gevaar: str = ""
    gehoord_op: date | None = None
    zienswijze: str = ""
    feiten: str = ""
    inhoud: str = ""
    bereikbaar_via: str = ""
    basisdienst: str = ""
    rechtsmiddel: str = ""
    ingaat_op: date | None = None
    eindigt_op: date | None = None


def default_end(maatregel: str, ingaat_op: date) -> date | None:
    """The last day by default; None for a measure that doesn't run."""
    if maatregel not in LOPENDE_MAATREGELEN:
        return None
    return terms.add_months(ingaat_op, DUUR_IN_MAANDEN.get(maatregel, ANDERS_MAANDEN)[0]) - timedelta(days=1)


def days_to_impose(m: Veroorzakermaatregel) -> tuple[date | None, date | None]:
    """The first and last day to decide on: never before today, and today when it could not wait, for as
    long as was prepared."""
    today = timezone.localdate()
    if not (m.ingaat_op and m.eindigt_op):
        return m.ingaat_op and max(m.ingaat_op, today), m.eindigt_op
    at_once = m.maatregel in TOEGANGSVERBODEN and not m.verlengt_id and says_something(m.acuut_gevaar)
    if at_once and m.ingaat_op > today:
        return today, m.eindigt_op - (m.ingaat_op - today)
    return max(m.ingaat_op, today), m.eindigt_op


def choices_for(incident: Incident) -> list[tuple[str, str]]:
    """Towards somebody who keeps asking without aggression only the measures that fit that."""
    return [(code.value, code.label) for code in VeroorzakerMaatregelCode if past_bij(incident.soort, code)]


def take_light(
    incident: Incident, voornemen: Voornemen, *, by: By, on: date | None = None, klaar: bool = False
) -> Veroorzakermaatregel:
    """A talk, help, or nothing with a reason: done by who handles it, on its day, without a gate.

    ``klaar``: nothing else has to be done in the track of the veroorzaker.
    """
    if voornemen.maatregel not in LICHTE_MAATREGELEN:
        raise ValidationError({"maatregel": "Deze maatregel vraagt eerst zorgvuldigheid en een besluit."})
    refuse_kind(incident, voornemen.maatregel)
    if voornemen.maatregel == VeroorzakerMaatregelCode.GEEN and not voornemen.reden.strip():
        raise ValidationError({"reden": "Zeg waarom er geen maatregel komt."})
    with ENGINE.perform(incident, "maatregel_voorbereiden", by=by, on=on) as step:
        row = _create(step.case, replace(voornemen, ingaat_op=step.on, eindigt_op=None, inhoud=""), by)
        row.status, row.opgelegd_op, row.besloten_door = Status.OPGELEGD, step.on, user_of(by)
        row.save()
        if klaar:
            sporen.end_track(step.case, Spoorsoort.VEROORZAKER, Spoorstatus.GEDAAN, by=by, on=step.on)
        step.data |= {"maatregel": row.maatregel, "spoor_klaar": klaar}
    return row


def prepare(
    incident: Incident, voornemen: Voornemen, *, by: By, on: date | None = None
) -> Veroorzakermaatregel:
    """A burdening measure, from a day to a day; it does nothing before it is decided.

    Raises ValidationError without somebody it is meant for, without an end, or for longer than allowed.
    """
    refuse_kind(incident, voornemen.maatregel)
    if voornemen.maatregel not in BELASTEND:
        raise ValidationError({"maatregel": "Leg deze maatregel vast met de dag waarop u het deed."})
    if voornemen.veroorzaker is None:
        raise ValidationError({"veroorzaker": "Kies voor wie de maatregel is."})
    if not voornemen.reden.strip():
        raise ValidationError({"reden": "Zeg waarom deze maatregel nodig is."})
    refuse_length(voornemen.maatregel, voornemen.ingaat_op, voornemen.eindigt_op)
    with ENGINE.perform(incident, "maatregel_voorbereiden", by=by, on=on) as step:
        row = _create(step.case, voornemen, by)
        row.voorbereid_op = step.on
        row.save(update_fields=["voorbereid_op"])
        wrote(row, by)
        step.data |= {"maatregel": row.maatregel, "id": row.pk}
    return row


def _create(incident: Incident, voornemen: Voornemen, by: By) -> Veroorzakermaatregel:
    values = {f.name: getattr(voornemen, f.name) for f in fields(voornemen)}
    if voornemen.veroorzaker and voornemen.veroorzaker.incident_id != incident.pk:
        raise ValidationError({"veroorzaker": "Deze veroorzaker hoort niet bij dit incident."})
    return Veroorzakermaatregel.objects.create(incident=incident, voorbereid_door=user_of(by), **values)


def wrote(row: Veroorzakermaatregel, by: By) -> None:
    """Who writes on a measure doesn't decide on it, ever."""
    if user := user_of(by):
        row.schrijvers.add(user)


def refuse_kind(incident: Incident, maatregel: str) -> None:
    if not past_bij(incident.soort, maatregel):
        raise ValidationError({"maatregel": "Deze maatregel past niet bij hinderlijk contact."})


def refuse_length(maatregel: str, ingaat_op: date | None, eindigt_op: date | None) -> None:
    """Nothing runs without an end, and nothing longer than the longest."""
    if maatregel in LOPENDE_MAATREGELEN and ingaat_op is None:
        raise ValidationError({"ingaat_op": "Vul in wanneer de maatregel ingaat."})
    if maatregel in LOPENDE_MAATREGELEN and eindigt_op is None:
        raise ValidationError(
            {"eindigt_op": "Vul in wanneer de maatregel eindigt. Niets loopt zonder einddatum."}
        )
    if not (ingaat_op and eindigt_op):
        return
    if eindigt_op < ingaat_op:
        raise ValidationError({"eindigt_op": "De einddatum ligt voor de begindatum."})
    if reason := te_lang(ingaat_op, eindigt_op):
        raise ValidationError({"eindigt_op": reason})


def record_care(
    incident: Incident, maatregel: Veroorzakermaatregel, zorg: Zorg, *, by: By, on: date | None = None
) -> list[str]:
    """Keep the points of care as they are now; gives what is still missing."""
    _refuse_impossible(incident, zorg)
    with ENGINE.perform(incident, "zorgvuldigheid_vastleggen", by=by, on=on) as step:
        row = _prepared(step.case, maatregel)
        refuse_length(row.maatregel, zorg.ingaat_op, zorg.eindigt_op)
        for field in fields(zorg):
            setattr(row, field.name, getattr(zorg, field.name))
        row.save()
        wrote(row, by)
        missing = ontbreekt(row)
        step.data |= {"maatregel": row.pk, "ontbreekt": len(missing)}
    return missing


def _refuse_impossible(incident: Incident, zorg: Zorg) -> None:
    today = timezone.localdate()
    for name in ("eerder_gesprek_op", "gehoord_op"):
        if (day := getattr(zorg, name)) and day > today:
            raise ValidationError(
                {name: "De datum ligt in de toekomst. Vul een datum tot en met vandaag in."}
            )
    if zorg.gehoord_op and zorg.gehoord_op < incident.voorval_op:
        raise ValidationError({"gehoord_op": "Dit kan niet voor het incident zijn geweest."})
    if zorg.gehoord_op and not zorg.zienswijze.strip():
        raise ValidationError(
            {"zienswijze": "Schrijf op wat de veroorzaker zei, of dat er geen reactie kwam."}
        )


def _prepared(incident: Incident, maatregel: Veroorzakermaatregel) -> Veroorzakermaatregel:
    row = incident.maatregelen.select_for_update().filter(pk=maatregel.pk).first()
    if row is None or row.status != Status.VOORBEREIDING:
        raise ValidationError("Deze maatregel is niet (meer) in voorbereiding.")
    return row


def earlier_talk(maatregel: Veroorzakermaatregel, access: Access) -> date | None:
    """The day of the last talk or warning of the same person: in this incident, and for who may search
    identities in the others that they may open."""
    of_this = maatregel.veroorzaker
    if of_this is None:
        return None
    done = Veroorzakermaatregel.objects.filter(
        maatregel__in=EERDER_GESPREK, opgelegd_op__isnull=False, veroorzaker=of_this
    )
    if of_this.persoon_id and permissions.can_search_identities(access):
        done = Veroorzakermaatregel.objects.filter(
            maatregel__in=EERDER_GESPREK,
            opgelegd_op__isnull=False,
            veroorzaker__persoon=of_this.persoon_id,
            incident__in=Incident.objects.visible_to(access),
        )
    return (
        done.exclude(pk=maatregel.pk).order_by("-opgelegd_op").values_list("opgelegd_op", flat=True).first()
    )


def deciders(incident: Incident, maatregel: Veroorzakermaatregel, access: Access) -> QuerySet[User]:
    """Who may decide: the bevoegd gezag, never who wrote on it or lays it before them."""
    return people.candidates(incident, "bevoegd_gezag").exclude(pk__in=writers(maatregel) | {access.user.pk})


def writers(maatregel: Veroorzakermaatregel) -> set[int]:
    """Who prepared it, filled in the care or laid it before somebody."""
    wrote_it = set(maatregel.schrijvers.values_list("pk", flat=True))
    return (wrote_it | {maatregel.voorbereid_door_id, maatregel.voorgelegd_door_id}) - {None}


@transaction.atomic
def lay_before(
    incident: Incident,
    maatregel: Veroorzakermaatregel,
    beslisser: User,
    *,
    by: Access,
    on: date | None = None,
) -> None:
    """Everything is in order: the bevoegd gezag is asked to decide.

    Raises ValidationError with what is missing, and for somebody who prepared it.
    """
    with ENGINE.perform(incident, "maatregel_voorleggen", by=by, on=on) as step:
        row = _prepared(step.case, maatregel)
        if missing := ontbreekt(row):
            raise ValidationError(missing)
        if not deciders(step.case, row, by).filter(pk=beslisser.pk).exists():
            raise ValidationError({"beslisser": "Kies iemand anders: wie voorbereidt, besluit niet."})
        row.status, row.voorgelegd_op, row.voorgelegd_door = Status.VOORGELEGD, step.on, by.user
        row.beslisser = beslisser
        tegen_wie.freeze(row)
        row.save()
        wrote(row, by)
        step.case.bevoegd_gezag = step.case.bevoegd_gezag or beslisser
        terms.start_term(step.case, BESLUIT, start=step.on, maatregel=row)
        step.data |= {"maatregel": row.pk, "beslisser": beslisser.pk}
    notices.ask(
        incident,
        notices.person(incident, beslisser),
        verb="maatregel_besluiten",
        because=_once_more(maatregel),
        maatregel=maatregel,
    )


def _once_more(maatregel: Veroorzakermaatregel) -> str:
    """What makes the notice of each turn one of its own: a measure may go to and fro."""
    return f":maatregel:{maatregel.pk}:{timezone.now().isoformat()}"


@dataclass(frozen=True)
class Maatregelbesluit:
    """``opleggen``: True, False, or None: back to who prepared it. With the days on which it runs."""

    opleggen: bool | None
    reden: str = ""
    ingaat_op: date | None = None
    eindigt_op: date | None = None


@transaction.atomic
def decide(
    incident: Incident,
    maatregel: Veroorzakermaatregel,
    besluit: Maatregelbesluit,
    *,
    by: Access,
    on: date | None = None,
) -> None:
    """Impose, don't impose (with a reason), or give it back to be completed (with a reason).

    Only who it was laid before, or who stands in for them. Raises ValidationError for who wrote on it or
    handles the incident, as long as a point of care is missing, and for a measure that would begin before
    it is decided.
    """
    if not besluit.opleggen and not besluit.reden.strip():
        raise ValidationError({"reden": "Geef de reden."})
    sloten.lock(incident)
    with ENGINE.perform(incident, "maatregel_besluiten", by=by, on=on) as step:
        row = step.case.maatregelen.select_for_update().filter(pk=maatregel.pk).first()
        if row is None or row.status != Status.VOORGELEGD:
            raise ValidationError("Deze maatregel ligt niet (meer) voor een besluit.")
        _refuse_who_may_not(step.case, row, by)
        row.besluitreden, row.besloten_door = besluit.reden, by.user
        if besluit.opleggen:
            _impose(step.case, row, besluit, on=step.on)
        else:
            row.status = Status.AFGEWEZEN if besluit.opleggen is False else Status.VOORBEREIDING
            tegen_wie.release(row)
        row.save()
        terms.stop_terms(step.case, [BESLUIT], on=step.on, maatregel=row)
        bewaren.follow_incident(step.case)
        step.data |= {"maatregel": row.pk, "opgelegd": besluit.opleggen}
    notices.ask(incident, because=_once_more(maatregel))


def _refuse_who_may_not(incident: Incident, row: Veroorzakermaatregel, by: Access) -> None:
    """Four eyes. Who stands in for the decider and directs the incident themselves is refused as well."""
    if not permissions.decides_on(by, row, incident):
        raise NotAllowed("Deze pagina bestaat niet.")
    own = by.in_person
    in_person = row.beslisser_id in (None, by.user.pk)
    handles = by.user.pk in (incident.leidinggevende_id, incident.coordinator_id)
    directs = not in_person and permissions.is_coordinator(own, incident)
    if handles or directs or by.user.pk in writers(row):
        raise ValidationError(ZELF_BESLUITEN)


def _impose(incident: Incident, row: Veroorzakermaatregel, besluit: Maatregelbesluit, *, on: date) -> None:
    row.ingaat_op = besluit.ingaat_op or row.ingaat_op
    row.eindigt_op = besluit.eindigt_op or row.eindigt_op
    refuse_length(row.maatregel, row.ingaat_op, row.eindigt_op)
    if row.ingaat_op and row.ingaat_op < on:
        raise ValidationError({"ingaat_op": "Een maatregel kan niet ingaan voor de dag van het besluit."})
    if missing := ontbreekt(row):
        raise ValidationError(missing)
    row.status, row.opgelegd_op, row.bedrag = Status.OPGELEGD, on, te_verhalen(incident)
    if row.ingaat_op and row.eindigt_op:
        _plan_evaluations(incident, row, on=on)


def _plan_evaluations(incident: Incident, row: Veroorzakermaatregel, *, on: date) -> None:
    """Two terms of one code, so each is made as a row of its own."""
    law = terms.effective(incident.organisation, REGISTER, EVALUATIE)
    for day in evaluatiedagen(row.ingaat_op, row.eindigt_op):
        lasts = replace(law, duur=Duur(max((day - on).days, 0)), waarschuw_na=None)
        terms.build_term(IncidentTermijn, incident, lasts, start=on, maatregel=row).save()
