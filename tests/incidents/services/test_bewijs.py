"""Evidence with its origin, witnesses, and what was put online."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from casework.models import Bestand
from incidents.models import Bewijsstuk, Incident, OnlineUiting
from incidents.services import bewijs
from incidents.services.bewijs import Herkomst, NieuweUiting
from ledger import audit
from tests.casework.files import EXE, PNG
from tests.conftest import access_of

HERKOMST = Herkomst("Foto van de balie", gemaakt_door="Cor Collega", gemaakt_waar="Spui 70")


@pytest.fixture
def chef(leidinggevende):
    return access_of(leidinggevende)


def picture(name: str = "foto.png", content: bytes = PNG) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_evidence_keeps_its_hash_and_where_it_comes_from(meld, chef):
    incident = meld()
    bewijs.add(incident, [picture(), picture("tweede.png")], HERKOMST, by=chef)
    first, second = incident.bewijsstukken.all()
    assert (first.gemaakt_door, first.gemaakt_waar, first.voor_politie) == ("Cor Collega", "Spui 70", True)
    assert first.bestand.sha256 == second.bestand.sha256 and first.door == chef.user
    line = audit.history(incident).last()
    assert line.verb == "bewijs_toevoegen" and "Collega" not in str(line.data)


def test_one_wrong_file_keeps_none(meld, chef):
    with pytest.raises(ValidationError, match="is een programma"):
        bewijs.add(meld(), [picture(), picture("virus.jpg", EXE)], HERKOMST, by=chef)
    assert not Bewijsstuk.objects.exists() and not Bestand.objects.exists()


def test_without_a_file_nothing_is_added(meld, chef):
    with pytest.raises(ValidationError, match="Kies een bestand"):
        bewijs.add(meld(), [], HERKOMST, by=chef)


def test_who_got_a_file_is_written_down(meld, chef):
    incident = meld()
    (row,) = bewijs.add(incident, [picture()], HERKOMST, by=chef)
    bewijs.hand_out(incident, row.bestand, by=chef)
    line = audit.history(row.bestand).last()
    assert (line.verb, line.user_id) == ("bestand_gedownload", chef.user.pk)


def test_a_picture_of_something_online_is_evidence(meld, chef):
    incident = meld()
    new = NieuweUiting("Voorbeeldplein", "https://voorbeeld.nl/bericht/1")
    row = bewijs.record_online(incident, new, [picture()], by=chef)
    kept = row.schermafdrukken.get()
    assert kept.incident == incident and kept.voor_politie
    assert (kept.omschrijving, kept.gemaakt_waar) == (
        "Schermafdruk van Voorbeeldplein",
        "https://voorbeeld.nl/bericht/1",
    )


def test_a_request_to_remove_gets_its_outcome(meld, chef):
    today = timezone.localdate()
    incident = meld(days_ago=5)
    row = bewijs.record_online(incident, NieuweUiting("Voorbeeldplein"), [], by=chef)
    asked = today - timedelta(days=2)
    for wrong, field in (
        (
            {"verwijderverzoek_op": None, "uitkomst": "verwijderd", "uitkomst_op": today},
            "verwijderverzoek_op",
        ),
        ({"verwijderverzoek_op": asked, "uitkomst": "verwijderd"}, "uitkomst_op"),
        ({"verwijderverzoek_op": asked, "uitkomst_op": today}, "uitkomst"),
        ({"verwijderverzoek_op": today, "uitkomst": "geweigerd", "uitkomst_op": asked}, "uitkomst_op"),
    ):
        with pytest.raises(ValidationError) as raised:
            bewijs.update_online(incident, row, by=chef, **wrong)
        assert list(raised.value.message_dict) == [field]
    bewijs.update_online(
        incident, row, by=chef, verwijderverzoek_op=asked, uitkomst="verwijderd", uitkomst_op=today
    )
    assert OnlineUiting.objects.get().uitkomst == "verwijderd"


def test_removal_is_not_asked_before_it_was_there(meld, chef):
    today = timezone.localdate()
    early = NieuweUiting("X", geplaatst_op=today, verwijderverzoek_op=today - timedelta(days=1))
    with pytest.raises(ValidationError, match="stond het er nog niet"):
        bewijs.record_online(meld(), early, [], by=chef)


def test_a_witness_is_reached_at_work(meld, chef):
    incident: Incident = meld()
    bewijs.add_witness(incident, "Wim Wacht", by=chef, bereikbaar="beveiliging", verklaring="Ik zag het.")
    assert incident.getuigen.get().verklaring == "Ik zag het."
    assert "Wacht" not in str(audit.history(incident).last().data)
