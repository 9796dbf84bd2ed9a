"""What must be in order before a burdening measure goes out: the one place that says what is missing.

Source: Nationale ombudsman (2012/029, 2015/011, 2017/111, 2019/024), domain document section 5.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from casework.terms import add_months
from incidents.lists import (
    BIJ_HINDERLIJK_CONTACT,
    LANGSTE_MAATREGEL,
    LICHTE_MAATREGELEN,
    LOPENDE_MAATREGELEN,
    TOEGANGSVERBODEN,
    Incidentsoort,
    Schadelijder,
    VeroorzakerMaatregelCode,
)
from incidents.models import Incident, Maatregelevaluatie, Veroorzakermaatregel

M = VeroorzakerMaatregelCode

# Burdening measures: all but those that are a talk.
BELASTEND = frozenset(set(VeroorzakerMaatregelCode) - set(LICHTE_MAATREGELEN))
# A former talk or warning that counts.
EERDER_GESPREK = (M.AANSPREKEN, M.ORDEGESPREK, M.WAARSCHUWINGSBRIEF)
# These say it all by their name.
ZONDER_INHOUD = (M.WAARSCHUWINGSBRIEF, M.SCHADE_VERHALEN)
# A warning is the first step itself; a claim asks for money and takes nothing away.
ZONDER_EERDER_GESPREK = (M.WAARSCHUWINGSBRIEF, M.SCHADE_VERHALEN)

RECENT = 6  # months: older facts don't carry a new measure
EVALUATIE_GELDIG = 3  # months: an extension rests on an evaluation that is no older
GESPREK_GELDIG = 12  # months: a talk of longer ago is no warning any more
LAATSTE_BEGIN = 3  # months: what begins later is decided on later
WOORDEN, TEKENS = 2, 6  # fewer than this says nothing
WOORDEN_FEITEN = 4
VOOR_HET_EINDE = timedelta(weeks=4)
ZONDER_ADRES = (
    "Het adres van uw organisatie is nog niet ingevuld. Dat staat in de brief. Vraag de beheerder om het in"
    " te vullen en maak de brief daarna opnieuw."
)


def ontbreekt(maatregel: Veroorzakermaatregel) -> list[str]:
    """What is missing in the care for this measure, one sentence a point; [] for a light measure."""
    if maatregel.maatregel not in BELASTEND:
        return []
    return [sentence for point in PUNTEN if (sentence := point(maatregel))]


def ontbreekt_voor_verzenden(maatregel: Veroorzakermaatregel) -> list[str]:
    """What stands between this measure and a letter that goes out: all of the care, the decision and an
    address to write back to. That the police know of a ban is asked on sending itself."""
    found = ontbreekt(maatregel)
    if maatregel.status != Veroorzakermaatregel.Status.OPGELEGD or not maatregel.opgelegd_op:
        found.append("Het bevoegd gezag heeft de maatregel nog niet opgelegd.")
    elif all(brief.concept for brief in maatregel.brieven.all()):
        found.append("Er is alleen een concept van de brief. Maak de brief na het besluit opnieuw.")
    if not maatregel.incident.organisation.adresregels:
        found.append(ZONDER_ADRES)
    return found


def evaluatiedagen(ingaat_op: date, eindigt_op: date) -> list[date]:
    """Halfway and four weeks before the end; a measure that is too short for both is evaluated halfway."""
    halfway = ingaat_op + (eindigt_op - ingaat_op) / 2
    late = eindigt_op - VOOR_HET_EINDE
    return [halfway, late] if late > halfway else [halfway]


def te_lang(ingaat_op: date, eindigt_op: date) -> str:
    """Why this length can't be, or ""."""
    if eindigt_op > add_months(ingaat_op, LANGSTE_MAATREGEL):
        return f"Een maatregel duurt hooguit {LANGSTE_MAATREGEL} maanden. Daarna is een nieuw besluit nodig."
    return ""


def te_verhalen(incident: Incident) -> Decimal:
    """What the organisation lost or advanced, less what came back. What an employee lost is their claim."""
    lost = Decimal(0)
    for line in incident.schades.all():
        own = line.lijder != Schadelijder.MEDEWERKER
        lost += max((line.bedrag if own else line.voorgeschoten or 0) - (line.ontvangen or 0), 0)
    return lost


def _veroorzaker(m: Veroorzakermaatregel) -> str:
    if m.veroorzaker is None or m.veroorzaker.persoon is None or m.veroorzaker.persoon.verwijderd_op:
        return "Leg vast wie de veroorzaker is: de brief moet bij iemand aankomen."
    if m.persoon_id and m.persoon_id != m.veroorzaker.persoon_id:
        return "De veroorzaker is intussen een ander dan voor wie de maatregel is voorgelegd."
    return ""


def _eerder_gesprek(m: Veroorzakermaatregel) -> str:
    if m.maatregel in ZONDER_EERDER_GESPREK or says_something(m.acuut_gevaar):
        return ""
    if m.eerder_gesprek_op is None:
        return (
            "Er was nog geen gesprek of waarschuwing. Vul in wanneer dat was, of waarom het gevaar te groot"
            " was."
        )
    since = add_months(_day(m), -GESPREK_GELDIG)
    if m.eerder_gesprek_op >= since or m.verlengt_id or _warning_counts(m):
        return ""
    return (
        f"Het gesprek of de waarschuwing is langer dan {GESPREK_GELDIG} maanden geleden. Praat eerst opnieuw,"
        " of vul in waarom het gevaar te groot was."
    )


def _warning_counts(m: Veroorzakermaatregel) -> bool:
    """Whether a warning towards the same person still runs, however long ago it was given."""
    return Veroorzakermaatregel.objects.filter(
        maatregel__in=EERDER_GESPREK,
        status=Veroorzakermaatregel.Status.OPGELEGD,
        eindigt_op__gte=_day(m),
        veroorzaker__persoon__isnull=False,
        veroorzaker__persoon=m.veroorzaker and m.veroorzaker.persoon_id,
    ).exists()


def _day(m: Veroorzakermaatregel) -> date:
    """The day of the decision, or today as long as there is none."""
    return m.opgelegd_op or timezone.localdate()


def says_something(text: str, woorden: int = WOORDEN) -> bool:
    """Whether there are words in it, and not only a dot or a dash."""
    long_enough = len(re.findall(r"\w+", text)) >= woorden and len(re.findall(r"\w", text)) >= TEKENS
    return long_enough and re.search(r"[^\W\d_]{2}", text) is not None


def _soort(m: Veroorzakermaatregel) -> str:
    if past_bij(m.incident.soort, m.maatregel) and (
        m.maatregel in BIJ_HINDERLIJK_CONTACT or m.maatregel == M.SCHADE_VERHALEN or m.incident.gedragingen
    ):
        return ""
    if m.incident.soort == Incidentsoort.HINDERLIJK_CONTACT:
        return "Deze maatregel past niet bij hinderlijk contact."
    return "Vul eerst bij de feiten in welke agressie er was: zonder agressie past deze maatregel niet."


def _grond(m: Veroorzakermaatregel) -> str:
    if m.incident.is_hinderlijk and not m.incident.hindergronden:
        return "Leg bij de feiten vast waarom het contact onredelijk is."
    return ""


def past_bij(soort: str, maatregel: str) -> bool:
    """Towards somebody who keeps asking without aggression only the measures that fit that."""
    return soort != Incidentsoort.HINDERLIJK_CONTACT or maatregel in BIJ_HINDERLIJK_CONTACT


def _gehoord(m: Veroorzakermaatregel) -> str:
    if m.maatregel == M.SCHADE_VERHALEN:
        return ""
    if m.gehoord_op is None:
        return "De veroorzaker heeft nog niet kunnen reageren. Leg hoor en wederhoor vast."
    if m.gehoord_op < m.incident.voorval_op:
        return "Hoor en wederhoor kan niet voor het incident zijn geweest."
    if m.verlengt_id and m.gehoord_op < m.verlengt.opgelegd_op:
        return "Vraag de veroorzaker opnieuw om een reactie: verlengen is een nieuw besluit."
    return "" if says_something(m.zienswijze) else "Schrijf op wat de veroorzaker zei, in enkele woorden."


def _feiten(m: Veroorzakermaatregel) -> str:
    if says_something(m.feiten, WOORDEN_FEITEN):
        return ""
    return "Schrijf op wat er precies is gebeurd: concreet, met datum en plaats."


def _recent(m: Veroorzakermaatregel) -> str:
    day = _day(m)
    if m.verlengt_id:
        return _evaluated(m, day)
    if m.incident.voorval_op < add_months(day, -RECENT):
        return (
            f"Het incident is langer dan {RECENT} maanden geleden. Dat is te lang voor een nieuwe maatregel."
        )
    return ""


def _evaluated(m: Veroorzakermaatregel, day: date) -> str:
    """An extension rests on an evaluation that asked for it, not on the facts of the first decision."""
    asked = Maatregelevaluatie.Uitkomst.VERLENGEN
    since = add_months(day, -EVALUATIE_GELDIG)
    if any(e.uitkomst == asked and e.gehouden_op >= since for e in m.verlengt.evaluaties.all()):
        return ""
    return "Evalueer eerst de maatregel die u wilt verlengen, met de uitkomst dat verlengen nodig is."


def _inhoud(m: Veroorzakermaatregel) -> str:
    if m.maatregel in ZONDER_INHOUD or says_something(m.inhoud):
        return ""
    return "Schrijf op wat de maatregel precies inhoudt, bijvoorbeeld in welk gebouw iemand niet mag komen."


def _schade(m: Veroorzakermaatregel) -> str:
    if m.maatregel != M.SCHADE_VERHALEN or te_verhalen(m.incident):
        return ""
    return "Er is geen schade van de organisatie om te verhalen. Leg de schade eerst vast."


def _duur(m: Veroorzakermaatregel) -> str:
    if m.maatregel not in LOPENDE_MAATREGELEN and not m.eindigt_op:
        return ""
    if not (m.ingaat_op and m.eindigt_op):
        return "Vul in van wanneer tot wanneer de maatregel geldt. Niets loopt zonder einddatum."
    if m.ingaat_op > add_months(_day(m), LAATSTE_BEGIN):
        return (
            f"De maatregel gaat pas over meer dan {LAATSTE_BEGIN} maanden in. Dat is te vroeg voor een"
            " besluit."
        )
    if m.verlengt_id and m.ingaat_op <= m.verlengt.eindigt_op:
        return "Een verlenging begint na de laatste dag van de maatregel die u verlengt."
    return te_lang(m.ingaat_op, m.eindigt_op)


def _bereikbaar(m: Veroorzakermaatregel) -> str:
    return "" if says_something(m.bereikbaar_via) else "Vul in hoe de veroorzaker ons kan blijven bereiken."


def _basisdienst(m: Veroorzakermaatregel) -> str:
    if m.maatregel == M.SCHADE_VERHALEN or says_something(m.basisdienst):
        return ""
    return "Vul in welke dienstverlening doorgaat, en hoe."


def _rechtsmiddel(m: Veroorzakermaatregel) -> str:
    if m.maatregel == M.SCHADE_VERHALEN and m.rechtsmiddel == Veroorzakermaatregel.Rechtsmiddel.BEZWAAR:
        return "Een claim is geen besluit: daartegen is geen bezwaar mogelijk. Kies klacht."
    return "" if m.rechtsmiddel else "Kies wat in de brief staat: bezwaar of klacht."


def politie_weet_niet(m: Veroorzakermaatregel) -> str:
    """Why an access ban can't be written yet: the police hear of it first, or "". It is asked when the
    letter goes out, because before the decision there is no ban to tell of."""
    if m.maatregel not in TOEGANGSVERBODEN:
        return ""
    if m.politie_ingelicht_op is None:
        return "De politie weet nog niet van het verbod. Licht de politie in en vul de datum in."
    if m.politie_ingelicht_op < max(m.incident.voorval_op, m.voorbereid_op or m.incident.voorval_op):
        return "Licht de politie in over dit verbod: de datum ligt voor de voorbereiding ervan."
    return ""


PUNTEN: tuple[Callable[[Veroorzakermaatregel], str], ...] = (
    _veroorzaker,
    _soort,
    _grond,
    _eerder_gesprek,
    _gehoord,
    _feiten,
    _recent,
    _inhoud,
    _schade,
    _duur,
    _bereikbaar,
    _basisdienst,
    _rechtsmiddel,
)
