import errno
import os
from dataclasses import replace
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from casework.typesetting import huisstijl_of
from ledger.rowsecurity import EVERY, granted
from organisations.models import Organisation
from organisations.roles import Register
from reports import periods
from reports.loading import vastgelegd
from reports.rendering.formats import FORMATEN
from reports.report import make_report
from reports.verslag import standard_head, verslag_of
from reports.vormen import VOLLEDIG, VORMEN, in_vorm, vormen_for


class Command(BaseCommand):
    help = "Maakt het rapport van een periode, als JSON met alleen de cijfers of als een ander bestand."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisatie", required=True, metavar="SLUG")
        parser.add_argument("--register", required=True, help=" of ".join(Register.values))
        parser.add_argument("--periode", required=True, help=periods.VOORBEELDEN)
        parser.add_argument(
            "--peildatum",
            default="",
            help="zonder: vandaag, of de laatste dag van de periode als die eerder is",
        )
        parser.add_argument("--formaat", default="json", help=", ".join(FORMATEN))
        parser.add_argument("--vorm", default=VOLLEDIG.naam, help=", ".join(VORMEN))
        parser.add_argument("--uit", metavar="FILE", help="zonder: op het scherm, als het tekst is")

    @granted("rapportage", organisations=EVERY)
    def handle(self, *args, organisatie, register, periode, peildatum, formaat, vorm, uit, **options) -> None:
        if register not in Register.values:
            raise CommandError(f"Het register {register!r} bestaat niet. Kies integriteit of agressie.")
        kind = FORMATEN.get(formaat)
        if kind is None:
            raise CommandError(f"Het formaat {formaat!r} bestaat niet. Kies {' of '.join(FORMATEN)}.")
        shapes = vormen_for(register)
        if vorm not in shapes:
            raise CommandError(f"De vorm {vorm!r} is er niet voor {register}. Kies {' of '.join(shapes)}.")
        if not uit and not kind.is_text:
            raise CommandError(
                f"Het formaat {formaat} past niet op het scherm. Geef een bestand: --uit FILE.{kind.extensie}"
            )
        organisation = Organisation.objects.filter(slug=organisatie).first()
        if organisation is None:
            raise CommandError(f"De organisatie {organisatie!r} bestaat niet. Maak die met maak_organisatie.")
        try:
            stretch = periods.parse(periode)
            day = periods.peildatum_for(stretch, peildatum, timezone.localdate())
        except ValueError as error:
            raise CommandError(str(error)) from error
        told = vastgelegd.load(organisation, register, stretch, day)
        figures = make_report(organisation, register, stretch, day)
        verslag = verslag_of(figures, vastgelegd=told)
        verslag = replace(verslag, brief=standard_head(organisation))
        content = kind.render(in_vorm(verslag, shapes[vorm]), huisstijl_of(organisation))
        if uit:
            self._write(Path(uit), content)
        else:
            self.stdout.write(content.decode(), ending="")

    def _write(self, path: Path, content: bytes) -> None:
        """All or nothing: when the disk is full, the file that was there stays as it was."""
        if path.is_dir():
            raise CommandError(f"{path} kan niet worden geschreven: het is een map. Geef een bestand.")
        try:
            if path.exists() and not path.is_file():
                path.write_bytes(content)  # a device or a pipe: it must not be replaced by a file
            else:
                self._replace(path, content)
        except OSError as error:
            full = " Maak ruimte op de schijf en probeer het opnieuw." if error.errno == errno.ENOSPC else ""
            raise CommandError(f"{path} kan niet worden geschreven: {error.strerror}.{full}") from error

    def _replace(self, path: Path, content: bytes) -> None:
        made = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            with made.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())  # a disk that is full may say so only now
            made.replace(path)
        finally:
            made.unlink(missing_ok=True)
