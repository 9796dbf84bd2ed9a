"""From the figures of a period to the report of it."""

from collections.abc import Mapping

from organisations.roles import Register
from reports import exchange, tables, words
from reports.counting import Bedrag, Telling
from reports.facts.vastgelegd import Vastgelegd
from reports.periods import long_date
from reports.report import Rapport
from reports.tables.shape import Cel, Onderdeel, Rapporttabel
from reports.verslag.content import Tabelrij, Vak, Verslag, Verslagdeel, Verslagtabel
from reports.verslag.grafieken import with_charts
from reports.verslag.vertellen import told

TITELS = {Register.INTEGRITEIT: "Rapportage integriteit", Register.AGRESSIE: "Rapportage agressie en geweld"}


def verslag_of(
    rapport: Rapport,
    toelichtingen: Mapping[str, str] | None = None,
    vastgelegd: Vastgelegd | None = None,
) -> Verslag:
    """The report of these figures. ``toelichtingen``: what people wrote, by the name of the part.
    ``vastgelegd``: what it tells beside its figures; without it those parts are left out."""
    written = toelichtingen or {}
    sentences = words.by_part(rapport)
    periode = rapport.periode
    whose = rapport.organisation.naam + (f", {rapport.afdeling.naam}" if rapport.afdeling else "")
    made = Verslag(
        titel=f"{TITELS[Register(rapport.register)]} over {periode.in_words}",
        ondertitel=f"{whose}, peildatum {long_date(rapport.peildatum)}",
        organisatie=rapport.organisation.naam,
        slug=rapport.organisation.slug,
        register=rapport.register,
        periode=periode.naam,
        van=periode.van,
        tot_en_met=periode.tot_en_met,
        peildatum=rapport.peildatum,
        delen=tuple(
            _part(part, sentences.get(part.naam, ()), written.get(part.naam, ""))
            for part in tables.tables_of(rapport)
        )
        + (told(rapport, vastgelegd, written) if vastgelegd else ()),
        cijfers=exchange.document(rapport),
        reikwijdte=_scope(rapport),
        lijsten=tuple(sorted(rapport.lijstversies.items())),
    )
    return with_charts(made)


def _scope(rapport: Rapport) -> tuple[str, ...]:
    lines = ["Wat na de peildatum is gebeurd, telt niet mee.", *tables.REIKWIJDTE[Register(rapport.register)]]
    if rapport.peildatum < rapport.periode.tot_en_met:
        lines.insert(1, "De periode is op de peildatum nog niet voorbij.")
    if rapport.afdeling:
        lines.insert(
            0,
            f"Alleen {rapport.afdeling.naam} en wat daaronder valt. Een zaak met meldingen uit meer"
            " afdelingen telt bij elk daarvan mee.",
        )
    return tuple(lines)


def _part(part: Onderdeel, sentences: tuple[str, ...], written: str) -> Verslagdeel:
    return Verslagdeel(
        naam=part.naam,
        titel=part.titel,
        zinnen=sentences,
        toelichting=written,
        tabellen=tuple(map(table_of, part.tabellen)),
    )


def table_of(table: Rapporttabel) -> Verslagtabel:
    return Verslagtabel(
        naam=table.naam,
        titel=table.titel,
        eenheid=table.eenheid,
        uitleg=table.uitleg,
        kop=table.kop,
        kolommen=table.kolommen,
        rijen=tuple(Tabelrij(row.label, tuple(map(vak_of, row.cellen)), row.soort) for row in table.regels),
    )


def vak_of(cell: Cel) -> Vak:
    match cell.waarde:
        case Bedrag() if cell.soort == "bedrag":
            return Vak(cell.waarde.bedrag, "bedrag", cell.figuur)
        case Telling() | Bedrag():
            return Vak(cell.waarde.aantal, cell.soort, cell.figuur)
        case _:
            return Vak(cell.waarde, cell.soort, cell.figuur)
