"""Groups of organisations beside each other: made once of each year, when their day has come."""

from collections import defaultdict
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from ledger import audit
from ledger.actors import SYSTEEM
from organisations.formatie import fte_of_organisations
from organisations.models import Organisation
from organisations.roles import Register
from reports.koepel import contributions, groepen
from reports.koepel.groepen import Deelnemer, Groepscijfers
from reports.models import Koepeldeelname, Vergelijkingsgroep, Vergelijkingslid
from reports.services.deelname import koepels

JAREN_TERUG = 3


def make_due(now: datetime | None = None) -> int:
    """Make every group whose day has come and that is not there; returns how many.

    A group that can't be made yet (``groepen.figures_of``) is tried again on later days: nothing was shown of
    it. One that was made is never made again. ``now``: the moment that is asked about (default: this one).
    """
    today = timezone.localdate(now)
    years = [jaar for jaar in range(today.year - JAREN_TERUG, today.year) if groepen.made_on(jaar) <= today]
    return sum(
        make_groups(koepel, register, jaar) for jaar in years for koepel in koepels() for register in Register
    )


@transaction.atomic
def make_groups(koepel: Organisation, register: str, jaar: int) -> int:
    """The groups of one year of who takes part today; returns how many were made."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('reports.groups'))")
    counted = Vergelijkingslid.objects.filter(register=register, jaar=jaar).values("organisation")
    rows = Koepeldeelname.objects.current().filter(koepel=koepel, register=register)
    wanted = [
        row.organisation for row in rows.exclude(organisation__in=counted).select_related("organisation")
    ]
    if len(wanted) < groepen.MINSTENS:
        return 0
    fte = fte_of_organisations(wanted, jaar)
    by_place: dict[tuple[str, int], list[Deelnemer]] = defaultdict(list)
    for one in contributions(wanted, register, jaar):
        if found := groepen.participant(one, fte.get(one.organisation.pk)):
            by_place[found.plek].append(found)
    there = Vergelijkingsgroep.objects.filter(koepel=koepel, register=register, jaar=jaar)
    for place in there.values_list("soort", "klasse"):
        by_place.pop(place, None)
    made = 0
    for place, leden in by_place.items():
        if figures := groepen.figures_of(leden):
            _keep(koepel, register, jaar, place, figures, leden)
            made += 1
    return made


def _keep(
    koepel: Organisation,
    register: str,
    jaar: int,
    place: tuple[str, int],
    figures: Groepscijfers,
    leden: list[Deelnemer],
) -> None:
    soort, klasse = place
    groep = Vergelijkingsgroep.objects.create(
        koepel=koepel,
        register=register,
        jaar=jaar,
        soort=soort,
        klasse=klasse,
        deelnemers=figures.deelnemers,
        tarief=figures.tarief,
        mediaan=figures.mediaan,
    )
    Vergelijkingslid.objects.bulk_create(
        Vergelijkingslid(
            groep=groep,
            organisation=one.bijdrage.organisation,
            register=register,
            jaar=jaar,
            rapportage=one.bijdrage.rapportage,
            aantal=one.aantal,
            fte=one.fte,
        )
        for one in leden
    )
    audit.record(
        actor=SYSTEEM,
        verb="vergelijkingsgroep_gemaakt",
        subject=groep,
        organisation_id=koepel.pk,
        data={"register": str(register), "jaar": jaar, "deelnemers": figures.deelnemers},
    )
