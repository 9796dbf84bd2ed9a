from django.core.management.base import BaseCommand, CommandError

from ledger.rowsecurity import EVERY, granted
from organisations.services.verzegelen import seal_anew


class Command(BaseCommand):
    """After a new SECRET_KEY, with the earlier one in SECRET_KEY_FALLBACKS."""

    help = "Verzegelt onder SECRET_KEY wat nog onder SECRET_KEY_FALLBACKS verzegeld is."

    @granted("verzegel_opnieuw", organisations=EVERY, rooms=("organisations",))
    def handle(self, *args, **options) -> None:
        sealed, lost = seal_anew()
        self.stdout.write(f"Opnieuw verzegeld: {sealed}.")
        if lost:
            raise CommandError(f"Niet te lezen: {lost}. Mist er een sleutel in SECRET_KEY_FALLBACKS?")
