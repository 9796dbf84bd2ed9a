"""Holds the local servers for as long as somebody uses them: `python -m gir.embedded.keeper FOLDER`."""

import fcntl
import json
import os
import shutil
import signal
import sys
import time
import traceback
from pathlib import Path

from gir.embedded.servers import EmbeddedError, Postgres, Valkey

POLL_SECONDS = 0.1
RESTARTS = 5


def main(folder: Path, temporary: bool) -> int:
    os.umask(0o077)
    with (folder / "keeper.lock").open("a") as alive, (folder / "users.lock").open("a") as users:
        # Held for as long as this process lives. Waits for those who look whether it is held.
        fcntl.flock(alive, fcntl.LOCK_EX)
        servers = []
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        try:
            servers += [Postgres(folder, durable=not temporary), Valkey(folder)]
            for server in servers:
                server.start()
            write_state(folder, {server.name: server.url for server in servers})
            keep(servers, users)
        except EmbeddedError as error:
            write_state(folder, {"error": str(error)})
            return 1
        except Exception:
            traceback.print_exc()
            log = folder / "keeper.log"
            write_state(folder, {"error": f"The local database doesn't start; {log} says why."})
            return 1
        finally:
            for server in reversed(servers):
                server.stop()
            # Before the users' lock: who gets that one may not find this keeper still there.
            alive.close()
        if temporary:
            for place in (servers[0].home, folder):
                shutil.rmtree(place, ignore_errors=True)
    return 0


def keep(servers: list, users) -> None:
    """Until nobody holds the users' lock; from then on this process holds it, so that a newcomer waits."""
    restarts = 0
    while True:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            pass
        for server in servers:
            if not server.is_running():
                restarts += 1
                if restarts > RESTARTS:
                    raise EmbeddedError(f"{server.name} keeps stopping; {server.log} says why.")
                print(f"{server.name} stopped by itself: starting it again", flush=True)
                server.start()
        time.sleep(POLL_SECONDS)


def write_state(folder: Path, state: dict) -> None:
    """Complete or not at all, and for the owner only: it holds the passwords."""
    new = folder / "state.json.new"
    new.write_text(json.dumps(state), encoding="utf-8")
    new.replace(folder / "state.json")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), "--temporary" in sys.argv[2:]))
