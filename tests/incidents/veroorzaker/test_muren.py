"""What two incidents share shows the one to who reads the other: so not where that one must not exist."""

from datetime import timedelta

from django.utils import timezone

from incidents.models import VeroorzakerPersoon
from incidents.services import balie
from tests.conftest import access_of
from tests.incidents.veroorzaker.conftest import GEBOREN, NAAM


def test_the_same_person_is_kept_twice_when_who_is_kept_out_of_the_one_reads_the_other(
    meld, ken, tweede_agressiecoordinator
):
    seen, hidden = meld(days_ago=5), meld(uitgesloten=(tweede_agressiecoordinator,), days_ago=20)
    rows = VeroorzakerPersoon.objects.filter(pk=ken(seen).pk).values()
    before = list(rows)
    assert ken(hidden).pk != before[0]["id"] and list(rows.all()) == before
    seen.refresh_from_db()
    assert (seen.herhaling, seen.ernst_objectief) == (False, 2)


def test_the_same_holds_for_a_slachtoffer_who_handles_incidents(meld, ken, tweede_agressiecoordinator):
    seen, hidden = meld(days_ago=5), meld(door=tweede_agressiecoordinator, days_ago=20)
    assert ken(seen) != ken(hidden)


def test_a_slachtoffer_who_handles_nothing_makes_no_difference(meld, ken, collega):
    first, second = meld(days_ago=20, door=collega), meld(days_ago=5)
    assert ken(first) == ken(second)
    second.refresh_from_db()
    assert second.herhaling


def test_the_desk_tells_who_was_excluded_nothing_of_that_incident(meld, ken, agnes, baliemedewerker, collega):
    incident = meld(uitgesloten=(baliemedewerker,))
    until = timezone.localdate() + timedelta(days=30)
    balie.set_signal(incident, ken(incident), "twee_personen", geldig_tot=until, by=agnes)
    assert balie.look_up(NAAM, GEBOREN, by=access_of(baliemedewerker)) == []
    assert len(balie.look_up(NAAM, GEBOREN, by=agnes)) == 1
