"""The table of the year: types × organisations, as in the Jaarrapportage Bedrijfsvoering Rijk.

An organisation counts over its own list; here its rows are added up by the national code they lead to.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casework.lists import NIET_GEREGISTREERD
from organisations.models import Organisation
from organisations.roles import Register
from reports.bescherming.numbers import Getallen, numbers_of
from reports.koepel.bronnen import Bijdrage, national_rows
from reports.models import Rapportage
from reports.periods import Periode, long_date
from reports.verslag import Tabelrij, Vak, Verslag, Verslagdeel, Verslagtabel

NIET_TE_HERLEIDEN = "niet_te_herleiden"
VERBORGEN, NIETS = Vak(None, "verborgen"), Vak()
APART = {NIET_TE_HERLEIDEN: "Niet te herleiden", NIET_GEREGISTREERD: "Niet geregistreerd"}
TOTAAL = "totaal"
STREEPJE = (
    " Een streepje: de lijst van deze organisatie heeft dit niet apart, of er is geen rapport."
    " Weggelaten: in het rapport van de organisatie zelf staat dit getal ook niet."
)


@dataclass(frozen=True)
class Rijktabel:
    """One table. ``pad``: where a report has the figures by the codes of ``lijst``; ``som``: where it has
    their total, or "" when that is the sum of its rows."""

    naam: str
    titel: str
    eenheid: str
    kop: str
    uitleg: str
    pad: str
    lijst: str
    som: str = ""


TABELLEN = (
    Rijktabel(
        "meldingen",
        "Meldingen per type",
        "meldingen",
        "Type",
        "De meldingen die in het jaar zijn ontvangen, naar waar ze over gingen.",
        "instroom.per_categorie",
        "categorie",
        "instroom.totaal",
    ),
    Rijktabel(
        "vermoedens",
        "Vermoedens per type",
        "meldingen",
        "Type",
        "Een vermoeden is een melding die in behandeling is genomen: er was genoeg om er iets mee te doen."
        " Wat afviel, of wat nog niet is beoordeeld, telt niet mee.",
        "verdieping.themas.totaal",
        "categorie",
        "triage.in_behandeling",
    ),
    Rijktabel(
        "schendingen",
        "Vastgestelde schendingen per type",
        "zaken",
        "Type",
        "De zaken van deze meldingen waarin iets is vastgesteld, naar de vastgestelde categorie. Een zaak met"
        " twee categorieën staat bij allebei, en telt in de laatste rij één keer.",
        "schendingen.per_categorie",
        "categorie",
        "schendingen.totaal",
    ),
    Rijktabel(
        "maatregelen",
        "Maatregelen per soort",
        "besluiten",
        "Maatregel",
        "De besluiten in deze zaken. Over één betrokkene kunnen meer besluiten zijn. Geen maatregel is ook"
        " een besluit.",
        "maatregelen.per_maatregel",
        "maatregel",
    ),
)


def added(cells: Iterable[Vak]) -> Vak:
    """The sum of what is shown; held back as soon as one of them is, so that none follows from the others.
    Of nothing it is nothing, which is not 0."""
    found = [one for one in cells if one != NIETS]
    if any(one.waarde is None for one in found):
        return VERBORGEN
    return Vak(sum(int(one.waarde or 0) for one in found)) if found else NIETS


def rijk_verslag(koepel: Organisation, periode: Periode, given: Sequence[Bijdrage]) -> Verslag:
    """The report of a koepel on one year of integriteit. Who gave no report has a column that says so."""
    days = [one.verslag.peildatum for one in given if one.verslag]
    made = [_Tabel(table, given) for table in TABELLEN]
    return Verslag(
        titel=f"Integriteit bij {_how_many(len(given))} over {periode.in_words}",
        ondertitel=koepel.naam,
        organisatie=koepel.naam,
        slug=koepel.slug,
        register=Register.INTEGRITEIT,
        periode=periode.naam,
        van=periode.van,
        tot_en_met=periode.tot_en_met,
        peildatum=max(days, default=periode.tot_en_met),
        delen=(
            Verslagdeel("typen", "Typen en organisaties", tabellen=tuple(one.as_table() for one in made)),
        ),
        cijfers=_figures(koepel, periode, given, made),
        reikwijdte=tuple(_scope(given)),
        lijsten=tuple((naam, "landelijke lijst") for naam in sorted({one.lijst for one in TABELLEN})),
        bescherming="Elk getal staat er zoals de organisatie het zelf heeft uitgebracht.",
    )


def _how_many(n: int) -> str:
    return "1 organisatie" if n == 1 else f"{n} organisaties"


class _Tabel:
    """A table with its cells: by row, by organisation."""

    def __init__(self, wat: Rijktabel, given: Sequence[Bijdrage]) -> None:
        self.wat, self.given = wat, given
        labels = {code.code: code.label for code in national_rows(Register.INTEGRITEIT, wat.lijst)}
        columns = [_column(wat, one, labels) for one in given]
        self.totals = [_total(wat, one, column) for one, column in zip(given, columns, strict=True)]
        cells = {row: [column.get(row, NIETS) for column in columns] for row in (labels | APART)}
        kept = {row: line for row, line in cells.items() if row not in APART or any(map(_tells, line))}
        self.labels, self.cells = labels | APART, kept

    def as_table(self) -> Verslagtabel:
        rows = [self._row(self.labels[row], f"per_type.{row}", line) for row, line in self.cells.items()]
        last = "Zaken met een schending" if self.wat.naam == "schendingen" else "Totaal"
        return Verslagtabel(
            naam=self.wat.naam,
            titel=self.wat.titel,
            eenheid=self.wat.eenheid,
            uitleg=self.wat.uitleg + STREEPJE,
            kop=self.wat.kop,
            kolommen=(*_headings(self.given), _heading_of_all(self.given)),
            rijen=(*rows, self._row(last, TOTAAL, self.totals, "totaal")),
        )

    def _row(self, label: str, path: str, cells: list[Vak], soort: str = "") -> Tabelrij:
        names = [*(one.organisation.slug for one in self.given), TOTAAL]
        found = zip(names, [*cells, added(cells)], strict=True)
        return Tabelrij(
            label,
            tuple(Vak(one.waarde, one.soort, f"{self.wat.naam}.{path}.{name}") for name, one in found),
            soort,
        )

    def as_figures(self) -> dict[str, Any]:
        return {
            "per_type": {row: self._by_name(line) for row, line in self.cells.items()},
            TOTAAL: self._by_name(self.totals),
        }

    def _by_name(self, cells: list[Vak]) -> dict[str, int | None]:
        """Null is held back; who has nothing to tell is not there."""
        names = [*(one.organisation.slug for one in self.given), TOTAAL]
        found = zip(names, [*cells, added(cells)], strict=True)
        return {name: one.waarde for name, one in found if one != NIETS}


def _column(wat: Rijktabel, one: Bijdrage, rows: Mapping[str, str]) -> dict[str, Vak]:
    """The cells of one organisation: its own rows, added up by where they lead."""
    if one.verslag is None:
        return {}
    numbers, leads = numbers_of(one.verslag), one.herleiding[wat.lijst]
    found: dict[str, list[Vak]] = {}
    for path in numbers.paths():
        if path.startswith(f"{wat.pad}."):
            code = path.removeprefix(f"{wat.pad}.")
            row = code if code == NIET_GEREGISTREERD else leads.get(code, NIET_TE_HERLEIDEN)
            found.setdefault(row, []).append(_shown(numbers, path))
    return {row: added(cells) for row, cells in found.items()}


def _total(wat: Rijktabel, one: Bijdrage, column: Mapping[str, Vak]) -> Vak:
    if one.verslag is None:
        return NIETS
    return _shown(numbers_of(one.verslag), wat.som) if wat.som else added(column.values())


def _shown(numbers: Getallen, path: str) -> Vak:
    if path in numbers.getoond:
        return Vak(int(numbers.getoond[path]))
    return VERBORGEN if path in numbers.verborgen else NIETS


def _tells(vak: Vak) -> bool:
    return bool(vak.waarde) or vak.soort == VERBORGEN.soort


def _headings(given: Sequence[Bijdrage]) -> list[str]:
    """A column without numbers says why, and one that is not exact says so."""
    short = [_short(one.organisation) for one in given]
    names = [
        naam if short.count(naam) == 1 else one.organisation.naam
        for naam, one in zip(short, given, strict=True)
    ]
    return [f"{naam}{_remark(one)}" for naam, one in zip(names, given, strict=True)]


def _short(organisation: Organisation) -> str:
    """Without what kind it is, as a column of many has little room: “Ministerie van” and the like."""
    kind = organisation.get_soort_display()
    return organisation.naam.removeprefix(f"{kind} van ").removeprefix(f"{kind} ")


def _remark(one: Bijdrage) -> str:
    if one.verslag is None:
        return " (niet te lezen)" if one.rapportage else " (niet aangeleverd)"
    return " (afgerond)" if one.is_rounded else ""


def _heading_of_all(given: Sequence[Bijdrage]) -> str:
    n = sum(one.verslag is not None for one in given)
    about = " bij benadering" if any(one.is_rounded for one in given) else ""
    return f"Totaal{about}" if n == len(given) else f"Totaal{about} ({n} van {len(given)})"


def _scope(given: Sequence[Bijdrage]) -> Iterable[str]:
    yield (
        "De cijfers komen uit rapporten over een heel jaar, die de organisaties zelf hebben aangeboden of"
        " gepubliceerd. Niemand kan vanaf hier zaken openen."
    )
    yield "Organisaties hebben eigen lijsten. Elke eigen categorie telt bij het landelijke type ervan."
    if any(one.is_rounded for one in given):
        yield "Een organisatie rondt af. Totalen waar die in meetellen, zijn bij benadering."
    for one in given:
        if one.rapportage is None or one.rapportage.peildatum is None:
            yield f"{one.organisation.naam}: geen rapport over dit jaar aangeboden of gepubliceerd."
        elif one.verslag is None:
            yield f"{one.organisation.naam}: het rapport is beschadigd, en telt daarom niet mee."
        else:
            yield (
                f"{one.organisation.naam}: rapport versie {one.rapportage.versie}, peildatum"
                f" {long_date(one.rapportage.peildatum)}. {_PROTECTION[one.rapportage.bescherming]}"
            )


_PROTECTION = {
    Rapportage.Bescherming.GEEN: "Alle aantallen staan erin.",
    Rapportage.Bescherming.VERBERGEN: "Kleine aantallen zijn weggelaten.",
    Rapportage.Bescherming.AFRONDEN: "Aantallen zijn afgerond.",
}


def _figures(
    koepel: Organisation, periode: Periode, given: Sequence[Bijdrage], made: Sequence[_Tabel]
) -> dict[str, Any]:
    return {
        "koepel": koepel.slug,
        "register": str(Register.INTEGRITEIT),
        "periode": {
            "van": periode.van.isoformat(),
            "tot_en_met": periode.tot_en_met.isoformat(),
            "naam": periode.naam,
        },
        "organisaties": [one.organisation.slug for one in given if one.verslag],
        "niet_aangeleverd": [one.organisation.slug for one in given if not one.verslag],
        **{one.wat.naam: one.as_figures() for one in made},
    }
