"""Files of a case: what is taken in, what is refused in words, and how it is given out."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from casework import documents
from casework.documents.taking_in import BestandGeweigerd, examine, safe_name
from casework.models import Bestand, Bestandsinhoud
from ledger import audit
from ledger.models import AuditRegel
from tests.casework.files import BAD, GOOD, PNG
from tests.conftest import access_of


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    found = SimpleUploadedFile(name, content, content_type="image/jpeg")
    found._name = name  # as it was sent: SimpleUploadedFile would take its last part
    return found


@pytest.mark.parametrize("name", GOOD)
def test_what_phones_scanners_and_mail_programs_make_is_taken_in(name):
    content, mime = GOOD[name]
    found = examine(upload(name, content))
    assert (found.naam, found.soort.mime, found.inhoud) == (name, mime, content)


@pytest.mark.parametrize("name", BAD)
def test_what_is_not_what_it_says_is_refused_with_the_reason(name):
    content, reason = BAD[name]
    assert reason in documents.refusal_of(upload(name, content))


def test_a_file_one_byte_over_the_limit_is_refused():
    start = GOOD["foto.jpg"][0]
    exact = upload("foto.jpg", start.ljust(documents.MAX_BYTES, b"\0"))
    assert documents.refusal_of(exact) == ""
    over = upload("foto.jpg", start.ljust(documents.MAX_BYTES + 1, b"\0"))
    assert "te groot. Een bestand mag hooguit 25 MB zijn" in documents.refusal_of(over)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Users\\meral\\foto.jpg", "foto.jpg"),
        ("foto\x00\x1b[31m\r\n.jpg", "foto[31m .jpg"),
        ("gpj.\u202egpj.exe", "gpj.gpj.exe"),
        ('a"b<c>|?*:.jpg', "a b c .jpg"),
        (f"{'x' * 300}.jpeg", f"{'x' * 145}.jpeg"),
        ("…", "…"),
        ("..", "bestand"),
        ("", "bestand"),
        (".jpg", "jpg"),
    ],
)
def test_of_a_name_only_a_plain_last_part_remains(name, safe):
    assert safe_name(name) == safe
    assert len(safe_name(name)) <= 150


def test_a_kept_file_has_its_hash_and_a_line_in_the_audit(den_haag, coordinator):
    kept = documents.store(den_haag, upload("../foto.png", PNG), by=access_of(coordinator))
    assert (kept.naam, kept.mime, kept.grootte) == ("foto.png", "image/png", len(PNG))
    assert kept.sha256 == hashlib.sha256(PNG).hexdigest()
    assert kept.door == coordinator and bytes(kept.inhoud.inhoud) == PNG
    line = audit.history(kept).get()
    assert line.verb == "bestand_bewaard" and line.data["sha256"] == kept.sha256
    assert "foto" not in str(line.data)


def test_a_refused_file_leaves_nothing_behind(den_haag, coordinator):
    with pytest.raises(BestandGeweigerd, match="is leeg"):
        documents.store(den_haag, upload("leeg.png", b""), by=access_of(coordinator))
    assert not Bestand.objects.exists() and not Bestandsinhoud.objects.exists()
    assert not AuditRegel.objects.filter(verb="bestand_bewaard").exists()


def test_a_file_is_given_out_as_a_download_that_runs_nowhere(den_haag, coordinator):
    content = b"<script>alert(1)</script>"
    kept = documents.keep(den_haag, "café “nieuw”%.txt", "text/plain", content, by=access_of(coordinator))
    answer = documents.as_download(kept)
    assert answer.content == content
    assert answer["Content-Disposition"] == (
        'attachment; filename="caf_ _nieuw__.txt"; '
        "filename*=UTF-8''caf%C3%A9%20%E2%80%9Cnieuw%E2%80%9D%25.txt"
    )
    assert "X-Content-Type-Options" not in answer.headers
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "Cache-Control" not in answer.headers, "that of the whole site: kept nowhere"
