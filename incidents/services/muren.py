"""Where two incidents may not touch: somebody who is kept out of the one reads the other."""

from incidents import permissions
from incidents.models import Incident
from organisations.access import access_for
from organisations.models import User


def between(one: Incident, other: Incident) -> bool:
    """Whether what the two would share (a known veroorzaker, with the repetition, the day of removal and the
    address that come with it) would show the one to somebody for whom it does not exist."""
    return _shows(one, other) or _shows(other, one)


def _shows(hidden: Incident, read: Incident) -> bool:
    kept_out = User.objects.filter(pk__in=hidden.kept_out - read.kept_out, is_active=True)
    return any(_might_read(user, read) for user in kept_out)


def _might_read(user: User, incident: Incident) -> bool:
    """On its page, in a figure, or as soon as a repetition makes it serious."""
    access = access_for(user, incident.organisation)
    if access is None:
        return False
    mine = Incident.objects.filter(pk=incident.pk)
    return (
        permissions.can_decide(access)
        or mine.visible_to(access).exists()
        or mine.counted_for(access).exists()
    )
