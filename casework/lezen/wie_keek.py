"""Who opened one case, in words."""

from dataclasses import dataclass

from casework.acties.werkstroom import Werkstroom
from casework.datums import with_time
from casework.models import Case
from ledger import reading
from ledger.models import Leesregel
from organisations import opening
from organisations.models import User

PER_PAGINA = 50


@dataclass(frozen=True)
class Keek:
    """One time that somebody looked."""

    wie: str
    rol: str
    wanneer: str
    wat: str
    waarom: str


@dataclass(frozen=True)
class Kijkers:
    """A page of ``Keek``, latest first; ``volgende``: the id before which the next page begins."""

    rijen: list[Keek]
    volgende: int | None


def who_looked(werk: Werkstroom, case: Case, before: int | None) -> Kijkers:
    """In two queries; with lists in which a name of this case stood. Only users: a melder who opens the own
    melding leaves no line."""
    in_a_list = Leesregel.objects.filter(
        organisation_id=case.organisation_id,
        verb=opening.NAMEN,
        data__register=case.REGISTER,
        data__gevallen__contains=case.pk,
    )
    found = (reading.readings(case) | in_a_list).filter(actor_kind="user")
    if before is not None:
        found = found.filter(pk__lt=before)
    lines = list(found[: PER_PAGINA + 1])
    shown = lines[:PER_PAGINA]
    people = User.objects.in_bulk({line.user_id for line in shown})
    rows = [_row(werk, case, line, people.get(line.user_id)) for line in shown]
    return Kijkers(rows, shown[-1].pk if len(lines) > PER_PAGINA else None)


def _row(werk: Werkstroom, case: Case, line: Leesregel, user: User | None) -> Keek:
    return Keek(
        wie=user.naam if user else "Onbekend",
        rol=_role(werk, case, line),
        wanneer=with_time(line.created_at),
        wat=_what(werk, line),
        waarom=_why(line),
    )


def _role(werk: Werkstroom, case: Case, line: Leesregel) -> str:
    if line.verb == opening.INZAGE:
        return "privacyfunctionaris"
    return werk.who(case, line.rol) if line.rol in werk.wie else ""


def _what(werk: Werkstroom, line: Leesregel) -> str:
    if line.verb == opening.STAP:
        step = werk.by_verb.get(line.data.get("stap", ""))
        text = f"De stap ‘{step.label}’" if step else "Een stap"
    elif line.verb == opening.BESTAND:
        text = "Een bestand"
    else:
        text = werk.met_lidwoord.capitalize()
    named = line.data.get("namen")
    return f"{text}, met de naam van de {named}" if named else text


def _why(line: Leesregel) -> str:
    """What was written down; for who has a part in it that says why."""
    if reason := line.data.get("reden"):
        return reason
    return "Neemt waar voor een collega" if line.data.get("voor") else "Hoort bij het werk"
