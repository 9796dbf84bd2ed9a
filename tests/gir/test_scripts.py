"""The commands as a user gives them."""

import json
import os
import subprocess
import time

import pytest

from gir.embedded.servers import free_port
from tests.gir.conftest import ROOT


def test_manage_gives_only_the_output_of_the_command_on_standard_output(script, tmp_path):
    data = str(tmp_path / "een map")
    program = "from django.contrib.auth import get_user_model as m; print(m().objects.count())"

    first = script("manage", "shell", "-v0", "-c", program, GIR_DATA=data)

    assert (first.returncode, first.stdout) == (0, "0\n"), first.stderr
    assert "Preparing the database" in first.stderr

    second = script("manage", "shell", "-v0", "-c", program, GIR_DATA=data)
    assert (second.returncode, second.stdout, second.stderr) == (0, "0\n", "")


def test_manage_stays_in_the_folder_of_the_caller_and_ends_with_the_code_of_the_command(
    script, data, tmp_path
):
    program = "import os; print(os.getcwd()); raise SystemExit(7)"

    done = script("manage", "shell", "-v0", "-c", program, cwd=tmp_path, GIR_DATA=str(data))

    assert (done.stdout.strip(), done.returncode) == (str(tmp_path), 7)


def test_two_at_once_share_the_same_database(bare_environment, tmp_path):
    slow = (
        "import time; from django.db import connection as c; c.ensure_connection(); time.sleep(2); print(1)"
    )
    command = [ROOT / "script" / "manage", "shell", "-v0", "-c", slow]
    environment = bare_environment | {"GIR_DATA": str(tmp_path)}

    both = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    ends = [(process.communicate(timeout=120), process.returncode) for process in both]

    assert [(output, code) for (output, _), code in ends] == [("1\n", 0), ("1\n", 0)], ends


KILLED_WHILE_MIGRATING = """
import os, sys
from django.db.migrations.recorder import MigrationRecorder
record = MigrationRecorder.record_applied
def killed(self, app, name):
    if app == "organisations":
        os._exit(9)
    record(self, app, name)
MigrationRecorder.record_applied = killed
from gir import launch
sys.exit(launch.manage(["check"]))
"""


def test_killed_while_migrating_it_recovers(bare_environment, script, tmp_path):
    killed = subprocess.run(
        [ROOT / ".venv" / "bin" / "python", "-c", KILLED_WHILE_MIGRATING],
        env=bare_environment | {"GIR_DATA": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
    )
    assert killed.returncode == 9

    done = script("manage", "migrate", "--check", GIR_DATA=str(tmp_path))
    assert done.returncode == 1
    done = script("manage", "check", GIR_DATA=str(tmp_path))
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"DATABASE_URL": "postgres://gir@127.0.0.1:{port}/gir"}, "The database can't be reached"),
        ({"DATABASE_URL": "mysql://localhost/gir"}, "DATABASE_URL must begin with postgres"),
    ],
)
def test_without_a_database_there_is_one_line_that_says_what_to_do(script, tmp_path, change, says):
    variables = {name: value.format(port=free_port()) for name, value in change.items()}
    began = time.monotonic()

    done = script(
        "manage", "showmigrations", GIR_DATA=str(tmp_path), REDIS_URL="redis://127.0.0.1:1", **variables
    )

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(says) and done.stderr.count("\n") == 1, done.stderr
    assert time.monotonic() - began < 30


@pytest.mark.parametrize(
    ("missing", "says"),
    [("DATABASE_URL", "The database can't be reached"), ("REDIS_URL", "The broker can't be reached")],
)
def test_a_server_without_its_services_says_so_and_ends(script, tmp_path, missing, says):
    nothing = {
        "DATABASE_URL": f"postgres://gir@127.0.0.1:{free_port()}/gir",
        "REDIS_URL": "redis://127.0.0.1:1",
    }
    services = {name: os.environ[name] for name in nothing} | {missing: nothing[missing]}

    done = script("server", GIR_DATA=str(tmp_path), **services)

    assert done.returncode == 1
    assert done.stderr.startswith(says) and done.stderr.count("\n") == 1, done.stderr


def test_a_port_that_is_none_is_refused_in_one_line(script, tmp_path):
    done = script("server", GIR_DATA=str(tmp_path), PORT="acht")

    assert done.returncode == 1
    assert done.stderr == "PORT must be a number from 1 to 65535, not 'acht'.\n"


def test_manage_py_without_settings_says_in_one_line_what_to_set(bare_environment):
    done = subprocess.run(
        [ROOT / ".venv" / "bin" / "python", ROOT / "manage.py", "check"],
        env=bare_environment,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert done.stderr.startswith("SECRET_KEY is not set.") and done.stderr.count("\n") == 1


def test_the_health_page_tells_one_start_from_another(client, db, settings):
    settings.GIR_NONCE = "deze-start"

    answer = client.get("/gezondheid/")

    assert (answer.status_code, json.loads(answer.content)["start"]) == (200, "deze-start")
