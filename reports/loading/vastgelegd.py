"""What was recorded for a report beside the cases, from the database: one query."""

from datetime import date
from typing import Any

from django.db.models import CharField, DateField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce

from organisations.models import Organisation
from reports.facts.vastgelegd import ActiviteitFeit, LesFeit, OntwikkelingFeit, ToezeggingFeit, Vastgelegd
from reports.models import Activiteit, Les, Ontwikkeling, Toezegging
from reports.periods import Periode

# The columns that all of them have: kind, id, a code, two texts, two short ones, four days.
NIETS = Value(None, output_field=DateField())
LEEG = Value("", output_field=TextField())


def load(organisation: Organisation, register: str, periode: Periode, peildatum: date) -> Vastgelegd:
    """What a report of this period tells, known on the peildatum, in the order in which it was recorded."""

    def rows(model: type, *columns: Any, **known: Any) -> QuerySet:
        of_register = model.objects.filter(organisation=organisation, register=register, **known).order_by()
        named = {f"k{n}": column for n, column in enumerate(columns)}
        kind = Value(model.__name__, output_field=CharField())
        return of_register.annotate(wat=kind, **named).values_list("wat", "pk", *named)

    last = periode.tot_en_met
    within = {"op__gte": periode.van, "op__lte": last}
    days = (F("aangekondigd_op"), F("gepland_op"), F("gedaan_op"), F("vervallen_op"))
    found = rows(Activiteit, _text("soort"), _text("onderwerp"), _text("doelgroep"), _text("thema"), *days)
    report = Coalesce(_text("rapportage__periode"), LEEG)
    days = (F("toegezegd_op"), F("uiterlijk_op"), F("afloop_op"), NIETS)
    promised = rows(
        Toezegging, _text("afloop"), _text("tekst"), _text("uitleg"), report, *days, toegezegd_op__lte=last
    )
    days = (F("op"), NIETS, NIETS, NIETS)
    changed = rows(Ontwikkeling, LEEG, _text("omschrijving"), LEEG, LEEG, *days, **within)
    learned = rows(Les, LEEG, _text("tekst"), LEEG, _text("thema"), *days, **within)
    by_kind: dict[str, list[Any]] = {}
    for kind, pk, *columns in found.union(promised, changed, learned, all=True):
        by_kind.setdefault(kind, []).append((pk, _fact(kind, *columns)))
    facts = {kind: tuple(one for _, one in sorted(pairs, key=_pk)) for kind, pairs in by_kind.items()}
    return Vastgelegd(
        periode,
        facts.get("Activiteit", ()),
        facts.get("Toezegging", ()),
        facts.get("Ontwikkeling", ()),
        facts.get("Les", ()),
    ).known_on(peildatum)


def _text(name: str) -> Cast:
    return Cast(F(name), TextField())


def _pk(pair: tuple[int, Any]) -> int:
    return pair[0]


def _fact(kind: str, code: str, text: str, second: str, third: str, *days: date | None) -> Any:
    match kind:
        case "Activiteit":
            return ActiviteitFeit(code, text, second, third, *days)
        case "Toezegging":
            promised, due, settled, _ = days
            return ToezeggingFeit(text, promised, third, due, code, settled, second)
        case "Ontwikkeling":
            return OntwikkelingFeit(text, days[0])
        case _:
            return LesFeit(text, days[0], third)
