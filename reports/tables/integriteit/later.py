"""Older zaken, all investigations, the stock, what goes on beside it, and earlier years."""

from casework.lists import NIET_GEREGISTREERD
from integrity.lists import Strafrecht, Uitvoering
from reports.tables.columns import Kolommen, comparison, comparison_by
from reports.tables.integriteit.describing import (
    EERDER,
    EERDERE_JAREN,
    EIGEN_DATUM,
    ONDERZOEK,
    in_list_order,
)
from reports.tables.shape import Beschrijving, Cel, Getal, PerCode, Regel, Vuller


def _costs(fill: Vuller) -> Kolommen:
    path = "onderzoeken.kosten"
    costs = fill.node(path)
    known = Cel(f"{path}.bedrag", costs["bedrag"]), Cel(f"{path}.bedrag", costs["bedrag"], "bedrag")
    rows = [Regel("Met een bedrag", known)]
    words = {"geen": "Geen kosten", "onbekend": "Onbekend", NIET_GEREGISTREERD: "Niet geregistreerd"}
    for code, label in words.items():
        if code in costs:
            rows.append(Regel(label, (Cel(f"{path}.{code}", costs[code]), Cel())))
    return ("Zaken", "Bedrag"), rows


def _established_in_years(fill: Vuller) -> Kolommen:
    """What was established of the meldingen of this period and of earlier years, by category."""
    names, found = [fill.rapport.periode.naam], {"schendingen": fill.node("schendingen")}
    for n, then in enumerate(fill.node("verdieping.vastgesteld_eerder")):
        names.append(then["periode"])
        found[f"verdieping.vastgesteld_eerder.{n}"] = then
    rows = []
    for code in in_list_order(one["per_categorie"] for one in found.values()):
        label, level = fill.words("categorie", code)
        cells = (
            Cel(f"{path}.per_categorie.{code}", one["per_categorie"].get(code)) for path, one in found.items()
        )
        rows.append(Regel(label, tuple(cells), level))
    totals = tuple(Cel(f"{path}.totaal", one["totaal"]) for path, one in found.items())
    return tuple(names), [*rows, Regel("Zaken met een schending", totals, "totaal")]


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
    Beschrijving(
        "strafrecht",
        "Aangifte of niet",
        "zaken",
        "Besluit",
        f"Zaken waarin in de periode iets over aangifte is vastgelegd. {EIGEN_DATUM} Een zaak kan bij meer"
        " regels staan.",
        (PerCode("verdieping.strafrecht", Strafrecht.choices),),
    ),
)

VERBETEREN = (
    Beschrijving(
        "verbeteracties",
        "Verbeteracties",
        "verbeteracties",
        "Stand",
        f"Wat de organisatie leert van zaken en beter gaat doen. {EIGEN_DATUM} Open aan het begin plus"
        " vastgelegd min klaar is open aan het einde.",
        (
            Getal("Open aan het begin", "verdieping.verbeteracties.open_begin"),
            Getal("Vastgelegd", "verdieping.verbeteracties.vastgelegd"),
            Getal("Klaar", "verdieping.verbeteracties.gereed"),
            Getal("Open aan het einde", "verdieping.verbeteracties.open_eind", "totaal"),
        ),
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
    Beschrijving(
        "vergelijking-schendingen",
        "Vastgestelde schendingen per categorie in eerdere jaren",
        "zaken",
        "Vastgestelde categorie",
        "De zaken van de meldingen uit dezelfde periode van elk jaar, met wat er tot en met de peildatum in"
        " is vastgesteld. Meldingen van langer geleden zijn vaker al onderzocht.",
        maak=_established_in_years,
    ),
)
