"""A yearly survey of two questions beside the register: it estimates what is never reported.

Source: Monitor Integriteit en Veiligheid 2022 (11 % and 22 % were "certainly registered").
"""

from django.db import models

from organisations.models import Organisation, User


class PeilingAntwoord(models.Model):
    """One answer, without who gave it or when: whether it happened in the last year, and was reported."""

    class Meegemaakt(models.TextChoices):
        NEE = "nee", "Nee"
        JA = "ja", "Ja, één keer"
        VAKER = "vaker", "Ja, vaker"

    class Geregistreerd(models.TextChoices):
        ZEKER = "zeker", "Ja, zeker"
        NEE = "nee", "Nee"
        WEET_NIET = "weet_niet", "Weet ik niet"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    jaar = models.PositiveSmallIntegerField()
    meegemaakt = models.CharField(max_length=10, choices=Meegemaakt)
    geregistreerd = models.CharField(max_length=10, choices=Geregistreerd, blank=True)

    class Meta:
        verbose_name_plural = "peilingantwoorden"
        indexes = [models.Index(fields=["organisation", "jaar"], name="peiling_by_year")]


class PeilingDeelname(models.Model):
    """Who took part, apart from what was answered: nobody answers twice."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    jaar = models.PositiveSmallIntegerField()
    user = models.ForeignKey(User, models.CASCADE, related_name="+")

    class Meta:
        verbose_name_plural = "peilingdeelnames"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "jaar", "user"], name="peiling_once_a_year")
        ]
