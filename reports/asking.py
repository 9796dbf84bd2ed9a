"""The figures of a period as one person may see them: the pages and the API ask here."""

from datetime import date

from organisations.access import Access
from reports import periods
from reports.afdelingen import Afdelingskeuze, OnbekendeAfdeling, chosen
from reports.pages import Registerpagina
from reports.periods import Periode
from reports.report import Rapport, make_brief_report, make_report


def report_for(
    access: Access,
    page: Registerpagina,
    periode: Periode,
    peildatum: date,
    *,
    today: date,
    with_year_earlier: bool = False,
    afdeling: Afdelingskeuze | None = None,
) -> Rapport:
    """Raises ValueError, fit to show, for a period, peildatum or afdeling that is not for this person.

    That they may see figures of this register at all is for the caller to know.
    """
    _check(access, page, periode, peildatum, today, afdeling)
    return make_report(
        access.organisation,
        page.register,
        periode,
        peildatum,
        countable=page.countable(access),
        with_year_earlier=with_year_earlier,
        afdeling=afdeling,
    )


def brief_report_for(
    access: Access,
    page: Registerpagina,
    periode: Periode,
    *,
    today: date,
    afdeling: Afdelingskeuze | None = None,
) -> Rapport:
    """The part of ``report_for`` that a dashboard shows, beside the same a year earlier; raises the same."""
    peildatum = periode.default_peildatum(today)
    _check(access, page, periode, peildatum, today, afdeling)
    return make_brief_report(
        access.organisation,
        page.register,
        periode,
        peildatum,
        countable=page.countable(access),
        afdeling=afdeling,
    )


def afdeling_for(access: Access, page: Registerpagina, asked: str) -> Afdelingskeuze | None:
    """The afdeling that an address asks for. Raises OnbekendeAfdeling, also for who may not choose one."""
    if asked and not page.can_see_cases(access):
        raise OnbekendeAfdeling
    return chosen(access.organisation, asked)


def _check(
    access: Access,
    page: Registerpagina,
    periode: Periode,
    peildatum: date,
    today: date,
    afdeling: Afdelingskeuze | None,
) -> None:
    """Who does not open the cases does not choose an afdeling: figures of a few cases tell of one."""
    if not page.can_see_running_figures(access):
        periods.check_over(periode, peildatum, today)
    if afdeling and not page.can_see_cases(access):
        raise OnbekendeAfdeling
