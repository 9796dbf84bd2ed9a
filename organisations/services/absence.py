"""Being away, and who takes over."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from ledger import audit
from ledger.actors import Actor
from organisations.access import Access
from organisations.models import Afwezigheid, Organisation, Roltoewijzing, User
from organisations.roles import HANDLERS, Rol, refused
from organisations.services.acting import actor_of


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
    """From `van` up to and including `tot` the vervanger has the handler roles and the work of `user`.

    Raises ValidationError when the period is over or upside down, overlaps another absence of either of
    them, or the vervanger has no role here or may not hold these roles.
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
    _check_may_replace(vervanger, user, organisation, max(van, timezone.localdate()))
    afwezigheid = Afwezigheid.objects.create(
        user=user, organisation=organisation, van=van, tot=tot, vervanger=vervanger
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
        },
    )
    return afwezigheid


def _check_may_replace(vervanger: User, user: User, organisation: Organisation, on: datetime.date) -> None:
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
