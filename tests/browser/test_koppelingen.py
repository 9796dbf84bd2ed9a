"""Making a koppeling, keeping its token, vouching for its figures and withdrawing it, without JavaScript."""

import re

from django.urls import reverse

from organisations.models import Koppeling


def test_a_koppeling_from_its_making_to_its_end(venster, beheerder, coordinator, check_page):
    page = venster(beheerder, javascript=False)
    seen = venster(beheerder)
    page.goto(reverse("koppeling_nieuw"))
    page.get_by_label("Hoe heet de koppeling?").fill("Dashboard van de directie en de ondernemingsraad")
    page.get_by_label("Integriteit").check()
    page.get_by_label("Agressie").check()
    page.get_by_role("button", name="Koppeling maken").click()
    assert re.search(r"gir_[\w-]{43}", page.locator("code").first.inner_text())

    seen.goto(reverse("koppeling_nieuw"))
    check_page(seen, "koppeling-nieuw")
    seen.get_by_label("Hoe heet de koppeling?").fill("Jaarverslag")
    seen.get_by_label("Integriteit").check()
    seen.get_by_role("button", name="Koppeling maken").click()
    check_page(seen, "koppeling-token")

    vouches = venster(coordinator)
    vouches.goto(reverse("koppelingsrechten"))
    vouches.get_by_role("link", name=re.compile("Ervoor instaan.*Jaarverslag")).click()
    vouches.get_by_role("button", name="Ik sta hiervoor in").click()
    vouches.get_by_text("kan de cijfers nu lezen").wait_for()
    check_page(vouches, "koppelingsrechten-gegeven")

    seen.goto(reverse("koppelingen"))
    check_page(seen, "koppelingen")
    seen.get_by_role("link", name=re.compile("Intrekken.*Jaarverslag")).click()
    seen.get_by_role("button", name="Intrekken").click()
    seen.get_by_text("De koppeling Jaarverslag is ingetrokken").wait_for()
    assert Koppeling.objects.get(naam="Jaarverslag").ingetrokken_op
