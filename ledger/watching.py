"""Does every line get its seal? The seal itself can't tell that it is stopped, or passes a line over."""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, models

from ledger.continuing import SealRefused
from ledger.logboek import LOGBOEKEN, numbers_unsealed
from ledger.sealing import seal

logger = logging.getLogger(__name__)
SHOWN = 20


@dataclass(frozen=True)
class Alarm:
    """Something is wrong with the seal. ``aanleiding`` stays the same while it lasts; ``regels``: the lines
    that stayed without a seal."""

    aanleiding: str
    regels: tuple[str, ...] = ()

    @property
    def tekst(self) -> str:
        more = len(self.regels) - SHOWN
        rest = [f"En nog {more} regels."] if more > 0 else []
        return "\n".join([self.aanleiding, *self.regels[:SHOWN], *rest])


def look(*, at: datetime | None = None) -> list[Alarm]:
    """Seal, and tell of each line that could have been sealed before and was not.

    No false alarm for what is committed late: a line was there before the seal began, so the seal had to find
    it. What it passed over lies in its number and its moment, and is sealed now.
    """
    before = {model: numbers_unsealed(model) for model in LOGBOEKEN}
    refused = None
    try:
        seal(at=at, wait=True)
    except SealRefused as error:
        refused = f"Het logboek wordt niet meer verzegeld. {error}"
    except (DatabaseError, OSError) as error:
        logger.exception("the log could not be sealed")
        refused = f"Het verzegelen van het logboek mislukt: {type(error).__name__}."
    lines = [line for model in LOGBOEKEN for line in _named(model, before[model])]
    if refused:
        return [Alarm(refused, tuple(lines))]
    if not lines:
        return []
    seal(at=at, whole=True, wait=True)
    passed = "Het zegel sloeg regels over: hun nummer en tijd kloppen niet. Ze zijn nu alsnog verzegeld."
    return [Alarm(passed, tuple(lines))]


def _named(model: type[models.Model], numbers: list[int]) -> list[str]:
    left = numbers_unsealed(model, among=numbers)
    moments = model.objects.filter(pk__in=left).order_by("pk").values_list("pk", "created_at")
    table = model._meta.db_table
    return [f"Regel {pk} van {table}, van {moment:%Y-%m-%d %H:%M} UTC." for pk, moment in moments]
