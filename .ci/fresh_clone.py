"""A clone of HEAD, in a folder with a space, serves its first page through script/server and stops clean."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 600
# A stranger's machine: none of our settings, only what finds programs and packages.
OURS = re.compile(r"^(DATABASE_URL|REDIS_URL|GIR_|DJANGO_|DEBUG$|PYTHONPATH|VIRTUAL_ENV|PORT$)")


def main() -> int:
    folder = Path(tempfile.mkdtemp(prefix="een map "))
    try:
        clone = folder / "gir"
        subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(clone)], check=True)
        return try_server(clone)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def try_server(clone: Path) -> int:
    environment = {name: value for name, value in os.environ.items() if not OURS.match(name)}
    began = time.monotonic()
    server = subprocess.Popen(
        [clone / "script" / "server"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    watchdog = threading.Timer(SECONDS, server.kill)
    watchdog.start()
    address = None
    try:
        for line in server.stdout:
            print("   ", line, end="", flush=True)
            if found := re.search(r"GIR runs on (http://\S+)", line):
                address = found[1]
                break
        if address is None:
            return complain("script/server ended without an address")
        print(f"Up after {time.monotonic() - began:.0f} seconds")
        with urllib.request.urlopen(address, timeout=30) as answer:
            page = answer.read().decode()
        if "<h1" not in page:
            return complain(f"the first page has no heading: {page[:500]}")
        server.send_signal(signal.SIGINT)
        rest = server.stdout.read()
        if server.wait(60) != 0:
            return complain(f"script/server ended with {server.returncode}: {rest}")
    finally:
        watchdog.cancel()
        if server.poll() is None:
            server.kill()
    if left := processes_of(clone):
        return complain("processes are left:\n" + "\n".join(left))
    print("The first page was served, and nothing is left running")
    return 0


def processes_of(clone: Path) -> list[str]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if str(clone) in command:
            found.append(f"{folder.name} {command}")
    return found


def complain(message: str) -> int:
    print(f"Fresh clone: {message}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
