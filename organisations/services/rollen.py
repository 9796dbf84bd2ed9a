"""Giving, confirming and ending roles."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from ledger import audit
from ledger.actors import Actor
from ledger.rowsecurity import EVERY, granted
from organisations.access import Access
from organisations.models import Organisation, Roltoewijzing, User
from organisations.roles import (
    COORDINEERT_IN,
    REGISTERLESS,
    ZONDER_INZAGE,
    ZONDER_TWEEDE,
    Register,
    Rol,
    refused,
    rollen_in,
)
from organisations.services.acting import actor_of, is_oneself
from organisations.services.mails import mail, page


@transaction.atomic
def give_rol(*, organisation: Organisation, by: Actor | Access, **given) -> Roltoewijzing:
    """Give a role as ``give`` does, and tell the other beheerders when it waits for them."""
    toewijzing = give(organisation=organisation, by=by, **given)
    if toewijzing.bevestigd_op is None:
        ask_confirmation(organisation, by)
    return toewijzing


def give(
    *,
    user: User,
    organisation: Organisation,
    rol: str,
    by: Actor | Access,
    register: str = "",
    van: datetime.date | None = None,
    tot: datetime.date | None = None,
) -> Roltoewijzing:
    """Give a role from `van` (default today); `tot` is the first day without it.

    What a beheerder gives opens nothing until another one confirmed it (``confirm_rollen``), but the role
    medewerker; what the command line or an import gives is in force at once.
    Raises ValidationError to somebody who gives a role to themselves, when the person holds it already, for
    a role that does not exist in this kind of organisation (roles.rollen_in), and for two roles that one
    person may never hold (roles.REFUSED_TOGETHER).
    """
    if is_oneself(by, user):
        raise ValidationError("U kunt uzelf geen rol geven. Vraag het een andere beheerder.")
    if rol not in Rol or (register and register not in Register):
        raise ValidationError("Deze rol bestaat niet.")
    if rol not in rollen_in(koepel=organisation.is_koepel):
        raise ValidationError(f"De rol {Rol(rol).label} bestaat niet bij {organisation.naam}.")
    van = van or timezone.localdate()
    if rol in REGISTERLESS:
        register = ""
    # Two beheerders at the same time: the second waits and then sees what the first gave.
    lock_user(user)
    held = Roltoewijzing.objects.filter(
        Q(tot__isnull=True) | Q(tot__gt=van), user=user, organisation=organisation
    )
    if tot is not None:
        if tot <= van:
            raise ValidationError("De laatste dag ligt vóór de eerste dag.")
        held = held.filter(van__lt=tot)
    if any(one.rol == rol and one.register in ("", register) for one in held):
        raise ValidationError(f"{user.naam} heeft de rol {Rol(rol).label} al.")
    before = frozenset((one.register, one.rol) for one in held)
    for one, other in set(refused(before | {(register, rol)})) - set(refused(before)):
        raise ValidationError(
            f"{Rol(one).label} en {Rol(other).label} mogen niet dezelfde persoon zijn: "
            "de vertrouwenspersoon behandelt geen zaken."
        )
    waits = isinstance(by, Access) and rol not in ZONDER_TWEEDE
    toewijzing = Roltoewijzing.objects.create(
        user=user,
        organisation=organisation,
        register=register,
        rol=rol,
        van=van,
        tot=tot,
        gegeven_door_id=actor_of(by).user_id,
        bevestigd_op=None if waits else timezone.localdate(),
    )
    audit.record(
        actor=actor_of(by),
        verb="rol_gegeven",
        subject=toewijzing,
        organisation_id=organisation.pk,
        data={
            "user": user.pk,
            "rol": str(rol),
            "register": str(register),
            "van": van.isoformat(),
            "tot": tot and tot.isoformat(),
            "wacht": waits,
        },
    )
    return toewijzing


@granted("invite", organisations=EVERY, rooms=("organisations",))
def lock_user(user: User) -> None:
    """Also of somebody who works elsewhere, and holds nothing here yet."""
    User.objects.select_for_update().get(pk=user.pk)


def ask_confirmation(organisation: Organisation, by: Actor | Access) -> None:
    """Mail the other beheerders that a role waits, when one given by this person does; not who receives
    all that waits."""
    waiting = Roltoewijzing.objects.waiting(organisation).filter(gegeven_door=actor_of(by).user_id)
    receivers = set(waiting.values_list("user_id", flat=True))
    for user in confirmers(organisation).exclude(pk=actor_of(by).user_id):
        if receivers - {user.pk}:
            mail("rol_wacht", user, organisation, link=page("rollen_bevestigen"))


def confirmers(organisation: Organisation) -> QuerySet[User]:
    """Who holds the role beheerder there today: each confirms what another one gave to somebody else."""
    return User.objects.holding(organisation, Rol.BEHEERDER).order_by("naam", "pk")


@transaction.atomic
def confirm_rollen(
    rollen: Iterable[Roltoewijzing], *, organisation: Organisation, by: Actor | Access
) -> None:
    """These roles of this organisation are in force from now on, or from their first day.

    Who receives one is told, and so is who coordinates zaken of its register: a new pair of eyes. One that
    was confirmed or ended meanwhile is left alone. Raises ValidationError to who gave or receives one.
    """
    confirmed = _waiting(rollen, organisation)
    for row in confirmed:
        _confirm(row, by)
    for user in {row.user_id: row.user for row in confirmed}.values():
        mail("rol_bevestigd", user, organisation, link=page("account_login"))
    if isinstance(by, Access):
        tell_coordinators(organisation, {(row.user_id, row.register, row.rol) for row in confirmed})


def _waiting(rollen: Iterable[Roltoewijzing], organisation: Organisation) -> list[Roltoewijzing]:
    rows = Roltoewijzing.objects.waiting(organisation).filter(pk__in=[row.pk for row in rollen])
    return list(rows.select_for_update(of=("self",)).select_related("user").order_by("pk"))


def _confirm(row: Roltoewijzing, by: Actor | Access) -> None:
    if isinstance(by, Access) and by.user.pk in (row.user_id, row.gegeven_door_id):
        raise ValidationError("Een rol die u zelf gaf of krijgt, bevestigt een andere beheerder.")
    row.bevestigd_op = timezone.localdate()
    row.bevestigd_door_id = actor_of(by).user_id
    row.wacht_omdat = ""
    row.save(update_fields=["bevestigd_op", "bevestigd_door", "wacht_omdat"])
    record_rol(row, "rol_bevestigd", by)


def tell_coordinators(
    organisation: Organisation, rollen: Iterable[tuple[int, str, str]], *, but: User | None = None
) -> None:
    """Who coordinates zaken of a register of these (person, register, rol), but who receives them: by mail,
    with a link to who may see them. Not ``but``, who did it."""
    told: dict[int, User] = {}
    for register, coordinating in COORDINEERT_IN.items():
        new = {pk for pk, held_in, rol in rollen if rol not in ZONDER_INZAGE and held_in in ("", register)}
        people = User.objects.holding(organisation, *coordinating, register=register)
        told |= {user.pk: user for user in people if new - {user.pk} and user != but}
    for user in told.values():
        mail("rol_erbij", user, organisation, link=page("wie_heeft_inzage"))


@transaction.atomic
def refuse_rollen(rollen: Iterable[Roltoewijzing], *, organisation: Organisation, by: Access) -> None:
    """These roles that wait are not given after all. Raises ValidationError to who would receive one."""
    for row in _waiting(rollen, organisation):
        if is_oneself(by, row.user):
            raise ValidationError("Over uw eigen rol beslist een andere beheerder.")
        row.tot = max(timezone.localdate(), row.van)
        row.save(update_fields=["tot"])
        record_rol(row, "rol_geweigerd", by)


@transaction.atomic
def end_rol(*, toewijzing: Roltoewijzing, by: Actor | Access, tot: datetime.date | None = None) -> None:
    """End a role; `tot` (default today) is the first day without it, so it is gone at once.

    A role that was still to begin ends on the day it would have begun. Raises ValidationError to
    somebody who ends an own role: a beheerder can't leave an organisation without one.
    """
    if is_oneself(by, toewijzing.user):
        raise ValidationError("U kunt uw eigen rol niet beëindigen. Vraag het een andere beheerder.")
    toewijzing = Roltoewijzing.objects.select_for_update().get(pk=toewijzing.pk)
    today = timezone.localdate()
    if toewijzing.tot is not None and toewijzing.tot <= today:
        raise ValidationError("Deze rol is al beëindigd.")
    toewijzing.tot = max(tot or today, toewijzing.van)
    toewijzing.save(update_fields=["tot"])
    record_rol(toewijzing, "rol_beeindigd", by, tot=toewijzing.tot.isoformat())


def record_rol(row: Roltoewijzing, verb: str, by: Actor | Access, **more) -> None:
    audit.record(
        actor=actor_of(by),
        verb=verb,
        subject=row,
        organisation_id=row.organisation_id,
        data={"user": row.user_id, "rol": row.rol, "register": row.register} | more,
    )
