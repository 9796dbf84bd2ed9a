"""What script/manage and script/server begin with: an environment and services, whatever the machine has."""

import fcntl
import os
import sys
from contextlib import contextmanager
from pathlib import Path

from gir.embedded import EmbeddedError, Services

ROOT = Path(__file__).resolve().parent.parent


def set_defaults() -> Path:
    """Development with the demo, unless DEBUG=0 says that this is production. Returns the data folder."""
    data = Path(os.environ.get("GIR_DATA") or ROOT / "var").absolute()
    os.environ["GIR_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gir.settings")
    if "DEBUG" not in os.environ:
        os.environ.setdefault("GIR_DEVELOPMENT", "1")
        os.environ.setdefault("GIR_DEMO", "1")
    return data


@contextmanager
def services(data: Path):
    """DATABASE_URL and REDIS_URL are set from here on; yields the embedded services, or None without any."""
    if all(os.environ.get(name) or os.environ.get(f"{name}_FILE") for name in ("DATABASE_URL", "REDIS_URL")):
        yield None
        return
    embedded = Services(data / "services")
    for name, value in embedded.start().items():
        if not os.environ.get(f"{name}_FILE"):
            os.environ[name] = os.environ.get(name) or value
    try:
        yield embedded
    finally:
        embedded.stop()


def migrate(data: Path) -> None:
    """Brings the database up to date, one process at a time; says so on standard error when that is work."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from gir.walls import PLAN
    from ledger.rowsecurity.owner import as_owner
    from ledger.rowsecurity.walls import raise_walls

    data.mkdir(parents=True, exist_ok=True)
    with (data / "migrate.lock").open("a") as lock, as_owner():
        fcntl.flock(lock, fcntl.LOCK_EX)
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            print(f"Preparing the database ({len(plan)} steps)…", file=sys.stderr, flush=True)
            with whole_or_not_at_all(plan):
                call_command("migrate", verbosity=0, interactive=False, stdout=sys.stderr)
        else:
            raise_walls(connection, PLAN)


@contextmanager
def whole_or_not_at_all(plan):
    """One transaction around all migrations: Django applies one and writes down that it did in two.

    Killed in between, it would find its own tables in the way ever after.
    """
    from django.db import connection, transaction

    if not all(migration.atomic for migration, _ in plan):
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Rows that wait for a deferred check would forbid the next ALTER TABLE.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield


def manage(arguments: list[str]) -> int:
    """One command of Django's, with nothing of ours on standard output."""
    data = set_defaults()
    own_database = not (os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE"))
    with services(data):
        from gir import commandline

        if own_database and arguments[:1] not in (["migrate"], ["makemigrations"]):
            code = commandline.run(prepare, data)
            if code:
                return code
        return commandline.django_command(["script/manage", *arguments])


def prepare(data: Path) -> None:
    import django

    django.setup()
    migrate(data)


def main() -> int:
    try:
        if sys.argv[1:2] == ["server"]:
            from gir import server

            return server.main()
        return manage(sys.argv[2:])
    except EmbeddedError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
