"""The gate can't be passed with an old day, a dot, another kind of incident or a trick with days."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.terms import add_months
from incidents.lists import LICHTE_MAATREGELEN, VeroorzakerMaatregelCode
from incidents.services import feiten, looptijd, maatregel
from incidents.services.feiten import Feiten
from incidents.services.maatregel import Maatregelbesluit
from incidents.services.zorgvuldigheid import ontbreekt
from tests.incidents.veroorzaker.test_maatregelen import open_terms

DAG = timedelta(days=1)
TODAY = timezone.localdate()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"eerder_gesprek_op": add_months(TODAY, -12) - DAG}, "langer dan 12 maanden geleden"),
        ({"eerder_gesprek_op": None, "acuut_gevaar": "-"}, "geen gesprek of waarschuwing"),
        ({"zienswijze": "x"}, "in enkele woorden"),
        ({"feiten": "Ja, dat klopt."}, "precies is gebeurd"),
        ({"inhoud": "."}, "precies inhoudt"),
        ({"bereikbaar_via": "n.v.t."}, "blijven bereiken"),
        ({"basisdienst": "..."}, "dienstverlening doorgaat"),
        ({"ingaat_op": add_months(TODAY, 3) + DAG, "eindigt_op": add_months(TODAY, 9)}, "te vroeg"),
    ],
)
def test_a_point_of_care_is_not_met_by_something_that_says_nothing(pad, changed, told):
    way = pad(days_ago=2)
    missing = way.care(way.prepare(), **changed)
    assert len(missing) == 1 and told in missing[0]


def test_a_talk_of_a_year_ago_counts_and_so_does_an_older_warning_that_still_runs(pad):
    way = pad()
    m = way.prepare()
    assert way.care(m, eerder_gesprek_op=add_months(TODAY, -12)) == []
    old = add_months(TODAY, -14)
    assert len(way.care(m, eerder_gesprek_op=old)) == 1
    warned = {"maatregel": "waarschuwingsbrief", "status": "opgelegd", "opgelegd_op": old}
    way.incident.maatregelen.create(veroorzaker=m.veroorzaker, ingaat_op=old, eindigt_op=TODAY, **warned)
    assert way.care(m, eerder_gesprek_op=old) == []


HINDER = {"soort": "hinderlijk_contact", "hindergronden": ("te_vaak",)}


def known(incident, **changed):
    return Feiten(**(feiten.of_incident(incident) | changed))


def test_an_incident_does_not_become_hinderlijk_contact_under_a_ban(pad, leo, bert):
    way = pad()
    m = way.prepare()
    for _ in ("voorbereiding", "voorgelegd", "opgelegd"):
        way.incident.refresh_from_db()
        with pytest.raises(ValidationError, match="niet past bij hinderlijk contact"):
            feiten.complete(way.incident, known(way.incident, **HINDER), by=leo)
        m.refresh_from_db()
        if m.status == "voorbereiding":
            way.care(m)
            way.lay_before(m)
        elif m.status == "voorgelegd":
            maatregel.decide(way.incident, m, Maatregelbesluit(True), by=bert)
    looptijd.end(way.incident, m, "Niet meer nodig.", by=bert)
    feiten.complete(way.incident, known(way.incident, **HINDER), by=leo)
    assert way.incident.soort == "hinderlijk_contact"


def test_a_ban_without_aggression_passes_no_gate(pad, leo):
    way = pad(soort="hinderlijk_contact", gedragingen=())
    feiten.complete(way.incident, known(way.incident, soort="incident"), by=leo)
    m = way.prepare()
    assert any("welke agressie er was" in point for point in way.care(m))
    way.incident.soort = "hinderlijk_contact"
    way.incident.save()
    m = way.incident.maatregelen.get()
    assert any("past niet bij hinderlijk contact" in point for point in ontbreekt(m))


def test_a_ban_of_hinderlijk_contact_is_not_extended(pad, leo):
    way = pad()
    m = way.impose()
    way.incident.soort = "hinderlijk_contact"
    way.incident.save()
    with pytest.raises(ValidationError, match="past niet bij hinderlijk contact"):
        looptijd.extend(way.incident, m, "Het is nodig.", m.eindigt_op + 30 * DAG, by=leo)


@pytest.mark.parametrize(
    "code", sorted(set(VeroorzakerMaatregelCode) - {*LICHTE_MAATREGELEN, "schade_verhalen"})
)
def test_every_burdening_measure_that_goes_on_has_an_end(pad, code):
    with pytest.raises(ValidationError, match="Niets loopt zonder einddatum"):
        pad().prepare(code, eindigt_op=None)


def test_an_evaluation_on_the_first_day_does_not_do_away_with_the_one_halfway(pad, agnes):
    way = pad()
    m = way.impose()
    planned = open_terms(way.incident, "maatregel_evaluatie")
    for _ in range(2):
        looptijd.evaluate(way.incident, m, "handhaven", "Nog steeds nodig.", by=agnes)
    assert open_terms(way.incident, "maatregel_evaluatie") == planned and len(planned) == 2


def test_extensions_are_not_piled_up_long_before_they_begin(pad, agnes, leo):
    way = pad()
    m = way.impose(eindigt_op=add_months(TODAY, 24))
    looptijd.evaluate(way.incident, m, "verlengen", "Dan is het geregeld.", by=agnes)
    until = add_months(m.eindigt_op, 24)
    new = looptijd.extend(way.incident, m, "Het is nodig.", until, by=leo)
    missing = way.care(new, ingaat_op=new.ingaat_op, eindigt_op=until)
    assert len(missing) == 1 and "te vroeg voor een besluit" in missing[0]
    missing = way.care(new, ingaat_op=TODAY, eindigt_op=add_months(TODAY, 24))
    assert any("begint na de laatste dag" in point for point in missing)
