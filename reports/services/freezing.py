"""Freezing a report: from then on it says what it says, whatever becomes known later."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from organisations.access import Access
from reports import exchange, periods
from reports.bescherming import Beschermd, protect
from reports.counting import Bedrag, Boom, Telling
from reports.loading import vastgelegd
from reports.models import BevrorenRapport, Rapportage
from reports.periods import long_date
from reports.report import Rapport, make_report
from reports.services.steps import perform
from reports.verslag import Verslag, as_bytes, from_bytes, verslag_of

TRIES = 3
GETOOND = 5


@dataclass(frozen=True)
class Vaststelling:
    """``peildatum``: what happened later does not count (None: the last day of the period). ``op``: the
    day of the decision (None: today)."""

    peildatum: date | None = None
    op: date | None = None


def check_peildatum(rapportage: Rapportage, peildatum: date, today: date) -> None:
    """Raises ValidationError for a period that is not over and for a day on which it can't be known."""
    if rapportage.tot_en_met >= today:
        raise ValidationError(
            f"Deze periode loopt tot en met {long_date(rapportage.tot_en_met)} en is nog niet voorbij."
            " Daarna kan het rapport worden vastgesteld."
        )
    if peildatum > today:
        raise ValidationError(
            {"peildatum": "De peildatum ligt in de toekomst. Kies een dag tot en met vandaag."}
        )
    if peildatum < rapportage.van:
        raise ValidationError(
            {
                "peildatum": "De peildatum ligt voor de periode."
                f" Kies een dag vanaf {long_date(rapportage.van)}."
            }
        )


def freeze(rapportage: Rapportage, decision: Vaststelling, *, by: Access) -> None:
    """Record that the report was adopted, with everything that is in it. Every case counts, whoever
    records it: a released report is complete.

    Of two people at once one wins; the other gets IllegalTransition. Raises ValidationError for a period
    that is not over, a peildatum that can't be, and numbers that can't be protected.
    """
    today = timezone.localdate()
    peildatum = decision.peildatum or rapportage.tot_en_met
    with perform(rapportage, "vaststellen", by=by, on=decision.op) as step:
        one = step.rapportage
        check_peildatum(one, peildatum, today)
        _one_at_a_time(one.organisation_id)
        rapport = settled(lambda: complete_report(one, peildatum))
        verslag = protected(written_report(one, rapport), one)
        inhoud = as_bytes(verslag)
        frozen = BevrorenRapport.objects.create(
            rapportage=one,
            inhoud=inhoud,
            sha256=hashlib.sha256(inhoud).hexdigest(),
            definities=verslag.definities,
            cijfers=exchange.document(rapport),
            leden=members(rapport.boom),
        )
        # made of the concept, so they are of another report
        one.documenten.all().delete()
        one.peildatum, one.vastgesteld_op = peildatum, step.on
        step.data = {"peildatum": peildatum.isoformat(), "sha256": frozen.sha256}


def _one_at_a_time(organisation_id: int) -> None:
    """A report holds what earlier ones had: two of one organisation are not frozen side by side, or they
    would miss each other and re-compute otherwise."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('reports.freeze'), %s)", [organisation_id])


def settled(compute: Callable[[], Rapport]) -> Rapport:
    """Figures that were counted twice over with the same outcome: a report takes several queries, and what
    is registered between two of them would stand in it halfway.

    Raises ValidationError, fit to show, when they keep changing.
    """
    before = compute()
    for _ in range(TRIES):
        now = compute()
        if now == before:
            return now
        before = now
    raise ValidationError("De cijfers veranderen juist nu. Probeer het over een minuut nog een keer.")


def complete_report(
    rapportage: Rapportage, peildatum: date, *, published_before: datetime | None = None
) -> Rapport:
    """The figures of this report with every case of the organisation."""
    return make_report(
        rapportage.organisation,
        rapportage.register,
        periods.parse(rapportage.periode),
        peildatum,
        published_before=published_before,
    )


def protected(verslag: Verslag, rapportage: Rapportage, *, before: datetime | None = None) -> Verslag:
    """The report with its small numbers protected as was chosen; the one place where that is called in.

    ``before``: reports that were frozen later don't count, for who computes an old one again. Raises
    ValidationError, with a message to show, when a number that is held back could be derived from it and
    what was released before.
    """
    made = protect(
        verslag,
        rapportage.bescherming,
        rapportage.drempel,
        earlier_of(rapportage, before) if rapportage.bescherming != Rapportage.Bescherming.GEEN else (),
        samenvoegen=rapportage.samenvoegen,
    )
    if made.verslag is None:
        raise ValidationError(_unsafe(made))
    return made.verslag


def earlier_of(rapportage: Rapportage, before: datetime | None) -> list[Verslag]:
    """What was frozen of this register before, an earlier version of this report included, newest last."""
    rows = BevrorenRapport.objects.filter(
        rapportage__organisation=rapportage.organisation_id, rapportage__register=rapportage.register
    ).exclude(rapportage=rapportage)
    if before:
        rows = rows.filter(created_at__lt=before)
    return [from_bytes(bytes(row)) for row in rows.order_by("pk").values_list("inhoud", flat=True)]


def _unsafe(made: Beschermd) -> list[str]:
    """What could be derived, and what to do about it: a line each."""
    found = list(dict.fromkeys(f"{lek.waar} ({lek.periode})" for lek in made.lekken))
    shown = "; ".join(found[:GETOOND])
    more = f"; en nog {len(found) - GETOOND}" if len(found) > GETOOND else ""
    return [
        "Dit rapport kan zo niet worden vastgesteld: kleine aantallen zijn na te rekenen."
        f" Het gaat om: {shown}{more}.",
        *made.voorstellen,
    ]


def toelichtingen_of(rapportage: Rapportage) -> dict[str, str]:
    return dict(rapportage.toelichtingen.values_list("deel", "tekst"))


def written_report(rapportage: Rapportage, rapport: Rapport) -> Verslag:
    """These figures with all that a report tells: what people wrote with its parts, and what was recorded of
    activities, changes, promises and lessons."""
    told = vastgelegd.load(rapportage.organisation, rapportage.register, rapport.periode, rapport.peildatum)
    return verslag_of(rapport, toelichtingen_of(rapportage), told)


def members(tree: Boom) -> dict[str, list[int]]:
    """By the path of each figure the ids that it counted, in order."""
    found: dict[str, list[int]] = {}

    def walk(node: Any, path: str) -> None:
        match node:
            case Telling() | Bedrag():
                found[path] = sorted(node.leden)
            case dict():
                for key, value in node.items():
                    walk(value, f"{path}.{key}" if path else key)
            case list():
                for n, value in enumerate(node):
                    walk(value, f"{path}.{n}")

    walk(tree, "")
    return found
