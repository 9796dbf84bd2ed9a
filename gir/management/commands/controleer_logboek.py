from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from casework import loghoofden
from ledger import checking, heads
from ledger.rowsecurity import EVERY, PassEnded, granted

COULD_NOT = 2


class Command(BaseCommand):
    help = (
        "Controleert of er met het logboek is geknoeid. Eindigt met 1 als iets niet klopt, en met 2 als"
        " dat niet te zeggen is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--hoofden",
            action="append",
            default=[],
            metavar="FILE",
            help="hoofden die elders zijn bewaard, zoals uit de mail; mag vaker",
        )

    @granted("controleer_logboek", organisations=EVERY, rooms=("ledger",))
    def handle(self, *args, hoofden: list[str], **options) -> None:
        own_file = Path(settings.GIR_LOG_HEADS_FILE)
        kept, unreadable = self._kept(list(map(Path, hoofden)), own_file)
        try:
            found = checking.check(kept, trusted=heads.trusted_keys())
        except PassEnded as error:
            text = "Het logboek is niet helemaal nagegaan: het zicht erop hield op. Probeer het opnieuw."
            raise CommandError(text, returncode=COULD_NOT) from error
        self.stdout.write(f"{found.regels} verzegelde regels en {found.hoofden} hoofden gecontroleerd.")
        for text in [*self._outside(hoofden, own_file), *found.let_op]:
            self.stdout.write(f"Let op: {text}")
        if found.fouten or unreadable:
            wrong = [*unreadable, *found.fouten, *found.onzeker]
            raise CommandError("\n".join(["Het logboek klopt niet.", *wrong]))
        if found.onzeker:
            text = "\n".join(["Of het logboek klopt, is nu niet te zeggen.", *found.onzeker])
            raise CommandError(text, returncode=COULD_NOT)
        self.stdout.write("Het logboek klopt.")

    def _kept(self, given: list[Path], own_file: Path) -> tuple[dict[str, list[heads.Hoofd]], list[str]]:
        kept, unreadable = {}, []
        for path in [*given, *([own_file] if own_file.exists() else [])]:
            kept[str(path)], numbers = self._read(path, path == own_file)
            # In the own file there is none before the first seal.
            if not kept[str(path)] and (path != own_file or heads.latest()):
                text = "Een hoofd is een regel die begint met { en eindigt met }; neem die ongewijzigd over."
                raise CommandError(f"In {path} staat geen leesbaar hoofd. {text}", returncode=COULD_NOT)
            if numbers:
                unreadable.append(f"{path}: regel {', '.join(map(str, numbers))} is geen hoofd.")
        return kept, unreadable

    def _read(self, path: Path, own: bool) -> tuple[list[heads.Hoofd], list[int]]:
        try:
            if own:
                return heads.read_own(path)
            with path.open(encoding="utf-8", errors="replace") as file:
                return heads.read(file)
        except OSError as error:
            text = f"{path} kan niet worden gelezen: {error.strerror}."
            raise CommandError(text, returncode=COULD_NOT) from error

    def _outside(self, given: list[str], own_file: Path) -> list[str]:
        """What protects less than it could."""
        told = []
        if not own_file.exists():
            told.append(f"Er is geen bestand met hoofden: {own_file}.")
        if not settings.GIR_LOG_HEADS_MAIL:
            told.append("Er gaan geen hoofden naar buiten: GIR_LOG_HEADS_MAIL is leeg.")
        elif loghoofden.not_mailed():
            hours = 2 * settings.GIR_LOG_HEADS_HOURS
            told.append(f"Er is al {hours} uur geen hoofd gemaild. Draait de worker, en komt mail weg?")
        if not given:
            told.append("Zonder --hoofden van buiten blijft verborgen wat iemand overal herschreef.")
        return told
