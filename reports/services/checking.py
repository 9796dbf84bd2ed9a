"""Laying a frozen report beside what is known now: the same days, counted again."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Q

from integrity.models import Melding
from organisations.access import Access
from organisations.roles import Register
from reports import permissions
from reports.counting import Boom, Teleenheid, Telling, find
from reports.models import Rapportage
from reports.pages import PAGINAS
from reports.report import Rapport
from reports.services.documents import frozen_verslag
from reports.services.freezing import complete_report, members, protected, written_report
from reports.verslag import VERTELD, Vak, Verslag, as_bytes
from reports.verslag.content import DEFINITIES

Waarde = int | Decimal | None


@dataclass(frozen=True)
class Cijferverschil:
    """One figure: as published, and as it is known now. ``veranderd``: the ids that were counted then or
    now and not both, with their unit."""

    pad: str
    label: str
    toen: Vak
    nu: Vak
    eenheid: Teleenheid | None = None
    veranderd: tuple[int, ...] = ()


@dataclass(frozen=True)
class Controle:
    """``gelijk``: bit for bit the same report. ``verschillen``: the figures that differ, also those of which
    only the cases behind them do; with ``gelijk`` False and none of them only words differ.

    ``definities``: the version under which it was frozen, when that is not today's: then nothing was
    compared.
    """

    gelijk: bool = False
    verschillen: tuple[Cijferverschil, ...] = ()
    definities: int | None = None
    rapport: Rapport | None = field(default=None, compare=False)


def compare(rapportage: Rapportage) -> Controle:
    """Re-compute a frozen report with its own peildatum, over every case of the organisation."""
    frozen = rapportage.bevroren
    if frozen.definities != DEFINITIES:
        return Controle(definities=frozen.definities)
    rapport = complete_report(rapportage, rapportage.peildatum, published_before=frozen.created_at)
    live = written_report(rapportage, rapport)
    then = frozen_verslag(rapportage)
    now = _as_told_then(_protected_again(live, rapportage), then)
    if as_bytes(now) == bytes(frozen.inhoud) and members(rapport.boom) == frozen.leden:
        return Controle(gelijk=True, rapport=rapport)
    return Controle(verschillen=tuple(_differences(then, now, frozen.leden, rapport.boom)), rapport=rapport)


def _protected_again(live: Verslag, rapportage: Rapportage) -> Verslag:
    """Protected as then; what can't be protected with today's knowledge is laid beside it as it is."""
    try:
        return protected(live, rapportage, before=rapportage.bevroren.created_at)
    except ValidationError:
        return live


def _as_told_then(now: Verslag, then: Verslag) -> Verslag:
    """A report that was frozen before reports told of activities and promises has none of those parts; one
    of later always has some."""
    if any(deel.naam in VERTELD for deel in then.delen):
        return now
    return replace(now, delen=tuple(deel for deel in now.delen if deel.naam not in VERTELD))


def _differences(
    then: Verslag, now: Verslag, counted: dict[str, list[int]], tree: Boom
) -> Iterator[Cijferverschil]:
    before, after, today = _cells(then), _cells(now), members(tree)
    nothing = Vak()
    for key in dict.fromkeys([*before, *after]):
        label, was = before.get(key, ("", nothing))
        label_now, is_now = after.get(key, ("", nothing))
        pad = key[0]
        changed = _changed(counted.get(pad, []), today.get(pad, []))
        if was.waarde != is_now.waarde or changed:
            unit = _unit(tree, pad) if changed else None
            yield Cijferverschil(pad, label or label_now, was, is_now, unit, changed)


def _cells(verslag: Verslag) -> dict[tuple[str, str], tuple[str, Vak]]:
    """Every figure once, by its path and kind, with what it is called where it first stands."""
    found: dict[tuple[str, str], tuple[str, Vak]] = {}
    for _, tabel in verslag.tabellen():
        for rij in tabel.rijen:
            for kolom, vak in zip(tabel.kolommen, rij.vakken, strict=True):
                which = f", {kolom.lower()}" if len(tabel.kolommen) > 1 else ""
                if vak.figuur:
                    found.setdefault((vak.figuur, vak.soort), (f"{tabel.titel}: {rij.label}{which}", vak))
    return found


def _changed(then: list[int], now: list[int]) -> tuple[int, ...]:
    before, after = Counter(then), Counter(now)
    return tuple(sorted(pk for pk in before | after if before[pk] != after[pk]))


def _unit(tree: Boom, pad: str) -> Teleenheid | None:
    """What is counted there: of a figure that is not there any more, as of the others beside it."""
    figure = find(tree, pad)
    if figure is not None:
        return figure.eenheid if isinstance(figure, Telling) else Teleenheid.ZAKEN
    parts = pad.split(".")
    for length in range(len(parts) - 1, 0, -1):
        beside = ".".join(parts[:length]) + "."
        for path in members(tree):
            if path.startswith(beside) and isinstance(found := find(tree, path), Telling):
                return found.eenheid
    return None


@dataclass(frozen=True)
class Verschilregel:
    """A difference as one person may see it; ``gevallen``: rows of the cases that they may open."""

    verschil: Cijferverschil
    gevallen: tuple[dict, ...] = ()


def for_person(controle: Controle, rapportage: Rapportage, access: Access) -> list[Verschilregel]:
    """The differences that are about cases that count for this person in live figures.

    Of one that is about another case too nothing is shown: it would tell that there is such a case. What
    follows from other figures, such as a percentage, is not repeated.
    """
    wanted = [one for one in controle.verschillen if one.veranderd and one.eenheid]
    if not wanted or controle.rapport is None:
        return []
    page = PAGINAS[Register(rapportage.register)]
    counts: dict[bool, set[int]] = {}
    rows: dict[bool, dict[int, dict]] = {}
    for of_meldingen in (True, False):
        these = [one for one in wanted if _of_meldingen(one) == of_meldingen]
        ids = {pk for one in these for pk in one.veranderd}
        counts[of_meldingen] = _counted(ids, of_meldingen, rapportage, access)
        unit = Teleenheid.MELDINGEN if of_meldingen else Teleenheid.ZAKEN
        figure = Telling(unit, tuple(sorted(counts[of_meldingen])))
        may = page.can_see_cases(access) and figure.aantal
        found = page.behind(figure, access, controle.rapport)[0] if may else []
        rows[of_meldingen] = {row["pk"]: row for row in found}
    return [
        Verschilregel(one, tuple(rows[m][pk] for pk in one.veranderd if pk in rows[m]))
        for one in wanted
        if set(one.veranderd) <= counts[m := _of_meldingen(one)]
    ]


def _of_meldingen(one: Cijferverschil) -> bool:
    return one.eenheid == Teleenheid.MELDINGEN


def _counted(ids: set[int], of_meldingen: bool, rapportage: Rapportage, access: Access) -> set[int]:
    """Which of these count for this person: by their zaak, or (meldingen) by that which came of them; or by
    themselves without either."""
    cases = permissions.countable(access, rapportage.register)
    if not of_meldingen:
        return set(cases.filter(pk__in=ids).values_list("pk", flat=True))
    joined = Melding.objects.filter(pk__in=ids)
    own, came = Q(zaak__in=cases.values("pk")), Q(omgezet_in__zaak__in=cases.values("pk"))
    found = joined.filter(own | Q(zaak=None) & (Q(omgezet_in=None) | came))
    return set(found.values_list("pk", flat=True))
