"""Who may not see a zaak gets the 404 of a zaak that does not exist, on every page of it."""

import pytest
from django.urls import reverse

from integrity import lifecycle
from integrity.forms.acties import ALLEEN_IMPORT, FORMS
from integrity.lifecycle import LIFECYCLE
from integrity.models import Zaak
from integrity.services import verloop
from organisations.roles import Rol
from tests.conftest import access_of, toewijzen
from tests.integrity.zaak.conftest import url_of

NONE = "0000-0000-0000"
GEHEIM = "Een collega werkt in werktijd voor een eigen bedrijf."


def statuses(client, kenmerk: str) -> set[int]:
    """What the page of the zaak and of each of its actions answer, to reading and to sending."""
    pages = [reverse("zaak", args=[kenmerk])]
    pages += [reverse("zaak_actie", args=[kenmerk, verb]) for verb in LIFECYCLE.by_verb]
    return {client.get(page).status_code for page in pages} | {
        client.post(page, {}).status_code for page in pages[1:]
    }


def test_every_row_of_the_table_that_people_can_do_has_a_form():
    assert set(FORMS) == set(LIFECYCLE.by_verb) - ALLEEN_IMPORT


@pytest.mark.parametrize("status", [lifecycle.BEOORDELING, lifecycle.OORDEEL, lifecycle.GESLOTEN])
@pytest.mark.parametrize("who", ["collega", "melder", "buitenstaander", "vertrouwenspersoon", "beheerder"])
def test_who_has_nothing_to_do_with_it_finds_nothing(request, ingelogd, zaak_in, who, status):
    zaak = zaak_in(status)
    client = ingelogd(request.getfixturevalue(who))
    assert statuses(client, zaak.kenmerk) == {404}
    assert client.get(reverse("zaak", args=[NONE])).status_code == 404


def test_a_coordinator_who_was_excluded_finds_nothing(ingelogd, zaak_in, coordinator, tweede_coordinator):
    zaak = zaak_in(lifecycle.BEOORDELING)
    verloop.keep_out(zaak, tweede_coordinator, by=access_of(coordinator))
    client = ingelogd(tweede_coordinator)
    assert statuses(client, zaak.kenmerk) == {404}
    assert zaak.kenmerk not in client.get(reverse("werklijst")).content.decode()
    found = client.get(reverse("werklijst"), {"zoek": zaak.kenmerk})
    assert found.status_code == 200 and found.context["blokken"] == []


def test_a_coordinator_who_is_betrokkene_finds_nothing(
    ingelogd, doe, zaak_in, coordinator, tweede_coordinator
):
    zaak = zaak_in(lifecycle.BEOORDELING)
    doe(
        coordinator,
        zaak,
        "betrokkene_toevoegen",
        wie="nieuw",
        naam="Tarik",
        betreft="medewerker",
        account=tweede_coordinator.email,
        vermoede_categorie="overig",
    )
    assert statuses(ingelogd(tweede_coordinator), zaak.kenmerk) == {404}


def test_the_onderzoeker_finds_nothing_after_closing(ingelogd, gang, onderzoeker):
    path = gang()
    zaak = path.to(lifecycle.NAZORG)
    client = ingelogd(onderzoeker)
    assert client.get(url_of(zaak)).status_code == 200
    path.close()
    assert statuses(client, zaak.kenmerk) == {404}


def test_the_leidinggevende_finds_nothing_once_it_left_the_line(ingelogd, gang, leidinggevende):
    path = gang()
    zaak = path.to(lifecycle.IN_DE_LIJN)
    client = ingelogd(leidinggevende)
    assert client.get(url_of(zaak)).status_code == 200
    path.finish_lijn()
    assert statuses(client, zaak.kenmerk) == {404}


def test_who_took_it_in_never_judges_it(ingelogd, zaak_in, coordinator):
    """Also somebody who holds both roles and was given the part behind the back of the service."""
    toewijzen(user=coordinator, organisation=coordinator.home_organisation, rol=Rol.BEVOEGD_GEZAG)
    zaak = zaak_in(lifecycle.OORDEEL)
    Zaak.objects.filter(pk=zaak.pk).update(bevoegd_gezag=coordinator)
    client = ingelogd(coordinator)
    assert client.get(url_of(zaak)).status_code == 200
    assert client.get(url_of(zaak, "oordelen")).status_code == 404
    assert client.post(url_of(zaak, "oordelen"), {}).status_code == 404


def test_the_leidinggevende_reads_the_opdracht_and_never_the_melding(
    ingelogd, zaak_in, leidinggevende, melder
):
    zaak = zaak_in(lifecycle.IN_DE_LIJN)
    page = ingelogd(leidinggevende).get(url_of(zaak)).content.decode()
    assert "Bespreek dit met de medewerker." in page
    for secret in (GEHEIM, melder.naam, melder.email, "Geen bijzonder risico", zaak.meldingen.get().kenmerk):
        assert secret not in page


def test_the_bevoegd_gezag_reads_the_report_and_never_the_melding(ingelogd, zaak_in, bevoegd_gezag, melder):
    zaak = zaak_in(lifecycle.OORDEEL)
    page = ingelogd(bevoegd_gezag).get(url_of(zaak)).content.decode()
    assert "De feiten op een rij." in page and "R. de Wit" in page
    for secret in (GEHEIM, melder.naam, melder.email, "Geen bijzonder risico", zaak.meldingen.get().kenmerk):
        assert secret not in page


def test_nobody_reads_who_a_melder_in_confidence_is(ingelogd, zaak_in, coordinator, onderzoeker, melder):
    zaak = zaak_in(lifecycle.FEITENONDERZOEK, melderpositie="vertrouwelijk")
    for person in (coordinator, onderzoeker):
        page = ingelogd(person).get(url_of(zaak)).content.decode()
        assert GEHEIM in page
        assert melder.naam not in page and melder.email not in page


def test_a_known_melder_is_named_to_who_handles_the_zaak(ingelogd, zaak_in, coordinator, melder):
    assert melder.naam in ingelogd(coordinator).get(url_of(zaak_in("ontvangen"))).content.decode()


def test_notes_are_for_coordinators_alone(ingelogd, doe, zaak_in, coordinator, onderzoeker, bevoegd_gezag):
    zaak = zaak_in(lifecycle.FEITENONDERZOEK)
    doe(coordinator, zaak, "notitie_maken", tekst="Alleen voor ons.")
    assert "Alleen voor ons." in ingelogd(coordinator).get(url_of(zaak)).content.decode()
    for person in (onderzoeker, bevoegd_gezag):
        assert "Alleen voor ons." not in ingelogd(person).get(url_of(zaak)).content.decode()


def test_the_griffier_works_on_zaken_about_bestuurders_and_the_coordinator_finds_nothing(
    ingelogd, doe, dien_in, griffier, coordinator
):
    zaak = dien_in(betreft="wethouder_gedeputeerde_db").zaak
    assert statuses(ingelogd(coordinator), zaak.kenmerk) == {404}
    client = ingelogd(griffier)
    assert zaak.kenmerk in client.get(reverse("werklijst")).content.decode()
    doe(griffier, zaak, "bevestigen")
    assert zaak.status == lifecycle.BEOORDELING


def test_a_visitor_is_sent_to_the_login_page(client, zaak_in):
    zaak = zaak_in(lifecycle.BEOORDELING)
    for page in (url_of(zaak), url_of(zaak, "beoordelen"), reverse("werklijst"), reverse("taken")):
        assert client.get(page)["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("odd", ["%00", "..", "x" * 500, "<script>"])
def test_an_odd_address_is_a_page_that_does_not_exist(ingelogd, coordinator, odd):
    client = ingelogd(coordinator)
    assert client.get(f"/integriteit/zaken/{odd}/").status_code == 404


def test_an_unknown_verb_and_the_verb_of_imports_do_not_exist(ingelogd, zaak_in, coordinator):
    zaak = zaak_in(lifecycle.BEOORDELING)
    client = ingelogd(coordinator)
    for verb in ("overnemen", "vernietigen"):
        assert client.get(url_of(zaak, verb)).status_code == 404
        assert client.post(url_of(zaak, verb), {}).status_code == 404
