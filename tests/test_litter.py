"""Nothing lies about: every template, address, task and class is used, and has a name of its own."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import allauth
import crispy_forms
from django.urls import get_resolver

from casework.models import Importopdracht
from gir.celery import app
from incidents.views.secties import SECTIES
from integrity.forms.melden import STAPPEN
from organisations.menu import BEHEER, MENU
from tests.test_urls import names

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("ledger", "organisations", "casework", "integrity", "incidents", "reports", "gir")
TEMPLATES = ROOT / "templates"
MAILS = (
    "uitnodiging",
    "nieuwe_rol",
    "adres_gewijzigd",
    "adres_gevraagd",
    "adres_beslist",
    "adres_geldt",
    "adres_geweigerd",
    "tweede_stap_toegevoegd",
    "tweede_stap_verwijderd",
    "tweede_stap_gereset",
    "overal_uitgelogd",
    "wachtwoord_gewijzigd",
    "wachtwoord",
    "rol_wacht",
    "rol_bevestigd",
    "rol_erbij",
    "afwezigheid_gemeld",
    "vervanging",
)
# Made from a value: every name that can come out of it.
MADE_UP = (
    {f"integrity/melden/{stap}.html" for stap in STAPPEN}
    | {f"casework/importeren/{status}.html" for status in Importopdracht.Status.values}
    | {f"incidents/zaak/{naam}.html" for naam in SECTIES}
    | {f"organisations/mail/{kind}.txt" for kind in MAILS}
)
# Django asks for these itself.
ERRORS = {"400.html", "403.html", "404.html", "500.html"}


def sources() -> dict[Path, str]:
    return {path: path.read_text(encoding="utf-8") for room in ROOMS for path in (ROOT / room).rglob("*.py")}


def templates() -> dict[str, str]:
    files = (path for path in TEMPLATES.rglob("*") if path.is_file())
    return {str(path.relative_to(TEMPLATES)): path.read_text(encoding="utf-8") for path in files}


def package_text(package) -> str:
    folder = Path(package.__file__).parent
    return "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))


def test_every_template_is_used():
    ours = "\n".join([*sources().values(), *templates().values()])
    of_allauth = Path(allauth.__file__).parent / "templates"
    of_crispy = package_text(crispy_forms)
    unused = []
    for name in templates():
        own_name = name.removeprefix("nlds/")
        used = (
            name in ERRORS | MADE_UP
            or f'"{name}"' in ours
            or f"'{name}'" in ours
            or (name.startswith(("account/", "mfa/", "socialaccount/")) and (of_allauth / name).exists())
            or (name.startswith("nlds/") and f"/{own_name}" in of_crispy)
        )
        if not used:
            unused.append(name)
    assert not unused


def test_every_template_that_is_asked_for_exists():
    asked = set()
    for text in sources().values():
        asked |= set(
            re.findall(
                r'"((?:incidents|integrity|organisations|casework|reports)/[\w/]+\.(?:html|txt))"', text
            )
        )
    for text in templates().values():
        asked |= set(re.findall(r"{%\s*(?:include|extends)\s+[\"']([^\"']+)[\"']", text))
    assert asked - set(templates()) == set()


def test_every_address_that_a_page_or_a_menu_names_exists():
    known = set(names(get_resolver()))
    asked = {entry.url_name for entry in (*MENU, *BEHEER)}
    for text in templates().values():
        asked |= set(re.findall(r"{%\s*url\s+[\"']([\w:]+)[\"']", text))
    for text in sources().values():
        asked |= set(re.findall(r"\b(?:reverse|redirect)\(\s*\"([\w:]+)\"", text))
    assert asked - known == set()


def test_every_task_is_in_the_beat_and_every_entry_is_a_task():
    app.loader.import_default_modules()
    tasks = {name for name in app.tasks if name.split(".")[0] in ROOMS}
    assert tasks == {entry["task"] for entry in app.conf.beat_schedule.values()}


def classes() -> dict[str, list[str]]:
    """The classes of every module by name; one inside another is found through that one."""
    found = defaultdict(list)
    for path, text in sources().items():
        if "migrations" not in path.parts:
            for node in ast.parse(text).body:
                if isinstance(node, ast.ClassDef):
                    found[node.name].append(str(path.relative_to(ROOT)))
    return found


# A management command is found by Django under this one name.
SAME_NAME = {"Command"}


def test_every_class_has_a_name_of_its_own():
    double = {name: where for name, where in classes().items() if len(where) > 1 and name not in SAME_NAME}
    assert not double


def test_every_service_is_called():
    """By a page, another service, the import or the demonstration; not by tests alone."""
    from_outside = "\n".join(text for path, text in sources().items() if "migrations" not in path.parts)
    unused = []
    for path in (ROOT / "integrity" / "services").glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                if len(re.findall(rf"\b{node.name}\b", from_outside)) < 2:
                    unused.append(f"{path.stem}.{node.name}")
    assert not unused
