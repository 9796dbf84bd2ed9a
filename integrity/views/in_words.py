"""What the melder reads about the own melding: the one place where a status becomes a sentence.

Never a detail of the betrokkene, never a name, never what a second reader does or who was kept out.
From oordeel to maatregel is one sentence: the difference would tell that something was established.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from casework.datums import in_full
from casework.terms import in_words
from integrity import lifecycle
from integrity.lists import Soort
from integrity.models import Melding, ZaakTermijn

ONDERZOEK = "Er loopt een onderzoek naar wat u heeft gemeld. Dat kan een paar maanden duren."
BESLIST = "De organisatie beslist nu wat er verder gebeurt."

# status -> (in two words, what it means, tone of the badge)
STATUS = {
    lifecycle.ONTVANGEN: ("Ontvangen", "Uw melding is binnen. U krijgt eerst een bevestiging.", ""),
    lifecycle.BEOORDELING: (
        "Wordt bekeken",
        "De coördinator leest uw melding en kiest wat er nu het beste kan gebeuren.",
        "bezig",
    ),
    lifecycle.NIET_IN_BEHANDELING: (
        "Niet in behandeling",
        "Wij gaan niet verder met uw melding. Waarom, leest u in het bericht hieronder.",
        "",
    ),
    lifecycle.IN_DE_LIJN: (
        "In behandeling",
        "Een leidinggevende die er niet bij betrokken is, bespreekt uw melding. "
        "Die hoort niet van ons wie u bent.",
        "bezig",
    ),
    lifecycle.VOORONDERZOEK: (
        "In onderzoek",
        "Er loopt een eerste onderzoek. Daarna wordt gekozen wat er verder gebeurt.",
        "bezig",
    ),
    lifecycle.FEITENONDERZOEK: ("In onderzoek", ONDERZOEK, "bezig"),
    lifecycle.WEDERHOOR: ("In onderzoek", ONDERZOEK, "bezig"),
    lifecycle.EXTERN: (
        "In behandeling",
        "Een andere instantie kijkt naar uw melding. Wij wachten op wat daaruit komt.",
        "bezig",
    ),
    lifecycle.OORDEEL: ("Bijna klaar", BESLIST, "bezig"),
    lifecycle.MAATREGEL: ("Bijna klaar", BESLIST, "bezig"),
    lifecycle.NAZORG: ("Bijna klaar", "U hoort nog van ons wat er is gedaan.", "bezig"),
    lifecycle.GESLOTEN: (
        "Gesloten",
        "De behandeling is klaar. U kunt altijd nog iets toevoegen.",
        "klaar",
    ),
    lifecycle.VERNIETIGD: ("Gesloten", "De bewaartijd is voorbij. De gegevens zijn verwijderd.", "klaar"),
    lifecycle.OVERGEBRACHT: ("Gesloten", "De melding is naar het archief gegaan.", "klaar"),
}

NAZORG_NA_TERUGKOPPELING = (
    "Afgerond, met nazorg",
    "De behandeling van uw melding is klaar. Wij houden nog contact om te horen hoe het met u gaat.",
    "klaar",
)
INGETROKKEN = "Ingetrokken"
INGETROKKEN_NU = (
    "De coördinator leest dat en stopt als dat kan. "
    "Soms moeten wij toch verder kijken, bijvoorbeeld als anderen gevaar lopen."
)
INGETROKKEN_KLAAR = "Wij doen er niets meer mee."

VRAAG_OPEN = (
    "Wacht op antwoord",
    "De coördinator leest uw vraag. Het antwoord vindt u straks hier.",
    "bezig",
)
BEANTWOORD = ("Beantwoord", "U heeft antwoord gekregen. Heeft u nog een vraag? Stel die gerust.", "klaar")
SIGNAAL_OPEN = ("Ontvangen", "De coördinator leest wat u liet weten. Er komt geen onderzoek.", "")
AFGEHANDELD = ("Afgehandeld", "De coördinator heeft dit afgehandeld. U kunt altijd iets toevoegen.", "klaar")
OMGEZET = ("Is nu een melding", "Dit is een melding geworden. Die staat apart in uw lijst.", "klaar")
OPGESCHORT = "Wij moeten nu op een ander wachten. Daarom duurt het langer."

LOOK_AGAIN = timedelta(days=14)


@dataclass(frozen=True)
class Stand:
    """How it is with a melding, for the melder."""

    kort: str
    uitleg: str
    toon: str


def stand_of(melding: Melding, *, omgezet: bool = False, beantwoord: bool = False) -> Stand:
    """``omgezet``: it was made a melding. ``beantwoord``: somebody wrote back."""
    if melding.ingetrokken_op:
        return _withdrawn(melding)
    if melding.zaak is not None:
        kort, uitleg, toon = STATUS[melding.zaak.status]
        if melding.zaak.status == lifecycle.NAZORG and melding.teruggekoppeld_op:
            kort, uitleg, toon = NAZORG_NA_TERUGKOPPELING
        if melding.zaak.opgeschort_op:
            uitleg = f"{uitleg} {OPGESCHORT}"
        return Stand(kort, uitleg, toon)
    if omgezet:
        return Stand(*OMGEZET)
    if melding.afgehandeld_op:
        return Stand(*AFGEHANDELD)
    if melding.soort == Soort.SIGNAAL:
        return Stand(*SIGNAAL_OPEN)
    return Stand(*(BEANTWOORD if beantwoord else VRAAG_OPEN))


def _withdrawn(melding: Melding) -> Stand:
    """What follows now; nothing any more once it was dropped or closed."""
    goes_on = melding.zaak.status in lifecycle.OPEN if melding.zaak else not melding.afgehandeld_op
    what = "dit signaal" if melding.soort == Soort.SIGNAAL else f"deze {melding.get_soort_display().lower()}"
    after = INGETROKKEN_NU if goes_on else INGETROKKEN_KLAAR
    return Stand(INGETROKKEN, f"U heeft {what} ingetrokken. {after}", "")


def is_over(melding: Melding) -> bool:
    """Nothing is being done any more: withdrawing would change nothing."""
    if melding.zaak is None:
        return melding.afgehandeld_op is not None
    return melding.zaak.status not in lifecycle.LOPEND


def terms_in_words(melding: Melding, termijnen: dict[str, ZaakTermijn], today: date) -> list[dict]:
    """The two dates of the law, with what was already done; nothing for what has no zaak."""
    if melding.zaak is None:
        return []
    return [
        _term("Bevestiging", termijnen.get("bevestigen"), melding.bevestigd_op, today),
        _term(
            "Wat wij met uw melding doen", termijnen.get("terugkoppelen"), melding.teruggekoppeld_op, today
        ),
    ]


def _term(label: str, termijn: ZaakTermijn | None, done: date | None, today: date) -> dict:
    if done:
        return {"label": label, "waarde": f"U kreeg dit op {in_full(done)}."}
    if termijn is None or termijn.gestopt_op:
        return {"label": label, "waarde": "Hiervoor loopt geen termijn."}
    if termijn.verloopt_op < today:
        late = "Dat is niet gelukt. Stuur ons gerust een bericht, of praat met een vertrouwenspersoon."
        return {
            "label": label,
            "waarde": f"Dit had uiterlijk {in_full(termijn.verloopt_op)} gemoeten. {late}",
        }
    left = in_words(termijn.verloopt_op, today)
    return {"label": label, "waarde": f"Uiterlijk {in_full(termijn.verloopt_op)} ({left})."}


def look_again_on(melding: Melding, termijnen: dict[str, ZaakTermijn], today: date) -> date | None:
    """When it makes sense to look again: the next date of the law, but within two weeks."""
    if is_over(melding):
        return None
    ahead = [t.verloopt_op for t in termijnen.values() if not t.gestopt_op and t.verloopt_op > today]
    return min([*ahead, today + LOOK_AGAIN])
