"""Every address that gives something of a case leaves exactly one read line, and no other leaves any."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse

from ledger.models import Leesregel
from organisations.roles import Rol
from tests.test_urls import World, world  # noqa: F401
from tests.url_table import API, LEEST, LEEST_NIET, TABLE

VERHAAL, NAAM = "Het verhaal.", "S. Dreiger"


@pytest.fixture
def canaries(world: World) -> list[bytes]:  # noqa: F811
    """What stands only in the cases of the world."""
    kenmerken = [world.objects[name] for name in ("zaak", "melding", "vraag", "incident")]
    return [text.encode() for text in (*kenmerken, VERHAAL, NAAM)]


def answers(world: World, name: str) -> Iterator[tuple[str, HttpResponse, list[Leesregel]]]:  # noqa: F811
    """What everybody gets who gets a page here, and the lines that it left."""
    row = TABLE.get(name) or API[name]
    url = world.url(name, row.args) + row.query
    for person in row.get.get(200, ()):
        before = set(Leesregel.objects.values_list("pk", flat=True))
        point = transaction.savepoint()
        answer = world.clients[person].get(url)
        left = list(Leesregel.objects.exclude(pk__in=before))
        transaction.savepoint_rollback(point)
        yield person, answer, left


def test_each_address_that_gives_something_of_a_case_leaves_one_line_of_who_read_it(world):  # noqa: F811
    for name in LEEST:
        seen = list(answers(world, name))
        assert seen, name
        for person, answer, left in seen:
            assert answer.status_code == 200, (name, person)
            assert len(left) == 1, (name, person)
            line = left[0]
            assert line.user_id == world.people[person].pk and line.actor_kind == "user", (name, person)
            assert line.organisation_id == world.people[person].home_organisation_id, (name, person)
            assert line.rol, (name, person)


def test_no_other_address_leaves_a_line_or_names_a_case_without_a_reason(world, canaries):  # noqa: F811
    named = set()
    for name in {*TABLE, *API} - set(LEEST):
        for person, answer, left in answers(world, name):
            assert left == [], (name, person)
            content = b"" if answer.streaming else answer.content
            if any(canary in content for canary in canaries):
                named.add(name)
    assert named - set(LEEST_NIET) == set(), "give these a read line, or say why not in tests/url_table.py"
    assert set(LEEST_NIET) - named == set(), "these name no case any more"


def test_what_does_not_exist_for_somebody_leaves_no_line(world):  # noqa: F811
    for name in LEEST:
        row = TABLE.get(name) or API[name]
        url = world.url(name, row.args) + row.query
        for person in {Rol.BEHEERDER, Rol.MEDEWERKER} - row.get[200]:
            assert world.clients[person].get(url).status_code == 404, name
    assert not Leesregel.objects.exists()
