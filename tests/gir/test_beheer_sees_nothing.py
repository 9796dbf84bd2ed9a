"""A beheerder and a superuser see no content anywhere: canaries in every text of a case, and every page."""

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.urls import get_resolver, reverse

from incidents.models import Incident
from integrity.models import Melding, Zaak
from ledger.models import OutboxRow
from organisations.models import User
from organisations.roles import Rol
from tests.test_urls import World, names
from tests.url_table import ACCOUNT, API, OPEN_TO_ALL, SUPERUSER, TABLE

KANARIE = "Kanarievogel"
# What stands in these is no text of a person, and everything would break with another value.
FIXED = {"kenmerk", "sha256", "mime", "bron_inhoud"}


def plant(room: str) -> set[str]:
    """Writes the canary into every free text of every row of this room; returns where."""
    planted = set()
    for model in apps.get_app_config(room).get_models():
        for field in model._meta.concrete_fields:
            free = isinstance(field, models.CharField | models.TextField) and not field.choices
            if not free or field.name in FIXED or field.unique:
                continue
            text = KANARIE[: field.max_length] if field.max_length else KANARIE
            try:
                with transaction.atomic():
                    if text == KANARIE and model.objects.update(**{field.attname: text}):
                        planted.add(f"{model.__name__}.{field.name}")
            except DatabaseError:  # a list of codes that the database keeps
                continue
    return planted


@pytest.fixture
def world(den_haag, waterschap, settings) -> World:
    settings.DEVELOPMENT = False  # on one's own machine the page of mails shows all of them
    return World(den_haag, waterschap)


def pages(world: World) -> dict[str, str]:
    """Every address of the product, filled in as for somebody who may open it; and each page of the admin."""
    found = {name: world.url(name, row.args) + row.query for name, row in (TABLE | API).items()}
    found |= {name: reverse(name, args=row.args) for name, row in ACCOUNT.items()}
    found |= {name: reverse(name) for name in OPEN_TO_ALL}
    found |= {"mislukte mails": reverse("mails") + "?mislukt"}
    found |= {f"zoek {one}": reverse("gebruikers") + f"?zoek={one}" for one in (KANARIE, world.zaak.kenmerk)}
    for name in names(get_resolver()):
        if name.startswith("admin:") and name.endswith("_changelist"):
            found[name] = reverse(name)
        if name.startswith("admin:") and name.endswith("_change") and name != "admin:password_change":
            label = name.removeprefix("admin:").removesuffix("_change").replace("_", ".", 1)
            row = apps.get_model(label).objects.first()
            found[name] = reverse(name, args=[row.pk]) if row else reverse("start")
    return found


def test_no_page_shows_who_manages_anything_of_a_case(world):
    planted = plant("integrity") | plant("incidents")
    expected = {
        "MeldingTekst.beschrijving",
        "MelderIdentiteit.naam",
        "Veroorzaker.kenmerken",
        "Slachtoffer.naam",
        "Identiteit.naam",
    }
    assert len(planted) > 40 and len(planted & expected) >= 2, planted
    OutboxRow.objects.update(attempts=3, last_error="De server weigerde.")
    secrets = [KANARIE, *Zaak.objects.values_list("kenmerk", flat=True)]
    secrets += [*Melding.objects.values_list("kenmerk", flat=True)]
    secrets += [*Incident.objects.values_list("kenmerk", flat=True)]
    told = {}
    for who in (Rol.BEHEERDER, SUPERUSER):
        client = world.clients[who]
        for name, url in pages(world).items():
            with transaction.atomic():
                answer = client.get(url)
                text = b"".join(answer) if answer.streaming else answer.content
                transaction.set_rollback(True)
            own_search = name.startswith("zoek")  # a search repeats what was typed
            found = [one for one in secrets if one.encode() in text and not own_search]
            if found and answer.status_code == 200:
                told[f"{who}: {name}"] = found
    assert not told


def test_a_search_for_a_kenmerk_or_a_word_of_a_case_finds_no_one(world):
    plant("integrity")
    for typed in (KANARIE, world.zaak.kenmerk):
        page = world.clients[Rol.BEHEERDER].get(reverse("gebruikers"), {"zoek": typed})
        assert page.context["gebruikers"] == []
    assert User.objects.exists()
