"""manage.py rapportage: JSON on standard output and nothing else, or one line that says what to do."""

import json
import os
import resource
import stat
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from reports.rendering.formats import FORMATEN
from tests.reports.rows import add_zaak, one_of_each

pytestmark = pytest.mark.django_db

ASKED = {"organisatie": "den-haag", "register": "integriteit", "periode": "2021-H1"}


def run(capsys, **options) -> str:
    call_command("rapportage", **(ASKED | options))
    out = capsys.readouterr()
    assert out.err == ""
    return out.out


def test_the_figures_stand_on_standard_output_as_json(den_haag, capsys):
    one_of_each(den_haag)

    found = json.loads(run(capsys))

    assert found["instroom"]["totaal"] == 7
    assert found["peildatum"] == "2021-06-30"


def test_the_command_counts_every_zaak_of_the_organisation(den_haag, capsys):
    add_zaak(den_haag, "2021-02-01", compartiment="bestuurlijk")

    assert json.loads(run(capsys))["instroom"]["totaal"] == 1


def test_a_peildatum_can_be_given(den_haag, capsys):
    one_of_each(den_haag)

    found = json.loads(run(capsys, peildatum="2021-02-05"))

    assert found["peildatum"] == "2021-02-05"
    assert found["instroom"]["totaal"] == 5


def test_the_figures_can_go_to_a_file(den_haag, capsys, tmp_path):
    path = tmp_path / "cijfers.json"

    assert run(capsys, uit=str(path)) == ""
    assert json.loads(path.read_text())["register"] == "integriteit"
    assert [one.name for one in tmp_path.iterdir()] == ["cijfers.json"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"organisatie": "nergens"}, "bestaat niet"),
        ({"register": "klachten"}, "Kies integriteit of agressie"),
        ({"periode": "2021-H3"}, "bestaat niet"),
        ({"periode": "2021-06-30/2021-01-01"}, "eindigt voordat ze begint"),
        ({"peildatum": "2021-02-31"}, "is geen datum"),
        ({"peildatum": "2999-01-01"}, "toekomst"),
        ({"formaat": "word"}, "bestaat niet. Kies pdf of .*json"),
        ({"formaat": "docx"}, "--uit"),
        ({"uit": "/bestaat/niet/cijfers.json"}, "kan niet worden geschreven"),
        ({"uit": "/"}, "kan niet worden geschreven"),
    ],
)
def test_a_fault_is_one_line_that_says_what_to_do(options, words, den_haag, capsys):
    with pytest.raises(CommandError, match=words) as told:
        call_command("rapportage", **(ASKED | options))

    assert "\n" not in str(told.value)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("formaat", FORMATEN)
def test_every_format_goes_to_a_file(formaat, den_haag, capsys, tmp_path):
    path = tmp_path / "rapport"
    begins = {"pdf": b"%PDF", "json": b"{", "html": b"<!doctype html>"}

    assert run(capsys, formaat=formaat, uit=str(path)) == ""

    assert path.read_bytes().lower().startswith(begins.get(formaat, b"PK").lower())
    assert [one.name for one in tmp_path.iterdir()] == ["rapport"]


def test_on_a_full_disk_nothing_is_half(den_haag, capsys, tmp_path):
    """The disk takes a hundred bytes of the file, and no more."""
    path = tmp_path / "cijfers.json"
    path.write_text("van gisteren")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        with pytest.raises(CommandError, match="kan niet worden geschreven") as told:
            run(capsys, uit=str(path))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert "\n" not in str(told.value)
    assert path.read_text() == "van gisteren"
    assert [one.name for one in tmp_path.iterdir()] == ["cijfers.json"]


@pytest.mark.parametrize("formaat", ["json", "ods"])
def test_a_device_that_is_full_says_so_and_stays_a_device(formaat, den_haag, capsys):
    with pytest.raises(CommandError, match="/dev/full .*Maak ruimte"):
        run(capsys, formaat=formaat, uit="/dev/full")

    assert stat.S_ISCHR(os.stat("/dev/full").st_mode)
    assert not [one for one in os.listdir("/dev") if one.startswith(".full")]


def test_a_fault_ends_with_an_exit_code(db):
    done = subprocess.run(
        [
            sys.executable,
            "manage.py",
            "rapportage",
            "--organisatie",
            "x",
            "--register",
            "y",
            "--periode",
            "2021",
        ],
        capture_output=True,
        text=True,
        env=os.environ,
        timeout=60,
    )

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
