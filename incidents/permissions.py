"""Who may see what, and who may do what, in the aggression register. One page; everything asks here.

Source: the domain document, sections 2, 5 and 7. A slachtoffer follows the own incident in the view of the
reporter; for them, and for who was excluded, the working page of it does not exist.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone

from casework.lifecycle import Transition
from incidents import lifecycle
from incidents.ernst import ERNSTIG
from incidents.lists import Dossierdeel
from organisations.access import Access
from organisations.roles import REGIE_AGRESSIE, TAKEN_AGRESSIE, Register, Rol

if TYPE_CHECKING:
    from incidents.models import Incident, Veroorzakermaatregel, Verwijderverzoek

# Who directs incidents of politieke ambtsdragers: never a line manager.
BESTUURLIJKE_ROLLEN = (Rol.GRIFFIER, Rol.BURGEMEESTER, Rol.SECRETARIS)
# Who directs incidents: the coördinator those of employees, the others those of ambtsdragers.
REGIE_ROLLEN = REGIE_AGRESSIE
# Who has a part in incidents without directing them.
TAKEN_ROLLEN = TAKEN_AGRESSIE
# The parts of an incident that a person can be given.
DELEN = (lifecycle.LEIDINGGEVENDE, lifecycle.BEVOEGD_GEZAG)


def heeft(access: Access, *rollen: str) -> bool:
    """Whether this person holds one of these roles in the aggression register, or for both registers."""
    return any(access.heeft(rol, Register.AGRESSIE) for rol in rollen)


def directs(access: Access) -> bool:
    """Whether this person works from the werklijst."""
    return heeft(access, *REGIE_ROLLEN)


def apart(user_ids: Iterable[int]) -> tuple[Q, ...]:
    """Incidents whose working page must not exist for one of these people, by each way: slachtoffer or
    excluded."""
    ids = list(user_ids)
    return Q(slachtoffers__user__in=ids), Q(uitsluitingen__user__in=ids)


def acts_as(access: Access, incident: "Incident") -> Access:
    """Who stands in for somebody who is kept out of this incident is there in person only."""
    return access.in_person if access.vervangt and access.vervangt & incident.kept_out else access


def coordinates(access: Access, prefix: str = "") -> Q:
    """The incidents this person coordinates: the coördinator those of employees; griffier, burgemeester
    and secretaris those of politieke ambtsdragers."""
    delen = [deel for deel in Dossierdeel if would_coordinate(access, deel)]
    return Q(**{f"{prefix}dossierdeel__in": delen}) if delen else Q(pk__in=[])


def would_coordinate(access: Access, dossierdeel: str) -> bool:
    """Whether this person coordinates incidents of this part of the file."""
    if dossierdeel == Dossierdeel.AMBTELIJK:
        return heeft(access, Rol.INTEGRITEITSCOORDINATOR)
    return heeft(access, *BESTUURLIJKE_ROLLEN)


def visible(access: Access) -> Q:
    """The incidents this person may open: those they coordinate, and those in which they have a part."""
    return Q(organisation=access.organisation) & (coordinates(access) | has_part(access))


def has_part(access: Access) -> Q:
    """The incidents in which this person was given a part, as long as that lasts."""
    return receives(access) | decides(access)


def can_receive(access: Access) -> bool:
    return heeft(access, Rol.LEIDINGGEVENDE, *BESTUURLIJKE_ROLLEN)


def can_decide(access: Access) -> bool:
    return heeft(access, Rol.BEVOEGD_GEZAG)


def receives(access: Access) -> Q:
    """The incidents of the receiver: the leidinggevende, or of an ambtsdrager the griffier, burgemeester or
    secretaris. Who reported it can write after closing too, so they keep reading it then."""
    if not can_receive(access):
        return Q(pk__in=[])
    return Q(leidinggevende__in=access.user_ids, status__in=lifecycle.ALTIJD)


def decides(access: Access) -> Q:
    """The incidents of who decides on measures: those in which they have that part, a question that waits
    for them or a measure they imposed that still runs, and serious ones (ernst 3 and 4) of employees, of
    which the direction is told at once, until they are closed."""
    if not can_decide(access):
        return Q(pk__in=[])
    serious = Q(dossierdeel=Dossierdeel.AMBTELIJK, ernst_objectief__gte=ERNSTIG, status__in=lifecycle.OPEN)
    theirs = Q(bevoegd_gezag__in=access.user_ids) | Q(pk__in=_with_question(access, LOOPT_OF_WACHT))
    return theirs | Q(pk__in=_with_request(access)) | serious


# The statuses (of a measure) in which who decides has something to do with it.
WACHT, LOOPT_OF_WACHT = ("voorgelegd",), ("voorgelegd", "opgelegd")


def _with_question(access: Access, statuses: tuple[str, ...]) -> QuerySet:
    """The ids of the incidents with a measure of this decider: one that waits, or that is imposed."""
    rows = apps.get_model("incidents", "Veroorzakermaatregel").objects.filter(
        beslisser__in=access.user_ids, status__in=statuses
    )
    running = Q(status="voorgelegd") | Q(eindigt_op__gte=timezone.localdate())
    return rows.filter(running).values("incident")


def _with_request(access: Access) -> QuerySet:
    """The ids of the incidents in which a request to be removed waits for this decider."""
    rows = apps.get_model("incidents", "Verwijderverzoek").objects
    return rows.filter(beslisser__in=access.user_ids, besloten_op=None).values("incident")


def asked_by_step(access: Access) -> Q:
    """The incidents whose next action is this person's: of who has the part that it belongs to; where
    nobody has it, of who coordinates."""
    return _asked(access, "volgende_actie", {verb: verb for verb in lifecycle.LIFECYCLE.by_verb})


def asked_by_term(access: Access) -> Q:
    """The terms (not incidents) that this person ends: every track has a clock of its own."""
    return _asked(access, "code", lifecycle.TERMIJN_ACTIES, "incident__")


def _asked(access: Access, field: str, verbs: dict[str, str], prefix: str = "") -> Q:
    by_who: dict[tuple[str, ...], list[str]] = {}
    for value, verb in verbs.items():
        by_who.setdefault(lifecycle.LIFECYCLE.by_verb[verb].who, []).append(value)
    q = Q(pk__in=[])
    for who, values in by_who.items():
        delen = [name for name in who if name in DELEN]
        theirs = coordinates(access, prefix) & Q(**{f"{prefix}{name}__isnull": True for name in delen})
        for name in delen:
            theirs |= Q(**{f"{prefix}{name}__in": access.user_ids}) & _still_acts(name, prefix)
        if lifecycle.LEIDINGGEVENDE in delen:
            theirs |= coordinates(access, prefix) & ~_still_acts(lifecycle.LEIDINGGEVENDE, prefix)
        q |= Q(**{f"{field}__in": values}) & theirs
    for verb, waiting in _waiting(access).items():
        asked = Q(**{f"{field}__in": [value for value, v in verbs.items() if v == verb]})
        q = (q & ~asked) | (asked & _of_decider(access, verb, waiting, prefix))
    return q


def _still_acts(name: str, prefix: str) -> Q:
    """Where who has this part is asked for anything: the receiver only of what is open."""
    receiver = name == lifecycle.LEIDINGGEVENDE
    return Q(**{f"{prefix}status__in": lifecycle.OPEN if receiver else lifecycle.ALTIJD})


def _waiting(access: Access) -> dict[str, QuerySet]:
    """What is laid before one decider of several: by verb the incidents that wait for this person."""
    return {
        "maatregel_besluiten": _with_question(access, WACHT),
        "verwijderverzoek_beslissen": _with_request(access),
    }


def _of_decider(access: Access, verb: str, waiting: QuerySet, prefix: str) -> Q:
    """A term of a measure names that measure; else it is the incident that waits. Where nobody was named,
    of who has the part, and where nobody has that, of who coordinates."""
    of_measure = verb == "maatregel_besluiten"
    if of_measure and prefix:
        theirs, unnamed = Q(maatregel__beslisser__in=access.user_ids), Q(maatregel__beslisser=None)
    else:
        theirs = Q(**{f"{prefix}pk__in": waiting})
        unnamed = ~Q(**{f"{prefix}pk__in": _named(of_measure)})
    part = Q(**{f"{prefix}bevoegd_gezag__in": access.user_ids})
    nobody = coordinates(access, prefix) & Q(**{f"{prefix}bevoegd_gezag__isnull": True})
    return theirs | (unnamed & (part | nobody))


def _named(of_measure: bool) -> QuerySet:
    """The ids of the incidents with a question for somebody by name."""
    name, waits = ("Veroorzakermaatregel", Q(status="voorgelegd"))
    if not of_measure:
        name, waits = ("Verwijderverzoek", Q(besloten_op=None))
    return apps.get_model("incidents", name).objects.filter(waits, beslisser__isnull=False).values("incident")


def counted(access: Access) -> Q:
    """The incidents in live figures: all of the organisation, for who may see figures. They hold no names,
    and the incidents behind a number open only for who may open those. What must not exist for somebody
    (``apart``) is left out by ``Incident.objects.counted_for``."""
    return Q(organisation=access.organisation) if can_see_figures(access) else Q(pk__in=[])


def can_see_figures(access: Access) -> bool:
    return heeft(access, Rol.INTEGRITEITSCOORDINATOR, Rol.GRIFFIER, Rol.AUDITOR)


def can_see_running_figures(access: Access) -> bool:
    """The griffier sees reports of periods that are over, not the running figures."""
    return heeft(access, Rol.INTEGRITEITSCOORDINATOR, Rol.AUDITOR)


def can_see_cases_behind_figures(access: Access) -> bool:
    return heeft(access, Rol.INTEGRITEITSCOORDINATOR)


def can_see_insights(access: Access) -> bool:
    """Repetition, work processes and the survey: for who improves the work."""
    return heeft(access, Rol.INTEGRITEITSCOORDINATOR)


def can_run_survey(access: Access) -> bool:
    """Open and close the yearly survey; everybody who works here may answer it."""
    return heeft(access, Rol.INTEGRITEITSCOORDINATOR)


def can_import(access: Access) -> bool:
    return heeft(access, Rol.INTEGRITEITSCOORDINATOR)


def can_see_board(access: Access) -> bool:
    """The running and ending measures."""
    return heeft(access, Rol.INTEGRITEITSCOORDINATOR, *BESTUURLIJKE_ROLLEN)


def can_look_up_at_desk(access: Access) -> bool:
    """Ask at the desk or before a home visit whether there is an instruction about a person."""
    return heeft(access, Rol.BALIEMEDEWERKER, Rol.INTEGRITEITSCOORDINATOR)


def can_search_identities(access: Access) -> bool:
    """Find a veroorzaker again by name: only the coördinator and who decides on measures."""
    return heeft(access, Rol.INTEGRITEITSCOORDINATOR, Rol.BEVOEGD_GEZAG)


def can_edit_letters(access: Access) -> bool:
    """Change the templates of the letters of the organisation."""
    return heeft(access, Rol.INTEGRITEITSCOORDINATOR)


def is_coordinator(access: Access, incident: "Incident") -> bool:
    return would_coordinate(acts_as(access, incident), incident.dossierdeel)


def is_leidinggevende(access: Access, incident: "Incident") -> bool:
    """The receiver of this incident: they handle it until it closes, and read it and answer after that."""
    own = acts_as(access, incident)
    return (
        incident.status in lifecycle.ALTIJD
        and incident.leidinggevende_id in own.user_ids
        and heeft(own, Rol.LEIDINGGEVENDE, *BESTUURLIJKE_ROLLEN)
    )


def is_bevoegd_gezag(access: Access, incident: "Incident") -> bool:
    """Who decides in this incident: who has that part, or was asked to decide on something in it. Never
    the one who wrote on it: see the service."""
    own = acts_as(access, incident)
    if not heeft(own, Rol.BEVOEGD_GEZAG):
        return False
    return incident.bevoegd_gezag_id in own.user_ids or bool(_asked_of(incident) & own.user_ids)


def _asked_of(incident: "Incident") -> set[int]:
    """Who was asked to decide on a measure that waits or runs, or on a request to be removed."""
    today = timezone.localdate()
    measures = {
        m.beslisser_id
        for m in incident.maatregelen.all()
        if m.status == "voorgelegd" or (m.status == "opgelegd" and m.eindigt_op and m.eindigt_op >= today)
    }
    return measures | {v.beslisser_id for v in incident.verwijderverzoeken.all() if v.besloten_op is None}


def decides_on(access: Access, question: "Veroorzakermaatregel | Verwijderverzoek", incident) -> bool:
    """Whether this question is laid before this person, or who they stand in for; of an old one that
    names nobody, who has the part."""
    own = acts_as(access, incident)
    asked = question.beslisser_id or incident.bevoegd_gezag_id
    return asked in own.user_ids and heeft(own, Rol.BEVOEGD_GEZAG)


# Looks for a person among the veroorzakers that are known.
ZOEKT_IDENTITEIT = "identiteit_vastleggen"
# What the receiver may still do in a closed incident.
NA_SLUITEN = ("bericht_sturen",)
WIE = {
    lifecycle.COORDINATOR: is_coordinator,
    lifecycle.LEIDINGGEVENDE: is_leidinggevende,
    lifecycle.BEVOEGD_GEZAG: is_bevoegd_gezag,
}


def may(access: Access, transition: Transition, incident: "Incident") -> bool:
    """Whether this person may do this to this incident, were its status to allow it.

    Never a slachtoffer of it or who was excluded from it.
    """
    if incident.organisation_id != access.organisation.pk or access.user.pk in incident.kept_out:
        return False
    if not _has_question(access, transition.verb, incident):
        return False
    return any(WIE[name](access, incident) for name in transition.who if _acts(name, transition, incident))


def _acts(name: str, transition: Transition, incident: "Incident") -> bool:
    """Whether who has this part still acts: the receiver of what is closed only answers."""
    if name != lifecycle.LEIDINGGEVENDE or incident.status in lifecycle.OPEN:
        return True
    return transition.verb in NA_SLUITEN


def _has_question(access: Access, verb: str, incident: "Incident") -> bool:
    """Each decides only what was laid before them: with questions for others only, there is nothing here."""
    if verb == "maatregel_besluiten":
        waiting = [m for m in incident.maatregelen.all() if m.status == "voorgelegd"]
    elif verb == "verwijderverzoek_beslissen":
        waiting = [v for v in incident.verwijderverzoeken.all() if v.besloten_op is None]
    else:
        return True
    return not waiting or any(decides_on(access, one, incident) for one in waiting)


def is_confidential(incident: "Incident") -> bool:
    """Whether opening this incident asks again who somebody is: one of a politieke ambtsdrager.

    A leak of it shows a threat to a known person, and invites the next. How serious an incident is does not
    matter: of the serious ones the terms run in hours (domain document, section 4), and care comes first. Who
    did it is guarded apart, in each incident (section 7): see ``asks_who_again``.
    """
    return incident.dossierdeel == Dossierdeel.BESTUURLIJK


def asks_who_again(access: Access, incident: "Incident", verb: str = "") -> bool:
    """Whether this person must have shown lately who they are: for a confidential incident, where the name of
    a veroorzaker stands on the page, and to look for one among those who are known."""
    if is_confidential(incident) or verb == ZOEKT_IDENTITEIT:
        return True
    named = (v.persoon is not None and v.persoon.verwijderd_op is None for v in incident.veroorzakers.all())
    return can_see_identiteit(access, incident) and any(named)


def can_see_slachtoffer(access: Access, incident: "Incident") -> bool:
    """Who was hurt and how, and the care: who handles it, not who only decides on a measure."""
    return is_coordinator(access, incident) or is_leidinggevende(access, incident)


def can_see_identiteit(access: Access, incident: "Incident") -> bool:
    """The name of a veroorzaker: the coördinator and who decides."""
    return is_coordinator(access, incident) or is_bevoegd_gezag(access, incident)


def can_see_bewijs(access: Access, incident: "Incident") -> bool:
    """Evidence, witnesses and the police file: they tell who was hurt and how. Who only decides reads the
    facts of a measure in its proposal."""
    return can_see_slachtoffer(access, incident)


def can_see_politie(access: Access, incident: "Incident") -> bool:
    """What the police were told and did, in codes and days: who decides weighs that too (section 5)."""
    return can_see_slachtoffer(access, incident) or is_bevoegd_gezag(access, incident)


def can_see_timeline(access: Access, incident: "Incident") -> bool:
    return can_see_slachtoffer(access, incident)


def can_see_notities(access: Access, incident: "Incident") -> bool:
    return can_see_slachtoffer(access, incident)


def oversees(access: Access) -> bool:
    """Who supervises: the log and what incidents there are, never their content without a reason."""
    return heeft(access, Rol.PRIVACYFUNCTIONARIS)


def overseen(access: Access) -> Q:
    """The incidents that exist for who supervises: all of the organisation. What must not exist for this
    person (``apart``) is left out by ``Incident.objects.overseen_by``."""
    return Q(organisation=access.organisation) if oversees(access) else Q(pk__in=[])


def can_see_readers(access: Access, incident: "Incident") -> bool:
    """Who opened it, when and in which role: who coordinates it, and who supervises the register."""
    return is_coordinator(access, incident) or oversees(access)


def reads_as(access: Access, incident: "Incident") -> str:
    """In which part this person reads it, for the read line: the widest one; the direction reads a serious
    one without being asked anything. "" for none of these."""
    parts = [name for name, holds in WIE.items() if holds(access, incident)]
    return next(iter(parts), lifecycle.BEVOEGD_GEZAG if can_decide(access) else "")
