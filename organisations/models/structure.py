"""Organisations, their afdelingen, how many people work there, and the lengths of their terms."""

from django.db import models
from django.db.models import F, Q

from organisations.roles import Register


class Organisation(models.Model):
    """One employer with its own register; nothing crosses from one to another."""

    class Soort(models.TextChoices):
        GEMEENTE = "gemeente", "Gemeente"
        PROVINCIE = "provincie", "Provincie"
        WATERSCHAP = "waterschap", "Waterschap"
        MINISTERIE = "ministerie", "Ministerie"
        OVERIG = "overig", "Overig"
        KOEPEL = "koepel", "Koepel"

    naam = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    soort = models.CharField(max_length=20, choices=Soort)
    thema = models.SlugField(max_length=40, blank=True, help_text="Name of the theme class and stylesheet.")
    logo = models.CharField(max_length=100, blank=True, help_text="Name of a static file.")
    adres = models.CharField("straat en nummer", max_length=200, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    plaats = models.CharField(max_length=100, blank=True)
    telefoon = models.CharField("algemeen telefoonnummer", max_length=30, blank=True)
    ondertekenaar = models.CharField(max_length=100, blank=True, help_text="Function below letters.")
    opvang_naam = models.CharField(max_length=100, blank=True, help_text="Own help after an incident.")
    opvang_telefoon = models.CharField(max_length=30, blank=True)
    leesgrens = models.PositiveSmallIntegerField(
        default=50, help_text="More openings than this a day by one person are told to who supervises."
    )
    is_actief = models.BooleanField("actief", default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["naam"]
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"

    def __str__(self) -> str:
        return self.naam

    @property
    def is_koepel(self) -> bool:
        """It reads figures that other organisations give, and has no register."""
        return self.soort == self.Soort.KOEPEL

    @property
    def functie(self) -> str:
        """Who signs letters for the organisation: the function it chose, else what is usual for its kind."""
        return self.ondertekenaar or ONDERTEKENAARS[self.soort]

    @property
    def adresregels(self) -> tuple[str, ...]:
        """As on an envelope; without what was not filled in."""
        place = f"{self.postcode} {self.plaats}".strip()
        return tuple(regel for regel in (self.adres, place) if regel)


ONDERTEKENAARS = {
    Organisation.Soort.GEMEENTE: "gemeentesecretaris",
    Organisation.Soort.PROVINCIE: "provinciesecretaris",
    Organisation.Soort.WATERSCHAP: "secretaris-directeur",
    Organisation.Soort.MINISTERIE: "secretaris-generaal",
    Organisation.Soort.OVERIG: "directeur",
    Organisation.Soort.KOEPEL: "directeur",
}


class Afdeling(models.Model):
    """A part of an organisation; the tree is by `parent`. Its size is in `Formatie`."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="afdelingen")
    naam = models.CharField(max_length=200)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="onderdelen")
    leidinggevende = models.ForeignKey(
        "organisations.User", models.PROTECT, null=True, blank=True, related_name="leidt_afdelingen"
    )

    class Meta:
        ordering = ["naam"]
        verbose_name_plural = "afdelingen"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "parent", "naam"],
                name="afdeling_naam_unique_in_parent",
                nulls_distinct=False,
                violation_error_message="Er is al een afdeling met deze naam.",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="afdeling_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.naam


class Formatie(models.Model):
    """How many people work somewhere in a year: in the whole organisation, or (`afdeling`) in one afdeling.

    Of an afdeling: who works in it itself, without the afdelingen below it, because a case is registered
    with one afdeling too. `fte` has one decimal. A year without a row is not known, which is not 0.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="formaties")
    afdeling = models.ForeignKey(Afdeling, models.PROTECT, null=True, blank=True, related_name="formaties")
    jaar = models.PositiveSmallIntegerField()
    fte = models.DecimalField(max_digits=8, decimal_places=1)
    medewerkers = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-jaar", "afdeling__naam", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "afdeling", "jaar"], name="formatie_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(fte__gt=0), name="formatie_fte_above_zero"),
            models.CheckConstraint(condition=Q(medewerkers__gt=0), name="formatie_medewerkers_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.jaar}: {self.fte} fte"


class TermijnInstelling(models.Model):
    """The length an organisation chose for a term; without a row the default of the register holds.

    Which codes exist, and which are fixed by law, is known to the register, not here.
    """

    class Eenheid(models.TextChoices):
        DAGEN = "dagen", "dagen"
        WERKDAGEN = "werkdagen", "werkdagen"
        MAANDEN = "maanden", "maanden"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="termijninstellingen")
    register = models.CharField(max_length=20, choices=Register)
    code = models.SlugField(max_length=60)
    aantal = models.PositiveSmallIntegerField()
    eenheid = models.CharField(max_length=10, choices=Eenheid)
    waarschuw_na = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Warn after this many of the same unit; empty: the default."
    )

    class Meta:
        ordering = ["register", "code"]
        verbose_name_plural = "termijninstellingen"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "register", "code"], name="termijninstelling_unique"
            ),
            models.CheckConstraint(condition=Q(aantal__gte=1), name="termijninstelling_at_least_one"),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.code}: {self.aantal} {self.eenheid}"
