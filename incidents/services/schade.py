"""Damage: what it cost, what the employer advanced, what came back. Amounts in euros."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError

from casework.lifecycle import By
from incidents.lists import Schadelijder
from incidents.models import Incident, Schade, Slachtoffer
from incidents.services.engine import ENGINE


@dataclass(frozen=True)
class Schaderegel:
    """Who suffered what, on which day. ``slachtoffer``: which employee, when it is one of them."""

    lijder: str
    omschrijving: str
    bedrag: Decimal
    geleden_op: date
    slachtoffer: Slachtoffer | None = None
    bewijs: str = ""


@dataclass(frozen=True)
class Verhaal:
    """What came of it. An amount has a day."""

    bewijs: str = ""
    voorgeschoten: Decimal | None = None
    voorgeschoten_op: date | None = None
    verhaal: str = ""
    ontvangen: Decimal | None = None
    ontvangen_op: date | None = None


def record(incident: Incident, regel: Schaderegel, *, by: By) -> Schade:
    """One line of damage. Raises ValidationError when it is dated before the incident."""
    with ENGINE.perform(incident, "schade_vastleggen", by=by) as step:
        if regel.geleden_op < step.case.voorval_op:
            raise ValidationError({"geleden_op": "De schade kan niet voor het voorval liggen."})
        row = Schade.objects.create(incident=step.case, **vars(regel))
        step.data |= {"schade": row.pk, "bedrag": str(regel.bedrag)}
    return row


def update(incident: Incident, schade: Schade, verhaal: Verhaal, *, by: By) -> None:
    """Advanced, claimed or received. Raises ValidationError for an amount without its day, or a day
    before the damage; and when the employer would advance its own damage."""
    with ENGINE.perform(incident, "schade_bijwerken", by=by) as step:
        row = step.case.schades.get(pk=schade.pk)
        _refuse_impossible(row, verhaal)
        changed = {name: value for name, value in vars(verhaal).items() if getattr(row, name) != value}
        step.data |= {"schade": row.pk, "van": {name: str(getattr(row, name)) for name in changed}}
        for name, value in changed.items():
            setattr(row, name, value)
        row.save(update_fields=list(changed))


def _refuse_impossible(row: Schade, verhaal: Verhaal) -> None:
    for name in ("voorgeschoten", "ontvangen"):
        amount, day = getattr(verhaal, name), getattr(verhaal, f"{name}_op")
        if amount is not None and day is None:
            raise ValidationError({f"{name}_op": "Vul in wanneer dit bedrag is betaald."})
        if day and amount is None:
            raise ValidationError({name: "Vul het bedrag in."})
        if day and day < row.geleden_op:
            raise ValidationError({f"{name}_op": "Dit kan niet voor de dag van de schade liggen."})
    if verhaal.voorgeschoten and row.lijder == Schadelijder.ORGANISATIE:
        raise ValidationError({"voorgeschoten": "Voorschieten kan alleen bij schade van een medewerker."})


@dataclass(frozen=True)
class Schadetotaal:
    bedrag: Decimal
    voorgeschoten: Decimal
    ontvangen: Decimal


def total(incident: Incident) -> Schadetotaal:
    """Over all lines of damage of this incident."""
    rows = list(incident.schades.all())
    return Schadetotaal(
        bedrag=sum((row.bedrag for row in rows), Decimal(0)),
        voorgeschoten=sum((row.voorgeschoten or Decimal(0) for row in rows), Decimal(0)),
        ontvangen=sum((row.ontvangen or Decimal(0) for row in rows), Decimal(0)),
    )
