"""The figures of the aggression register in sentences: only what they hold, right for zero, one and many."""

from collections.abc import Mapping
from typing import Any

from casework.bedragen import in_euros
from casework.lists import NIET_GEREGISTREERD
from incidents.gedragingen import Hoofdcategorie
from incidents.lists import VeroorzakerMaatregelCode
from reports.counting import Telling
from reports.periods import long_date
from reports.report import Rapport
from reports.words.phrases import (
    compared_with,
    count,
    enumerate_words,
    is_or_are,
    lower_first,
    number,
    sentence,
    stock,
)

INCIDENT = ("incident", "incidenten")
CATEGORIE = {code: lower_first(label) for code, label in Hoofdcategorie.choices} | {
    "non_verbaal": "(non-)verbale agressie"
}
# What is said of a decision; the rest is called by its label.
MAATREGEL = {
    "aanspreken": "aangesproken",
    "geen": "geen maatregel",
    "opschorting_dienst": "opschorting van de dienst",
    "uitkering_afstemmen": "afstemming van de uitkering",
    "schade_verhalen": "verhaal van de schade",
    NIET_GEREGISTREERD: "een maatregel die niet is geregistreerd",
}


def paragraphs(rapport: Rapport) -> dict[str, list[str]]:
    """The sentences of the report, by the part they are about."""
    tree = rapport.cijfers
    return {
        "instroom": _intake(rapport),
        "slachtoffers": _victims(tree),
        "politie": _police(tree),
        "maatregel": _measures(tree["maatregelen"]),
        "open": stock(rapport, INCIDENT),
    }


def _intake(rapport: Rapport) -> list[str]:
    tree = rapport.cijfers
    total = tree["instroom"]["totaal"].aantal
    running = rapport.peildatum < rapport.periode.tot_en_met
    until = f" (tot en met {long_date(rapport.peildatum)})" if running else ""
    now, compared = compared_with(rapport)
    incidents = count(total, *INCIDENT)
    made = [
        sentence(f"in {now} {is_or_are(total)} {incidents} van agressie of geweld gemeld{until}; {compared}")
    ]
    made += _categories(tree["instroom"]["per_hoofdcategorie"], total)
    if n := tree["online"].aantal:
        made.append(f"{count(n, *INCIDENT)} {'was' if n == 1 else 'waren'} online.")
    if n := tree["hinderlijk_contact"].aantal:
        made.append(f"Daarnaast is {number(n)} keer hinderlijk contact gemeld.")
    return made


def _categories(per: Mapping[str, Telling], total: int) -> list[str]:
    """Most first, ties in the order of the list."""
    found = {code: t.aantal for code, t in per.items() if t.aantal and code != NIET_GEREGISTREERD}
    if not found:
        return []
    if len(found) == 1 and (code := next(iter(found))) and found[code] == total:
        return [f"Het ging {'' if total == 1 else 'steeds '}om {CATEGORIE.get(code, code)}."]
    order = sorted(found, key=lambda code: -found[code])
    named = (f"{CATEGORIE.get(code, code)} ({number(found[code])})" for code in order)
    return [f"Het ging om {enumerate_words(named)}."]


def _victims(tree: Mapping[str, Any]) -> list[str]:
    made = []
    hurt = sum(t.aantal for code, t in tree["letsel"].items() if code not in ("geen", NIET_GEREGISTREERD))
    if hurt:
        made.append(f"Bij {count(hurt, *INCIDENT)} was er letsel.")
    talks = {
        "gehouden": "is een nazorggesprek gehouden",
        "aangeboden": "is het aangeboden",
        "geweigerd": "wilde het slachtoffer dat niet",
    }
    found = {code: tree["nazorg"][code].aantal for code in talks if tree["nazorg"][code].aantal}
    if "gehouden" not in found and found:
        talks["aangeboden"] = "is een nazorggesprek aangeboden"
        talks["geweigerd"] = "wilde het slachtoffer geen nazorggesprek"
    for n, (code, times) in enumerate(found.items()):
        told = talks[code] if code != "geweigerd" or n else "wilde het slachtoffer geen nazorggesprek"
        made.append(f"Bij {count(times, *INCIDENT)} {told}.")
    if damage := tree["schade"]["bedrag"].bedrag:
        back = tree["schade"]["ontvangen"].bedrag
        rest = f"; daarvan is {in_euros(back)} terug ontvangen" if back else ""
        made.append(f"De schade was {in_euros(damage)}{rest}.")
    return made


def _police(tree: Mapping[str, Any]) -> list[str]:
    if not tree["instroom"]["totaal"].aantal:
        return []
    reported, told = tree["politie"]["aangifte"].aantal, tree["politie"]["melding"].aantal
    if not reported and not told:
        return ["Er is geen aangifte gedaan."]
    if not reported:
        return [
            f"Er is geen aangifte gedaan; bij {count(told, *INCIDENT)} is een melding gedaan bij de politie."
        ]
    rest = f" en bij {number(told)} een melding bij de politie" if told else ""
    return [f"Bij {count(reported, *INCIDENT)} is aangifte gedaan{rest}."]


def _measures(measures: Mapping[str, Any]) -> list[str]:
    incidents = measures["incidenten"].aantal
    if not incidents:
        return []
    found = {code: t.aantal for code, t in measures["per_maatregel"].items() if t.aantal}
    labels = dict(VeroorzakerMaatregelCode.choices)
    each = [
        f"{number(n)} keer {MAATREGEL.get(code) or lower_first(labels.get(code, code))}"
        for code, n in found.items()
    ]
    start = f"Bij {count(incidents, *INCIDENT)} is over een maatregel besloten"
    return [f"{start}: {enumerate_words(each)}."]
