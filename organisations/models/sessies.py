"""Where people are signed in."""

from django.db import models
from django.utils import timezone

from organisations.models.people import User


class Sessie(models.Model):
    """One browser in which somebody is signed in. Deleted when that ends: a session without it is nobody's.

    The session knows its row, the row does not know the session: nobody can sign in with what stands here.
    ``toestel`` is in words ("Firefox op Windows"); address and user agent of the browser are not kept.
    ``actief_op`` is right to the minute.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="sessies")
    toestel = models.CharField(max_length=60)
    begonnen_op = models.DateTimeField(default=timezone.now)
    actief_op = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-actief_op", "-id"]
        verbose_name_plural = "sessies"
        indexes = [models.Index(fields=["begonnen_op"], name="sessie_begonnen_op")]

    def __str__(self) -> str:
        return self.toestel
