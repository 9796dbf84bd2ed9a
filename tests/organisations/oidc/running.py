"""The provider of the tests as a process, and a browser that signs in at it."""

import fcntl
import hashlib
import json
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import requests
from django.http import HttpResponse
from django.test import Client

from gir.embedded.servers import ends_with_parent
from organisations.sso.inlogdiensten import Inlogdienst, read

FOLDER = Path(__file__).resolve().parent
NODE, NPM = "node", "npm"


def install() -> None:
    """`npm ci`, once for each lock file; another process that wants it too waits."""
    missing = [name for name in (NODE, NPM) if shutil.which(name) is None]
    assert not missing, (
        f"{' and '.join(missing)} not found: the tests of signing in through a service need Node 20 or newer"
        " with npm (Debian: apt-get install nodejs npm)"
    )
    wanted = hashlib.sha256((FOLDER / "package-lock.json").read_bytes()).hexdigest()
    stamp = FOLDER / "node_modules" / ".installed"
    with open(FOLDER / "package.json", "rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if stamp.exists() and stamp.read_text() == wanted:
            return
        done = subprocess.run(
            [NPM, "ci", "--no-audit", "--no-fund", "--ignore-scripts"],
            cwd=FOLDER,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"npm ci failed: {done.stderr}"
        stamp.write_text(wanted)


class Aanbieder:
    """A running provider. What it says of people is set by `people`: sub -> claims."""

    def __init__(self) -> None:
        install()
        self.complaints = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            [NODE, "provider.mjs"],
            cwd=FOLDER,
            stdout=subprocess.PIPE,
            stderr=self.complaints,
            text=True,
            preexec_fn=ends_with_parent(signal.SIGTERM),
        )
        line = self.process.stdout.readline()
        self.complaints.seek(0)
        assert line.startswith("{"), f"the provider does not start: {line}{self.complaints.read()}"
        self.issuer = json.loads(line)["issuer"]

    def stop(self) -> None:
        self.process.terminate()
        self.process.communicate(timeout=10)
        self.complaints.close()

    def set(self, **state) -> None:
        requests.post(f"{self.issuer}/proef", json=state, timeout=10).raise_for_status()

    def token(self, **claims) -> str:
        """A token that it signs; None leaves a claim out."""
        return requests.post(f"{self.issuer}/proef/token", json=claims, timeout=10).json()["token"]

    def sign_out(self, *, sub: str, sid: str, to: str) -> None:
        """It tells the address `to` that this session there is over."""
        about = {"sub": sub, "sid": sid, "to": to}
        requests.post(f"{self.issuer}/proef/uit", json=about, timeout=10).raise_for_status()

    def dienst(self, **changes) -> Inlogdienst:
        row = {
            "id": "proef",
            "naam": "Proefstad",
            "server_url": self.issuer,
            "client_id": "gir",
            "client_secret": "alleen-voor-de-proef",
            "organisaties": ["den-haag"],
        }
        return read(json.dumps([row | changes]), development=True)[0]


def back_from(aanbieder_url: str) -> str:
    """Where the provider sends a browser back to, after it signed in there."""
    with requests.Session() as browser:
        while not aanbieder_url.startswith("http://localhost:8000/"):
            answer = browser.get(aanbieder_url, allow_redirects=False, timeout=10)
            assert answer.is_redirect, answer.text
            aanbieder_url = requests.compat.urljoin(aanbieder_url, answer.headers["Location"])
    return aanbieder_url.removeprefix("http://localhost:8000")


def sign_in(client: Client, query: str = "") -> HttpResponse:
    """The whole way: to the provider and back; the answer of the page one comes back to."""
    return client.get(back_from(client.get(f"/account/sso/proef/{query}")["Location"]))
