"""Fills an empty database with the demonstration."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from gir.demo.load import DemoIsThere, load
from ledger.rowsecurity import EVERY, granted


class Command(BaseCommand):
    help = "Fill an empty database with the demonstration (two organisations, invented people)."

    @granted("load_demo", organisations=EVERY)
    def handle(self, *args, **options) -> None:
        if not settings.GIR_DEMO:
            raise CommandError("The demonstration needs GIR_DEMO=1; production never has it.")
        try:
            load(say=lambda line: print(line, file=sys.stderr))
        except DemoIsThere:
            raise CommandError(
                "There are organisations already: the demo is only for an empty database."
            ) from None
        self.stdout.write("The demonstration is loaded.")
