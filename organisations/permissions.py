"""The shape of a table of rights, and that of what is about the organisation itself.

Each register has a table of its own, ``permissions.RECHTEN``, and so have the reports: they are the only
places that ask for a role. ``docs/rechten.md`` is made of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from organisations.access import Access
from organisations.roles import CIJFERBORGEN, COORDINEERT_IN, Register, Rol


@dataclass(frozen=True)
class Recht:
    """One row: ``wat`` may be done, by who holds one of ``rollen``, or has one of ``delen`` in the case.

    ``alleen``: what else must be so, in words. ``bron``: the section of the domain document. ``in_persoon``:
    not by standing in for somebody.
    """

    wat: str
    rollen: tuple[str, ...] = ()
    delen: tuple[str, ...] = ()
    alleen: str = ""
    bron: str = "4"
    in_persoon: bool = False


def held(recht: Recht, access: Access, registers: Iterable[str]) -> bool:
    """Whether one of the roles of this right is held in one of these registers."""
    own = access.in_person if recht.in_persoon else access
    return any(own.heeft(rol, register) for rol in recht.rollen for register in registers)


RECHTEN = {
    "beheren": Recht(
        "Gebruikers, rollen en instellingen beheren",
        (Rol.BEHEERDER,),
        alleen="Nooit de inhoud van een zaak. Een rol of nieuw adres bevestigt een tweede beheerder.",
    ),
    "formatie_invullen": Recht(
        "Invullen hoeveel mensen er werken", (Rol.BEHEERDER, Rol.INTEGRITEITSCOORDINATOR)
    ),
    "instaan_voor_cijfers": Recht(
        "Een ander systeem, een koepel of iedereen cijfers laten lezen", CIJFERBORGEN, in_persoon=True
    ),
    "lezen_bewaken": Recht(
        "Zien wie ongewoon veel opende, en vanaf hoeveel dat wordt gemeld", (Rol.PRIVACYFUNCTIONARIS,)
    ),
    "inzage_bekijken": Recht(
        "Zien wie een rol heeft waarmee zaken te zien zijn",
        tuple(dict.fromkeys(rol for rollen in COORDINEERT_IN.values() for rol in rollen)),
        alleen="Van het register waarin u zaken coördineert.",
    ),
}


def may(access: Access, action: str, register: str | None = None) -> bool:
    """Whether this person may do this here: in that register, or (None) in whichever."""
    if action == "inzage_bekijken":
        return any(
            access.heeft(rol, one)
            for one in Register
            if register in (None, one)
            for rol in COORDINEERT_IN[one]
        )
    return held(RECHTEN[action], access, Register if register is None else (register,))
