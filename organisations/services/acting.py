from ledger.actors import Actor
from organisations.access import Access
from organisations.models import User


def actor_of(by: Actor | Access) -> Actor:
    return by.actor if isinstance(by, Access) else by


def is_oneself(by: Actor | Access, user: User) -> bool:
    return actor_of(by).user_id == user.pk
