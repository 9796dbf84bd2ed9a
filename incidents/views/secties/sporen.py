"""The four tracks side by side: each with its status, its clocks in words and its own actions."""

from collections.abc import Mapping
from dataclasses import dataclass

from casework.acties.aanbod import Actie
from casework.acties.termijntekst import Termijntekst, term_in_words
from casework.datums import in_full
from incidents.lifecycle import REGISTER, SPOORTERMIJNEN
from incidents.lists import Spoorsoort, Spoorstatus
from incidents.models import Incident, Spoor
from incidents.views.zicht import Incidentzicht

# Terms that go on when the track is done, on the track they are about.
OOK_IN_SPOOR = {
    Spoorsoort.VEROORZAKER: ("maatregel_besluit", "maatregel_evaluatie", "verwijderverzoek"),
}
# What is done in a track most, in this order; the rest stands among the actions.
ACTIES = {
    Spoorsoort.OPVANG: ("nazorg_vastleggen", "slachtoffer_bijwerken"),
    Spoorsoort.VEROORZAKER: (
        "reactie_vastleggen",
        "maatregel_besluiten",
        "veroorzaker_toevoegen",
        "maatregel_voorbereiden",
    ),
    Spoorsoort.POLITIE: ("politie_besluiten", "politie_vastleggen", "pif_maken"),
    Spoorsoort.ORGANISATIE: (
        "arbeidsinspectie_melden",
        "ongevallenregister_bijwerken",
        "schade_vastleggen",
        "verbeteractie_toevoegen",
    ),
}
TONEN = {Spoorstatus.OPEN: "bezig", Spoorstatus.GEDAAN: "klaar", Spoorstatus.OVERGESLAGEN: ""}


@dataclass(frozen=True)
class Spoorkaart:
    """One track on the page. ``einde``: the links that end it or open it again."""

    soort: str
    label: str
    status: dict[str, str]
    klokken: list[Termijntekst]
    klaar: str
    reden: str
    wens: str
    acties: list[Actie]
    einde: list[dict[str, str]]


def tracks(incident: Incident, zicht: Incidentzicht, kan: Mapping[str, Actie]) -> list[Spoorkaart]:
    order = list(Spoorsoort)
    rows = sorted(incident.sporen.all(), key=lambda spoor: order.index(spoor.soort))
    return [_card(incident, spoor, zicht, kan) for spoor in rows]


def _card(incident: Incident, spoor: Spoor, zicht: Incidentzicht, kan: Mapping[str, Actie]) -> Spoorkaart:
    open_ = spoor.status == Spoorstatus.OPEN
    label = spoor.get_status_display().split(",")[0]
    return Spoorkaart(
        soort=spoor.soort,
        label=spoor.get_soort_display(),
        status={"tekst": label, "toon": TONEN[spoor.status]},
        klokken=_clocks(incident, spoor, zicht),
        klaar=_done(spoor, zicht),
        reden=spoor.reden if zicht.slachtoffer else "",
        wens=_wish(incident) if spoor.soort == Spoorsoort.POLITIE and zicht.slachtoffer else "",
        acties=[kan[verb] for verb in ACTIES[spoor.soort] if verb in kan] if open_ else [],
        einde=_ends(spoor, kan, ("spoor_afronden", "spoor_overslaan") if open_ else ("spoor_heropenen",)),
    )


def _wish(incident: Incident) -> str:
    """Whether charges are wanted, in the words of who was hurt."""
    said = (hurt.get_aangifte_gewenst_display() for hurt in incident.slachtoffers.all())
    return ", ".join(dict.fromkeys(word.lower() for word in said if word))


def _clocks(incident: Incident, spoor: Spoor, zicht: Incidentzicht) -> list[Termijntekst]:
    """The first term that runs of each kind, the most urgent first."""
    codes = (*SPOORTERMIJNEN[spoor.soort], *OOK_IN_SPOOR.get(spoor.soort, ()))
    running = [t for t in incident.termijnen.all() if t.gestopt_op is None and t.code in codes]
    first = {}
    for term in running:  # in the order of their ends
        first.setdefault(term.code, term)
    return [
        term_in_words(REGISTER, t.verloopt_op, t.code, zicht.today, wettelijk=t.wettelijk)
        for t in first.values()
    ]


def _done(spoor: Spoor, zicht: Incidentzicht) -> str:
    if spoor.afgerond_op is None:
        return ""
    who = f", {spoor.door.naam}" if spoor.door and zicht.slachtoffer else ""
    return f"{in_full(spoor.afgerond_op)}{who}"


EINDES = {
    "spoor_afronden": "Spoor afronden",
    "spoor_overslaan": "Overslaan",
    "spoor_heropenen": "Weer openen",
}


def _ends(spoor: Spoor, kan: Mapping[str, Actie], verbs: tuple[str, ...]) -> list[dict[str, str]]:
    return [
        {"label": EINDES[verb], "url": f"{kan[verb].url}?soort={spoor.soort}"}
        for verb in verbs
        if verb in kan
    ]
