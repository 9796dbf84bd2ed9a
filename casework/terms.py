"""Terms: how long a step may take, and what day that makes it.

A term ends at the end of its last day. Days are calendar days unless the unit says working days;
working days leave out weekends and the Dutch public holidays.
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

import holidays
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Greatest

from organisations.models import Organisation, TermijnInstelling

Eenheid = TermijnInstelling.Eenheid
WAARSCHUWDAGEN = 3  # before the end


@dataclass(frozen=True)
class Duur:
    aantal: int
    eenheid: str = Eenheid.DAGEN

    def __str__(self) -> str:
        word = {"dagen": "dag", "werkdagen": "werkdag", "maanden": "maand"}[self.eenheid]
        return f"1 {word}" if self.aantal == 1 else f"{self.aantal} {self.eenheid}"


@dataclass(frozen=True)
class TermijnDefinitie:
    """A term as a register knows it.

    ``wettelijk``: fixed by law, so neither changed nor suspended. ``verb``: the action that ends it, when
    that is not the way on. ``gepland``: a moment rather than a stretch of work; it asks for something
    only from its warning on. ``loopt_door``: goes on while the case waits, as care does. ``berekend``: its
    day follows from another day in the case, so its length cannot be set.
    """

    code: str
    label: str
    duur: Duur
    wettelijk: bool = False
    waarschuw_na: Duur | None = None
    verb: str = ""
    gepland: bool = False
    loopt_door: bool = False
    toelichting: str = ""
    berekend: bool = False

    @property
    def vast(self) -> bool:
        """An organisation cannot change it."""
        return self.wettelijk or self.berekend


# What runs: it was not stopped and does not stand still.
LOOPT = Q(gestopt_op=None, opgeschort_op=None)
STANDEN = (("op-tijd", "Op tijd"), ("bijna", "Bijna voorbij"), ("te-laat", "Te laat"))


def in_stand(stand: str, today: date) -> Q:
    """Of what runs: late after its last day, ``bijna`` from the day on which is warned, else in time. Each
    term is in one of the three; any other ``stand`` is all that run."""
    return LOOPT & {
        "op-tijd": Q(verloopt_op__gte=today, waarschuwen_op__gt=today),
        "bijna": Q(verloopt_op__gte=today, waarschuwen_op__lte=today),
        "te-laat": Q(verloopt_op__lt=today),
    }.get(stand, Q())


# Filled by each register when it starts: register -> code -> definition.
DEFINITIES: dict[str, dict[str, TermijnDefinitie]] = {}


def define(register: str, definitions: Iterable[TermijnDefinitie]) -> None:
    DEFINITIES[register] = {d.code: d for d in definitions}


@cache
def _holidays(year: int) -> frozenset[date]:
    """Of the library, and every 5 May: to the Algemene termijnenwet (art. 3) that is always a holiday, not
    only once in five years when most people have the day off."""
    return frozenset(holidays.country_holidays("NL", years=year)) | {date(year, 5, 5)}


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in _holidays(day.year)


def add_months(start: date, months: int) -> date:
    """The same day so many months on; the last day of a shorter month (31 January + 1 = 28 February)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def deadline(start: date, duur: Duur) -> date:
    """The last day on which something is still in time, when its term of ``duur`` starts on ``start``.

    The day of the start is not counted (7 days from Monday is the next Monday).
    """
    if duur.eenheid == Eenheid.MAANDEN:
        return add_months(start, duur.aantal)
    if duur.eenheid == Eenheid.DAGEN:
        return start + timedelta(days=duur.aantal)
    day, left = start, duur.aantal
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day)
    return day


def effective(organisation: Organisation, register: str, code: str) -> TermijnDefinitie:
    """The term as it holds in this organisation: its own setting, or the default of the register."""
    definition = DEFINITIES[register][code]
    if definition.vast:
        return definition
    own = TermijnInstelling.objects.filter(organisation=organisation, register=register, code=code).first()
    return _as_set(definition, own)


def effective_all(organisation: Organisation, register: str) -> dict[str, TermijnDefinitie]:
    """Every term of a register as it holds in this organisation, in one query."""
    settings = TermijnInstelling.objects.filter(organisation=organisation, register=register)
    own = {setting.code: setting for setting in settings}
    return {code: _as_set(d, own.get(code)) for code, d in DEFINITIES[register].items()}


def _as_set(definition: TermijnDefinitie, own: TermijnInstelling | None) -> TermijnDefinitie:
    if own is None or definition.vast:
        return definition
    warn = Duur(own.waarschuw_na, own.eenheid) if own.waarschuw_na else None
    return replace(definition, duur=Duur(own.aantal, own.eenheid), waarschuw_na=warn)


def warning_day(start: date, definition: TermijnDefinitie) -> date:
    """When to warn: as defined, but never after the end; else a few days before the end."""
    end = deadline(start, definition.duur)
    if definition.waarschuw_na:
        return min(end, deadline(start, definition.waarschuw_na))
    return shortly_before(end, start)


def warning_in_words(duur: Duur, waarschuw_na: Duur | None) -> str:
    """When is warned of a term of this length: never before it began."""
    if waarschuw_na:
        return f"na {waarschuw_na}"
    short = duur.eenheid != Eenheid.MAANDEN and duur.aantal <= WAARSCHUWDAGEN
    return "meteen" if short else f"{WAARSCHUWDAGEN} dagen voor het einde"


def shortly_before(end: date, start: date) -> date:
    """Three days before the end, but not before the start."""
    return max(start, end - timedelta(days=WAARSCHUWDAGEN))


def in_words(last_day: date, today: date) -> str:
    """The term as people read it: "vandaag", "nog 2 dagen", "3 dagen te laat"."""
    days = (last_day - today).days
    unit = "dag" if abs(days) == 1 else "dagen"
    if days == 0:
        return "vandaag"
    return f"nog {days} {unit}" if days > 0 else f"{-days} {unit} te laat"


def build_term(
    model: type[models.Model],
    case: models.Model,
    definition: TermijnDefinitie,
    *,
    start: date,
    **about: object,
) -> models.Model:
    """The row of a term, not saved yet. The case is found on the model by the name of its class."""
    return model(
        **{case._meta.model_name: case},
        organisation=case.organisation,
        code=definition.code,
        gestart_op=start,
        waarschuwen_op=warning_day(start, definition),
        verloopt_op=deadline(start, definition.duur),
        wettelijk=definition.wettelijk,
        **about,
    )


def start_term(
    case: models.Model, code: str, *, start: date, duur: Duur | None = None, **about: object
) -> models.Model:
    """Let a term run on this case from ``start``, unless the same one runs already.

    ``duur`` replaces the length of the organisation (a longer term with a motivation). On a case that
    stands still it starts to run when the case does.
    ``about``: extra fields that say what the term is about (which melding, which investigation).
    """
    running = case.termijnen.filter(code=code, gestopt_op=None, **about).first()
    if running:
        return running
    definition = effective(case.organisation, case.REGISTER, code)
    if duur:
        definition = replace(definition, duur=duur, waarschuw_na=None)
    term = build_term(case.termijnen.model, case, definition, start=start, **about)
    if case.opgeschort_op and not term.wettelijk and not definition.loopt_door:
        term.opgeschort_op = start
    case.termijnen.add(term, bulk=False)
    return term


def restart_term(case: models.Model, term: models.Model, *, start: date) -> None:
    """Let a term that runs begin on another day, with the length it has in this organisation now."""
    definition = effective(case.organisation, case.REGISTER, term.code)
    fresh = build_term(type(term), case, definition, start=start)
    for name in ("gestart_op", "waarschuwen_op", "verloopt_op"):
        setattr(term, name, getattr(fresh, name))
    term.save(update_fields=["gestart_op", "waarschuwen_op", "verloopt_op"])


def stop_terms(case: models.Model, codes: Iterable[str], *, on: date, **about: object) -> None:
    case.termijnen.filter(code__in=list(codes), gestopt_op=None, **about).update(gestopt_op=on)


def suspend_terms(case: models.Model, *, on: date) -> None:
    """Stand still, except the terms of the law: no request can lengthen those.

    A term that started after ``on`` stands still from its own start.
    """
    go_on = [d.code for d in DEFINITIES[case.REGISTER].values() if d.loopt_door]
    standing = case.termijnen.filter(gestopt_op=None, wettelijk=False, opgeschort_op=None)
    standing.exclude(code__in=go_on).update(opgeschort_op=Greatest(Value(on), "gestart_op"))


def resume_terms(case: models.Model, *, on: date) -> None:
    """Run again; the days that a term stood still are added to its end."""
    for term in case.termijnen.filter(gestopt_op=None, opgeschort_op__isnull=False):
        stood_still = max(on - term.opgeschort_op, timedelta())
        term.verloopt_op += stood_still
        term.waarschuwen_op += stood_still
        term.opgeschort_op = None
        term.save(update_fields=["verloopt_op", "waarschuwen_op", "opgeschort_op"])


def first_running(case: models.Model, way_on: str, today: date) -> models.Model | None:
    """The term that will be late first, of those that ask for something now.

    What is suspended can't be late; what is planned counts from its warning on, or when it is the way on.
    """
    definitions = DEFINITIES[case.REGISTER]

    def asks(term: models.Model) -> bool:
        definition = definitions[term.code]
        return not definition.gepland or term.waarschuwen_op <= today or definition.verb == way_on

    running = case.termijnen.filter(gestopt_op=None, opgeschort_op=None)
    return next((term for term in running.order_by("verloopt_op", "id") if asks(term)), None)
