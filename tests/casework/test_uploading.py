"""Files as a browser sends them: no further than the limit, and with the form still able to say so."""

import http.client
import io
import json
import threading
import tracemalloc
from contextlib import closing, suppress

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict

from casework.documents.uploading import MAX_BYTES, MAX_TOGETHER, MB, READ_ON_FOR_STRANGERS, fingerprint
from tests.casework.files import BAD, GOOD, PNG, take_in

pytestmark = pytest.mark.urls("tests.casework.files")
BOUNDARY = "grens"


def part(name: str, filename: str = "") -> bytes:
    called = f'; filename="{filename}"' if filename else ""
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{called}\r\n\r\n'.encode()


class Sent(io.RawIOBase):
    """A request body that is made while it is read, and that knows how much of it was."""

    def __init__(self, *pieces: bytes | int) -> None:
        self.pieces = list(pieces)
        self.length = sum(piece if isinstance(piece, int) else len(piece) for piece in pieces)
        self.was_read = 0

    def read(self, size: int = -1) -> bytes:
        if not self.pieces:
            return b""
        size = 64 * 1024 if size is None or size < 0 else size
        first = self.pieces[0]
        if isinstance(first, int):
            found, rest = b"\0" * min(size, first), first - min(size, first)
        else:
            found, rest = first[:size], first[size:]
        self.pieces[:1] = [rest] if rest else []
        self.was_read += len(found)
        return found


def request_with(*pieces: bytes | int):
    sent = Sent(*pieces)
    request = RequestFactory().generic("POST", "/inleveren/")
    request.META |= {
        "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
        "CONTENT_LENGTH": str(sent.length),
    }
    request._set_content_type_params(request.META)
    request._stream, request._read_started = sent, False
    return request, sent


def answer_to(request) -> tuple[int, dict]:
    found = take_in(request)
    request.close()
    return found.status_code, json.loads(found.content)


WORDS = part("verhaal") + b"Wat er gebeurde\r\n"
END = f"\r\n--{BOUNDARY}--\r\n".encode()


class SignedIn:
    is_authenticated = True


def test_of_two_gigabytes_no_more_is_kept_than_the_limit_and_the_form_says_so(tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    request, _ = request_with(WORDS, part("bestanden", "film.mp4"), 2 * 1024 * MB, END)
    request.user = SignedIn()
    tracemalloc.start()
    status, found = answer_to(request)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert status == 413 and found["verhaal"] == "Wat er gebeurde"
    assert found["fouten"] == ["“film.mp4” is te groot. Een bestand mag hooguit 25 MB zijn."]
    assert most < 10 * MB
    assert sum(one.stat().st_size for one in tmp_path.iterdir()) <= MAX_BYTES


def test_a_stranger_is_not_listened_to_for_two_gigabytes():
    request, sent = request_with(WORDS, part("bestanden", "film.mp4"), 2 * 1024 * MB, END)
    status, found = answer_to(request)
    assert status == 413 and found["verhaal"] == "Wat er gebeurde" and "te groot" in found["fouten"][0]
    assert sent.was_read < MAX_TOGETHER + READ_ON_FOR_STRANGERS + 2 * MB


def test_what_comes_after_a_file_that_is_a_bit_too_large_is_kept_as_well():
    request, _ = request_with(part("bestanden", "film.mp4"), MAX_BYTES + MB, b"\r\n" + WORDS[:-2] + END)
    status, found = answer_to(request)
    assert status == 413 and found["verhaal"] == "Wat er gebeurde"
    assert "te groot" in found["fouten"][0]


def test_many_files_together_are_dropped_beyond_their_limit():
    photo = GOOD["foto.jpg"][0]
    pieces: list[bytes | int] = [WORDS]
    for number in range(6):
        pieces += [part("bestanden", f"{number}.jpg"), photo, 20 * MB, b"\r\n"]
    request, sent = request_with(*pieces, END[2:])
    status, found = answer_to(request)
    assert status == 413 and [text[:7] for text in found["fouten"][:2]] == ["“4.jpg”", "“5.jpg”"]
    assert sent.length > MAX_TOGETHER


def test_every_wrong_file_is_named_at_the_field(db, client):
    files = [SimpleUploadedFile(name, content) for name, (content, _) in list(BAD.items())[:3]]
    answer = client.post("/inleveren/", {"verhaal": "blijft", "bestanden": files})
    assert answer.status_code == 400
    assert answer.json()["verhaal"] == "blijft" and len(answer.json()["fouten"]) == 3


def test_an_empty_file_is_called_empty(db, client):
    answer = client.post("/inleveren/", {"verhaal": "x", "bestanden": SimpleUploadedFile("leeg.jpg", b"")})
    assert answer.json()["fouten"] == ["“leeg.jpg” is leeg. Kies een ander bestand."]


def test_several_good_files_come_in_at_once(db, client):
    files = [SimpleUploadedFile("een.png", PNG), SimpleUploadedFile("twee.png", PNG)]
    answer = client.post("/inleveren/", {"verhaal": "x", "bestanden": files})
    assert answer.status_code == 200 and answer.json()["namen"] == ["een.png", "twee.png"]


def test_more_than_ten_at_once_are_refused_in_words(db, client):
    files = [SimpleUploadedFile(f"{number}.png", PNG) for number in range(11)]
    answer = client.post("/inleveren/", {"verhaal": "x", "bestanden": files})
    assert answer.json()["fouten"] == ["Kies hooguit 10 bestanden tegelijk."]


def test_the_same_words_with_another_file_are_something_else():
    def sent(content: bytes, name: str = "foto.png") -> str:
        return fingerprint(MultiValueDict({"bestanden": [SimpleUploadedFile(name, content)]}))

    assert sent(PNG) == sent(PNG)
    assert len({sent(PNG), sent(PNG + b"x"), sent(PNG, "andere.png"), fingerprint(None)}) == 4


def test_the_limit_stands_before_every_other_handler():
    assert settings.FILE_UPLOAD_HANDLERS[0] == "casework.documents.uploading.LimitedUploadHandler"


def test_a_large_film_over_a_real_connection_gets_its_answer(committed, live_server):
    """Sent while it is answered, as a browser does."""
    host, _, port = live_server.url.removeprefix("http://").partition(":")
    film = 100
    before = WORDS + part("bestanden", "film.mp4")
    connection = http.client.HTTPConnection(host, int(port), timeout=30)
    connection.putrequest("POST", "/inleveren/")
    connection.putheader("Content-Type", f"multipart/form-data; boundary={BOUNDARY}")
    connection.putheader("Content-Length", str(len(before) + film * MB + len(END)))
    connection.endheaders()

    def send() -> None:
        with suppress(OSError):  # the server may stop reading
            for piece in (before, *[b"\0" * MB] * film, END):
                connection.send(piece)

    sender = threading.Thread(target=send)
    sender.start()
    with closing(connection), connection.sock.makefile("rb") as answer:
        assert b" 413 " in answer.readline()
        sender.join(20)
