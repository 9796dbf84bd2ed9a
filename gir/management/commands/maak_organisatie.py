from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger.actors import SYSTEEM
from ledger.rowsecurity import EVERY, granted
from organisations import services
from organisations.models import Organisation


class Command(BaseCommand):
    help = "Maakt een organisatie: maak_organisatie SLUG --naam NAAM --soort SOORT"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--naam", required=True)
        parser.add_argument("--soort", required=True, help=", ".join(Organisation.Soort.values))
        parser.add_argument("--thema", default="")

    @granted("maak_organisatie", organisations=EVERY)
    def handle(self, *args, slug: str, naam: str, soort: str, thema: str, **options) -> None:
        if soort not in Organisation.Soort.values:
            raise CommandError(
                f"Onbekende soort {soort!r}. Kies uit: {', '.join(Organisation.Soort.values)}."
            )
        if Organisation.objects.filter(slug=slug).exists():
            raise CommandError(f"De organisatie {slug!r} bestaat al. Kies een andere slug.")
        try:
            services.create_organisation(slug=slug, naam=naam, soort=soort, thema=thema, by=SYSTEEM)
        except ValidationError as error:
            faults = "; ".join(f"{field}: {' '.join(texts)}" for field, texts in error.message_dict.items())
            raise CommandError(f"De organisatie is niet gemaakt. {faults}") from error
        self.stdout.write(f"Organisatie {slug} is gemaakt.")
