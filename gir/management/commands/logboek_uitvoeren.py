from django.core.management.base import BaseCommand

from ledger.exporting import export
from ledger.rowsecurity import EVERY, granted


class Command(BaseCommand):
    help = "Schrijft het logboek als regels JSON, voor script/controleer-logboek."

    @granted("logboek_uitvoeren", organisations=EVERY, rooms=("ledger",))
    def handle(self, *args, **options) -> None:
        for line in export():
            self.stdout.write(line)
