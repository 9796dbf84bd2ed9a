"""What the pages of the figures ask of a register: who may see what, and the cases behind a number."""

from reports.pages.agressie import AGRESSIE
from reports.pages.integriteit import INTEGRITEIT
from reports.pages.register import Registerpagina

PAGINAS: dict[str, Registerpagina] = {one.register: one for one in (INTEGRITEIT, AGRESSIE)}

__all__ = ["PAGINAS", "Registerpagina"]
