from django.db import models
from django.db.models import Q

from casework.models import Bestand
from incidents.lists import VeroorzakerMaatregelCode
from incidents.models.incident import Incident
from incidents.models.veroorzaker import Veroorzaker, VeroorzakerPersoon
from organisations.models import Organisation, User


class Veroorzakermaatregel(models.Model):
    """A measure towards a veroorzaker: prepared with care, decided by who may, running until its end.

    ``opgelegd_op`` is the day of the decision: from then on it counts. A burdening measure can't be
    decided or sent before every point of care is met (``services.zorgvuldigheid``). An extension is a
    measure of its own that names the one before it (``verlengt``).

    From the laying before on it stands fast towards whom it is (``persoon`` with the name and the date of
    birth as they were) and who decides (``beslisser``); from the decision on how much is claimed
    (``bedrag``). ``schrijvers``: everybody who wrote on it, none of whom decides.
    """

    class Status(models.TextChoices):
        VOORBEREIDING = "voorbereiding", "In voorbereiding"
        VOORGELEGD = "voorgelegd", "Voorgelegd"
        OPGELEGD = "opgelegd", "Opgelegd"
        AFGEWEZEN = "afgewezen", "Niet opgelegd"
        BEEINDIGD = "beeindigd", "Eerder beëindigd"

    class Rechtsmiddel(models.TextChoices):
        BEZWAAR = "bezwaar", "Bezwaar (besluit)"
        KLACHT = "klacht", "Klacht (geen besluit)"

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="maatregelen")
    veroorzaker = models.ForeignKey(Veroorzaker, models.PROTECT, null=True, related_name="maatregelen")
    maatregel = models.CharField(max_length=30, choices=VeroorzakerMaatregelCode)
    status = models.CharField(max_length=15, choices=Status, default=Status.VOORBEREIDING)
    reden = models.TextField("waarom deze maatregel", blank=True)
    inhoud = models.TextField("wat de maatregel inhoudt", blank=True)
    verlengt = models.ForeignKey("self", models.PROTECT, null=True, related_name="verlengingen")
    voorbereid_door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    voorbereid_op = models.DateField(null=True)
    schrijvers = models.ManyToManyField(User, related_name="+")
    voorgelegd_op = models.DateField(null=True)
    voorgelegd_door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    beslisser = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    persoon = models.ForeignKey(VeroorzakerPersoon, models.PROTECT, null=True, related_name="maatregelen")
    persoon_naam = models.CharField(max_length=200, blank=True)
    persoon_geboren = models.DateField(null=True)
    ingaat_op = models.DateField("gaat in op", null=True)
    eindigt_op = models.DateField("eindigt op", null=True)
    opgelegd_op = models.DateField(null=True)
    besloten_door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    besluitreden = models.TextField(blank=True)
    bedrag = models.DecimalField("te betalen", max_digits=12, decimal_places=2, null=True)
    beeindigd_op = models.DateField(null=True)
    beeindigreden = models.TextField(blank=True)
    # the points of care (domain document, section 5)
    eerder_gesprek_op = models.DateField(null=True)
    acuut_gevaar = models.TextField("waarom het niet kon wachten", blank=True)
    gehoord_op = models.DateField("hoor en wederhoor", null=True)
    zienswijze = models.TextField(blank=True)
    feiten = models.TextField("concrete en recente feiten", blank=True)
    bereikbaar_via = models.TextField("hoe de organisatie te bereiken blijft", blank=True)
    basisdienst = models.TextField("welke dienstverlening doorgaat", blank=True)
    rechtsmiddel = models.CharField(max_length=10, choices=Rechtsmiddel, blank=True)
    politie_ingelicht_op = models.DateField(null=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "veroorzakermaatregelen"
        indexes = [
            models.Index(fields=["opgelegd_op"], name="veroorzakermaatregel_imposed"),
            models.Index(
                fields=["eindigt_op"], name="veroorzakermaatregel_running", condition=Q(status="opgelegd")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="veroorzakermaatregel_imposed_has_a_day",
                condition=~Q(status__in=["opgelegd", "beeindigd"]) | Q(opgelegd_op__isnull=False),
            ),
            models.CheckConstraint(
                name="veroorzakermaatregel_ends_after_start",
                condition=Q(eindigt_op=None) | Q(ingaat_op=None) | Q(eindigt_op__gte=models.F("ingaat_op")),
            ),
        ]


class Maatregelevaluatie(models.Model):
    """Whether a running measure is still needed: halfway and four weeks before its end."""

    class Uitkomst(models.TextChoices):
        HANDHAVEN = "handhaven", "Loopt door"
        BEEINDIGEN = "beeindigen", "Eerder beëindigen"
        VERLENGEN = "verlengen", "Verlenging voorbereiden"

    maatregel = models.ForeignKey(Veroorzakermaatregel, models.CASCADE, related_name="evaluaties")
    gehouden_op = models.DateField()
    uitkomst = models.CharField(max_length=12, choices=Uitkomst)
    toelichting = models.TextField()
    door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["gehouden_op", "id"]


class Maatregelbrief(models.Model):
    """A letter as it was made: the files keep what the person really got.

    ``concept``: made before the decision, so it can't be sent. ``aan``: the name it was made for. That
    and the files go when the identity goes.
    """

    maatregel = models.ForeignKey(Veroorzakermaatregel, models.CASCADE, related_name="brieven")
    soort = models.CharField(max_length=30)
    gemaakt_op = models.DateField()
    door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    concept = models.BooleanField(default=False)
    aan = models.CharField(max_length=200, blank=True)
    pdf = models.ForeignKey(Bestand, models.PROTECT, null=True, related_name="+")
    odt = models.ForeignKey(Bestand, models.PROTECT, null=True, related_name="+")
    verzonden_op = models.DateField(null=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "maatregelbrieven"
        constraints = [
            models.CheckConstraint(
                name="maatregelbrief_concept_is_not_sent", condition=Q(concept=False) | Q(verzonden_op=None)
            )
        ]


class Briefsjabloon(models.Model):
    """The text of a kind of letter as the organisation wants it; without a row the standard text holds."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    soort = models.CharField(max_length=30)
    onderwerp = models.CharField(max_length=200)
    tekst = models.TextField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "briefsjablonen"
        constraints = [models.UniqueConstraint(fields=["organisation", "soort"], name="briefsjabloon_once")]
