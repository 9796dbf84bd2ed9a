"""How zaken are worked on: the tables and the words that the pages of work are made with."""

from django.urls import reverse

from casework.acties.werkstroom import Gemis, Werkstroom
from casework.lifecycle import Transition
from integrity import lifecycle, permissions
from integrity.forms.acties import FORMS
from integrity.lists import Basiseis, ContactSoort
from integrity.models import Zaak, dossier
from integrity.permissions import toezicht
from integrity.permissions.asked import asked_by_step, asked_by_term
from integrity.services import requirements
from integrity.services.engine import ENGINE
from integrity.views import tijdlijn
from organisations.access import Access

TONEN = {
    lifecycle.ONTVANGEN: "let-op",
    lifecycle.NIET_IN_BEHANDELING: "stop",
    lifecycle.NAZORG: "klaar",
    lifecycle.GESLOTEN: "klaar",
}
WIE = {
    lifecycle.COORDINATOR: "coördinator",
    lifecycle.TWEEDE_LEZER: "tweede lezer",
    lifecycle.LEIDINGGEVENDE: "leidinggevende",
    lifecycle.ONDERZOEKER: "onderzoeker",
    lifecycle.BEVOEGD_GEZAG: "bevoegd gezag",
    lifecycle.PROCESBEGELEIDER: "procesbegeleider",
}
GROEPEN = (
    ("Melder en zorg", ("bevestigen", "bericht_sturen", "terugkoppelen", "contact_vastleggen")),
    (
        "Beoordelen",
        ("beoordelen", "uitstroom_voorstellen", "uitstroom_bevestigen", "uitstroom_afwijzen", "voegen"),
    ),
    ("In de lijn", ("lijn_afronden", "lijn_maatregel", "lijn_teruggeven")),
    (
        "Onderzoek",
        (
            "start_vooronderzoek",
            "vooronderzoek_afronden",
            "start_feitenonderzoek",
            "basiseis_vastleggen",
            "onafhankelijkheid_verklaren",
            "naar_wederhoor",
            "zienswijze_vastleggen",
            "feitenonderzoek_afronden",
            "extern_afronden",
        ),
    ),
    (
        "Betrokkenen en besluiten",
        (
            "betrokkene_toevoegen",
            "oordelen",
            "maatregel_opleggen",
            "maatregelen_afronden",
            "ordemaatregel_opleggen",
            "ordemaatregel_herzien",
            "strafrecht_vastleggen",
            "afloop_vastleggen",
        ),
    ),
    ("Verbeteren", ("verbeteractie_vastleggen", "verbeteractie_bijwerken")),
    (
        "De zaak",
        (
            "notitie_maken",
            "toewijzen",
            "termijn_verlengen",
            "corrigeren",
            "opschorten",
            "hervatten",
            "sluiten",
            "heropenen",
            "uitsluiten",
            "terugtrekken",
        ),
    ),
)

# What is missing -> the actions that provide it; the first that this person may do is offered.
VOORZIET = {
    "bevestigd": ("bevestigen",),
    "leidinggevende": ("toewijzen",),
    "lopend_onderzoek": ("start_vooronderzoek", "start_feitenonderzoek"),
    "te_horen": ("betrokkene_toevoegen",),
    "aantijging": ("betrokkene_toevoegen",),
    "basiseisen_start": ("basiseis_vastleggen",),
    "basiseisen_hard": ("basiseis_vastleggen",),
    "basiseisen_rest": ("basiseis_vastleggen",),
    "onafhankelijk": ("onafhankelijkheid_verklaren",),
    "wederhoor": ("zienswijze_vastleggen", "naar_wederhoor"),
    "alles_beslist": ("maatregel_opleggen",),
    "alles_beoordeeld": ("oordelen",),
    "teruggekoppeld": ("terugkoppelen",),
    "ordemaatregelen_klaar": ("ordemaatregel_herzien",),
    "verbeteracties_belegd": ("verbeteractie_bijwerken",),
    "geen_voorstel": ("uitstroom_bevestigen", "uitstroom_afwijzen"),
    "verbeteractie": ("verbeteractie_vastleggen",),
    "maatregel": ("maatregel_opleggen", "lijn_maatregel"),
    "ordemaatregel": ("ordemaatregel_opleggen",),
    "opgeschort": ("opschorten",),
}
VEEL = 3  # more lines than this about one requirement are told as a number


def way_back(access: Access) -> dict[str, str]:
    """The list this person works from."""
    if permissions.may(access, "werklijst_openen"):
        return {"url": reverse("werklijst"), "label": "Werklijst"}
    return {"url": reverse("taken"), "label": "Taken"}


def _did_already(zaak: Zaak, t: Transition, access: Access) -> bool:
    """Declaring independence is done once by each person, in each investigation."""
    running = requirements.running(zaak)
    if t.verb != "onafhankelijkheid_verklaren" or running is None:
        return False
    return access.user.pk in {v.user_id for v in running.verklaringen.all()}


def _is_independence(name: str, line: str) -> bool:
    return name.startswith("basiseisen") and Basiseis.ONAFHANKELIJK.label.lower() in line


def _count_basiseisen(found: list[Gemis]) -> list[Gemis]:
    """Many basiseisen as one number; what others must do by name."""
    eisen = [(n, line) for n, line in found if n.startswith("basiseisen")]
    if len(eisen) <= VEEL:
        return found
    independence = [one for one in eisen if _is_independence(*one)]
    counted = [n for n, line in eisen if (n, line) not in independence]
    rest = counted.count("basiseisen_rest")
    must = len(counted) - rest
    split = f": {must} die moeten en {rest} andere" if must and rest else ""
    told = (counted[0], f"Er staan nog {len(counted)} basiseisen open{split}.")
    first = found.index(eisen[0])
    others = [one for one in found if one not in eisen]
    return [*others[:first], told, *independence, *others[first:]]


WERK = Werkstroom(
    engine=ENGINE,
    cases=Zaak,
    forms=FORMS,
    asked_by_step=asked_by_step,
    asked_by_term=asked_by_term,
    wie=WIE,
    regie=lifecycle.COORDINATOR,
    delen=permissions.DELEN,
    tonen=TONEN,
    groepen=GROEPEN,
    voorziet=VOORZIET,
    zaak_url="zaak",
    actie_url="zaak_actie",
    way_back=way_back,
    told=tijdlijn.told_to_who_did,
    load=dossier.load,
    kept_out_by=("betrokkenen", "uitsluitingen"),
    reads_as=toezicht.reads_as,
    oversees=toezicht.oversees,
    can_see_readers=toezicht.can_see_readers,
    wie_keek_url="zaak_wie_keek",
    toezicht_url="toezicht",
    inzage_url="inzage",
    asks_who_again=lambda access, zaak, verb: permissions.asks_who_again(access, zaak),
    opgeschort_wacht_op="politie of OM",
    # What somebody else does, where the label of the action is the answer they may give.
    wacht_labels={"uitstroom_bevestigen": "Meelezen"},
    vraag_bij=lambda code: f"?soort={code}" if code in ContactSoort.values else "",
    did_already=_did_already,
    tel_samen=_count_basiseisen,
    sleutel=lambda name, line: "onafhankelijk" if _is_independence(name, line) else name,
)
