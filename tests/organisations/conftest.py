"""People with exactly the roles a test is about, besides the fixed cast of tests/conftest.py."""

import itertools
from collections.abc import Callable, Iterator

import pytest

from organisations.models import Organisation, User
from organisations.roles import Rol
from tests.conftest import hashed_password, toewijzen
from tests.organisations.oidc.running import Aanbieder


@pytest.fixture(autouse=True)
def _mail_through_the_outbox(settings):
    """As in production; pytest-django would collect the mails in memory instead."""
    settings.EMAIL_BACKEND = "casework.mail.OutboxEmailBackend"


@pytest.fixture
def hire() -> Callable[..., User]:
    """hire(organisation, Rol.X, …) makes a person who works there and holds these roles."""
    numbers = itertools.count(1)

    def _hire(organisation: Organisation, *rollen: str, register: str = "", **fields) -> User:
        number = next(numbers)
        fields = {"email": f"persoon{number}@example.nl", "naam": f"Persoon {number:03}"} | fields
        user = User.objects.create(home_organisation=organisation, password=hashed_password(), **fields)
        for rol in rollen:
            toewijzen(
                user=user,
                organisation=organisation,
                rol=rol,
                register="" if rol in (Rol.MEDEWERKER, Rol.BEHEERDER) else register,
            )
        return user

    return _hire


@pytest.fixture
def beheerder(den_haag, hire) -> User:
    return hire(den_haag, Rol.BEHEERDER, Rol.MEDEWERKER, naam="Bea Beheerder", email="bea@example.nl")


@pytest.fixture
def tweede_beheerder(den_haag, hire) -> User:
    return hire(den_haag, Rol.BEHEERDER, Rol.MEDEWERKER, naam="Tom Tweede", email="tom@example.nl")


@pytest.fixture(scope="session")
def _aanbieder() -> Iterator[Aanbieder]:
    running = Aanbieder()
    yield running
    running.stop()


@pytest.fixture(name="aanbieder")
def _aanbieder_for_den_haag(_aanbieder, settings) -> Aanbieder:
    """An OpenID Connect provider that knows nobody yet, and that den-haag signs in with."""
    _aanbieder.set(account=None, people={}, tamper=None, down=False)
    settings.GIR_OIDC = (_aanbieder.dienst(),)
    return _aanbieder
