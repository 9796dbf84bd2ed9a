"""What is recorded to be told in a report beside its figures."""

from django.db import models
from django.db.models import Q

from organisations.models import Organisation
from organisations.roles import Register


class Vastlegging(models.Model):
    """What is told in a report beside its figures: of one register, dated by when it happened."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    register = models.CharField(max_length=20, choices=Register)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["-id"]
        indexes = [models.Index(fields=["organisation", "register", "-id"], name="%(class)s_register")]


class Activiteit(Vastlegging):
    """What the organisation does about integrity or against aggression: announced, done, or dropped after it
    was announced."""

    class Soort(models.TextChoices):
        INTRANET = "intranet", "Bericht op intranet"
        EED_BELOFTE = "eed_belofte", "Eed of belofte"
        DILEMMASESSIE = "dilemmasessie", "Dilemmasessie"
        LEIDRAAD = "leidraad", "Leidraad"
        TRAINING = "training", "Training"
        COMMUNICATIE = "communicatie", "Andere communicatie"

    soort = models.CharField(max_length=20, choices=Soort)
    onderwerp = models.TextField()
    doelgroep = models.CharField(max_length=200, blank=True)
    thema = models.CharField(max_length=60, blank=True, help_text="a code of the list of categories")
    aangekondigd_op = models.DateField(null=True)
    gepland_op = models.DateField(null=True)
    gedaan_op = models.DateField(null=True)
    vervallen_op = models.DateField(null=True)

    class Meta(Vastlegging.Meta):
        verbose_name_plural = "activiteiten"
        constraints = [
            models.CheckConstraint(
                condition=Q(aangekondigd_op__isnull=False) | Q(gedaan_op__isnull=False),
                name="activiteit_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(gedaan_op=None) | Q(vervallen_op=None), name="activiteit_done_or_dropped"
            ),
        ]

    def __str__(self) -> str:
        return self.onderwerp


class Ontwikkeling(Vastlegging):
    """A change of the organisation that says something about its figures, such as a reorganisation."""

    omschrijving = models.TextField()
    op = models.DateField()

    class Meta(Vastlegging.Meta):
        verbose_name_plural = "ontwikkelingen"

    def __str__(self) -> str:
        return self.omschrijving


class Toezegging(Vastlegging):
    """What was promised, and what came of it. ``rapportage``: the report in which it was, when it was in one.
    ``afloop_op``: the day of ``afloop``, none while it is open."""

    class Afloop(models.TextChoices):
        OPEN = "open", "Nog open"
        NAGEKOMEN = "nagekomen", "Nagekomen"
        DEELS = "deels", "Deels nagekomen"
        NIET_NAGEKOMEN = "niet_nagekomen", "Niet nagekomen"

    tekst = models.TextField()
    toegezegd_op = models.DateField()
    rapportage = models.ForeignKey(
        "reports.Rapportage", models.PROTECT, null=True, related_name="toezeggingen"
    )
    uiterlijk_op = models.DateField(null=True)
    afloop = models.CharField(max_length=20, choices=Afloop, default=Afloop.OPEN)
    afloop_op = models.DateField(null=True)
    uitleg = models.TextField(blank=True)

    class Meta(Vastlegging.Meta):
        verbose_name_plural = "toezeggingen"
        constraints = [
            models.CheckConstraint(
                condition=Q(afloop="open") ^ Q(afloop_op__isnull=False), name="toezegging_settled_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.tekst


class Les(Vastlegging):
    """What the organisation learned, by theme."""

    thema = models.CharField(max_length=60, blank=True, help_text="a code of the list of categories")
    tekst = models.TextField()
    op = models.DateField()

    class Meta(Vastlegging.Meta):
        verbose_name_plural = "lessen"

    def __str__(self) -> str:
        return self.tekst
