"""How the figures of several reports hang together.

What is received in a period is received in one of its months: the first and the second quarter are the first
half. So each figure that adds up is a sum over stretches of days, the same ones for every report. That is
exact as long as no fact was changed since; an attacker will take it for granted, so it is taken as exact.
Figures that depend on what was known add up only between reports of one peildatum.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from organisations.roles import Register
from reports import periods
from reports.bescherming.numbers import Getallen
from reports.verslag import Verslag

DAG = timedelta(days=1)
# The row in which small codes of a list were merged: what is not named may be in there.
SAMENGEVOEGD = "overige_samengevoegd"
# A number in one of the reports: which report, which path.
Cijfer = tuple[int, str]


@dataclass(frozen=True)
class Optelbaar:
    """The paths (or what they start with) of figures that add up over periods, whatever the peildatum; those
    that do at one peildatum; and stocks: what stands at one end of the period and at the other."""

    altijd: tuple[str, ...]
    zelfde_peildatum: tuple[str, ...]
    standen: tuple[tuple[str, str], ...]
    lijst: str


VOORRAAD = ("voorraad.instroom", "voorraad.heropend", "voorraad.uitstroom")
KOSTEN = "onderzoeken.kosten."
GESPREKKEN = "verdieping.gesprekken."
EERDER_VASTGESTELD = "verdieping.vastgesteld_eerder."
DUUR = "verdieping.doorlooptijd"
# A share or a length of time never adds up.
GEEN_AANTAL = (".procent", ".mediaan", ".p90")
OPTELBAAR = {
    Register.INTEGRITEIT: Optelbaar(
        altijd=(
            "instroom.totaal",
            *(f"instroom.per_{naam}." for naam in ("soort", "kanaal", "categorie", "betreft", "afdeling")),
            "onderzoeken.gestart",
            "onderzoeken.per_uitvoering.",
            KOSTEN,
            "aangiften",
            *VOORRAAD,
            *("verdieping.melders.", "verdieping.adviezen.", "verdieping.strafrecht."),
            *(f"verdieping.ordemaatregelen.{naam}" for naam in ("ingegaan", "beeindigd", "per_soort.")),
            *(f"verdieping.verbeteracties.{naam}" for naam in ("vastgelegd", "gereed")),
            *(f"{DUUR}.{stap}." for stap in ("beoordelen", "vooronderzoek", "feitenonderzoek")),
        ),
        zelfde_peildatum=(
            *("instroom.na_kwalificatie", "triage.", "routes.", "lijn_uitkomst."),
            *("verdieping.themas.", "verdieping.termijnen.wettelijk."),
        ),
        standen=(
            ("voorraad.begin", "voorraad.eind"),
            ("onderzoeken.lopend_begin", "onderzoeken.lopend_eind"),
            ("verdieping.ordemaatregelen.lopend_begin", "verdieping.ordemaatregelen.lopend_eind"),
            ("verdieping.verbeteracties.open_begin", "verdieping.verbeteracties.open_eind"),
        ),
        lijst="categorie",
    ),
    Register.AGRESSIE: Optelbaar(
        altijd=(
            "instroom.totaal",
            *(
                f"instroom.per_{naam}."
                for naam in (
                    *("hoofdcategorie", "kenmerk", "gedraging", "contactvorm", "afdeling"),
                    *("functiegroep", "doelwit", "ambt", "ernst"),
                )
            ),
            *(f"{naam}." for naam in ("letsel", "verzuim", "besproken_met", "nadelige_gevolgen")),
            "hinderlijk_contact",
            "online",
            *(
                f"verdieping.{naam}."
                for naam in (
                    "per_afdeling",
                    "per_contactvorm",
                    "per_functiegroep",
                    "per_weekdag",
                    "aanleiding",
                )
            ),
            *(f"verdieping.maatregelen.{naam}" for naam in ("ingegaan", "geeindigd", "zonder_einde")),
            *VOORRAAD,
        ),
        zelfde_peildatum=(
            *("politie.", "redenen_geen_aangifte.", "strafbaar.", "afdoening.", "nazorg.", "maatregelen."),
            *("schade.", "verdieping.trechter."),
        ),
        standen=(
            ("voorraad.begin", "voorraad.eind"),
            ("verdieping.maatregelen.lopend_begin", "verdieping.maatregelen.lopend_eind"),
        ),
        lijst="hoofdcategorie",
    ),
}


@dataclass(frozen=True)
class Waarneming:
    """One report tells one figure of one stretch of days; without ``cijfer`` it tells that there is none."""

    figuur: str
    van: date
    tot_en_met: date
    cijfer: Cijfer | None


@dataclass(frozen=True)
class Periodeband:
    """``cijfer`` is the sum of these stretches; without ``cijfer`` they are all 0."""

    cijfer: Cijfer | None
    stukken: tuple[tuple[str, date], ...]


def links_between(reports: Sequence[tuple[Verslag, Getallen]], open_: set[Cijfer]) -> list[Periodeband]:
    """Every link that says something of a number in ``open_``: those that are not known."""
    by_figure: dict[str, list[Waarneming]] = {}
    for n, (verslag, numbers) in enumerate(reports):
        for one in _observations(n, verslag, numbers):
            by_figure.setdefault(one.figuur, []).append(one)
    made: list[Periodeband] = []
    for figure, found in by_figure.items():
        if len({one.cijfer[0] for one in found if one.cijfer}) > 1 and any(o.cijfer in open_ for o in found):
            made += _stretches(figure, _with_absent(found, by_figure, reports))
    return made


def _observations(n: int, verslag: Verslag, numbers: Getallen) -> Iterable[Waarneming]:
    adding = OPTELBAAR[Register(verslag.register)]
    van, until = verslag.van, min(verslag.tot_en_met, verslag.peildatum)
    if until < van:
        return
    known = f"@{verslag.peildatum}"
    whole = _whole(verslag, verslag.van, verslag.tot_en_met)
    stocks = {begin: van - DAG for begin, _ in adding.standen} | {end: until for _, end in adding.standen}
    for path in numbers.paths():
        this = (n, path)
        if SAMENGEVOEGD in path:
            continue  # what was merged differs from report to report
        if path in stocks:
            end = next(end for begin, end in adding.standen if path in (begin, end))
            yield Waarneming(f"{end}!", stocks[path], stocks[path], this)
        elif path.startswith("instroom.per_maand."):
            month = periods.parse(path.rpartition(".")[2])
            yield Waarneming("instroom.totaal", max(van, month.van), min(until, month.tot_en_met), this)
        elif path.startswith("vergelijking."):
            yield from _earlier(verslag, path, this, adding.lijst)
        elif path.startswith(EERDER_VASTGESTELD):
            yield _established_then(verslag, path, this)
        elif path.startswith(GESPREKKEN):
            yield _talks(path, van, until, this)
        elif path.endswith(GEEN_AANTAL):
            yield Waarneming(f"{path}{whole}", van, until, this)
        elif path.startswith(adding.altijd):
            yield Waarneming(path, van, until, this)
        elif path.startswith(adding.zelfde_peildatum):
            yield Waarneming(f"{path}{known}", van, until, this)
        else:
            yield Waarneming(f"{path}{whole}", van, until, this)


def _whole(verslag: Verslag, van: date, tot_en_met: date) -> str:
    """What doesn't add up is the same only in reports of one period and one peildatum."""
    return f"@{verslag.peildatum}/{van}/{tot_en_met}"


def _established_then(verslag: Verslag, path: str, this: Cijfer) -> Waarneming:
    """What was established of an earlier year is what the report of that year tells at this peildatum."""
    n, name = path.removeprefix(EERDER_VASTGESTELD).split(".", 1)
    periode = _year(verslag, n)
    figure = f"schendingen.{name}{_whole(verslag, periode.van, periode.tot_en_met)}"
    return Waarneming(figure, periode.van, periode.tot_en_met, this)


def _talks(path: str, van: date, until: date, this: Cijfer) -> Waarneming:
    """Those of a quarter are the same in each report that holds it, and those of a period add up."""
    name = path.removeprefix(GESPREKKEN)
    for quarter in name.split("."):
        if re.fullmatch(r"\d{4}-Q\d", quarter):
            periode = periods.parse(quarter, jaren=range(1, 9999))
            name = name.replace(quarter, "totaal").removeprefix("per_kwartaal.").removesuffix(".gesprekken")
            return Waarneming(f"{GESPREKKEN}{name}", periode.van, periode.tot_en_met, this)
    return Waarneming(path, van, until, this)


def _year(verslag: Verslag, n: str) -> periods.Periode:
    return periods.parse(verslag.cijfers["vergelijking"][int(n)]["periode"], jaren=range(1, 9999))


def _earlier(verslag: Verslag, path: str, this: Cijfer, lijst: str) -> Iterable[Waarneming]:
    """What the comparison tells is what the report of that year tells."""
    _, n, name = path.split(".", 2)
    periode = _year(verslag, n)
    if name in ("instroom", "instroom_zoals_gepubliceerd"):
        yield Waarneming("instroom.totaal", periode.van, periode.tot_en_met, this)
    elif name.startswith(f"per_{lijst}."):
        yield Waarneming(f"instroom.{name}", periode.van, periode.tot_en_met, this)


def _with_absent(
    found: list[Waarneming],
    by_figure: Mapping[str, list[Waarneming]],
    reports: Sequence[tuple[Verslag, Getallen]],
) -> list[Waarneming]:
    """Also the reports that do not name this code while they show its list: nothing of it there."""
    figure = found[0].figuur
    if not figure.startswith(("instroom.per_", "verdieping.per_", "verdieping.aanleiding.")):
        return found
    table = ".".join(figure.split(".")[:2])
    there = {(one.van, one.tot_en_met) for one in found}
    absent = [
        Waarneming(figure, verslag.van, min(verslag.tot_en_met, verslag.peildatum), None)
        for verslag, numbers in reports
        if (verslag.van, min(verslag.tot_en_met, verslag.peildatum)) not in there
        and any(path.startswith(f"{table}.") for path in numbers.paths())
        and f"{table}.{SAMENGEVOEGD}" not in numbers
    ]
    return found + absent


def _stretches(figure: str, found: list[Waarneming]) -> list[Periodeband]:
    cuts = sorted({one.van for one in found} | {one.tot_en_met + DAG for one in found})
    made = []
    for one in found:
        inside = [cut for cut in cuts if one.van <= cut <= one.tot_en_met]
        made.append(Periodeband(one.cijfer, tuple((figure, cut) for cut in inside)))
    return made
