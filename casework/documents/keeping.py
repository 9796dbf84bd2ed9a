"""Keeping a file and giving it out."""

import hashlib
from urllib.parse import quote

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse

from casework.documents.taking_in import examine, safe_name
from casework.lifecycle import By, actor_of
from casework.models import Bestand, Bestandsinhoud
from ledger import audit
from organisations.access import Access
from organisations.models import Organisation


def store(organisation: Organisation, upload: UploadedFile, *, by: By) -> Bestand:
    """Take in what somebody sent. Raises BestandGeweigerd, with a message for who sent it."""
    found = examine(upload)
    return keep(organisation, found.naam, found.soort.mime, found.inhoud, by=by)


@transaction.atomic
def keep(organisation: Organisation, naam: str, mime: str, inhoud: bytes, *, by: By) -> Bestand:
    """Keep a file that we made or examined. Its hash and size never change: nothing writes it again."""
    bestand = Bestand.objects.create(
        organisation=organisation,
        naam=safe_name(naam),
        mime=mime,
        grootte=len(inhoud),
        sha256=hashlib.sha256(inhoud).hexdigest(),
        door=by.user if isinstance(by, Access) else None,
    )
    Bestandsinhoud.objects.create(bestand=bestand, inhoud=inhoud)
    audit.record(
        actor=actor_of(by),
        verb="bestand_bewaard",
        subject=bestand,
        organisation_id=organisation.pk,
        data={"sha256": bestand.sha256, "grootte": bestand.grootte, "mime": mime},
    )
    return bestand


def as_download(bestand: Bestand) -> HttpResponse:
    """Always a download, never shown by the browser: whatever is in it runs nowhere on our address.

    Who may have it is for the caller to know.
    """
    response = HttpResponse(bytes(bestand.inhoud.inhoud), content_type=bestand.mime)
    response["Content-Disposition"] = attachment(bestand.naam)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def attachment(naam: str) -> str:
    """Content-Disposition with a name for every browser (RFC 6266, RFC 5987)."""
    plain = "".join(c if c.isascii() and c.isprintable() and c not in '"\\%' else "_" for c in naam)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(naam, safe='')}"
