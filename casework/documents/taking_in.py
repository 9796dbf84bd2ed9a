"""What is refused, in words for who sent it; the name is never trusted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from casework.documents.kinds import EXTENSIES, Bestandssoort, Programma, kind_of
from casework.documents.uploading import MAX_BYTES, MB, TeGroot
from casework.typesetting.characters import clean

MAX_NAME = 150
WAT_MAG = "U kunt foto’s, PDF, geluid, video, mail (EML of MSG) en platte tekst toevoegen."
# What a computer would run, or open with a program that can: never as the last but one part of a name.
RISKANT = frozenset(
    "exe bat cmd scr pif msi msp ps1 vbs vbe js jse wsf wsh hta jar lnk reg dll cpl apk dmg"
    " html htm svg xml zip rar 7z iso img doc docx docm xls xlsx xlsm ppt pptx pptm".split()
)


class BestandGeweigerd(ValidationError):
    """Why a file is not taken in; fit to show."""


@dataclass(frozen=True)
class Herkend:
    naam: str
    soort: Bestandssoort
    inhoud: bytes


def safe_name(name: str) -> str:
    """The last part of a name, without characters that are no text, of at most 150 characters."""
    last = re.split(r"[/\\]", clean(name))[-1]
    last = " ".join(re.sub(r'[<>:"|?*\n\t]', " ", last).split()).strip(". ")
    path = PurePosixPath(last or "bestand")
    return f"{path.stem[: MAX_NAME - len(path.suffix[:20])]}{path.suffix[:20]}"


def refusal_of(upload: UploadedFile) -> str:
    """Why this upload is refused, or ""."""
    try:
        examine(upload)
    except BestandGeweigerd as error:
        return error.message
    return ""


def examine(upload: UploadedFile) -> Herkend:
    """The file with its kind. Raises BestandGeweigerd."""
    naam = safe_name(upload.name or "")
    if isinstance(upload, TeGroot) or (upload.size or 0) > MAX_BYTES:
        raise BestandGeweigerd(f"“{naam}” is te groot. Een bestand mag hooguit {MAX_BYTES // MB} MB zijn.")
    upload.seek(0)
    content = upload.read(MAX_BYTES + 1)
    upload.seek(0)
    if not content:
        raise BestandGeweigerd(f"“{naam}” is leeg. Kies een ander bestand.")
    for reason in _wrong_with_name(naam):
        raise BestandGeweigerd(reason)
    return Herkend(naam, _agreed_kind(naam, content), content)


def _wrong_with_name(naam: str) -> Iterator[str]:
    parts = [part.lower() for part in naam.split(".")[1:]]
    if not parts:
        yield f"De naam “{naam}” heeft geen extensie, zoals .jpg of .pdf. Geef het bestand een andere naam."
    if any(part in RISKANT | EXTENSIES for part in parts[:-1]):
        yield f"De naam “{naam}” heeft twee extensies. Geef het bestand een andere naam, met één extensie."


def _agreed_kind(naam: str, content: bytes) -> Bestandssoort:
    try:
        found = kind_of(content)
    except Programma:
        raise BestandGeweigerd(f"“{naam}” is een programma. Dat nemen wij niet aan.") from None
    extension = naam.rsplit(".", 1)[-1].lower()
    if found is None:
        raise BestandGeweigerd(f"Wij herkennen “{naam}” niet. {WAT_MAG}")
    if extension not in found.extensies:
        raise BestandGeweigerd(
            f"De naam “{naam}” past niet bij de inhoud: het is {found.label}."
            f" Geef het bestand een naam die eindigt op .{found.extensies[0]}."
        )
    return found
