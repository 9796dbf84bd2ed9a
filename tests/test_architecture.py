"""The house keeps its shape: who may know whom, how big a file may be, and no room without a name."""

import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
CONFIGURATION = tomllib.loads((ROOT / "pyproject.toml").read_text())
ROOMS = CONFIGURATION["tool"]["importlinter"]["root_packages"]
MAX_LINES = 400
CATCH_ALLS = {
    "common",
    "constants",
    "core",
    "helpers",
    "misc",
    "selectors",
    "shared",
    "tools",
    "util",
    "utils",
}


def python_files() -> list[Path]:
    return [
        path
        for folder in [*ROOMS, "tests", ".ci", "benchmarks"]
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def test_each_room_and_module_knows_only_those_below_it(capsys):
    from importlinter import cli

    code = cli.lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)

    assert code == 0, capsys.readouterr().out


def test_every_package_has_its_place_in_the_contracts():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "benchmarks"}

    assert packages == set(ROOMS)


def test_no_file_is_longer_than_400_lines():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}

    too_long = {str(path.relative_to(ROOT)): lines for path, lines in lengths.items() if lines > MAX_LINES}
    assert not too_long, f"make a package of it, by subject: {too_long}"


def test_no_module_is_named_for_everything_that_has_no_place():
    names = {path: {path.stem, *path.relative_to(ROOT).parent.parts} & CATCH_ALLS for path in python_files()}

    found = [str(path.relative_to(ROOT)) for path, wrong in names.items() if wrong]
    assert not found, f"name it after what it is about: {found}"


@pytest.mark.django_db
def test_no_model_waits_for_a_migration():
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


def test_every_entry_of_the_beat_names_a_task_that_exists():
    from gir.celery import app

    app.loader.import_default_modules()

    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(app.tasks)


def test_the_lock_files_name_no_index_and_no_path():
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text()
        assert "://" not in text and "--index" not in text and "file:" not in text and "--find" not in text
        assert all("==" in line for line in text.splitlines() if not line.startswith(" "))
