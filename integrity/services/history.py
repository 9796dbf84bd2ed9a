"""What can't have happened in a zaak. Equal days are in order.

The rules are those for an old registration (``integrity.importing.checks``), but a zaak handled here may
go round more than once: it was reopened, or came out of the line.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.core.exceptions import ValidationError

from integrity.lists import OnderzoekSoort, Route, VooronderzoekUitkomst
from integrity.models import Zaak, dossier

Fault = tuple[str, int]  # the sentence, and the row that it is about


@contextmanager
def kept_possible(zaak: Zaak) -> Iterator[None]:
    """What is changed inside the ``with`` makes no history that can't be. What was impossible already, as
    in an old registration that was joined to this one, stands in nobody's way.

    Raises ValidationError.
    """
    before = set(faults(zaak))
    yield
    for told, row in faults(zaak):
        if (told, row) not in before:
            raise ValidationError(f"Zo ligt {told}. Controleer de datum.")


def faults(zaak: Zaak) -> list[Fault]:
    """Everything that is out of order, with the dates of this (locked) zaak as they are in memory."""
    fresh = Zaak(pk=zaak.pk, ontvangen_op=zaak.ontvangen_op, afgesloten_op=zaak.afgesloten_op)
    dossier.load(fresh)
    return [*_receipt(fresh), *_research(fresh), *_oordelen(fresh), *_maatregelen(fresh), *_closing(fresh)]


def _first_route(zaak: Zaak) -> date | None:
    return min((t.genomen_op for t in zaak.triagebesluiten.all() if t.route), default=None)


def _receipt(zaak: Zaak) -> Iterator[Fault]:
    for melding in zaak.meldingen.all():
        if melding.bevestigd_op and melding.bevestigd_op < melding.ontvangen_op:
            yield "de bevestiging voor de ontvangst", melding.pk
        if melding.teruggekoppeld_op and melding.teruggekoppeld_op < melding.ontvangen_op:
            yield "de terugkoppeling voor de ontvangst", melding.pk
    for what, rows in (
        ("de beoordeling", [(t.genomen_op, t.pk) for t in zaak.triagebesluiten.all()]),
        ("de start van een onderzoek", [(o.gestart_op, o.pk) for o in zaak.onderzoeken.all()]),
        ("het oordeel", [(a.oordeel_op, a.pk) for a in zaak.aantijgingen.all() if a.oordeel_op]),
        ("een maatregel", [(m.opgelegd_op, m.pk) for m in zaak.maatregelen.all()]),
        ("de aangifte", [(a.gedaan_op, a.pk) for a in zaak.aangiften.all()]),
    ):
        yield from ((f"{what} voor de ontvangst", pk) for day, pk in rows if day < zaak.ontvangen_op)


def _research(zaak: Zaak) -> Iterator[Fault]:
    """It follows the route and ends after it began; the next begins when the one before it has ended."""
    route = _first_route(zaak)
    in_turn = sorted(zaak.onderzoeken.all(), key=lambda o: o.pk)
    for n, onderzoek in enumerate(in_turn):
        if route and onderzoek.gestart_op < route:
            yield "de start van een onderzoek voor de beoordeling", onderzoek.pk
        if onderzoek.afgerond_op and onderzoek.afgerond_op < onderzoek.gestart_op:
            yield "het einde van een onderzoek voor de start", onderzoek.pk
        if any(o.afgerond_op and onderzoek.gestart_op < o.afgerond_op for o in in_turn[:n]):
            yield "de start van een onderzoek voor het einde van het vorige", onderzoek.pk


def _oordelen(zaak: Zaak) -> Iterator[Fault]:
    """An oordeel follows the research that began before it, and some research unless another body did it."""
    route, onderzoeken = _first_route(zaak), list(zaak.onderzoeken.all())
    extern = any(t.route == Route.EXTERN for t in zaak.triagebesluiten.all()) or any(
        o.uitkomst == VooronderzoekUitkomst.EXTERN for o in onderzoeken
    )
    starts = [o.gestart_op for o in onderzoeken if o.soort == OnderzoekSoort.FEITENONDERZOEK]
    for a in zaak.aantijgingen.all():
        day = a.oordeel_op
        if day is None:
            continue
        if route and day < route:
            yield "het oordeel voor de beoordeling", a.pk
        if starts and day < min(starts) and not extern:
            yield "het oordeel voor de start van het onderzoek", a.pk
        if any(o.afgerond_op and o.gestart_op <= day < o.afgerond_op for o in onderzoeken):
            yield "het oordeel voor het einde van het onderzoek", a.pk


def _maatregelen(zaak: Zaak) -> Iterator[Fault]:
    """A maatregel follows the oordeel about that person; in the line it needs none."""
    in_line = min((b.gestart_op for b in zaak.lijnbehandelingen.all()), default=date.max)
    judged: dict[int, date] = {}
    for a in zaak.aantijgingen.all():
        if a.oordeel_op:
            judged[a.betrokkene_id] = min(a.oordeel_op, judged.get(a.betrokkene_id, a.oordeel_op))
    for m in zaak.maatregelen.all():
        if m.opgelegd_op < min(judged.get(m.betrokkene_id, date.min), in_line):
            yield "een maatregel voor het oordeel", m.pk


def _closing(zaak: Zaak) -> Iterator[Fault]:
    closed = zaak.afgesloten_op
    if closed is None:
        return
    if closed < zaak.ontvangen_op:
        yield "de sluiting voor de ontvangst", zaak.pk
    for what, days in (
        ("de beoordeling", [t.genomen_op for t in zaak.triagebesluiten.all()]),
        (
            "de behandeling in de lijn",
            [d for b in zaak.lijnbehandelingen.all() for d in (b.gestart_op, b.afgerond_op)],
        ),
        ("het onderzoek", [d for o in zaak.onderzoeken.all() for d in (o.gestart_op, o.afgerond_op)]),
        ("het oordeel", [a.oordeel_op for a in zaak.aantijgingen.all()]),
        ("een maatregel", [m.opgelegd_op for m in zaak.maatregelen.all()]),
        (
            "een ordemaatregel",
            [d for o in zaak.ordemaatregelen.all() for d in (o.ingegaan_op, o.beeindigd_op)],
        ),
    ):
        if any(day and closed < day for day in days):
            yield f"de sluiting voor {what}", zaak.pk
