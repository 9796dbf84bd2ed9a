"""Documents of a report: asked for on a page, made by the worker, once, whatever happens to the worker."""

import errno
import hashlib
import logging
from collections.abc import Iterable
from dataclasses import replace

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from casework.typesetting import huisstijl_of
from ledger import audit
from ledger.models import OutboxRow
from ledger.outbox import enqueue
from organisations.access import Access, access_for
from reports import periods, permissions
from reports.models import Rapportage, Rapportdocument
from reports.rendering.formats import FORMATEN
from reports.report import make_report
from reports.services.freezing import written_report
from reports.services.steps import lock
from reports.services.writing import letter_of
from reports.verslag import Verslag, from_bytes
from reports.vormen import VOLLEDIG, Rapportvorm, in_vorm, vormen_for

KIND = "rapportdocument"
BUSY_SECONDS = 15 * 60
CONCEPT = "CONCEPT – "
Status = Rapportdocument.Status

GING_MIS = "Het bestand kon niet worden gemaakt. Probeer het nog een keer. Lukt het weer niet, meld het dan."
SCHIJF_VOL = "De schijf van de server is vol. Vraag de beheerder om ruimte en probeer het daarna opnieuw."
NIET_MEER = "Wie dit bestand vroeg, mag dit rapport niet meer zien."

logger = logging.getLogger(__name__)


def documents_for(access: Access, rapportage: Rapportage) -> QuerySet[Rapportdocument]:
    """The documents of a report that this person may read, without their bytes. Of a concept only what they
    asked for themselves: it is counted from the cases that count for them."""
    found = rapportage.documenten.defer("bestand").order_by("pk")
    return found if rapportage.is_bevroren else found.filter(gevraagd_door=access.user)


def ask(rapportage: Rapportage, formaten: Iterable[str], *, by: Access, vorm: str = VOLLEDIG.naam) -> int:
    """Have the worker make these formats of one shape, and tell how many. What is being made for this person
    already is not made twice, nor is a document of a frozen report that is ready: it would be the same.

    Raises ValidationError for a shape or a format that does not exist, and when none is asked for.
    """
    asked = list(dict.fromkeys(formaten))
    if not asked or set(asked) - set(FORMATEN):
        raise ValidationError({"formaat": "Kies een of meer soorten bestanden."})
    if vorm not in vormen_for(rapportage.register):
        raise ValidationError({"vorm": "Kies een van de vormen."})
    started = 0
    with transaction.atomic():
        locked = lock(rapportage)
        known = {one.formaat: one for one in locked.documenten.filter(vorm=vorm).defer("bestand")}
        for formaat in asked:
            one = known.get(formaat) or Rapportdocument(rapportage=locked, vorm=vorm, formaat=formaat)
            mine = locked.is_bevroren or one.gevraagd_door_id == by.user.pk
            if one.pk and mine and (one.status == Status.WACHT or _stays(one, locked)):
                continue
            one.status, one.fout, one.gevraagd_door = Status.WACHT, "", by.user
            one.bestand, one.grootte, one.sha256, one.klaar_at = None, None, "", None
            one.poging += 1
            one.save()
            key = f"{KIND}:{one.pk}:{one.poging}"
            payload = {"document": one.pk, "poging": one.poging}
            enqueue(KIND, payload, key=key, organisation_id=locked.organisation_id)
            _record(one, locked, "document_gevraagd", by)
            started += 1
    return started


def _stays(one: Rapportdocument, rapportage: Rapportage) -> bool:
    return rapportage.is_bevroren and one.status == Status.KLAAR


def cancel(document: Rapportdocument, *, by: Access) -> None:
    """Stop what is not ready; also when the worker is at it, which then throws away what it made.

    Raises ValidationError when there is nothing to stop (any more).
    """
    with transaction.atomic():
        locked = _without_file().select_for_update().filter(pk=document.pk).first()
        if locked is None or locked.status != Status.WACHT:
            raise ValidationError("Dit bestand wordt niet (meer) gemaakt.")
        locked.status = Status.GEANNULEERD
        locked.save(update_fields=["status"])
        _record(locked, document.rapportage, "document_gestopt", by)


def _without_file() -> QuerySet[Rapportdocument]:
    return Rapportdocument.objects.defer("bestand")


def _record(one: Rapportdocument, rapportage: Rapportage, verb: str, by: Access) -> None:
    audit.record(
        actor=by.actor,
        verb=verb,
        subject=one,
        organisation_id=rapportage.organisation_id,
        data={"rapportage": rapportage.pk, "vorm": one.vorm, "formaat": one.formaat},
    )


def run(row: OutboxRow) -> None:
    """Make one document, in the transaction of its outbox row: a killed worker leaves nothing behind and
    the row is done again. What can't succeed a second time is not tried again but told.

    The row of the document is not locked meanwhile, so that it can be stopped.
    """
    document = (
        _without_file()
        .select_related("rapportage__organisation", "gevraagd_door")
        .filter(pk=row.payload["document"], poging=row.payload["poging"], status=Status.WACHT)
        .first()
    )
    if document is None:
        return
    cache.set(_key(document), True, BUSY_SECONDS)
    made, fout = b"", ""
    try:
        with transaction.atomic():
            made = _made(document)
    except ValidationError as error:
        fout = " ".join(error.messages)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        logger.exception("document %s failed", document.pk)
        full = isinstance(error, OSError) and error.errno == errno.ENOSPC
        fout = SCHIJF_VOL if full else GING_MIS
    _keep(document, made, fout)
    cache.delete(_key(document))


def _keep(document: Rapportdocument, made: bytes, fout: str) -> None:
    """Unless it was stopped, asked anew or thrown away meanwhile."""
    waits = {"pk": document.pk, "poging": document.poging, "status": Status.WACHT}
    if fout:
        Rapportdocument.objects.filter(**waits).update(status=Status.MISLUKT, fout=fout)
        return
    Rapportdocument.objects.filter(**waits).update(
        status=Status.KLAAR,
        bestand=made,
        grootte=len(made),
        sha256=hashlib.sha256(made).hexdigest(),
        klaar_at=timezone.now(),
    )


def _made(document: Rapportdocument) -> bytes:
    rapportage = document.rapportage
    formaat = FORMATEN.get(document.formaat)
    vorm = vormen_for(rapportage.register).get(document.vorm)
    if formaat is None or vorm is None:
        raise ValidationError(GING_MIS)
    if rapportage.is_bevroren:
        verslag = shaped(frozen_verslag(rapportage), rapportage, vorm)
    else:
        verslag = _concept_for(document, vorm)
    return formaat.render(verslag, huisstijl_of(rapportage.organisation))


def frozen_verslag(rapportage: Rapportage) -> Verslag:
    """The report as it was frozen. Raises ValueError when the bytes are not those any more."""
    frozen = rapportage.bevroren
    inhoud = bytes(frozen.inhoud)
    if hashlib.sha256(inhoud).hexdigest() != frozen.sha256:
        raise ValueError(f"report {rapportage.pk} is not what was frozen")
    return from_bytes(inhoud)


def shaped(verslag: Verslag, rapportage: Rapportage, vorm: Rapportvorm) -> Verslag:
    """The report in this shape; as a letter with its head of today."""
    return verslag if vorm.delen is None else in_vorm(replace(verslag, brief=letter_of(rapportage)), vorm)


def _concept_for(document: Rapportdocument, vorm: Rapportvorm) -> Verslag:
    """As who asked for it sees it today."""
    rapportage = document.rapportage
    access = access_for(document.gevraagd_door, rapportage.organisation) if document.gevraagd_door else None
    if access is None or not permissions.visible_to(access).filter(pk=rapportage.pk).exists():
        raise ValidationError(NIET_MEER)
    return concept_verslag(rapportage, access, vorm)


def concept_verslag(rapportage: Rapportage, access: Access, vorm: Rapportvorm = VOLLEDIG) -> Verslag:
    """A report that is not frozen: today's figures, of what counts for this person, marked as a concept in
    every shape."""
    periode = periods.parse(rapportage.periode)
    rapport = make_report(
        rapportage.organisation,
        rapportage.register,
        periode,
        periode.default_peildatum(timezone.localdate()),
        countable=permissions.countable(access, rapportage.register),
    )
    verslag = shaped(written_report(rapportage, rapport), rapportage, vorm)
    return replace(
        verslag,
        titel=CONCEPT + verslag.titel,
        reikwijdte=(
            "Dit is een concept. De cijfers zijn van nu en veranderen nog.",
            "In het vastgestelde rapport telt alles mee wat hieronder staat. Nu telt voor u misschien nog"
            " niet alles mee.",
            *verslag.reikwijdte,
        ),
    )


def is_busy(document: Rapportdocument) -> bool:
    """Whether the worker is at it; its row can't tell, because it stands in one transaction."""
    return document.status == Status.WACHT and bool(cache.get(_key(document)))


def _key(document: Rapportdocument) -> str:
    return f"{KIND}:{document.pk}:{document.poging}"
