"""The glossary is closed: every model, list, status and role is in it, and every entry still exists."""

import inspect
import re
from collections import Counter
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.db.models import Choices

from incidents import lifecycle as of_incidents
from integrity import lifecycle
from organisations.roles import Rol

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("ledger", "organisations", "casework", "integrity", "incidents", "reports")
ROW = re.compile(
    r"^\| (?P<term>[^|]+) \| (?P<definitie>[^|]+) \| (?P<bron>[^|]+) \| `(?P<python>[\w.]+)` \|$"
)
SOURCES = re.compile(
    r"(Wbk|Brief|Modelaanpak|Registratie|Den Haag|Selectielijst|Gemeentewet( \d+)?|Sv \d+|AVG"
    r"|Algemene termijnenwet|ELA|VPT|Monitor|eigen)"
)


def entries() -> list[dict[str, str]]:
    lines = (ROOT / "docs" / "begrippen.md").read_text(encoding="utf-8").splitlines()
    return [found.groupdict() for line in lines if (found := ROW.match(line))]


def find(path: str) -> object:
    """The object at a dotted path, also one inside a class."""
    parts = path.split(".")
    for length in range(len(parts) - 1, 0, -1):
        try:
            found = import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for name in parts[length:]:
            found = getattr(found, name)
        return found
    raise AttributeError(path)


def ours(cls: type) -> bool:
    return cls.__module__.split(".")[0] in ROOMS


def models() -> set[type]:
    return {model for model in apps.get_models() if ours(model)}


def lists() -> set[type]:
    """The closed lists, also those inside a model."""
    found = set()
    modules = [import_module(f"{room}.{name}") for room in ROOMS for name in _modules_of(room)]
    for holder in [*modules, *models()]:
        found |= {
            value
            for value in vars(holder).values()
            if inspect.isclass(value) and issubclass(value, Choices) and ours(value) and len(value)
        }
    return found


def _modules_of(room: str) -> list[str]:
    names = ("models", "lists", "roles")
    return [n for n in names if (ROOT / room / f"{n}.py").exists() or (ROOT / room / n).is_dir()]


def test_every_line_of_a_table_is_an_entry():
    lines = (ROOT / "docs" / "begrippen.md").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| ") and "term | definitie" not in line]
    assert [line for line in rows if not ROW.match(line)] == []
    assert len(rows) > 80


def test_every_entry_exists_in_the_code():
    missing = []
    for entry in entries():
        try:
            find(entry["python"])
        except AttributeError:
            missing.append(entry["python"])
    assert not missing, "these names do not exist any more"


def test_every_model_and_every_list_is_in_the_glossary():
    known = {id(find(entry["python"])) for entry in entries()}
    missing = {f"{cls.__module__}.{cls.__qualname__}" for cls in models() | lists() if id(cls) not in known}
    assert not missing, "give these a definition in docs/begrippen.md"


def test_every_status_and_every_role_is_in_the_glossary():
    values = {str(find(entry["python"])) for entry in entries() if entry["python"].isascii()}
    assert {code for code, _ in (*lifecycle.STATUSSEN, *of_incidents.STATUSSEN)} <= values
    assert set(Rol.values) <= values


def test_a_python_name_stands_in_it_once_and_every_entry_has_a_known_source():
    assert [n for n, times in Counter(e["python"] for e in entries()).items() if times > 1] == []
    assert [e["term"] for e in entries() if not SOURCES.fullmatch(e["bron"])] == []


def test_a_definition_is_a_sentence_of_plain_words():
    """No sentence of more than twenty words."""
    for entry in entries():
        assert entry["definitie"].endswith((".", "?")), entry["term"]
        for sentence in re.split(r"[.?:]\s", entry["definitie"]):
            assert len(sentence.split()) <= 20, entry["term"]
