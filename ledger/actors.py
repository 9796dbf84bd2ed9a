"""Who acts. Every audit line and every service call names one."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone


@dataclass(frozen=True)
class Actor:
    """A user, or one of the named actors that stand for nobody in particular.

    ``melder`` is used wherever a line with a user id would tell who filed a melding;
    ``import`` replays an old registration; ``systeem`` is the clock.
    """

    kind: str
    user_id: int | None = None

    KINDS = ("user", "melder", "import", "systeem")

    def __post_init__(self) -> None:
        if self.kind not in self.KINDS:
            raise ValueError(f"unknown kind of actor: {self.kind!r}")
        if (self.kind == "user") != (self.user_id is not None):
            raise ValueError("a user id belongs to an actor of kind 'user', and to no other")

    @property
    def is_named(self) -> bool:
        """True for melder, import and systeem: rules about *who* do not apply to them."""
        return self.kind != "user"

    @property
    def now(self) -> datetime:
        """When what is done now is recorded: the moment, and of a melder the day alone (its first moment).
        A time beside who was at work then would tell who it is."""
        return start_of_day(timezone.now()) if self == MELDER else timezone.now()


def start_of_day(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)


MELDER = Actor("melder")
IMPORT = Actor("import")
SYSTEEM = Actor("systeem")
