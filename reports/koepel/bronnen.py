"""What each organisation gave: its released report of a year, and where its own lists lead nationally."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from casework.lists import STANDAARD, Code, Lijsten
from casework.models import Codelijst
from organisations.models import Organisation
from reports.bescherming.notes import rounded_to
from reports.models import Rapportage
from reports.released import IS_OUT
from reports.verslag import Verslag, unchanged

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Bijdrage:
    """``verslag`` is None when no report of that year was released, or it is not what was frozen any more.

    ``herleiding``: by the name of a list, per code of the organisation the code of the national list.
    """

    organisation: Organisation
    rapportage: Rapportage | None = None
    verslag: Verslag | None = None
    herleiding: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def is_rounded(self) -> bool:
        return self.verslag is not None and rounded_to(self.verslag) is not None


def contributions(organisations: Iterable[Organisation], register: str, jaar: int) -> list[Bijdrage]:
    """Of each organisation, in the order given, the last released version of its report of the whole year.

    The same number of queries however many there are.
    """
    wanted = list(organisations)
    rows = Rapportage.objects.filter(IS_OUT, organisation__in=wanted, register=register, periode=str(jaar))
    latest = {one.organisation_id: one for one in rows.select_related("bevroren").order_by("versie")}
    own: dict[int, list[Codelijst]] = {}
    lists = Codelijst.objects.filter(organisation__in=list(latest), register=register)
    for one in lists.prefetch_related("regels"):
        own.setdefault(one.organisation_id, []).append(one)
    return [
        _contribution(one, latest[one.pk], own.get(one.pk, [])) if one.pk in latest else Bijdrage(one)
        for one in wanted
    ]


def years_given(organisation_ids: Iterable[int]) -> set[int]:
    """The years of which one of these released a report, of whatever register."""
    rows = Rapportage.objects.filter(
        IS_OUT, organisation__in=list(organisation_ids), periode__regex=r"^\d{4}$"
    )
    return set(map(int, rows.order_by().values_list("periode", flat=True).distinct()))


def _contribution(organisation: Organisation, rapportage: Rapportage, own: list[Codelijst]) -> Bijdrage:
    frozen = rapportage.bevroren
    try:
        verslag = unchanged(bytes(frozen.inhoud), frozen.sha256)
    except ValueError:
        logger.exception("report %s can't be read: not counted for a koepel", rapportage.pk)
        return Bijdrage(organisation, rapportage)
    counted_over = dict(verslag.lijsten)
    found = {
        naam: national_codes(Lijsten(organisation, verslag.register, naam, own), counted_over.get(naam, ""))
        for register, naam in STANDAARD
        if register == verslag.register
    }
    return Bijdrage(organisation, rapportage, verslag, found)


def national_rows(register: str, naam: str) -> tuple[Code, ...]:
    """The rows of the national list: the codes of the standard list that no other code stands above."""
    return tuple(code for code in STANDAARD[register, naam].codes if not code.ouder)


def national_codes(lijsten: Lijsten, versie: str) -> dict[str, str]:
    """Per code of an organisation the row of the national list to which it leads.

    A version of a list never changes, so the one a report was counted over (``versie``) still says what it
    said then; it goes first. A code that was registered under another version is looked up there, newest
    first, and then in the standard list. A code that is nowhere is not in the answer.
    """
    top = {code.code: code.ouder or code.code for code in lijsten.standaard.codes}
    order = [*(lijst for _, lijst in lijsten.eigen), lijsten.standaard]
    order.sort(key=lambda lijst: lijst.naam != versie)
    found: dict[str, str] = {}
    for lijst in order:
        for code in lijst.codes:
            if (row := top.get(code.rijk_code or code.code)) is not None:
                found.setdefault(code.code, row)
    return found
