"""Koppelingen: what is kept of a token, who makes and withdraws one, and who vouches for its figures."""

import datetime
import hashlib
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ledger.actors import SYSTEEM
from ledger.models import AuditRegel
from organisations import services
from organisations.access import access_for
from organisations.models import Koppeling, Koppelingsrecht, Organisation
from organisations.roles import Rol
from tests.conftest import let_stand_in

TOKEN = re.compile(r"gir_[\w-]{43}")
NAAR = "/api/v1/lijsten/integriteit"
DAG = datetime.timedelta(days=1)


@pytest.fixture
def coordinator(den_haag, hire):
    return hire(den_haag, Rol.INTEGRITEITSCOORDINATOR, naam="Corine", register="integriteit")


def make(organisation: Organisation, naam: str = "Dashboard", **fields) -> tuple[Koppeling, str]:
    return services.make_koppeling(organisation=organisation, naam=naam, by=SYSTEEM, **fields)


def status_of(token: str) -> int:
    return Client(headers={"Authorization": f"Bearer {token}"}).get(NAAR).status_code


def test_of_a_token_only_a_hash_is_kept(den_haag):
    koppeling, token = make(den_haag)
    _, other = make(den_haag, "Ander")
    assert TOKEN.fullmatch(token) and token != other
    assert koppeling.sha256 == hashlib.sha256(token.encode()).hexdigest()
    with connection.cursor() as cursor:
        for table in ("organisations_koppeling", "ledger_auditregel", "ledger_outboxrow"):
            cursor.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t")
            assert token not in cursor.fetchone()[0], table


def test_a_token_works_until_it_is_withdrawn_is_over_or_its_organisation_is_closed(den_haag, waterschap):
    koppeling, token = make(den_haag)
    today = timezone.localdate()
    assert status_of(token) == 200
    services.withdraw_koppeling(koppeling=koppeling, by=SYSTEEM)
    assert status_of(token) == 401

    koppeling, token = make(den_haag, geldig_tot=today)
    assert status_of(token) == 200
    Koppeling.objects.filter(pk=koppeling.pk).update(geldig_tot=today - DAG)
    assert status_of(token) == 401

    _, token = make(waterschap)
    Organisation.objects.filter(pk=waterschap.pk).update(is_actief=False)
    assert status_of(token) == 401


def test_the_day_of_last_use_is_kept_and_written_once_a_day(den_haag):
    koppeling, token = make(den_haag)
    status_of(token)
    koppeling.refresh_from_db()
    assert koppeling.laatst_gebruikt_op == timezone.localdate()
    with CaptureQueriesContext(connection) as seen:
        status_of(token)
    assert not [one for one in seen if one["sql"].startswith("UPDATE")]


def test_every_change_leaves_an_audit_line(den_haag, coordinator):
    by = access_for(coordinator)
    koppeling, _ = make(den_haag, registers=["integriteit"], geldig_tot=timezone.localdate())
    recht = koppeling.rechten.get()
    services.give_recht(recht=recht, by=by)
    services.refuse_recht(recht=recht, by=by)
    services.refuse_recht(recht=recht, by=by)
    services.withdraw_koppeling(koppeling=koppeling, by=by)
    services.withdraw_koppeling(koppeling=koppeling, by=by)
    lines = AuditRegel.objects.filter(subject_type="organisations.koppeling", subject_id=koppeling.pk)
    assert [line.verb for line in lines.order_by("pk")] == [
        "koppeling_gemaakt",
        "koppelingsrecht_gegeven",
        "koppelingsrecht_geweigerd",
        "koppeling_ingetrokken",
    ]
    assert "Dashboard" not in str([line.data for line in lines])


def test_a_name_is_used_once_until_its_koppeling_is_withdrawn(den_haag, waterschap):
    koppeling, _ = make(den_haag)
    make(waterschap)
    with pytest.raises(ValidationError, match="met deze naam"):
        make(den_haag)
    services.withdraw_koppeling(koppeling=koppeling, by=SYSTEEM)
    make(den_haag)


def test_a_last_day_that_is_over_and_a_register_that_does_not_exist_are_refused(den_haag):
    with pytest.raises(ValidationError):
        make(den_haag, geldig_tot=timezone.localdate() - DAG)
    with pytest.raises(ValueError):
        make(den_haag, registers=["heelal"])
    assert not Koppeling.objects.exists()


def test_only_who_is_answerable_for_the_figures_of_that_register_vouches_for_them(
    den_haag, waterschap, hire, beheerder, coordinator
):
    koppeling, _ = make(den_haag, registers=["integriteit", "agressie"])
    integriteit, agressie = (koppeling.rechten.get(register=one) for one in ("integriteit", "agressie"))
    others = [
        beheerder,
        hire(den_haag, Rol.AUDITOR),
        hire(den_haag, Rol.MEDEWERKER),
        hire(waterschap, Rol.INTEGRITEITSCOORDINATOR),
    ]
    for user in others:
        for verb in (services.give_recht, services.refuse_recht):
            with pytest.raises(PermissionDenied):
                verb(recht=integriteit, by=access_for(user))
    with pytest.raises(PermissionDenied):
        services.give_recht(recht=agressie, by=access_for(coordinator))
    services.give_recht(recht=integriteit, by=access_for(coordinator))
    services.give_recht(recht=agressie, by=access_for(hire(den_haag, Rol.GRIFFIER)))


def test_who_stands_in_for_a_coordinator_does_not_vouch_in_their_place(den_haag, hire, coordinator):
    other = hire(den_haag, Rol.ONDERZOEKER)
    let_stand_in(coordinator, other, den_haag)
    koppeling, _ = make(den_haag, registers=["integriteit"])
    access = access_for(other)
    assert access.heeft(Rol.INTEGRITEITSCOORDINATOR)
    with pytest.raises(PermissionDenied):
        services.give_recht(recht=koppeling.rechten.get(), by=access)


def test_what_was_refused_or_withdrawn_can_not_be_given_after_all(den_haag, coordinator):
    by = access_for(coordinator)
    first, _ = make(den_haag, "Een", registers=["integriteit"])
    services.refuse_recht(recht=first.rechten.get(), by=by)
    second, _ = make(den_haag, "Twee", registers=["integriteit"])
    services.withdraw_koppeling(koppeling=second, by=by)
    for koppeling in (first, second):
        with pytest.raises(ValidationError, match="nieuwe koppeling"):
            services.give_recht(recht=koppeling.rechten.get(), by=by)


# The pages


def test_a_token_is_shown_once_and_works(den_haag, beheerder, ingelogd):
    client = ingelogd(beheerder)
    answer = client.post(
        reverse("koppeling_nieuw"), {"naam": "Dashboard", "registers": ["integriteit"], "geldig_tot": ""}
    )
    page = answer.content.decode()
    token = TOKEN.search(page)[0]
    assert answer["Cache-Control"] == "no-store, private"
    assert "U ziet dit token één keer" in page and "integriteit leest de koppeling pas" in page
    assert status_of(token) == 200
    for name in ("koppelingen", "koppeling_nieuw", "beheer"):
        assert token not in client.get(reverse(name)).content.decode()

    again = client.post(reverse("koppeling_nieuw"), {"naam": "Dashboard"})
    assert "Er is al een koppeling met deze naam." in again.content.decode()
    assert Koppeling.objects.count() == 1


def test_a_koppeling_is_withdrawn_in_the_browser_and_a_get_changes_nothing(den_haag, beheerder, ingelogd):
    koppeling, token = make(den_haag)
    client, url = ingelogd(beheerder), reverse("koppeling_intrekken", args=[koppeling.pk])
    assert "meteen niet meer" in client.get(url).content.decode()
    assert status_of(token) == 200
    assert client.post(url).status_code == 302
    assert status_of(token) == 401
    assert client.post(url).status_code == 404
    assert "ingetrokken" in client.get(reverse("koppelingen")).content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"naam": " "},
        {"naam": "x" * 101},
        {"naam": "Dashboard", "geldig_tot": "2026-02-31"},
        {"naam": "Dashboard", "geldig_tot": "2020-01-01"},
        {"naam": "Dashboard", "registers": ["heelal"]},
        {"naam": "Dash\x00board"},
    ],
)
def test_a_wrong_or_forged_form_is_explained_and_makes_no_koppeling(den_haag, beheerder, ingelogd, fields):
    answer = ingelogd(beheerder).post(reverse("koppeling_nieuw"), fields)
    assert answer.status_code == 200 and answer.context["form"].errors
    assert not Koppeling.objects.exists()


def test_a_coordinator_vouches_and_stops_in_the_browser(den_haag, coordinator, beheerder, ingelogd):
    koppeling, _ = make(den_haag, registers=["integriteit", "agressie"])
    recht = koppeling.rechten.get(register="integriteit")
    client = ingelogd(coordinator)
    page = client.get(reverse("koppelingsrechten"))
    assert "Dashboard" in page.content.decode() and len(page.context["rijen"]) == 1, "not of agressie"

    client.post(reverse("koppelingsrecht_geven", args=[recht.pk]))
    recht.refresh_from_db()
    assert (recht.borg, recht.gegeven_op) == (coordinator, timezone.localdate())
    assert "Corine staat ervoor in" in ingelogd(beheerder).get(reverse("koppelingen")).content.decode()

    client.post(reverse("koppelingsrecht_weigeren", args=[recht.pk]))
    recht.refresh_from_db()
    assert recht.geweigerd_op == timezone.localdate()
    for name in ("koppelingsrecht_geven", "koppelingsrecht_weigeren"):
        assert client.post(reverse(name, args=[recht.pk])).status_code == 404


def test_a_right_of_another_register_or_organisation_is_not_there(
    den_haag, waterschap, hire, coordinator, beheerder, ingelogd
):
    here, _ = make(den_haag, registers=["agressie"])
    there, _ = make(waterschap, registers=["integriteit"])
    client = ingelogd(coordinator)
    for koppeling in (here, there):
        pk = koppeling.rechten.get().pk
        for name in ("koppelingsrecht_geven", "koppelingsrecht_weigeren"):
            assert client.get(reverse(name, args=[pk])).status_code == 404
            assert client.post(reverse(name, args=[pk])).status_code == 404
    assert not Koppelingsrecht.objects.exclude(borg=None).exists()
    url = reverse("koppeling_intrekken", args=[there.pk])
    assert ingelogd(beheerder).post(url).status_code == 404


def test_the_list_takes_as_many_queries_for_a_hundred_koppelingen_as_for_one(
    den_haag, beheerder, coordinator, ingelogd
):
    counts = []
    for total in (1, 25, 100):
        for number in range(Koppeling.objects.count(), total):
            koppeling, _ = make(den_haag, f"Systeem {number}", registers=["integriteit"])
            koppeling.rechten.update(borg=coordinator, gegeven_op=timezone.localdate())
        for user, name in ((beheerder, "koppelingen"), (coordinator, "koppelingsrechten")):
            with CaptureQueriesContext(connection) as seen:
                assert ingelogd(user).get(reverse(name)).status_code == 200
            counts.append((name, len(seen)))
    assert len(set(counts)) == 2, counts
