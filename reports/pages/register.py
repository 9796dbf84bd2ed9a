"""The shape of a register for the pages of its figures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from casework.acties.werkstroom import Werkstroom
from organisations.access import Access
from organisations.roles import Register
from reports.counting import Bedrag, Telling
from reports.report import Rapport


@dataclass(frozen=True)
class Registerpagina:
    """``countable``: the cases in the figures of this person. ``behind``: what this person may open of
    what was counted, as rows of ``template`` in order of their ``pk``, and how many cases were counted.

    ``works``: whether this person has a list of work here, ``listed`` the cases in it, ``in_groups`` those
    by its groups; ``werk`` knows their terms.

    ``rapport_url``, ``download_url``, ``gevallen_url`` and ``werklijst_url`` are names of addresses.
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
    werk: Werkstroom
    works: Callable[[Access], bool]
    listed: Callable[[Access, dict, date], QuerySet]
    in_groups: Callable[[QuerySet, Access, date], Mapping[str, QuerySet]]
    werklijst_url: str
