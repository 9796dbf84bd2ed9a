"""The shape of a register for the pages of its figures."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from organisations.access import Access
from organisations.roles import Register
from reports.counting import Bedrag, Telling
from reports.report import Rapport


@dataclass(frozen=True)
class Registerpagina:
    """``countable``: the cases in the figures of this person. ``behind``: what this person may open of
    what was counted, as rows of ``template`` in order of their ``pk``, and how many cases were counted.

    ``rapport_url``, ``download_url`` and ``gevallen_url`` are names of addresses.
    """

    register: Register
    can_see_figures: Callable[[Access], bool]
    can_see_running_figures: Callable[[Access], bool]
    can_see_cases: Callable[[Access], bool]
    countable: Callable[[Access], QuerySet]
    behind: Callable[[Telling | Bedrag, Access, Rapport], tuple[list[dict], int]]
    remarks: Callable[[Access], list[str]]
    rapport_url: str
    download_url: str
    gevallen_url: str
    gevallen: tuple[str, str]
    template: str
