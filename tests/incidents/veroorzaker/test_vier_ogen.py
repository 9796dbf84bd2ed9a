"""Four eyes on a measure, and several questions before several people at once."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.lifecycle import NotAllowed
from incidents import permissions
from incidents.lifecycle import LIFECYCLE
from incidents.models import Incident, IncidentTermijn
from incidents.permissions.asked import asked_by_step, asked_by_term
from incidents.services import maatregel, notices, people, verdeling, veroorzaker, verwijderen
from incidents.services.maatregel import Maatregelbesluit
from organisations.roles import Register, Rol
from tests.conftest import access_of, let_stand_in, toewijzen
from tests.incidents.conftest import hire_in, sees
from tests.incidents.veroorzaker.conftest import zorg

OPLEGGEN = Maatregelbesluit(True)
TERUG = Maatregelbesluit(None, "De feiten zijn te vaag.")


@pytest.fixture
def carla(den_haag):
    """A second person who decides."""
    return access_of(hire_in(den_haag, "Carla Besluit", Rol.BEVOEGD_GEZAG))


@pytest.fixture
def may_decide(den_haag):
    def _may_decide(user):
        toewijzen(user=user, organisation=den_haag, rol=Rol.BEVOEGD_GEZAG, register=Register.AGRESSIE)
        return access_of(user)

    return _may_decide


def stands_in(user, for_whom, den_haag):
    let_stand_in(for_whom, user, den_haag)
    return access_of(user)


def ready(way, code="toegangsontzegging"):
    m = way.prepare(code)
    way.care(m)
    return m


def question_for(way, carla, code="contactbeperking"):
    m = ready(way, code)
    maatregel.lay_before(way.incident, m, carla.user, by=way.leo)
    return m


def test_who_filled_in_the_care_does_not_decide(pad, agressiecoordinator, may_decide, leo, bert):
    way = pad()
    m = ready(way)
    both = may_decide(agressiecoordinator)
    maatregel.record_care(way.incident, m, zorg(), by=both)
    assert set(maatregel.deciders(way.incident, m, leo)) == {bert.user}
    with pytest.raises(ValidationError, match="wie voorbereidt"):
        maatregel.lay_before(way.incident, m, agressiecoordinator, by=leo)
    way.lay_before(m)
    way.incident.maatregelen.update(beslisser=agressiecoordinator)
    with pytest.raises(ValidationError, match="Een ander moet besluiten"):
        maatregel.decide(way.incident, m, OPLEGGEN, by=both)


def test_who_laid_it_before_somebody_once_never_decides(pad, agressiecoordinator, may_decide, leo, bert):
    way = pad()
    m = ready(way)
    both = may_decide(agressiecoordinator)
    maatregel.lay_before(way.incident, m, bert.user, by=both)
    maatregel.decide(way.incident, m, TERUG, by=bert)
    way.lay_before(m)
    way.incident.maatregelen.update(beslisser=agressiecoordinator)
    with pytest.raises(ValidationError, match="Een ander moet besluiten"):
        maatregel.decide(way.incident, m, OPLEGGEN, by=both)


@pytest.mark.parametrize("handler", ["agressiecoordinator", "leidinggevende"])
def test_who_handles_the_incident_does_not_decide_by_standing_in(
    pad, handler, request, beslisser, den_haag, tweede_agressiecoordinator
):
    way = pad()
    m = maatregel.prepare(
        way.incident,
        maatregel.Voornemen(
            "waarschuwingsbrief",
            way.incident.veroorzakers.get(),
            "Het moet rustig blijven.",
            "",
            timezone.localdate(),
            timezone.localdate(),
        ),
        by=access_of(tweede_agressiecoordinator),
    )
    by = access_of(tweede_agressiecoordinator)
    care = zorg(eindigt_op=timezone.localdate())
    assert maatregel.record_care(way.incident, m, care, by=by) == []
    maatregel.lay_before(way.incident, m, beslisser, by=by)
    instead = stands_in(request.getfixturevalue(handler), beslisser, den_haag)
    with pytest.raises(ValidationError, match="Een ander moet besluiten"):
        maatregel.decide(way.incident, m, OPLEGGEN, by=instead)


def test_who_stands_in_and_has_nothing_to_do_with_it_decides(pad, collega, beslisser, den_haag):
    way = pad()
    m = ready(way)
    way.lay_before(m)
    maatregel.decide(way.incident, m, OPLEGGEN, by=stands_in(collega, beslisser, den_haag))
    m.refresh_from_db()
    assert (m.status, m.besloten_door) == ("opgelegd", collega)


def asked(access):
    return set(Incident.objects.filter(asked_by_step(access)))


def asked_terms(access):
    return set(
        IncidentTermijn.objects.filter(asked_by_term(access), gestopt_op=None).values_list("code", flat=True)
    )


def test_a_second_question_before_somebody_else_leaves_the_first_where_it_was(pad, bert, carla):
    way = pad()
    first = ready(way)
    way.lay_before(first)
    second = question_for(way, carla)
    Incident.objects.update(volgende_actie="maatregel_besluiten")
    for access in (bert, carla):
        assert sees(access, way.incident) and way.incident in asked(access)
        assert "maatregel_besluit" in asked_terms(access)
    assert set(notices.whose_turn(way.incident, "maatregel_besluiten")) == {bert.user, carla.user}
    with pytest.raises(NotAllowed):
        maatregel.decide(way.incident, second, OPLEGGEN, by=bert)
    with pytest.raises(NotAllowed):
        maatregel.decide(way.incident, first, OPLEGGEN, by=carla)
    maatregel.decide(way.incident, first, OPLEGGEN, by=bert)
    Incident.objects.update(volgende_actie="maatregel_besluiten")
    assert way.incident not in asked(bert) and way.incident in asked(carla)
    besluiten = LIFECYCLE.by_verb["maatregel_besluiten"]
    assert not permissions.may(bert, besluiten.verb, way.incident)
    maatregel.decide(way.incident, second, OPLEGGEN, by=carla)


def test_a_request_to_be_removed_takes_no_measure_from_who_decides_on_it(pad, agnes, bert, carla):
    way = pad()
    m = ready(way)
    way.lay_before(m)
    person = veroorzaker.persons_of(way.incident).get()
    verzoek = verwijderen.ask(way.incident, person, by=agnes, beslisser=carla.user)
    assert sees(bert, way.incident) and sees(carla, way.incident)
    assert "verwijderverzoek" in asked_terms(carla) and "verwijderverzoek" not in asked_terms(bert)
    with pytest.raises(NotAllowed):
        verwijderen.decide(way.incident, verzoek, "afgewezen", "Er loopt iets.", by=bert)
    maatregel.decide(way.incident, m, OPLEGGEN, by=bert)
    verwijderen.decide(way.incident, verzoek, "afgewezen", "Er loopt een maatregel.", by=carla)
    assert not sees(carla, way.incident)


def test_who_decides_finds_only_their_own_question_in_the_form(pad, carla, ingelogd, beslisser):
    way = pad()
    way.lay_before(ready(way))
    question_for(way, carla)
    url = f"/agressie/incidenten/{way.incident.kenmerk}/maatregel_besluiten/"
    form = ingelogd(carla.user).get(url).context["form"]
    assert form.maatregel.maatregel == "contactbeperking"


def test_another_bevoegd_gezag_gets_what_waited_for_the_former(pad, agnes, bert, carla):
    way = pad()
    m = ready(way)
    way.lay_before(m)
    assert carla.user not in people.candidates(way.incident, "coordinator")
    verdeling.hand_out(way.incident, by=agnes, bevoegd_gezag=carla.user)
    with pytest.raises(NotAllowed):
        maatregel.decide(way.incident, m, OPLEGGEN, by=bert)
    maatregel.decide(way.incident, m, OPLEGGEN, by=carla)


def test_each_time_a_measure_goes_to_and_fro_people_hear_of_it(
    pad, bert, beslisser, leidinggevende, mails_to
):
    way = pad()
    m = ready(way)
    told = []
    for _ in range(2):
        before = len(mails_to(beslisser)), len(mails_to(leidinggevende))
        way.lay_before(m)
        maatregel.decide(way.incident, m, TERUG, by=bert)
        told.append((len(mails_to(beslisser)) - before[0], len(mails_to(leidinggevende)) - before[1]))
    assert told[0] == told[1] and min(told[1]) >= 1
