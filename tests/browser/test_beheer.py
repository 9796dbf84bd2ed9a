"""The pages of the beheerder, and of signing in, in a real browser: no fault, nothing sticking out."""

import pytest
from django.urls import reverse

from organisations import services
from organisations.menu import BEHEER
from organisations.roles import Rol
from tests.conftest import access_of, hire


@pytest.mark.parametrize("name", [entry.url_name for entry in BEHEER])
def test_a_page_of_beheer_has_no_fault(venster, beheerder, check_page, name):
    page = venster(beheerder)
    page.goto(reverse(name))
    check_page(page, f"beheer-{name}")


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("beheer", ()),
        ("gebruiker_nieuw", ()),
        ("afdeling_nieuw", ()),
        ("codelijst_nieuw", ("integriteit", "categorie")),
    ],
)
def test_a_form_of_beheer_has_no_fault(venster, beheerder, check_page, name, args):
    page = venster(beheerder)
    page.goto(reverse(name, args=args))
    check_page(page, f"beheer-{name}")


def test_what_waits_for_a_second_beheerder_has_no_fault(
    venster, beheerder, melder, collega, den_haag, check_page
):
    second, by = hire(den_haag, "Tom Tweede", Rol.BEHEERDER), access_of(beheerder)
    for user, email in (
        (melder, "meral.melder-van.de.lange.naam@gemeente.example.nl"),
        (second, "t@example.nl"),
    ):
        services.change_user(user=user, email=email, naam=user.naam, by=by)
    services.give_rol(user=collega, organisation=den_haag, rol=Rol.GRIFFIER, by=by)
    for who, name in ((second, "beslist"), (beheerder, "vroeg")):
        page = venster(who)
        page.goto(reverse("rollen_bevestigen"))
        check_page(page, f"beheer-wacht-{name}")
    page.goto(reverse("gebruiker", args=[melder.pk]))
    check_page(page, "beheer-gebruiker-nieuw-adres")
    page = venster(second)
    page.goto(reverse("rollen_bevestigen"))
    page.get_by_role("button", name="Bevestigen").click()
    check_page(page, "beheer-wacht-niets-gekozen")
    page.get_by_label("Meral Melder").check()
    page.get_by_role("button", name="Bevestigen").click()
    page.get_by_text("Bevestigd: dit geldt nu.").wait_for()
    melder.refresh_from_db()
    assert melder.email.endswith("@gemeente.example.nl")


@pytest.mark.parametrize("name", ["account_login", "account_reset_password"])
def test_signing_in_has_no_fault(venster, check_page, name):
    page = venster()
    page.goto(reverse(name))
    check_page(page, name)
