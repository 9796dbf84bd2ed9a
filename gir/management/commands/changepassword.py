from django.contrib.auth.management.commands import changepassword
from django.db import transaction

from ledger.actors import SYSTEEM
from ledger.rowsecurity import EVERY, granted
from organisations.models import User
from organisations.services.sessies import end_sessies
from organisations.services.tweede_stap import note_password


class Command(changepassword.Command):
    """Django's own, which sees the accounts and nothing else; written down and told, as in the pages."""

    @granted("changepassword", organisations=EVERY, rooms=("organisations", "ledger"))
    @transaction.atomic
    def handle(self, *args, **options):
        said = super().handle(*args, **options)
        user = User.objects.get_by_natural_key(options["username"])
        end_sessies(user, by=SYSTEEM)
        note_password(user, by=SYSTEEM)
        return said
