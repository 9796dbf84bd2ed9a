"""Reports that are made to be published: their path, what was written, the figures as they were frozen, and
the documents made of them. And what organisations give to a koepel, and get back from it."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from casework.kenmerk import new_kenmerk
from organisations.models import Organisation, User
from organisations.roles import Register
from reports import lifecycle
from reports.models.vastgelegd import Activiteit, Les, Ontwikkeling, Toezegging, Vastlegging

__all__ = [
    "Activiteit",
    "BevrorenRapport",
    "Koepeldeelname",
    "Les",
    "Ontwikkeling",
    "Openstelling",
    "Rapportage",
    "Rapportbrief",
    "Rapportdocument",
    "Rapportplanning",
    "Rapporttoelichting",
    "Toezegging",
    "Vastlegging",
    "Vergelijkingsgroep",
    "Vergelijkingslid",
]


class Rapportage(models.Model):
    """One report of one period. Its status is changed by ``reports.services`` alone.

    ``periode``: its name, as in the exchange contract. Until it is frozen its figures are those of now, and
    ``peildatum`` is empty. ``corrigeert``: the frozen version that this one replaces.
    """

    class Bescherming(models.TextChoices):
        GEEN = "geen", "Alle aantallen laten zien"
        VERBERGEN = "verbergen", "Kleine aantallen weglaten"
        AFRONDEN = "afronden", "Aantallen afronden"

    class Openbaarheid(models.TextChoices):
        OPENBAAR = "openbaar", "Openbaar"
        GEHEIM = "geheim", "Geheim"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kenmerk = models.CharField(max_length=20, unique=True, default=new_kenmerk, editable=False)
    register = models.CharField(max_length=20, choices=Register)
    periode = models.CharField(max_length=30)
    van = models.DateField()
    tot_en_met = models.DateField()
    versie = models.PositiveSmallIntegerField(default=1)
    corrigeert = models.OneToOneField("self", models.PROTECT, null=True, related_name="vervangen_door")
    status = models.CharField(max_length=20, choices=lifecycle.STATUSSEN, default=lifecycle.CONCEPT)
    peildatum = models.DateField(null=True)
    bescherming = models.CharField(max_length=10, choices=Bescherming, default=Bescherming.GEEN)
    drempel = models.PositiveSmallIntegerField(
        default=5, help_text="the smallest number that is shown, or the number that is rounded to"
    )
    samenvoegen = models.BooleanField(default=False, help_text="afdelingen with few cases as one row")
    raad_op = models.DateField("vergadering van de raad", null=True, blank=True)
    akkoord_op = models.DateField(null=True)
    vastgesteld_op = models.DateField(null=True)
    aangeboden_op = models.DateField(null=True)
    gepubliceerd_op = models.DateField(null=True)
    stuknummer = models.CharField(max_length=60, blank=True)
    openbaarheid = models.CharField(max_length=10, choices=Openbaarheid, blank=True)
    opmerking = models.TextField(blank=True, help_text="why it was sent back, or what is corrected")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-van", "-tot_en_met", "register", "-versie"]
        indexes = [models.Index(fields=["organisation", "-van", "-id"], name="rapportage_organisation")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "register", "periode", "versie"], name="rapportage_once"
            ),
            models.CheckConstraint(condition=Q(drempel__gte=2), name="rapportage_drempel_at_least_two"),
            models.CheckConstraint(
                condition=Q(peildatum=None) ^ Q(status__in=lifecycle.BEVROREN),
                name="rapportage_frozen_has_peildatum",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.periode} versie {self.versie}"

    @property
    def is_bevroren(self) -> bool:
        return self.status in lifecycle.BEVROREN


class Rapporttoelichting(models.Model):
    """What people wrote with one part of a report."""

    rapportage = models.ForeignKey(Rapportage, models.CASCADE, related_name="toelichtingen")
    deel = models.CharField(max_length=40)
    tekst = models.TextField(blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rapportage", "deel"], name="toelichting_once")]

    def __str__(self) -> str:
        return self.deel


class Rapportbrief(models.Model):
    """The head and the foot of a report that goes as a letter. ``ondertekenaars``: a line each."""

    rapportage = models.OneToOneField(Rapportage, models.CASCADE, related_name="brief")
    geadresseerde = models.CharField(max_length=300)
    aanhef = models.CharField(max_length=120, blank=True)
    kenmerk = models.CharField(max_length=60, blank=True)
    datum = models.DateField(null=True)
    ondertekenaars = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.geadresseerde


class BevrorenRapport(models.Model):
    """A report as it was when it was frozen: written once, never changed.

    ``inhoud``: the whole report (``reports.verslag.storing``), with ``sha256`` of those bytes; what is shown
    of it is protected already. ``cijfers``: the unprotected figures of the contract. ``leden``: by the path
    of each figure the ids that were counted, only for who may open them.
    """

    rapportage = models.OneToOneField(Rapportage, models.PROTECT, related_name="bevroren")
    inhoud = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    definities = models.PositiveSmallIntegerField()
    cijfers = models.JSONField()
    leden = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.sha256


class Rapportdocument(models.Model):
    """A report in one shape and one format, made by the worker. ``sha256`` is that of the file."""

    class Status(models.TextChoices):
        WACHT = "wacht", "Wacht op de beurt"
        BEZIG = "bezig", "Wordt gemaakt"
        KLAAR = "klaar", "Klaar"
        MISLUKT = "mislukt", "Mislukt"
        GEANNULEERD = "geannuleerd", "Gestopt"

    rapportage = models.ForeignKey(Rapportage, models.CASCADE, related_name="documenten")
    vorm = models.CharField(max_length=20, default="volledig")
    formaat = models.CharField(max_length=10)
    status = models.CharField(max_length=12, choices=Status, default=Status.WACHT)
    bestand = models.BinaryField(null=True)
    grootte = models.PositiveIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    fout = models.CharField(max_length=300, blank=True)
    gevraagd_door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    poging = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    klaar_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rapportage", "vorm", "formaat"], name="rapportdocument_once")
        ]

    def __str__(self) -> str:
        return f"{self.rapportage} {self.vorm} {self.formaat}"


class Rapportplanning(models.Model):
    """Which reports an organisation wants by itself: of each part of a year, so many days after its end.

    ``vanaf``: periods that ended earlier are not made after all.
    """

    class Soort(models.TextChoices):
        JAAR = "J", "Elk jaar"
        HALFJAAR = "H", "Elk halfjaar"
        VIER_MAANDEN = "T", "Elke vier maanden"
        KWARTAAL = "Q", "Elk kwartaal"
        MAAND = "M", "Elke maand"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="rapportplanningen")
    register = models.CharField(max_length=20, choices=Register)
    soort = models.CharField(max_length=1, choices=Soort)
    dagen = models.PositiveSmallIntegerField(default=14, help_text="days after the end of the period")
    vanaf = models.DateField()

    class Meta:
        ordering = ["register", "soort"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "register", "soort"], name="rapportplanning_once")
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.get_soort_display()}"


class Openstelling(models.Model):
    """One register of an organisation whose public reports are open data. Without a row none of them is.

    ``contact``: whom the public can write to. ``uitgever``: what the organisation is called in the list of
    governments (TOOI), or "".
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="openstellingen")
    register = models.CharField(max_length=20, choices=Register)
    contact = models.EmailField("e-mailadres voor vragen")
    uitgever = models.URLField("TOOI-adres", blank=True)
    sinds = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["register"]
        constraints = [models.UniqueConstraint(fields=["organisation", "register"], name="openstelling_once")]

    def __str__(self) -> str:
        return self.register


class KoepeldeelnameQuerySet(models.QuerySet):
    def current(self, on: datetime.date | None = None) -> "KoepeldeelnameQuerySet":
        """Those in force on that day (default today): ``tot`` is the first day without."""
        on = on or timezone.localdate()
        running = Q(tot=None) | Q(tot__gt=on)
        return self.filter(
            running, van__lte=on, organisation__is_actief=True, koepel__is_actief=True
        ).order_by("organisation__naam", "organisation_id", "register")


class Koepeldeelname(models.Model):
    """An organisation gives a koepel its released reports of one register. By choice, and ended, not deleted.

    To one koepel at a time: what two of them make could be subtracted, and tell of one organisation.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    koepel = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    register = models.CharField(max_length=20, choices=Register)
    van = models.DateField(default=timezone.localdate)
    tot = models.DateField(null=True, help_text="First day without.")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = KoepeldeelnameQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "register"], condition=Q(tot=None), name="koepeldeelname_one_open"
            ),
            models.CheckConstraint(condition=Q(tot=None) | Q(tot__gte=F("van")), name="koepeldeelname_days"),
            models.CheckConstraint(condition=~Q(koepel=F("organisation")), name="koepeldeelname_two"),
        ]

    def __str__(self) -> str:
        return f"{self.register} aan {self.koepel_id}"


class Vergelijkingsgroep(models.Model):
    """Organisations of one kind and size beside each other, of one year: made once, never changed.

    ``tarief`` and ``mediaan`` are per 100 fte (``reports.koepel.groepen``). Who joins or leaves a koepel
    later changes nothing in it, so that nobody can be found by subtracting.
    """

    koepel = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    register = models.CharField(max_length=20, choices=Register)
    jaar = models.PositiveSmallIntegerField()
    soort = models.CharField(max_length=20, choices=Organisation.Soort)
    klasse = models.PositiveIntegerField(help_text="the least number of fte of this size")
    deelnemers = models.PositiveSmallIntegerField()
    tarief = models.DecimalField(max_digits=10, decimal_places=1)
    mediaan = models.DecimalField(max_digits=10, decimal_places=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-jaar", "register", "soort", "klasse"]
        constraints = [
            models.UniqueConstraint(
                fields=["koepel", "register", "jaar", "soort", "klasse"], name="vergelijkingsgroep_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.jaar} {self.soort} {self.klasse}"


class Vergelijkingslid(models.Model):
    """One organisation in a group, with its own numbers, only for its own people.

    ``register`` and ``jaar`` are those of the group: of one year an organisation counts in one group.
    """

    groep = models.ForeignKey(Vergelijkingsgroep, models.CASCADE, related_name="leden")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    register = models.CharField(max_length=20, choices=Register)
    jaar = models.PositiveSmallIntegerField()
    rapportage = models.ForeignKey(Rapportage, models.PROTECT, related_name="+")
    aantal = models.PositiveIntegerField()
    fte = models.DecimalField(max_digits=8, decimal_places=1)

    class Meta:
        ordering = ["-jaar", "register"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "register", "jaar"], name="vergelijkingslid_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.groep_id}"
