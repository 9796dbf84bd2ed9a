from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from incidents.ernst import BELEVING
from incidents.lists import (
    AangifteGewenst,
    Ambt,
    BesprokenMet,
    Doelwit,
    Functiegroep,
    Letsel,
    NadeligGevolg,
    NazorgDoor,
    NazorgUitkomst,
    NazorgVervolg,
    RedenNietBesproken,
    Schadelijder,
    VerbeteractieSoort,
    Verhaalsweg,
    Verzuim,
)
from incidents.models.incident import Incident
from organisations.models import User


class Slachtoffer(models.Model):
    """A person who was hurt or threatened: an employee, an ambtsdrager, or somebody of their family.

    ``geschrokken``: said so in the report. It is no letsel and makes an incident not heavier.
    """

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="slachtoffers")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    naam = models.CharField(max_length=200, blank=True)
    telefoon = models.CharField(max_length=30, blank=True)
    doelwit = models.CharField(max_length=25, choices=Doelwit, blank=True)
    ambt = models.CharField(max_length=20, choices=Ambt, blank=True)
    functiegroep = models.CharField(max_length=20, choices=Functiegroep, blank=True)
    letsel = models.CharField(max_length=20, choices=Letsel, blank=True)
    geschrokken = models.BooleanField("geschrokken of van slag", default=False)
    verzuim = models.CharField(max_length=20, choices=Verzuim, blank=True)
    ernst_beleving = models.PositiveSmallIntegerField(null=True, blank=True, choices=BELEVING)
    nadelige_gevolgen = ArrayField(models.CharField(max_length=20, choices=NadeligGevolg), default=list)
    besproken_met = ArrayField(models.CharField(max_length=25, choices=BesprokenMet), default=list)
    reden_niet_besproken = models.CharField(max_length=20, choices=RedenNietBesproken, blank=True)
    mag_bellen = models.BooleanField("mag iemand bellen", null=True)
    hulp_gewenst = models.BooleanField(null=True)
    aangifte_gewenst = models.CharField(max_length=10, choices=AangifteGewenst, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["user"], name="slachtoffer_user")]
        constraints = [
            models.UniqueConstraint(fields=["incident", "user"], name="slachtoffer_once"),
            models.CheckConstraint(
                name="slachtoffer_beleving_1_to_4",
                condition=Q(ernst_beleving=None) | Q(ernst_beleving__range=(1, 4)),
            ),
        ]

    def __str__(self) -> str:
        return self.user.naam if self.user else self.naam or "onbekend"


class Nazorggesprek(models.Model):
    """An offer of a talk and what came of it: dates, with whom and what follows. Never what was said.

    ``op`` is when it was held, offered or refused.
    """

    slachtoffer = models.ForeignKey(Slachtoffer, models.CASCADE, related_name="nazorggesprekken")
    uitkomst = models.CharField(max_length=12, choices=NazorgUitkomst)
    op = models.DateField()
    met = models.CharField(max_length=40, choices=NazorgDoor, blank=True)
    vervolg = models.CharField(max_length=20, choices=NazorgVervolg, blank=True)
    doorverwezen_naar = models.CharField(max_length=40, choices=NazorgDoor, blank=True)
    door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["op", "id"]
        verbose_name_plural = "nazorggesprekken"


class Schade(models.Model):
    """One line of damage: who suffered it, what it cost, what the employer advanced, what came back."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="schades")
    lijder = models.CharField(max_length=12, choices=Schadelijder, blank=True)
    slachtoffer = models.ForeignKey(Slachtoffer, models.PROTECT, null=True, blank=True, related_name="+")
    omschrijving = models.CharField(max_length=300)
    bedrag = models.DecimalField(max_digits=12, decimal_places=2)
    geleden_op = models.DateField()
    bewijs = models.CharField("bewijs, zoals een bon", max_length=300, blank=True)
    voorgeschoten = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    voorgeschoten_op = models.DateField(null=True, blank=True)
    verhaal = models.CharField(max_length=25, choices=Verhaalsweg, blank=True)
    ontvangen = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    ontvangen_op = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="schade_not_negative", condition=Q(bedrag__gte=0)),
            models.CheckConstraint(
                name="schade_received_has_a_day",
                condition=Q(ontvangen=None) | Q(ontvangen_op__isnull=False),
            ),
        ]


class Arbomelding(models.Model):
    """A duty of the Arbowet: to tell the Arbeidsinspectie, or to write it in the accident register."""

    class Soort(models.TextChoices):
        ARBEIDSINSPECTIE = "arbeidsinspectie", "Arbeidsinspectie"
        ONGEVALLENREGISTER = "ongevallenregister", "Ongevallenregister"

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="arbomeldingen")
    slachtoffer = models.ForeignKey(Slachtoffer, models.CASCADE, null=True, related_name="+")
    soort = models.CharField(max_length=20, choices=Soort)
    verplicht_op = models.DateField()
    gedaan_op = models.DateField(null=True)
    nummer = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["slachtoffer", "soort"], name="arbomelding_once"),
        ]


class IncidentVerbeteractie(models.Model):
    """What the organisation will do so that it does not happen again, and who does it."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="verbeteracties")
    soort = models.CharField(max_length=20, choices=VerbeteractieSoort)
    omschrijving = models.TextField()
    eigenaar = models.CharField(max_length=200, blank=True)
    gereed_voor = models.DateField(null=True, blank=True)
    gereed_op = models.DateField(null=True)

    class Meta:
        ordering = ["id"]


class Getuige(models.Model):
    """Somebody who saw or heard it."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="getuigen")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    naam = models.CharField(max_length=200)
    bereikbaar = models.CharField("hoe te bereiken op het werk", max_length=200, blank=True)
    verklaring = models.TextField("wat deze getuige zag of hoorde", blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "getuigen"
