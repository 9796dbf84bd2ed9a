"""The second wall by itself: what the role of the application can and can't do, whatever the program does."""

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from gir.walls import PLAN, TELLING
from integrity.models import Melding, MeldingTekst, Zaak
from ledger.rowsecurity import EVERY, granted, in_person, narrowed_to, nothing, passes
from ledger.rowsecurity.walls import tables, unwalled_tables
from organisations.models import Organisation, Roltoewijzing, User
from organisations.roles import Rol
from tests.conftest import hire, toewijzen

pytestmark = pytest.mark.services


def rows(sql: str, *parameters) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def test_every_readable_table_that_says_whose_a_row_is_has_a_forced_policy(db):
    with connection.cursor() as cursor:
        assert unwalled_tables(cursor, PLAN, TELLING) == []


def test_the_look_at_the_catalogue_finds_a_table_without_a_policy(by_the_owner, db):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE integrity_notitie NO FORCE ROW LEVEL SECURITY")
        cursor.execute("ALTER TABLE incidents_spoor DISABLE ROW LEVEL SECURITY")
        cursor.execute("DROP POLICY rijen ON integrity_sluiting; DROP POLICY eigenaar ON integrity_sluiting")
        assert unwalled_tables(cursor, PLAN, TELLING) == [
            "incidents_spoor",
            "integrity_notitie",
            "integrity_sluiting",
        ]


def test_what_is_read_without_a_pass_has_a_reason_and_still_exists(db):
    known = {name for (name,) in rows("SELECT tablename::text FROM pg_tables")}
    for table, reason in PLAN.unwalled.items():
        assert table in known and len(reason) > 20
    named = {*PLAN.rules, *PLAN.narrower, *PLAN.seen, *PLAN.inserted, *PLAN.append_only}
    assert named <= set(tables(PLAN))


def test_without_a_pass_there_is_not_a_row_anywhere(zaak_in):
    zaak_in("beoordeling")
    with nothing():
        counts = {table: rows(f'SELECT count(*) FROM "{table}"')[0][0] for table in tables(PLAN)}
    assert set(counts.values()) == {0}
    assert Zaak.objects.count() == 1


def test_the_application_owns_nothing_and_stands_above_no_rule(db):
    (found,) = rows(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
    )
    assert found == (False, False, False, False)
    assert rows("SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = current_user") == [(0,)]


FORBIDDEN = {
    "alter a table": "ALTER TABLE integrity_zaak DISABLE ROW LEVEL SECURITY",
    "drop a policy": "DROP POLICY rijen ON integrity_zaak",
    "make a policy": "CREATE POLICY mij ON integrity_zaak USING (true)",
    "empty a table": "TRUNCATE integrity_notitie",
    "silence a trigger": "ALTER TABLE ledger_auditregel DISABLE TRIGGER ALL",
    "become a replica": "SET session_replication_role = replica",
    "read the passes": "SELECT * FROM muur.pas",
    "read the key": "SELECT * FROM muur.sleutel",
    "write a pass": "INSERT INTO muur.pas (hash, doel, dag, geldig_tot) VALUES ('x', 'x', now(), 'infinity')",
    "have something signed": "SELECT muur.waarmerk('x')",
    "ask for somebody else": "SELECT muur.van_persoon(1, current_date, 'integrity')",
    "replace a function": "CREATE OR REPLACE FUNCTION muur.ik() RETURNS bigint LANGUAGE sql AS 'SELECT 1'",
    "make a function beside it": "CREATE FUNCTION public.iets() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "make a table": "CREATE TABLE public.iets (id int)",
    "change the log": "UPDATE ledger_auditregel SET verb = 'anders'",
    "shorten the log": "DELETE FROM ledger_auditregel",
    "pretend a migration": "INSERT INTO django_migrations (app, name, applied) VALUES ('x', 'x', now())",
}


@pytest.mark.parametrize("sql", FORBIDDEN.values(), ids=FORBIDDEN)
def test_the_application_can_not(db, sql):
    with pytest.raises(ProgrammingError), transaction.atomic():
        rows(sql)


def test_the_application_can_not_become_the_owner(db):
    [(owner,)] = rows("SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'integrity_zaak'::regclass")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        rows(f'SET ROLE "{owner}"')


@pytest.fixture
def two(den_haag, waterschap, dien_in, coordinator, buitenstaander):
    """A melding in each of two organisations."""
    return dien_in(beschrijving="van Den Haag"), dien_in(organisation=waterschap, beschrijving="van Delfland")


def stories() -> set[str]:
    return set(MeldingTekst.objects.values_list("beschrijving", flat=True))


def test_a_person_sees_the_organisations_of_the_own_roles_and_of_those_the_active_one(
    two, coordinator, waterschap
):
    with in_person(coordinator.pk, "geheim"):
        assert stories() == {"van Den Haag"}
        Roltoewijzing.objects.none()
    toewijzen(user=coordinator, organisation=waterschap, rol=Rol.INTEGRITEITSCOORDINATOR)
    with in_person(coordinator.pk, "geheim"):
        assert stories() == {"van Den Haag", "van Delfland"}
        with narrowed_to(waterschap.pk):
            assert stories() == {"van Delfland"}
        assert len(stories()) == 2


def test_a_role_that_ended_opens_nothing_from_the_next_query_on(two, coordinator):
    with in_person(coordinator.pk, "geheim"):
        assert stories() == {"van Den Haag"}
        with granted("test", organisations=EVERY):
            Roltoewijzing.objects.filter(user=coordinator).update(tot=Roltoewijzing.objects.first().van)
        assert stories() == set()


def test_somebody_who_is_not_active_any_more_sees_nothing(two, coordinator):
    User.objects.filter(pk=coordinator.pk).update(is_active=False)
    with in_person(coordinator.pk, "geheim"):
        assert stories() == set()


INJECTED = {
    "sets the organisation": "SELECT set_config('gir.organisatie', '{other}', false)",
    "sets the organisation by itself": "SET gir.organisatie = '{other}'",
    "guesses a secret": "SELECT set_config('gir.pas', 'sessie-{other}', false)",
    "takes the secret away": "RESET gir.pas",
    "gives the hash for the secret": "SELECT set_config('gir.pas', '{hash}', false)",
    "takes another role": "RESET ROLE",
    "switches off the rules": "SET row_security = off",
}


@pytest.mark.parametrize("sql", INJECTED.values(), ids=INJECTED)
def test_who_runs_sql_of_their_own_gets_no_row_of_another_organisation(two, coordinator, waterschap, sql):
    """As the role of the application, in the middle of a request of somebody of Den Haag."""
    other = two[1]
    with in_person(coordinator.pk, "geheim"):
        with narrowed_to(coordinator.home_organisation_id):
            hashed = passes.hashlib.sha256(b"geheim").hexdigest()
            rows_or_none(sql.format(other=waterschap.pk, hash=hashed))
            for table in sorted(tables(PLAN)):
                found = set(rows_or_none(f'SELECT "{table}"::text FROM "{table}"'))
                assert not [row for row in found if "Delfland" in row[0] and table not in PUBLIC], table
            assert rows_or_none("SELECT id FROM integrity_melding WHERE id = %s", other.pk) == []


# That an organisation exists, and what it is called, is no secret.
PUBLIC = {"organisations_organisation"}


def rows_or_none(sql: str, *parameters) -> list[tuple]:
    """The rows; none where PostgreSQL refuses."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall() if cursor.description else []
    except DatabaseError:
        return []


def test_a_pass_that_the_application_did_not_sign_is_refused(two):
    content = '{"hash": "00", "doel": "x", "dag": "2026-01-01", "gemaakt": 9999999999, "seconden": 60}'
    for mark in ("", "0" * 64, "x"):
        with pytest.raises(ProgrammingError, match="not signed"), transaction.atomic():
            rows("SELECT muur.open_pas(%s, %s)", content, mark)


def test_a_signed_pass_can_not_be_used_again_later(two, monkeypatch):
    monkeypatch.setattr(passes.time, "time", lambda: 1_000_000.0)
    with pytest.raises(ProgrammingError, match="too long ago"), transaction.atomic():
        with granted("test", organisations=EVERY):
            pass


def test_a_grant_shows_what_it_names_while_it_lasts(two, den_haag, waterschap):
    with granted("test", organisations=[waterschap.pk]):
        assert stories() == {"van Delfland"}
        with granted("test", organisations=EVERY, rooms=("organisations",)):
            assert stories() == set()
            assert Organisation.objects.count() == 2 and User.objects.exists()
        assert stories() == {"van Delfland"}
    with pytest.raises(passes.PassEnded), granted("test", organisations=EVERY, seconds=0):
        assert stories() == set()


def test_a_grant_is_put_back_when_the_work_fails(two, waterschap):
    with granted("test", organisations=[waterschap.pk]):
        with pytest.raises(DatabaseError), transaction.atomic(), granted("inner", organisations=[]):
            rows("SELECT 1 / 0")
        assert stories() == {"van Delfland"}
        with pytest.raises(ZeroDivisionError), granted("inner", organisations=[]):
            1 / 0  # noqa: B018
        assert stories() == {"van Delfland"}
    assert len(stories()) == 2


def test_a_connection_that_is_made_anew_carries_the_same_pass(committed, den_haag, waterschap):
    hire(den_haag, "Een"), hire(waterschap, "Twee")
    with granted("test", organisations=[waterschap.pk]):
        connection.close()
        assert list(User.objects.values_list("naam", flat=True)) == ["Twee"]


def test_a_row_can_not_be_written_into_another_organisation(two, coordinator, waterschap):
    with in_person(coordinator.pk, "geheim"):
        mine = Melding.objects.get()
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Melding.objects.filter(pk=mine.pk).update(organisation=waterschap.pk)
        assert Melding.objects.filter(pk=two[1].pk).update(categorie="x") == 0
        assert Melding.objects.filter(pk=two[1].pk).delete()[0] == 0
    two[1].refresh_from_db()
