"""The tables of the integrity register, in the order of the domain document (section 6).

``uitleg`` is the definition in words for who reads the report; the exact one is in ``reports.figures``.
"""

from casework.lists import NIET_GEREGISTREERD
from integrity.lists import (
    Betreft,
    Kanaal,
    LijnUitkomst,
    Route,
    Soort,
    Uitstroomreden,
    Uitvoering,
    VooronderzoekUitkomst,
)
from reports.tables.columns import comparison, comparison_by
from reports.tables.shape import Beschrijving, Cel, Getal, Hoofdcijfer, PerCode, Regel, Vuller

ONTVANGEN = "Meldingen die in de periode zijn ontvangen. Een melding die bij een zaak is gevoegd, telt mee."
BESLUITEN = "Besluiten in de zaken van deze meldingen, tot en met de peildatum."
EERDER = "Zaken die vóór de periode zijn ontvangen. Elk feit telt in de periode waarin het gebeurde."
ONDERZOEK = "Een onderzoek is het vooronderzoek en het feitenonderzoek van één zaak samen."
EERDERE_JAREN = "Meldingen in dezelfde periode van eerdere jaren, zoals ze op de peildatum bekend zijn."


def _intake(naam: str, what: str, woorden, more: str = "") -> Beschrijving:
    rows = (PerCode(f"instroom.per_{naam}", woorden), Getal("Totaal", "instroom.totaal", "totaal"))
    return Beschrijving(
        f"instroom-{naam}",
        f"Meldingen per {what}",
        "meldingen",
        what.capitalize(),
        f"{ONTVANGEN} {more}".strip(),
        rows,
    )


def _measures_by_route(fill: Vuller) -> tuple[tuple[str, ...], list[Regel]]:
    routes = fill.node("maatregelen.per_route")
    rows = []
    for code in dict.fromkeys(code for per in routes.values() for code in per):
        cells = (Cel(f"maatregelen.per_route.{route}.{code}", per.get(code)) for route, per in routes.items())
        rows.append(Regel(fill.words("maatregel", code)[0], tuple(cells)))
    return tuple(fill.words(Route.choices, route)[0] for route in routes), rows


def _costs(fill: Vuller) -> tuple[tuple[str, ...], list[Regel]]:
    path = "onderzoeken.kosten"
    costs = fill.node(path)
    known = Cel(f"{path}.bedrag", costs["bedrag"]), Cel(f"{path}.bedrag", costs["bedrag"], "bedrag")
    rows = [Regel("Met een bedrag", known)]
    words = {"geen": "Geen kosten", "onbekend": "Onbekend", NIET_GEREGISTREERD: "Niet geregistreerd"}
    for code, label in words.items():
        if code in costs:
            rows.append(Regel(label, (Cel(f"{path}.{code}", costs[code]), Cel())))
    return ("Zaken", "Bedrag"), rows


INSTROOM = (
    Beschrijving(
        "instroom-soort",
        "Wat er binnenkwam",
        "aantal",
        "Soort",
        "Wat in de periode is ontvangen. Alleen hier tellen signalen en adviesvragen mee; de rest van het"
        " rapport gaat over meldingen.",
        (PerCode("instroom.per_soort", Soort.choices),),
    ),
    _intake("maand", "maand", "maand"),
    _intake("kanaal", "kanaal", Kanaal.choices),
    _intake(
        "categorie",
        "categorie",
        "categorie",
        "Een hoofdcategorie telt alleen wat onder die categorie zelf is geregistreerd.",
    ),
    _intake("betreft", "groep", Betreft.choices, "De groep is over wie de melding gaat."),
    _intake("afdeling", "afdeling", "afdeling", "Een afdeling zonder melding staat er niet bij."),
)

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
)

EERDERE_ZAKEN = (
    Beschrijving(
        "eerder",
        "Wat in eerdere zaken gebeurde",
        "zaken",
        "Wat",
        EERDER,
        (
            Getal("Onderzoek afgerond", "eerdere_instroom.onderzoeken_afgerond"),
            Getal("Schending vastgesteld", "eerdere_instroom.schending_vastgesteld"),
        ),
    ),
    Beschrijving(
        "eerder-categorie",
        "Schendingen in eerdere zaken per categorie",
        "zaken",
        "Vastgestelde categorie",
        f"{EERDER} Een categorie telt als die in de periode voor het eerst in de zaak is vastgesteld.",
        (PerCode("eerdere_instroom.per_categorie", "categorie"),),
    ),
    Beschrijving(
        "eerder-betrokkenen",
        "Betrokkenen over wie in eerdere zaken is besloten",
        "betrokkenen",
        "Wat",
        f"{EERDER} In elke zaak telt een persoon één keer.",
        (Getal("Betrokkenen met een besluit", "eerdere_instroom.betrokkenen"),),
    ),
    Beschrijving(
        "eerder-maatregelen",
        "Maatregelen in eerdere zaken",
        "besluiten",
        "Maatregel",
        EERDER,
        (PerCode("eerdere_instroom.per_maatregel", "maatregel"),),
    ),
)

ONDERZOEKEN = (
    Beschrijving(
        "onderzoeken",
        "Verloop van de onderzoeken",
        "zaken",
        "Stand",
        f"{ONDERZOEK} Lopend aan het begin plus gestart min afgerond is lopend aan het einde, wanneer de"
        " melding ook binnenkwam. Als de zaak sluit, is ook het onderzoek klaar.",
        (
            Getal("Lopend aan het begin", "onderzoeken.lopend_begin"),
            Getal("Gestart", "onderzoeken.gestart"),
            Getal("Afgerond", "onderzoeken.afgerond"),
            Getal("Waarvan ontvangen vóór de periode", "onderzoeken.afgerond_eerdere_instroom", "deel"),
            Getal("Lopend aan het einde", "onderzoeken.lopend_eind", "totaal"),
        ),
    ),
    Beschrijving(
        "uitvoering",
        "Wie het onderzoek deed",
        "zaken",
        "Uitvoering",
        f"{ONDERZOEK} Geteld zijn de onderzoeken die in de periode zijn afgerond.",
        (
            PerCode("onderzoeken.per_uitvoering", Uitvoering.choices),
            Getal("Totaal", "onderzoeken.afgerond", "totaal"),
        ),
    ),
    Beschrijving(
        "kosten",
        "Kosten van de onderzoeken",
        "zaken",
        "Kosten",
        f"{ONDERZOEK} Geteld zijn de onderzoeken die in de periode zijn afgerond.",
        maak=_costs,
    ),
)

VOORRAAD = (
    Beschrijving(
        "voorraad",
        "Open zaken",
        "zaken",
        "Stand",
        "Open aan het begin plus nieuw plus heropend min afgehandeld is open aan het einde. Een zaak is"
        " afgehandeld als die is gesloten of niet in behandeling is genomen. Een gevoegde melding heeft geen"
        " eigen zaak.",
        (
            Getal("Open aan het begin", "voorraad.begin"),
            Getal("Nieuw", "voorraad.instroom"),
            Getal("Heropend", "voorraad.heropend"),
            Getal("Afgehandeld", "voorraad.uitstroom"),
            Getal("Open aan het einde", "voorraad.eind", "totaal"),
        ),
    ),
    Beschrijving(
        "aangiften",
        "Aangiften",
        "zaken",
        "Wat",
        "Zaken waarin in de periode aangifte is gedaan, wanneer de melding ook binnenkwam.",
        (Getal("Aangifte gedaan", "aangiften"),),
    ),
)

VERGELIJKING = (
    Beschrijving(
        "vergelijking",
        "Meldingen in dezelfde periode van eerdere jaren",
        "meldingen",
        "Periode",
        f"{EERDERE_JAREN} Verschil: deze periode min toen. Bij minder dan 10 meldingen toen staat er geen"
        " percentage.",
        maak=comparison,
    ),
    Beschrijving(
        "vergelijking-categorie",
        "Meldingen per categorie in eerdere jaren",
        "meldingen",
        "Categorie",
        f"{EERDERE_JAREN} De categorieën zijn die van de lijst aan het einde van deze periode.",
        maak=comparison_by("categorie", "categorie"),
    ),
)

ONDERDELEN = (
    ("instroom", "Ontvangen meldingen", INSTROOM),
    ("beoordeling", "Beoordeling en route", TRIAGE),
    ("verloop", "Onderzoek en uitkomst", VERLOOP),
    ("maatregel", "Maatregelen", MAATREGELEN),
    ("eerdere", "Zaken uit eerdere perioden", EERDERE_ZAKEN),
    ("onderzoek", "Alle onderzoeken", ONDERZOEKEN),
    ("open", "Open zaken en aangiften", VOORRAAD),
    ("vergeleken", "Vergelijking met eerdere jaren", VERGELIJKING),
)

REIKWIJDTE = (
    "Elke tabel telt één eenheid: meldingen, zaken, betrokkenen of besluiten. Bij een zaak kunnen meer"
    " meldingen en meer betrokkenen horen.",
    "Zaken over medewerkers en over bestuurders tellen mee.",
)

HOOFDCIJFERS = (
    Hoofdcijfer("instroom.totaal", ("melding ontvangen", "meldingen ontvangen")),
    Hoofdcijfer("triage.in_behandeling", ("melding in behandeling", "meldingen in behandeling")),
    Hoofdcijfer("schendingen.totaal", ("zaak met een schending", "zaken met een schending")),
    Hoofdcijfer("voorraad.eind", ("open zaak", "open zaken"), begin="voorraad.begin"),
)
