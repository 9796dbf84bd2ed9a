"""What somebody can do on a zaak now: the one next action, the rest, and why something can't be done yet."""

from dataclasses import dataclass, field, replace

from django.urls import reverse

from casework.lifecycle import Transition
from integrity import lifecycle
from integrity.forms.acties import FORMS
from integrity.lifecycle import LIFECYCLE
from integrity.lists import Basiseis
from integrity.models import Zaak
from integrity.permissions import may
from integrity.services import requirements
from integrity.views import weergave
from organisations.access import Access

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


@dataclass(frozen=True)
class Actie:
    """A link to an action; ``reden``: why it can't be done now."""

    verb: str
    label: str
    uitleg: str
    url: str
    reden: str = ""


@dataclass(frozen=True)
class Ontbreekt:
    """One thing that is missing, with the action that provides it when this person may do that."""

    tekst: str
    actie: Actie | None


@dataclass
class Aanbod:
    """``mogelijk`` and ``niet_nu``: by group. ``volgende``: the next action, whoever it is of."""

    mogelijk: dict[str, Actie] = field(default_factory=dict)
    niet_nu: list[Actie] = field(default_factory=list)

    def groups(self) -> list[dict]:
        found = []
        for label, verbs in GROEPEN:
            acties = [self.mogelijk[verb] for verb in verbs if verb in self.mogelijk]
            if acties:
                found.append({"label": label, "acties": acties})
        return found


@dataclass(frozen=True)
class Volgende:
    """The next action. ``knop``: the one button, when it is this person's turn."""

    label: str
    uitleg: str
    wacht_op: str
    ontbreekt: list[Ontbreekt]
    knop: Actie | None
    daarnaast: str = ""


def action_link(zaak: Zaak, t: Transition, reden: str = "") -> Actie:
    return Actie(t.verb, t.label, t.uitleg, reverse("zaak_actie", args=[zaak.kenmerk, t.verb]), reden)


def offer(zaak: Zaak, access: Access) -> Aanbod:
    """Everything this person's part allows: now, or with the reason why not now."""
    found = Aanbod()
    for t in LIFECYCLE.transitions:
        if t.verb not in FORMS or not may(access, t, zaak) or _did_already(zaak, t, access):
            continue
        reden = why_not(zaak, t)
        if reden:
            found.niet_nu.append(action_link(zaak, t, reden))
        else:
            found.mogelijk[t.verb] = action_link(zaak, t)
    return found


def _did_already(zaak: Zaak, t: Transition, access: Access) -> bool:
    """Declaring independence is done once by each person, in each investigation."""
    running = requirements.running(zaak)
    if t.verb != "onafhankelijkheid_verklaren" or running is None:
        return False
    return access.user.pk in {v.user_id for v in running.verklaringen.all()}


def why_not(zaak: Zaak, t: Transition) -> str:
    """Why an action can't be done now, shortly; "" when it can."""
    if zaak.status not in t.sources:
        statuses = [weergave.LABELS[s] for s in t.sources]
        if len(statuses) > VEEL:
            return f"Dit kan niet bij de status {weergave.LABELS[zaak.status]}."
        return f"Dit kan bij de status {' of '.join(statuses)}."
    if zaak.opgeschort_op and not t.while_suspended:
        return "De zaak is opgeschort. Hervat de zaak eerst."
    return " ".join(line for _, line in _missing(zaak, t))


def what_is_missing(zaak: Zaak, t: Transition, mogelijk: dict[str, Actie]) -> list[Ontbreekt]:
    return [Ontbreekt(line, _provider(name, line, mogelijk)) for name, line in _missing(zaak, t)]


def next_action(zaak: Zaak, aanbod: Aanbod) -> Volgende | None:
    """The next action, with what is still missing for it, for who looks; None when nothing is asked.

    When the way on waits for somebody else and a term asks something of who looks, that goes first.
    """
    due = weergave.due_action_of(zaak)
    if due and due.verb in aanbod.mogelijk and not zaak.mijn_stap:
        step = weergave.due_step_of(zaak)
        button = replace(aanbod.mogelijk[due.verb], url=aanbod.mogelijk[due.verb].url + step.vraag)
        return Volgende(step.label, due.uitleg, "", [], button, _waits_also(zaak))
    t = weergave.action_of(zaak)
    if t is None:
        return None
    if zaak.opgeschort_op and not t.while_suspended:
        return _suspended(zaak, aanbod)
    missing = what_is_missing(zaak, t, aanbod.mogelijk)
    button = None
    if zaak.mijn_stap and missing:
        button = next((m.actie for m in missing if m.actie), None)
    elif zaak.mijn_stap:
        button = aanbod.mogelijk.get(t.verb)
        if button is None and "toewijzen" in aanbod.mogelijk:
            button = aanbod.mogelijk["toewijzen"]
            who = " of ".join(weergave.WIE[name] for name in t.who)
            missing = [Ontbreekt(f"Er is nog niemand aangewezen als {who}.", None)]
    waits = "" if zaak.mijn_stap else weergave.waits_for(zaak)
    return Volgende(weergave.waiting_label(t) if waits else t.label, t.uitleg, waits, missing, button)


def _waits_also(zaak: Zaak) -> str:
    t = weergave.action_of(zaak)
    if t is None:
        return ""
    return f"De zaak zelf wacht op {weergave.waits_for(zaak)}: {weergave.waiting_label(t).lower()}."


def _suspended(zaak: Zaak, aanbod: Aanbod) -> Volgende:
    return Volgende(
        label="Wachten: de zaak is opgeschort",
        uitleg="De termijnen staan stil, behalve die van de wet.",
        wacht_op="" if "hervatten" in aanbod.mogelijk else "politie of OM",
        ontbreekt=[],
        knop=aanbod.mogelijk.get("hervatten"),
    )


def _missing(zaak: Zaak, t: Transition) -> list[tuple[str, str]]:
    """What is missing with the requirement it belongs to; many basiseisen as one number, what others must
    do by name."""
    found = [(name, line) for name in t.requires for line in requirements.missing(zaak, name)]
    eisen = [(n, line) for n, line in found if n.startswith("basiseisen")]
    if len(eisen) <= VEEL:
        return found
    independence = [(n, line) for n, line in eisen if Basiseis.ONAFHANKELIJK.label.lower() in line]
    counted = [n for n, line in eisen if (n, line) not in independence]
    rest = counted.count("basiseisen_rest")
    must = len(counted) - rest
    split = f": {must} die moeten en {rest} andere" if must and rest else ""
    told = (counted[0], f"Er staan nog {len(counted)} basiseisen open{split}.")
    first = found.index(eisen[0])
    others = [one for one in found if one not in eisen]
    return [*others[:first], told, *independence, *others[first:]]


def _provider(name: str, line: str, mogelijk: dict[str, Actie]) -> Actie | None:
    verbs = VOORZIET.get(name, ())
    if name.startswith("basiseisen") and Basiseis.ONAFHANKELIJK.label.lower() in line:
        verbs = ("onafhankelijkheid_verklaren",)
    return next((mogelijk[verb] for verb in verbs if verb in mogelijk), None)


def part_of(zaak: Zaak, access: Access) -> str:
    """What this person is in the zaak, in one word, for the top of the page."""
    me = access.user_ids
    delen = (
        (lifecycle.LEIDINGGEVENDE, zaak.leidinggevende_id),
        (lifecycle.ONDERZOEKER, zaak.onderzoeker_id),
        (lifecycle.BEVOEGD_GEZAG, zaak.bevoegd_gezag_id),
        (lifecycle.PROCESBEGELEIDER, zaak.procesbegeleider_id),
    )
    return next((weergave.WIE[name] for name, pk in delen if pk in me), "")
