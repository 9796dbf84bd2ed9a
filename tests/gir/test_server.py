"""script/server for real: its first page, its ends, and what it leaves behind."""

import json
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gir.embedded.servers import free_port
from tests.gir.conftest import ROOT
from tests.gir.test_embedded import soon


class Server:
    """One start of script/server; `lines` is what it said until it was up."""

    def __init__(self, environment: dict[str, str]):
        self.process = subprocess.Popen(
            [ROOT / "script" / "server"],
            env=environment,
            cwd="/",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        watchdog = threading.Timer(120, self.process.kill)
        watchdog.start()
        self.lines = []
        for line in self.process.stdout:
            self.lines.append(line)
            if line.startswith("Ctrl-C stops everything"):
                break
        watchdog.cancel()

    @property
    def said(self) -> str:
        return "".join(self.lines)

    @property
    def address(self) -> str:
        found = re.search(r"GIR runs on (http://localhost:\d+)", self.said)
        assert found, self.said
        return found[1]

    def health(self) -> dict:
        with urllib.request.urlopen(f"{self.address}/gezondheid/", timeout=10) as answer:
            return json.load(answer)

    def end(self, how: signal.Signals) -> tuple[int, str]:
        self.process.send_signal(how)
        rest, _ = self.process.communicate(timeout=60)
        return self.process.returncode, rest


@pytest.fixture(scope="module")
def start(bare_environment) -> Iterator[Callable[..., Server]]:
    """start(data, **variables): a server; none is left behind."""
    started = []

    def _start(data: Path, **variables: str) -> Server:
        ours = {"GIR_DATA": str(data), "GIR_DEMO": "0", "PORT": str(free_port())}
        started.append(Server(bare_environment | ours | variables))
        return started[-1]

    yield _start
    for one in started:
        if not one.process.stdout.closed:
            one.process.kill()
            one.process.communicate()


@pytest.fixture(scope="module")
def running_data(made_data, tmp_path_factory) -> Path:
    return shutil.copytree(made_data, tmp_path_factory.mktemp("lopend") / "een map")


@pytest.fixture(scope="module")
def taken() -> Iterator[str]:
    """A port that somebody else has."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield str(other.getsockname()[1])


@pytest.fixture(scope="module")
def running(start, running_data, taken) -> Server:
    """A server that was asked for a taken port."""
    return start(running_data, PORT=taken)


def processes_of(data: Path) -> list[int]:
    """Every process that was started with this data folder, or names it on its command line."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            text = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
        except OSError:
            continue
        if str(data).encode() in text:
            found.append(int(folder.name))
    return found


def test_it_serves_and_one_ctrl_c_leaves_nothing(start, data):
    server = start(data)

    assert server.health()["status"] == "ok"
    assert processes_of(data)

    code, _ = server.end(signal.SIGINT)
    assert code == 0
    assert soon(lambda: processes_of(data) == [], 2)


def test_killed_it_takes_all_along_and_the_next_start_recovers(start, data):
    first = start(data)
    nonce = first.health()["start"]

    first.end(signal.SIGKILL)
    port = first.address.rpartition(":")[2]
    second = start(data, PORT=port)

    assert "clearing up" in second.said
    assert second.address == first.address
    assert second.health()["start"] != nonce

    second.end(signal.SIGKILL)
    assert soon(lambda: processes_of(data) == [], 30), "killed for good nothing stays"


def test_a_taken_port_is_left_for_a_free_one_and_said(running, taken):
    assert f"Port {taken} can't be used" in running.said
    assert running.health()["status"] == "ok"


def test_a_second_server_on_the_same_data_says_where_the_first_is(start, running, running_data):
    second = start(running_data)

    assert second.process.wait(30) == 1
    assert second.said == f"A server runs already on this data: {running.address}.\n"


def test_a_killed_web_process_is_started_again_and_asked_to_end_it_leaves_nothing(running, running_data):
    web = [
        pid
        for pid in processes_of(running_data)
        if b"granian" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    ]

    subprocess.run(["kill", "-KILL", str(min(web))], check=True)
    time.sleep(1)

    assert soon(lambda: is_healthy(running), 30)
    code, _ = running.end(signal.SIGTERM)
    assert code == 0
    assert soon(lambda: processes_of(running_data) == [], 2)


def is_healthy(running: Server) -> bool:
    try:
        return running.health()["status"] == "ok"
    except OSError:
        return False
