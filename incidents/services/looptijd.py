"""A measure that runs: evaluated, ended early, or extended by a new decision."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from casework import terms
from casework.lifecycle import By
from incidents.models import (
    Incident,
    IncidentTermijn,
    Maatregelevaluatie,
    Veroorzakermaatregel,
)
from incidents.services import bewaren, notices, sloten, verboden
from incidents.services.engine import ENGINE, user_of
from incidents.services.maatregel import EVALUATIE, refuse_kind, refuse_length, wrote
from organisations.access import Access

Status = Veroorzakermaatregel.Status
Uitkomst = Maatregelevaluatie.Uitkomst
VROEGSTE_EVALUATIE = timedelta(weeks=2)  # before the day that was planned


def running_ones(incident: Incident) -> QuerySet[Veroorzakermaatregel]:
    return incident.maatregelen.filter(status=Status.OPGELEGD, eindigt_op__gte=timezone.localdate())


def _running(incident: Incident, maatregel: Veroorzakermaatregel) -> Veroorzakermaatregel:
    row = running_ones(incident).select_for_update().filter(pk=maatregel.pk).first()
    if row is None:
        raise ValidationError("Deze maatregel loopt niet (meer).")
    return row


@transaction.atomic
def evaluate(
    incident: Incident,
    maatregel: Veroorzakermaatregel,
    uitkomst: str,
    toelichting: str,
    *,
    by: Access,
    on: date | None = None,
) -> Maatregelevaluatie:
    """Whether it is still needed. Ending early is for who decides, who is told; an extension is prepared."""
    with ENGINE.perform(incident, "maatregel_evalueren", by=by, on=on) as step:
        row = _running(step.case, maatregel)
        if step.on < row.opgelegd_op:
            raise ValidationError({"op": "De evaluatie kan niet voor het besluit zijn."})
        evaluatie = Maatregelevaluatie.objects.create(
            maatregel=row, gehouden_op=step.on, uitkomst=uitkomst, toelichting=toelichting, door=by.user
        )
        _end_planned(row, on=step.on)
        step.data |= {"maatregel": row.pk, "uitkomst": uitkomst}
    if uitkomst == Uitkomst.BEEINDIGEN:
        notices.ask(incident, verb="maatregel_beeindigen", because=f":evaluatie:{evaluatie.pk}")
    return evaluatie


def _end_planned(row: Veroorzakermaatregel, *, on: date) -> None:
    """The first evaluation that was planned is held; not by one that is held long before its day: then
    somebody had a reason to look, and halfway it is looked at again."""
    due = IncidentTermijn.objects.filter(code=EVALUATIE, maatregel=row, gestopt_op=None)
    first = due.order_by("verloopt_op", "pk").first()
    if first is None:
        return
    early = min(VROEGSTE_EVALUATIE, (first.verloopt_op - row.ingaat_op) / 2)
    if on >= first.verloopt_op - early:
        due.filter(pk=first.pk).update(gestopt_op=on)


@transaction.atomic
def end(
    incident: Incident, maatregel: Veroorzakermaatregel, reden: str, *, by: Access, on: date | None = None
) -> None:
    """Not needed any more: it ends on this day, and so does an instruction that rests on an access ban."""
    if not reden.strip():
        raise ValidationError({"reden": "Geef de reden."})
    sloten.lock(incident)
    with ENGINE.perform(incident, "maatregel_beeindigen", by=by, on=on) as step:
        row = _running(step.case, maatregel)
        if step.on < row.opgelegd_op:
            raise ValidationError({"op": "De maatregel kan niet eindigen voordat die is opgelegd."})
        row.status, row.beeindigd_op, row.beeindigreden = Status.BEEINDIGD, step.on, reden
        row.save()
        terms.stop_terms(step.case, [EVALUATIE], on=step.on, maatregel=row)
        verboden.follow(row.veroorzaker and row.veroorzaker.persoon, on=step.on)
        bewaren.follow_incident(step.case)
        step.data |= {"maatregel": row.pk}


def extend(
    incident: Incident, maatregel: Veroorzakermaatregel, reden: str, eindigt_op: date, *, by: By
) -> Veroorzakermaatregel:
    """A new measure that begins when the running one ends, with a gate and a decision of its own.

    What the veroorzaker said and the facts are asked again; what is practical is taken over.
    """
    if not reden.strip():
        raise ValidationError({"reden": "Zeg waarom verlengen nodig is."})
    with ENGINE.perform(incident, "maatregel_verlengen", by=by) as step:
        former = _running(step.case, maatregel)
        if former.verlengingen.exclude(status=Status.AFGEWEZEN).exists():
            raise ValidationError("Er is al een verlenging van deze maatregel.")
        starts = former.eindigt_op + timedelta(days=1)
        refuse_kind(step.case, former.maatregel)
        refuse_length(former.maatregel, starts, eindigt_op)
        row = Veroorzakermaatregel.objects.create(
            incident=step.case,
            veroorzaker=former.veroorzaker,
            maatregel=former.maatregel,
            verlengt=former,
            voorbereid_door=user_of(by),
            voorbereid_op=step.on,
            reden=reden,
            inhoud=former.inhoud,
            ingaat_op=starts,
            eindigt_op=eindigt_op,
            eerder_gesprek_op=former.eerder_gesprek_op or former.opgelegd_op,
            bereikbaar_via=former.bereikbaar_via,
            basisdienst=former.basisdienst,
            rechtsmiddel=former.rechtsmiddel,
        )
        wrote(row, by)
        step.data |= {"maatregel": row.pk, "verlengt": former.pk}
    return row


@transaction.atomic
def stop_terms_of_ended(today: date | None = None) -> int:
    """A measure that is over asks for no evaluation any more. Returns how many terms were stopped."""
    today = today or timezone.localdate()
    over = list(
        IncidentTermijn.objects.filter(code=EVALUATIE, gestopt_op=None, maatregel__eindigt_op__lt=today)
        .select_related("maatregel")
        .select_for_update(of=("self",))
    )
    for term in over:
        term.gestopt_op = term.maatregel.eindigt_op
    IncidentTermijn.objects.bulk_update(over, ["gestopt_op"])
    ids = {term.incident_id for term in over}
    for incident in Incident.objects.filter(pk__in=ids).select_for_update():
        ENGINE.refresh(incident)
        incident.save(update_fields=["volgende_actie", "termijn_op", "termijn_code"])
    return len(over)
