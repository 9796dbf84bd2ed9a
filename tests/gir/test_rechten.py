"""One table of rights for each room: nowhere else is asked for a role, and people can read it."""

import ast
from pathlib import Path

import pytest
from django.urls import reverse

from gir.rechten import TABELLEN, in_words
from organisations.menu import MENU
from organisations.roles import Rol
from tests.conftest import hire

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = ("ledger", "organisations", "casework", "integrity", "incidents", "reports", "gir")
# Where a role may be asked for beside the modules of permissions, each with its reason.
ASKS = {
    "organisations/menu.py": "shows the way to pages that ask again; a test below says that both agree",
}
# Where a role may be named beside those, each with its reason: nobody is let in by it.
NAMES = {
    "casework/lezen/pages.py": "the part in which who supervises reads, for the read line",
    "casework/lezen/veel.py": "whom to tell of unusual reading",
    "organisations/access.py": "who has more than this role needs a second step",
    "organisations/services/sso.py": "the role that a new account gets",
    "organisations/roles.py": "says which roles there are",
    "organisations/menu.py": "see above",
    "organisations/forms.py": "offers roles to give, and people who hold one",
    "organisations/services/klein.py": "the profile: who gets which role",
    "organisations/services/rollen.py": "who confirms roles, and refuses what doesn't exist",
    "casework/voordeur/views.py": "names the vertrouwenspersonen, and finds the first page",
    "integrity/forms/registreren.py": "the channels that go with each role",
    "integrity/services/apart.py": "whom to tell that something waits",
    "integrity/services/people.py": "who can be given a part, and who is told",
    "incidents/forms/versturen.py": "names who reads it",
    "incidents/services/apart.py": "whom to tell that something waits",
    "incidents/services/brieven.py": "names the privacyfunctionaris in a letter",
    "incidents/services/notices.py": "who is told",
    "incidents/services/peiling.py": "who is asked",
    "incidents/services/people.py": "who can be given a part, and who is told",
    "gir/demo/load.py": "the demo hires people",
    "gir/management/commands/maak_beheerder.py": "gives the role",
}


def _modules() -> dict[str, ast.Module]:
    return {
        str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8"))
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        if "migrations" not in path.parts and "permissions" not in (path.stem, path.parent.name)
    }


def _asks(tree: ast.Module) -> bool:
    """Whether a role of somebody is asked for: ``access.heeft(…)``, or ``….rollen`` looked into."""
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    names = {getattr(call, "attr", getattr(call, "id", "")) for call in calls}
    return "heeft" in names


def _names(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Rol"
        for node in ast.walk(tree)
    )


def test_only_the_tables_of_rights_ask_for_a_role():
    found = {name for name, tree in _modules().items() if _asks(tree)}
    assert found - set(ASKS) == set(), "make it a row of RECHTEN in the permissions of that room"
    assert set(ASKS) - found == set(), "these do not ask any more"


def test_a_role_is_named_elsewhere_for_a_reason_only():
    found = {name for name, tree in _modules().items() if _names(tree)}
    assert found - set(NAMES) == set(), "make it a row of RECHTEN, or say why here"
    assert set(NAMES) - found == set(), "these name no role any more"


def test_the_page_for_people_is_up_to_date():
    kept = (ROOT / "docs" / "rechten.md").read_text(encoding="utf-8")
    assert kept == in_words(), "script/manage rechten > docs/rechten.md"


def test_every_right_says_what_it_is_and_who_has_it():
    for _, _, rechten in TABELLEN:
        for action, recht in rechten.items():
            by_the_import = action == "overnemen"
            assert recht.wat and recht.bron and (recht.rollen or recht.delen or by_the_import), action


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol != Rol.KOEPELRAPPORTEUR])
def test_the_menu_shows_exactly_the_pages_that_open(den_haag, ingelogd, rol):
    user = hire(den_haag, "Iemand", *{rol} - {Rol.MEDEWERKER})
    client = ingelogd(user)
    shown = {item["url"] for item in client.get(reverse("mijn_meldingen")).context["menu"]}
    opens = {item.url for item in MENU if client.get(item.url).status_code != 404}
    assert shown == opens
