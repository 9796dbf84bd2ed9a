"""The cast: two organisations, and a way to hire people with roles in one of them."""

import functools
import itertools
from collections.abc import Callable

import pytest
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.test import Client

from organisations.models import Organisation, Roltoewijzing, User
from organisations.roles import Rol

WACHTWOORD = "vijf-paarse-fietsen"


@functools.cache
def _hashed() -> str:
    """Once for everybody: a real hash is slow on purpose."""
    return make_password(WACHTWOORD)


@pytest.fixture(autouse=True)
def _mail_through_the_outbox(settings):
    """As in production; pytest-django would collect the mails in memory instead."""
    settings.EMAIL_BACKEND = "casework.mail.OutboxEmailBackend"


@pytest.fixture
def haag(db) -> Organisation:
    return Organisation.objects.create(naam="Gemeente Den Haag", slug="den-haag", soort="gemeente")


@pytest.fixture
def delfland(db) -> Organisation:
    return Organisation.objects.create(naam="Waterschap Delfland", slug="delfland", soort="waterschap")


@pytest.fixture
def hire() -> Callable[..., User]:
    """hire(organisation, Rol.X, …) makes a person who works there and holds these roles."""
    numbers = itertools.count(1)

    def _hire(organisation: Organisation, *rollen: str, register: str = "", **fields) -> User:
        number = next(numbers)
        fields = {"email": f"persoon{number}@example.nl", "naam": f"Persoon {number:03}"} | fields
        user = User.objects.create(home_organisation=organisation, password=_hashed(), **fields)
        for rol in rollen:
            Roltoewijzing.objects.create(
                user=user,
                organisation=organisation,
                rol=rol,
                register="" if rol in (Rol.MEDEWERKER, Rol.BEHEERDER) else register,
            )
        return user

    return _hire


@pytest.fixture
def beheerder(haag, hire) -> User:
    return hire(haag, Rol.BEHEERDER, Rol.MEDEWERKER, naam="Bea Beheerder", email="bea@example.nl")


@pytest.fixture
def as_user() -> Callable[[User], Client]:
    def _as_user(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return _as_user


@pytest.fixture(autouse=True)
def _empty_cache():
    """What one test kept, and the guesses it counted, are not there in the next."""
    cache.clear()
    yield
    cache.clear()
