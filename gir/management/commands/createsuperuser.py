from django.contrib.auth.management.commands import createsuperuser

from ledger.rowsecurity import EVERY, granted


class Command(createsuperuser.Command):
    """Django's own. Only work for all of everything makes a superuser (gir.walls)."""

    @granted("createsuperuser", organisations=EVERY)
    def handle(self, *args, **options):
        return super().handle(*args, **options)
