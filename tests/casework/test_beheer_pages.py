"""Terms, lists and mails in beheer: who gets there, what is refused, and what a beheerder never learns."""

import base64
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework import mail
from casework.lists import list_on
from casework.models import Codelijst
from casework.notifications import notify
from casework.terms import Duur, effective
from ledger.models import AuditRegel, OutboxRow
from organisations.models import TermijnInstelling
from organisations.roles import Rol
from tests.conftest import hire
from tests.test_urls import without_token

PAGES = (
    ("termijnen", []),
    ("termijn", ["integriteit", "beoordelen"]),
    ("codelijsten", []),
    ("standaardlijst", ["integriteit", "categorie"]),
    ("codelijst_nieuw", ["integriteit", "categorie"]),
    ("codelijst_upload", ["integriteit", "categorie"]),
    ("mails", []),
)
KOP = "lijst;versie;geldig_van;geldig_tot;code;label;rijk_code\n"
LIJST = KOP + (
    "rotterdam;2014;2014-01-01;;fraude;Fraude en corruptie;financieel\n"
    "rotterdam;2014;2014-01-01;;geweld;Geweld en intimidatie;omgangsvormen\n"
)


@pytest.fixture
def browser(beheerder, ingelogd) -> Client:
    return ingelogd(beheerder)


@pytest.fixture
def codelijst(den_haag, browser) -> Codelijst:
    upload(browser, LIJST)
    return Codelijst.objects.get()


def upload(browser: Client, content: str | bytes):
    data = content.encode() if isinstance(content, str) else content
    url = reverse("codelijst_upload", args=["integriteit", "categorie"])
    return browser.post(url, {"bestand": SimpleUploadedFile("lijst.csv", data)})


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol not in (Rol.BEHEERDER, Rol.MEDEWERKER)])
def test_the_pages_exist_for_a_beheerder_only(den_haag, browser, ingelogd, rol):
    client = ingelogd(hire(den_haag, f"Iemand {rol}", rol))
    for name, args in PAGES:
        assert client.get(reverse(name, args=args)).status_code == 404
        assert browser.get(reverse(name, args=args)).status_code == 200


@pytest.mark.parametrize(
    "args",
    [
        ("termijn", "integriteit", "bevestigen"),
        ("termijn", "integriteit", "terugkoppelen"),
        ("termijn", "integriteit", "verzonnen"),
        ("termijn", "agressie", "maatregel_evaluatie"),
        ("termijn", "heelal", "beoordelen"),
        ("codelijst_nieuw", "integriteit", "verzonnen"),
        ("standaardlijst", "heelal", "categorie"),
    ],
)
def test_a_term_of_the_law_and_what_does_not_exist_have_no_page(browser, args):
    name, *rest = args
    assert browser.get(reverse(name, args=rest)).status_code == 404
    assert browser.post(reverse(name, args=rest), {"aantal": "1", "eenheid": "dagen"}).status_code == 404
    assert not TermijnInstelling.objects.exists()


def test_a_term_is_changed_and_put_back(den_haag, browser):
    url = reverse("termijn", args=["integriteit", "beoordelen"])
    browser.post(url, {"aantal": "10", "eenheid": "werkdagen", "waarschuw_na": "7"})
    found = effective(den_haag, "integriteit", "beoordelen")
    assert (found.duur, found.waarschuw_na) == (Duur(10, "werkdagen"), Duur(7, "werkdagen"))
    assert "(standaard 14 dagen)" in browser.get(reverse("termijnen")).content.decode()
    browser.post(url, {"standaard": "ja"})
    assert effective(den_haag, "integriteit", "beoordelen").duur == Duur(14)


def test_the_terms_say_when_is_warned_and_what_cannot_be_changed(browser):
    groups = browser.get(reverse("termijnen")).context["groepen"]
    rows = {row["termijn"].code: row for group in groups for row in group["rijen"]}
    said = {code: (row["duur"], row["waarschuwing"]) for code, row in rows.items()}
    assert said["arbeidsinspectie"] == ("dezelfde dag", "meteen")
    assert said["reactie_veroorzaker"] == ("1 dag", "meteen")
    assert said["opvang_vervolg"] == ("14 dagen", "3 dagen voor het einde")
    assert said["maatregel_evaluatie"][0] == "volgt uit de zaak"


def test_of_a_register_with_fixed_lists_it_is_said(browser):
    page = browser.get(reverse("codelijsten")).content.decode()
    assert page.count("heeft vaste lijsten") == 1


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"aantal": "0", "eenheid": "dagen"},
        {"aantal": "1000000", "eenheid": "dagen"},
        {"aantal": "10", "eenheid": "eeuwen"},
        {"aantal": "10", "eenheid": "dagen", "waarschuw_na": "10"},
    ],
)
def test_a_term_that_makes_no_sense_is_refused(browser, fields):
    answer = browser.post(reverse("termijn", args=["integriteit", "beoordelen"]), fields)
    assert answer.status_code == 200 and answer.context["form"].errors
    assert not TermijnInstelling.objects.exists()


def test_an_uploaded_list_holds_from_its_first_day(den_haag, codelijst):
    assert list(list_on(den_haag, "integriteit", date(2014, 1, 1))) == ["fraude", "geweld"]
    assert "financieel" in list_on(den_haag, "integriteit", date(2013, 12, 31))
    assert AuditRegel.objects.filter(verb="codelijst_toegevoegd").count() == 1


def test_the_same_file_twice_is_one_list_and_another_content_needs_another_version(browser, codelijst):
    again = upload(browser, LIJST)
    assert again.status_code == 302
    changed = upload(browser, LIJST.replace("Fraude en corruptie", "Fraude"))
    assert "bestaat al" in changed.content.decode()
    assert Codelijst.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "leeg"),
        (KOP, "leeg"),
        ("a;b\n1;2\n", "kopregel"),
        (LIJST.encode("utf-8") + b"\xe9\n", "UTF-8"),
        (b"PK\x03\x04\x00\x00", "CSV"),
        (LIJST.replace("2014-01-01;;fraude", "2014-02-31;;fraude"), "Rij 2, kolom geldig_van"),
        (LIJST.replace("2014-01-01;;geweld", "2014-01-01;2013-01-01;geweld"), "Rij 3, kolom geldig_tot"),
        (LIJST.replace("omgangsvormen", "verzonnen"), "Rij 3, kolom rijk_code"),
        (LIJST.replace(";geweld;", ";fraude;"), "staat al in deze versie"),
        (LIJST.replace(";geweld;", ";Geweld!;"), "kleine letters"),
        (LIJST.replace("2014-01-01;;geweld", "2015-01-01;;geweld"), "anders dan eerder"),
        (LIJST.replace("Fraude en corruptie", "x" * 201), "langer dan 200"),
        (LIJST + "rotterdam;2014\n", "Rij 4"),
        (KOP + "x" * (1024 * 1024 + 1), "te groot"),
    ],
)
def test_a_file_with_a_fault_says_where_and_keeps_nothing(browser, content, expected):
    answer = upload(browser, content)
    assert answer.status_code == 200
    assert expected in answer.content.decode()
    assert not Codelijst.objects.exists()


def test_a_file_with_a_byte_order_mark_and_commas_is_read(browser):
    upload(browser, "\ufeff" + LIJST.replace(";", ","))
    assert Codelijst.objects.get().regels.count() == 2


def rows(*codes: tuple[str, str, str], total: int = 10) -> dict:
    data = {"form-TOTAL_FORMS": str(total), "form-INITIAL_FORMS": "0"}
    for number, (code, label, rijk) in enumerate(codes):
        data |= {
            f"form-{number}-code": code,
            f"form-{number}-label": label,
            f"form-{number}-rijk_code": rijk,
        }
    return data


ABOUT = {"lijst": "eigen", "versie": "2026", "geldig_van": "2026-01-01", "geldig_tot": ""}


def test_a_list_is_made_by_rows_and_empty_rows_are_left_out(browser):
    url = reverse("codelijst_nieuw", args=["integriteit", "categorie"])
    given = rows(("fraude", "Fraude", "financieel"), ("", "", ""), ("geweld", "Geweld", "omgangsvormen"))
    assert browser.post(url, ABOUT | given).status_code == 302
    assert [r.code for r in Codelijst.objects.get().regels.all()] == ["fraude", "geweld"]
    page = browser.get(url).content.decode()
    assert 'value="fraude"' in page, "the next version begins with this one"


@pytest.mark.parametrize(
    "codes",
    [
        [],
        [("fraude", "", "financieel")],
        [("fraude", "Fraude", "verzonnen")],
        [("Fraude !", "Fraude", "financieel")],
        [("fraude", "Fraude", "financieel"), ("fraude", "Nog eens", "positie")],
    ],
)
def test_rows_that_are_not_right_are_refused(browser, codes):
    url = reverse("codelijst_nieuw", args=["integriteit", "categorie"])
    assert browser.post(url, ABOUT | rows(*codes)).status_code == 200
    assert not Codelijst.objects.exists()


@pytest.mark.parametrize("total", ["", "abc", "-4", "100000"])
def test_a_forged_number_of_rows_is_no_fault(browser, total):
    url = reverse("codelijst_nieuw", args=["integriteit", "categorie"])
    for extra in ({}, {"meer_regels": "ja"}):
        answer = browser.post(url, ABOUT | rows() | {"form-TOTAL_FORMS": total} | extra)
        assert answer.status_code == 200
    assert not Codelijst.objects.exists()


def test_more_rows_keep_what_was_typed(browser):
    url = reverse("codelijst_nieuw", args=["integriteit", "categorie"])
    answer = browser.post(url, ABOUT | rows(("fraude", "Fraude", "financieel")) | {"meer_regels": "ja"})
    assert len(answer.context["formset"].forms) == 15
    assert 'value="fraude"' in answer.content.decode() and 'value="2026-01-01"' in answer.content.decode()


def test_a_list_gets_a_last_day(den_haag, browser, codelijst):
    url = reverse("codelijst_einde", args=[codelijst.pk])
    assert browser.post(url, {"geldig_tot": "2013-01-01"}).status_code == 200
    browser.post(url, {"geldig_tot": "2016-12-31"})
    assert "fraude" in list_on(den_haag, "integriteit", date(2016, 12, 31))
    assert "fraude" not in list_on(den_haag, "integriteit", date(2017, 1, 1))


def test_a_list_of_another_organisation_is_a_404(waterschap, codelijst, ingelogd):
    client = ingelogd(hire(waterschap, "Bea Buiten", Rol.BEHEERDER))
    for name in ("codelijst", "codelijst_einde"):
        assert client.get(reverse(name, args=[codelijst.pk])).status_code == 404
    assert "rotterdam" not in client.get(reverse("codelijsten")).content.decode()


@pytest.fixture
def sent(den_haag, melder, coordinator) -> None:
    """A notice about a zaak to a handler, one to a melder, and a mail about an account."""
    with transaction.atomic():
        for soort, person in (("taak", coordinator), ("bericht", melder)):
            notify([person], soort, path="/zaak/1/", key="1", organisation=den_haag)
        row = mail.mail_row(
            to=["nieuw@example.nl"],
            subject="Uitnodiging voor GIR",
            body="https://geheime-link",
            key="abc",
            organisation_id=den_haag.pk,
        )
        row.save()


def test_a_beheerder_does_not_learn_of_a_zaak_from_the_mails(browser, sent, melder, coordinator, settings):
    settings.DEVELOPMENT = False
    page = browser.get(reverse("mails")).content.decode()
    assert "nieuw@example.nl" in page and "geheime-link" not in page
    assert coordinator.email not in page and melder.email not in page
    OutboxRow.objects.update(attempts=2, last_error=f"SMTPRecipientsRefused: {melder.email}")
    page = browser.get(reverse("mails")).content.decode()
    assert coordinator.email in page and "mislukt, 2 keer geprobeerd" in page
    settings.DEVELOPMENT = True
    assert "geheime-link" in browser.get(reverse("mails")).content.decode()


def test_the_address_of_a_melder_is_not_shown_when_a_mail_fails(browser, sent, melder, settings):
    settings.DEVELOPMENT = False
    OutboxRow.objects.filter(key__startswith="mail:bericht:").update(
        attempts=2, last_error=f"SMTPRecipientsRefused: {melder.email}"
    )
    page = browser.get(reverse("mails")).content.decode()
    assert "niet getoond" in page and melder.email not in page


def test_mails_of_another_organisation_are_not_shown(waterschap, sent, ingelogd):
    client = ingelogd(hire(waterschap, "Bea Buiten", Rol.BEHEERDER))
    assert "Er zijn geen e-mails" in client.get(reverse("mails")).content.decode()


def test_the_list_of_mails_takes_as_many_queries_for_a_hundred_rows_as_for_none(
    den_haag, browser, django_assert_max_num_queries
):
    for total in (0, 25, 100):
        for number in range(OutboxRow.objects.count(), total):
            mail.mail_row(
                to=["a@example.nl"], subject="S", body="B", key=str(number), organisation_id=den_haag.pk
            ).save()
        with django_assert_max_num_queries(5 + 2):
            page = browser.get(reverse("mails"))
    assert len(page.context["mails"]) == 25
    older = browser.get(reverse("mails"), {"voor": page.context["volgende"]})
    assert older.context["mails"][0].pk < page.context["mails"][-1].pk


@pytest.mark.parametrize("query", ["voor=abc", "voor=99999999999999999999", "mislukt", "mislukt&voor=-1"])
def test_nonsense_in_the_address_is_no_fault(browser, query):
    assert browser.get(f"{reverse('mails')}?{query}").status_code == 200


def test_the_place_in_the_list_tells_no_id_and_takes_no_guess(den_haag, browser, settings):
    """Who could begin the list at any id would find by halving which ids the own rows have, and so how many
    mails that are not shown lie between them."""
    settings.DEVELOPMENT = False
    for number in range(30):
        mail.mail_row(
            to=["a@example.nl"], subject="S", body="B", key=str(number), organisation_id=den_haag.pk
        ).save()
    ids = list(OutboxRow.objects.order_by("-pk").values_list("pk", flat=True))
    begin = browser.get(reverse("mails"))
    guessed = browser.get(reverse("mails"), {"voor": ids[5]})
    assert [row.pk for row in guessed.context["mails"]] == [row.pk for row in begin.context["mails"]]
    (address,) = re.findall(r'href="\?voor=([^"]+)"', begin.content.decode())
    assert not any(str(pk).encode() in base64.urlsafe_b64decode(address) for pk in ids)
    assert [row.pk for row in browser.get(f"{reverse('mails')}?voor={address}").context["mails"]] == ids[25:]


def test_the_terms_page_takes_one_query_more_than_the_access(browser, django_assert_max_num_queries):
    with django_assert_max_num_queries(5 + 1):
        browser.get(reverse("termijnen"))


def test_how_many_notices_were_sent_about_zaken_is_told_nobody(
    browser, den_haag, coordinator, sent, settings
):
    settings.DEVELOPMENT = False
    OutboxRow.objects.update(delivered_at=timezone.now())
    before = browser.get(reverse("mails")).content
    with transaction.atomic():
        notify([coordinator], "nieuw", path="/zaak/2/", key="2", organisation=den_haag)
    OutboxRow.objects.update(delivered_at=timezone.now())
    assert without_token(browser.get(reverse("mails")).content) == without_token(before)
