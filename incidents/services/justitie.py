"""What police and justice did, in the words of the reporter. Never who it is about."""

from collections.abc import Iterator
from datetime import date

from casework.bedragen import in_euros
from casework.datums import in_full
from incidents.lists import Afdoening, Strafstap
from incidents.models import Strafverloop

STRAF = {
    Strafstap.AANHOUDING: "Op {dag} is iemand aangehouden.",
    Strafstap.OM_BESLISSING: "Op {dag} heeft de officier van justitie een beslissing genomen.",
    Strafstap.ZITTING: "Op {dag} is de zitting bij de rechter.",
    Strafstap.VONNIS: "Op {dag} heeft de rechter uitspraak gedaan.",
    Strafstap.BETALING: "Op {dag} is er schade betaald.",
}
ZITTING_GEWEEST = "Op {dag} was de zitting bij de rechter."
AFLOOP = {
    Afdoening.GEEN_VERDACHTE: "De politie weet niet wie het deed.",
    Afdoening.SEPOT: "Er komt geen strafzaak.",
    Afdoening.OM_STRAFBESCHIKKING: "Er is een straf opgelegd zonder rechter.",
    Afdoening.HALT: "De zaak gaat naar Halt.",
    Afdoening.BERISPEND_GESPREK: "Er was een berispend gesprek.",
    Afdoening.GEDAGVAARD: "De zaak komt voor de rechter.",
    Afdoening.OVERGEDRAGEN: "De zaak is overgedragen.",
    Afdoening.NIET_STRAFBAAR: "Volgens de politie of het OM is het niet strafbaar.",
}


def lines_of(row: Strafverloop, today: date) -> Iterator[str]:
    """The step and its day, how it ended, the amount, and what was written for the reporter."""
    if row.stap:
        past = row.stap == Strafstap.ZITTING and row.op < today
        words = ZITTING_GEWEEST if past else STRAF[Strafstap(row.stap)]
        yield words.format(dag=in_full(row.op))
    if row.afdoening in AFLOOP:
        yield AFLOOP[Afdoening(row.afdoening)]
    if row.bedrag is not None:
        yield f"Het bedrag is {in_euros(row.bedrag)}."
    if row.toelichting:
        yield row.toelichting


def news_of(row: Strafverloop, today: date) -> str:
    """The same as a message."""
    return "\n".join(["Er is nieuws van politie en justitie.", *lines_of(row, today)])
