"""The read log: what was opened, committed before it leaves, and never changed afterwards."""

import psycopg
import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.utils import timezone

from ledger import reading
from ledger.actors import SYSTEEM
from ledger.models import Leesregel
from tests.conftest import sign_in
from tests.integrity.zaak.conftest import url_of

SEEN_FROM_OUTSIDE: list[int] = []


class Watcher:
    """Stands outside all other middleware: counts the lines in a connection of its own when an answer
    comes by."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        SEEN_FROM_OUTSIDE.append(lines_elsewhere())
        return response


def lines_elsewhere() -> int:
    """How many read lines the owner of the table sees, who has nothing to do with this connection."""
    mine = connection.get_connection_params() | {key.lower(): v for key, v in settings.DATABASE_OWNER.items()}
    asked = {key: mine[key] for key in ("dbname", "user", "password", "host", "port") if mine.get(key)}
    with psycopg.connect(**asked) as other:
        return other.execute("SELECT count(*) FROM ledger_leesregel").fetchone()[0]


def write(subject, **fields) -> Leesregel:
    line = {"rol": "coordinator", "verb": "pagina", "organisation_id": subject.pk} | fields
    return reading.record(actor=SYSTEEM, subject=subject, **line)


def test_a_line_is_committed_when_it_is_written(committed, den_haag):
    line = write(den_haag, data={"stap": "beoordelen"})
    assert lines_elsewhere() == 1
    assert (line.on, line.subject_type, line.data) == (
        timezone.localdate(),
        "organisations.organisation",
        {"stap": "beoordelen"},
    )


def test_inside_a_transaction_no_line_is_written_for_it_could_be_undone(committed, den_haag):
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        write(den_haag)
    assert not Leesregel.objects.exists()


def test_a_line_without_an_actor_is_refused(den_haag):
    with pytest.raises(TypeError, match="needs an Actor"):
        reading.record(actor=7, rol="", verb="pagina", subject=den_haag, organisation_id=den_haag.pk)


def test_the_line_is_there_before_the_page_leaves(committed, settings, dien_in, coordinator):
    settings.MIDDLEWARE = [f"{__name__}.Watcher", *settings.MIDDLEWARE]
    SEEN_FROM_OUTSIDE.clear()
    client = Client()
    sign_in(client, coordinator)
    answer = client.get(url_of(dien_in().zaak))
    assert answer.status_code == 200 and SEEN_FROM_OUTSIDE == [1]


@pytest.mark.usefixtures("by_the_owner")
def test_when_the_line_cannot_be_written_nothing_of_the_case_is_given(settings, dien_in, coordinator):
    melding = dien_in()
    client = Client(raise_request_exception=False)
    sign_in(client, coordinator)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_leesregel ADD CONSTRAINT never CHECK (id < 0) NOT VALID")
    answer = client.get(url_of(melding.zaak))
    assert answer.status_code == 500
    assert melding.zaak.kenmerk not in answer.content.decode()
    assert melding.tekst.beschrijving not in answer.content.decode()


CHANGES = {
    "a changed line": "UPDATE ledger_leesregel SET verb = 'anders'",
    "a removed line": "DELETE FROM ledger_leesregel",
    "an emptied log": "TRUNCATE ledger_leesregel",
    "a log emptied together with others": "TRUNCATE ledger_leesregel, ledger_outboxrow",
}


@pytest.mark.usefixtures("by_the_owner")
@pytest.mark.parametrize("sql", CHANGES.values(), ids=CHANGES)
def test_the_database_refuses(den_haag, sql):
    line = write(den_haag)
    refused = pytest.raises(ProgrammingError, match="append-only|Cannot update or delete")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Leesregel.objects.get(pk=line.pk).verb == "pagina"
