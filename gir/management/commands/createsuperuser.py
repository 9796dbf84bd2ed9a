from django.contrib.auth.management.commands import createsuperuser

from ledger.rowsecurity import EVERY, granted


class Command(createsuperuser.Command):
    """Django's own, which sees the accounts and nothing else."""

    @granted("createsuperuser", organisations=EVERY, rooms=("organisations",))
    def handle(self, *args, **options):
        return super().handle(*args, **options)
