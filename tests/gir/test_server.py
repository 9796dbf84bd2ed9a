"""script/server for real: its first page, its ends, and what it leaves behind."""

import json
import re
import signal
import socket
import subprocess
import threading
import time
import urllib.request
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


@pytest.fixture
def data(tmp_path) -> Path:
    return tmp_path / "een map"


@pytest.fixture
def server(bare_environment, data):
    started = []

    def start(**variables: str) -> Server:
        ours = {"GIR_DATA": str(data), "GIR_DEMO": "0", "PORT": str(free_port())}
        started.append(Server(bare_environment | ours | variables))
        return started[-1]

    yield start
    for one in started:
        if not one.process.stdout.closed:
            one.process.kill()
            one.process.communicate()


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


def test_it_serves_and_one_ctrl_c_leaves_nothing(server, data):
    running = server()

    assert running.health()["status"] == "ok"
    assert processes_of(data)

    code, _ = running.end(signal.SIGINT)
    assert code == 0
    assert soon(lambda: processes_of(data) == [], 2)


def test_killed_it_takes_all_along_and_the_next_start_recovers(server, data):
    first = server()
    nonce = first.health()["start"]

    first.end(signal.SIGKILL)
    port = first.address.rpartition(":")[2]
    second = server(PORT=port)

    assert "clearing up" in second.said
    assert second.address == first.address
    assert second.health()["start"] != nonce
    code, _ = second.end(signal.SIGTERM)
    assert code == 0
    assert soon(lambda: processes_of(data) == [], 2)


def test_killed_for_good_nothing_stays(server, data):
    running = server()

    running.end(signal.SIGKILL)

    assert soon(lambda: processes_of(data) == [], 30)


def test_a_second_server_on_the_same_data_says_where_the_first_is(server):
    first = server()
    second = server()

    assert second.process.wait(30) == 1
    assert second.said == f"A server runs already on this data: {first.address}.\n"


def test_a_taken_port_is_left_for_a_free_one_and_said(server):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        running = server(PORT=port)

        assert f"Port {port} can't be used" in running.said
        assert running.health()["status"] == "ok"


def test_a_killed_web_process_is_started_again(server, data):
    running = server()
    web = [
        pid
        for pid in processes_of(data)
        if b"granian" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    ]

    subprocess.run(["kill", "-KILL", str(min(web))], check=True)
    time.sleep(1)

    assert soon(lambda: is_healthy(running), 30)


def is_healthy(running: Server) -> bool:
    try:
        return running.health()["status"] == "ok"
    except OSError:
        return False
