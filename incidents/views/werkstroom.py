"""How incidents are worked on: the tables and the words that the pages of work are made with."""

from django.urls import reverse

from casework.acties.werkstroom import Werkstroom
from incidents import lifecycle, permissions
from incidents.forms.acties import FORMS
from incidents.lists import Dossierdeel, Spoorsoort
from incidents.models import Incident, dossier
from incidents.permissions import toezicht
from incidents.permissions.asked import asked_by_step, asked_by_term
from incidents.services.engine import ENGINE
from incidents.views import tijdlijn
from organisations.access import Access

TONEN = {lifecycle.GEMELD: "let-op", lifecycle.GESLOTEN: "klaar", lifecycle.VERNIETIGD: "stop"}
WIE = {
    lifecycle.COORDINATOR: "coördinator agressie",
    lifecycle.LEIDINGGEVENDE: "leidinggevende",
    lifecycle.BEVOEGD_GEZAG: "bevoegd gezag",
}
# Of a politieke ambtsdrager: never a line manager.
WIE_BESTUURLIJK = {
    lifecycle.COORDINATOR: "griffier, burgemeester of secretaris",
    lifecycle.LEIDINGGEVENDE: "behandelaar",
}
GROEPEN = (
    (
        "Slachtoffer",
        ("contact_opnemen", "nazorg_vastleggen", "slachtoffer_bijwerken", "slachtoffer_toevoegen"),
    ),
    (
        "Veroorzaker",
        (
            "reactie_vastleggen",
            "veroorzaker_toevoegen",
            "identiteit_vastleggen",
            "veroorzaker_informeren",
            "signaal_instellen",
            "signaal_beeindigen",
            "verwijderverzoek_vastleggen",
            "verwijderverzoek_beslissen",
            "bewaren_verlengen",
        ),
    ),
    (
        "Maatregel",
        (
            "maatregel_voorbereiden",
            "zorgvuldigheid_vastleggen",
            "maatregel_voorleggen",
            "maatregel_besluiten",
            "brief_maken",
            "brief_verzenden",
            "maatregel_evalueren",
            "maatregel_verlengen",
            "maatregel_beeindigen",
        ),
    ),
    ("Politie", ("politie_besluiten", "politie_vastleggen", "pif_maken", "strafverloop_vastleggen")),
    ("Bewijs", ("bewijs_toevoegen", "getuige_toevoegen", "online_vastleggen", "online_bijwerken")),
    (
        "Organisatie",
        (
            "arbeidsinspectie_melden",
            "ongevallenregister_bijwerken",
            "schade_vastleggen",
            "schade_bijwerken",
            "verbeteractie_toevoegen",
            "verbeteractie_afronden",
        ),
    ),
    (
        "Het incident",
        (
            "bericht_sturen",
            "notitie_maken",
            "feiten_aanvullen",
            "niet_mijn_medewerker",
            "toewijzen",
            "licht_afdoen",
            "sluiten",
            "heropenen",
            "corrigeren",
            "uitsluiten",
            "terugtrekken",
        ),
    ),
)

# What is missing -> the actions that provide it; the first that this person may do is offered.
VOORZIET = {
    "sporen_klaar": ("spoor_afronden", "spoor_overslaan"),
    "maatregelen_besloten": ("maatregel_besluiten", "maatregel_voorleggen", "zorgvuldigheid_vastleggen"),
    "maatregel_in_voorbereiding": ("maatregel_voorbereiden",),
    "zorgvuldig": ("zorgvuldigheid_vastleggen",),
    "maatregel_met_brief": ("maatregel_voorbereiden",),
    "brief_te_verzenden": ("brief_maken",),
    "gemeld_aan_inspectie": ("arbeidsinspectie_melden",),
    "in_ongevallenregister": ("ongevallenregister_bijwerken",),
    "slachtoffer": ("slachtoffer_toevoegen",),
    "veroorzaker": ("veroorzaker_toevoegen",),
    "identiteit": ("identiteit_vastleggen", "veroorzaker_toevoegen"),
    "aangifte": ("politie_vastleggen",),
    "schade": ("schade_vastleggen",),
    "spoor_open": ("spoor_heropenen",),
}

# What the page of an action is opened with from a term.
VRAAG_BIJ = {"lessen": f"?soort={Spoorsoort.ORGANISATIE}"}


def way_back(access: Access) -> dict[str, str]:
    """The list this person works from."""
    if permissions.directs(access):
        return {"url": reverse("agressie_werklijst"), "label": "Werklijst"}
    return {"url": reverse("agressie_taken"), "label": "Taken"}


def _provided_by(name: str, line: str) -> str:
    """Who the veroorzaker is, is filled in on a page of its own."""
    return "identiteit" if name == "zorgvuldig" and line.startswith("Leg vast wie de veroorz") else name


def _words_of(case: Incident) -> dict[str, str]:
    return WIE_BESTUURLIJK if case.dossierdeel == Dossierdeel.BESTUURLIJK else {}


WERK = Werkstroom(
    engine=ENGINE,
    cases=Incident,
    forms=FORMS,
    asked_by_step=asked_by_step,
    asked_by_term=asked_by_term,
    wie=WIE,
    wie_bij=_words_of,
    regie=lifecycle.COORDINATOR,
    delen=permissions.DELEN,
    tonen=TONEN,
    groepen=GROEPEN,
    voorziet=VOORZIET,
    zaak_url="agressie_zaak",
    actie_url="agressie_actie",
    way_back=way_back,
    vraag_bij=lambda code: VRAAG_BIJ.get(code, ""),
    told=tijdlijn.told_to_who_did,
    load=dossier.load,
    kept_out_by=("slachtoffers", "uitsluitingen"),
    reads_as=toezicht.reads_as,
    oversees=toezicht.oversees,
    can_see_readers=toezicht.can_see_readers,
    wie_keek_url="agressie_wie_keek",
    toezicht_url="agressie_toezicht",
    inzage_url="agressie_inzage",
    asks_who_again=permissions.asks_who_again,
    sleutel=_provided_by,
    terug_naar={"taken": "agressie_taken"},
)
