"""What can't be, sent through the real pages: a clear message, nothing lost, nothing half done."""

import http.client
import threading
from contextlib import closing, suppress
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from casework.documents.uploading import MB
from casework.models import Bestand
from incidents.models import Afsluiting, Incident
from ledger.models import OutboxRow
from tests.casework.files import EXE, PNG
from tests.incidents.melden import Meldformulier
from tests.incidents.zaak.conftest import errors_of, url_of

GRENS = "grens"
VERTELD = "Hij riep dat hij mij buiten zou opwachten."


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_an_incident_in_the_future_is_refused_and_mended_without_typing_again(
    ingelogd, melder, agressiecoordinator
):
    formulier = Meldformulier(ingelogd(melder))
    formulier.fill(verhaal={"beschrijving": VERTELD})
    wrong = formulier.post("wanneer", dag="anders", datum=day(1), tijd="14:30", locatie="Balie 7")
    page = wrong.content.decode()
    assert "De datum ligt in de toekomst." in page and "Balie 7" in page
    assert not Incident.objects.exists() and not OutboxRow.objects.exists()
    assert formulier.post("wanneer", dag="anders", datum=day(-1), locatie="Balie 7").status_code == 302
    formulier.send()
    incident = Incident.objects.get()
    assert (incident.voorval_op.isoformat(), incident.tekst.beschrijving) == (day(-1), VERTELD)


@pytest.mark.parametrize("name", ["voorval_op", "gemeld_op"])
def test_whatever_way_it_comes_in_no_incident_is_of_a_day_to_come(meld, name):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError, match="toekomst") as refused:
        meld(**{name: tomorrow})
    assert list(refused.value.message_dict) == [name]
    assert not Incident.objects.exists() and not OutboxRow.objects.exists()


def test_an_incident_is_not_corrected_into_the_future(meld, agressiecoordinator, stuur):
    incident = meld(days_ago=3)
    wrong = stuur(
        agressiecoordinator,
        incident,
        "corrigeren",
        query="?gegeven=voorval_op",
        gegeven="voorval_op",
        waarde=day(1),
        reden="Verkeerd getypt.",
    )
    assert wrong.status_code == 200 and "toekomst" in str(errors_of(wrong))
    assert "Verkeerd getypt." in wrong.content.decode()
    assert incident.voorval_op.isoformat() == day(-3)


@pytest.fixture
def verbod(meld, doe, leidinggevende, agressiecoordinator, beslisser):
    """verbod(**care): an incident with an access ban in preparation, with all care but what is changed."""

    def _verbod(**changed) -> Incident:
        incident = meld()
        doe(leidinggevende, incident, "veroorzaker_toevoegen", bekend="ja", type="inwoner")
        doe(agressiecoordinator, incident, "identiteit_vastleggen", doel="maatregel", naam="Sem van Dreigen")
        doe(
            leidinggevende,
            incident,
            "maatregel_voorbereiden",
            query="?maatregel=toegangsontzegging",
            reden="Nodig.",
            inhoud="U mag niet in het stadhuis komen.",
            duur="6",
        )
        care = {
            "eerder_gesprek_op": day(0),
            "gehoord_op": day(0),
            "zienswijze": "Geen reactie, na twee brieven.",
            "feiten": "U schold en dreigde aan de balie.",
            "bereikbaar_via": "Bel ons.",
            "basisdienst": "Op afspraak.",
            "rechtsmiddel": "bezwaar",
        }
        doe(leidinggevende, incident, "zorgvuldigheid_vastleggen", **(care | changed))
        doe(agressiecoordinator, incident, "toewijzen", bevoegd_gezag=beslisser.pk)
        return incident

    return _verbod


def test_a_measure_keeps_its_end_when_somebody_empties_it(verbod, stuur, leidinggevende):
    incident = verbod()
    end = incident.maatregelen.get().eindigt_op
    wrong = stuur(
        leidinggevende, incident, "zorgvuldigheid_vastleggen", eindigt_op="", basisdienst="Aan de deur."
    )
    assert "Niets loopt zonder einddatum." in errors_of(wrong)["eindigt_op"][0]
    assert "Aan de deur." in wrong.content.decode()
    kept = incident.maatregelen.get()
    assert (kept.eindigt_op, kept.basisdienst) == (end, "Op afspraak.")


def test_a_measure_is_not_imposed_past_its_end(verbod, doe, stuur, leidinggevende, beslisser):
    incident = verbod()
    doe(leidinggevende, incident, "maatregel_voorleggen")
    for wrong_end, said in (("2999-01-01", "hooguit 24 maanden"), (day(-1), "voor de begindatum")):
        wrong = stuur(
            beslisser, incident, "maatregel_besluiten", besluit="opleggen", reden="Ja.", eindigt_op=wrong_end
        )
        assert wrong.status_code == 200 and said in str(errors_of(wrong)), wrong_end
    assert incident.maatregelen.get().status == "voorgelegd"


def test_an_access_ban_without_hoor_en_wederhoor_goes_nowhere(
    verbod, ingelogd, leidinggevende, agressiecoordinator, beslisser, mails_to
):
    incident = verbod(gehoord_op="", zienswijze="")
    mailed = mails_to(beslisser)
    for verb in ("maatregel_voorleggen", "maatregel_besluiten"):
        user = leidinggevende if verb == "maatregel_voorleggen" else beslisser
        client, url = ingelogd(user), url_of(incident, verb)
        assert client.get(url).status_code == 409
        sent = {"beslisser": beslisser.pk, "besluit": "opleggen", "reden": "Toch."}
        assert client.post(url, sent).status_code == 200
    page = ingelogd(leidinggevende).get(url_of(incident, "maatregel_voorleggen")).content.decode()
    assert "De veroorzaker heeft nog niet kunnen reageren. Leg hoor en wederhoor vast." in page
    m = incident.maatregelen.get()
    assert (m.status, m.opgelegd_op, m.brieven.count()) == ("voorbereiding", None, 0)
    assert mails_to(beslisser) == mailed


def test_closing_with_an_open_track_names_it_and_does_nothing(
    meld, doe, ingelogd, leidinggevende, melder, mails_to
):
    incident = meld()
    doe(leidinggevende, incident, "contact_opnemen")
    for soort in ("opvang", "veroorzaker", "organisatie"):
        doe(leidinggevende, incident, "spoor_overslaan", soort=soort, reden="Niet nodig.")
    client, url = ingelogd(leidinggevende), url_of(incident, "sluiten")
    before = client.get(url)
    assert before.status_code == 409 and "“Politie” staat nog open" in before.content.decode()
    answer = client.post(url, {"bericht": "Alles is klaar, zegt men.", "op": day(0)})
    page = answer.content.decode()
    assert "“Politie” staat nog open" in page and "Alles is klaar, zegt men." in page
    incident.refresh_from_db()
    assert (incident.status, incident.afgesloten_op) == ("in_behandeling", None)
    assert not Afsluiting.objects.exists() and not incident.berichten.exists() and mails_to(melder) == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("foto.jpg", EXE, "is een programma"),
        ("leeg.png", b"", "“leeg.png” is leeg. Kies een ander bestand."),
        ("foto.exe.png", PNG, "heeft twee extensies"),
    ],
)
@pytest.mark.parametrize(
    ("verb", "field", "words"),
    [
        ("bewijs_toevoegen", "bestanden", {"omschrijving": "Foto van de balie"}),
        ("online_vastleggen", "schermafdrukken", {"platform": "Voorbeeldplein"}),
    ],
)
def test_a_wrong_file_is_named_and_a_good_one_beside_it_is_not_kept_alone(
    meld, stuur, leidinggevende, verb, field, words, name, content, said
):
    incident = meld()
    files = [SimpleUploadedFile("goed.png", PNG), SimpleUploadedFile(name, content)]
    wrong = stuur(leidinggevende, incident, verb, **words, **{field: files})
    assert any(said in text for text in errors_of(wrong)[field])
    assert next(iter(words.values())) in wrong.content.decode()
    assert not Bestand.objects.exists()
    assert not incident.bewijsstukken.exists() and not incident.online_uitingen.exists()


@pytest.mark.parametrize("name", ["../../etc/foto.png", "C:\\Users\\meral\\foto.png", "/foto.png"])
def test_of_a_name_with_a_path_only_the_last_part_is_kept(meld, ingelogd, leidinggevende, name):
    incident = meld()
    body = part("omschrijving") + b"Foto\r\n" + part("voor_politie") + b"ja\r\n"
    body += part("bestanden", name) + PNG + END
    url = url_of(incident, "bewijs_toevoegen")
    sent = ingelogd(leidinggevende).generic("POST", url, body, f"multipart/form-data; boundary={GRENS}")
    assert sent.status_code == 302
    assert Bestand.objects.get().naam == "foto.png"


def part(name: str, filename: str = "") -> bytes:
    called = f'; filename="{filename}"' if filename else ""
    return f'--{GRENS}\r\nContent-Disposition: form-data; name="{name}"{called}\r\n\r\n'.encode()


END = f"\r\n--{GRENS}--\r\n".encode()


@pytest.mark.parametrize("size", [120, pytest.param(2048, marks=pytest.mark.large)], ids=["120 MB", "2 GB"])
def test_a_film_over_a_real_connection_is_refused_at_its_field_and_the_words_stay(
    committed, live_server, meld, ingelogd, leidinggevende, size
):
    """Signed in and with the token of the form, sent as a browser does. 120 MB is past both limits."""
    incident = meld()
    client, url = ingelogd(leidinggevende), url_of(incident, "bewijs_toevoegen")
    client.get(url)
    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    before = part("csrfmiddlewaretoken") + token.encode() + b"\r\n"
    before += part("omschrijving") + b"De film van de balie\r\n" + part("bestanden", "film.mp4")
    host, _, port = live_server.url.removeprefix("http://").partition(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=300)
    connection.putrequest("POST", url)
    connection.putheader("Cookie", "; ".join(f"{c.key}={c.value}" for c in client.cookies.values()))
    connection.putheader("Content-Type", f"multipart/form-data; boundary={GRENS}")
    connection.putheader("Content-Length", str(len(before) + size * MB + len(END)))
    connection.endheaders()

    def send() -> None:
        with suppress(OSError):
            connection.send(before)
            for _ in range(size):
                connection.send(b"\0" * MB)
            connection.send(END)

    sender = threading.Thread(target=send)
    sender.start()
    with closing(connection):
        answer = connection.getresponse()
        page = answer.read().decode()
        sender.join(60)
    assert "“film.mp4” is te groot. Een bestand mag hooguit 25 MB zijn." in page
    assert "De film van de balie" in page
    assert not Bestand.objects.exists() and not incident.bewijsstukken.exists()
