"""The police file to read: what an officer needs first stands first."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.template.defaultfilters import filesizeformat

from casework.bedragen import in_euros
from casework.datums import in_full
from casework.typesetting import Alinea, Blok, Citaat, Document, Gegevens, Huisstijl, Kop, Opsomming, Tabel

W = (
    ("wie", "Wie"),
    ("wat", "Wat"),
    ("waar", "Waar"),
    ("waarmee", "Waarmee"),
    ("op_welke_wijze", "Op welke wijze"),
    ("wanneer", "Wanneer"),
    ("waarom", "Waarom"),
)

LEEG = "Niet ingevuld"


def document_of(found: dict, huisstijl: Huisstijl, gemaakt_op: date) -> Document:
    """``found``: what ``gegevens.collect`` gives, with what is missing."""
    return Document(
        titel="Politie-informatieformulier (PIF)",
        huisstijl=huisstijl,
        inhoud=tuple(_content(found)),
        datum=gemaakt_op,
        kenmerk=f"{found['kenmerk']}, versie {found['versie']}",
        merking="Vertrouwelijk, bestemd voor de politie",
    )


def _content(found: dict) -> Iterator[Blok]:
    yield from _opening(found)
    yield Kop("De zeven W’s")
    for name, label in W:
        yield Kop(label, 2)
        yield Alinea(found["w"][name])
    yield from _words(found)
    yield from _people(found)
    yield from _evidence(found)
    yield from _damage(found)
    if found["ontbreekt"]:
        yield Kop("Nog niet bekend")
        yield Opsomming(tuple(found["ontbreekt"]))


def _opening(found: dict) -> Iterator[Blok]:
    employer, contact = found["werkgever"], found["contactpersoon"]
    place = f"{employer['postcode']} {employer['plaats']}".strip()
    address = "\n".join(part for part in (employer["naam"], employer["adres"], place) if part)
    reach = "\n".join(part for part in contact.values() if part)
    yield Gegevens(
        (
            ("Werkgever", address),
            *((("Telefoon", employer["telefoon"]),) if employer["telefoon"] else ()),
            ("Contactpersoon", reach),
            ("Aangever", found["aangever"]),
            ("Naam en adres", found["privacyvorm_betekenis"]),
            *(
                (one["stap"], f"{_day(one['op'])}{', nummer ' + one['nummer'] if one['nummer'] else ''}")
                for one in found["politie"]
            ),
        )
    )
    yield Kop("Verzoek aan de politie")
    yield Alinea(found["verzoek_vpt"])


def _words(found: dict) -> Iterator[Blok]:
    if found["citaten"]:
        yield Kop("Letterlijke woorden")
        for words in found["citaten"]:
            yield Citaat(words)


def _people(found: dict) -> Iterator[Blok]:
    if found["veroorzakers"]:
        yield Kop("Veroorzaker")
    for one in found["veroorzakers"]:
        rows = (
            ("Naam", one["naam"] or "Niet in dit dossier"),
            ("Geboortedatum", _day(one["geboortedatum"])),
            ("Relatie", one["soort"]),
            ("Signalement", one["signalement"] or "Niet bekend"),
        )
        yield Gegevens(tuple(row for row in rows if row[1]))
    hurt = [one for one in found["slachtoffers"] if one["letsel"]]
    if hurt:
        yield Kop("Letsel")
        yield Gegevens(tuple((f"Slachtoffer {one['nummer']}", one["letsel"]) for one in hurt))
    if found["getuigen"]:
        yield Kop("Getuigen")
    for one in found["getuigen"]:
        yield Kop(one["naam"], 2)
        if one["bereikbaar"]:
            yield Alinea(f"Te bereiken via: {one['bereikbaar']}")
        yield Alinea(one["verklaring"] or "Er is nog geen verklaring.")


def _evidence(found: dict) -> Iterator[Blok]:
    if found["bewijs"]:
        yield Kop("Bewijs")
        yield Alinea(
            "Elk bestand heeft een controlegetal (SHA-256). Zo is te zien dat het niet is veranderd."
        )
    for number, one in enumerate(found["bewijs"], 1):
        yield Kop(f"Bewijsstuk {number}: {one['omschrijving']}", 2)
        yield Gegevens(
            (
                ("Bestand", f"{one['bestand']} ({filesizeformat(one['grootte'])})"),
                ("Gemaakt of ontvangen door", one["gemaakt_door"] or LEEG),
                ("Wanneer", _day(one["gemaakt_op"]) or LEEG),
                ("Waar", one["gemaakt_waar"] or LEEG),
            )
        )
        yield Alinea(f"SHA-256: {one['sha256']}", klein=True)
    if found["online"]:
        yield Kop("Online")
        rows = ((o["platform"], o["url"] or LEEG, _day(o["geplaatst_op"]) or LEEG) for o in found["online"])
        yield Tabel(("Platform", "Adres", "Geplaatst op"), tuple(rows), (2, 5, 2))


def _damage(found: dict) -> Iterator[Blok]:
    lines = found["schade"]["regels"]
    if not lines:
        return
    yield Kop("Schade")
    rows = [
        (o["omschrijving"], o["lijder"], o["bewijs"] or LEEG, in_euros(Decimal(o["bedrag"]))) for o in lines
    ]
    total = ("Totaal", "", "", in_euros(Decimal(found["schade"]["totaal"])))
    yield Tabel(("Wat", "Van wie", "Bewijs", "Bedrag"), (*rows, total), (4, 3, 3, 2), (3,))


def _day(iso: str) -> str:
    return in_full(date.fromisoformat(iso)) if iso else ""
