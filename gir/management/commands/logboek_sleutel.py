from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from ledger import heads


class Command(BaseCommand):
    help = "Toont de openbare sleutel waarmee iedereen de hoofden van het logboek kan controleren."

    def handle(self, *args, **options) -> None:
        try:
            self.stdout.write(heads.public_key())
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
