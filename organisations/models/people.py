"""People who can sign in, the roles they hold and when they are away."""

import datetime

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone

from organisations.models.structure import Afdeling, Organisation
from organisations.roles import HANDLERS, ZONDER_TWEEDE, Register, Rol, label_of


class UserQuerySet(models.QuerySet):
    def in_organisation(self, organisation: Organisation) -> "UserQuerySet":
        """Whose account is managed there, and who holds a role there today or later."""
        holds = Roltoewijzing.objects.not_over().filter(organisation=organisation, user=OuterRef("pk"))
        return self.filter(Q(home_organisation=organisation) | Exists(holds))

    def with_nieuw_email(self, organisation: Organisation) -> "UserQuerySet":
        """Whose account is managed there, and has a new address that another beheerder has yet to confirm."""
        return self.filter(home_organisation=organisation).exclude(nieuw_email="")

    def handlers(self, organisation: Organisation) -> "UserQuerySet":
        """Who may handle zaken there today: the people a replacement is needed for, and chosen from."""
        return self.holding(organisation, *HANDLERS)

    def holding(
        self, organisation: Organisation, *rollen: str, register: str | None = None
    ) -> "UserQuerySet":
        """Active people who hold one of these roles there today, in this register or in whatever one."""
        holds = Roltoewijzing.objects.current().filter(
            organisation=organisation, user=OuterRef("pk"), rol__in=rollen
        )
        if register is not None:
            holds = holds.filter(register__in=("", register))
        return self.filter(Exists(holds), is_active=True)

    def with_stand_ins(self, organisation: Organisation, *, by_role: bool = False) -> "UserQuerySet":
        """These people (``zelf``), and who stands in there today for one of them who is away.

        ``by_role``: these are all who hold a role. Who was not chosen by the absent person takes over what
        both may do, and is one of them already.
        """
        away = Afwezigheid.objects.taking_over().filter(organisation=organisation)
        away = away.filter(user__in=self.values("pk"), **({"zelf_gekozen": True} if by_role else {}))
        themselves = Q(pk__in=self.values("pk"))
        reached = User.objects.filter(themselves | Q(pk__in=away.values("vervanger")), is_active=True)
        return reached.annotate(zelf=themselves)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Finds people by e-mail address, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())

    def create_user(self, email: str, naam: str, password: str | None = None, **fields) -> "User":
        """For the shell and for tests; pages and commands use organisations.services."""
        user = self.model(email=email.strip().lower(), naam=naam, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, naam: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, naam, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who can sign in with an e-mail address.

    What they may do comes from `Roltoewijzing`, never from Django's groups. `home_organisation` is the
    employer that manages the account: only its beheerder changes the name, the address or whether it is
    active. A new address waits in `nieuw_email`, where nobody signs in with it, for a second beheerder. The
    roles elsewhere belong to the organisation where they are held.
    """

    email = models.EmailField(
        "e-mailadres", unique=True, error_messages={"unique": "Dit e-mailadres is al in gebruik."}
    )
    naam = models.CharField(max_length=200)
    home_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="accounts"
    )
    nieuw_email = models.EmailField(blank=True, default="", help_text="Waits to become the address.")
    email_gevraagd_door = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", help_text="Who asked what waits."
    )
    afdeling = models.ForeignKey(Afdeling, models.PROTECT, null=True, blank=True, related_name="medewerkers")
    is_active = models.BooleanField("actief", default=True)
    is_staff = models.BooleanField("toegang tot technisch beheer", default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["naam"]

    class Meta:
        ordering = ["naam", "id"]
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        indexes = [models.Index(fields=["naam", "id"], name="user_naam_id")]
        constraints = [
            # With the unique column this makes addresses unique whatever their capitals.
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_is_lower_case"),
            models.CheckConstraint(
                condition=Q(nieuw_email="", email_gevraagd_door=None)
                | ~Q(nieuw_email="") & Q(email_gevraagd_door__isnull=False) & ~Q(email_gevraagd_door=F("id")),
                name="user_new_email_asked_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def clean(self) -> None:
        super().clean()
        self.email = self.email.strip().lower()

    def get_full_name(self) -> str:
        return self.naam

    def get_short_name(self) -> str:
        return self.naam

    def leidinggevende(self) -> "User | None":
        """The manager: of the own afdeling, or of the first one above it that has another manager."""
        # Of somebody who works elsewhere the afdeling is not there to be seen.
        afdeling, seen = Afdeling.objects.filter(pk=self.afdeling_id).first(), set()
        while afdeling is not None and afdeling.pk not in seen:
            if afdeling.leidinggevende_id not in (None, self.pk):
                return User.objects.filter(pk=afdeling.leidinggevende_id).first()
            seen.add(afdeling.pk)
            afdeling = Afdeling.objects.filter(pk=afdeling.parent_id).first()
        return None


class RoltoewijzingQuerySet(models.QuerySet):
    def current(self, on: datetime.date | None = None) -> "RoltoewijzingQuerySet":
        """Roles in force on that day (default today): `tot` is the first day without the role. What was not
        confirmed by then was not in force."""
        on = on or timezone.localdate()
        return self.not_over(on).filter(van__lte=on, bevestigd_op__lte=on)

    def not_over(self, on: datetime.date | None = None) -> "RoltoewijzingQuerySet":
        """Roles in force on that day (default today) or later, and those that wait to be confirmed."""
        return self.filter(Q(tot__isnull=True) | Q(tot__gt=on or timezone.localdate()))

    def waiting(self, organisation: Organisation) -> "RoltoewijzingQuerySet":
        """Roles there that a second beheerder has yet to confirm."""
        return self.not_over().filter(organisation=organisation, bevestigd_op=None)


class Roltoewijzing(models.Model):
    """A role of a person in an organisation, for one register or ("") for both. Ended, never deleted.

    It opens nothing before `bevestigd_op`: what a beheerder gives, a second one confirms. `gegeven_door` and
    `bevestigd_door` are empty for what the owner of the installation gave on the command line. A role that
    was in force waits again (`wacht_omdat`) when one beheerder changed who can come in; `gegeven_door` is
    that beheerder then.
    """

    class WachtOmdat(models.TextChoices):
        TWEEDE_STAP = "tweede_stap", "tweede stap weggehaald"
        GEOPEND = "geopend", "account weer geopend"

    user = models.ForeignKey(User, models.PROTECT, related_name="roltoewijzingen")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="roltoewijzingen")
    register = models.CharField(max_length=20, choices=Register, blank=True, default="")
    rol = models.CharField(max_length=30, choices=Rol)
    van = models.DateField(default=timezone.localdate)
    tot = models.DateField(null=True, blank=True, help_text="First day without the role.")
    bron = models.CharField(max_length=60, blank=True, default="", help_text='Empty: by hand; else "sso:id".')
    gegeven_door = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    bevestigd_op = models.DateField(null=True, blank=True)
    bevestigd_door = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    wacht_omdat = models.CharField(max_length=20, choices=WachtOmdat, blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RoltoewijzingQuerySet.as_manager()

    class Meta:
        ordering = ["rol", "register", "van", "id"]
        verbose_name_plural = "roltoewijzingen"
        indexes = [models.Index(fields=["organisation", "rol", "user"], name="roltoewijzing_org_rol")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "register", "rol"],
                condition=Q(tot__isnull=True),
                name="roltoewijzing_one_open",
            ),
            models.CheckConstraint(condition=Q(tot__gte=F("van")), name="roltoewijzing_tot_not_before_van"),
            models.CheckConstraint(
                condition=~Q(gegeven_door=F("user"))
                & ~Q(bevestigd_door=F("user"))
                & (~Q(bevestigd_door=F("gegeven_door")) | Q(rol__in=ZONDER_TWEEDE)),
                name="roltoewijzing_by_two_others",
            ),
        ]

    def get_rol_display(self) -> str:
        return label_of(self.rol, self.register)

    def __str__(self) -> str:
        where = self.get_register_display() if self.register else "alle registers"
        return f"{self.get_rol_display()} ({where})"


class AfwezigheidQuerySet(models.QuerySet):
    def current(self, on: datetime.date | None = None) -> "AfwezigheidQuerySet":
        """Absences on that day (default today): `van` and `tot` are both days of absence."""
        on = on or timezone.localdate()
        return self.filter(van__lte=on, tot__gte=on)

    def taking_over(self, on: datetime.date | None = None) -> "AfwezigheidQuerySet":
        """Absences on that day in which the vervanger has work of the absent person: who was chosen by that
        person, or has a handler role of theirs too. What that opens is in ``organisations.access``."""
        theirs = Roltoewijzing.objects.current(on).filter(rol__in=HANDLERS)
        theirs = theirs.filter(user=OuterRef("user"), organisation=OuterRef("organisation"))
        own = Roltoewijzing.objects.current(on).filter(
            Q(register="") | Q(register=OuterRef("register")),
            user=OuterRef(OuterRef("vervanger")),
            organisation=OuterRef("organisation"),
            rol=OuterRef("rol"),
        )
        return self.current(on).filter(Q(zelf_gekozen=True) | Exists(theirs.filter(Exists(own))))


class Afwezigheid(models.Model):
    """A handler is away from `van` up to and including `tot`; `vervanger` takes over the work meanwhile.

    `zelf_gekozen`: the absent person said so in person, or the owner of the installation did. Only then the
    vervanger has roles of that person too; else the work of roles that they hold themselves.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="afwezigheden")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="afwezigheden")
    van = models.DateField()
    tot = models.DateField()
    vervanger = models.ForeignKey(User, models.PROTECT, related_name="vervangingen")
    zelf_gekozen = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AfwezigheidQuerySet.as_manager()

    class Meta:
        ordering = ["van", "id"]
        verbose_name_plural = "afwezigheden"
        indexes = [models.Index(fields=["vervanger", "tot"], name="afwezigheid_vervanger_tot")]
        constraints = [
            models.CheckConstraint(condition=Q(tot__gte=F("van")), name="afwezigheid_tot_not_before_van"),
            models.CheckConstraint(
                condition=~Q(vervanger=F("user")), name="afwezigheid_not_replaced_by_oneself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.van} t/m {self.tot}"
