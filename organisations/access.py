"""What a signed-in person may be here and today: computed anew on every request, never cached."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field, replace

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Substr
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ledger.actors import Actor
from organisations.models import Afwezigheid, Organisation, Roltoewijzing, Ssobewijs, User
from organisations.roles import HANDLERS, Register, Rol, holds, refused, rollen_in

# So long the word of a service about the roles of somebody counts: as long as a session may last.
CONFIRMED_FOR = datetime.timedelta(hours=12)


@dataclass(frozen=True)
class Access:
    """One person in one organisation, with the roles in force; every permission starts from this.

    `rollen` holds (register, rol) with register "" for both registers. While somebody is away the
    replacement whom they chose has their handler roles too (roles.HANDLERS) and `vervangt` holds the id of
    the absent person. Whom somebody else recorded takes over the work of roles that they hold themselves, and
    no role comes with it: a beheerder would give roles alone. `organisaties` are all organisations the
    person can switch to, by name.
    `meer_dan_medewerker`: holds another role too, here or elsewhere, or stands in for somebody who does.
    """

    user: User
    organisation: Organisation
    rollen: frozenset[tuple[str, str]]
    vervangt: frozenset[int] = frozenset()
    organisaties: tuple[Organisation, ...] = field(default=(), compare=False)
    eigen_rollen: frozenset[tuple[str, str]] | None = None
    meer_dan_medewerker: bool = field(default=False, compare=False)

    def heeft(self, rol: str, register: str = Register.INTEGRITEIT) -> bool:
        """Whether the person has this role in that register, or for both."""
        return holds(self.rollen, rol, register)

    @property
    def actor(self) -> Actor:
        """The person who acts: always oneself, also when standing in for somebody."""
        return Actor("user", self.user.pk)

    @property
    def toestel(self) -> str:
        """Under which a browser keeps what this person typed; tells nobody who it is."""
        return salted_hmac("organisations.toestel", str(self.user.pk), algorithm="sha256").hexdigest()[:24]

    @property
    def in_person(self) -> "Access":
        """What the person may be without standing in for anybody."""
        own = self.rollen if self.eigen_rollen is None else self.eigen_rollen
        return replace(self, rollen=own, vervangt=frozenset())

    @property
    def user_ids(self) -> frozenset[int]:
        """The person and those the person stands in for."""
        return self.vervangt | {self.user.pk}


def access_for(
    user: User,
    organisation: Organisation | int | None = None,
    on: datetime.date | None = None,
    *,
    in_session: bool = False,
) -> Access | None:
    """The access of `user` in `organisation` on that day (default today), in two queries.

    `in_session`: of who is signed in and acts. Then a role that came from a service counts only while the
    service confirms it; whoever is only told of something holds it until the service says otherwise.
    Without an organisation: the home organisation, else the first by name in which there is a role.
    None for somebody who is inactive or has no role of their own there; an inactive organisation gives
    nobody access.
    """
    if not user.is_active:
        return None
    bearing = _confirmed(user) if in_session else Q()
    away = Afwezigheid.objects.current(on).filter(vervanger=user)
    away = list(away.values_list("user_id", "organisation_id", "zelf_gekozen"))
    chosen_by = {(absent_id, at_id) for absent_id, at_id, zelf in away if zelf}
    mine = Q(user=user) & bearing
    for absent_id, at_id, _ in away:
        mine |= Q(user_id=absent_id, organisation_id=at_id, rol__in=HANDLERS, user__is_active=True)
    found = (
        Roltoewijzing.objects.current(on)
        .filter(mine, organisation__is_actief=True)
        .select_related("organisation")
        .order_by("organisation__naam", "organisation_id")
    )
    # a role that doesn't exist in that kind of organisation opens nothing, however it came there
    exist = [row for row in found if row.rol in rollen_in(koepel=row.organisation.is_koepel)]
    own_at = defaultdict(set)
    for row in exist:
        if row.user_id == user.pk:
            own_at[row.organisation_id].add((row.register, row.rol))
    rows = [
        row
        for row in exist
        if row.user_id == user.pk
        or (row.user_id, row.organisation_id) in chosen_by
        or holds(own_at[row.organisation_id], row.rol, row.register)
    ]
    organisaties = tuple(
        {row.organisation_id: row.organisation for row in rows if row.user_id == user.pk}.values()
    )
    chosen = _choose(user, organisation, organisaties)
    if chosen is None:
        return None
    here = [row for row in rows if row.organisation_id == chosen.pk]
    own = frozenset(own_at[chosen.pk])
    # What one person may never hold isn't taken over either: it waits until the absent person is back.
    taken_over = [
        row for row in here if row.user_id != user.pk and not refused(own | {(row.register, row.rol)})
    ]
    return Access(
        user=user,
        organisation=chosen,
        rollen=own | {(row.register, row.rol) for row in taken_over},
        vervangt=frozenset(row.user_id for row in taken_over),
        organisaties=organisaties,
        eigen_rollen=own,
        meer_dan_medewerker=any(row.rol != Rol.MEDEWERKER for row in rows),
    )


def _confirmed(user: User) -> Q:
    """Which roles are given by hand, or by a service that said so in the last CONFIRMED_FOR."""
    since = timezone.now() - CONFIRMED_FOR
    said = Ssobewijs.objects.filter(
        account__user=user, account__provider=Substr(OuterRef("bron"), 5), beantwoord_op__gt=since
    )
    return Q(bron="") | Q(Exists(said))


def _choose(
    user: User, organisation: Organisation | int | None, organisaties: tuple[Organisation, ...]
) -> Organisation | None:
    if organisation is not None:
        wanted = organisation if isinstance(organisation, int) else organisation.pk
        return next((one for one in organisaties if one.pk == wanted), None)
    home = next((one for one in organisaties if one.pk == user.home_organisation_id), None)
    return home or next(iter(organisaties), None)
