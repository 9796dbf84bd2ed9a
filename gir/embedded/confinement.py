"""What the operating system does for us: PostgreSQL refuses root, and a child must not outlive its parent.

As root, PostgreSQL runs in a user namespace in which root is called otherwise: it can then still read a
folder that only root can enter. Where the kernel forbids that (many containers), it runs as another user,
with its programs and data in /var/lib.
"""

import ctypes
import hashlib
import os
import pwd
import shutil
import sys
from pathlib import Path

CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1
LIBRARY = ctypes.CDLL(None, use_errno=True)


def die_with_parent(how: int) -> None:
    if sys.platform == "linux":
        LIBRARY.prctl(PR_SET_PDEATHSIG, int(how), 0, 0, 0)


def processes_with(variable: str) -> list[int]:
    """Processes other than this one that were started with NAME=VALUE in their environment (Linux)."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            variables = (folder / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if variable.encode() in variables and int(folder.name) != os.getpid():
            found.append(int(folder.name))
    return found


def for_postgres(folder: Path):
    """The way PostgreSQL can run here, tried in order of least trouble."""
    if os.geteuid() != 0:
        return Myself()
    if works(Namespace(), folder):
        return Namespace()
    return Other(folder)


def works(way, folder: Path) -> bool:
    """Tried in a child: may it enter, and does it still reach our folder and our programs?"""
    child = os.fork()
    if child == 0:
        try:
            way.enter()
            fine = os.access(folder, os.W_OK | os.X_OK) and os.access(sys.prefix, os.R_OK | os.X_OK)
            os._exit(0 if fine else 1)
        except BaseException:
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0


class Myself:
    def enter(self) -> None:
        pass

    def home(self, folder: Path) -> Path:
        return folder

    def programs(self, source: Path) -> Path:
        return source

    def own(self, path: Path) -> None:
        pass


class Namespace(Myself):
    """Root under the name of an ordinary user (initdb insists on one that exists)."""

    def enter(self) -> None:
        account = ordinary_user()
        if LIBRARY.unshare(CLONE_NEWUSER):
            raise OSError(ctypes.get_errno(), "no user namespace")
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{account.pw_uid} 0 1")
        Path("/proc/self/gid_map").write_text(f"{account.pw_gid} 0 1")


class Other(Myself):
    """Another user, in a place that one may enter; named after the folder it stands in for."""

    def __init__(self, folder: Path):
        self.account = ordinary_user()
        name = hashlib.sha256(str(folder).encode()).hexdigest()[:16]
        self.place = Path("/var/lib/gir") / name

    def enter(self) -> None:
        os.setgroups([])
        os.setgid(self.account.pw_gid)
        os.setuid(self.account.pw_uid)

    def home(self, folder: Path) -> Path:
        self.place.mkdir(parents=True, exist_ok=True)
        self.place.parent.chmod(0o755)
        self.own(self.place)
        self.place.chmod(0o700)
        (self.place / "stands-in-for").write_text(f"{folder}\n")
        return self.place

    def programs(self, source: Path) -> Path:
        """A copy that the other user can read, made once per build of the wheel, laid out as the wheel is."""
        package = source.parent
        stamp = (source / "bin" / "postgres").stat()
        copy = self.place.parent / f"programs-{stamp.st_size}-{int(stamp.st_mtime)}"
        if not copy.exists():
            print(f"Copying PostgreSQL to {copy}", flush=True)
            new = copy.with_suffix(f".{os.getpid()}")
            libraries = package.with_name(f"{package.name}.libs")
            shutil.copytree(source, new / package.name / source.name)
            if libraries.exists():
                shutil.copytree(libraries, new / libraries.name)
            for path in [new, *new.rglob("*")]:
                path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
            new.rename(copy)
        return copy / package.name / source.name

    def own(self, path: Path) -> None:
        os.chown(path, self.account.pw_uid, self.account.pw_gid)


def ordinary_user() -> pwd.struct_passwd:
    accounts = [account for account in pwd.getpwall() if account.pw_uid]
    if not accounts:
        raise OSError("this machine has no user but root")
    return min(accounts, key=lambda account: (account.pw_name != "nobody", account.pw_uid))
