"""For whom a zaak does not exist, and where it goes when that leaves nobody here to handle it."""

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from casework import buitenadres
from integrity.lifecycle import LOPEND, REGISTER
from integrity.models import Betrokkene, Uitsluiting, Zaak
from integrity.services.people import DELEN, coordinators_of, holders, not_kept_out
from organisations.models import Roltoewijzing, User
from organisations.roles import COORDINEERT, Rol


def put_apart(zaak: Zaak, user: User, grond: str) -> None:
    """From now on this locked zaak does not exist for this person, nor do the zaken that went into it; when
    that leaves nobody to coordinate it, it goes to the outside address."""
    free(zaak, user)
    hide(zaak, user, grond)


def hide(zaak: Zaak, user: User, grond: str) -> None:
    """The zaak is gone for this person, also for what they still do in this transaction: nothing follows."""
    Uitsluiting.objects.bulk_create(
        [Uitsluiting(zaak=one, user=user, grond=grond) for one in (zaak, *zaak.went_in)],
        ignore_conflicts=True,
    )


def free(zaak: Zaak, user: User) -> None:
    """This person has no part in a locked zaak any more, others have; what they proposed lapses."""
    for deel in DELEN:
        if getattr(zaak, f"{deel}_id") == user.pk:
            setattr(zaak, deel, None)
    if zaak.voorgesteld_door_id == user.pk:
        zaak.uitstroomvoorstellen.filter(beslist_op=None).delete()
        zaak.voorgesteld_door = None
    find_somebody(zaak, without=user)


def find_somebody(zaak: Zaak, *, without: User | None = None) -> None:
    """When nobody here (but ``without``) may coordinate this locked zaak, the outside address may."""
    out = [without.pk] if without else []
    others = holders(zaak.organisation, Rol.PRIVACYFUNCTIONARIS, Rol.BEHEERDER).exclude(pk__in=out)
    buitenadres.find_somebody(
        zaak,
        coordinators=lambda: _coordinators(zaak).exclude(pk__in=out),
        watching=lambda: not_kept_out(others, zaak),
        path=reverse("zaak", args=[zaak.kenmerk]),
        key=f"zaak:{zaak.pk}",
        termijn=zaak.termijn_op,
    )


def find_for_all() -> None:
    """The same for the zaken that run, daily: the last who could coordinate one may have left since. Only
    those can lack somebody from which somebody is kept out, or whose organisation has no coördinator."""
    kept_out = Uitsluiting.objects.filter(zaak=OuterRef("pk"))
    betrokken = Betrokkene.objects.filter(zaak=OuterRef("pk"), user__isnull=False)
    coordinate = Roltoewijzing.objects.current().filter(
        organisation=OuterRef("organisation"), rol__in=COORDINEERT, register__in=("", REGISTER)
    )
    doubtful = Exists(kept_out) | Exists(betrokken) | ~Exists(coordinate)
    running = Zaak.objects.filter(doubtful, buitenadres_op=None, status__in=LOPEND)
    for pk in list(running.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            find_somebody(Zaak.objects.select_for_update().get(pk=pk))


def _coordinators(zaak: Zaak) -> QuerySet[User]:
    return coordinators_of(zaak.organisation, zaak.compartiment, about=zaak.betreft, zaak=zaak)
