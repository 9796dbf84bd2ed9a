"""The embedded servers for real: in a folder with a space, through every way to die."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
import redis

from gir.embedded import EmbeddedError, Services, servers
from gir.embedded.confinement import Myself, processes_with
from tests.gir.conftest import ROOT

USER = """
import sys, time
from pathlib import Path
from gir.embedded import Services
services = Services(Path(sys.argv[1]))
print(services.start()["DATABASE_URL"], flush=True)
sys.stdin.readline()
services.stop()
"""


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "een map met spaties"


@pytest.fixture
def user(folder):
    """Starts another process that uses the services; returns it with the address of its database."""
    started = []

    def start() -> tuple[subprocess.Popen, str]:
        process = subprocess.Popen(
            [sys.executable, "-c", USER, str(folder)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process, process.stdout.readline().strip()

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def commands_with(folder: Path) -> list[int]:
    """Living processes that have the folder on their command line (a zombie has none)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            command = (entry / "cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if str(folder) in command and int(entry.name) != os.getpid():
            found.append(int(entry.name))
    return found


def soon(condition, seconds: float = 15) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def query(url: str, sql: str):
    with psycopg.connect(url, connect_timeout=5) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchone() if cursor.description else None


def test_a_second_start_continues_with_the_same_data_and_nothing_stays_behind(folder):
    services = Services(folder)
    addresses = services.start()
    query(addresses["DATABASE_URL"], "CREATE TABLE proef AS SELECT 'bewaard' AS waarde")
    with redis.Redis.from_url(addresses["REDIS_URL"]) as broker:
        assert broker.ping()
    services.stop()

    assert soon(lambda: commands_with(folder) == [], 2)

    addresses = services.start()
    try:
        assert query(addresses["DATABASE_URL"], "SELECT waarde FROM proef") == ("bewaard",)
        assert query(addresses["DATABASE_URL"], "SHOW server_encoding") == ("UTF8",)
    finally:
        services.stop()


def test_only_the_owner_can_read_the_folder_and_nobody_comes_in_without_the_password(folder):
    services = Services(folder)
    url = services.start()["DATABASE_URL"]
    try:
        assert folder.stat().st_mode & 0o077 == 0
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            query(url.replace("gir:", "gir:x"), "SELECT 1")
    finally:
        services.stop()


def test_the_servers_stay_for_a_second_user_when_the_first_goes(folder, user):
    services = Services(folder)
    url = services.start()["DATABASE_URL"]
    other, its_url = user()
    assert its_url == url

    services.stop()

    assert query(url, "SELECT 1") == (1,)
    other.stdin.write("\n")
    other.stdin.flush()
    other.wait(30)
    assert soon(lambda: commands_with(folder) == [], 2)


def test_a_killed_user_takes_the_servers_along_and_the_next_recovers(folder, user):
    process, url = user()
    query(url, "CREATE TABLE proef AS SELECT 1 AS waarde")

    process.kill()
    process.wait()

    assert soon(lambda: commands_with(folder) == [])
    _, url = user()
    assert query(url, "SELECT waarde FROM proef") == (1,)


def test_everything_killed_at_once_recovers(folder, user):
    process, url = user()
    query(url, "CREATE TABLE proef AS SELECT 1 AS waarde")
    assert (folder / "postgres" / "postmaster.pid").exists()

    for pid in commands_with(folder):
        os.kill(pid, signal.SIGKILL)
    process.wait()

    _, url = user()
    assert query(url, "SELECT waarde FROM proef") == (1,)


def test_a_killed_keeper_takes_the_servers_along(folder, user):
    process, _ = user()
    keepers = [pid for pid in commands_with(folder) if b"gir.embedded.keeper" in command_of(pid)]
    servers_left = [pid for pid in commands_with(folder) if pid not in (*keepers, process.pid)]
    assert len(keepers) == 1 and servers_left

    os.kill(keepers[0], signal.SIGKILL)

    assert soon(lambda: not any(pid in commands_with(folder) for pid in servers_left))


def command_of(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def test_a_killed_database_is_started_again_on_the_same_port(folder, user):
    _, url = user()
    postmaster = int((folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])

    os.kill(postmaster, signal.SIGKILL)

    assert soon(lambda: is_up(url))


def is_up(url: str) -> bool:
    try:
        return query(url, "SELECT 1") == (1,)
    except psycopg.OperationalError:
        return False


def test_a_process_that_got_the_number_of_a_dead_postmaster_is_left_alone(folder):
    services = Services(folder)
    services.start()
    services.stop()
    stranger = subprocess.Popen(["sleep", "60"])
    (folder / "postgres" / "postmaster.pid").write_text(f"{stranger.pid}\n{folder}\n")
    try:
        assert is_up(services.start()["DATABASE_URL"])
        services.stop()
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_half_made_database_is_never_taken_for_whole(folder):
    unfinished = folder / "postgres.new"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18\n")
    services = Services(folder)

    assert is_up(services.start()["DATABASE_URL"])
    services.stop()


def test_a_database_of_another_version_is_refused_in_one_line(folder):
    services = Services(folder)
    services.start()
    services.stop()
    (folder / "postgres" / "PG_VERSION").write_text("12\n")

    with pytest.raises(EmbeddedError, match="was made by PostgreSQL 12, this is") as refusal:
        services.start()

    assert "\n" not in str(refusal.value)


def test_a_folder_that_can_not_be_used_is_refused_in_one_line(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(EmbeddedError, match="Set GIR_DATA to another folder"):
        Services(tmp_path / "file").start()


def test_a_temporary_folder_goes_with_its_last_user(folder):
    services = Services(folder, temporary=True)
    services.start()
    services.stop()

    assert not folder.exists()


def test_a_taken_port_is_tried_elsewhere(folder, monkeypatch):
    folder.mkdir()
    with servers.socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        free = servers.free_port()
        ports = iter([taken.getsockname()[1], free, free, free])
        monkeypatch.setattr(servers, "free_port", lambda: next(ports))
        valkey = servers.Valkey(folder)
        valkey.start()
        try:
            assert valkey.port == free
        finally:
            valkey.stop()


def test_an_orphan_is_known_by_the_mark_in_its_environment():
    child = subprocess.Popen(["sleep", "60"], env={"GIR_NONCE": "proef-1", "PATH": os.environ["PATH"]})
    try:
        assert soon(lambda: processes_with("GIR_NONCE=proef-1") == [child.pid])
    finally:
        child.kill()
        child.wait()


def test_an_ordinary_user_needs_no_other_home():
    assert Myself().home(Path("/ergens")) == Path("/ergens")
