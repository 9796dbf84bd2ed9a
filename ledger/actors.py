"""Who acts. Every audit line and every service call names one."""

from dataclasses import dataclass


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


MELDER = Actor("melder")
IMPORT = Actor("import")
SYSTEEM = Actor("systeem")
