"""What was decided, what the investigations found, and the measures."""

from integrity.lists import (
    LijnUitkomst,
    OrdemaatregelCode,
    Route,
    Uitstroomreden,
    VooronderzoekUitkomst,
)
from reports.tables.columns import Kolommen, crossed
from reports.tables.integriteit.describing import BESLUITEN, EIGEN_DATUM, in_list_order
from reports.tables.shape import Beschrijving, Cel, Getal, PerCode, Regel, Vuller


def _measures_by_route(fill: Vuller) -> Kolommen:
    routes = fill.node("maatregelen.per_route")
    rows = []
    for code in dict.fromkeys(code for per in routes.values() for code in per):
        cells = (Cel(f"maatregelen.per_route.{route}.{code}", per.get(code)) for route, per in routes.items())
        rows.append(Regel(fill.words("maatregel", code)[0], tuple(cells)))
    return tuple(fill.words(Route.choices, route)[0] for route in routes), rows


def _reported_and_established(fill: Vuller) -> Kolommen:
    """Meldingen by their own category beside zaken by the established one."""
    columns = {path: fill.node(path) for path in ("instroom.per_categorie", "schendingen.per_categorie")}
    rows = []
    for code in in_list_order(columns.values()):
        label, level = fill.words("categorie", code)
        cells = (Cel(f"{path}.{code}", per.get(code)) for path, per in columns.items())
        rows.append(Regel(label, tuple(cells), level))
    totals = (Cel(path, fill.node(path)) for path in ("instroom.totaal", "schendingen.totaal"))
    return ("Gemeld (meldingen)", "Vastgesteld (zaken)"), [*rows, Regel("Totaal", tuple(totals), "totaal")]


TRIAGE = (
    Beschrijving(
        "triage",
        "Wat over de meldingen is besloten",
        "meldingen",
        "Besluit",
        "Elke melding die in de periode is ontvangen, naar het laatste besluit dat op de peildatum gold."
        " Anders gekwalificeerd: geregistreerd, maar het bleek niet over integriteit te gaan.",
        (
            Getal("In behandeling genomen", "triage.in_behandeling"),
            Getal("Niet in behandeling genomen", "triage.niet_in_behandeling.totaal"),
            PerCode("triage.niet_in_behandeling.per_reden", Uitstroomreden.choices, "deel"),
            Getal("Nog niet beoordeeld", "triage.nog_niet_beoordeeld"),
            Getal("Subtotaal", "instroom.na_kwalificatie", "subtotaal"),
            Getal("Anders gekwalificeerd", "triage.anders_gekwalificeerd"),
            Getal("Totaal", "instroom.totaal", "totaal"),
        ),
    ),
    Beschrijving(
        "routes",
        "Eerste route",
        "meldingen",
        "Route",
        "De meldingen in behandeling, naar de eerste route die is gekozen. Wat er daarna gebeurde, verandert"
        " dat niet.",
        (PerCode("routes", Route.choices), Getal("Totaal", "triage.in_behandeling", "totaal")),
    ),
    Beschrijving(
        "lijn",
        "Uitkomst in de lijn",
        "meldingen",
        "Uitkomst",
        "De meldingen in behandeling die in de lijn zijn afgehandeld. Ze tellen zodra de zaak is gesloten.",
        (PerCode("lijn_uitkomst", LijnUitkomst.choices),),
    ),
    Beschrijving(
        "themas-route",
        "Categorie en eerste route",
        "meldingen",
        "Categorie",
        "De meldingen in behandeling: waar ze over gingen, en de eerste route die is gekozen.",
        maak=crossed(
            "verdieping.themas.per_route",
            "categorie",
            Route.choices,
            per_rij="verdieping.themas.totaal",
            per_kolom="routes",
            hoek="triage.in_behandeling",
            alles="Totaal",
        ),
    ),
)

VERLOOP = (
    Beschrijving(
        "vooronderzoek",
        "Vooronderzoek",
        "zaken",
        "Stand",
        "De zaken van deze meldingen waarin een vooronderzoek is gestart, ook na een andere eerste route."
        " Onder afgerond staat de uitkomst.",
        (
            Getal("Gestart", "vooronderzoek.gestart"),
            Getal("Lopend", "vooronderzoek.lopend"),
            Getal("Afgerond", "vooronderzoek.afgerond"),
            PerCode("vooronderzoek.per_uitkomst", VooronderzoekUitkomst.choices, "deel"),
        ),
    ),
    Beschrijving(
        "feitenonderzoek",
        "Feitenonderzoek",
        "zaken",
        "Stand",
        "De zaken van deze meldingen waarin een feitenonderzoek is gestart, ook na een andere eerste route.",
        (
            Getal("Gestart", "feitenonderzoek.gestart"),
            Getal("Lopend", "feitenonderzoek.lopend"),
            Getal("Afgerond", "feitenonderzoek.afgerond"),
            Getal("Schending vastgesteld", "feitenonderzoek.schending_vastgesteld"),
        ),
    ),
    Beschrijving(
        "uitkomst",
        "Uitkomst van de zaken in behandeling",
        "zaken",
        "Uitkomst",
        "Gegrond: minstens één aantijging is geheel of deels vastgesteld. Lopend: niet gesloten, en nog niet"
        " over elke aantijging geoordeeld. Onbekend: niet te onderzoeken, gestaakt, of een andere instantie"
        " deed het zonder oordeel. Afgedaan in de lijn: in de lijn behandeld, zonder oordeel. Ongegrond: de"
        " rest. Dader onbekend: gegrond, zonder bekende betrokkene.",
        (
            Getal("Gegrond", "uitkomst.gegrond"),
            Getal("Waarvan dader onbekend", "uitkomst.dader_onbekend", "deel"),
            Getal("Ongegrond", "uitkomst.ongegrond"),
            Getal("Afgedaan in de lijn", "uitkomst.afgedaan_in_de_lijn"),
            Getal("Onbekend", "uitkomst.onbekend"),
            Getal("Lopend", "uitkomst.lopend"),
            Getal("Totaal", "zaken", "totaal"),
        ),
    ),
    Beschrijving(
        "schendingen",
        "Vastgestelde schendingen per categorie",
        "zaken",
        "Vastgestelde categorie",
        "De zaken van deze meldingen met minstens één vastgestelde aantijging. Een zaak met twee vastgestelde"
        " categorieën staat bij allebei, en telt één keer in het totaal.",
        (
            PerCode("schendingen.per_categorie", "categorie"),
            Getal("Zaken met een schending", "schendingen.totaal", "totaal"),
        ),
    ),
    Beschrijving(
        "gemeld-vastgesteld",
        "Gemeld en vastgesteld per categorie",
        "aantal",
        "Categorie",
        "Links de meldingen die in de periode zijn ontvangen, naar waar ze over gingen. Rechts de zaken van"
        " deze meldingen, naar wat er tot en met de peildatum is vastgesteld. Dat kan een andere categorie"
        " zijn. Onderzoek kost tijd: wat nog loopt, is nog niet vastgesteld.",
        maak=_reported_and_established,
    ),
)

MAATREGELEN = (
    Beschrijving(
        "betrokkenen",
        "Betrokkenen over wie is besloten",
        "betrokkenen",
        "Wat",
        "De personen over wie in deze zaken is besloten. In elke zaak telt een persoon één keer.",
        (Getal("Betrokkenen met een besluit", "maatregelen.betrokkenen"),),
    ),
    Beschrijving(
        "maatregelen",
        "Maatregelen",
        "besluiten",
        "Maatregel",
        f"{BESLUITEN} Over één betrokkene kunnen meer besluiten zijn. Geen maatregel is ook een besluit.",
        (PerCode("maatregelen.per_maatregel", "maatregel"),),
    ),
    Beschrijving(
        "maatregelen-route",
        "Maatregelen per eerste route",
        "besluiten",
        "Maatregel",
        f"{BESLUITEN} Dezelfde besluiten, naar de eerste route van hun zaak.",
        maak=_measures_by_route,
    ),
    Beschrijving(
        "besluiten-betrokkene",
        "Besluiten per betrokkene",
        "betrokkenen",
        "Aantal besluiten",
        "De personen in deze zaken bij wie iets is vastgesteld of over wie is besloten, tot en met de"
        " peildatum. In elke zaak telt een persoon één keer. Geen maatregel is ook een besluit.",
        (
            Getal("Nog geen besluit", "verdieping.betrokkenen.nog_geen"),
            Getal("Eén besluit", "verdieping.betrokkenen.een"),
            Getal("Twee of meer besluiten", "verdieping.betrokkenen.meer"),
            Getal("Dader onbekend, geen besluit", "verdieping.betrokkenen.dader_onbekend"),
        ),
    ),
    Beschrijving(
        "ordemaatregelen",
        "Ordemaatregelen",
        "ordemaatregelen",
        "Stand",
        "Een ordemaatregel houdt de orde zolang een zaak loopt; het is geen straf."
        f" {EIGEN_DATUM} Lopend aan het begin plus ingegaan min beëindigd is lopend aan het einde. Onder"
        " ingegaan staat de soort.",
        (
            Getal("Lopend aan het begin", "verdieping.ordemaatregelen.lopend_begin"),
            Getal("Ingegaan", "verdieping.ordemaatregelen.ingegaan"),
            PerCode("verdieping.ordemaatregelen.per_soort", OrdemaatregelCode.choices, "deel"),
            Getal("Beëindigd", "verdieping.ordemaatregelen.beeindigd"),
            Getal("Lopend aan het einde", "verdieping.ordemaatregelen.lopend_eind", "totaal"),
        ),
    ),
)
