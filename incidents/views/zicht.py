"""Which parts of an incident somebody sees."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from incidents import permissions
from incidents.models import Incident
from incidents.permissions import toezicht
from organisations.access import Access


@dataclass(frozen=True)
class Incidentzicht:
    """Which parts of an incident this person sees; every answer comes from ``permissions``.

    ``slachtoffer``: who was hurt, the care and the story. ``identiteit``: the name of a veroorzaker.
    ``bewijs``: evidence, witnesses and police files. ``politie``: the steps there, without what was written.
    """

    access: Access
    today: date
    coordinator: bool
    leidinggevende: bool
    bevoegd_gezag: bool
    slachtoffer: bool
    identiteit: bool
    bewijs: bool
    politie: bool
    geschiedenis: bool
    notities: bool
    lezers: bool
    terug: dict[str, str] | None = None

    @classmethod
    def of(cls, access: Access, incident: Incident) -> "Incidentzicht":
        return cls(
            access=access,
            today=timezone.localdate(),
            coordinator=permissions.is_coordinator(access, incident),
            leidinggevende=permissions.is_leidinggevende(access, incident),
            bevoegd_gezag=permissions.is_bevoegd_gezag(access, incident),
            slachtoffer=permissions.can_see_slachtoffer(access, incident),
            identiteit=permissions.can_see_identiteit(access, incident),
            bewijs=permissions.can_see_bewijs(access, incident),
            politie=permissions.can_see_politie(access, incident),
            geschiedenis=permissions.can_see_timeline(access, incident),
            notities=permissions.can_see_notities(access, incident),
            lezers=toezicht.can_see_readers(access, incident),
        )

    @classmethod
    def of_overseer(cls, access: Access, terug: dict[str, str]) -> "Incidentzicht":
        """What is written, for who supervises and said why; the name of a veroorzaker and the files of
        evidence stay with who handles it. ``terug``: the page that was come from."""
        seen = ("slachtoffer", "politie", "geschiedenis", "notities", "lezers")
        unseen = ("coordinator", "leidinggevende", "bevoegd_gezag", "identiteit", "bewijs")
        parts = dict.fromkeys(seen, True) | dict.fromkeys(unseen, False)
        return cls(access=access, today=timezone.localdate(), terug=terug, **parts)

    @property
    def besloten(self) -> set[str]:
        """What of the closed relations may be read."""
        asked = {"tekst", "berichten"} if self.slachtoffer else set()
        asked |= {"getuigen"} if self.bewijs else set()
        return asked | ({"notities"} if self.notities else set())
