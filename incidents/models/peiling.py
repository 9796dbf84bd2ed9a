"""A yearly survey of two questions beside the register: it estimates what is never reported.

Source: Monitor Integriteit en Veiligheid 2022 (11 % and 22 % were "certainly registered"). Anonymous: who
took part stands apart from what was answered, and answers are kept as numbers only.
"""

from django.db import models
from django.db.models import Q

from organisations.models import Organisation, User


class Peiling(models.Model):
    """The survey of one year. Once closed it stays closed: the difference between two results could tell
    the answer of one person."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    jaar = models.PositiveSmallIntegerField()
    geopend_op = models.DateField()
    gesloten_op = models.DateField(null=True)

    class Meta:
        verbose_name_plural = "peilingen"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "jaar"], name="peiling_once_a_year"),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(gesloten_op=None), name="one_peiling_open"
            ),
        ]

    def __str__(self) -> str:
        return f"Peiling {self.jaar}"


class PeilingAntwoord(models.Model):
    """How many people gave this answer: whether it happened in the last year, and was registered.

    The rows are made when the survey opens, and every answer writes all of them at once, so that no row
    tells when or by whom it was last changed.
    """

    class Meegemaakt(models.TextChoices):
        NEE = "nee", "Nee"
        JA = "ja", "Ja, één keer"
        VAKER = "vaker", "Ja, vaker"

    class Geregistreerd(models.TextChoices):
        ZEKER = "zeker", "Ja, zeker"
        NEE = "nee", "Nee"
        WEET_NIET = "weet_niet", "Weet ik niet"

    peiling = models.ForeignKey(Peiling, models.CASCADE, related_name="antwoorden")
    meegemaakt = models.CharField(max_length=10, choices=Meegemaakt)
    geregistreerd = models.CharField(max_length=10, choices=Geregistreerd, blank=True)
    aantal = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "peilingantwoorden"
        constraints = [
            models.UniqueConstraint(
                fields=["peiling", "meegemaakt", "geregistreerd"], name="peiling_answer_once"
            )
        ]


class PeilingDeelname(models.Model):
    """Who took part, apart from what was answered, and without when: nobody answers twice."""

    peiling = models.ForeignKey(Peiling, models.CASCADE, related_name="deelnames")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")

    class Meta:
        verbose_name_plural = "peilingdeelnames"
        constraints = [models.UniqueConstraint(fields=["peiling", "user"], name="peiling_once_each")]
