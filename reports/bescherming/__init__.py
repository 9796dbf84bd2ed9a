"""Disclosure control: what a report tells of few people is held back or rounded, and an attacker checks it.

Everything here is a function of reports that are plain data; nothing reads a database.
"""

from reports.bescherming.attacker import Lek, derivable
from reports.bescherming.protecting import Beschermd, protect

__all__ = ["Beschermd", "Lek", "derivable", "protect"]
