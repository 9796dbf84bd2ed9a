"""The register integriteit on the pages of the figures."""

from collections import Counter

from django.db.models import Q

from integrity import permissions
from integrity.models import Melding, Zaak
from integrity.views.werklijst import in_groups, listed
from integrity.views.werkstroom import WERK
from organisations.access import Access
from organisations.roles import Register
from reports.counting import Bedrag, Teleenheid, Telling
from reports.pages.register import Registerpagina
from reports.periods import long_date
from reports.report import Rapport


def _countable(access: Access):
    return Zaak.objects.counted_for(access).filter(organisation=access.organisation)


def _remarks(access: Access) -> list[str]:
    about = (
        "Zaken over medewerkers en over bestuurders tellen mee."
        if permissions.may(access, "cijfers_bestuurders_zien")
        else "Zaken over bestuurders tellen niet mee."
    )
    return [
        about,
        "Elke kolom telt één eenheid: meldingen, zaken, betrokkenen of besluiten. Bij een zaak kunnen meer"
        " meldingen horen.",
    ]


def _behind(figure: Telling | Bedrag, access: Access, rapport: Rapport) -> tuple[list[dict], int]:
    times = Counter(figure.leden)
    visible = Zaak.objects.visible_to(access)
    if isinstance(figure, Telling) and figure.eenheid == Teleenheid.MELDINGEN:
        return _meldingen(times, visible, access, rapport), len(times)
    zaken = visible.filter(pk__in=times).order_by("pk")
    return [
        {
            "pk": zaak.pk,
            "kenmerk": zaak.kenmerk,
            "zaak": zaak.kenmerk,
            "ontvangen_op": long_date(zaak.ontvangen_op),
            "wat": zaak.get_status_display(),
            "keer": times[zaak.pk],
        }
        for zaak in zaken
    ], len(times)


def _meldingen(times: Counter[int], visible, access: Access, rapport: Rapport) -> list[dict]:
    """Meldingen of a zaak that may be opened; adviesvragen and signalen, which have none, by themselves."""
    may_be_opened = Q(zaak__in=visible.values("pk")) | Q(
        pk__in=Melding.objects.visible_to(access).values("pk")
    )
    found = Melding.objects.filter(may_be_opened, pk__in=times).select_related("zaak").order_by("pk")
    labels = rapport.woorden["categorie"]
    return [
        {
            "pk": melding.pk,
            "kenmerk": melding.kenmerk,
            "bron": melding.bron_kenmerk,
            "zaak": melding.zaak.kenmerk if melding.zaak else "",
            "ontvangen_op": long_date(melding.ontvangen_op),
            "wat": labels[melding.categorie].label if melding.categorie in labels else melding.categorie,
            "keer": 1,
        }
        for melding in found
    ]


INTEGRITEIT = Registerpagina(
    register=Register.INTEGRITEIT,
    can_see_figures=permissions.can_see_figures,
    can_see_running_figures=permissions.can_see_running_figures,
    can_see_cases=permissions.can_see_zaken_behind_figures,
    countable=_countable,
    behind=_behind,
    remarks=_remarks,
    rapport_url="rapportage",
    download_url="rapportage_download",
    gevallen_url="rapportage_zaken",
    gevallen=("zaak", "zaken"),
    template="reports/zaken.html",
    werk=WERK,
    works=lambda access: permissions.may(access, "vragen_openen"),
    listed=listed,
    in_groups=in_groups,
    werklijst_url="werklijst",
)
