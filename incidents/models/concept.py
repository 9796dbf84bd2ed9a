import uuid

from django.db import models

from organisations.models import Organisation, User


class IncidentConcept(models.Model):
    """A report that is being written. Kept at every step, removed when it is sent or thrown away."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    antwoorden = models.JSONField(default=dict)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-updated_at"]
