from django.db import models
from django.db.models import F, Q

from integrity.lists import (
    Basiseis,
    Betreft,
    Kosten,
    OnderzoekSoort,
    OordeelCode,
    Uitvoering,
    VooronderzoekUitkomst,
)
from integrity.models.zaak import Zaak
from organisations.models import User


class Betrokkene(models.Model):
    """Somebody a zaak is about. Without a ``nummer``: it is not known who."""

    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="betrokkenen")
    nummer = models.PositiveIntegerField(null=True)
    naam = models.CharField(max_length=200, blank=True)
    functie = models.CharField(max_length=200, blank=True)
    betreft = models.CharField(max_length=40, choices=Betreft, blank=True)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = [F("nummer").asc(nulls_last=True)]
        constraints = [
            models.UniqueConstraint(fields=["zaak", "nummer"], nulls_distinct=False, name="betrokkene_once")
        ]

    @property
    def onbekend(self) -> bool:
        return self.nummer is None

    def __str__(self) -> str:
        if self.onbekend:
            return "Betrokkene onbekend"
        return self.naam or f"Betrokkene {self.nummer}"


class Aantijging(models.Model):
    """What one betrokkene is suspected of, and what was found."""

    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="aantijgingen")
    betrokkene = models.ForeignKey(Betrokkene, models.CASCADE, related_name="aantijgingen")
    vermoede_categorie = models.CharField(max_length=80, blank=True)
    omschrijving = models.TextField(blank=True)
    oordeel = models.CharField(max_length=20, choices=OordeelCode, blank=True)
    oordeel_op = models.DateField(null=True)
    vastgestelde_categorie = models.CharField(max_length=80, blank=True)
    motivering = models.TextField(blank=True)
    geoordeeld_door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "aantijgingen"
        indexes = [models.Index(fields=["oordeel_op"], name="aantijging_judged")]
        constraints = [
            models.CheckConstraint(
                name="oordeel_has_a_date",
                condition=Q(oordeel="", oordeel_op__isnull=True)
                | (~Q(oordeel="") & Q(oordeel_op__isnull=False)),
            )
        ]


class Onderzoek(models.Model):
    """A vooronderzoek or feitenonderzoek. It runs from ``gestart_op`` to ``afgerond_op``."""

    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="onderzoeken")
    soort = models.CharField(max_length=20, choices=OnderzoekSoort)
    gestart_op = models.DateField()
    afgerond_op = models.DateField(null=True)
    uitkomst = models.CharField(max_length=20, choices=VooronderzoekUitkomst, blank=True)
    uitvoering = models.CharField(max_length=10, choices=Uitvoering, blank=True)
    kosten = models.CharField(max_length=10, choices=Kosten, blank=True)
    kosten_bedrag = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    onderzoeker = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    bureau = models.CharField("extern bureau", max_length=200, blank=True)
    opdrachtgever = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    aanleiding = models.TextField(blank=True)
    vraag = models.TextField("onderzoeksvragen", blank=True)
    reikwijdte = models.TextField("reikwijdte en periode", blank=True)
    middelen = models.TextField("middelen en waarom die nodig zijn", blank=True)
    rapport = models.TextField("bevindingen", blank=True)

    class Meta:
        ordering = ["gestart_op", "id"]
        indexes = [
            models.Index(fields=["gestart_op"], name="onderzoek_started"),
            models.Index(fields=["afgerond_op"], name="onderzoek_ended"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["zaak", "soort"], condition=Q(afgerond_op=None), name="one_running_onderzoek"
            ),
            models.CheckConstraint(
                name="onderzoek_ends_after_start",
                condition=Q(afgerond_op=None) | Q(afgerond_op__gte=F("gestart_op")),
            ),
            models.CheckConstraint(
                name="kosten_amount",
                condition=Q(kosten=Kosten.BEDRAG, kosten_bedrag__gte=0)
                | (~Q(kosten=Kosten.BEDRAG) & Q(kosten_bedrag=None)),
            ),
        ]


class BasiseisAntwoord(models.Model):
    """How an investigation meets one of the basiseisen: met, or not applicable with a reason."""

    onderzoek = models.ForeignKey(Onderzoek, models.CASCADE, related_name="basiseisen")
    eis = models.CharField(max_length=20, choices=Basiseis)
    voldaan = models.BooleanField()
    toelichting = models.TextField()
    uitgesteld_tot = models.DateField(null=True, blank=True)
    vastgelegd_op = models.DateField()
    door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["onderzoek", "eis"], name="basiseis_once")]


class Onafhankelijkheidsverklaring(models.Model):
    """A declaration of the onderzoeker or the bevoegd gezag of having no interest in the outcome."""

    onderzoek = models.ForeignKey(Onderzoek, models.CASCADE, related_name="verklaringen")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    verklaard_op = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["onderzoek", "user"], name="verklaring_once")]


class Wederhoor(models.Model):
    """The chance of a betrokkene to answer to the facts."""

    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="wederhoren")
    betrokkene = models.ForeignKey(Betrokkene, models.CASCADE, related_name="wederhoren")
    gevraagd_op = models.DateField()
    termijn_tot = models.DateField()
    zienswijze_op = models.DateField(null=True)
    zienswijze = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["zaak", "betrokkene"], name="wederhoor_once")]
