"""A koepel and its pages: who takes part, by whose choice, and what can't be reached from there."""

import dataclasses
from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, reverse

from ledger.actors import SYSTEEM
from ledger.models import AuditRegel
from organisations.models import Organisation
from organisations.roles import Rol
from organisations.services import give_rol
from reports.models import Koepeldeelname
from reports.services import deelname
from tests.conftest import access_of, hire
from tests.reports.koepel.conftest import joins, release
from tests.reports.rows import add_zaak
from tests.url_table import TABLE

pytestmark = pytest.mark.django_db

IN_A_KOEPEL = {
    *("start", "koepel", "koepel_download", "koepel_deelname_beeindigen", "wissel_organisatie", "beheer"),
    *("gebruikers", "gebruiker_nieuw", "gebruiker", "gebruiker_wijzigen", "gebruiker_sluiten"),
    *("gebruiker_openen", "uitnodiging_herhalen", "rol_geven", "rol_beeindigen"),
    *("adres_intrekken", "gebruiker_uitloggen", "tweede_stap_weghalen", "rollen_bevestigen"),
    *("organisatie_instellingen", "mails", "huisstijl", "huisstijl_logo"),
}
FITS = {
    "IntConverter": 1,
    "SlugConverter": "integriteit",
    "StringConverter": "json",
    "UUIDConverter": "0e0f7a3e-8a55-4f0c-9a7b-0d0c6a1f2b3c",
}


def test_in_a_koepel_nothing_exists_but_its_own_pages_whatever_role_somebody_was_given(koepel, ingelogd):
    """Also by a row that no service would write."""
    client = ingelogd(hire(koepel, "Alles", *set(Rol) - {Rol.MEDEWERKER}))
    walked = set()
    for name, args in addresses(get_resolver()):
        if name not in IN_A_KOEPEL:
            url = reverse(name, args=args) + TABLE[name].query
            assert [client.get(url).status_code, client.post(url).status_code] == [404, 404], name
            walked.add(name)
    assert walked | IN_A_KOEPEL == set(TABLE)
    menu = client.get(reverse("beheer")).content.decode()
    assert "Melden" not in menu and "Afdelingen" not in menu and "Gebruikers en rollen" in menu


def addresses(resolver: URLResolver) -> Iterator[tuple[str, list]]:
    """Every address of the table by its name, with something that fits in each place of it."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern)
        elif pattern.name in TABLE:
            kinds = pattern.pattern.converters.values()
            yield pattern.name, [FITS[type(kind).__name__] for kind in kinds]


def test_the_roles_of_a_koepel_exist_only_there_and_the_others_never_there(koepel, den_haag):
    somebody = hire(koepel, "Iemand")
    with pytest.raises(ValidationError, match="bestaat niet bij Koepel Rijk"):
        give_rol(user=somebody, organisation=koepel, rol=Rol.INTEGRITEITSCOORDINATOR, by=SYSTEEM)
    with pytest.raises(ValidationError, match="bestaat niet bij Gemeente Den Haag"):
        give_rol(user=somebody, organisation=den_haag, rol=Rol.KOEPELRAPPORTEUR, by=SYSTEEM)
    give_rol(user=somebody, organisation=koepel, rol=Rol.KOEPELRAPPORTEUR, by=SYSTEEM)


def test_the_beheerder_of_a_koepel_keeps_its_accounts_and_sees_no_figure(koepel, ingelogd):
    client = ingelogd(hire(koepel, "Bea", Rol.BEHEERDER))
    assert client.get(reverse("start")).url == reverse("beheer")
    assert client.get(reverse("gebruikers")).status_code == 200
    offered = client.get(reverse("gebruiker_nieuw")).content.decode()
    assert "Rapporteur van een koepel" in offered and "Onderzoeker" not in offered
    for name, args in (("koepel", ()), ("koepel_download", ("json",)), ("afdelingen", ()), ("termijnen", ())):
        assert client.get(reverse(name, args=args)).status_code == 404, name


def test_an_organisation_joins_on_the_page_and_leaves_at_once(
    koepel, den_haag, waterschap, coordinator, rapporteur, ingelogd
):
    """Who does not take part is not there for the koepel, with a released report or not."""
    for one in (den_haag, waterschap):
        add_zaak(one, "2021-03-03", melding={"categorie": "lekken"})
        release(one)
    gives, gets = ingelogd(coordinator), ingelogd(rapporteur)
    year = reverse("koepel") + "?jaar=2021"
    assert gets.get(year).status_code == 404, "nobody gave anything of that year"
    assert gets.get(reverse("koepel_download", args=["json"])).status_code == 404

    join = reverse("koepel_meedoen", args=["integriteit"])
    empty = gives.post(join, {})
    assert empty.status_code == 200 and "Kies een koepel" in empty.content.decode()
    assert gives.post(join, {"koepel": koepel.pk}).status_code == 302
    assert "doet mee met Koepel Rijk" in gives.get(reverse("vergelijken")).content.decode()

    seen = gets.get(year).content.decode()
    assert "Gemeente Den Haag" in seen and "Delfland" not in seen and "aangeleverd" in seen
    table = gets.get(reverse("koepel_download", args=["json"]) + "?jaar=2021").json()
    assert table["meldingen"]["totaal"] == {"den-haag": 1, "totaal": 1}

    assert gives.post(reverse("koepel_stoppen", args=["integriteit"])).status_code == 302
    assert gets.get(year).status_code == 404
    assert "Den Haag" not in gets.get(reverse("koepel")).content.decode()
    lines = AuditRegel.objects.filter(subject_type="reports.koepeldeelname").order_by("pk")
    assert [(line.verb, line.organisation_id) for line in lines] == [
        (verb, one.pk)
        for verb in ("koepeldeelname_begonnen", "koepeldeelname_beeindigd")
        for one in (den_haag, koepel)
    ]


def test_only_who_is_answerable_for_the_figures_gives_them_and_in_person(
    koepel, den_haag, coordinator, griffier, burgemeester, beheerder, buitenstaander
):
    for user in (burgemeester, beheerder):
        with pytest.raises(PermissionDenied):
            deelname.join(koepel, "integriteit", by=access_of(user))
    standing_in = dataclasses.replace(access_of(coordinator), eigen_rollen=frozenset())
    with pytest.raises(PermissionDenied):
        deelname.join(koepel, "integriteit", by=standing_in)
    row = deelname.join(koepel, "integriteit", by=access_of(griffier))
    with pytest.raises(ValidationError, match="doet al mee met Koepel Rijk"):
        deelname.join(koepel, "integriteit", by=access_of(coordinator))
    with pytest.raises(ValidationError, match="bestaat niet"):
        deelname.join(den_haag, "agressie", by=access_of(coordinator))
    with pytest.raises(PermissionDenied):
        deelname.leave(row, by=access_of(buitenstaander))
    deelname.leave(row, by=access_of(coordinator))
    deelname.leave(row, by=access_of(coordinator))
    assert not Koepeldeelname.objects.current().exists()
    deelname.join(koepel, "integriteit", by=access_of(coordinator))


def test_the_koepel_ends_it_too_and_only_in_the_register_of_its_rapporteur(koepel, den_haag, ingelogd):
    def rapporteur_of(register: str) -> Client:
        user = hire(koepel, f"Rik {register}")
        give_rol(user=user, organisation=koepel, rol=Rol.KOEPELRAPPORTEUR, register=register, by=SYSTEEM)
        return ingelogd(user)

    row = joins(koepel, den_haag)
    other = rapporteur_of("agressie")
    end = reverse("koepel_deelname_beeindigen", args=[row.pk])
    assert other.post(end).status_code == 404
    assert "Den Haag" not in other.get(reverse("koepel")).content.decode()
    assert rapporteur_of("integriteit").post(end).status_code == 302
    assert not Koepeldeelname.objects.current().exists()


def test_the_page_asks_as_many_questions_whoever_takes_part(koepel, ministerie, rapporteur, ingelogd):
    client = ingelogd(rapporteur)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse("koepel") + "?jaar=2021").status_code == 200
        return len(seen)

    release(ministerie("Een"))
    client.get(reverse("koepel"))
    few = queries()
    for naam in ("Twee", "Drie", "Vier"):
        release(ministerie(naam))
    assert queries() == few
    assert Organisation.objects.filter(soort="ministerie").count() == 4
