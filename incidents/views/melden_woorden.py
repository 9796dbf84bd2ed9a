"""The quick report read back in words: for the check page, the confirmation and the own view."""

import re
from datetime import date

from django.urls import reverse

from casework.datums import in_full
from incidents.ernst import BELEVING
from incidents.forms import woorden
from incidents.forms.melden import CONTROLE, HoeForm, MeldAntwoorden
from incidents.forms.versturen import contactvorm_of, slachtoffer_of
from incidents.lists import Ambt, Contactvorm
from organisations.models import Organisation

# The step at which a fault of the service is mended.
FOUT_BIJ = {"voorval_op": "wanneer", "voorval_tijd": "wanneer", "gemeld_op": "wanneer"}

# Who can be called by anybody who went through something like this.
HULP = (
    {"naam": "Slachtofferhulp Nederland", "nummer": "0900-0101", "bel": "09000101"},
    {"naam": "Politie, als het geen spoed is", "nummer": "0900-8844", "bel": "09008844"},
)


def help_numbers(organisation: Organisation, *, alleen_eigen: bool = False) -> list[dict]:
    """The help of the organisation itself first, where it has that; ``alleen_eigen``: and no other."""
    own = organisation.opvang_telefoon
    first = {"naam": organisation.opvang_naam, "nummer": own, "bel": re.sub(r"[^+0-9]", "", own)}
    return [*([first] if own else []), *(() if alleen_eigen else HULP)]


def for_whom(antwoorden: MeldAntwoorden) -> str:
    """For whom it is reported, when that is not simply oneself."""
    kept = antwoorden.kept
    ambt = Ambt(kept["ambt"]).label.lower() if kept.get("ambt") else ""
    office = f"familie van een {ambt}" if kept.get("familie") else ambt
    if antwoorden.voor == woorden.COLLEGA:
        user = slachtoffer_of(antwoorden)
        naam = user.naam if user else kept.get("collega_naam", "")
        return f"voor {naam} ({office})" if ambt else f"voor {naam}"
    return f"als {office}" if antwoorden.voor == woorden.AMBT and ambt else ""


def answers_to_check(antwoorden: MeldAntwoorden) -> list[dict]:
    """The lines of the check page, each with where it is changed."""
    kept, token = antwoorden.kept, antwoorden.concept.token
    wie = for_whom(antwoorden)
    asks = HoeForm(antwoorden=antwoorden).fields  # a bare "Ja" says nothing: each with its question
    rows = [
        ("gebeurd", "Wat er gebeurde", _what(kept)),
        ("wanneer", "Wanneer", _when(kept)),
        ("wanneer", "Waar", _where(kept)),
        ("verhaal", "In uw woorden", kept["beschrijving"]),
        ("hoe", asks["letsel"].label, woorden.LETSEL[kept["letsel"]]),
    ]
    # Of what may be skipped only what was answered; the step itself is one line up.
    asked = (
        ("mag_bellen", _bellen(kept)),
        ("aangifte_gewenst", woorden.AANGIFTE.get(kept.get("aangifte_gewenst", ""), "")),
        ("ernst_beleving", dict(BELEVING).get(int(kept.get("ernst_beleving") or 0), "")),
    )
    rows += [("hoe", asks[name].label, value) for name, value in asked if value and name in asks]
    made = [
        {
            "label": label,
            "waarde": value,
            "stap": stap,
            "wijzig_url": reverse("agressie_melden_stap", args=[token, stap]) + f"?terug={CONTROLE}",
        }
        for stap, label, value in rows
    ]
    if wie:
        url = reverse("agressie_melden_voor_wie", args=[token])
        made.insert(0, {"label": "U meldt", "waarde": wie, "stap": "", "wijzig_url": url})
    return made


def _what(kept: dict) -> str:
    other = {woorden.ANDERS: woorden.ANDERE_GEDRAGINGEN.get(kept.get("anders_wat", ""), "")}
    if kept.get("anders_wat") == woorden.WEET_NIET:
        other = {}
    lines = [other.get(code) or woorden.TEGELS[code] for code in kept["wat"]]
    return "\n".join([*lines, *(woorden.KENMERKEN[code] for code in kept.get("kenmerken", []))])


def _when(kept: dict) -> str:
    tijd = f", {kept['tijd'][:5].replace(':', '.')} uur" if kept.get("tijd") else ""
    return in_full(date.fromisoformat(kept["voorval_op"])) + tijd


def _where(kept: dict) -> str:
    plaats = contactvorm_of(kept)
    words = woorden.PLAATSEN.get(plaats) or (Contactvorm(plaats).label if plaats else "")
    return ", ".join(part for part in (words, kept.get("locatie", "")) if part)


def _bellen(kept: dict) -> str:
    yes_no = woorden.JA_NEE.get(kept.get("mag_bellen", ""), "")
    return ", ".join(part for part in (yes_no, kept.get("telefoon", "")) if part)
