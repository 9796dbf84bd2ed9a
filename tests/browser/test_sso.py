"""Signing in with the account of work in a real browser, past our own content security policy."""

from allauth.socialaccount.models import SocialAccount
from playwright.sync_api import expect

from organisations.roles import Rol
from tests.browser.conftest import DESKTOP
from tests.conftest import hire
from tests.organisations.conftest import _aanbieder, _aanbieder_for_den_haag  # noqa: F401


def test_somebody_signs_in_with_the_account_of_work(
    den_haag, aanbieder, server, venster, check_page, settings
):
    settings.GIR_BASE_URL = server
    jan = hire(den_haag, "Jan Jansen", Rol.LEIDINGGEVENDE)
    aanbieder.set(account="sub-jan", people={"sub-jan": {"email": jan.email, "email_verified": True}})
    for javascript, size in ((True, None), (False, DESKTOP)):
        page = venster(javascript=javascript, size=size)
        page.goto("/account/login/?next=/melden/")
        if javascript:
            check_page(page, "inloggen met een dienst")
        page.get_by_role("link", name="Inloggen met Proefstad").click()
        page.wait_for_url(f"{server}/melden/")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        names = {cookie["name"]: cookie for cookie in page.context.cookies()}
        assert names["gir-toestel"]["path"] == "/account/" and names["gir-toestel"]["httpOnly"]
    assert SocialAccount.objects.get().user == jan
