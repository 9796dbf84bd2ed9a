"""Koppelingen with their tokens, and reports that went along their path."""

import hashlib
import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ledger.actors import SYSTEEM
from organisations import services
from organisations.models import Koppeling, Organisation, User
from reports import exchange, periods
from reports.models import BevrorenRapport, Rapportage, Rapportdocument
from reports.report import make_report
from reports.verslag import as_bytes, verslag_of
from tests.conftest import access_of

API = "/api/v1"
# Who asks: a session, a person and their roles, or a koppeling and who vouches for it.
ABOUT_WHO_ASKS = re.compile(
    r'FROM "(django_session|organisations_(user|roltoewijzing|afwezigheid|koppeling|koppelingsrecht))"'
)


@pytest.fixture
def koppel() -> Callable[..., Client]:
    """koppel(organisation, *registers, borg=user): a client with the token of a new koppeling."""
    made = []

    def _koppel(organisation: Organisation, *registers: str, borg: User | None = None) -> Client:
        koppeling, token = services.make_koppeling(
            organisation=organisation, naam=f"Systeem {len(made)}", registers=registers, by=SYSTEEM
        )
        made.append(koppeling)
        if borg:
            for recht in koppeling.rechten.all():
                services.give_recht(recht=recht, by=access_of(borg, organisation))
        client = with_token(token)
        client.koppeling = koppeling
        return client

    return _koppel


def with_token(token: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {token}"})


def last_koppeling() -> Koppeling:
    return Koppeling.objects.latest("pk")


@pytest.fixture
def uitgebracht() -> Callable[..., Rapportage]:
    """uitgebracht(organisation, periode, **fields): a report that is frozen, and published unless said
    otherwise."""

    def _uitgebracht(
        organisation: Organisation, periode: str = "2021-H1", *, register: str = "integriteit", **fields
    ) -> Rapportage:
        stretch = periods.parse(periode)
        known = {"status": "gepubliceerd", "openbaarheid": "openbaar", "peildatum": stretch.tot_en_met}
        one = Rapportage.objects.create(
            organisation=organisation,
            register=register,
            periode=periode,
            van=stretch.van,
            tot_en_met=stretch.tot_en_met,
            **(known | fields),
        )
        if one.is_bevroren:
            freeze(one)
        return one

    return _uitgebracht


def freeze(one: Rapportage) -> BevrorenRapport:
    rapport = make_report(
        one.organisation, one.register, periods.parse(one.periode), one.peildatum or date(2021, 6, 30)
    )
    verslag = verslag_of(rapport)
    inhoud = as_bytes(verslag)
    return BevrorenRapport.objects.create(
        rapportage=one,
        inhoud=inhoud,
        sha256=hashlib.sha256(inhoud).hexdigest(),
        definities=verslag.definities,
        cijfers=exchange.document(rapport),
        leden={},
    )


def add_file(one: Rapportage, formaat: str = "json", **fields) -> Rapportdocument:
    content = b'{"uit": "de kluis"}'
    made = {"status": "klaar", "bestand": content, "grootte": len(content), "sha256": "b" * 64}
    return Rapportdocument.objects.create(rapportage=one, formaat=formaat, **(made | fields))


def queries(client: Client, url: str) -> int:
    """How many queries the answer takes, besides finding out who asks."""
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len([one for one in seen if not ABOUT_WHO_ASKS.search(one["sql"])])


def is_problem(answer, status: int) -> dict:
    """The problem in the answer, after checking that it is one and tells nothing of the inside."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["API-Version"] == "1.0.0"
    body = answer.json()
    assert set(body) - {"fouten"} == {"type", "title", "status", "detail"}
    assert body["status"] == status and body["title"] and body["detail"]
    assert not re.search(r"Traceback|Error|Exception|\.py|django|rest_framework", answer.content.decode())
    return body
