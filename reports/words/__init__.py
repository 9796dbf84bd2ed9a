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
    return [" ".join(sentences) for sentences in by_part(rapport).values() if sentences]


def by_part(rapport: Rapport) -> dict[str, tuple[str, ...]]:
    """The sentences, by the name of the part of the report (as in ``reports.tables``) that they are about."""
    if rapport.peildatum < rapport.periode.van:
        return {}
    made = SAMENVATTINGEN[Register(rapport.register)](rapport)
    return {naam: tuple(sentences) for naam, sentences in made.items()}
