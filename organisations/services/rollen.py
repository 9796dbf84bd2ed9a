"""Giving and ending roles."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ledger import audit
from ledger.actors import Actor
from organisations.access import Access
from organisations.models import Organisation, Roltoewijzing, User
from organisations.roles import REGISTERLESS, Register, Rol, refused, rollen_in
from organisations.services.acting import actor_of, is_oneself


@transaction.atomic
def give_rol(
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
    User.objects.select_for_update().get(pk=user.pk)
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
    toewijzing = Roltoewijzing.objects.create(
        user=user, organisation=organisation, register=register, rol=rol, van=van, tot=tot
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
        },
    )
    return toewijzing


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
    audit.record(
        actor=actor_of(by),
        verb="rol_beeindigd",
        subject=toewijzing,
        organisation_id=toewijzing.organisation_id,
        data={
            "user": toewijzing.user_id,
            "rol": toewijzing.rol,
            "register": toewijzing.register,
            "tot": toewijzing.tot.isoformat(),
        },
    )
