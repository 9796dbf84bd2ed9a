import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from casework.importing.faults import SHOWN_FAULTS, ImportFouten
from casework.importing.importeur import Importeur, Progress
from casework.importing.jobs import IMPORTEURS
from casework.importing.tables import read_file
from ledger.rowsecurity import EVERY, granted
from organisations.models import Organisation
from organisations.roles import Register

PROGRESS_SECONDS = 2


class Command(BaseCommand):
    help = "Importeert een bestaande registratie: import_registratie BESTAND --organisatie SLUG --register …"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bestand")
        parser.add_argument("--organisatie", required=True, metavar="SLUG")
        parser.add_argument("--register", required=True, help=" of ".join(Register.values))
        parser.add_argument("--categorielijst", metavar="LIJST.csv")
        parser.add_argument("--proef", action="store_true", help="alleen controleren")

    @granted("import_registratie", organisations=EVERY)
    def handle(self, *args, bestand: str, organisatie: str, register: str, proef: bool, **options) -> None:
        organisation = _organisation(organisatie)
        if register not in Register.values:
            raise CommandError(f"Onbekend register ‘{register}’. Kies uit: {', '.join(Register.values)}.")
        importeur, lijst = IMPORTEURS[register], options["categorielijst"]
        try:
            data = _read(bestand)
            lijst_data = _read(lijst) if lijst else None
            if proef:
                told = importeur.check(organisation, data, lijst_data, None)
            else:
                told = importeur.run(organisation, data, lijst_data, self._progress(), None)
        except ImportFouten as error:
            raise CommandError(_faults(error)) from error
        self.stdout.write(_in_words(importeur, told, proef))

    def _progress(self) -> Progress:
        last = time.monotonic()

        def progress(done: int, total: int) -> None:
            nonlocal last
            if time.monotonic() - last >= PROGRESS_SECONDS:
                last = time.monotonic()
                self.stderr.write(f"{done} van {total} rijen…")

        return progress


def _organisation(slug: str) -> Organisation:
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Organisation.objects.order_by("slug").values_list("slug", flat=True)[:20])
        raise CommandError(
            f"Onbekende organisatie ‘{slug}’. "
            + (f"Wel bekend: {known}. " if known else "")
            + f"Maak haar eerst: maak_organisatie {slug} --naam NAAM --soort SOORT."
        )
    return found


def _read(path: str) -> bytes:
    try:
        return read_file(Path(path))
    except OSError as error:
        raise CommandError(
            f"Het bestand {path} kan niet worden gelezen ({error.strerror}). Controleer de naam en het pad."
        ) from error


def _faults(error: ImportFouten) -> str:
    lines = [str(fout) for fout in error.fouten[:SHOWN_FAULTS]]
    more = len(error.fouten) - len(lines)
    if more:
        lines.append(f"… en nog {more} fouten.")
    if error.is_about_the_file and len(lines) == 1:
        return f"{lines[0]} Er is niets geïmporteerd."
    count = "1 fout" if len(error.fouten) == 1 else f"{len(error.fouten)} fouten"
    return "\n".join([*lines, f"{count}: er is niets geïmporteerd. Verbeter het bestand en probeer opnieuw."])


def _in_words(importeur: Importeur, told: dict, proef: bool) -> str:
    parts = [
        importeur.woorden.aantal(told) + (" te importeren" if proef else " geïmporteerd"),
        f"{told['bekend']} overgeslagen (al bekend)",
        _count(len(told["nieuwe_afdelingen"]), "nieuwe afdeling", "nieuwe afdelingen"),
    ]
    names = f": {', '.join(told['nieuwe_afdelingen'])}" if told["nieuwe_afdelingen"] else ""
    prefix = "Proef, er is niets geïmporteerd: " if proef else ""
    return f"{prefix}{', '.join(parts)}{names}."


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
