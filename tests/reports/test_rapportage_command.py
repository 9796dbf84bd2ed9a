"""manage.py rapportage: JSON on standard output and nothing else, or one line that says what to do."""

import json
import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

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
        ({"formaat": "pdf"}, "Kies json"),
        ({"uit": "/bestaat/niet/cijfers.json"}, "kan niet worden geschreven"),
        ({"uit": "/"}, "kan niet worden geschreven"),
    ],
)
def test_a_fault_is_one_line_that_says_what_to_do(options, words, den_haag, capsys):
    with pytest.raises(CommandError, match=words) as told:
        call_command("rapportage", **(ASKED | options))

    assert "\n" not in str(told.value)
    assert capsys.readouterr().out == ""


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
