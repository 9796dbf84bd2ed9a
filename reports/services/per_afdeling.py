"""A card for each afdeling with its own numbers beside those of the whole, and how many that is per 100 fte.

Made of what is known on the peildatum of a frozen report when somebody asks for it; no part of the report.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.formats import localize

from casework.lists import NIET_GEREGISTREERD, Lijsten
from incidents.gedragingen import Hoofdcategorie
from incidents.lists import NazorgUitkomst, Politiestap, VeroorzakerMaatregelCode
from integrity.lists import Route
from ledger import audit
from organisations.access import Access
from organisations.formatie import fte_by_naam
from organisations.roles import Register
from reports import periods
from reports.counting import Boom, per_100_fte
from reports.figures.agressie import per_afdeling as of_agressie
from reports.figures.integriteit import per_afdeling as of_integriteit
from reports.models import Rapportage
from reports.pages import PAGINAS
from reports.periods import long_date
from reports.report import facts_of, words_on
from reports.services.per_zaak import UITKOMSTEN, check
from reports.verslag import Tabelrij, Vak, Verslag, Verslagdeel, Verslagtabel

GEHEEL = "Hele organisatie"
ZONDER = "Afdeling niet geregistreerd"
NIET_BEKEND = Vak("onbekend", "tekst")
BETROKKEN = (
    "Een zaak met meldingen over twee afdelingen telt bij allebei mee. Besluiten over maatregelen zijn die in"
    " de zaken van deze meldingen, tot en met de peildatum."
)


@dataclass(frozen=True)
class Kaartonderdeel:
    """A table of a card: the counts at ``pad`` with the words for its codes, or of a list by its name."""

    naam: str
    titel: str
    eenheid: str
    kop: str
    pad: str
    woorden: str | Mapping[str, str]


@dataclass(frozen=True)
class Kaartsoort:
    """``tel``: from the facts and the lists of the register the whole, and each afdeling."""

    eenheid: str
    tel: Callable[[Any, Mapping[str, Any]], tuple[Boom, dict[str, Boom]]]
    onderdelen: tuple[Kaartonderdeel, ...]
    uitleg: str


def _integriteit(facts: Any, lists: Mapping[str, Any]) -> tuple[Boom, dict[str, Boom]]:
    with_lists = (facts, lists["categorie"], lists["maatregel"])
    return of_integriteit.card(*with_lists), of_integriteit.per_afdeling(*with_lists)


def _agressie(facts: Any, lists: Mapping[str, Any]) -> tuple[Boom, dict[str, Boom]]:
    return of_agressie.card(facts), of_agressie.per_afdeling(facts)


KAARTEN = {
    Register.INTEGRITEIT: Kaartsoort(
        "meldingen",
        _integriteit,
        (
            Kaartonderdeel(
                "categorie",
                "Waar het over gaat",
                "meldingen",
                "Categorie",
                "instroom.per_categorie",
                "categorie",
            ),
            Kaartonderdeel("route", "Eerste route", "meldingen", "Route", "routes", dict(Route.choices)),
            Kaartonderdeel("uitkomst", "Uitkomst", "zaken", "Uitkomst", "uitkomst", UITKOMSTEN),
            Kaartonderdeel(
                "maatregel", "Maatregelen", "besluiten", "Maatregel", "maatregelen.per_maatregel", "maatregel"
            ),
        ),
        f"De meldingen die in de periode zijn ontvangen. {BETROKKEN}",
    ),
    Register.AGRESSIE: Kaartsoort(
        "incidenten",
        _agressie,
        (
            Kaartonderdeel(
                "categorie",
                "Wat er gebeurde",
                "incidenten",
                "Hoofdcategorie",
                "instroom.per_hoofdcategorie",
                dict(Hoofdcategorie.choices),
            ),
            Kaartonderdeel(
                "politie", "Politie", "incidenten", "Verste stap", "politie", dict(Politiestap.choices)
            ),
            Kaartonderdeel(
                "nazorg", "Nazorg", "incidenten", "Nazorg", "nazorg", dict(NazorgUitkomst.choices)
            ),
            Kaartonderdeel(
                "maatregel",
                "Maatregelen",
                "besluiten",
                "Maatregel",
                "maatregelen.per_maatregel",
                dict(VeroorzakerMaatregelCode.choices),
            ),
        ),
        "De incidenten die in de periode zijn gemeld, en wat daarvan tot en met de peildatum bekend is.",
    ),
}


def cards_of(rapportage: Rapportage, access: Access) -> Verslag:
    """The cards over a frozen report, on its peildatum: the cases that count in the figures of this person.

    Raises ValidationError, fit to show, where a report over these days protects its small numbers.
    """
    check(rapportage)
    register = Register(rapportage.register)
    how, periode = KAARTEN[register], periods.parse(rapportage.periode)
    facts = facts_of(
        access.organisation,
        register,
        periode,
        rapportage.peildatum,
        countable=PAGINAS[register].countable(access),
    )
    lists = Lijsten.all_of(access.organisation, register)
    whole, parts = how.tel(facts, {naam: one.on(periode.tot_en_met) for naam, one in lists.items()})
    own = words_on(access.organisation, register, periode.tot_en_met)
    jaar = periode.tot_en_met.year
    fte = fte_by_naam(access.organisation, jaar)
    delen = [_overview(how, whole, parts, fte, periode, jaar)]
    for n, (naam, part) in enumerate(parts.items(), 1):
        delen.append(
            Verslagdeel(
                f"kaart-{n}",
                naam or ZONDER,
                zinnen=(_in_words(how, part, fte.get(naam) if naam else None, whole, fte[""]),),
                tabellen=tuple(
                    table
                    for one in how.onderdelen
                    if (table := _table(f"kaart-{n}-{one.naam}", one, part, whole, own, how.uitleg))
                ),
            )
        )
    return Verslag(
        titel=f"Per afdeling: {register.label.lower()} over {periode.in_words}",
        ondertitel=f"{access.organisation.naam}, peildatum {long_date(rapportage.peildatum)}",
        organisatie=access.organisation.naam,
        slug=access.organisation.slug,
        register=rapportage.register,
        periode=rapportage.periode,
        van=rapportage.van,
        tot_en_met=rapportage.tot_en_met,
        peildatum=rapportage.peildatum,
        delen=tuple(delen),
        cijfers={},
        reikwijdte=(how.uitleg,),
    )


def _overview(
    how: Kaartsoort,
    whole: Boom,
    parts: Mapping[str, Boom],
    fte: Mapping[str, Decimal | None],
    periode: periods.Periode,
    jaar: int,
) -> Verslagdeel:
    rows = [_row(naam or ZONDER, part, fte.get(naam) if naam else None) for naam, part in parts.items()]
    rows.append(_row(GEHEEL, whole, fte[""], "totaal"))
    return Verslagdeel(
        "overzicht",
        "Alle afdelingen naast elkaar",
        tabellen=(
            Verslagtabel(
                naam="per-afdeling",
                titel=f"{how.eenheid.capitalize()} per afdeling",
                eenheid=how.eenheid,
                uitleg=f"{how.uitleg} {rate_in_words(periode, jaar)}",
                kop="Afdeling",
                kolommen=(how.eenheid.capitalize(), f"Fte in {jaar}", "Per 100 fte"),
                rijen=tuple(rows),
            ),
        ),
    )


def _in_words(
    how: Kaartsoort, part: Boom, fte: Decimal | None, whole: Boom, whole_fte: Decimal | None
) -> str:
    """A card begins with its number and rate, beside those of the whole."""
    one, all_of_it = (tree["instroom"]["totaal"].aantal for tree in (part, whole))
    rates = (_decimal(per_100_fte(one, fte)).waarde, _decimal(per_100_fte(all_of_it, whole_fte)).waarde)
    return (
        f"{how.eenheid.capitalize()}: {one} van de {all_of_it}. Fte: {_decimal(fte).waarde}."
        f" Per 100 fte: {rates[0]}; in de hele organisatie: {rates[1]}."
    )


def rate_in_words(periode: periods.Periode, jaar: int) -> str:
    """What a rate means over this period: over a shorter one it is not made into a year."""
    words = f"Per 100 fte: het aantal in de periode, gedeeld door de fte van {jaar}, keer 100."
    if periode.tot_en_met - periode.van < timedelta(days=364):
        words += " De periode is korter dan een jaar; het getal is niet omgerekend naar een heel jaar."
    return f"{words} Zonder ingevulde fte is het onbekend. Bij een kleine afdeling maakt één geval veel uit."


def _row(label: str, tree: Boom, fte: Decimal | None, soort: str = "") -> Tabelrij:
    count = tree["instroom"]["totaal"].aantal
    return Tabelrij(label, (Vak(count), _decimal(fte), _decimal(per_100_fte(count, fte))), soort)


def _decimal(value: Decimal | None) -> Vak:
    return NIET_BEKEND if value is None else Vak(localize(value, use_l10n=True), "tekst")


def _table(
    naam: str, one: Kaartonderdeel, part: Boom, whole: Boom, own: Mapping[str, Any], uitleg: str
) -> Verslagtabel | None:
    """Only the codes that the whole has; None when it has none."""
    here, everywhere = _at(part, one.pad), _at(whole, one.pad)
    codes = [code for code, found in everywhere.items() if found.aantal and code != "dader_onbekend"]
    if not codes:
        return None
    if isinstance(one.woorden, str):
        words = {code: found.label for code, found in own[one.woorden].items()}
    else:
        words = dict(one.woorden)
    words[NIET_GEREGISTREERD] = "Niet geregistreerd"
    return Verslagtabel(
        naam=naam,
        titel=one.titel,
        eenheid=one.eenheid,
        uitleg=uitleg,
        kop=one.kop,
        kolommen=("Deze afdeling", GEHEEL),
        rijen=tuple(
            Tabelrij(
                words.get(code, code),
                (Vak(here[code].aantal if code in here else 0), Vak(everywhere[code].aantal)),
            )
            for code in codes
        ),
    )


def _at(tree: Boom, path: str) -> Boom:
    for key in path.split("."):
        tree = tree[key]
    return tree


@transaction.atomic
def hand_out(rapportage: Rapportage, formaat: str, *, by: Access) -> Verslag:
    """The cards to give somebody as a file; who took them stays in the audit."""
    verslag = cards_of(rapportage, by)
    audit.record(
        actor=by.actor,
        verb="kaarten_per_afdeling",
        subject=rapportage,
        organisation_id=rapportage.organisation_id,
        data={"formaat": formaat, "aantal": len(verslag.delen) - 1},
    )
    return verslag
