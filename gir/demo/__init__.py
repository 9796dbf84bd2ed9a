"""The demonstration: invented people, the published cases of Den Haag, and zaken under way."""

from gir.demo.cast import DELFLAND, DEN_HAAG, WACHTWOORD

# One login for each role, for who starts the demonstration.
LOGINS = [(speler.rol, speler.email) for speler in (*DEN_HAAG, *DELFLAND)]

__all__ = ["LOGINS", "WACHTWOORD"]
