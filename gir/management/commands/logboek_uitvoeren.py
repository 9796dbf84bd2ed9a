from django.core.management.base import BaseCommand

from ledger.exporting import export


class Command(BaseCommand):
    help = "Schrijft het logboek als regels JSON, voor script/controleer-logboek."

    def handle(self, *args, **options) -> None:
        for line in export():
            self.stdout.write(line)
