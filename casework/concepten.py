"""What somebody is filing, kept at every step until it is sent, thrown away or left alone for 90 days."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TypeVar

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from casework.models import Concept
from organisations.access import Access

C = TypeVar("C", bound=Concept)
GETOOND = 10
BEWAARD = timedelta(days=90)  # since something was typed last; the front door says so too


def mine(model: type[C], access: Access) -> QuerySet[C]:
    """Only of who writes it, in the organisation in which it was begun."""
    return model._default_manager.filter(user=access.user, organisation=access.organisation)


def unfinished(model: type[C], access: Access) -> list[C]:
    """What was begun and not sent, the latest first."""
    return list(mine(model, access).exclude(antwoorden={})[:GETOOND])


def own(model: type[C], access: Access, token: uuid.UUID) -> C | None:
    return mine(model, access).filter(token=token).select_related("organisation").first()


def start(model: type[C], access: Access) -> C:
    """One to be written; what was begun and not answered yet is used again."""
    return mine(model, access).filter(antwoorden={}).first() or model._default_manager.create(
        user=access.user, organisation=access.organisation
    )


def open_with(model: type[C], access: Access, token: uuid.UUID) -> C | None:
    """The one with this token, made now when there is none: a page that has a token of its own writes
    nothing before something was answered. None when the token is somebody else's."""
    if found := own(model, access, token):
        return found
    try:
        with transaction.atomic():
            return model._default_manager.create(
                token=token, user=access.user, organisation=access.organisation
            )
    except IntegrityError:
        return own(model, access, token)


def save(concept: Concept, answers: dict) -> None:
    """Keep what was typed in one step; nothing happens when it was sent or thrown away meanwhile."""
    concept.antwoorden = concept.antwoorden | answers
    type(concept)._default_manager.filter(pk=concept.pk).update(
        antwoorden=concept.antwoorden, updated_at=timezone.now()
    )


def drop(concept: Concept) -> None:
    """Thrown away before it was sent: nothing of it stays."""
    concept.delete()


def drop_untouched() -> int:
    """Of every register: what nobody went on with, with the names and the story in it. How many."""
    before = timezone.now() - BEWAARD
    dropped = 0
    for model in apps.get_models():
        if issubclass(model, Concept):
            dropped += model._default_manager.filter(updated_at__lt=before).delete()[0]
    return dropped


@contextmanager
def sent_once(model: type[Model]) -> Iterator[None]:
    """What was sent already in another organisation of this person, where nobody here may look, is not there.

    Raises DoesNotExist of ``model`` then.
    """
    try:
        yield
    except IntegrityError as error:
        if "inzending" not in str(error):
            raise
        raise model.DoesNotExist from error


def take(concept: Concept) -> bool:
    """Whether it was still there: who takes it away sends it, within the same transaction.

    Removing it is the lock: who comes second waits for the first, and then gets False.
    """
    removed, _ = type(concept)._default_manager.filter(pk=concept.pk).delete()
    return bool(removed)
