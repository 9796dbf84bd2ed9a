"""The reaction to a veroorzaker may wait with a reason, and not for ever."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from incidents.services import veroorzaker
from tests.incidents.veroorzaker.conftest import url_of
from tests.incidents.veroorzaker.test_maatregelen import open_terms

DAG = timedelta(days=1)


def test_a_reaction_is_never_put_off_for_more_than_two_weeks_after_the_report(meld, leo):
    incident = meld(days_ago=3)
    last = timezone.localdate() + 11 * DAG
    for day in (last - 5 * DAG, last):
        veroorzaker.react_later(incident, day, "Hij is nog niet gevonden.", by=leo)
        assert open_terms(incident, "reactie_veroorzaker") == [day]
    for day in (last + DAG, last.replace(year=last.year + 10)):
        with pytest.raises(ValidationError, match="14 dagen na de melding"):
            veroorzaker.react_later(incident, day, "Hij is nog niet gevonden.", by=leo)
    assert [r.reden for r in incident.reacties.all()] == ["Hij is nog niet gevonden."] * 2


def test_the_form_offers_the_last_day_there_is(meld, ingelogd, leidinggevende):
    incident = meld(days_ago=3)
    form = ingelogd(leidinggevende).get(url_of(incident, "reactie_vastleggen")).context["form"]
    assert form["later_op"].value() == timezone.localdate() + 11 * DAG
