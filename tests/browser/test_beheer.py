"""The pages of the beheerder, and of signing in, in a real browser: no fault, nothing sticking out."""

import pytest
from django.urls import reverse

from organisations.menu import BEHEER


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


@pytest.mark.parametrize("name", ["account_login", "account_reset_password"])
def test_signing_in_has_no_fault(venster, check_page, name):
    page = venster()
    page.goto(reverse(name))
    check_page(page, name)
