"""To whom a report is addressed as long as nobody wrote something else."""

from organisations.models import Organisation
from reports.bestuur import words_of
from reports.verslag.content import Briefhoofd


def standard_head(organisation: Organisation) -> Briefhoofd:
    """In the words of this kind of organisation; nobody has signed."""
    raad = words_of(organisation).raad
    return Briefhoofd(geadresseerde=f"Aan {raad}", aanhef=f"Geachte leden van {raad},")
