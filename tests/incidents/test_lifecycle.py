"""Every status × transition: what the table allows happens, everything else does not."""

import pytest

from casework.lifecycle import IllegalTransition, Incomplete, NotAllowed
from incidents import lifecycle
from incidents.forms.acties import ALLEEN_IMPORT, FORMS
from incidents.lifecycle import LIFECYCLE
from incidents.models import Incident
from incidents.permissions import WIE
from incidents.services.engine import ENGINE
from incidents.services.requirements import CHECKS
from incidents.views import tijdlijn
from incidents.views.secties import SECTIES, sporen
from incidents.views.werkstroom import VOORZIET, WERK
from ledger.actors import IMPORT
from ledger.models import AuditRegel
from tests.conftest import access_of

STATUSES = [status for status, _ in lifecycle.STATUSSEN]


def _put(incident, status):
    closed = incident.ontvangen_op if status == lifecycle.GESLOTEN else None
    Incident.objects.filter(pk=incident.pk).update(status=status, afgesloten_op=closed)


def _perform(incident, verb, target):
    with ENGINE.perform(incident, verb, by=IMPORT, to=target, live=False) as step:
        if target == lifecycle.GESLOTEN:
            step.case.afgesloten_op = step.on


@pytest.mark.parametrize("verb", LIFECYCLE.by_verb)
def test_only_what_the_table_allows_can_be_done(meld, verb):
    """Every status is tried on a real incident that is put in it, for each status the verb might lead to."""
    incident = meld()
    transition = LIFECYCLE.by_verb[verb]
    lines = AuditRegel.objects.filter(verb=verb)
    for status in STATUSES:
        stays = {status} if not transition.targets or transition.may_stay else set()
        leads_to = {*transition.targets, *stays} if status in transition.sources else set()
        before = lines.count()
        for target in STATUSES:
            _put(incident, status)
            if target in leads_to:
                _perform(incident, verb, target)
                assert Incident.objects.get(pk=incident.pk).status == target
            else:
                with pytest.raises(IllegalTransition):
                    _perform(incident, verb, target)
                assert Incident.objects.get(pk=incident.pk).status == status
        assert lines.count() == before + len(leads_to)


def test_every_status_can_be_reached_or_belongs_to_retention():
    reached = {target for t in LIFECYCLE.transitions for target in t.targets} | {lifecycle.GEMELD}
    assert reached == set(STATUSES) - {lifecycle.VERNIETIGD}


def test_what_a_person_may_not_do_does_not_exist_for_them(meld, collega, melder, buitenstaander):
    incident = meld()
    for person in (collega, melder, buitenstaander):
        for verb in LIFECYCLE.by_verb:
            with pytest.raises(NotAllowed):
                ENGINE.check(incident, verb, by=access_of(person))


def test_it_does_not_close_with_an_open_track_and_says_which(meld, leidinggevende):
    incident = meld()
    Incident.objects.filter(pk=incident.pk).update(status=lifecycle.IN_BEHANDELING)
    incident.refresh_from_db()
    with pytest.raises(Incomplete) as refused:
        ENGINE.check(incident, "sluiten", by=access_of(leidinggevende))
    assert [line.split("”")[0] for line in refused.value.messages[:4]] == [
        "Het spoor “Opvang en nazorg",
        "Het spoor “Veroorzaker",
        "Het spoor “Politie",
        "Het spoor “Organisatie",
    ]


def test_every_requirement_and_actor_in_the_table_has_a_meaning():
    for transition in LIFECYCLE.transitions:
        assert set(transition.requires) <= set(CHECKS)
        assert set(transition.who) <= set(WIE)
    used = {name for t in LIFECYCLE.transitions for name in t.requires}
    assert used == set(CHECKS), "a requirement that no transition asks for"
    assert LIFECYCLE.occasions <= used and set(VOORZIET) <= used


def test_every_term_has_a_definition_and_an_action_that_ends_it():
    codes = {code for t in LIFECYCLE.transitions for code in (*t.starts, *t.stops)}
    codes |= {code for of_track in lifecycle.SPOORTERMIJNEN.values() for code in of_track}
    codes |= {code for also in sporen.OOK_IN_SPOOR.values() for code in also}
    assert codes <= set(lifecycle.TERMIJN_LABELS)
    assert set(lifecycle.TERMIJN_ACTIES.values()) <= set(LIFECYCLE.by_verb)


def test_every_action_has_a_form_a_sentence_and_a_place_on_the_page():
    verbs = set(LIFECYCLE.by_verb)
    assert set(FORMS) == verbs - ALLEEN_IMPORT
    assert verbs <= set(tijdlijn.ZINNEN)
    on_the_page = [verb for _, of_group in WERK.groepen for verb in of_group]
    of_a_track = {verb for verb in verbs if verb.startswith("spoor_")}
    assert sorted(on_the_page) == sorted(verbs - ALLEEN_IMPORT - of_a_track)
    provide = {verb for of_name in VOORZIET.values() for verb in of_name}
    assert provide | {verb for of_track in sporen.ACTIES.values() for verb in of_track} <= verbs
    assert {"feiten", "verloop"} <= set(SECTIES)
