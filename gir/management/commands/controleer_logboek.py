from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger import checking, heads
from ledger.rowsecurity import EVERY, granted


class Command(BaseCommand):
    help = "Controleert of er met het logboek is geknoeid. Eindigt met 1 als iets niet klopt."

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
        kept, let_op = {}, []
        own_file = Path(settings.GIR_LOG_HEADS_FILE)
        for path in [*map(Path, hoofden), *([own_file] if own_file.exists() else [])]:
            kept[str(path)], unreadable = self._read(path)
            if unreadable:
                let_op.append(f"{path}: regel {', '.join(map(str, unreadable))} is geen hoofd.")
        if not own_file.exists():
            let_op.append(f"Er is geen bestand met hoofden: {own_file}.")
        if not settings.GIR_LOG_HEADS_MAIL:
            let_op.append("Er gaan geen hoofden naar buiten: GIR_LOG_HEADS_MAIL is leeg.")
        if not hoofden:
            let_op.append("Zonder --hoofden van buiten blijft verborgen wat iemand overal herschreef.")
        found = checking.check(kept, trusted=heads.trusted_keys())
        self.stdout.write(f"{found.regels} verzegelde regels en {found.hoofden} hoofden gecontroleerd.")
        for text in [*let_op, *found.let_op]:
            self.stdout.write(f"Let op: {text}")
        if found.fouten:
            raise CommandError("\n".join(["Het logboek klopt niet.", *found.fouten]))
        self.stdout.write("Het logboek klopt.")

    def _read(self, path: Path) -> tuple[list[heads.Hoofd], list[int]]:
        try:
            with path.open(encoding="utf-8", errors="replace") as file:
                return heads.read(file)
        except OSError as error:
            raise CommandError(f"{path} kan niet worden gelezen: {error.strerror}.") from error
