"""How many people work there: filled in per year, and what figures read of it."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ledger.actors import SYSTEEM
from ledger.models import AuditRegel
from organisations import services
from organisations.formatie import fte_by_naam, fte_of, fte_of_organisations
from organisations.models import Afdeling, Formatie
from organisations.roles import Register, Rol
from organisations.services import Omvang, set_formatie
from reports.counting import per_100_fte

JAAR = timezone.localdate().year


def afdeling(organisation, naam: str, **fields) -> Afdeling:
    return services.create_afdeling(organisation=organisation, naam=naam, by=SYSTEEM, **fields)


def store(organisation, jaar: int, omvang: dict) -> None:
    sizes = {pk: size and Omvang(Decimal(size)) for pk, size in omvang.items()}
    set_formatie(organisation=organisation, jaar=jaar, omvang=sizes, by=SYSTEEM)


def test_a_year_is_filled_in_suggested_for_the_next_and_corrected(den_haag, hire, ingelogd):
    balie = afdeling(den_haag, "Balie")
    coordinator = hire(den_haag, Rol.INTEGRITEITSCOORDINATOR, register=Register.AGRESSIE)
    client, last = ingelogd(coordinator), f"{reverse('formatie')}?jaar={JAAR - 1}"
    wrong = {
        "fte_geheel": "1.240,55",
        f"fte_{balie.pk}": "0",
        "medewerkers_geheel": "1.380",
        f"medewerkers_{balie.pk}": "veel",
    }
    page = client.post(last, wrong)
    text = page.content.decode()
    assert set(page.context["form"].errors) == {"fte_geheel", f"fte_{balie.pk}", f"medewerkers_{balie.pk}"}
    assert "hoogstens één cijfer achter de komma" in text and f'id="id_fte_{balie.pk}_error"' in text
    assert all(f'value="{typed}"' in text for typed in wrong.values())
    assert not Formatie.objects.exists()

    right = {"fte_geheel": "1.240,5", "medewerkers_geheel": "1.380", f"fte_{balie.pk}": "62"}
    assert client.post(last, right).status_code == 302
    whole = Formatie.objects.get(afdeling=None)
    assert (whole.jaar, whole.fte, whole.medewerkers) == (JAAR - 1, Decimal("1240.5"), 1380)
    line = AuditRegel.objects.get(verb="formatie_vastleggen")
    assert line.user_id == coordinator.pk
    assert line.data["nieuw"] == {"organisatie": ["1240.5", 1380], str(balie.pk): ["62", None]}

    suggestion = client.get(reverse("formatie"))
    assert "U ziet de getallen van" in suggestion.content.decode()
    assert suggestion.context["form"][f"fte_{balie.pk}"].value() == Decimal(62)
    assert fte_of(den_haag, balie, JAAR) is None and fte_of(den_haag, None, JAAR) is None

    more = client.post(last, {"fte_geheel": "60", f"fte_{balie.pk}": "62,5"}, follow=True)
    assert "meer dan de hele organisatie" in more.content.decode()
    client.post(last, {"fte_geheel": "60", f"fte_{balie.pk}": "", f"medewerkers_{balie.pk}": ""})
    assert fte_of(den_haag, balie, JAAR - 1) is None
    assert AuditRegel.objects.filter(verb="formatie_vastleggen").count() == 3
    client.post(last, {"fte_geheel": "60"})
    assert AuditRegel.objects.filter(verb="formatie_vastleggen").count() == 3


def test_heads_without_fte_are_asked_for_their_fte(den_haag, beheerder, ingelogd):
    page = ingelogd(beheerder).post(reverse("formatie"), {"medewerkers_geheel": "12"})
    assert page.context["form"].errors == {"fte_geheel": ["Vul ook in hoeveel fte dat is."]}


@pytest.mark.parametrize(
    ("jaar", "size"), [(JAAR + 1, "5"), (JAAR - 40, "5"), (JAAR, "0"), (JAAR, "-1"), (JAAR, "5.55")]
)
def test_a_size_or_a_year_that_cannot_be_is_refused(den_haag, jaar, size):
    with pytest.raises(ValidationError):
        store(den_haag, jaar, {None: size})


def test_an_afdeling_of_another_organisation_is_refused(den_haag, waterschap):
    with pytest.raises(ValidationError):
        store(den_haag, JAAR, {afdeling(waterschap, "Dijken").pk: "5"})


def test_fte_is_of_one_year_and_one_place_or_not_known(den_haag, waterschap):
    team, other = afdeling(den_haag, "Balie"), afdeling(den_haag, "Beleid")
    same_name = afdeling(den_haag, "Balie", parent=other)
    store(den_haag, JAAR, {None: "200", team.pk: "12.5", same_name.pk: "7.5"})
    assert fte_of(den_haag, team, JAAR) == Decimal("12.5")
    assert fte_of(den_haag, None, JAAR) == 200
    assert fte_of(den_haag, other, JAAR) is None and fte_of(den_haag, team, JAAR - 1) is None
    assert fte_by_naam(den_haag, JAAR) == {"": 200, "Balie": 20, "Beleid": None}
    store(den_haag, JAAR, {same_name.pk: None})
    assert fte_by_naam(den_haag, JAAR)["Balie"] is None
    assert fte_of_organisations([den_haag, waterschap], JAAR) == {den_haag.pk: 200}


def test_a_rate_rounds_half_away_from_zero_and_is_not_known_without_fte():
    assert per_100_fte(5, Decimal("400")) == Decimal("1.3")  # 1,25
    assert per_100_fte(0, Decimal("400")) == 0
    assert per_100_fte(5, None) is None and per_100_fte(None, Decimal("400")) is None


def test_the_page_takes_the_same_queries_however_many_afdelingen(den_haag, beheerder, ingelogd):
    client = ingelogd(beheerder)
    client.get(reverse("formatie"))
    counts = []
    for n in range(3):
        afdeling(den_haag, f"Team {n}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse("formatie"))
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_a_form_says_its_year_and_nothing_is_stored_for_another(den_haag, beheerder, ingelogd):
    client, page = ingelogd(beheerder), reverse("formatie")
    assert f'action="?jaar={JAAR}"' in client.get(page).content.decode()
    for jaar in (JAAR - 20, JAAR + 1, "dit"):
        assert client.post(f"{page}?jaar={jaar}", {"fte_geheel": "100"}).status_code == 404
    assert not Formatie.objects.exists()


def test_an_organisation_can_have_more_than_five_hundred_afdelingen(den_haag, beheerder, ingelogd):
    made = Afdeling.objects.bulk_create(Afdeling(organisation=den_haag, naam=f"Team {n}") for n in range(520))
    sizes = {f"fte_{one.pk}": "2" for one in made} | {f"medewerkers_{one.pk}": "3" for one in made}
    assert ingelogd(beheerder).post(reverse("formatie"), sizes).status_code == 302
    assert Formatie.objects.count() == 520
