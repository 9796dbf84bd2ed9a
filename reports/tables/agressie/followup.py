"""What became of it: police, measures, terms, stock and earlier years."""

from incidents.gedragingen import Hoofdcategorie
from incidents.lists import (
    Afdoening,
    JaNeeOnbekend,
    Politiestap,
    RedenGeenAangifte,
    VeroorzakerMaatregelCode,
)
from reports.tables.agressie.describing import EERDERE_JAREN, EIGEN_DATUM, GEMELD, per
from reports.tables.columns import comparison, comparison_by, fields
from reports.tables.shape import Beschrijving, Getal, PerCode

POLITIE = (
    Beschrijving(
        "trechter",
        "Van incident tot afdoening",
        "incidenten",
        "Stap",
        f"{GEMELD} Elke stap telt de incidenten die zo ver kwamen. Of iets strafbaar is, blijkt vaak pas"
        " later of nooit: ook als dat niet bekend is, kan er aangifte zijn gedaan. Een aangifte is ook een"
        " melding bij de politie. Afgedaan: politie of justitie is ermee klaar.",
        (
            Getal("Gemeld in dit register", "verdieping.trechter.incident"),
            Getal("Daarvan strafbaar", "verdieping.trechter.strafbaar", "deel"),
            Getal("Daarvan niet strafbaar", "verdieping.trechter.niet_strafbaar", "deel"),
            Getal("Niet bekend of het strafbaar is", "verdieping.trechter.strafbaar_onbekend", "deel"),
            Getal("Gemeld bij de politie", "verdieping.trechter.melding"),
            Getal("Daarvan met aangifte", "verdieping.trechter.aangifte", "deel"),
            Getal("Afgedaan door politie of justitie", "verdieping.trechter.afdoening"),
        ),
    ),
    per(
        "politie",
        "Politie",
        "Verste stap",
        Politiestap.choices,
        "Elk incident telt één keer, bij de verste stap. Een aangifte van na de peildatum telt als melding.",
        pad="politie",
    ),
    Beschrijving(
        "redenen",
        "Waarom geen aangifte",
        "incidenten",
        "Reden",
        "Van de incidenten zonder aangifte.",
        (PerCode("redenen_geen_aangifte", RedenGeenAangifte.choices),),
    ),
    per(
        "strafbaar",
        "Strafbaar",
        "Strafbaar",
        JaNeeOnbekend.choices,
        "Of politie en OM het incident strafbaar vinden.",
        pad="strafbaar",
    ),
    per(
        "afdoening",
        "Afdoening",
        "Afdoening",
        Afdoening.choices,
        "Hoe de strafzaak ervoor staat. Bij de meeste incidenten is er geen strafzaak.",
        pad="afdoening",
        leeg="Geen afdoening geregistreerd",
    ),
)

MAATREGELEN = (
    Beschrijving(
        "maatregel-incidenten",
        "Incidenten met een besluit over een maatregel",
        "incidenten",
        "Wat",
        "Ook het besluit om geen maatregel te nemen telt mee.",
        (Getal("Incidenten met een besluit", "maatregelen.incidenten"),),
    ),
    Beschrijving(
        "maatregelen",
        "Maatregelen",
        "besluiten",
        "Maatregel",
        "Besluiten bij deze incidenten, tot en met de peildatum. Bij één incident kunnen meer"
        " besluiten zijn.",
        (PerCode("maatregelen.per_maatregel", VeroorzakerMaatregelCode.choices),),
    ),
    Beschrijving(
        "lopend",
        "Lopende maatregelen met een einddatum",
        "besluiten",
        "Stand",
        f"{EIGEN_DATUM} Lopend aan het begin plus ingegaan min geëindigd is lopend aan het einde. Van een"
        " maatregel zonder einddatum, zoals uit een oude registratie, is niet bekend of die nog loopt:"
        " die staat apart.",
        (
            Getal("Lopend aan het begin", "verdieping.maatregelen.lopend_begin"),
            Getal("Ingegaan", "verdieping.maatregelen.ingegaan"),
            Getal("Geëindigd", "verdieping.maatregelen.geeindigd"),
            Getal("Lopend aan het einde", "verdieping.maatregelen.lopend_eind", "totaal"),
            Getal("Ook ingegaan, einddatum niet bekend", "verdieping.maatregelen.zonder_einde", "totaal"),
        ),
    ),
    Beschrijving(
        "herhaling",
        "Herhaling binnen 12 maanden",
        "besluiten",
        "Maatregel",
        f"{EIGEN_DATUM} Maatregelen die in de periode ingingen tegen iemand van wie de identiteit is bewaard."
        " Herhaald: binnen 12 maanden volgde een nieuw incident van dezelfde persoon. Bij minder dan 10"
        " maatregelen staat er geen percentage.",
        maak=fields(
            "verdieping.herhaling",
            VeroorzakerMaatregelCode.choices,
            (
                ("ingegaan", "Ingegaan"),
                ("herhaald", "Herhaald"),
                ("loopt_nog", "Jaar nog niet voorbij"),
                ("procent", "Herhaald in %"),
            ),
        ),
    ),
)

OP_TIJD = (
    Beschrijving(
        "termijnen",
        "Termijnen",
        "incidenten",
        "Termijn",
        "Te laat is ook wat nog niet is gedaan terwijl de termijn voorbij is. Bij meer slachtoffers moet elk"
        " gesprek op tijd zijn. Een termijn in uren telt in hele dagen.",
        maak=fields(
            "verdieping.termijnen",
            (
                ("reactie_veroorzaker", "Reactie naar de veroorzaker (24 uur)"),
                ("opvanggesprek", "Opvanggesprek (72 uur)"),
                ("politiebesluit", "Besluit over de politie (2 werkdagen)"),
            ),
            (("gehaald", "Op tijd"), ("te_laat", "Te laat"), ("procent", "Op tijd in %")),
        ),
    ),
    Beschrijving(
        "monitor",
        "Indicatoren van de Monitor Integriteit en Veiligheid",
        "incidenten",
        "Indicator",
        "Nadelige gevolgen: van de incidenten waarvan de gevolgen zijn geregistreerd. Besproken: van de"
        " incidenten waarvan bekend is of erover is gepraat. De andere: van alle incidenten."
        " Bij minder dan 10 incidenten staat er geen percentage.",
        maak=fields(
            "verdieping.monitor",
            (
                ("aangifte", "Aangifte gedaan"),
                ("online", "Online"),
                ("nadelige_gevolgen", "Nadelige gevolgen"),
                ("besproken", "Besproken met iemand"),
            ),
            (("aantal", "Aantal"), ("van", "Van"), ("procent", "In %")),
        ),
    ),
)

VOORRAAD = (
    Beschrijving(
        "voorraad",
        "Open incidenten",
        "incidenten",
        "Stand",
        "Open aan het begin plus nieuw plus heropend min gesloten is open aan het einde.",
        (
            Getal("Open aan het begin", "voorraad.begin"),
            Getal("Nieuw", "voorraad.instroom"),
            Getal("Heropend", "voorraad.heropend"),
            Getal("Gesloten", "voorraad.uitstroom"),
            Getal("Open aan het einde", "voorraad.eind", "totaal"),
        ),
    ),
)

VERGELIJKING = (
    Beschrijving(
        "vergelijking",
        "Incidenten in dezelfde periode van eerdere jaren",
        "incidenten",
        "Periode",
        f"{EERDERE_JAREN} Verschil: deze periode min toen. Bij minder dan 10 incidenten toen staat er geen"
        " percentage.",
        maak=comparison,
    ),
    Beschrijving(
        "vergelijking-hoofdcategorie",
        "Incidenten per hoofdcategorie in eerdere jaren",
        "incidenten",
        "Hoofdcategorie",
        EERDERE_JAREN,
        maak=comparison_by("hoofdcategorie", Hoofdcategorie.choices),
    ),
)
