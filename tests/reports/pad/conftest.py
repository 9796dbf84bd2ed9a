"""Who has a part in a report, and a report in every status."""

from collections.abc import Callable

import pytest

from organisations.models import User
from organisations.roles import Rol
from reports import lifecycle, periods
from reports.models import Rapportage
from reports.services import concepts, freezing, offering, writing
from tests.conftest import access_of, hire

AANBIEDING = offering.Aanbieding("2021/417", Rapportage.Openbaarheid.OPENBAAR)


@pytest.fixture
def secretaris(den_haag) -> User:
    return hire(den_haag, "Stef Secretaris", Rol.SECRETARIS)


@pytest.fixture
def maak(den_haag, coordinator) -> Callable[..., Rapportage]:
    """maak(periode, register): a concept by the coördinator."""

    def _maak(periode: str = "2021-H1", register: str = "integriteit") -> Rapportage:
        return concepts.make_concept(den_haag, register, periods.parse(periode), by=access_of(coordinator))[0]

    return _maak


@pytest.fixture
def rapport_in(maak, secretaris, burgemeester, griffier) -> Callable[..., Rapportage]:
    """rapport_in(status): a report that was brought there through the services."""

    def _rapport_in(status: str, periode: str = "2021-H1", register: str = "integriteit") -> Rapportage:
        one = maak(periode, register)
        steps = (
            (lifecycle.AKKOORD, lambda: writing.agree(one, by=access_of(secretaris))),
            (
                lifecycle.VASTGESTELD,
                lambda: freezing.freeze(one, freezing.Vaststelling(), by=access_of(burgemeester)),
            ),
            (lifecycle.AANGEBODEN, lambda: offering.offer(one, AANBIEDING, by=access_of(griffier))),
            (lifecycle.GEPUBLICEERD, lambda: offering.publish(one, by=access_of(griffier))),
        )
        order = [code for code, _ in lifecycle.STATUSSEN]
        for to, do in steps:
            if order.index(to) <= order.index(status):
                do()
        one.refresh_from_db()
        assert one.status == status
        return one

    return _rapport_in
