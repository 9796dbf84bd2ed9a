from django.db import models

from casework.models import Bestand
from incidents.lists import Aangever, Privacyvorm
from incidents.models.incident import Incident
from incidents.models.politie import OnlineUiting
from organisations.models import User


class Bewijsstuk(models.Model):
    """A file that belongs to an incident, with where it comes from: who made it, when and where.

    ``voor_politie``: it is evidence, and stands in the police file; else it is a document of the case.
    """

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="bewijsstukken")
    bestand = models.OneToOneField(Bestand, models.PROTECT, related_name="+")
    omschrijving = models.CharField(max_length=300)
    gemaakt_door = models.CharField("wie het maakte of ontving", max_length=200, blank=True)
    gemaakt_op = models.DateField(null=True, blank=True)
    gemaakt_waar = models.CharField(max_length=200, blank=True)
    voor_politie = models.BooleanField(default=True)
    online_uiting = models.ForeignKey(
        OnlineUiting, models.PROTECT, null=True, blank=True, related_name="schermafdrukken"
    )
    door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "bewijsstukken"


class Politiedossier(models.Model):
    """One version of the police file (PIF) as it was made, to read and as data. It is never changed.

    ``met_identiteit``: it names the veroorzaker, so only who may know that name gets it. ``verwijderd_op``:
    the contents of its files are gone; what they were (their hash) stays.
    """

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="politiedossiers")
    versie = models.PositiveSmallIntegerField()
    gemaakt_op = models.DateField()
    aangever = models.CharField(max_length=12, choices=Aangever)
    privacyvorm = models.CharField(max_length=20, choices=Privacyvorm)
    met_identiteit = models.BooleanField(default=False)
    verwijderd_op = models.DateField(null=True)
    ontbreekt = models.JSONField(default=list, help_text="what was still missing when it was made")
    pdf = models.OneToOneField(Bestand, models.PROTECT, related_name="+")
    gegevens = models.OneToOneField(Bestand, models.PROTECT, related_name="+")
    door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["versie"]
        verbose_name_plural = "politiedossiers"
        constraints = [
            models.UniqueConstraint(fields=["incident", "versie"], name="politiedossier_version_once")
        ]
