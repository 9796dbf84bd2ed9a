"""script/server: prepares the database, runs web, worker and beat, and takes them along when it ends."""

import json
import os
import secrets
import selectors
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

from gir import launch
from gir.embedded import locked_now
from gir.embedded.confinement import processes_with
from gir.embedded.servers import ends_with_parent, free_port

START_SECONDS = 90
STOP_SECONDS = 20
RESTARTS = 5


class Stop(Exception):
    """Raised by a signal: stop in good order."""


def main() -> int:
    data = launch.set_defaults()
    data.mkdir(parents=True, exist_ok=True)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, raise_stop)
    state = data / "server.json"
    try:
        with locked_now(data / "server.lock") as mine:
            if not mine:
                say(f"A server runs already on this data: {read(state).get('address', 'still starting')}.")
                return 1
            end_orphans(state)
            port = choose_port()
            with launch.services(data) as embedded:
                return serve(data, state, embedded, port)
    except Stop:
        return 0


def raise_stop(number, frame):
    for again in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(again, signal.SIG_IGN)
    raise Stop


def serve(data: Path, state: Path, embedded, port: int) -> int:
    from gir import commandline

    nonce = secrets.token_hex(16)
    address = f"http://localhost:{port}"
    os.environ["GIR_NONCE"] = nonce
    os.environ.setdefault("GIR_BASE_URL", address)
    children = Children(data, port)
    try:
        code = commandline.run(prepare, data, children)
        if code:
            return code
        state.write_text(json.dumps({"address": address, "nonce": nonce}))
        say("Starting web, worker and beat…")
        children.start_all()
        await_first_page(children, port, nonce)
        greet(address)
        children.watch(embedded)
    except Stop:
        say("Stopping…")
        return 0
    except RuntimeError as error:
        say(str(error))
        return 1
    finally:
        children.stop_all()
        end_processes(nonce, patience=0)
        state.unlink(missing_ok=True)


def prepare(data: Path, children: "Children") -> None:
    """Migrates, and loads the demo into an empty database."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.cache import cache
    from django.db import connection

    from ledger.rowsecurity import EVERY, granted
    from ledger.rowsecurity.owner import as_owner
    from organisations.models import Organisation

    # What can't be reached is said now, in one line, and not by three processes.
    with as_owner():
        connection.ensure_connection()
    cache.get("start")
    launch.migrate(data)
    with granted("start", organisations=EVERY, rooms=("organisations",)):
        empty = not Organisation.objects.exists()
    connection.close()
    if empty and settings.GIR_DEMO:
        say("Loading the demo…")
        children.run_once("demo", [sys.executable, str(launch.ROOT / "manage.py"), "load_demo"])


class Children:
    """Processes that end with this one; what they say comes out with their name before it."""

    def __init__(self, data: Path, port: int):
        beat = data / "beat"
        beat.mkdir(exist_ok=True)
        celery = [sys.executable, "-P", "-m", "celery", "--app", "gir.celery", "--quiet"]
        self.commands = {
            "web": [
                *(sys.executable, "-P", "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"),
                *("--port", str(port), "--workers", "1", "--blocking-threads", "8", "--no-ws"),
                *("--log-level", "error", "gir.wsgi:application"),
            ],
            "worker": [*celery, "worker", "--concurrency", "2", "--without-mingle"],
            "beat": [*celery, "beat", "--schedule", str(beat / "schedule"), "--pidfile="],
        }
        self.running: dict[str, subprocess.Popen] = {}
        self.pipes = selectors.DefaultSelector()
        self.unfinished: dict[int, bytes] = {}
        self.restarts: list[float] = []

    def start(self, name: str, command: list[str]) -> subprocess.Popen:
        process = subprocess.Popen(
            command,
            cwd=launch.ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            preexec_fn=ends_with_parent(signal.SIGTERM),
        )
        os.set_blocking(process.stdout.fileno(), False)
        self.pipes.register(process.stdout, selectors.EVENT_READ, name)
        self.running[name] = process
        return process

    def start_all(self) -> None:
        for name, command in self.commands.items():
            self.start(name, command)

    def run_once(self, name: str, command: list[str]) -> None:
        process = self.start(name, command)
        while process.poll() is None:
            self.relay(0.2)
        self.relay(0)
        del self.running[name]
        if process.returncode:
            raise RuntimeError(f"{name} failed; the lines above say why.")

    def relay(self, seconds: float) -> None:
        """Passes on what the children said, for at most so many seconds."""
        if not self.pipes.get_map():
            time.sleep(seconds)
        for key, _ in self.pipes.select(seconds):
            text = key.fileobj.read()
            # What has no end of line yet waits for it.
            *lines, rest = (self.unfinished.pop(key.fd, b"") + text).split(b"\n")
            if text:
                self.unfinished[key.fd] = rest
            else:
                lines.append(rest)
                self.pipes.unregister(key.fileobj)
                key.fileobj.close()
            for line in lines:
                if line.strip():
                    print(f"{key.data:>6} | {line.decode(errors='replace')}", flush=True)

    def watch(self, embedded) -> None:
        """Until a signal; a process that ends by itself is started again, unless it keeps doing so."""
        while True:
            self.relay(0.5)
            for name, process in list(self.running.items()):
                if process.poll() is not None:
                    self.restart(name)
            if embedded and not embedded.are_kept():
                raise RuntimeError("Something else stopped the local database: start the server again.")

    def restart(self, name: str) -> None:
        now = time.monotonic()
        self.restarts = [moment for moment in self.restarts if now - moment < 60] + [now]
        if len(self.restarts) > RESTARTS:
            raise RuntimeError(f"{name} keeps stopping; the lines above say why.")
        say(f"{name} stopped by itself: starting it again")
        self.end_group(self.running[name])
        self.start(name, self.commands[name])

    def end_group(self, process: subprocess.Popen) -> None:
        """The processes it started itself don't end with it when it was killed."""
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)

    def stop_all(self) -> None:
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        while time.monotonic() < deadline and any(p.poll() is None for p in self.running.values()):
            self.relay(0.1)
        for process in self.running.values():
            self.end_group(process)
            process.wait()


def choose_port() -> int:
    """PORT, or 8000; when that is taken a free one."""
    wanted = os.environ.get("PORT") or "8000"
    if not wanted.isdecimal() or not 0 < int(wanted) < 65536:
        raise SystemExit(f"PORT must be a number from 1 to 65535, not {wanted!r}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(wanted)))
            return int(wanted)
        except OSError as error:
            port = free_port()
            say(f"Port {wanted} can't be used ({error.strerror}): using {port}.")
            return port


def await_first_page(children: Children, port: int, nonce: str) -> None:
    """The health page must be of this start: an orphan of an earlier one could answer on the same port."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        children.relay(0.2)
        ended = [name for name, process in children.running.items() if process.poll() is not None]
        if ended:
            children.relay(0)
            raise RuntimeError(f"{ended[0]} doesn't start; the lines above say why.")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/gezondheid/", timeout=5) as answer:
                if json.load(answer).get("start") == nonce:
                    return
        except (OSError, ValueError):
            time.sleep(0.2)
    raise RuntimeError(f"The server doesn't answer on port {port} within {START_SECONDS} seconds.")


def greet(address: str) -> None:
    from django.conf import settings

    print(f"\nGIR runs on {address}", flush=True)
    if settings.GIR_DEMO:
        from gir import demo

        width = max(len(rol) for rol, _ in demo.LOGINS)
        print(f"Demo logins, all with password {demo.WACHTWOORD}")
        for rol, email in demo.LOGINS:
            print(f"  {rol:<{width}}  {email}")
    print("Ctrl-C stops everything.\n", flush=True)


def end_orphans(state: Path) -> None:
    """What a killed server left behind gets a moment to end by itself."""
    nonce = read(state).get("nonce")
    if nonce:
        say("The previous server was killed: clearing up after it")
        end_processes(nonce, patience=10)
    state.unlink(missing_ok=True)


def end_processes(nonce: str, patience: float) -> None:
    mark = f"GIR_NONCE={nonce}"
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and processes_with(mark):
        time.sleep(0.1)
    for pid in processes_with(mark):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def read(state: Path) -> dict:
    try:
        return json.loads(state.read_text())
    except (FileNotFoundError, ValueError):
        return {}


def say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
