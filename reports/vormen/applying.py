"""A whole report in one of its shapes."""

from collections.abc import Iterator
from dataclasses import replace

from reports.verslag import Grafiek, Tabelrij, Verslag, Verslagdeel, Verslagtabel
from reports.vormen.describing import Opbouw, Rapportvorm, Tabelkeuze, Vormdeel, Vormrij
from reports.vormen.reading import Verslaglezer


def in_vorm(verslag: Verslag, vorm: Rapportvorm) -> Verslag:
    """What of the report stands in this shape. Numbers stay those of the report, cell by cell; its figures
    document stays whole."""
    if vorm.delen is None:
        return verslag
    lezer = Verslaglezer(verslag)
    delen = tuple(made for deel in vorm.delen for made in _part(lezer, deel))
    return replace(
        verslag, titel=lezer.fill(vorm.kop or "{titel}"), delen=delen, vorm=vorm.naam, kort=vorm.kort
    )


def _part(lezer: Verslaglezer, deel: Vormdeel) -> Iterator[Verslagdeel]:
    if deel.maak:
        yield from deel.maak(lezer.verslag)
        return
    words = list(filter(None, (one.woorden for one in lezer.verslag.delen if one.naam in deel.woorden)))
    tables = [made for one in deel.tabellen if (made := _table(lezer, one))]
    charts = _charts(lezer.verslag, deel.grafieken)
    asks = bool(deel.woorden or deel.tabellen or deel.grafieken)
    if asks and not (words or tables or charts):
        return
    yield Verslagdeel(
        naam=deel.naam,
        titel=lezer.fill(deel.titel),
        toelichting="\n\n".join(filter(None, (lezer.fill(deel.voor), *words))),
        tabellen=tuple(tables),
        grafieken=charts,
        niveau=deel.niveau,
    )


def _charts(verslag: Verslag, names: tuple[str, ...]) -> tuple[Grafiek, ...]:
    found = {grafiek.naam: grafiek for deel in verslag.delen for grafiek in deel.grafieken}
    return tuple(found[naam] for naam in names if naam in found)


def _table(lezer: Verslaglezer, wanted: Tabelkeuze | Opbouw) -> Verslagtabel | None:
    return taken_over(lezer, wanted) if isinstance(wanted, Tabelkeuze) else built(lezer, wanted)


def taken_over(lezer: Verslaglezer, wanted: Tabelkeuze) -> Verslagtabel | None:
    """None when the report does not have that table, or none of these rows."""
    tabel = lezer.tabellen.get(wanted.tabel)
    if tabel is None:
        return None
    places = [at for at in wanted.kolommen or range(len(tabel.kolommen)) if at < len(tabel.kolommen)]
    rows = [rij for rij in tabel.rijen if not wanted.rijen or _shows(rij, wanted.rijen)]
    if not places or not rows:
        return None
    return replace(
        tabel,
        titel=lezer.fill(wanted.titel) or tabel.titel,
        kolommen=tuple(tabel.kolommen[at] for at in places),
        rijen=tuple(replace(rij, vakken=tuple(rij.vakken[at] for at in places)) for rij in rows),
    )


def _shows(rij: Tabelrij, paths: tuple[str, ...]) -> bool:
    return any(
        vak.figuur == path or (path.endswith(".") and vak.figuur.startswith(path))
        for vak in rij.vakken
        for path in paths
    )


def built(lezer: Verslaglezer, wanted: Opbouw) -> Verslagtabel | None:
    rows = [rij for one in wanted.rijen for rij in _rows(lezer, one)]
    if not rows:
        return None
    return Verslagtabel(
        naam=wanted.naam,
        titel=lezer.fill(wanted.titel),
        eenheid=wanted.eenheid,
        uitleg=wanted.uitleg,
        kop=wanted.kop,
        kolommen=tuple(map(lezer.fill, wanted.kolommen)),
        rijen=tuple(rows),
    )


def _rows(lezer: Verslaglezer, one: Vormrij) -> Iterator[Tabelrij]:
    if not one.elk:
        cells = tuple(map(lezer.vak, one.paden))
        if any(vak.figuur for vak in cells):
            yield Tabelrij(one.label, cells, one.soort)
        return
    for code in lezer.codes(*one.paden):
        paths = [f"{path}.{code}" if path else "" for path in one.paden]
        named = next(rij for path in paths if (rij := lezer.rij(path)))
        yield Tabelrij(named.label, tuple(map(lezer.vak, paths)), one.soort or named.soort)
