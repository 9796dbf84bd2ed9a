"""What happened, where and when, and to whom."""

from incidents.ernst import GRADEN
from incidents.gedragingen import GEDRAGINGEN, Hoofdcategorie
from incidents.lists import (
    Aanleiding,
    Ambt,
    BesprokenMet,
    Contactvorm,
    Doelwit,
    Functiegroep,
    IncidentKenmerk,
    Letsel,
    NadeligGevolg,
    NazorgUitkomst,
    Verzuim,
)
from reports.tables.agressie.describing import (
    DAGDELEN,
    EERSTE,
    GEMELD,
    MEER,
    SAMEN,
    WEEKDAGEN,
    by_category,
    per,
)
from reports.tables.columns import Kolommen, crossed
from reports.tables.shape import Beschrijving, Cel, Getal, Regel, Vuller


def _damage(fill: Vuller) -> Kolommen:
    labels = {"bedrag": "Geleden schade", "ontvangen": "Terugontvangen"}
    rows = []
    for name, label in labels.items():
        found = fill.node(f"schade.{name}")
        rows.append(Regel(label, (Cel(f"schade.{name}", found), Cel(f"schade.{name}", found, "bedrag"))))
    return ("Incidenten", "Bedrag"), rows


WAT = (
    per("maand", "Incidenten per maand", "Maand", "maand", GEMELD),
    per("hoofdcategorie", "Incidenten per hoofdcategorie", "Hoofdcategorie", Hoofdcategorie.choices, GEMELD),
    per(
        "gedraging",
        "Incidenten per gedraging",
        "Gedraging",
        [(code, one.label) for code, one in GEDRAGINGEN.items()],
        GEMELD,
        several=True,
    ),
    per(
        "kenmerk",
        "Incidenten per kenmerk",
        "Kenmerk",
        IncidentKenmerk.choices,
        f"{GEMELD} Niet elk incident heeft een kenmerk.",
        several=True,
        leeg="Geen kenmerk geregistreerd",
    ),
    per(
        "ernst",
        "Ernst",
        "Ernst",
        [(str(code), label) for code, label in GRADEN],
        f"{GEMELD} De ernst volgt uit de zwaarste gedraging; letsel, een wapen, herhaling of de privésfeer"
        " maakt die één hoger. Zonder gedraging is er geen ernst.",
    ),
    Beschrijving(
        "bijzonder",
        "Online en hinderlijk contact",
        "aantal",
        "Wat",
        "Online: met het kenmerk online, of via sociale media. Hinderlijk contact is geen agressie en telt in"
        " geen andere tabel mee.",
        (Getal("Online incidenten", "online"), Getal("Hinderlijk contact", "hinderlijk_contact")),
    ),
)

WAAR = (
    by_category(
        "afdeling",
        "Incidenten per afdeling",
        "Afdeling",
        "afdeling",
        f"{GEMELD} Een afdeling zonder incident staat er niet bij.",
    ),
    by_category(
        "contactvorm",
        "Incidenten per contactvorm",
        "Contactvorm",
        Contactvorm.choices,
        f"{GEMELD} {MEER} In de laatste regel telt elk incident één keer.",
    ),
    Beschrijving(
        "weekdag",
        "Wanneer het gebeurde",
        "incidenten",
        "Dag",
        f"{GEMELD} Ochtend is van 6 tot 12 uur, middag van 12 tot 18, avond van 18 tot 24, nacht van"
        " 0 tot 6.",
        maak=crossed("verdieping.per_weekdag", WEEKDAGEN, DAGDELEN, leeg="Tijd onbekend"),
    ),
    Beschrijving(
        "aanleiding",
        "Aanleiding per afdeling",
        "incidenten",
        "Afdeling",
        f"{GEMELD} Alleen aanleidingen en afdelingen die voorkwamen.",
        maak=crossed("verdieping.aanleiding", "afdeling", Aanleiding.choices),
    ),
)

WIE = (
    by_category("functiegroep", "Incidenten per functiegroep", "Functiegroep", Functiegroep.choices, EERSTE),
    per("doelwit", "Incidenten per doelwit", "Doelwit", Doelwit.choices, EERSTE),
    per("ambt", "Incidenten per ambt", "Ambt", Ambt.choices, EERSTE, leeg="Geen ambt geregistreerd"),
    per(
        "letsel",
        "Letsel",
        "Letsel",
        Letsel.choices,
        "Het zwaarste letsel van de slachtoffers van elk incident.",
        pad="letsel",
    ),
    per(
        "verzuim",
        "Verzuim",
        "Verzuim",
        Verzuim.choices,
        "Het langste verzuim van de slachtoffers van elk incident.",
        pad="verzuim",
    ),
    per(
        "gevolgen",
        "Nadelige gevolgen",
        "Gevolg",
        NadeligGevolg.choices,
        SAMEN,
        several=True,
        pad="nadelige_gevolgen",
    ),
    per(
        "besproken",
        "Besproken met",
        "Met wie",
        BesprokenMet.choices,
        SAMEN,
        several=True,
        pad="besproken_met",
    ),
    per(
        "nazorg",
        "Nazorg",
        "Nazorg",
        NazorgUitkomst.choices,
        "Elk incident telt één keer, bij wat het verst kwam: gehouden, dan aangeboden, dan niet gewild.",
        pad="nazorg",
    ),
    Beschrijving(
        "schade",
        "Schade",
        "incidenten",
        "Schade",
        "De schade bij deze incidenten, en wat daarvan tot en met de peildatum terug is ontvangen.",
        maak=_damage,
    ),
)
