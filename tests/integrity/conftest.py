"""Everybody at once, and what each may see and do."""

import pytest

from integrity import permissions
from integrity.lifecycle import LIFECYCLE
from integrity.models import Zaak
from organisations.access import Access
from tests.conftest import access_of

CAST = (
    "coordinator",
    "tweede_coordinator",
    "leidinggevende",
    "onderzoeker",
    "bevoegd_gezag",
    "procesbegeleider",
    "melder",
    "collega",
    "vertrouwenspersoon",
    "tweede_lezer",
    "griffier",
    "burgemeester",
    "auditor",
    "beheerder",
    "buitenstaander",
)


@pytest.fixture
def cast(request) -> dict[str, Access]:
    return {name: access_of(request.getfixturevalue(name)) for name in CAST}


def sees(access: Access, zaak: Zaak) -> bool:
    return Zaak.objects.visible_to(access).filter(pk=zaak.pk).exists()


def may(access: Access, zaak: Zaak) -> set[str]:
    """The verbs this person may do, were the status to allow it."""
    return {t.verb for t in LIFECYCLE.transitions if permissions.may(access, t.verb, zaak)}
