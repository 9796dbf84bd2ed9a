"""Evidence and documents, witnesses, and what was put online."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from casework import documents
from casework.lifecycle import By
from casework.models import Bestand
from incidents.models import Bewijsstuk, Getuige, Incident, OnlineUiting
from incidents.services.engine import ENGINE, user_of
from ledger import audit
from organisations.access import Access

VOOR_HET_VERZOEK = "Dit kan niet voor de dag van het verzoek liggen."


@dataclass(frozen=True)
class Herkomst:
    """Where a file comes from; without it the police can't use it as evidence."""

    omschrijving: str
    gemaakt_door: str = ""
    gemaakt_op: date | None = None
    gemaakt_waar: str = ""
    voor_politie: bool = True


def add(
    incident: Incident, uploads: Iterable[UploadedFile], herkomst: Herkomst, *, by: By
) -> list[Bewijsstuk]:
    """Keep these files, all or none. Raises ValidationError for one that is refused, or without any."""
    files = list(uploads)
    if not files:
        raise ValidationError({"bestanden": "Kies een bestand."})
    with ENGINE.perform(incident, "bewijs_toevoegen", by=by) as step:
        rows = [_keep(step.case, one, herkomst, by) for one in files]
        step.data |= {"bewijsstukken": [row.pk for row in rows], "voor_politie": herkomst.voor_politie}
    return rows


def _keep(
    incident: Incident, upload: UploadedFile, herkomst: Herkomst, by: By, uiting: OnlineUiting | None = None
) -> Bewijsstuk:
    bestand = documents.store(incident.organisation, upload, by=by)
    return Bewijsstuk.objects.create(
        incident=incident, bestand=bestand, online_uiting=uiting, door=user_of(by), **vars(herkomst)
    )


def add_witness(
    incident: Incident, naam: str, *, by: By, bereikbaar: str = "", verklaring: str = ""
) -> Getuige:
    """Somebody who saw or heard it. How to reach them is at work: there is no field for a private address."""
    with ENGINE.perform(incident, "getuige_toevoegen", by=by) as step:
        row = Getuige.objects.create(
            incident=step.case, naam=naam, bereikbaar=bereikbaar, verklaring=verklaring
        )
        step.data["getuige"] = row.pk
    return row


@transaction.atomic
def hand_out(incident: Incident, bestand: Bestand, *, by: Access) -> None:
    """Who got a file of an incident, and when, stands in the audit: once outside, it is out of our hands."""
    audit.record(
        actor=by.actor,
        verb="bestand_gedownload",
        subject=bestand,
        organisation_id=incident.organisation_id,
        data={"incident": incident.pk, "sha256": bestand.sha256},
    )


@dataclass(frozen=True)
class NieuweUiting:
    platform: str
    url: str = ""
    geplaatst_op: date | None = None
    verwijderverzoek_op: date | None = None


def record_online(
    incident: Incident, new: NieuweUiting, schermafdrukken: Iterable[UploadedFile], *, by: By
) -> OnlineUiting:
    """What was put online, with pictures of it, which are evidence: it may be gone tomorrow."""
    _refuse_early(
        new.verwijderverzoek_op, new.geplaatst_op, "verwijderverzoek_op", "Toen stond het er nog niet."
    )
    herkomst = Herkomst(
        omschrijving=f"Schermafdruk van {new.platform}",
        gemaakt_door=str(user_of(by) or ""),
        gemaakt_op=timezone.localdate(),
        gemaakt_waar=new.url[:200] or new.platform,
    )
    with ENGINE.perform(incident, "online_vastleggen", by=by) as step:
        row = OnlineUiting.objects.create(incident=step.case, **vars(new))
        for one in schermafdrukken:
            _keep(step.case, one, herkomst, by, row)
        step.data["online_uiting"] = row.pk
    return row


def update_online(
    incident: Incident,
    uiting: OnlineUiting,
    *,
    by: By,
    verwijderverzoek_op: date | None,
    uitkomst: str = "",
    uitkomst_op: date | None = None,
) -> None:
    """The request to take it away, and what came of it. Raises ValidationError for an outcome without a
    request or without a day, or before it."""
    if uitkomst and not verwijderverzoek_op:
        raise ValidationError({"verwijderverzoek_op": "Vul in wanneer om verwijdering is gevraagd."})
    if bool(uitkomst) != bool(uitkomst_op):
        name = "uitkomst_op" if uitkomst else "uitkomst"
        raise ValidationError({name: "Vul de uitkomst in met de dag erbij."})
    _refuse_early(uitkomst_op, verwijderverzoek_op, "uitkomst_op", VOOR_HET_VERZOEK)
    with ENGINE.perform(incident, "online_bijwerken", by=by) as step:
        row = step.case.online_uitingen.get(pk=uiting.pk)
        _refuse_early(
            verwijderverzoek_op, row.geplaatst_op, "verwijderverzoek_op", "Toen stond het er nog niet."
        )
        row.verwijderverzoek_op, row.uitkomst, row.uitkomst_op = verwijderverzoek_op, uitkomst, uitkomst_op
        row.save(update_fields=["verwijderverzoek_op", "uitkomst", "uitkomst_op"])
        step.data |= {"online_uiting": row.pk, "uitkomst": uitkomst}


def _refuse_early(day: date | None, earliest: date | None, field: str, message: str) -> None:
    if day and earliest and day < earliest:
        raise ValidationError({field: message})
