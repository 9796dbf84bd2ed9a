"""A veroorzaker asks to be removed, and the law that may keep the data longer."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from casework import terms
from casework.lifecycle import NotAllowed
from incidents import permissions
from incidents.lists import Verwijderbesluit
from incidents.models import Incident, Veroorzakermaatregel, VeroorzakerPersoon, Verwijderverzoek
from incidents.services import bewaren, notices, sloten
from incidents.services.engine import ENGINE
from organisations.access import Access
from organisations.models import User

TERMIJN = "verwijderverzoek"
Status = Veroorzakermaatregel.Status
LANGSTE_BEWAARPLICHT = 60  # months ahead: then it is looked at again


@transaction.atomic
def ask(
    incident: Incident,
    persoon: VeroorzakerPersoon,
    *,
    by: Access,
    on: date | None = None,
    toelichting: str = "",
    beslisser: User | None = None,
) -> Verwijderverzoek:
    """The request came in on a day; who decides is told. The law gives a month."""
    sloten.lock(incident, [persoon.pk])
    with ENGINE.perform(incident, "verwijderverzoek_vastleggen", by=by, on=on) as step:
        case = step.case
        if case.verwijderverzoeken.filter(persoon=persoon, besloten_op=None).exists():
            raise ValidationError("Er ligt al een verzoek van deze persoon. Beslis daar eerst op.")
        beslisser = beslisser or case.bevoegd_gezag
        if beslisser is None:
            raise ValidationError({"beslisser": "Kies wie beslist."})
        case.bevoegd_gezag = case.bevoegd_gezag or beslisser
        verzoek = Verwijderverzoek.objects.create(
            incident=case,
            persoon=persoon,
            ontvangen_op=step.on,
            toelichting=toelichting,
            beslisser=beslisser,
        )
        terms.start_term(case, TERMIJN, start=step.on, persoon=persoon)
        step.data |= {"verzoek": verzoek.pk}
    notices.ask(
        incident,
        notices.person(incident, verzoek.beslisser),
        verb="verwijderverzoek_beslissen",
        persoon=persoon,
        because=f":verzoek:{verzoek.pk}",
    )
    return verzoek


@transaction.atomic
def decide(
    incident: Incident, verzoek: Verwijderverzoek, besluit: str, motivering: str, *, by: Access
) -> None:
    """Always with a reason. Granted: the identity, the address, the signals and the letters are gone, and
    the police files with the name or the signalement. In part: the name itself stays.

    Raises ValidationError without a reason, and for a grant while a measure runs or is prepared, or a
    legal hold lasts: then who it is must be known.
    """
    if not motivering.strip():
        raise ValidationError({"motivering": "Geef de reden van het besluit."})
    sloten.lock(incident, [verzoek.persoon_id])
    with ENGINE.perform(incident, "verwijderverzoek_beslissen", by=by) as step:
        row = step.case.verwijderverzoeken.select_for_update().get(pk=verzoek.pk, besloten_op=None)
        if not permissions.decides_on(by, row, step.case):
            raise NotAllowed("Deze pagina bestaat niet.")
        persoon = VeroorzakerPersoon.objects.select_for_update().get(pk=row.persoon_id)
        if besluit == Verwijderbesluit.TOEGEWEZEN:
            _refuse_removal(persoon)
            bewaren.forget(persoon, by=by, on=step.on, reason="verzoek")
        elif besluit == Verwijderbesluit.DEELS:
            bewaren.forget_part(persoon, on=step.on)
        row.refresh_from_db()
        row.besluit, row.besloten_op, row.motivering, row.door = besluit, step.on, motivering, by.user
        row.save()
        terms.stop_terms(step.case, [TERMIJN], on=step.on, persoon=persoon)
        step.data |= {"verzoek": row.pk, "besluit": besluit}


def _refuse_removal(persoon: VeroorzakerPersoon) -> None:
    today = timezone.localdate()
    if persoon.bewaarplicht_tot and persoon.bewaarplicht_tot >= today:
        raise ValidationError(
            f"De wet vraagt deze gegevens te bewaren tot en met {persoon.bewaarplicht_tot:%d-%m-%Y}."
        )
    of_person = Veroorzakermaatregel.objects.filter(veroorzaker__persoon=persoon)
    running = of_person.filter(status=Status.OPGELEGD, eindigt_op__gte=today)
    if running.exists() or of_person.filter(status__in=(Status.VOORBEREIDING, Status.VOORGELEGD)).exists():
        raise ValidationError(
            "Er loopt een maatregel, of er wordt een maatregel voorbereid. Beëindig die eerst, of wijs het"
            " verzoek deels of niet toe."
        )


@transaction.atomic
def hold(incident: Incident, persoon: VeroorzakerPersoon, tot: date, reden: str, *, by: Access) -> None:
    """A legal hold: kept until a day, with the reason. Raises ValidationError without a reason or an end."""
    if not reden.strip():
        raise ValidationError({"reden": "Geef de wettelijke reden."})
    if not timezone.localdate() < tot <= terms.add_months(timezone.localdate(), LANGSTE_BEWAARPLICHT):
        raise ValidationError({"tot": "Kies een einddatum na vandaag en binnen 5 jaar."})
    sloten.lock(incident, [persoon.pk])
    with ENGINE.perform(incident, "bewaren_verlengen", by=by) as step:
        row = VeroorzakerPersoon.objects.select_for_update().get(pk=persoon.pk, verwijderd_op=None)
        row.bewaarplicht_tot, row.bewaarplicht_reden = tot, reden
        row.save()
        bewaren.follow(row)
        step.data |= {"persoon": row.pk, "tot": tot.isoformat()}
