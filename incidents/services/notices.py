"""Telling people that something is asked of them in an incident."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.urls import reverse

from casework import reminders
from casework.notifications import notify
from incidents import lifecycle
from incidents.lists import Dossierdeel
from incidents.models import Incident, IncidentTermijn
from incidents.services.engine import ENGINE
from incidents.services.people import coordinators_of, holders, not_kept_out
from organisations.models import User
from organisations.roles import Rol


def whose_turn(incident: Incident, verb: str = "") -> list[User]:
    """The people of whom ``verb`` is asked (default: the next action), and who stands in for them today.

    Who has the part that the action belongs to; where nobody has it, who coordinates.
    """
    t = lifecycle.LIFECYCLE.by_verb.get(verb or incident.volgende_actie)
    if t is None:
        return []
    delen = [name for name in t.who if name != lifecycle.COORDINATOR]
    assigned = {getattr(incident, f"{deel}_id") for deel in delen} - {None}
    if assigned:
        return _reached(incident, Q(pk__in=assigned))
    return coordinators(incident)


def coordinators(incident: Incident) -> list[User]:
    people = coordinators_of(incident.organisation, incident.dossierdeel)
    return _reached(incident, Q(pk__in=people.values("pk")))


def person(incident: Incident, user: User) -> list[User]:
    """This person, and who stands in for them today."""
    return _reached(incident, Q(pk=user.pk))


def _reached(incident: Incident, people: Q) -> list[User]:
    """These people and who stands in for them today, without who is kept out of this incident."""
    found = User.objects.filter(people).with_stand_ins(incident.organisation)
    return list(not_kept_out(found, incident))


def ask(incident: Incident, people: Iterable[User] | None = None, *, because: str = "") -> None:
    """Tell who has the next action that it is their turn, once for each step of the incident."""
    notify(
        whose_turn(incident) if people is None else people,
        "taak",
        path=reverse("agressie_zaak", args=[incident.kenmerk]),
        key=f"incident:{incident.pk}:{incident.volgende_actie}:{incident.status_sinds}{because}",
        organisation=incident.organisation,
        termijn=incident.termijn_op,
    )


def tell_handlers(incident: Incident, soort: str, key: str) -> None:
    """The receiver and the coördinatoren, at once."""
    people = coordinators_of(incident.organisation, incident.dossierdeel)
    notify(
        _reached(incident, Q(pk__in=people.values("pk")) | Q(pk=incident.leidinggevende_id)),
        soort,
        path=reverse("agressie_zaak", args=[incident.kenmerk]),
        key=key,
        organisation=incident.organisation,
        termijn=incident.termijn_op,
    )


def tell_direction(incident: Incident) -> None:
    """Ernst 3 and 4: the direction is told at once (domain document, section 4). Of an ambtsdrager who
    directs those was told already."""
    if incident.dossierdeel != Dossierdeel.AMBTELIJK:
        return
    notify(
        not_kept_out(holders(incident.organisation, Rol.BEVOEGD_GEZAG), incident),
        "nieuw",
        path=reverse("agressie_zaak", args=[incident.kenmerk]),
        key=f"ernstig:{incident.pk}",
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
    """Queue the warnings of running terms that are due, and the notices of those that have passed.

    What is a week late goes to the coördinatoren as well: escalation.
    """
    return reminders.remind_of(
        IncidentTermijn, today, engine=ENGINE, asked=whose_turn, url_name="agressie_zaak"
    )
