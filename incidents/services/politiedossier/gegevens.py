"""What stands in a police file, as plain data: the JSON that goes with it, and what the PDF is made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from casework.models import Bestand
from incidents.gedragingen import GEDRAGINGEN
from incidents.lists import (
    Aangever,
    Aanleiding,
    Contactvorm,
    Doelwit,
    IncidentKenmerk,
    Letsel,
    Locatietype,
    Politiestap,
    Privacyvorm,
)
from incidents.models import Bewijsstuk, Incident, Schade, Slachtoffer, Veroorzaker
from incidents.services.politiedossier.afschermen import BIJ_DE_WONING, Afscherming, at_home, at_work

FORMAAT = "pif/1"
ONBEKEND = "Niet bekend."
VERZOEK_VPT = (
    "Wij vragen de politie om de code VPT op deze zaak te zetten. De Eenduidige Landelijke Afspraken gelden"
    " alleen als die code op de zaak staat."
)
# What the form of privacy asks of the police, in words.
BETEKENIS = {
    Privacyvorm.DOMICILIE_WERKGEVER: (
        "Het slachtoffer kiest domicilie op het adres van de werkgever. Neem geen woonadres op. De naam geeft"
        " de contactpersoon."
    ),
    Privacyvorm.ONDER_NUMMER: (
        "Het slachtoffer wil aangifte doen onder nummer. Neem geen naam en geen woonadres op."
        " De contactpersoon weet om wie het gaat."
    ),
    Privacyvorm.OP_NAAM: "De aangifte is op naam. Neem het adres van de werkgever op, geen woonadres.",
}


@dataclass(frozen=True)
class Vorm:
    """How this version is made. ``aanvraag``: contactpersoon, telefoon, email, aangever, privacyvorm."""

    versie: int
    gemaakt_op: date
    met_identiteit: bool
    aanvraag: dict[str, str]


def collect(incident: Incident, vorm: Vorm, afscherming: Afscherming) -> dict[str, Any]:
    """Of an incident of which everything was read together. Every text has been through ``afscherming``."""
    plain = afscherming.text
    return {
        "formaat": FORMAAT,
        "kenmerk": incident.kenmerk,
        "versie": vorm.versie,
        "gemaakt_op": vorm.gemaakt_op.isoformat(),
        "werkgever": _employer(incident),
        "contactpersoon": {name: vorm.aanvraag[name] for name in ("contactpersoon", "telefoon", "email")},
        "aangever": Aangever(vorm.aanvraag["aangever"]).label,
        "privacyvorm": vorm.aanvraag["privacyvorm"],
        "privacyvorm_betekenis": BETEKENIS[Privacyvorm(vorm.aanvraag["privacyvorm"])],
        "verzoek_vpt": VERZOEK_VPT,
        "w": {
            name: plain(text, adres=name == "waar" and at_work(incident))
            for name, text in _seven(incident, vorm, afscherming).items()
        },
        "citaten": _lines(plain(_text(incident, "citaten"))),
        "slachtoffers": [
            _slachtoffer(number, one, afscherming.noemt_namen)
            for number, one in enumerate(incident.slachtoffers.all(), 1)
        ],
        "veroorzakers": [_veroorzaker(one, vorm, afscherming) for one in incident.veroorzakers.all()],
        "getuigen": [
            {"naam": plain(g.naam), "bereikbaar": plain(g.bereikbaar), "verklaring": plain(g.verklaring)}
            for g in incident.getuigen.all()
        ],
        "bewijs": _evidence(incident, afscherming),
        "online": [
            {"platform": plain(o.platform), "url": plain(o.url), "geplaatst_op": _iso(o.geplaatst_op)}
            for o in incident.online_uitingen.all()
        ],
        "schade": _damage(list(incident.schades.all()), afscherming),
        "politie": [
            {"stap": c.get_stap_display(), "op": c.gedaan_op.isoformat(), "nummer": plain(c.nummer)}
            for c in incident.politiecontacten.all()
            if c.stap != Politiestap.GEEN
        ],
    }


def _employer(incident: Incident) -> dict[str, str]:
    one = incident.organisation
    return {name: getattr(one, name) for name in ("naam", "adres", "postcode", "plaats", "telefoon")}


def _seven(incident: Incident, vorm: Vorm, afscherming: Afscherming) -> dict[str, str]:
    """Wie, wat, waar, waarmee, op welke wijze, wanneer, waarom."""
    return {
        "wie": _who(incident, vorm, afscherming.noemt_namen),
        "wat": _what(incident),
        "waar": _where(incident),
        "waarmee": _text(incident, "waarmee") or ONBEKEND,
        "op_welke_wijze": _text(incident, "werkwijze") or ONBEKEND,
        "wanneer": _when(incident),
        "waarom": _why(incident),
    }


def _who(incident: Incident, vorm: Vorm, named: bool) -> str:
    hurt = [
        f"Slachtoffer {number}: {_person(one, named)}."
        for number, one in enumerate(incident.slachtoffers.all(), 1)
    ]
    did = [f"Veroorzaker: {_doer(one, vorm)}." for one in incident.veroorzakers.all()]
    return "\n".join([*hurt, *did]) or ONBEKEND


def _person(slachtoffer: Slachtoffer, named: bool) -> str:
    """The function; with the name only when it is “op naam”: an ambt is as good as a name."""
    function = slachtoffer.get_functiegroep_display()
    if named:
        parts = [
            str(slachtoffer),
            slachtoffer.get_ambt_display() or slachtoffer.get_doelwit_display(),
            function,
        ]
    else:
        parts = [slachtoffer.get_doelwit_display() or Doelwit.MEDEWERKER.label, function]
    return _sentence(dict.fromkeys(part for part in parts if part))


def _doer(veroorzaker: Veroorzaker, vorm: Vorm) -> str:
    known = "de naam is bekend bij de werkgever" if veroorzaker.persoon_id else "naam onbekend"
    name = _identity(veroorzaker, vorm)["naam"] or known
    return f"{name}, {veroorzaker.get_type_display().lower()}" if veroorzaker.type else name


def _what(incident: Incident) -> str:
    conduct = [GEDRAGINGEN[code].label for code in incident.gedragingen]
    marks = [IncidentKenmerk(code).label for code in incident.kenmerken]
    lines = [_sentence(conduct), f"Bijzonder: {', '.join(marks)}." if marks else ""]
    return "\n".join(line for line in (*lines, _text(incident, "beschrijving")) if line) or ONBEKEND


def _where(incident: Incident) -> str:
    contact = ", ".join(Contactvorm(code).label for code in incident.contactvormen)
    if at_home(incident):
        place = BIJ_DE_WONING
    else:
        place = _sentence(part for part in (incident.locatie, incident.get_locatietype_display()) if part)
        if incident.locatietype == Locatietype.EIGEN_GEBOUW and incident.organisation.adresregels:
            place += f"\nAdres van de werkgever: {', '.join(incident.organisation.adresregels)}"
    return "\n".join(line for line in (place, f"Contact: {contact}." if contact else "") if line) or ONBEKEND


def _when(incident: Incident) -> str:
    day = date_format(incident.voorval_op, "l j F Y").capitalize()
    return f"{day}, {incident.voorval_tijd:%H.%M} uur" if incident.voorval_tijd else day


def _why(incident: Incident) -> str:
    reason = incident.get_aanleiding_display() if incident.aanleiding != Aanleiding.ONBEKEND else ""
    lines = [f"Aanleiding: {reason.lower()}." if reason else "", _text(incident, "waarom")]
    return "\n".join(line for line in lines if line) or ONBEKEND


def _slachtoffer(number: int, one: Slachtoffer, named: bool) -> dict[str, Any]:
    letsel = one.get_letsel_display() if one.letsel not in ("", Letsel.GEEN) else ""
    return {"nummer": number, "wie": _person(one, named), "letsel": letsel}


def _veroorzaker(one: Veroorzaker, vorm: Vorm, afscherming: Afscherming) -> dict[str, Any]:
    """Where the file names the suspect, their own address may stand in it."""
    identity = _identity(one, vorm)
    return {
        **identity,
        "soort": one.get_type_display(),
        "signalement": afscherming.text(one.signalement, adres=bool(identity["naam"])),
    }


def _identity(one: Veroorzaker, vorm: Vorm) -> dict[str, str]:
    """The name and date of birth, when they are kept for an aangifte and may be told."""
    told = vorm.met_identiteit and one.persoon_id and one.voor_aangifte
    person = one.persoon if told else None
    return {"naam": person.naam if person else "", "geboortedatum": _iso(person and person.geboortedatum)}


def _evidence(incident: Incident, afscherming: Afscherming) -> list[dict[str, Any]]:
    rows = [one for one in incident.bewijsstukken.all() if one.voor_politie]
    files = Bestand.objects.in_bulk([one.bestand_id for one in rows])
    return [_one_piece(one, files[one.bestand_id], afscherming) for one in rows]


def _one_piece(one: Bewijsstuk, bestand: Bestand, afscherming: Afscherming) -> dict[str, Any]:
    plain = afscherming.text
    return {
        "omschrijving": plain(one.omschrijving),
        "bestand": plain(bestand.naam),
        "soort": bestand.mime,
        "grootte": bestand.grootte,
        "sha256": bestand.sha256,
        "gemaakt_door": plain(one.gemaakt_door),
        "gemaakt_op": _iso(one.gemaakt_op),
        "gemaakt_waar": plain(one.gemaakt_waar),
        "toegevoegd_op": timezone.localdate(one.created_at).isoformat(),
    }


def _damage(rows: list[Schade], afscherming: Afscherming) -> dict[str, Any]:
    lines = [
        {
            "omschrijving": afscherming.text(one.omschrijving),
            "lijder": one.get_lijder_display(),
            "bedrag": str(one.bedrag),
            "bewijs": afscherming.text(one.bewijs),
        }
        for one in rows
    ]
    return {"regels": lines, "totaal": str(sum((one.bedrag for one in rows), Decimal(0)))}


def _text(incident: Incident, name: str) -> str:
    return getattr(getattr(incident, "tekst", None), name, "").strip()


def _sentence(parts: Iterable[str]) -> str:
    """Labels after each other: only the first begins with a capital."""
    first, *others = [*parts, ""]
    return ", ".join([first, *(part[:1].lower() + part[1:] for part in others if part)])


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
