"""The figures in sentences; a module per register."""

from organisations.roles import Register
from reports.periods import long_date
from reports.report import Rapport
from reports.words import agressie, integriteit

SAMENVATTINGEN = {Register.INTEGRITEIT: integriteit.paragraphs, Register.AGRESSIE: agressie.paragraphs}


def summary(rapport: Rapport) -> list[str]:
    """The report in paragraphs of plain words."""
    if rapport.peildatum < rapport.periode.van:
        return [f"Op {long_date(rapport.peildatum)} was deze periode nog niet begonnen."]
    made = SAMENVATTINGEN[Register(rapport.register)](rapport)
    return [" ".join(sentences) for sentences in made if sentences]
