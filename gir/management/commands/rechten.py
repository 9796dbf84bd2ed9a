from django.core.management.base import BaseCommand

from gir.rechten import in_words


class Command(BaseCommand):
    help = "Schrijft op wie wat mag, uit de tabellen van rechten: rechten > docs/rechten.md"

    def handle(self, *args, **options) -> None:
        self.stdout.write(in_words(), ending="")
