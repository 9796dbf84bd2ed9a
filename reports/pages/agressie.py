"""The register agressie on the pages of the figures."""

from collections import Counter

from django.db.models import QuerySet

from incidents import permissions
from incidents.gedragingen import Hoofdcategorie
from incidents.models import Incident
from incidents.views.werklijst import in_groups, listed
from incidents.views.werkstroom import WERK
from organisations.access import Access
from organisations.roles import Register
from reports.counting import Bedrag, Telling
from reports.pages.register import Registerpagina
from reports.periods import long_date
from reports.report import Rapport


def _countable(access: Access) -> QuerySet[Incident]:
    return Incident.objects.counted_for(access).filter(organisation=access.organisation)


def _remarks(access: Access) -> list[str]:
    return [
        "Incidenten van medewerkers en van politieke ambtsdragers tellen mee.",
        "Hinderlijk contact telt apart.",
        "Een tabel met meer keuzes per incident telt niet op tot het totaal.",
    ]


def _behind(figure: Telling | Bedrag, access: Access, rapport: Rapport) -> tuple[list[dict], int]:
    times = Counter(figure.leden)
    found = Incident.objects.visible_to(access).filter(pk__in=times).order_by("pk")
    labels = dict(Hoofdcategorie.choices)
    return [
        {
            "pk": one.pk,
            "kenmerk": one.kenmerk,
            "gemeld_op": long_date(one.ontvangen_op),
            "wat": labels.get(one.hoofdcategorie, ""),
            "status": one.get_status_display(),
            "keer": times[one.pk],
        }
        for one in found
    ], len(times)


AGRESSIE = Registerpagina(
    register=Register.AGRESSIE,
    can_see_figures=permissions.can_see_figures,
    can_see_running_figures=permissions.can_see_running_figures,
    can_see_cases=permissions.can_see_cases_behind_figures,
    countable=_countable,
    behind=_behind,
    remarks=_remarks,
    rapport_url="agressie_rapportage",
    download_url="agressie_rapportage_download",
    gevallen_url="agressie_rapportage_incidenten",
    gevallen=("incident", "incidenten"),
    template="reports/incidenten.html",
    werk=WERK,
    works=permissions.directs,
    listed=listed,
    in_groups=in_groups,
    werklijst_url="agressie_werklijst",
)
