"""Who: organisations, afdelingen, people, the roles they hold and when they are away."""

from organisations.models.koppelingen import Koppeling, Koppelingsrecht
from organisations.models.people import Afwezigheid, Roltoewijzing, User
from organisations.models.sessies import Sessie
from organisations.models.sso import Ssobewijs
from organisations.models.structure import Afdeling, Formatie, Organisation, TermijnInstelling

__all__ = [
    "Afdeling",
    "Afwezigheid",
    "Formatie",
    "Koppeling",
    "Koppelingsrecht",
    "Organisation",
    "Roltoewijzing",
    "Sessie",
    "Ssobewijs",
    "TermijnInstelling",
    "User",
]
