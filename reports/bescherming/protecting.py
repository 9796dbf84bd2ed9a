"""A report as it may be released, or why it may not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from organisations.roles import Register
from reports.bescherming import notes
from reports.bescherming.attacker import Lek, related
from reports.bescherming.hiding import Verberger
from reports.bescherming.merging import LIJST, merge, to_merge
from reports.bescherming.numbers import numbers_of
from reports.bescherming.rounding import round_all
from reports.verslag import VERTELD, Grafiek, Verslag

GEEN, VERBERGEN, AFRONDEN = "geen", "verbergen", "afronden"
# The figures that the sentences of a part are made of. The sentences of a part that isn't here also tell what
# follows from cases that two figures share: no table shows that, so nobody checks it, and they are left out.
ZINNEN = {
    Register.INTEGRITEIT: {
        "instroom": ("instroom.totaal", "instroom.per_soort.", "instroom.per_categorie.", "vergelijking.0."),
        "open": ("voorraad.", "aangiften"),
    },
    Register.AGRESSIE: {
        "instroom": (
            *("instroom.totaal", "instroom.per_hoofdcategorie.", "online", "hinderlijk_contact"),
            "vergelijking.0.",
        ),
        "slachtoffers": ("letsel.", "nazorg.", "schade."),
        "politie": ("instroom.totaal", "politie."),
        "maatregel": ("maatregelen.",),
        "open": ("voorraad.",),
    },
}
MAANDEN = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
DATUM = rf"\b\d{{1,2}} (?:{MAANDEN}) \d{{4}}\b"
SAMENGEVOEGD = " Afdelingen met weinig meldingen staan samen in één rij."


@dataclass(frozen=True)
class Beschermd:
    """``verslag``: what may be released; None when it isn't safe.

    ``lekken``: what could be derived from it; one of an earlier report would be opened by this one.
    ``voorstellen``: what to do about that, in words. ``samenvoegen_helpt``: with its small afdelingen as one
    row it is safe. ``al_bekend``: what it holds back while earlier released reports give it away already.
    ``let_op``: what only people can check. ``bijverborgen``: how many numbers it holds back for the sake of
    others.
    """

    verslag: Verslag | None
    lekken: tuple[Lek, ...] = ()
    voorstellen: tuple[str, ...] = ()
    samenvoegen_helpt: bool = False
    al_bekend: tuple[Lek, ...] = ()
    let_op: tuple[str, ...] = ()
    bijverborgen: int = 0

    @property
    def is_veilig(self) -> bool:
        return self.verslag is not None


def protect(
    verslag: Verslag,
    bescherming: str,
    drempel: int,
    earlier: Sequence[Verslag] = (),
    *,
    samenvoegen: bool = False,
) -> Beschermd:
    """The report protected as was chosen (``Rapportage.Bescherming``), with ``drempel`` as k.

    ``earlier``: the reports that were released before, as released, newest last; those of another register
    or organisation don't matter. ``samenvoegen``: show the small afdelingen as one row. Raises ValueError for
    another way of protecting, or a drempel under 2.
    """
    if bescherming == GEEN:
        return Beschermd(verslag)
    if bescherming not in (VERBERGEN, AFRONDEN) or drempel < 2:
        raise ValueError(f"no way to protect a report: {bescherming}, {drempel}")
    start = merge(verslag, drempel) if samenvoegen else verslag
    others = related(verslag, earlier)
    if bescherming == AFRONDEN:
        made, leaks = round_all(start, others, drempel)
        note, more, known = notes.ROUNDED, 0, []
    else:
        work = Verberger(start, others, drempel)
        made, leaks, known, note = work.run(), work.leaks, work.known, notes.HIDDEN
        more = sum(not work.is_small(path) for path in work.hidden)
    if leaks:
        helps = (
            not samenvoegen
            and bool(to_merge(verslag, drempel))
            and protect(verslag, bescherming, drempel, earlier, samenvoegen=True).is_veilig
        )
        return Beschermd(None, tuple(leaks), _proposals(leaks, helps), helps, bijverborgen=more)
    merged = SAMENGEVOEGD if start is not verslag else ""
    made = replace(made, bescherming=note.format(k=drempel) + merged)
    told = _tell_nothing(verslag, made, exact=bescherming == VERBERGEN, k=drempel)
    return Beschermd(
        told,
        al_bekend=tuple(known),
        let_op=_look_at(told),
        bijverborgen=more,
    )


def _tell_nothing(before: Verslag, made: Verslag, *, exact: bool, k: int) -> Verslag:
    """Sentences and alt texts without a number that is held back, or that was rounded since."""
    hidden = numbers_of(made).verborgen
    why = notes.ALT_HIDDEN if exact else notes.ALT_ROUNDED
    parts = []
    for old, deel in zip(before.delen, made.delen, strict=True):
        if deel.naam in VERTELD:
            parts.append(deel)
            continue
        safe = exact and _is_free(made.register, deel.naam, hidden)
        sentences = tuple(s for s in deel.zinnen if safe and not _has_small(s, k))
        charts = tuple(
            _chart(one, why) if one != was or not exact else one
            for was, one in zip(old.grafieken, deel.grafieken, strict=True)
        )
        parts.append(replace(deel, zinnen=sentences, grafieken=charts))
    return replace(made, delen=tuple(parts))


def _is_free(register: str, naam: str, hidden: frozenset[str]) -> bool:
    """Whether everything the sentences of this part are made of is shown."""
    figures = ZINNEN[Register(register)].get(naam)
    return figures is not None and not any(path.startswith(figures) for path in hidden)


def _has_small(sentence: str, k: int) -> bool:
    return any(0 < int(n) < k for n in re.findall(r"(?<![\d.,])\d+(?![\d.,]*\d)", sentence))


def _chart(chart: Grafiek, why: str) -> Grafiek:
    return replace(chart, alt=f"{chart.titel}. {notes.ALT.format(why=why)}")


def _look_at(verslag: Verslag) -> tuple[str, ...]:
    """What people wrote can tell anything, and nothing here reads it."""
    where = [f"de toelichting bij “{deel.titel}”" for deel in verslag.delen if _has_number(deel.toelichting)]
    where += [
        f"de woorden van de tabel “{tabel.titel}”"
        for _, tabel in verslag.tabellen()
        if any(_has_number(str(vak.waarde)) for rij in tabel.rijen for vak in rij.vakken if vak.is_tekst)
    ]
    return tuple(
        f"In {one} staat een getal. Kijk of dat is weggelaten of afgerond in de tabellen." for one in where
    )


def _has_number(text: str) -> bool:
    """Whether it may hold a number of something; a date is none."""
    found = re.search(r"\d|\b(een|één|twee|drie|vier|vijf|enkele)\b", re.sub(DATUM, "", text), re.IGNORECASE)
    return bool(found)


def _proposals(leaks: Sequence[Lek], merging_helps: bool) -> tuple[str, ...]:
    made = []
    if merging_helps:
        small = [leak.rij for leak in leaks if leak.figuur.startswith(f"{LIJST}.") and leak.rij]
        which = f", zoals {_listed(small)}" if small else ""
        made.append(f"Zet afdelingen met weinig meldingen samen in één rij{which}. Dan kan dit rapport uit.")
    earlier = sorted({leak.periode for leak in leaks if leak.verslag})
    if earlier:
        made.append(
            "Naast dit rapport is uit te rekenen wat in een eerder rapport is weggelaten"
            f" ({_listed(earlier)}). Kies een periode die niet voor een deel gelijk is aan die van een eerder"
            " rapport."
        )
    made.append("Maak één rapport over een langere periode: dan zijn er minder kleine aantallen.")
    return tuple(made)


def _listed(words: Sequence[str]) -> str:
    *first, last = list(dict.fromkeys(words))[:3]
    return f"{', '.join(first)} en {last}" if first else last
