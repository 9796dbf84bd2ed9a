"""What a number stands for: who X is, how something is hidden from X, and what hangs on it."""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.utils import timezone

from gir.demo.path import WAY_TO
from organisations.roles import HANDLERS, Register, Rol, refused


class Wijze(StrEnum):
    """How somebody is kept out: every way that the two registers know."""

    BETROKKENE = "betrokkene"
    DOOR_MELDER = "uitgesloten door de melder"
    BELANG = "uitgesloten door een coördinator"
    TERUGGETROKKEN = "zelf teruggetrokken"
    ZELF_GEMELD = "uitgesloten van de eigen melding"
    SLACHTOFFER = "slachtoffer"
    BIJ_HET_MELDEN = "uitgesloten bij het melden van een incident"


VAN_INTEGRITEIT = (
    Wijze.BETROKKENE, Wijze.DOOR_MELDER, Wijze.BELANG, Wijze.TERUGGETROKKEN, Wijze.ZELF_GEMELD,
)  # fmt: skip
VAN_AGRESSIE = (Wijze.SLACHTOFFER, Wijze.BIJ_HET_MELDEN)
# Of these X has a view of their own, as the one who reported it or whom it happened to.
MET_EIGEN_BEELD = (Wijze.SLACHTOFFER, Wijze.ZELF_GEMELD)

INT, AGR, BEIDE = Register.INTEGRITEIT, Register.AGRESSIE, ""
# Role sets that go together in one person, as (rol, register).
ROLLEN: tuple[tuple[tuple[str, str], ...], ...] = (
    ((Rol.INTEGRITEITSCOORDINATOR, BEIDE),),
    ((Rol.INTEGRITEITSCOORDINATOR, INT),),
    ((Rol.INTEGRITEITSCOORDINATOR, AGR),),
    ((Rol.INTEGRITEITSCOORDINATOR, BEIDE), (Rol.BEHEERDER, BEIDE)),
    ((Rol.INTEGRITEITSCOORDINATOR, BEIDE), (Rol.LEIDINGGEVENDE, BEIDE)),
    ((Rol.LEIDINGGEVENDE, BEIDE),),
    ((Rol.ONDERZOEKER, BEIDE),),
    ((Rol.BEVOEGD_GEZAG, BEIDE),),
    ((Rol.BEVOEGD_GEZAG, BEIDE), (Rol.TWEEDE_LEZER, BEIDE)),
    ((Rol.TWEEDE_LEZER, BEIDE),),
    ((Rol.GRIFFIER, BEIDE),),
    ((Rol.BURGEMEESTER, BEIDE),),
    ((Rol.SECRETARIS, BEIDE),),
    ((Rol.SECRETARIS, BEIDE), (Rol.BEVOEGD_GEZAG, BEIDE)),
    ((Rol.PROCESBEGELEIDER, BEIDE),),
    ((Rol.PRIVACYFUNCTIONARIS, BEIDE),),
    ((Rol.AUDITOR, BEIDE),),
    ((Rol.BEHEERDER, BEIDE),),
    ((Rol.BALIEMEDEWERKER, AGR),),
    ((Rol.VERTROUWENSPERSOON, BEIDE),),
    (),
)
# Who stands in for somebody has no work of their own here: what they see comes from who is away. So no
# privacyfunctionaris, who in person sees that the zaken exist that are hidden from who is away.
ZONDER_EIGEN_WERK = ((), ((Rol.BEHEERDER, BEIDE),))
# Who withdraws handles it first.
COORDINEERT_ZAKEN = {(Rol.INTEGRITEITSCOORDINATOR, BEIDE), (Rol.INTEGRITEITSCOORDINATOR, INT)}


@dataclass(frozen=True)
class Verborgen:
    """One thing that X may not know of. ``dagen``: how long ago it came in; ``toon``: what hangs on it."""

    wijze: Wijze
    status: str
    dagen: int
    tempo: int
    toon: frozenset[str]

    def __str__(self) -> str:
        return f"{self.wijze} {self.status}, {self.dagen} dagen ({', '.join(sorted(self.toon))})"


# What can hang on a hidden zaak, or incident.
BIJ_ZAAK = (
    "bericht", "gevoegde melding", "uit een adviesvraag", "samengevoegd", "verbeteractie", "oud kenmerk",
    "notitie", "deel gehad", "telt als misstand",
)  # fmt: skip
BIJ_INCIDENT = (
    "opgepakt", "bericht", "dezelfde veroorzaker", "veroorzaker eerder", "toegangsverbod", "baliesignaal",
    "voorgelegd", "verbeteractie", "politie", "oud kenmerk", "ernstig", "afgesloten", "van een ambtsdrager",
)  # fmt: skip


@dataclass(frozen=True)
class Scenario:
    """One X in one organisation, and several worlds with something hidden beside the one without.

    Everything follows from ``nummer``: the same number is the same scenario, always. ``werelden``: what is
    hidden in each.
    """

    nummer: int
    vandaag: datetime
    rollen: tuple[tuple[str, str], ...]
    vervangt: tuple[tuple[str, str], ...]
    werelden: tuple[tuple[Verborgen, ...], ...]
    voor: tuple[str, ...]
    na: tuple[str, ...]

    @property
    def herinnert(self) -> bool:
        return self.nummer % 2 == 0

    def chance(self, what: str) -> random.Random:
        return random.Random(f"{self.nummer} {what}")

    def has_own_view(self, hidden: tuple[Verborgen, ...]) -> bool:
        return not self.vervangt and any(v.wijze in MET_EIGEN_BEELD for v in hidden)

    @staticmethod
    def is_told_at_the_desk(hidden: tuple[Verborgen, ...]) -> bool:
        """Whom to keep out is told to a slachtoffer at the desk, and so to who sits there instead."""
        return any(v.wijze == Wijze.SLACHTOFFER for v in hidden)

    def __str__(self) -> str:
        who = ", ".join(f"{rol} {register}".strip() for rol, register in self.rollen) or "medewerker"
        away = ", ".join(rol for rol, _ in self.vervangt)
        return f"scenario {self.nummer}: X is {who}{f' en vervangt {away}' if away else ''}"


WERELDEN = 4


def scenario(nummer: int) -> Scenario:
    draw = random.Random(nummer)
    day = date(2026, 3, 2) + timedelta(days=draw.randrange(300))
    moment = datetime.combine(day, time(13, 37, 11), timezone.get_default_timezone())
    # in turn, so that fifty scenarios hold every set of roles in person and every set that can be replaced
    round_, stands_in = nummer // 5, nummer % 5 == 4
    if stands_in:
        handlers = [one for one in ROLLEN if one and all(rol in HANDLERS for rol, _ in one)]
        rollen, vervangt = ZONDER_EIGEN_WERK[round_ % 2], handlers[round_ % len(handlers)]
    else:
        rollen, vervangt = ROLLEN[nummer % len(ROLLEN)], ()
        if draw.random() < 0.3:
            more = rollen + tuple(one for one in draw.choice(ROLLEN) if one[0] not in dict(rollen))
            rollen = rollen if refused(frozenset((register, rol) for rol, register in more)) else more
    handles = not stands_in and COORDINEERT_ZAKEN & set(rollen)
    wijzen = [wijze for wijze in Wijze if handles or wijze != Wijze.TERUGGETROKKEN]
    # who can withdraw is rare, and does so in one of the worlds
    first = [Wijze.TERUGGETROKKEN] if handles else []
    chosen = first + draw.sample([wijze for wijze in wijzen if wijze not in first], WERELDEN - len(first))
    werelden = [[wijze] + draw.choices(wijzen, k=draw.random() < 0.2) for wijze in chosen]
    return Scenario(
        nummer=nummer,
        vandaag=moment,
        rollen=rollen,
        vervangt=vervangt,
        werelden=tuple(tuple(_verborgen(draw, wijze) for wijze in one) for one in werelden),
        voor=tuple(draw.sample(GEBEURTENISSEN, draw.randint(1, 3))),
        na=tuple(draw.sample(GEBEURTENISSEN, 1)),
    )


GEBEURTENISSEN = ("zaak", "zaak", "incident", "incident", "signaal", "gevoegd", "rapport")


def _verborgen(draw: random.Random, wijze: Wijze) -> Verborgen:
    of_zaak = wijze in VAN_INTEGRITEIT
    bij = BIJ_ZAAK if of_zaak else BIJ_INCIDENT
    return Verborgen(
        wijze,
        status=draw.choice(list(WAY_TO)) if of_zaak else "",
        dagen=draw.choice((0, 1, 5, 20, 45, 80, 130, 240)),
        tempo=draw.choice((0, 1, 6)),
        toon=frozenset(draw.sample(bij, draw.randint(1, 5))),
    )
