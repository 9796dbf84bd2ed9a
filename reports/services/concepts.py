"""A new report: of a period, on demand or on its day, or as a correction of an earlier one."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from casework.lifecycle import By, actor_of
from ledger import audit
from organisations.access import Access
from organisations.models import Organisation
from reports import permissions
from reports.models import Rapportage, Rapportbrief, Rapporttoelichting
from reports.periods import Periode, long_date
from reports.services import notices
from reports.services.steps import perform


def make_concept(
    organisation: Organisation, register: str, periode: Periode, *, by: By, today: date | None = None
) -> tuple[Rapportage, bool]:
    """The first version of the report of a period, and whether it was made now: once, whoever asks at once.

    Raises ValidationError for a period that has not begun.
    """
    if periode.van > (today or timezone.localdate()):
        raise ValidationError(
            f"Deze periode begint op {long_date(periode.van)}. Kies een periode die begonnen is."
        )
    with transaction.atomic():
        rapportage, made = Rapportage.objects.get_or_create(
            organisation=organisation,
            register=register,
            periode=periode.naam,
            versie=1,
            defaults={"van": periode.van, "tot_en_met": periode.tot_en_met},
        )
        if made:
            _tell(rapportage, by)
    return rapportage, made


def _tell(rapportage: Rapportage, by: By, **data: object) -> None:
    line = audit.record(
        actor=actor_of(by),
        verb="concept_gemaakt",
        subject=rapportage,
        organisation_id=rapportage.organisation_id,
        data={"periode": rapportage.periode, "versie": rapportage.versie, **data},
    )
    without = by.user_ids if isinstance(by, Access) else ()
    whole = permissions.with_roles(Rapportage.objects.select_related("organisation")).get(pk=rapportage.pk)
    notices.ask_next(whole, because=line.pk, without=without)


def correct(rapportage: Rapportage, reden: str, *, by: Access) -> Rapportage:
    """A new version of a frozen report, as a concept with the texts of the old one, which stays.

    Raises ValidationError when it was corrected already: then that version is the one to correct.
    """
    if not reden.strip():
        raise ValidationError({"reden": "Schrijf wat er wordt gecorrigeerd."})
    with perform(rapportage, "corrigeren", by=by) as step:
        old = step.rapportage
        if Rapportage.objects.filter(corrigeert=old).exists():
            raise ValidationError("Van dit rapport is al een nieuwe versie. Corrigeer die.")
        new = Rapportage.objects.create(
            organisation=old.organisation,
            register=old.register,
            periode=old.periode,
            van=old.van,
            tot_en_met=old.tot_en_met,
            versie=old.versie + 1,
            corrigeert=old,
            bescherming=old.bescherming,
            drempel=old.drempel,
            samenvoegen=old.samenvoegen,
            opmerking=reden,
        )
        Rapporttoelichting.objects.bulk_create(
            Rapporttoelichting(rapportage=new, deel=one.deel, tekst=one.tekst)
            for one in old.toelichtingen.order_by("pk")
        )
        for brief in Rapportbrief.objects.filter(rapportage=old):
            brief.pk, brief.rapportage = None, new
            brief.save()
        step.data = {"nieuw": new.pk}
        _tell(new, by, corrigeert=old.pk)
    return new
