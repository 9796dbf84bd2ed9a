"""What somebody tries who can run SQL as the application: to borrow the owner, a pass or an account."""

from contextlib import closing
from datetime import date

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.utils import timezone

from gir.walls import PLAN
from integrity.models import Zaak
from ledger.rowsecurity import EVERY, become_granted, granted, in_person, nothing, passes
from ledger.rowsecurity.walls import tables
from organisations.models import Afwezigheid, Organisation, Roltoewijzing, User
from organisations.roles import Rol
from reports.models import Koepeldeelname, Rapportage
from tests.api.conftest import freeze
from tests.conftest import hire, toewijzen

pytestmark = pytest.mark.services


def rows(sql: str, *parameters) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else []


def test_no_function_that_runs_as_its_owner_looks_in_temporary_tables_first(db):
    found = rows(
        "SELECT proname, proconfig FROM pg_proc WHERE pronamespace = 'muur'::regnamespace AND prosecdef"
    )
    assert len(found) > 10
    assert {name for name, config in found if config != ["search_path=pg_catalog, pg_temp"]} == set()


def test_a_type_of_ones_own_is_not_run_by_the_owner(zaak_in):
    """A domain that is called jsonb, whose check is run by whatever casts to it."""
    zaak_in("beoordeling")
    with nothing(), pytest.raises(DatabaseError, match="permission denied|not signed"), transaction.atomic():
        rows(
            "CREATE FUNCTION pg_temp.boos() RETURNS boolean LANGUAGE sql AS 'SELECT true';"
            "CREATE DOMAIN pg_temp.jsonb AS pg_catalog.jsonb CHECK (pg_temp.boos())"
        )
        rows("SELECT muur.open_pas('{}', 'x')")


def test_nothing_temporary_can_be_made(db):
    for sql in (
        "CREATE TEMP TABLE iets (id int)",
        "CREATE FUNCTION pg_temp.x() RETURNS int LANGUAGE sql AS '1'",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            rows(sql)


def test_no_other_connection_reads_the_secret_of_a_pass(by_the_owner, db):
    """As the owner, whose statements are shown; of the application none are."""
    with closing(connection.copy()) as other, granted("test", organisations=EVERY):
        with other.cursor() as cursor:
            cursor.execute(
                "SELECT query FROM pg_stat_activity WHERE pid = %s", [connection.connection.info.backend_pid]
            )
            [(text,)] = cursor.fetchall()
    assert "set_config" in text and "$1" in text


def test_what_the_application_asks_is_shown_to_nobody(db):
    assert rows("SHOW track_activities") == [("off",)]


def test_no_sequence_tells_how_many_rows_there_are_elsewhere(db):
    for sql in ("SELECT last_value FROM integrity_zaak_id_seq", "SELECT muur.iedere_organisatie()"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            rows(sql)


def test_nobody_makes_a_superuser_of_themselves(coordinator):
    with in_person(coordinator.pk, "geheim"):
        for field in ("is_superuser", "is_staff"):
            with pytest.raises(DatabaseError, match="superuser"), transaction.atomic():
                User.objects.filter(pk=coordinator.pk).update(**{field: True})
        coordinator.naam = "Corine de Vries"
        coordinator.save()
    with granted("aanmelden", organisations=EVERY, rooms=("organisations",)):
        with pytest.raises(DatabaseError, match="superuser"), transaction.atomic():
            User.objects.create_superuser("ik@example.nl", "Ik")


def test_who_holds_a_role_here_is_seen_and_not_changed(coordinator, buitenstaander, den_haag):
    toewijzen(user=buitenstaander, organisation=den_haag, rol=Rol.BUITENADRES)
    buitenstaander.emailaddress_set.create(email=buitenstaander.email)
    with in_person(coordinator.pk, "geheim"):
        assert User.objects.filter(pk=buitenstaander.pk).exists()
        for fields in (
            {"password": "x"},
            {"nieuw_email": "ik@example.nl", "email_gevraagd_door": coordinator},
        ):
            assert User.objects.filter(pk=buitenstaander.pk).update(**fields) == 0
        assert not buitenstaander.emailaddress_set.exists()
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            buitenstaander.emailaddress_set.create(email="ik@example.nl")


def test_nobody_takes_the_figures_of_another_organisation(coordinator, den_haag, waterschap):
    with in_person(coordinator.pk, "geheim"):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Koepeldeelname.objects.create(organisation=waterschap, koepel=den_haag, register="integriteit")


def test_a_koepel_changes_nothing_of_what_it_reads(den_haag):
    koepel = Organisation.objects.create(naam="Koepel", slug="koepel", soort="koepel")
    rapporteur = hire(koepel, "Roos Rapporteur", Rol.KOEPELRAPPORTEUR)
    days = {"van": date(2025, 1, 1), "tot_en_met": date(2025, 6, 30), "peildatum": date(2025, 6, 30)}
    one = Rapportage.objects.create(
        organisation=den_haag, register="integriteit", periode="2025-H1", status="gepubliceerd", **days
    )
    freeze(one)
    Koepeldeelname.objects.create(organisation=den_haag, koepel=koepel, register="integriteit")
    with in_person(rapporteur.pk, "geheim"), connection.cursor() as cursor:
        seen = set()
        for table in [
            table for table in tables(PLAN) if table.startswith(("reports_", "casework_codelijst"))
        ]:
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            if cursor.fetchone()[0]:
                seen.add(table)
                cursor.execute(f'DELETE FROM "{table}"')
                assert cursor.rowcount == 0, table
        assert len(seen) >= 3


def test_a_pass_is_over_after_work_that_failed_and_after_signing_out(coordinator, monkeypatch):
    monkeypatch.setattr(passes.secrets, "token_urlsafe", lambda size: "bekend")
    with pytest.raises(ZeroDivisionError), granted("test", organisations=EVERY):
        1 / 0  # noqa: B018
    with in_person(coordinator.pk, "geheim"):
        assert Roltoewijzing.objects.exists()
    passes.forget("geheim")
    for secret in ("bekend", "geheim"):
        with passes._carrying(passes._Carried(secret)):
            assert not Roltoewijzing.objects.exists()


def test_a_pass_that_could_not_be_carried_does_not_stay(monkeypatch, coordinator):
    def fails(carried):
        raise DatabaseError("gone")

    before = passes._carried()
    with monkeypatch.context() as patched:
        patched.setattr(passes, "_send", fails)
        with pytest.raises(DatabaseError), passes._carrying(passes._Carried("andermans")):
            pass
    assert passes._carried() == before


def test_opening_a_pass_waits_for_no_long_transaction(committed, coordinator):
    with closing(connection.copy()) as other, other.cursor() as cursor:
        passes._open("voorbij", doel="test", organisaties=None, delen=None, seconden=-1)
        cursor.execute("BEGIN")
        cursor.execute("SET LOCAL lock_timeout = '2s'")
        with transaction.atomic(), granted("long", organisations=EVERY):
            with connection.cursor() as here:
                here.execute("SET LOCAL lock_timeout = '2s'")
            passes._open("nog een", doel="test", organisaties=None, delen=None, seconden=60)
            assert Zaak.objects.count() == 0
        cursor.execute("ROLLBACK")


def test_a_token_sees_its_organisation_until_its_question_is_answered(den_haag, waterschap):
    hire(den_haag, "Een"), hire(waterschap, "Twee")
    with granted("koppeling", organisations=EVERY, rooms=("organisations",)):
        become_granted("koppeling", organisations=[den_haag.pk])
        became = passes._carried()
        assert User.objects.get().naam == "Een"
    with passes._carrying(became):
        assert not User.objects.exists()


def test_no_sql_of_a_person_gives_a_role_that_the_pages_would_refuse(
    den_haag, coordinator, beheerder, collega
):
    second = hire(den_haag, "Boris Beheer", Rol.BEHEERDER)
    today = timezone.localdate()

    def give(by: User, to: User, **more) -> Roltoewijzing:
        fields = {"gegeven_door": by, "rol": Rol.ONDERZOEKER, "organisation": den_haag} | more
        with in_person(by.pk, f"geheim {by.pk}"), transaction.atomic():
            return Roltoewijzing.objects.create(user=to, **fields)

    def refused(*asked, **more) -> None:
        with pytest.raises(DatabaseError, match="beheerder"):
            give(*asked, **more)

    refused(coordinator, collega)
    refused(beheerder, beheerder)
    refused(beheerder, collega, bevestigd_op=today)
    refused(beheerder, collega, bevestigd_op=today, gegeven_door=second, bevestigd_door=beheerder)
    given = Roltoewijzing.objects.filter(pk=give(beheerder, collega).pk)
    with in_person(beheerder.pk, "geheim"):
        for more in ({}, {"gegeven_door": second}, {"bevestigd_door": second}):
            with pytest.raises(DatabaseError), transaction.atomic():
                given.update(**{"bevestigd_op": today, "bevestigd_door": beheerder} | more)
        with pytest.raises(DatabaseError, match="another one given"), transaction.atomic():
            given.update(user=second)
    with in_person(second.pk, "geheim van Boris"):
        assert given.update(bevestigd_op=today, bevestigd_door=second) == 1


def test_no_sql_of_a_person_makes_them_stand_in(den_haag, coordinator, beheerder):
    days = {"van": timezone.localdate(), "tot": timezone.localdate(), "organisation": den_haag}
    with in_person(beheerder.pk, "geheim"):
        with pytest.raises(DatabaseError, match="who is away"), transaction.atomic():
            Afwezigheid.objects.create(user=coordinator, vervanger=beheerder, zelf_gekozen=True, **days)
        one = Afwezigheid.objects.create(user=coordinator, vervanger=beheerder, **days)
        with pytest.raises(DatabaseError, match="who is away"), transaction.atomic():
            Afwezigheid.objects.filter(pk=one.pk).update(zelf_gekozen=True)
