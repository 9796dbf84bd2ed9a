import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from ledger.actors import SYSTEEM
from ledger.models import AuditRegel, OutboxRow
from organisations import services
from organisations.access import access_for
from organisations.models import Afdeling, Roltoewijzing, TermijnInstelling, User
from organisations.roles import Rol, apart_per_zaak, refused
from organisations.services import Persoon

DAG = datetime.timedelta(days=1)


def test_every_change_leaves_an_audit_line_without_names(den_haag, beheerder):
    by = access_for(beheerder)
    user = services.invite_user(
        email="Nieuw@Example.NL",
        naam="Nina Nieuw",
        organisation=den_haag,
        rollen=[("", Rol.MEDEWERKER)],
        by=by,
    )
    services.change_user(user=user, email="nina@example.nl", naam="Nina Later", by=by)
    services.deactivate_user(user=user, by=by)
    lines = list(AuditRegel.objects.filter(user_id=beheerder.pk).order_by("pk"))
    assert [line.verb for line in lines] == [
        "gebruiker_gemaakt",
        "rol_gegeven",
        "gebruiker_gewijzigd",
        "adres_gevraagd",
        "gebruiker_gesloten",
    ]
    assert "nina" not in str([line.data for line in lines]).lower()


def test_an_address_is_one_account_whatever_its_capitals(den_haag):
    services.create_user(email="Jan@Example.nl", naam="Jan", organisation=den_haag, by=SYSTEEM)
    with pytest.raises(ValidationError):
        services.create_user(email="jan@example.NL", naam="Jan", organisation=den_haag, by=SYSTEEM)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="JAN@example.nl", naam="Jan")])


def test_nobody_gives_or_ends_an_own_role(den_haag, beheerder):
    by = access_for(beheerder)
    with pytest.raises(ValidationError):
        services.give_rol(user=beheerder, organisation=den_haag, rol=Rol.GRIFFIER, by=by)
    with pytest.raises(ValidationError):
        services.end_rol(toewijzing=beheerder.roltoewijzingen.get(rol=Rol.BEHEERDER), by=by)
    with pytest.raises(ValidationError):
        services.deactivate_user(user=beheerder, by=by)


def test_a_vertrouwenspersoon_is_not_the_coordinator_of_the_same_register(den_haag, hire):
    user = hire(den_haag, Rol.VERTROUWENSPERSOON, register="integriteit")
    for register in ("integriteit", ""):
        with pytest.raises(ValidationError):
            services.give_rol(
                user=user,
                organisation=den_haag,
                rol=Rol.INTEGRITEITSCOORDINATOR,
                register=register,
                by=SYSTEEM,
            )
    services.give_rol(
        user=user, organisation=den_haag, rol=Rol.INTEGRITEITSCOORDINATOR, register="agressie", by=SYSTEEM
    )


def test_a_vertrouwenspersoon_here_can_be_coordinator_elsewhere(den_haag, waterschap, hire):
    user = hire(den_haag, Rol.VERTROUWENSPERSOON)
    services.give_rol(user=user, organisation=waterschap, rol=Rol.INTEGRITEITSCOORDINATOR, by=SYSTEEM)


def test_roles_that_may_not_meet_in_one_zaak_give_a_warning_and_no_refusal():
    both = frozenset({("integriteit", Rol.INTEGRITEITSCOORDINATOR), ("", Rol.BEVOEGD_GEZAG)})
    assert apart_per_zaak(both) and not refused(both)
    assert not apart_per_zaak(frozenset({("integriteit", Rol.ONDERZOEKER), ("agressie", Rol.BEVOEGD_GEZAG)}))


def test_a_role_that_is_held_already_is_not_given_twice(den_haag, hire):
    user = hire(den_haag, Rol.GRIFFIER)
    with pytest.raises(ValidationError):
        services.give_rol(
            user=user, organisation=den_haag, rol=Rol.GRIFFIER, register="integriteit", by=SYSTEEM
        )


def test_an_unknown_role_is_refused(den_haag, hire):
    with pytest.raises(ValidationError):
        services.give_rol(user=hire(den_haag), organisation=den_haag, rol="koning", by=SYSTEEM)


def test_an_ended_role_stays_and_can_be_given_again(den_haag, hire):
    user = hire(den_haag, Rol.GRIFFIER)
    services.end_rol(toewijzing=user.roltoewijzingen.get(), by=SYSTEEM)
    assert access_for(user) is None
    with pytest.raises(ValidationError):
        services.end_rol(toewijzing=user.roltoewijzingen.get(), by=SYSTEEM)
    services.give_rol(user=user, organisation=den_haag, rol=Rol.GRIFFIER, by=SYSTEEM)
    assert Roltoewijzing.objects.filter(user=user).count() == 2
    assert access_for(user).heeft(Rol.GRIFFIER)


def test_an_invitation_puts_one_mail_with_a_link_in_the_outbox(den_haag, beheerder, settings):
    services.invite_user(
        email="nieuw@example.nl",
        naam="Nina Nieuw",
        organisation=den_haag,
        rollen=[("integriteit", Rol.ONDERZOEKER)],
        by=access_for(beheerder),
    )
    row = OutboxRow.objects.get(kind="mail")
    assert row.payload["to"] == ["nieuw@example.nl"]
    assert f"{settings.GIR_BASE_URL}/account/password/reset/key/" in row.payload["body"]
    assert "3 dagen" in row.payload["body"]


def test_somebody_with_an_account_elsewhere_keeps_it_and_is_told_of_the_new_role(den_haag, waterschap, hire):
    neighbour = hire(waterschap, Rol.INTEGRITEITSCOORDINATOR, email="buur@example.nl", naam="Bo Buur")
    services.invite_user(
        email="BUUR@example.nl",
        naam="Iemand anders",
        organisation=den_haag,
        rollen=[("integriteit", Rol.TWEEDE_LEZER)],
        by=SYSTEEM,
    )
    neighbour.refresh_from_db()
    assert (neighbour.naam, neighbour.home_organisation) == ("Bo Buur", waterschap)
    assert "password" not in OutboxRow.objects.get(kind="mail").payload["body"]


def test_an_invitation_is_repeated_only_while_no_password_is_chosen(den_haag, hire):
    user = hire(den_haag)
    with pytest.raises(ValidationError):
        services.resend_invitation(user=user, organisation=den_haag, by=SYSTEEM)
    user.set_unusable_password()
    services.resend_invitation(user=user, organisation=den_haag, by=SYSTEEM)
    assert OutboxRow.objects.filter(kind="mail").count() == 1


def test_a_changed_address_is_told_to_the_old_one(den_haag, hire):
    user = hire(den_haag, email="oud@example.nl")
    services.change_user(user=user, email="Nieuw@example.nl", naam=user.naam, by=SYSTEEM)
    user.refresh_from_db()
    assert user.email == "nieuw@example.nl"
    told = OutboxRow.objects.filter(kind="mail").order_by("pk")
    assert [row.payload["to"] for row in told] == [["oud@example.nl"], [user.email]]


def test_a_change_that_changes_nothing_leaves_no_trace(den_haag, hire):
    user = hire(den_haag)
    services.change_user(user=user, email=user.email, naam=user.naam, by=SYSTEEM)
    assert not AuditRegel.objects.exists() and not OutboxRow.objects.exists()


def test_an_afdeling_of_another_organisation_is_refused(den_haag, waterschap, hire):
    theirs = services.create_afdeling(organisation=waterschap, naam="Dijken", by=SYSTEEM)
    with pytest.raises(ValidationError):
        services.create_afdeling(organisation=den_haag, naam="Team", parent=theirs, by=SYSTEEM)
    with pytest.raises(ValidationError):
        services.create_user(
            email="a@example.nl", naam="A", organisation=den_haag, afdeling=theirs, by=SYSTEEM
        )


def test_an_afdeling_can_not_come_below_itself(den_haag):
    top = services.create_afdeling(organisation=den_haag, naam="Dienst", by=SYSTEEM)
    below = services.create_afdeling(organisation=den_haag, naam="Team", parent=top, by=SYSTEEM)
    with pytest.raises(ValidationError):
        services.change_afdeling(afdeling=top, naam="Dienst", parent=below, by=SYSTEEM)


def test_two_afdelingen_at_the_top_have_different_names(den_haag, waterschap):
    services.create_afdeling(organisation=den_haag, naam="Dienst", by=SYSTEEM)
    services.create_afdeling(organisation=waterschap, naam="Dienst", by=SYSTEEM)
    with pytest.raises(ValidationError):
        services.create_afdeling(organisation=den_haag, naam=" Dienst ", by=SYSTEEM)
    assert Afdeling.objects.count() == 2


def test_an_absence_is_refused_when_it_makes_no_sense(den_haag, hire):
    user, other = hire(den_haag, Rol.ONDERZOEKER), hire(den_haag, Rol.ONDERZOEKER)
    outsider = hire(den_haag)
    today = timezone.localdate()

    def away(van=today, tot=today + DAG, vervanger=other):
        return services.set_afwezigheid(
            user=user, organisation=den_haag, van=van, tot=tot, vervanger=vervanger, by=SYSTEEM
        )

    for wrong in (
        {"tot": today - DAG},
        {"van": today - 3 * DAG, "tot": today - DAG},
        {"vervanger": user},
        {"vervanger": outsider},
    ):
        with pytest.raises(ValidationError):
            away(**wrong)
    away()
    with pytest.raises(ValidationError):
        away(van=today + DAG, tot=today + 9 * DAG)
    with pytest.raises(ValidationError):  # and the other way round: both away at once
        services.set_afwezigheid(
            user=other, organisation=den_haag, van=today, tot=today, vervanger=user, by=SYSTEEM
        )


def test_a_vertrouwenspersoon_can_not_be_named_as_replacement_of_a_coordinator(den_haag, hire):
    user, vertrouwd = hire(den_haag, Rol.INTEGRITEITSCOORDINATOR), hire(den_haag, Rol.VERTROUWENSPERSOON)
    today = timezone.localdate()
    with pytest.raises(ValidationError):
        services.set_afwezigheid(
            user=user, organisation=den_haag, van=today, tot=today, vervanger=vertrouwd, by=SYSTEEM
        )


def test_being_back_ends_the_replacement_at_once(den_haag, hire):
    user, other = hire(den_haag, Rol.ONDERZOEKER), hire(den_haag, Rol.PROCESBEGELEIDER)
    today = timezone.localdate()
    running = services.set_afwezigheid(
        user=user, organisation=den_haag, van=today - DAG, tot=today + DAG, vervanger=other, by=SYSTEEM
    )
    assert access_for(other).vervangt == {user.pk}
    services.end_afwezigheid(afwezigheid=running, by=SYSTEEM)
    assert access_for(other).vervangt == frozenset()
    assert running.tot == today - DAG


def test_a_term_is_set_changed_and_put_back(den_haag):
    about = {"organisation": den_haag, "register": "integriteit", "code": "beoordelen", "by": SYSTEEM}
    services.set_termijn(aantal=10, eenheid="werkdagen", **about)
    services.set_termijn(aantal=21, eenheid="dagen", waarschuw_na=14, **about)
    assert TermijnInstelling.objects.get().aantal == 21
    with pytest.raises(ValidationError):
        services.set_termijn(aantal=0, eenheid="dagen", **about)
    services.reset_termijn(**about)
    assert not TermijnInstelling.objects.exists()
    assert AuditRegel.objects.filter(verb="termijn_ingesteld").count() == 2


def five(**changed) -> dict[str, Persoon]:
    places = ("coordinator", "secretaris", "griffier", "buur", "fg")
    return {place: Persoon(f"{place}@example.nl", place.title()) for place in places} | changed


def test_the_profile_klein_sets_up_a_small_organisation_at_once(den_haag, waterschap, hire, beheerder):
    neighbour = hire(waterschap, Rol.INTEGRITEITSCOORDINATOR, email="buur@example.nl")
    second = hire(den_haag, Rol.BEHEERDER)
    users = services.set_up_klein(organisation=den_haag, personen=five(), by=access_for(beheerder))
    assert access_for(users["coordinator"]).rollen == {("", "medewerker")}
    assert access_for(neighbour, den_haag) is None
    mails = [row.payload["to"] for row in OutboxRow.objects.filter(kind="mail")]
    assert len(mails) == 6 and mails.count([second.email]) == 1
    waiting = Roltoewijzing.objects.waiting(den_haag)
    services.confirm_rollen(waiting, organisation=den_haag, by=access_for(second))
    assert access_for(users["coordinator"]).rollen == {
        ("", "medewerker"),
        ("", "integriteitscoordinator"),
        ("integriteit", "procesbegeleider"),
    }
    assert access_for(users["secretaris"]).heeft(Rol.BEVOEGD_GEZAG)
    assert access_for(users["secretaris"]).heeft(Rol.TWEEDE_LEZER)
    assert users["buur"] == neighbour
    assert access_for(neighbour, den_haag).rollen == {
        ("integriteit", "identiteitsbewaarder"),
        ("", "buitenadres"),
    }


def test_the_profile_klein_changes_nothing_when_one_person_is_wrong(den_haag, beheerder, hire):
    hire(den_haag, Rol.MEDEWERKER, email="collega@example.nl")
    before = User.objects.count()
    for wrong in (
        five(secretaris=Persoon("COORDINATOR@example.nl", "Zelfde")),
        five(buur=Persoon("collega@example.nl", "Geen buur")),
        five(fg=Persoon(beheerder.email, "Zichzelf")),
    ):
        with pytest.raises(ValidationError):
            services.set_up_klein(organisation=den_haag, personen=wrong, by=access_for(beheerder))
    assert User.objects.count() == before and not OutboxRow.objects.exists()
