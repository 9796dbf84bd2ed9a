from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger.continuing import SealRefused
from ledger.rowsecurity import EVERY, granted
from ledger.sealing import go_on


class Command(BaseCommand):
    help = (
        "Gaat verder met verzegelen als dat is gestopt, zoals na een teruggezette reservekopie. De reden komt"
        " in het logboek, en controleer_logboek noemt de breuk voortaan altijd."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reden", required=True, help="wat er gebeurde, wanneer, en wie dat besloot")

    @granted("logboek_hervatten", organisations=EVERY, rooms=("ledger",))
    def handle(self, *args, reden: str, **options) -> None:
        if not reden.strip():
            raise CommandError("Geef een reden.")
        try:
            sealed = go_on(reden=reden.strip())
        except ValueError as error:
            raise CommandError("Er is niets te hervatten: niets houdt het verzegelen tegen.") from error
        except (SealRefused, ImproperlyConfigured) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{sealed} regels verzegeld. Het verzegelen gaat verder.")
