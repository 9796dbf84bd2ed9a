"""Telling people that something is asked of them in an incident."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.urls import reverse

from casework import reminders
from casework.notifications import notify
from incidents import lifecycle
from incidents.ernst import ERNSTIG
from incidents.lists import Dossierdeel
from incidents.models import Incident, IncidentTermijn, Veroorzakermaatregel
from incidents.services.apart import find_for_all
from incidents.services.engine import ENGINE
from incidents.services.people import coordinators_in, holders, not_kept_out
from organisations.access import access_for
from organisations.models import User
from organisations.roles import Rol


def whose_turn(incident: Incident, verb: str = "") -> list[User]:
    """The people of whom ``verb`` is asked (default: the next action), and who stands in for them today.

    Who has the part that the action belongs to; where nobody has it (any more), who coordinates.
    """
    t = lifecycle.LIFECYCLE.by_verb.get(verb or incident.volgende_actie)
    if t is None:
        return []
    delen = [name for name in t.who if name != lifecycle.COORDINATOR]
    if incident.status not in lifecycle.OPEN:  # then the receiver reads and answers only
        delen = [name for name in delen if name != lifecycle.LEIDINGGEVENDE]
    assigned = _named(incident, t.verb) or {getattr(incident, f"{deel}_id") for deel in delen} - {None}
    reached = _reached(incident, Q(pk__in=assigned)) if assigned else []
    return reached or coordinators(incident)


def _named(incident: Incident, verb: str) -> set[int]:
    """Before whom the questions that wait were laid, each by name."""
    if verb == "maatregel_besluiten":
        waiting = incident.maatregelen.filter(status=Veroorzakermaatregel.Status.VOORGELEGD)
    elif verb == "verwijderverzoek_beslissen":
        waiting = incident.verwijderverzoeken.filter(besloten_op=None)
    else:
        return set()
    return set(waiting.values_list("beslisser", flat=True)) - {None}


def coordinators(incident: Incident) -> list[User]:
    people = coordinators_in(incident)
    return _reached(incident, Q(pk__in=people.values("pk")))


def person(incident: Incident, user: User) -> list[User]:
    """This person, and who stands in for them today."""
    return _reached(incident, Q(pk=user.pk))


def direction(incident: Incident) -> list[User]:
    """Who decides on measures, and who stands in for them today; of an ambtsdrager who directs those was
    told already."""
    if incident.dossierdeel != Dossierdeel.AMBTELIJK:
        return []
    people = holders(incident.organisation, Rol.BEVOEGD_GEZAG)
    return _reached(incident, Q(pk__in=people.values("pk")))


def _reached(incident: Incident, people: Q) -> list[User]:
    """These people and who stands in for them today and may open it, without who is kept out of it."""
    found = User.objects.filter(people).with_stand_ins(incident.organisation)
    return [user for user in not_kept_out(found, incident) if user.zelf or _may_open(user, incident)]


def _may_open(user: User, incident: Incident) -> bool:
    access = access_for(user, incident.organisation)
    return access is not None and Incident.objects.filter(pk=incident.pk).visible_to(access).exists()


def ask(
    incident: Incident,
    people: Iterable[User] | None = None,
    *,
    verb: str = "",
    because: str = "",
    **about: object,
) -> None:
    """Tell people that ``verb`` (default: the next action) is asked of them, with its term; once for each
    step of the incident. ``about``: what the term is about (which measure)."""
    own = _term_of(incident, verb or incident.volgende_actie, **about)
    notify(
        whose_turn(incident, verb) if people is None else people,
        "taak",
        path=reverse("agressie_zaak", args=[incident.kenmerk]),
        key=f"incident:{incident.pk}:{incident.volgende_actie}:{incident.status_sinds}{because}",
        organisation=incident.organisation,
        termijn=own or (None if verb else incident.termijn_op),
    )


def _term_of(incident: Incident, verb: str, **about: object) -> date | None:
    """The first day on which a term ends that this action ends."""
    codes = [code for code, ends in lifecycle.TERMIJN_ACTIES.items() if ends == verb]
    running = incident.termijnen.filter(code__in=codes, gestopt_op=None, **about)
    return running.order_by("verloopt_op").values_list("verloopt_op", flat=True).first()


def tell_handlers(incident: Incident, soort: str, key: str) -> None:
    """The receiver and the coördinatoren, at once. Of a new incident the receiver hears that somebody of the
    team waits, and opens it among the tasks."""
    people = coordinators_in(incident)
    direct = _reached(incident, Q(pk__in=people.values("pk")))
    receivers = [
        user for user in _reached(incident, Q(pk=incident.leidinggevende_id)) if user not in set(direct)
    ]
    if soort == "nieuw":
        notify(
            receivers,
            "contact",
            path=f"{reverse('agressie_taken')}?incident={incident.kenmerk}",
            key=key,
            organisation=incident.organisation,
        )
        receivers = []
    notify(
        [*direct, *receivers],
        soort,
        path=reverse("agressie_zaak", args=[incident.kenmerk]),
        key=key,
        organisation=incident.organisation,
        termijn=incident.termijn_op,
    )


def tell_direction(incident: Incident) -> None:
    """Ernst 3 and 4: the direction is told at once (domain document, section 4)."""
    notify(
        direction(incident),
        "nieuw",
        path=reverse("agressie_zaak", args=[incident.kenmerk]),
        key=f"ernstig:{incident.pk}",
        organisation=incident.organisation,
    )


def tell_slachtoffers(incident: Incident) -> None:
    """Somebody reported for them: that there is something to read in their own list."""
    notify(
        User.objects.filter(pk__in=incident.slachtoffers.exclude(user=incident.melder).values("user")),
        "nieuw",
        path=reverse("mijn_meldingen"),
        key=f"namens:{incident.pk}",
        organisation=incident.organisation,
    )


def announce(incident: Incident, key: str) -> None:
    """Mail who reported it and the slachtoffers that something is to be read. The link is to the list of
    the own meldingen: a reference in a mailbox would tell that there is one."""
    ids = {s.user_id for s in incident.slachtoffers.all()} | {incident.melder_id}
    notify(
        User.objects.filter(pk__in=ids - {None}),
        "bericht",
        path=reverse("mijn_meldingen"),
        key=key,
        organisation=incident.organisation,
    )


def remind(today: date) -> int:
    """Queue the warnings of running terms that are due, and the notices of those that have passed, to who
    must act; and what is late to others too. Each person hears once of each term and end."""
    find_for_all()
    seen = reminders.remind_of(
        IncidentTermijn, today, engine=ENGINE, asked=whose_turn, url_name="agressie_zaak"
    )
    escalate(today)
    return seen


DAGEN_TOT_COORDINATOR = 3  # late; a serious incident at once
DAGEN_TOT_DIRECTIE = 7  # late, of a serious incident only


def escalate(today: date) -> None:
    """What is late goes to the coördinatoren: of a serious incident on the first day, else after three
    days. A serious one that is a week late, and still open, goes to the direction as well."""
    late = IncidentTermijn.objects.filter(gestopt_op=None, opgeschort_op=None, verloopt_op__lt=today)
    for termijn in late.select_related("incident__organisation").order_by("pk").iterator():
        incident = termijn.incident
        days = (today - termijn.verloopt_op).days
        serious = (incident.ernst_objectief or 0) >= ERNSTIG
        people = coordinators(incident) if serious or days >= DAGEN_TOT_COORDINATOR else []
        if serious and days >= DAGEN_TOT_DIRECTIE and incident.status in lifecycle.OPEN:
            people += direction(incident)
        notify(
            people,
            "te_laat",
            path=reverse("agressie_zaak", args=[incident.kenmerk]),
            # the key of the notice to who must act: nobody hears of it twice
            key=f"termijn:{incident.REGISTER}:{termijn.pk}:{termijn.verloopt_op}",
            organisation=incident.organisation,
            termijn=termijn.verloopt_op,
        )
