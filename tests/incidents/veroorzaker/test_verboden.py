"""Keeping somebody out rests on an access ban, and on nothing else."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from incidents.models import Signaal, Veroorzakermaatregel
from incidents.services import balie, looptijd, maatregel
from incidents.services.maatregel import Maatregelbesluit
from tests.conftest import access_of
from tests.incidents.veroorzaker.conftest import GEBOREN, NAAM

DAG = timedelta(days=1)


@pytest.fixture
def bo(baliemedewerker):
    return access_of(baliemedewerker)


def keep_out(way, agnes, until):
    person = way.incident.veroorzakers.get().persoon
    return balie.set_signal(way.incident, person, "geen_toegang", geldig_tot=until, by=agnes)


def test_nobody_is_kept_out_by_a_signal_alone(pad, agnes):
    way = pad()
    tomorrow = timezone.localdate() + DAG
    with pytest.raises(ValidationError, match="geen toegangsverbod"):
        keep_out(way, agnes, tomorrow)
    way.prepare()
    with pytest.raises(ValidationError, match="geen toegangsverbod"):
        keep_out(way, agnes, tomorrow)
    assert not Signaal.objects.exists()


def test_a_warning_is_no_access_ban(pad, agnes):
    way = pad()
    way.impose("contactbeperking")
    with pytest.raises(ValidationError, match="geen toegangsverbod"):
        keep_out(way, agnes, timezone.localdate() + DAG)


def test_somebody_is_kept_out_no_longer_than_the_ban_runs(pad, agnes):
    way = pad()
    m = way.impose()
    with pytest.raises(ValidationError, match="dan eindigt het toegangsverbod"):
        keep_out(way, agnes, m.eindigt_op + DAG)
    assert keep_out(way, agnes, m.eindigt_op).geldig_tot == m.eindigt_op


def test_the_desk_keeps_nobody_out_before_the_ban_begins_or_after_it_ended(pad, agnes, bo):
    way = pad()
    m = way.impose()
    signaal = keep_out(way, agnes, m.eindigt_op)
    assert balie.look_up(NAAM, GEBOREN, by=bo) == [signaal]
    today = timezone.localdate()
    for starts, ends in ((today + DAG, today + 9 * DAG), (today - 9 * DAG, today - DAG)):
        Veroorzakermaatregel.objects.update(ingaat_op=starts, eindigt_op=ends)
        assert balie.look_up(NAAM, GEBOREN, by=bo) == []


def test_a_signal_is_shortened_to_the_ban_that_is_left(pad, meld, ken, agnes, bert, leo):
    way = pad()
    first = way.impose()
    other = type(way)(meld(), leo, bert)
    ken(other.incident)
    today = timezone.localdate()
    second = other.prepare()
    other.care(second, eindigt_op=today + 30 * DAG)
    other.lay_before(second)
    maatregel.decide(other.incident, second, Maatregelbesluit(True), by=bert)
    signaal = keep_out(way, agnes, first.eindigt_op)
    looptijd.end(way.incident, first, "Het gaat goed.", by=bert)
    signaal.refresh_from_db()
    assert (signaal.ingetrokken_op, signaal.geldig_tot) == (None, today + 30 * DAG)
    looptijd.end(other.incident, second, "Het gaat goed.", by=bert)
    signaal.refresh_from_db()
    assert signaal.ingetrokken_op == today
