import unicodedata

from django.db import models
from django.db.models import Q

from casework.models import Bestand
from incidents.lists import (
    Baliesignaal,
    Doelbinding,
    Drijfveer,
    VeroorzakerBekend,
    Veroorzakertype,
    Verwijderbesluit,
)
from incidents.models.incident import Incident
from organisations.models import Organisation, User

# Letters that don't fall apart into a plain letter and a mark.
GEWOON = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def plain_letters(naam: str) -> str:
    """A name as it is searched: small letters only, without accents, spaces, dots and hyphens.

    "Anouk van 't Hóf-Ø." -> "anoukvanthofo". Letters of other scripts stay what they are.
    """
    apart = unicodedata.normalize("NFKD", naam.casefold().translate(GEWOON))
    return "".join(c for c in apart if c.isalpha())


class VeroorzakerPersoon(models.Model):
    """Who a veroorzaker is, apart from what happened: kept only with a purpose, and only as long as that
    lasts. Found again by name and date of birth; ``zoeknaam`` is the name in plain letters.

    ``bewaren_tot`` is kept by ``services.bewaren``; ``bewaarplicht_tot`` is a legal hold with an end.
    ``verwijderd_op``: the identity is gone, the row stays for the count of repetitions. The letter that
    informs this person (``informatie_pdf``, ``informatie_odt``) goes with the identity.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    naam = models.CharField(max_length=200, blank=True)
    zoeknaam = models.CharField(max_length=200, blank=True, editable=False)
    geboortedatum = models.DateField(null=True, blank=True)
    adres = models.TextField("adres voor een brief", blank=True)
    bewaren_tot = models.DateField()
    bewaarplicht_tot = models.DateField(null=True, blank=True)
    bewaarplicht_reden = models.TextField(blank=True)
    geinformeerd_op = models.DateField(null=True)
    informeren_uitgesteld_tot = models.DateField(null=True)
    uitstelreden = models.TextField(blank=True)
    informatie_pdf = models.ForeignKey(Bestand, models.PROTECT, null=True, related_name="+")
    informatie_odt = models.ForeignKey(Bestand, models.PROTECT, null=True, related_name="+")
    verwijderd_op = models.DateField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "veroorzakerpersonen"
        indexes = [
            models.Index(fields=["organisation", "zoeknaam", "geboortedatum"], name="veroorzaker_found_again")
        ]
        constraints = [
            models.CheckConstraint(
                name="veroorzaker_hold_has_a_reason",
                condition=Q(bewaarplicht_tot=None) | ~Q(bewaarplicht_reden=""),
            ),
        ]


class Veroorzaker(models.Model):
    """Who did it, as far as it is known, in one incident. ``doel``: why the identity is kept.

    ``ook_voor_aangifte``: kept for another purpose first, and since used for an aangifte as well.
    """

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="veroorzakers")
    bekend = models.CharField(max_length=12, choices=VeroorzakerBekend, blank=True)
    type = models.CharField(max_length=20, choices=Veroorzakertype, blank=True)
    drijfveer = models.CharField(max_length=25, choices=Drijfveer, blank=True)
    signalement = models.TextField(blank=True)
    persoon = models.ForeignKey(
        VeroorzakerPersoon, models.PROTECT, null=True, blank=True, related_name="veroorzakers"
    )
    doel = models.CharField(max_length=12, choices=Doelbinding, blank=True)
    ook_voor_aangifte = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="identity_only_with_a_purpose", condition=Q(persoon=None) | ~Q(doel="")
            )
        ]

    @property
    def doelen(self) -> str:
        """Every purpose for which the identity is kept, in words."""
        also = " en een aangifte" if self.ook_voor_aangifte and self.doel != Doelbinding.AANGIFTE else ""
        return f"{self.get_doel_display()}{also}"

    @property
    def voor_aangifte(self) -> bool:
        return self.doel == Doelbinding.AANGIFTE or self.ook_voor_aangifte

    def in_words(self, *, met_naam: bool) -> str:
        """Who it is for who may know; for others no more than what kind of person it was."""
        if met_naam and self.persoon and self.persoon.naam:
            return self.persoon.naam
        if self.type:
            return f"Veroorzaker ({self.get_type_display().lower()})"
        return "Veroorzaker"


class Verwijderverzoek(models.Model):
    """A veroorzaker asks to be removed; ``beslisser`` decides, always with a reason."""

    persoon = models.ForeignKey(VeroorzakerPersoon, models.CASCADE, related_name="verwijderverzoeken")
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="verwijderverzoeken")
    ontvangen_op = models.DateField()
    toelichting = models.TextField(blank=True)
    beslisser = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    besluit = models.CharField(max_length=12, choices=Verwijderbesluit, blank=True)
    besloten_op = models.DateField(null=True)
    motivering = models.TextField(blank=True)
    door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]


class Signaal(models.Model):
    """What desk and home visits are told about a person, until ``geldig_tot``: an instruction only."""

    persoon = models.ForeignKey(VeroorzakerPersoon, models.CASCADE, related_name="signalen")
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="signalen")
    aanwijzing = models.CharField(max_length=30, choices=Baliesignaal)
    contactpersoon = models.CharField(max_length=200, blank=True)
    geldig_tot = models.DateField()
    ingetrokken_op = models.DateField(null=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "signalen"


class Opzoeking(models.Model):
    """One question at the desk, and whether there was an answer. What was typed is not kept.

    ``geweigerd``: it was not answered, because this person asked too often.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    gevonden = models.ForeignKey(Signaal, models.SET_NULL, null=True, related_name="+")
    geweigerd = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "opzoekingen"
        indexes = [models.Index(fields=["user", "created_at"], name="opzoeking_by_user")]
