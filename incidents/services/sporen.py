"""The four tracks: done, skipped with a reason, open again; and the incident as a whole, closed or not."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError

from casework import terms
from casework.lifecycle import By
from incidents.lifecycle import SPOORTERMIJNEN
from incidents.lists import Spoorsoort, Spoorstatus
from incidents.models import Afsluiting, Incident, IncidentBericht
from incidents.services import notices, requirements
from incidents.services.dagtekening import SLUITDAG, impossible
from incidents.services.engine import ENGINE, is_live, user_of
from incidents.services.zorgvuldigheid import says_something

GEEN_REDEN = "Zeg waarom dit spoor niet nodig is."
TE_KORT = "Zeg in enkele woorden waarom dit spoor niet nodig is."
EERST_DE_POLITIE = "Bij geweld of bedreiging besluit u eerst over de politie."


def take_up(incident: Incident, *, by: By, on: date | None = None) -> None:
    """The slachtoffer was spoken to: the first thing that must happen."""
    with ENGINE.perform(incident, "contact_opnemen", by=by, on=on) as step:
        step.case.contact_op = step.on


def finish(incident: Incident, soort: str, *, by: By, on: date | None = None) -> None:
    """Everything in this track was done. Raises ValidationError when it is not open."""
    with ENGINE.perform(incident, "spoor_afronden", by=by, on=on) as step:
        end_track(step.case, soort, Spoorstatus.GEDAAN, by=by, on=step.on)
        step.data["spoor"] = soort


def skip(incident: Incident, soort: str, reden: str, *, by: By, on: date | None = None) -> None:
    """This track is not needed. Raises ValidationError without a reason of some words, and for the police
    when violence or a threat of it got no decision."""
    if not reden.strip():
        raise ValidationError({"reden": GEEN_REDEN})
    if is_live(by) and not says_something(reden):
        raise ValidationError({"reden": TE_KORT})
    with ENGINE.perform(incident, "spoor_overslaan", by=by, on=on) as step:
        end_track(step.case, soort, Spoorstatus.OVERGESLAGEN, by=by, on=step.on, reden=reden)
        step.data["spoor"] = soort


def reopen_track(incident: Incident, soort: str, *, by: By, on: date | None = None) -> None:
    with ENGINE.perform(incident, "spoor_heropenen", by=by, on=on) as step:
        open_again(step.case, [soort], on=step.on)
        step.data["spoor"] = soort


def end_track(incident: Incident, soort: str, status: str, *, by: By, on: date, reden: str = "") -> None:
    """End one track of a locked incident, and its clocks. For the services that do the last of a track too.

    A duty of the Arbowet that is not met keeps its clock: no track is skipped out of the law.
    Raises ValidationError when it was not open; for a track that is done, when something in it isn't; and
    for the police that are skipped, when violence or a threat of it got no decision. What was
    done before the report ends its track on the day of the report.
    """
    on = max(on, incident.ontvangen_op)
    spoor = incident.sporen.get(soort=soort)
    if spoor.status != Spoorstatus.OPEN:
        raise ValidationError({"soort": f"Het spoor “{spoor.get_soort_display()}” is al klaar."})
    todo = requirements.unfinished(incident, soort) if status == Spoorstatus.GEDAAN and is_live(by) else []
    if todo:
        raise ValidationError(todo)
    if status == Spoorstatus.OVERGESLAGEN and soort == Spoorsoort.POLITIE and is_live(by):
        _refuse_undecided(incident)
    spoor.status, spoor.afgerond_op, spoor.reden, spoor.door = status, on, reden, user_of(by)
    spoor.save()
    duties = set(incident.arbomeldingen.filter(gedaan_op=None).values_list("soort", flat=True))
    terms.stop_terms(incident, set(SPOORTERMIJNEN[soort]) - duties, on=on)


def _refuse_undecided(incident: Incident) -> None:
    besluit = incident.politiebesluit
    if requirements.is_violent(incident) and requirements.police_undecided(besluit):
        raise ValidationError({"soort": EERST_DE_POLITIE})


def open_again(incident: Incident, soorten: Iterable[str], *, on: date) -> None:
    """These tracks of a locked incident are open again, each with its clock from that day."""
    for spoor in incident.sporen.filter(soort__in=list(soorten)).exclude(status=Spoorstatus.OPEN):
        spoor.status, spoor.afgerond_op, spoor.reden, spoor.door = Spoorstatus.OPEN, None, "", None
        spoor.save()
        _start_again(incident, spoor.soort, on=on)


def _start_again(incident: Incident, soort: str, *, on: date) -> None:
    """The first clock of a track. Of care: of who still waits for it; where that is nobody, of everybody."""
    if soort == Spoorsoort.OPVANG:
        people = list(incident.slachtoffers.all())
        for hurt in [p for p in people if not requirements.care_is_done(p)] or people:
            terms.start_term(incident, "opvanggesprek", start=on, slachtoffer=hurt)
    elif code := requirements.first_clock(incident, soort):
        terms.start_term(incident, code, start=on)


def close_lightly(incident: Incident, bericht: str, *, by: By, on: date | None = None) -> None:
    """A light incident: all four tracks and the incident closed in one go, with a word to the reporter.

    Only at ernst 1, without letsel and without a wish for help (domain document, section 1).
    """
    with ENGINE.perform(incident, "licht_afdoen", by=by, on=on) as step:
        for spoor in step.case.sporen.filter(status=Spoorstatus.OPEN):
            end_track(
                step.case, spoor.soort, Spoorstatus.OVERGESLAGEN, by=by, on=step.on, reden="Licht afgedaan"
            )
        _close(step.case, by=by, on=step.on, licht=True, bericht=bericht)


def close(incident: Incident, bericht: str, *, by: By, on: date | None = None) -> None:
    """Every track is done or skipped; who reported it reads that it is closed.

    Raises ValidationError for a day before something that closing follows.
    """
    with ENGINE.perform(incident, "sluiten", by=by, on=on, live=is_live(by)) as step:
        _close(step.case, by=by, on=step.on, licht=False, bericht=bericht)


def _close(incident: Incident, *, by: By, on: date, licht: bool, bericht: str) -> None:
    incident.afgesloten_op = on
    if is_live(by):
        _refuse_too_early(incident)
    Afsluiting.objects.create(incident=incident, afgesloten_op=on, licht=licht)
    if bericht:
        tell_reporter(incident, bericht, by=by, slotwoord=True)


def _refuse_too_early(incident: Incident) -> None:
    for earlier, later in impossible(incident):
        if later == SLUITDAG:
            raise ValidationError({"op": f"Dat kan niet: sluiten ligt dan voor “{earlier}”."})


def reopen(incident: Incident, soorten: Iterable[str], reden: str, *, by: By, on: date | None = None) -> None:
    """Something came up: the chosen tracks are open again. Raises ValidationError without a track."""
    chosen = [soort for soort in Spoorsoort if soort in set(soorten)]
    if not chosen:
        raise ValidationError({"sporen": "Kies welk spoor weer open gaat."})
    with ENGINE.perform(incident, "heropenen", by=by, on=on) as step:
        away = step.case.afsluitingen.get(heropend_op=None)
        away.heropend_op, away.heropen_reden = step.on, reden
        away.save()
        step.case.afgesloten_op = None
        step.case.heropend = True
        open_again(step.case, chosen, on=step.on)
        step.data["sporen"] = chosen


def tell_reporter(incident: Incident, tekst: str, *, by: By, slotwoord: bool = False) -> IncidentBericht:
    """A message in the view of the reporter, and a mail that there is one. For a locked incident."""
    bericht = IncidentBericht.objects.create(
        incident=incident, van_melder=False, tekst=tekst, door=user_of(by), slotwoord=slotwoord
    )
    if is_live(by):
        notices.announce(incident, f"bericht:{bericht.pk}")
    return bericht
