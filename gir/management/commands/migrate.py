from django.core.management.commands import migrate
from django.db import connection

from gir.walls import PLAN
from ledger.rowsecurity.owner import as_owner
from ledger.rowsecurity.walls import raise_walls


class Command(migrate.Command):
    """Django's own, done by the owner of the tables; then the policies are as the models say."""

    def execute(self, *args, **options) -> None:
        # Around Django's checks too: they connect, and the role of the application may have yet to be made.
        with as_owner():
            super().execute(*args, **options)

    def handle(self, *args, **options) -> None:
        super().handle(*args, **options)
        raise_walls(connection, PLAN)
