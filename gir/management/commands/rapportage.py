import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from organisations.models import Organisation
from organisations.roles import Register
from reports import periods
from reports.rendering import json
from reports.report import make_report
from reports.verslag import verslag_of


class Command(BaseCommand):
    help = "Berekent de cijfers van een periode en geeft ze als JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisatie", required=True, metavar="SLUG")
        parser.add_argument("--register", required=True, help=" of ".join(Register.values))
        parser.add_argument("--periode", required=True, help=periods.VOORBEELDEN)
        parser.add_argument(
            "--peildatum",
            default="",
            help="zonder: vandaag, of de laatste dag van de periode als die eerder is",
        )
        parser.add_argument("--formaat", default="json", help="json")
        parser.add_argument("--uit", metavar="FILE", help="zonder: op het scherm")

    def handle(self, *args, organisatie, register, periode, peildatum, formaat, uit, **options) -> None:
        if register not in Register.values:
            raise CommandError(f"Het register {register!r} bestaat niet. Kies integriteit of agressie.")
        if formaat != "json":
            raise CommandError(f"Het formaat {formaat!r} bestaat niet. Kies json.")
        organisation = Organisation.objects.filter(slug=organisatie).first()
        if organisation is None:
            raise CommandError(f"De organisatie {organisatie!r} bestaat niet. Maak die met maak_organisatie.")
        try:
            stretch = periods.parse(periode)
            day = periods.peildatum_for(stretch, peildatum, timezone.localdate())
        except ValueError as error:
            raise CommandError(str(error)) from error
        text = json.render(verslag_of(make_report(organisation, register, stretch, day))).decode()
        if uit:
            self._write(Path(uit), text)
        else:
            self.stdout.write(text, ending="")

    def _write(self, path: Path, text: str) -> None:
        """All or nothing: when the disk is full, the file that was there stays as it was."""
        if path.is_dir():
            raise CommandError(f"{path} kan niet worden geschreven: het is een map. Geef een bestand.")
        made = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            made.write_text(text, encoding="utf-8")
            made.replace(path)
        except OSError as error:
            raise CommandError(f"{path} kan niet worden geschreven: {error.strerror}.") from error
        finally:
            made.unlink(missing_ok=True)
