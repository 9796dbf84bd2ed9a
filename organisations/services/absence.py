"""Being away, and who takes over."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from ledger import audit
from ledger.actors import Actor
from organisations.access import Access
from organisations.models import Afwezigheid, Organisation, Roltoewijzing, User
from organisations.roles import HANDLERS, Rol, holds, label_of, refused
from organisations.services.acting import actor_of
from organisations.services.mails import mail, page
from organisations.services.rollen import tell_coordinators


@transaction.atomic
def set_afwezigheid(
    *,
    user: User,
    organisation: Organisation,
    van: datetime.date,
    tot: datetime.date,
    vervanger: User,
    by: Actor | Access,
) -> Afwezigheid:
    """From `van` up to and including `tot` the vervanger has the work of `user`, and their handler roles when
    that person (or the command line) says so. The vervanger is told, and of those roles who coordinates.

    What a beheerder records for somebody else gives no role, and is told to that person.
    Raises ValidationError when the period is over or upside down, overlaps another absence of either of
    them, or the vervanger has no role here, may not hold these roles, or would have to get them from a
    beheerder alone.
    """
    if tot < van:
        raise ValidationError({"tot": "De laatste dag ligt vóór de eerste dag."})
    if tot < timezone.localdate():
        raise ValidationError({"tot": "Deze periode is al voorbij."})
    if vervanger.pk == user.pk:
        raise ValidationError({"vervanger": "Kies iemand anders als vervanger."})
    for person in User.objects.select_for_update().filter(pk__in=[user.pk, vervanger.pk]).order_by("pk"):
        if Afwezigheid.objects.filter(
            user=person, organisation=organisation, van__lte=tot, tot__gte=van
        ).exists():
            who = "Er staat" if person == user else f"{vervanger.naam} is dan ook weg: er staat"
            raise ValidationError(f"{who} al een afwezigheid in deze periode.")
    zelf = actor_of(by).user_id in (None, user.pk)
    new = _check_may_replace(vervanger, user, organisation, max(van, timezone.localdate()))
    if new and not zelf:
        names = ", ".join(label_of(rol, register).lower() for register, rol in new)
        raise ValidationError(
            {
                "vervanger": f"{vervanger.naam} heeft deze rol zelf niet: {names}. Geef eerst die rol; een"
                f" tweede beheerder bevestigt die. Of laat {user.naam} zelf een vervanger kiezen."
            }
        )
    afwezigheid = Afwezigheid.objects.create(
        user=user, organisation=organisation, van=van, tot=tot, vervanger=vervanger, zelf_gekozen=zelf
    )
    audit.record(
        actor=actor_of(by),
        verb="afwezigheid_gemeld",
        subject=afwezigheid,
        organisation_id=organisation.pk,
        data={
            "user": user.pk,
            "vervanger": vervanger.pk,
            "van": van.isoformat(),
            "tot": tot.isoformat(),
            "zelf_gekozen": zelf,
        },
    )
    if actor_of(by).user_id != vervanger.pk:
        mail("vervanging", vervanger, organisation, link=page("mijn_afwezigheid"))
    if not zelf:
        mail("afwezigheid_gemeld", user, organisation, link=page("mijn_afwezigheid"))
    elif isinstance(by, Access):
        tell_coordinators(organisation, {(vervanger.pk, register, rol) for register, rol in new}, but=user)
    return afwezigheid


def _check_may_replace(
    vervanger: User, user: User, organisation: Organisation, on: datetime.date
) -> list[tuple[str, str]]:
    """The roles (register, rol) of that day that the vervanger does not hold and would take over."""
    current = Roltoewijzing.objects.current(on).filter(organisation=organisation)
    own = frozenset(current.filter(user=vervanger).values_list("register", "rol"))
    if not own or not vervanger.is_active:
        raise ValidationError({"vervanger": f"{vervanger.naam} heeft hier dan geen rol."})
    taken_over = frozenset(current.filter(user=user, rol__in=HANDLERS).values_list("register", "rol"))
    for one, other in refused(own | taken_over):
        raise ValidationError(
            {
                "vervanger": f"{vervanger.naam} kan dit niet overnemen: {Rol(one).label} en "
                f"{Rol(other).label} mogen niet dezelfde persoon zijn."
            }
        )
    return sorted((register, rol) for register, rol in taken_over if not holds(own, rol, register))


@transaction.atomic
def end_afwezigheid(*, afwezigheid: Afwezigheid, by: Actor | Access) -> None:
    """Back at work today: the replacement ends at once. One that had no full day yet is taken away."""
    today = timezone.localdate()
    data = {"user": afwezigheid.user_id, "vervanger": afwezigheid.vervanger_id, "op": today.isoformat()}
    audit.record(
        actor=actor_of(by),
        verb="afwezigheid_beeindigd",
        subject=afwezigheid,
        organisation_id=afwezigheid.organisation_id,
        data=data,
    )
    if afwezigheid.van >= today:
        afwezigheid.delete()
    else:
        afwezigheid.tot = min(afwezigheid.tot, today - datetime.timedelta(days=1))
        afwezigheid.save(update_fields=["tot"])
