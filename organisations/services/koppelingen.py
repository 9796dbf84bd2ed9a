"""Koppelingen: made and withdrawn by a beheerder, trusted with figures by who may see those themselves."""

import datetime
import hashlib
import secrets
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from ledger import audit
from ledger.actors import Actor
from organisations.access import Access
from organisations.models import Koppeling, Koppelingsrecht, Organisation
from organisations.permissions import may
from organisations.roles import Register
from organisations.services.acting import actor_of

# Recognised by tools that look for secrets in files.
VOORVOEGSEL = "gir_"


def hash_of(token: str) -> str:
    """What is kept of a token: it holds 256 random bits, so no salt and no slow hash are needed."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


@transaction.atomic
def make_koppeling(
    *,
    organisation: Organisation,
    naam: str,
    by: Actor | Access,
    geldig_tot: datetime.date | None = None,
    registers: Iterable[str] = (),
) -> tuple[Koppeling, str]:
    """A new koppeling and its token, which can't be shown again. ``registers``: whose figures it asks for.

    Raises ValidationError when the name is in use or the last day is over.
    """
    if geldig_tot is not None and geldig_tot < timezone.localdate():
        raise ValidationError({"geldig_tot": "Kies vandaag of een latere dag."})
    # A double click: the second waits, and then sees that the name is in use.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    token = VOORVOEGSEL + secrets.token_urlsafe(32)
    koppeling = Koppeling(
        organisation=organisation, naam=naam.strip(), geldig_tot=geldig_tot, sha256=hash_of(token)
    )
    koppeling.full_clean(exclude=["sha256"])
    koppeling.save()
    asked = sorted(Register(register) for register in registers)
    Koppelingsrecht.objects.bulk_create(
        Koppelingsrecht(koppeling=koppeling, register=register) for register in asked
    )
    _record(koppeling, "koppeling_gemaakt", by, {"gevraagd": asked, "geldig_tot": _iso(geldig_tot)})
    return koppeling, token


@transaction.atomic
def withdraw_koppeling(*, koppeling: Koppeling, by: Actor | Access) -> None:
    """Its token works no more, from the next question on. A second time changes nothing."""
    row = Koppeling.objects.select_for_update().get(pk=koppeling.pk)
    if row.ingetrokken_op is None:
        row.ingetrokken_op = timezone.localdate()
        row.save(update_fields=["ingetrokken_op"])
        _record(row, "koppeling_ingetrokken", by)


@transaction.atomic
def give_recht(*, recht: Koppelingsrecht, by: Access) -> None:
    """Vouch for it: from now on it reads the figures of this register as this person sees them.

    Only in person, never for somebody who is away: it would last when they are back. Raises
    PermissionDenied for who may not, ValidationError when the right was refused or the koppeling withdrawn.
    """
    _check_borg(recht, by)
    row = _locked(recht)
    if row.geweigerd_op is not None or row.koppeling.ingetrokken_op is not None:
        raise ValidationError("Dit kan niet meer. Vraag de beheerder om een nieuwe koppeling.")
    row.borg, row.gegeven_op = by.user, timezone.localdate()
    row.save(update_fields=["borg", "gegeven_op"])
    _record(row.koppeling, "koppelingsrecht_gegeven", by, {"register": row.register})


@transaction.atomic
def refuse_recht(*, recht: Koppelingsrecht, by: Access) -> None:
    """It gets these figures not, or no longer; for good. Raises PermissionDenied for who may not."""
    _check_borg(recht, by)
    row = _locked(recht)
    if row.geweigerd_op is None:
        row.geweigerd_op = timezone.localdate()
        row.save(update_fields=["geweigerd_op"])
        _record(row.koppeling, "koppelingsrecht_geweigerd", by, {"register": row.register})


def note_use(koppeling: Koppeling) -> None:
    """The last day on which it asked something; written once a day, without an audit line."""
    today = timezone.localdate()
    if koppeling.laatst_gebruikt_op != today:
        Koppeling.objects.filter(pk=koppeling.pk).update(laatst_gebruikt_op=today)


def _check_borg(recht: Koppelingsrecht, by: Access) -> None:
    here = by.organisation.pk == recht.koppeling.organisation_id
    if not here or not may(by, "instaan_voor_cijfers", recht.register):
        raise PermissionDenied("only who is answerable for the figures of this register")


def _locked(recht: Koppelingsrecht) -> Koppelingsrecht:
    rows = Koppelingsrecht.objects.select_for_update(of=("self",)).select_related("koppeling")
    return rows.get(pk=recht.pk)


def _record(koppeling: Koppeling, verb: str, by: Actor | Access, data: dict | None = None) -> None:
    audit.record(
        actor=actor_of(by),
        verb=verb,
        subject=koppeling,
        organisation_id=koppeling.organisation_id,
        data=data,
    )


def _iso(day: datetime.date | None) -> str | None:
    return day and day.isoformat()
