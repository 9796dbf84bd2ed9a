from django.db import models
from django.db.models import F, Q

from integrity.lists import Afloop, ContactSoort, OrdemaatregelCode, Rechtsgang, Strafrecht
from integrity.models.onderzoek import Betrokkene
from integrity.models.zaak import Zaak
from organisations.models import User


class Maatregel(models.Model):
    """One decision about one betrokkene. A person can have several; ``geen`` is a decision too."""

    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="maatregelen")
    betrokkene = models.ForeignKey(Betrokkene, models.CASCADE, related_name="maatregelen")
    maatregel = models.CharField(max_length=40)
    opgelegd_op = models.DateField()
    reden = models.TextField(blank=True)
    voornemen_op = models.DateField(null=True, blank=True)
    zienswijze_op = models.DateField(null=True, blank=True)
    juridisch_advies_op = models.DateField(null=True, blank=True)
    afloop = models.CharField(max_length=30, choices=Afloop, blank=True)
    afloop_op = models.DateField(null=True, blank=True)
    rechtsgang = models.CharField(max_length=30, choices=Rechtsgang, blank=True)
    rechtsgang_toelichting = models.TextField(blank=True)
    besloten_door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["opgelegd_op", "id"]
        verbose_name_plural = "maatregelen"
        indexes = [models.Index(fields=["opgelegd_op"], name="maatregel_imposed")]
        constraints = [
            models.UniqueConstraint(fields=["betrokkene", "maatregel", "opgelegd_op"], name="maatregel_once")
        ]


class Ordemaatregel(models.Model):
    """A measure to keep order during the zaak. No sanction; looked at again every 28 days."""

    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="ordemaatregelen")
    betrokkene = models.ForeignKey(Betrokkene, models.CASCADE, related_name="ordemaatregelen")
    soort = models.CharField(max_length=40, choices=OrdemaatregelCode)
    reden = models.TextField()
    ingegaan_op = models.DateField()
    herzien_op = models.DateField(null=True)
    beeindigd_op = models.DateField(null=True)

    class Meta:
        ordering = ["ingegaan_op", "id"]
        verbose_name_plural = "ordemaatregelen"
        constraints = [
            models.CheckConstraint(
                name="ordemaatregel_ends_after_start",
                condition=Q(beeindigd_op=None) | Q(beeindigd_op__gte=F("ingegaan_op")),
            )
        ]
        indexes = [models.Index(fields=["beeindigd_op"], name="ordemaatregel_ended")]


class Aangifte(models.Model):
    """What was decided about criminal law: a report to the police, advice, or not, with the reason."""

    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="aangiften")
    soort = models.CharField(max_length=30, choices=Strafrecht, default=Strafrecht.AANGIFTE)
    gedaan_op = models.DateField()
    motivering = models.TextField(blank=True)

    class Meta:
        ordering = ["gedaan_op", "id"]
        verbose_name_plural = "aangiften"
        indexes = [models.Index(fields=["gedaan_op"], name="aangifte_made")]


class Contactmoment(models.Model):
    """A moment of care: nabespreking, benadelingscheck, aftercare."""

    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="contactmomenten")
    soort = models.CharField(max_length=30, choices=ContactSoort)
    gehouden_op = models.DateField()
    bevinding = models.TextField()
    opvolging = models.TextField(blank=True)
    door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["gehouden_op", "id"]


class Verbeteractie(models.Model):
    """What the organisation will do better, and who does it."""

    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="verbeteracties")
    omschrijving = models.TextField()
    eigenaar = models.CharField(max_length=200, blank=True)
    vastgelegd_op = models.DateField()
    gereed_voor = models.DateField(null=True, blank=True)
    gereed_op = models.DateField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["gereed_op"], name="verbeteractie_done")]
