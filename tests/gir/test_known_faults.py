"""The check of dependencies: with pip-audit itself, and a list of faults of our own."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from gir.embedded.servers import free_port
from tests.gir.conftest import ROOT

FAULT = {
    "id": "GHSA-test",
    "summary": "a fault",
    "affected": [
        {
            "package": {"name": "django", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "5.2.2"}]}],
        }
    ],
}


class FaultList(BaseHTTPRequestHandler):
    """Knows one fault, of one version."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        known = asked["package"]["name"] == "django" and asked["version"] == "5.2.1"
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"vulns": [FAULT]} if known else {}).encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def fault_list() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), FaultList) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def check(tmp_path):
    def _check(url: str, *pinned: str) -> subprocess.CompletedProcess:
        lock = tmp_path / "lock"
        lock.write_text("\n".join(pinned))
        command = [sys.executable, ROOT / ".ci" / "known_faults.py", lock, "-s", "osv", "--osv-url", url]
        return subprocess.run(command, capture_output=True, text=True, timeout=120)

    return _check


def test_a_known_fault_fails_and_is_named_with_where_it_is_mended(check, fault_list):
    done = check(fault_list, "django==5.2.1", "redis==7.0.0")
    assert (done.returncode, "django 5.2.1: GHSA-test, mended in 5.2.2" in done.stdout) == (1, True), done


def test_without_known_faults_all_is_well(check, fault_list):
    done = check(fault_list, "django==5.2.2", "redis==7.0.0")
    assert (done.returncode, done.stdout) == (0, "2 packages checked, 0 faults known\n"), done


def test_a_list_that_can_not_be_reached_is_said_loudly_and_stops_nobody(check):
    done = check(f"http://127.0.0.1:{free_port()}/", "django==5.2.1")
    assert done.returncode == 0 and "NOT CHECKED" in done.stderr, done
