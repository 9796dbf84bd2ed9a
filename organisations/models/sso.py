"""What is kept of somebody who signed in through a service, to hear when the account is gone there."""

from allauth.socialaccount.models import SocialAccount
from django.db import models


class Ssobewijs(models.Model):
    """Of the last time that an account came in through its service.

    `verversing` is the token with which the service is asked whether the account is still there, sealed
    (organisations.sso.sealing). It is asked until `tot`; then the sessions of the person end. `sids` are the
    sessions at the service of the last days, by which it can say that somebody signed out.
    """

    account = models.OneToOneField(SocialAccount, models.CASCADE, related_name="bewijs")
    verversing = models.BinaryField(null=True)
    sids = models.JSONField(default=list)
    tot = models.DateTimeField(null=True, db_index=True)
    beantwoord_op = models.DateTimeField(null=True, help_text="When the service last told the roles.")
    gevraagd_op = models.DateTimeField(null=True)
    weg_sinds = models.DateTimeField(
        null=True, help_text="The service said that the account is gone, and it was closed here for that."
    )

    class Meta:
        verbose_name_plural = "ssobewijzen"

    def __str__(self) -> str:
        return f"bewijs {self.pk}"

    @property
    def about(self) -> str:
        """What the token is sealed for."""
        return f"{self.account.provider}:{self.account.uid}"
