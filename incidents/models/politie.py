from django.db import models
from django.db.models import Q

from incidents.lists import (
    Aangever,
    Afdoening,
    JaNeeOnbekend,
    OnlineUitkomst,
    Politiestap,
    Privacyvorm,
    RedenGeenAangifte,
    Strafstap,
)
from incidents.models.incident import Incident
from organisations.models import User


class Politiebesluit(models.Model):
    """What was decided about the police, and what police and OM made of it (strafbaar, VPT code).

    Whoever decides anew adds a row: what held until then stays known. The latest one holds
    (``Incident.politiebesluit``); one without a day is known with the report.
    """

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="politiebesluiten")
    besloten_op = models.DateField(null=True)
    besluit = models.CharField(max_length=12, choices=Politiestap, blank=True)
    reden_geen_aangifte = models.CharField(max_length=30, choices=RedenGeenAangifte, blank=True)
    toelichting = models.TextField(blank=True)
    strafbaar = models.CharField(max_length=10, choices=JaNeeOnbekend, blank=True)
    strafbaar_op = models.DateField("wanneer dat bleek", null=True, blank=True)
    hulpofficier_gevraagd_op = models.DateField(null=True)
    door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = [models.F("besloten_op").desc(nulls_last=True), "-pk"]
        verbose_name_plural = "politiebesluiten"


class Politiecontact(models.Model):
    """A call to 112, a report to the police or an aangifte, on its day."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="politiecontacten")
    stap = models.CharField(max_length=12, choices=Politiestap)
    gedaan_op = models.DateField()
    aangever = models.CharField(max_length=12, choices=Aangever, blank=True)
    privacyvorm = models.CharField(max_length=20, choices=Privacyvorm, blank=True)
    nummer = models.CharField("nummer van de politie", max_length=60, blank=True)
    vpt_gevraagd = models.BooleanField("gevraagd om de VPT-code", default=False)
    vpt_code = models.BooleanField("de VPT-code staat op de zaak", null=True)

    class Meta:
        ordering = ["gedaan_op", "id"]
        verbose_name_plural = "politiecontacten"
        indexes = [models.Index(fields=["gedaan_op"], name="politiecontact_day")]
        constraints = [
            models.CheckConstraint(name="politiecontact_is_a_contact", condition=~Q(stap=Politiestap.GEEN))
        ]


class Strafverloop(models.Model):
    """A step of police and justice, with how the case ended when it did."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="strafverlopen")
    stap = models.CharField(max_length=15, choices=Strafstap, blank=True)
    op = models.DateField()
    afdoening = models.CharField(max_length=25, choices=Afdoening, blank=True)
    toelichting = models.TextField(blank=True)
    bedrag = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["op", "id"]
        verbose_name_plural = "strafverlopen"


class OnlineUiting(models.Model):
    """Something that was put online, and the request to take it away."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="online_uitingen")
    platform = models.CharField(max_length=80)
    url = models.URLField(max_length=500, blank=True)
    geplaatst_op = models.DateField(null=True, blank=True)
    verwijderverzoek_op = models.DateField(null=True, blank=True)
    uitkomst = models.CharField(max_length=15, choices=OnlineUitkomst, blank=True)
    uitkomst_op = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "online uitingen"


class Reactie(models.Model):
    """The reaction to the veroorzaker: given on a day, or later with a reason."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="reacties")
    gegeven_op = models.DateField(null=True)
    wijze = models.CharField(max_length=200, blank=True)
    later_op = models.DateField(null=True)
    reden = models.TextField(blank=True)
    door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="reactie_given_or_later_with_a_reason",
                condition=Q(gegeven_op__isnull=False) | (Q(later_op__isnull=False) & ~Q(reden="")),
            )
        ]
