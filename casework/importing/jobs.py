"""An uploaded file: looked at first, then imported by the worker, once, whatever happens to the worker.

The import is one transaction, so how far it is can't stand in the database: that goes through the cache.
"""

import logging
from datetime import timedelta

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from casework.importing.faults import ImportFouten
from casework.importing.importeur import Importeur, Progress, no_longer_allowed
from casework.models import Importopdracht
from ledger import audit
from ledger.models import OutboxRow
from ledger.outbox import enqueue
from organisations.access import Access, access_for

KIND = "import"
KEPT = timedelta(days=1)
PROGRESS_SECONDS = 60 * 60
Status = Importopdracht.Status

logger = logging.getLogger(__name__)


# Filled by each register when it starts.
IMPORTEURS: dict[str, Importeur] = {}


def upload(register: str, naam: str, data: bytes, lijst: bytes | None, *, by: Access) -> Importopdracht:
    """Keep a file with what was seen in it, until it is confirmed or thrown away.

    A file with faults can't be confirmed, so only its faults are kept.
    Raises ImportFouten when the file can't be read at all.
    """
    try:
        uitslag = IMPORTEURS[register].check(by.organisation, data, lijst, by)
    except ImportFouten as error:
        if error.is_about_the_file:
            raise
        uitslag = error.as_data()
    fouten = bool(uitslag.get("fouten"))
    return Importopdracht.objects.create(
        organisation=by.organisation,
        register=register,
        door=by.user,
        bestandsnaam=naam[-200:],
        inhoud=None if fouten else data,
        lijst=None if fouten else lijst,
        status=Status.MISLUKT if fouten else Status.VOORBEELD,
        uitslag=uitslag,
    )


def confirm(opdracht: Importopdracht, *, by: Access) -> None:
    """Hand the file to the worker. Confirming twice is confirming once.

    Raises ValidationError when there is nothing to confirm (any more).
    """
    with transaction.atomic():
        locked = _without_content().select_for_update().get(pk=opdracht.pk)
        if locked.status == Status.VOORBEELD:
            locked.status = Status.WACHT
            locked.save(update_fields=["status"])
            payload = {"opdracht": locked.pk}
            key = f"{KIND}:{locked.pk}"
            enqueue(KIND, payload, key=key, organisation_id=locked.organisation_id)
            _record(locked, "import_bevestigd", by)
        elif locked.status == Status.MISLUKT:
            raise ValidationError("Dit bestand kan niet worden geïmporteerd. Kies het verbeterde bestand.")


def discard(opdracht: Importopdracht, *, by: Access) -> None:
    """Throw an unconfirmed or failed file away. Raises ValidationError when it is being imported."""
    with transaction.atomic():
        locked = _without_content().select_for_update().filter(pk=opdracht.pk).first()
        if locked is None:
            return
        if locked.status not in (Status.VOORBEELD, Status.MISLUKT):
            raise ValidationError("Dit bestand is al bevestigd en kan niet meer worden weggegooid.")
        _record(locked, "import_weggegooid", by)
        locked.delete()


def _without_content() -> QuerySet[Importopdracht]:
    return Importopdracht.objects.defer("inhoud", "lijst", "uitslag")


def _record(opdracht: Importopdracht, verb: str, by: Access) -> None:
    audit.record(
        actor=by.actor,
        verb=verb,
        subject=opdracht,
        organisation_id=opdracht.organisation_id,
        data={"register": opdracht.register},
    )


def run(row: OutboxRow) -> None:
    """Import a confirmed file, in the transaction of its outbox row: a killed worker leaves nothing behind
    and the row is done again. What can't succeed a second time is not tried again but told."""
    opdracht = (
        Importopdracht.objects.select_related("organisation", "door")
        .filter(pk=row.payload["opdracht"])
        .first()
    )
    if opdracht is None or opdracht.status != Status.WACHT:
        return
    lijst = bytes(opdracht.lijst) if opdracht.lijst else None
    try:
        with transaction.atomic():
            opdracht.uitslag = IMPORTEURS[opdracht.register].run(
                opdracht.organisation,
                bytes(opdracht.inhoud),
                lijst,
                _progress_of(opdracht),
                _access_of(opdracht),
            )
        opdracht.status = Status.GEREED
    except ImportFouten as error:
        # it was right when it was uploaded: something else was imported, or who may see what has changed
        opdracht.status, opdracht.uitslag = Status.MISLUKT, error.as_data()
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("import %s failed", opdracht.kenmerk)
        opdracht.status, opdracht.uitslag = Status.MISLUKT, {"storing": True}
    opdracht.inhoud = opdracht.lijst = None
    opdracht.save(update_fields=["status", "uitslag", "inhoud", "lijst"])
    cache.delete(_key(opdracht))


def _access_of(opdracht: Importopdracht) -> Access:
    """What the person whose file it is may see today. Raises ImportFouten when that is nothing any more."""
    access = access_for(opdracht.door, opdracht.organisation)
    if access is None:
        raise no_longer_allowed()
    return access


def _progress_of(opdracht: Importopdracht) -> Progress:
    def progress(done: int, total: int) -> None:
        cache.set(_key(opdracht), (done, total), PROGRESS_SECONDS)

    return progress


def progress_of(opdracht: Importopdracht) -> tuple[int, int] | None:
    """(rows done, rows in all), or None when the worker has not begun."""
    return cache.get(_key(opdracht))


def _key(opdracht: Importopdracht) -> str:
    return f"importopdracht:{opdracht.pk}"


def drop_abandoned() -> int:
    """Throw away files that nobody confirmed within a day: they may hold more than was registered."""
    old = Importopdracht.objects.filter(status=Status.VOORBEELD, created_at__lt=timezone.now() - KEPT)
    return old.delete()[0]
