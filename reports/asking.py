"""The figures of a period as one person may see them: the pages and the API ask here."""

from datetime import date

from organisations.access import Access
from reports import periods
from reports.pages import Registerpagina
from reports.periods import Periode
from reports.report import Rapport, make_report


def report_for(
    access: Access,
    page: Registerpagina,
    periode: Periode,
    peildatum: date,
    *,
    today: date,
    with_year_earlier: bool = False,
) -> Rapport:
    """Raises ValueError, fit to show, for a period or peildatum that is not for this person.

    That they may see figures of this register at all is for the caller to know.
    """
    if not page.can_see_running_figures(access):
        periods.check_over(periode, peildatum, today)
    return make_report(
        access.organisation,
        page.register,
        periode,
        peildatum,
        countable=page.countable(access),
        with_year_earlier=with_year_earlier,
    )
