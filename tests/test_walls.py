"""Each wall holds when the other is not there: every address × GET and POST, of somebody else's organisation
and of a case from which one was excluded.

``tests/test_urls.py`` asks all of it with both walls. Here the first wall is taken away: every right is
given, every list shows all, nobody is kept apart. And the second: the application connects as the owner, for
whom there are no policies.
"""

import pytest
from django.db.models import Q
from django.test import Client

import incidents.permissions
import integrity.permissions
import organisations.permissions
import reports.permissions
from incidents.models import Incident
from integrity.models import Melding, Zaak
from organisations.roles import Rol
from tests.conftest import access_of
from tests.test_urls import World, ask
from tests.url_table import API, BUITENSTAANDER, TABLE, UITGESLOTEN

# A report that is begun has a token of its page: one that is not seen is one that nobody began.
OF_ANY_TOKEN = {"agressie_melden_stap", "agressie_melden_voor_wie"}
# What is written of a case before and beside it, which nobody but who wrote it or handles it sees.
WRITTEN = {"vraag", "registratie", "verzonden", "incident verzonden", "concept", "incidentconcept"}
# What the excluded person may not notice, by the names of tests/test_urls.py.
HIDDEN = {"zaak", "melding", "incident", "bewijs", "veroorzaker", "brief"}


@pytest.fixture
def world(den_haag, waterschap) -> World:
    return World(den_haag, waterschap)


@pytest.fixture
def without_first_wall(monkeypatch):
    """Whoever asks gets a yes. The code itself is replaced: every place that holds the function sees it."""

    def give(function, answer) -> None:
        monkeypatch.setattr(function, "__code__", answer.__code__)

    for register in (integrity.permissions, incidents.permissions):
        give(register.may, lambda access, action, obj=None: True)
        for rule in (register.visible, register.counted):
            give(rule, lambda access: Q())
        give(register.apart, lambda user_ids: (Q(pk__in=[]), Q(pk__in=[])))
    give(integrity.permissions.visible_meldingen, lambda access: Q(zaak=None))
    give(organisations.permissions.may, lambda access, action, register=None: True)
    give(reports.permissions.may, lambda *args: True)


def given(world: World, person: str, names: set[str]) -> dict[str, int]:
    """The addresses that name one of these objects and give this person a page, with its status."""
    client: Client = world.clients[person]
    client.raise_request_exception = (
        False  # a right that can't be is allowed to end in a fault, not in a page
    )
    found = {}
    for name, row in (TABLE | API).items():
        if not names & set(row.args):
            continue
        url = world.url(name, row.args) + row.query
        for method in ("post",) if name in OF_ANY_TOKEN else ("get", "post"):
            status = ask(client, url, method)
            if status < 400:
                found[f"{method.upper()} {name}"] = status
    return found


def test_without_the_first_wall_the_second_still_hides_another_organisation(world, without_first_wall):
    assert given(world, BUITENSTAANDER, set(world.objects)) == {}


def test_without_the_first_wall_the_second_still_hides_what_excludes_somebody(world, without_first_wall):
    assert given(world, UITGESLOTEN, HIDDEN) == {}


@pytest.mark.parametrize("person", [Rol.BEHEERDER, Rol.VERTROUWENSPERSOON])
def test_without_the_first_wall_the_second_still_hides_cases_from_a_role_without_them(
    world, without_first_wall, person
):
    """Every right was given to them, and the database shows them nothing."""
    found = given(world, person, HIDDEN | WRITTEN | {"import", "import agressie"})
    assert {name for name in found if name.removeprefix("GET ") not in OF_ANY_TOKEN} == set()


def test_without_the_first_wall_the_desk_sees_no_zaak(world, without_first_wall):
    found = given(world, Rol.BALIEMEDEWERKER, {"zaak", "melding", "vraag", "import"})
    assert found == {}


def test_the_first_wall_was_really_away(world, without_first_wall):
    """A colleague without any right then gets the pages: it is the second wall that refused above."""
    assert "GET zaak" in given(world, Rol.BEVOEGD_GEZAG, {"zaak"})
    stranger = access_of(world.people[Rol.VERTROUWENSPERSOON])
    assert Zaak.objects.visible_to(stranger).filter(pk=world.zaak.pk).exists()
    assert Incident.objects.visible_to(stranger).filter(pk=world.incident.pk).exists()


def test_without_the_second_wall_the_first_still_hides_both(by_the_owner, world):
    assert Melding.objects.count() > 1  # no policy holds for the owner
    found = given(world, BUITENSTAANDER, set(world.objects))
    assert {name for name in found if name.removeprefix("GET ") not in OF_ANY_TOKEN} == set()
    assert given(world, UITGESLOTEN, HIDDEN) == {}
