from django.core.management.base import BaseCommand, CommandError

from ledger.exporting import export
from ledger.rowsecurity import EVERY, PassEnded, granted


class Command(BaseCommand):
    help = "Schrijft het logboek als regels JSON, voor script/controleer-logboek."

    @granted("logboek_uitvoeren", organisations=EVERY, rooms=("ledger",))
    def handle(self, *args, **options) -> None:
        try:
            for line in export():
                self.stdout.write(line)
        except PassEnded as error:
            text = "Het logboek is niet helemaal uitgevoerd: het zicht erop hield op. Probeer het opnieuw."
            raise CommandError(text, returncode=2) from error
