"""Files in one zip file, such that the same files give the same bytes."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date

FIRST_YEAR = 1980  # a zip file knows no day before
UNIX = 3


def packed(files: Mapping[str, bytes], day: date) -> bytes:
    """A zip file of these files in this order, each from noon of that day. A ``mimetype`` is stored as it
    is: with that, programs recognise an OpenDocument file."""
    out = io.BytesIO()
    moment = (max(day.year, FIRST_YEAR), day.month, day.day, 12, 0, 0)
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            about = zipfile.ZipInfo(name, moment)
            about.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            about.create_system = UNIX
            archive.writestr(about, content)
    return out.getvalue()


def repacked(data: bytes, day: date) -> bytes:
    """The same zip file, without the moment at which it was made."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()}, day)
