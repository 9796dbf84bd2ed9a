"""Every status × transition: what the table allows happens, everything else does not."""

from contextlib import nullcontext

import pytest
from django.core.exceptions import ValidationError

from casework.lifecycle import IllegalTransition, Incomplete, NotAllowed
from gir.demo.path import WAY_TO
from integrity import lifecycle
from integrity.lifecycle import LIFECYCLE
from integrity.models import Zaak
from integrity.services.engine import ENGINE
from ledger.actors import IMPORT
from ledger.models import AuditRegel
from tests.conftest import access_of

STATUSES = [status for status, _ in lifecycle.STATUSSEN]
UNREACHABLE = {lifecycle.VERNIETIGD, lifecycle.OVERGEBRACHT}  # retention brings a zaak there


@pytest.mark.parametrize("status", WAY_TO)
def test_a_zaak_can_be_brought_to_every_status_through_the_services(zaak_in, status):
    assert zaak_in(status).status == status


def test_every_status_has_a_way_to_it_or_belongs_to_retention():
    assert set(STATUSES) - set(WAY_TO) == UNREACHABLE
    reached = {target for t in LIFECYCLE.transitions for target in t.targets} | {lifecycle.ONTVANGEN}
    assert reached == set(WAY_TO)


@pytest.mark.parametrize("verb", LIFECYCLE.by_verb)
def test_only_what_the_table_allows_can_be_done(zaak_in, verb):
    """Every status is tried on a real zaak that is put in it, for each status the verb might lead to."""
    zaak = zaak_in(lifecycle.ONTVANGEN)
    transition = LIFECYCLE.by_verb[verb]
    for status in STATUSES:
        stays = {status} if not transition.targets or transition.may_stay else set()
        leads_to = {*transition.targets, *stays} if status in transition.sources else set()
        _put(zaak, status)
        lines = AuditRegel.objects.filter(verb=verb).count()
        # where the verb is refused whatever it leads to, one try stands for all
        for target in STATUSES if status in transition.sources else STATUSES[:1]:
            if target not in leads_to:
                with pytest.raises(IllegalTransition):
                    _perform(zaak, verb, target)
        assert Zaak.objects.get(pk=zaak.pk).status == status
        assert AuditRegel.objects.filter(verb=verb).count() == lines
        for target in sorted(leads_to):
            _put(zaak, status)
            _perform(zaak, verb, target)
            assert Zaak.objects.get(pk=zaak.pk).status == target
            lines += 1
            assert AuditRegel.objects.filter(verb=verb).count() == lines


def _put(zaak, status):
    fields = {"afgesloten_op": zaak.ontvangen_op} if status == lifecycle.GESLOTEN else {}
    Zaak.objects.filter(pk=zaak.pk).update(status=status, **fields)


def _perform(zaak, verb, target):
    with ENGINE.perform(zaak, verb, by=IMPORT, to=target, live=False) as step:
        if target == lifecycle.GESLOTEN:
            step.case.afgesloten_op = step.on


def test_a_zaak_that_waits_for_the_police_takes_only_what_may_be_done_meanwhile(zaak_in):
    zaak = zaak_in(lifecycle.BEOORDELING)
    with ENGINE.perform(zaak, "opschorten", by=IMPORT) as step:
        step.case.opgeschort_op = step.on
    for transition in LIFECYCLE.from_status(zaak.status):
        expected = nullcontext() if transition.while_suspended else pytest.raises(IllegalTransition)
        with expected:
            ENGINE.check(zaak, transition.verb, by=IMPORT)


def test_what_a_person_may_not_do_does_not_exist_for_them(zaak_in, collega, buitenstaander):
    zaak = zaak_in(lifecycle.BEOORDELING)
    for person in (collega, buitenstaander):
        for verb in LIFECYCLE.by_verb:
            with pytest.raises(NotAllowed):
                ENGINE.check(zaak, verb, by=access_of(person))


def test_a_step_says_what_is_missing_for_it(zaak_in, coordinator):
    zaak = zaak_in(lifecycle.ONTVANGEN)
    with pytest.raises(Incomplete) as refused:
        ENGINE.check(zaak, "beoordelen", by=access_of(coordinator))
    assert refused.value.messages == ["Bevestig eerst de ontvangst aan de melder."]


def test_nothing_is_dated_before_the_step_it_follows(gang):
    path = gang(days_ago=20, pace=5)
    path.acknowledge()
    path.zaak.refresh_from_db()
    with (
        pytest.raises(ValidationError, match="toen begon deze stap"),
        ENGINE.perform(
            path.zaak,
            "beoordelen",
            by=path.rollen.coordinator,
            on=path.zaak.ontvangen_op,
            to=lifecycle.EXTERN,
        ),
    ):
        pass


def test_every_requirement_and_actor_in_the_table_has_a_meaning():
    from integrity.permissions import WIE
    from integrity.services.requirements import CHECKS

    for transition in LIFECYCLE.transitions:
        assert set(transition.requires) <= set(CHECKS)
        assert set(transition.who) <= set(WIE)
    used = {name for t in LIFECYCLE.transitions for name in t.requires}
    assert used == set(CHECKS), "a requirement that no transition asks for"


def test_every_term_in_the_table_is_defined():
    codes = {code for t in LIFECYCLE.transitions for code in (*t.starts, *t.stops)}
    assert codes | set(lifecycle.STATUS_TERMIJN.values()) <= set(lifecycle.TERMIJN_LABELS)
