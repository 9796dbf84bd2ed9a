"""One incident from the quick report to closed, through the real pages, each person in an own browser."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from incidents.models import Incident
from organisations.models import User
from tests.casework.files import PNG
from tests.incidents.melden import Meldformulier
from tests.incidents.zaak.conftest import errors_of, url_of
from tests.incidents.zaak.travelling import Jaarcijfers, Klok

NAAM = "Sem van Dreigen"
BEGIN = date(2025, 3, 3)


# What is filled in, point after point, and the sentence that goes away with it. In the order of the page.
POORT = (
    ("eerder_gesprek_op", "2025-03-04", "Er was nog geen gesprek of waarschuwing."),
    ("gehoord_op", "2025-03-10", "De veroorzaker heeft nog niet kunnen reageren."),
    ("feiten", "U dreigde met geweld aan de balie.", "Schrijf op wat er precies is gebeurd"),
    ("inhoud", "U mag niet in het stadhuis komen.", "Schrijf op wat de maatregel precies inhoudt"),
    ("bereikbaar_via", "U kunt ons bellen op werkdagen.", "hoe de veroorzaker ons kan blijven bereiken"),
    ("basisdienst", "Een paspoort vraagt u aan op afspraak.", "welke dienstverlening doorgaat"),
    ("rechtsmiddel", "bezwaar", "bezwaar of klacht"),
)
FEITEN = {
    "citaten": "Ik weet waar u werkt.",
    "waarmee": "Een stoel van de wachtruimte.",
    "werkwijze": "Hij tilde de stoel op en kwam over de balie.",
    "waarom": "Zijn aanvraag was afgewezen.",
}
ZONDER_NAAM = "Leg vast wie de veroorzaker is"
GEEN_BESLUIT = "Het bevoegd gezag heeft de maatregel nog niet opgelegd."
ALLEEN_CONCEPT = "Er is alleen een concept van de brief."
JUSTITIE = (
    ("aanhouding", {}, "is iemand aangehouden"),
    ("om_beslissing", {"afdoening": "gedagvaard"}, "De zaak komt voor de rechter."),
    ("zitting", {}, "is de zitting bij de rechter"),
    ("vonnis", {"afdoening": "vonnis"}, "heeft de rechter uitspraak gedaan"),
    ("betaling", {"bedrag": "250,50"}, "is er schade betaald"),
)


@pytest.fixture(autouse=True)
def klok(monkeypatch) -> Klok:
    return Klok(monkeypatch, BEGIN)


@pytest.fixture
def cijfers(den_haag) -> Jaarcijfers:
    return Jaarcijfers(den_haag, BEGIN.year)


@pytest.fixture
def haal(ingelogd) -> Callable[[User, str], bytes]:
    """haal(user, url): what this person gets of an address that they may open."""

    def _haal(user: User, url: str) -> bytes:
        answer = ingelogd(user).get(url)
        assert answer.status_code == 200, url
        return answer.content

    return _haal


@pytest.fixture
def lacks(ingelogd) -> Callable[[User, Incident, str], list[str]]:
    """lacks(user, incident, verb): why it can't be done now. What is sent nevertheless is refused too."""

    def _lacks(user: User, incident: Incident, verb: str) -> list[str]:
        client, url = ingelogd(user), url_of(incident, verb)
        answer = client.get(url)
        assert answer.status_code == 409, f"{verb}: {answer.status_code}"
        assert client.post(url, {}).status_code == 200
        return [line.tekst for line in answer.context["ontbreekt"]]

    return _lacks


@pytest.fixture
def gemeld(ingelogd, melder, agressiecoordinator, leidinggevende, beslisser, mails_to, cijfers) -> Incident:
    """Reported on the phone of the slachtoffer; everybody who must know was told at once."""
    formulier = Meldformulier(ingelogd(melder))
    formulier.fill(hoe={"aangifte_gewenst": "ja"})
    assert formulier.send().status_code == 302
    assert mails_to(leidinggevende) == ["Een medewerker wacht op contact"]
    for user in (agressiecoordinator, beslisser):
        assert mails_to(user) == ["Er is iets nieuws binnengekomen"], user
    incident = Incident.objects.get()
    assert (incident.leidinggevende, incident.ernst_objectief) == (leidinggevende, 4)
    moved = cijfers.verschil()
    assert moved["instroom.totaal"] == moved["instroom.per_hoofdcategorie.bedreiging"] == 1
    assert moved["voorraad.eind"] == moved["politie.niet_geregistreerd"] == 1
    return incident


@dataclass
class Spel:
    """The incident, who works on it, and what they can do in their browsers."""

    incident: Incident
    leo: User
    agnes: User
    bert: User
    meral: User
    klok: Klok
    cijfers: Jaarcijfers
    stuur: Callable
    doe: Callable
    lacks: Callable
    haal: Callable[[User, str], bytes]
    mails_to: Callable

    def mijn(self) -> str:
        """What the reporter reads in the own view."""
        return self.haal(self.meral, reverse("agressie_mijn_melding", args=[self.incident.kenmerk])).decode()

    def told(self) -> int:
        """How many mails the reporter got that there is something to read."""
        return len(self.mails_to(self.meral))


@pytest.fixture
def spel(request, gemeld, leidinggevende, agressiecoordinator, beslisser, melder) -> Spel:
    tools = ("klok", "cijfers", "stuur", "doe", "lacks", "haal", "mails_to")
    cast = (leidinggevende, agressiecoordinator, beslisser, melder)
    return Spel(gemeld, *cast, *(request.getfixturevalue(name) for name in tools))


def test_from_the_quick_report_to_closed_and_open_again(spel):
    contact_reaction_and_facts(spel)
    police(spel)
    talk(spel, day=date(2025, 3, 5), vervolg="volgend_gesprek", reads="Rond 19 maart 2025")
    measure_prepared(spel)
    measure_decided(spel)
    letter(spel)
    talk(spel, day=date(2025, 3, 19), vervolg="volgend_gesprek", reads="Rond 30 april 2025")
    evidence_and_police_file(spel)
    talk(spel, day=date(2025, 5, 14), vervolg="klaar", reads="Er was een gesprek op 14 mei 2025.")
    assert spel.incident.spoor("opvang").status == "gedaan"
    justice(spel)
    damage_and_lessons(spel)
    closed_and_open_again(spel)


def contact_reaction_and_facts(s: Spel) -> None:
    assert "Iemand neemt contact met u op, uiterlijk 6 maart 2025." in s.mijn()
    s.doe(s.leo, s.incident, "contact_opnemen", besproken_met=["collega"])
    assert "Op 3 maart 2025 heeft iemand contact met u opgenomen." in s.mijn()
    open_ones = s.lacks(s.agnes, s.incident, "sluiten")
    for spoor in ("Opvang en nazorg", "Veroorzaker", "Politie", "Organisatie"):
        assert any(f"“{spoor}” staat nog open" in line for line in open_ones), spoor
    s.klok.na(1)
    s.doe(s.leo, s.incident, "reactie_vastleggen", keuze="gegeven", wijze="Gebeld en aangesproken.")
    assert "Op 4 maart 2025 heeft de organisatie gereageerd." in s.mijn()
    s.doe(s.leo, s.incident, "feiten_aanvullen", aanleiding="afgewezen_besluit", **FEITEN)
    moved = s.cijfers.verschil()
    assert moved["verdieping.termijnen.reactie_veroorzaker.gehaald"] == 1
    assert moved["besproken_met.collega"] == 1
    assert moved["verdieping.aanleiding.Publiekszaken.afgewezen_besluit"] == 1


def police(s: Spel) -> None:
    """Decided and reported within two working days."""
    s.doe(s.leo, s.incident, "politie_besluiten", besluit="aangifte", strafbaar="ja")
    assert "Op 4 maart 2025 is besloten om aangifte te doen." in s.mijn()
    assert s.incident.spoor("politie").status == "open", "decided is not done"
    s.klok.na(1)
    s.doe(s.leo, s.incident, "politie_vastleggen", stap="aangifte", nummer="PL1500-1", vpt_gevraagd="ja")
    assert "Op 5 maart 2025 is aangifte gedaan." in s.mijn()
    assert s.incident.spoor("politie").status == "gedaan"
    moved = s.cijfers.verschil()
    assert (moved["politie.aangifte"], moved["politie.niet_geregistreerd"]) == (1, -1)
    assert moved["verdieping.trechter.aangifte"] == moved["strafbaar.ja"] == 1
    assert moved["verdieping.termijnen.politiebesluit.gehaald"] == 1


def talk(s: Spel, *, day: date, vervolg: str, reads: str) -> None:
    s.klok.na((day - s.klok.vandaag).days)
    counted = s.incident.slachtoffers.get().nazorggesprekken.count()
    s.doe(
        s.leo,
        s.incident,
        "nazorg_vastleggen",
        uitkomst="gehouden",
        met="leidinggevende",
        vervolg=vervolg,
    )
    assert reads in s.mijn()
    moved = s.cijfers.verschil()
    assert moved.get("nazorg.gehouden", 0) == (0 if counted else 1), "an incident counts once"


def measure_prepared(s: Spel) -> None:
    """Nothing runs without an end; the identity is kept with a purpose, by the coördinator alone."""
    s.klok.na(5)
    s.doe(s.leo, s.incident, "veroorzaker_toevoegen", bekend="ja", type="inwoner")
    intent = {"query": "?maatregel=toegangsontzegging", "reden": "De medewerkers moeten veilig zijn."}
    intent |= {"inhoud": "Later.", "ingaat_op": "2025-03-24"}
    endless = s.stuur(s.leo, s.incident, "maatregel_voorbereiden", **intent, duur="anders", eindigt_op="")
    assert (
        "eindigt_op" in errors_of(endless)
        and "De medewerkers moeten veilig zijn." in endless.content.decode()
    )
    assert not s.incident.maatregelen.exists()
    s.doe(s.leo, s.incident, "maatregel_voorbereiden", **intent, duur="6")
    s.doe(s.agnes, s.incident, "toewijzen", bevoegd_gezag=s.bert.pk)
    every_gate(s)
    nameless = s.stuur(s.agnes, s.incident, "brief_maken")
    assert "Er is geen naam voor de brief." in errors_of(nameless)["__all__"][0]
    who = {"naam": NAAM, "geboortedatum": "17-05-1980", "adres": "Dorpsstraat 1\n1234 AB Dorp"}
    aimless = s.stuur(s.agnes, s.incident, "identiteit_vastleggen", **who)
    assert errors_of(aimless) == {"doel": ["Kies waarvoor de identiteit nodig is."]}
    assert s.incident.veroorzakers.get().persoon is None
    s.doe(s.agnes, s.incident, "identiteit_vastleggen", doel="maatregel", **who)
    s.doe(s.agnes, s.incident, "brief_maken")


def every_gate(s: Spel) -> None:
    """Without its content the measure lacks every point; none of it can be laid before, decided or sent."""
    s.doe(s.leo, s.incident, "zorgvuldigheid_vastleggen", inhoud="")
    found = s.lacks(s.leo, s.incident, "maatregel_voorleggen")
    for part in (ZONDER_NAAM, *(sentence for _, _, sentence in POORT)):
        assert any(part in line for line in found), part
    assert len(found) == len(POORT) + 1
    assert s.lacks(s.bert, s.incident, "maatregel_besluiten") == ["Er ligt geen maatregel voor een besluit."]
    assert s.lacks(s.agnes, s.incident, "brief_verzenden") == ["Er ligt geen brief klaar om te versturen."]


def measure_decided(s: Spel) -> None:
    """Each point that is filled in takes one sentence away, of the letter and of the decision alike."""
    for number, (name, value, _) in enumerate(POORT):
        still = [sentence for _, _, sentence in POORT[number:]]
        found = s.lacks(s.leo, s.incident, "maatregel_voorleggen")
        assert len(found) == len(still) and all(a in b for a, b in zip(still, found, strict=True)), found
        of_letter = s.lacks(s.agnes, s.incident, "brief_verzenden")
        assert of_letter == [*found, of_letter[-1]] and GEEN_BESLUIT in of_letter[-1]
        also = {"zienswijze": "Het spijt mij."} if name == "gehoord_op" else {}
        s.doe(s.leo, s.incident, "zorgvuldigheid_vastleggen", **{name: value}, **also)
    assert [GEEN_BESLUIT] == s.lacks(s.agnes, s.incident, "brief_verzenden")
    s.doe(s.leo, s.incident, "maatregel_voorleggen")
    assert s.incident.kenmerk in s.haal(s.bert, reverse("agressie_taken")).decode()
    assert "maatregelen.incidenten" not in s.cijfers.verschil(), "nothing counts before it is decided"
    assert "23 september 2025" not in s.mijn()
    s.doe(s.bert, s.incident, "maatregel_besluiten", besluit="opleggen")
    moved = s.cijfers.verschil()
    assert moved["maatregelen.per_maatregel.toegangsontzegging"] == moved["maatregelen.incidenten"] == 1
    assert "23 september 2025" in s.mijn(), "until when, not against whom"


def letter(s: Spel) -> None:
    """The concept of before the decision doesn't go out; the letter of after it is read, and sent."""
    (still,) = s.lacks(s.agnes, s.incident, "brief_verzenden")
    assert still.startswith(ALLEEN_CONCEPT)
    s.doe(s.agnes, s.incident, "brief_maken")
    made = s.incident.maatregelen.get().brieven.get()
    base = [s.incident.kenmerk, made.pk]
    pdf, odt = (s.haal(s.agnes, reverse("agressie_brief", args=[*base, kind])) for kind in ("pdf", "odt"))
    with zipfile.ZipFile(io.BytesIO(odt)) as opened:
        assert opened.read("mimetype") == b"application/vnd.oasis.opendocument.text"
        in_odt = opened.read("content.xml").decode()
    for part in (NAAM, "Dorpsstraat 1", "Het spijt mij.", "U kunt ons bellen op werkdagen.", "24 maart 2025"):
        assert part in words_of(pdf) and part in in_odt, part
    assert "CONCEPT" not in words_of(pdf) and s.meral.naam not in words_of(pdf)
    s.doe(s.agnes, s.incident, "brief_verzenden", politie_op="2025-03-10", klaar="on")
    assert s.incident.spoor("veroorzaker").status == "gedaan"
    s.doe(s.agnes, s.incident, "veroorzaker_informeren", hoe="brief")
    assert NAAM not in s.mijn()


def words_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join("\n".join(page.extract_text() for page in pages).split())


def evidence_and_police_file(s: Spel) -> None:
    s.doe(
        s.leo,
        s.incident,
        "bewijs_toevoegen",
        omschrijving="Foto van de kapotte stoel",
        gemaakt_door="de beveiliging",
        bestanden=SimpleUploadedFile("../stoel.png", PNG),
    )
    s.doe(s.agnes, s.incident, "pif_maken")
    made = s.incident.politiedossiers.get()
    pdf, data = (
        s.haal(s.agnes, reverse("agressie_bestand", args=[s.incident.kenmerk, one.kenmerk]))
        for one in (made.pdf, made.gegevens)
    )
    found = json.loads(data)
    expected = {
        "wie": "Veroorzaker",
        "wat": "Dreigen met geweld",
        "waar": "Balie 3",
        "waarmee": FEITEN["waarmee"],
        "op_welke_wijze": FEITEN["werkwijze"],
        "wanneer": "Zondag 2 maart 2025, 14.30 uur",
        "waarom": FEITEN["waarom"],
    }
    assert list(found["w"]) == list(expected)
    for name, part in expected.items():
        assert part.lower() in found["w"][name].lower(), name
        assert part.lower() in words_of(pdf).lower(), name
    assert found["citaten"] == [FEITEN["citaten"]]
    (piece,) = found["bewijs"]
    assert (piece["bestand"], piece["sha256"]) == ("stoel.png", hashlib.sha256(PNG).hexdigest())
    assert s.meral.naam not in data.decode() and s.meral.naam not in words_of(pdf)
    assert s.cijfers.verschil() == {}, "papers count nothing"


def justice(s: Spel) -> None:
    for step, more, reads in JUSTITIE:
        s.klok.na(20)
        mailed, day = s.told(), s.klok.vandaag.isoformat()
        words = f"Dit is de stap {step}."
        s.doe(s.agnes, s.incident, "strafverloop_vastleggen", stap=step, op=day, toelichting=words, **more)
        page = s.mijn()
        assert reads in page and words in page, step
        assert s.told() == mailed + 1, step
    moved = s.cijfers.verschil()
    assert (moved["afdoening.vonnis"], moved["afdoening.niet_geregistreerd"]) == (1, -1)
    assert moved["verdieping.trechter.afdoening"] == 1


def damage_and_lessons(s: Spel) -> None:
    s.doe(s.leo, s.incident, "schade_vastleggen", lijder="organisatie", omschrijving="Stoel", bedrag="250,50")
    s.doe(
        s.leo,
        s.incident,
        "schade_bijwerken",
        verhaal="voegen",
        ontvangen="250,50",
        ontvangen_op=s.klok.vandaag.isoformat(),
    )
    moved = s.cijfers.verschil()
    assert (moved["schade.bedrag"], moved["schade.ontvangen"]) == (250.5, 250.5)
    (still,) = s.lacks(s.leo, s.incident, "sluiten")
    assert "“Organisatie” staat nog open" in still
    lesson = {"soort": "inrichting_ruimte", "omschrijving": "De stoelen staan vast."}
    s.doe(s.leo, s.incident, "verbeteractie_toevoegen", klaar="on", **lesson)
    assert "De organisatie werkt aan 1 verbetering." in s.mijn()
    assert s.incident.spoor("organisatie").status == "gedaan"


def closed_and_open_again(s: Spel) -> None:
    mailed = s.told()
    s.doe(s.leo, s.incident, "sluiten", bericht="Alles is nu afgerond. Sterkte.")
    assert s.incident.status == "gesloten" and s.told() == mailed + 1
    page = s.mijn()
    assert "Gesloten" in page and "Alles is nu afgerond. Sterkte." in page
    moved = s.cijfers.verschil()
    assert (moved["voorraad.uitstroom"], moved["voorraad.eind"]) == (1, -1)

    s.klok.na(10)
    s.doe(s.agnes, s.incident, "heropenen", sporen=["politie"], reden="Er is hoger beroep.")
    open_ones = [spoor.soort for spoor in s.incident.sporen.filter(status="open")]
    assert (s.incident.status, open_ones) == ("in_behandeling", ["politie"])
    moved = s.cijfers.verschil()
    assert (moved["voorraad.heropend"], moved["voorraad.eind"]) == (1, 1)
    (still,) = s.lacks(s.leo, s.incident, "sluiten")
    assert "“Politie” staat nog open" in still
    assert "In behandeling" in s.mijn()
    s.doe(s.leo, s.incident, "spoor_afronden", soort="politie")
    s.doe(s.leo, s.incident, "sluiten")
    assert s.cijfers.verschil()["voorraad.eind"] == -1
