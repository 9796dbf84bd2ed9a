"""Other systems that read through the API."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from organisations.models.people import User
from organisations.models.structure import Organisation
from organisations.roles import Register


class KoppelingQuerySet(models.QuerySet):
    def current(self, on: datetime.date | None = None) -> "KoppelingQuerySet":
        """Those whose token works on that day (default today): `geldig_tot` is the last day."""
        on = on or timezone.localdate()
        running = Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=on)
        return self.filter(running, ingetrokken_op=None, organisation__is_actief=True)


class Koppeling(models.Model):
    """Another system of the organisation that reads through the API, with one token of its own.

    The token itself is kept nowhere: `sha256` is that of its characters, which hold 256 random bits.
    It reads released reports; figures that are not released only with a `Koppelingsrecht`. Withdrawn,
    never deleted.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="koppelingen")
    naam = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    geldig_tot = models.DateField("geldig tot en met", null=True, blank=True)
    ingetrokken_op = models.DateField(null=True, blank=True, editable=False)
    laatst_gebruikt_op = models.DateField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = KoppelingQuerySet.as_manager()

    class Meta:
        ordering = ["naam", "-id"]
        verbose_name_plural = "koppelingen"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "naam"],
                condition=Q(ingetrokken_op=None),
                name="koppeling_naam_once",
                violation_error_message="Er is al een koppeling met deze naam.",
            )
        ]

    def __str__(self) -> str:
        return self.naam


class Koppelingsrecht(models.Model):
    """A koppeling asks for the figures of one register, also those that are not released.

    It reads them with the eyes of `borg`, who vouches for it: somebody who may see these figures, and for
    as long as they may. Without one it reads nothing.
    """

    koppeling = models.ForeignKey(Koppeling, models.CASCADE, related_name="rechten")
    register = models.CharField(max_length=20, choices=Register)
    borg = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    gegeven_op = models.DateField(null=True)
    geweigerd_op = models.DateField(null=True, help_text="Refused, or ended after it was given.")

    class Meta:
        ordering = ["register"]
        verbose_name_plural = "koppelingsrechten"
        constraints = [
            models.UniqueConstraint(fields=["koppeling", "register"], name="koppelingsrecht_once"),
            models.CheckConstraint(
                condition=Q(borg=None, gegeven_op=None) | Q(borg__isnull=False, gegeven_op__isnull=False),
                name="koppelingsrecht_given_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"cijfers {self.get_register_display().lower()}"
