"""Registers that are open, and reports that are out."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from organisations.models import User
from reports.models import Openstelling, Rapportage
from reports.services import opening
from reports.verslag import as_bytes, from_bytes
from tests.api.conftest import uitgebracht  # noqa: F401
from tests.conftest import access_of

CONTACT = opening.Openbaarmaking("opendata@denhaag.example.nl")


@pytest.fixture
def open_zetten(griffier) -> Callable[..., Openstelling]:
    """open_zetten(register, by=user): its register becomes open data."""

    def _open(register: str = "integriteit", *, by: User = griffier, **more) -> Openstelling:
        return opening.open_register(register, replace(CONTACT, **more), by=access_of(by))

    return _open


@pytest.fixture
def publiek(settings) -> Client:
    """Somebody who is not signed in, and asks more in a minute than is usual."""
    settings.GIR_API_PER_MINUUT = 1_000
    return Client()


def change_frozen(one: Rapportage, **changes) -> bytes:
    """Other frozen content, of which the hash is not that of before."""
    verslag = replace(from_bytes(bytes(one.bevroren.inhoud)), **changes)
    one.bevroren.inhoud = as_bytes(verslag)
    one.bevroren.save()
    return as_bytes(verslag)
