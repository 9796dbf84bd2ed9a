"""Small real files of every kind that is accepted, and the page that takes them in."""

import struct
import zlib

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from casework.documents import files_of
from casework.forms.bestanden import BestandVeld


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\x00\xff"))
    + _chunk(b"IEND", b"")
)
MAIL = (
    b"From: bezoeker@example.nl\r\nTo: balie@example.nl\r\nDate: Mon, 2 Nov 2026 10:00:00 +0100\r\n"
    b"Subject: dit is niet klaar\r\n\r\nIk weet waar u werkt.\r\n"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FTYP = b"\x00\x00\x00\x20ftyp"

# What a phone, a scanner or a mail program makes: name -> content and the kind it is.
GOOD = {
    "foto.jpg": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 40, "image/jpeg"),
    "Foto van de balie.JPEG": (b"\xff\xd8\xff\xe1" + b"\x00" * 40, "image/jpeg"),
    "scherm.png": (PNG, "image/png"),
    "plaatje.gif": (b"GIF89a" + b"\x00" * 20, "image/gif"),
    "plaatje.webp": (b"RIFF\x24\x00\x00\x00WEBPVP8 " + b"\x00" * 20, "image/webp"),
    "IMG_0001.HEIC": (FTYP + b"heic" + b"\x00" * 4 + b"mif1heic" + b"\x00" * 40, "image/heic"),
    "brief.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "application/pdf"),
    "voicemail.mp3": (b"ID3\x03\x00\x00" + b"\x00" * 40, "audio/mpeg"),
    "opname.m4a": (FTYP + b"M4A " + b"\x00" * 40, "audio/mp4"),
    "android.m4a": (FTYP + b"mp42" + b"\x00" * 4 + b"mp42isom" + b"\x00" * 20, "video/mp4"),
    "opname.wav": (b"RIFF\x24\x00\x00\x00WAVEfmt " + b"\x00" * 20, "audio/wav"),
    "whatsapp.ogg": (b"OggS\x00\x02" + b"\x00" * 40, "audio/ogg"),
    "whatsapp.opus": (b"OggS\x00\x02" + b"\x00" * 40, "audio/ogg"),
    "memo.amr": (b"#!AMR\n" + b"\x00" * 40, "audio/amr"),
    "film.mp4": (FTYP + b"isom" + b"\x00" * 4 + b"isomiso2avc1mp41", "video/mp4"),
    "film.mov": (FTYP + b"qt  " + b"\x00" * 40, "video/quicktime"),
    "mail.eml": (MAIL, "message/rfc822"),
    "mail.msg": (
        OLE + b"\x00" * 600 + "__properties_version1.0".encode("utf-16-le"),
        "application/vnd.ms-outlook",
    ),
    "chat.txt": ("2-11-2026 10:00 - Bezoeker: ik kom eraan 😀\n".encode(), "text/plain"),
    "oud.txt": ("Een caf\xe9 met een €-teken".encode("cp1252"), "text/plain"),
    "notitie 2.11.2026.txt": (b"\xff\xfe" + "tekst".encode("utf-16-le"), "text/plain"),
}

EXE = b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 100
BAD = {
    "leeg.jpg": (b"", "is leeg"),
    "foto.jpg": (EXE, "is een programma"),
    "foto.png": (b"\x7fELF\x02\x01\x01" + b"\x00" * 40, "is een programma"),
    "script.txt": (b"#!/bin/sh\nrm -rf /\n", "is een programma"),
    "foto.jpg.exe": (EXE, "twee extensies"),
    "rekening.pdf.jpg": (GOOD["foto.jpg"][0], "twee extensies"),
    "rekening.exe.pdf": (GOOD["brief.pdf"][0], "twee extensies"),
    "zonder-extensie": (PNG, "geen extensie"),
    "plaatje.jpg": (PNG, "past niet bij de inhoud: het is een PNG-afbeelding"),
    "mail.txt": (MAIL, "het is een mail (EML)"),
    "pakket.zip": (b"PK\x03\x04" + b"\x00" * 40, "herkennen"),
    "verslag.docx": (b"PK\x03\x04" + b"\x00" * 40, "herkennen"),
    "oud.doc": (OLE + b"\x00" * 600, "herkennen"),
    "rommel.jpg": (bytes(range(256)) * 4, "herkennen"),
    "teken.svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "het is platte tekst"),
    "pagina.html": (b"<html><script>alert(1)</script></html>", "het is platte tekst"),
}


class UploadForm(forms.Form):
    """Words and files, as the forms of a case have them."""

    verhaal = forms.CharField()
    bestanden = BestandVeld("Bestanden")


@csrf_exempt
def take_in(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST, files_of(request))
    valid = form.is_valid()
    return JsonResponse(
        {
            "verhaal": form["verhaal"].value(),
            "fouten": form.errors.get("bestanden", []),
            "namen": [one.name for one in form.cleaned_data["bestanden"]] if valid else [],
        },
        status=200 if valid else 413 if "te groot" in str(form.errors) else 400,
    )


urlpatterns = [path("inleveren/", take_in)]
