from django.contrib.auth.management.commands import changepassword

from ledger.rowsecurity import EVERY, granted


class Command(changepassword.Command):
    """Django's own, which sees the accounts and nothing else."""

    @granted("changepassword", organisations=EVERY, rooms=("organisations",))
    def handle(self, *args, **options):
        return super().handle(*args, **options)
