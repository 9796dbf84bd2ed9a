"""Which parts of a zaak somebody sees."""

from dataclasses import dataclass

from integrity import permissions
from integrity.models import MelderIdentiteit, Melding, Zaak
from integrity.permissions import toezicht
from organisations.access import Access

# Terms that are about the melder: not for who may not read the melding.
TERMIJNEN_MELDER = frozenset({"bevestigen", "terugkoppelen", "benadelingscheck"})


def identity_of(melding: Melding, access: Access) -> MelderIdentiteit | None:
    """Who the melder is, for who may know."""
    identiteit = getattr(melding, "identiteit", None)
    return identiteit if identiteit and permissions.can_see_melder(access, melding) else None


@dataclass(frozen=True)
class Zicht:
    """Which parts of a zaak this person sees; every answer comes from ``permissions``."""

    coordinator: bool
    meldingen: bool
    melders: bool
    dossier: bool
    lijn: bool
    zorg: bool
    geschiedenis: bool
    notities: bool
    lezers: bool
    terug: dict[str, str] | None = None

    @classmethod
    def of(cls, access: Access, zaak: Zaak) -> "Zicht":
        return cls(
            coordinator=permissions.is_coordinator(access, zaak),
            meldingen=permissions.can_see_meldingen(access, zaak),
            melders=permissions.can_see_melders(access, zaak),
            dossier=permissions.can_see_dossier(access, zaak),
            lijn=permissions.is_leidinggevende(access, zaak),
            zorg=permissions.can_see_zorg(access, zaak),
            geschiedenis=permissions.can_see_timeline(access, zaak),
            notities=permissions.can_see_notities(access, zaak),
            lezers=toezicht.can_see_readers(access, zaak),
        )

    @classmethod
    def of_overseer(cls, terug: dict[str, str]) -> "Zicht":
        """All that is written, for who supervises and said why; who an open melder is stays with who
        handles the zaak. ``terug``: the page that was come from."""
        seen = {"meldingen": True, "dossier": True, "zorg": True, "geschiedenis": True, "notities": True}
        return cls(coordinator=False, melders=False, lijn=False, lezers=True, terug=terug, **seen)

    @property
    def besloten(self) -> set[str]:
        """What of the closed relations may be read."""
        asked = {"tekst", "berichten", "terugkoppelingen"} if self.meldingen else set()
        asked |= {"melder"} if self.melders else set()
        asked |= {"contactmomenten"} if self.zorg else set()
        return asked | ({"notities"} if self.notities else set())
