"""A report as a letter: its text is that of the report, its head is known when it is sent."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from reports import lifecycle
from reports.models import Rapportbrief
from reports.services import checking, concepts, documents, freezing, offering, writing
from reports.verslag import Briefhoofd, as_bytes
from reports.vormen import VORMEN, in_vorm
from tests.conftest import access_of
from tests.reports.pad.conftest import AANBIEDING, maak, rapport_in, secretaris  # noqa: F401
from tests.reports.rendering.examples import ERG, small

HEAD = Briefhoofd(
    f"De raad {ERG}\nPostbus 1", "Geachte raad,", "INT-7", date(2021, 9, 1), ("A. Bee, burgemeester",)
)
TYPED = {
    "geadresseerde": "De raad\r\nPostbus 1",
    "aanhef": "Geachte raad,",
    "kenmerk": "INT-7",
    "datum": "2021-09-01",
    "ondertekenaars": "A. Bee, burgemeester\r\n\r\nC. Dee, secretaris",
}


def letter(verslag) -> str:
    return "\n".join(deel.toelichting for deel in in_vorm(verslag, VORMEN["brief"]).delen)


def test_a_letter_has_its_head_first_and_who_sign_it_after_the_text():
    whole = replace(small(), brief=HEAD)
    text = letter(whole)
    assert text.startswith(f"De raad {ERG}\nPostbus 1\n\nDatum: 1 september 2021\nKenmerk: INT-7\n")
    order = ["Geachte raad,", whole.delen[0].zinnen[0], "A. Bee, burgemeester", "Ontvangen meldingen: 3"]
    assert sorted(order, key=text.index) == order


def test_without_a_head_the_letter_still_has_its_text():
    assert letter(small()).startswith("Onderwerp: Rapportage integriteit over")
    assert as_bytes(small()).endswith(b'"definities":1}')


@pytest.mark.django_db
def test_who_writes_the_report_addresses_it_and_a_new_version_goes_to_the_same(
    maak,  # noqa: F811
    coordinator,
    secretaris,  # noqa: F811
    burgemeester,
    ingelogd,
):
    one, browser = maak(), ingelogd(coordinator)
    page = reverse("rapport_stap", args=[one.kenmerk, "adresseren"])
    assert "Aan de raad" in browser.get(page).content.decode()
    five = TYPED | {"ondertekenaars": "\n".join("abcde")}
    answer = browser.post(page, five).content.decode()
    assert "Er passen 4 ondertekenaars" in answer and "INT-7" in answer
    assert not Rapportbrief.objects.exists()

    assert browser.post(page, TYPED).status_code == 302
    signed = ("A. Bee, burgemeester", "C. Dee, secretaris")
    head = Briefhoofd("De raad\nPostbus 1", "Geachte raad,", "INT-7", date(2021, 9, 1), signed)
    assert writing.letter_of(one) == head

    writing.agree(one, by=access_of(secretaris))
    freezing.freeze(one, freezing.Vaststelling(), by=access_of(burgemeester))
    one.refresh_from_db()
    assert checking.compare(one).gelijk and documents.frozen_verslag(one).brief is None
    made = documents.shaped(documents.frozen_verslag(one), one, VORMEN["brief"])
    assert made.brief == head and as_bytes(made) != as_bytes(documents.frozen_verslag(one))
    again = concepts.correct(one, "Een melding ontbrak.", by=access_of(coordinator))
    assert writing.letter_of(again) == writing.letter_of(one) == head


@pytest.mark.django_db
def test_the_griffier_dates_the_letter_before_it_is_offered_and_not_after(rapport_in, griffier, ingelogd):  # noqa: F811
    one, browser = rapport_in(lifecycle.VASTGESTELD), ingelogd(griffier)
    for vorm in ("brief", "volledig"):
        documents.ask(one, ["html"], by=access_of(griffier), vorm=vorm)
    page = reverse("rapport_stap", args=[one.kenmerk, "adresseren"])

    assert browser.post(page, TYPED).status_code == 302
    assert [made.vorm for made in one.documenten.all()] == ["volledig"], "the old letter is gone"

    offering.offer(one, AANBIEDING, by=access_of(griffier))
    browser.post(page, TYPED | {"kenmerk": "Te laat"})
    assert writing.letter_of(one).kenmerk == "INT-7"
