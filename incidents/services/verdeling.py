"""Who handles an incident: given a part, handed on, or kept out of it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from casework.lifecycle import By
from incidents.models import Incident, IncidentUitsluiting, Veroorzakermaatregel
from incidents.services import notices
from incidents.services.apart import find_somebody
from incidents.services.engine import ENGINE
from incidents.services.people import DELEN, candidates
from organisations.access import Access
from organisations.models import User


def hand_out(incident: Incident, *, by: By, **delen: User | None) -> None:
    """Give people their part in an incident. Who is mentioned gets it, None takes it away; who is new is
    told. Raises ValidationError, by the name of the part, for somebody who can't have it."""
    with transaction.atomic():
        with ENGINE.perform(incident, "toewijzen", by=by) as step:
            changed = {
                deel: user
                for deel, user in delen.items()
                if getattr(step.case, f"{deel}_id") != (user.pk if user else None)
            }
            for deel, user in changed.items():
                _assign(step.case, deel, user)
                step.data[deel] = user.pk if user else None
        for user in changed.values():
            if user:
                _tell(incident, user)


def pass_on(incident: Incident, naar: User | None, *, by: By) -> None:
    """Not an employee of this leidinggevende: to the right one, or (None) back to who coordinates.

    Raises ValidationError when ``naar`` has it already or can't have it.
    """
    with transaction.atomic():
        with ENGINE.perform(incident, "niet_mijn_medewerker", by=by) as step:
            if naar and naar.pk == step.case.leidinggevende_id:
                raise ValidationError({"naar": "Die heeft dit incident al. Kies iemand anders."})
            _assign(step.case, "leidinggevende", naar, field="naar")
            step.data["leidinggevende"] = naar.pk if naar else None
        _tell(incident, naar)


def keep_out(incident: Incident, user: User, *, by: By) -> None:
    """From now on the working page of this incident does not exist for this person.

    A part they had goes back to who coordinates, or to the outside address when nobody here is left. Raises
    ValidationError when they are kept out already, or when they follow it as who reported it or as
    slachtoffer: that goes on, so it would promise what is not so.
    """
    if isinstance(by, Access) and user == by.user and not _follows(incident, user):
        step_back(incident, by=by)
        return
    with transaction.atomic():
        with ENGINE.perform(incident, "uitsluiten", by=by) as step:
            if why := _follows(step.case, user):
                raise ValidationError({"email": why})
            if user.pk in step.case.kept_out:
                raise ValidationError({"email": "Deze persoon ziet dit incident al niet."})
            had = _free(step.case, user)
            IncidentUitsluiting.objects.create(incident=step.case, user=user)
            step.data["user"] = user.pk
        if had:
            _tell(incident, None)


def step_back(incident: Incident, *, by: Access) -> None:
    """Somebody who may see it has an interest of their own: from now on its working page does not exist for
    them, and who handles it next is told. What they follow as reporter they keep following."""
    with transaction.atomic():
        with ENGINE.perform(incident, "terugtrekken", by=by) as step:
            _free(step.case, by.user)
        people = [user for user in notices.coordinators(incident) if user != by.user]
        notices.ask(incident, people, because=f":terug:{by.user.pk}")
        # last: after this nothing of it is there for them, also in this transaction
        IncidentUitsluiting.objects.create(incident=incident, user=by.user)


def _free(incident: Incident, user: User) -> list[str]:
    """The parts this person had in a locked incident, and what waited for them, are for somebody else.
    Returns those parts."""
    had = [deel for deel in DELEN if getattr(incident, f"{deel}_id") == user.pk]
    for deel in had:
        setattr(incident, deel, None)
    asked = {"beslisser": user}
    incident.maatregelen.filter(status=Veroorzakermaatregel.Status.VOORGELEGD, **asked).update(beslisser=None)
    incident.verwijderverzoeken.filter(besloten_op=None, **asked).update(beslisser=None)
    find_somebody(incident, without=user)
    return had


def _follows(incident: Incident, user: User) -> str:
    """Why this person keeps seeing the incident from the outside, or ""."""
    if incident.slachtoffers.filter(user=user).exists():
        return "Deze persoon is slachtoffer en blijft dit incident volgen. Uitsluiten kan dan niet."
    if user.pk == incident.melder_id:
        return "Deze persoon heeft dit incident gemeld en blijft de melding volgen. Uitsluiten kan dan niet."
    return ""


def _assign(incident: Incident, deel: str, user: User | None, *, field: str = "") -> None:
    """Set the person for one part of a locked incident."""
    if deel not in DELEN:
        raise ValidationError("Die rol bestaat niet in een incident.")
    if user is not None and not candidates(incident, deel).filter(pk=user.pk).exists():
        sentence = f"{user.naam} kan dit incident niet krijgen. Kies iemand anders."
        raise ValidationError({field or deel: sentence})
    if deel == "bevoegd_gezag" and user is not None:
        _take_over_questions(incident, user)
    setattr(incident, deel, user)


def _take_over_questions(incident: Incident, user: User) -> None:
    """What waits for the former bevoegd gezag, or for somebody who can't decide here any more, waits for
    the new one. Raises ValidationError when they wrote on such a measure."""
    still = candidates(incident, "bevoegd_gezag").exclude(pk=incident.bevoegd_gezag_id)
    waiting = incident.maatregelen.filter(status=Veroorzakermaatregel.Status.VOORGELEGD)
    theirs = waiting.exclude(beslisser__in=still)
    if theirs.filter(schrijvers=user).exists():
        sentence = f"{user.naam} heeft een maatregel voorbereid die voorligt. Kies iemand anders."
        raise ValidationError({"bevoegd_gezag": sentence})
    theirs.update(beslisser=user)
    incident.verwijderverzoeken.filter(besloten_op=None).exclude(beslisser__in=still).update(beslisser=user)


def _tell(incident: Incident, user: User | None) -> None:
    """Tell who has it now, or (None) who coordinates, that it is theirs; each time that it changes hands."""
    people = notices.person(incident, user) if user else notices.coordinators(incident)
    notices.ask(incident, people, because=f":{timezone.now().isoformat()}")
