"""Who looked in a zaak: what the line says, who reads it, and reading it with a reason."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from integrity import lifecycle
from integrity.models import Uitsluiting
from ledger.models import Leesregel
from organisations import opening
from organisations.roles import Register, Rol
from tests.conftest import hire
from tests.integrity.zaak.conftest import url_of
from tests.integrity.zaak.test_page import ACCESS

REDEN = "Klacht van een betrokkene over haar gegevens."


@pytest.fixture
def fg(den_haag):
    return hire(den_haag, "Fenna Gegevens", Rol.PRIVACYFUNCTIONARIS)


def who_looked_at(zaak) -> str:
    return reverse("zaak_wie_keek", args=[zaak.kenmerk])


def content_of(zaak) -> str:
    return reverse("inzage", args=[zaak.kenmerk])


def test_a_line_says_who_in_which_role_and_whether_the_name_of_the_melder_was_there(
    ingelogd, zaak_in, coordinator, bevoegd_gezag
):
    zaak = zaak_in(lifecycle.OORDEEL)
    ingelogd(coordinator).get(url_of(zaak))
    ingelogd(bevoegd_gezag).get(url_of(zaak))
    first, second = Leesregel.objects.order_by("pk")
    assert (first.user_id, first.rol, first.verb) == (coordinator.pk, "coordinator", opening.PAGINA)
    assert first.data == {"namen": "melder"}
    assert (second.user_id, second.rol, second.data) == (bevoegd_gezag.pk, "bevoegd_gezag", {})
    assert (first.subject_type, first.subject_id) == ("integrity.zaak", zaak.pk)


def test_of_a_melder_who_is_not_known_no_name_was_shown(ingelogd, dien_in, coordinator):
    ingelogd(coordinator).get(url_of(dien_in(melderpositie="vertrouwelijk").zaak))
    assert Leesregel.objects.get().data == {}


def test_an_action_is_named_and_what_was_done_leaves_no_read_line(ingelogd, doe, dien_in, coordinator):
    zaak = dien_in().zaak
    doe(coordinator, zaak, "bevestigen")
    line = Leesregel.objects.get()
    assert (line.verb, line.data) == (opening.STAP, {"stap": "bevestigen"})
    assert ingelogd(coordinator).get(url_of(zaak, "bestaat_niet")).status_code == 404
    assert Leesregel.objects.count() == 1


def test_the_page_tells_it_in_words_to_who_coordinates_and_who_supervises(
    ingelogd, zaak_in, coordinator, onderzoeker, fg
):
    zaak = zaak_in(lifecycle.VOORONDERZOEK)
    ingelogd(onderzoeker).get(url_of(zaak))
    ingelogd(coordinator).get(url_of(zaak, "notitie_maken"))
    for reader in (coordinator, fg):
        rows = ingelogd(reader).get(who_looked_at(zaak)).context["rijen"]
        assert [(r.wie, r.rol, r.wat) for r in rows] == [
            (coordinator.naam, "coördinator", "De stap ‘Interne notitie maken’"),
            (onderzoeker.naam, "onderzoeker", "De zaak, met de naam van de melder"),
        ]
        assert " uur" in rows[0].wanneer and rows[0].waarom == "Hoort bij het werk"
    assert ingelogd(onderzoeker).get(who_looked_at(zaak)).status_code == 404
    assert who_looked_at(zaak) in ingelogd(coordinator).get(url_of(zaak)).content.decode()
    assert who_looked_at(zaak) not in ingelogd(onderzoeker).get(url_of(zaak)).content.decode()


def test_the_melder_never_stands_among_who_looked(ingelogd, dien_in, melder, coordinator):
    melding = dien_in()
    ingelogd(melder).get(reverse("mijn_melding", args=[melding.kenmerk]))
    assert not Leesregel.objects.exists()
    answer = ingelogd(coordinator).get(who_looked_at(melding.zaak))
    assert answer.context["rijen"] == [] and melder.naam not in answer.content.decode()


def test_the_page_costs_the_same_however_often_was_looked_and_has_a_next_page(
    ingelogd, dien_in, coordinator, fg
):
    zaak, counts = dien_in().zaak, []
    client = ingelogd(fg)
    for _ in (0, 1):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(who_looked_at(zaak))
        counts.append(len(queries))
        line = {
            "subject_type": "integrity.zaak",
            "subject_id": zaak.pk,
            "verb": "pagina",
            "rol": "coordinator",
        }
        line |= {"on": zaak.ontvangen_op, "actor_kind": "user", "user_id": coordinator.pk}
        line["organisation_id"] = zaak.organisation_id
        Leesregel.objects.bulk_create(Leesregel(**line) for _ in range(60))
    assert counts[0] <= counts[1] and counts[1] - ACCESS <= 6, counts
    answer = client.get(who_looked_at(zaak))
    assert len(answer.context["rijen"]) == 50
    second = client.get(who_looked_at(zaak) + answer.context["volgende_url"])
    assert len(second.context["rijen"]) == 50 and second.context["vorige_url"]


def test_who_supervises_sees_what_there_is_and_nothing_of_what_was_told(ingelogd, dien_in, fg):
    melding = dien_in()
    page = ingelogd(fg).get(reverse("toezicht")).content.decode()
    assert melding.zaak.kenmerk in page
    assert melding.tekst.beschrijving not in page and "evenwerkzaamheden" not in page
    assert ingelogd(fg).get(url_of(melding.zaak)).status_code == 404
    assert not Leesregel.objects.exists()


@pytest.mark.parametrize("reden", ["", "Zomaar.", " " * 30])
def test_without_a_real_reason_no_content_is_given(ingelogd, dien_in, fg, reden):
    melding = dien_in()
    answer = ingelogd(fg).post(content_of(melding.zaak), {"reden": reden})
    assert answer.context["form"].errors
    assert melding.tekst.beschrijving not in answer.content.decode()
    assert not Leesregel.objects.exists()


def test_with_a_reason_the_content_is_given_without_who_the_melder_is_and_the_reason_is_kept(
    ingelogd, dien_in, melder, coordinator, fg
):
    melding = dien_in()
    answer = ingelogd(fg).post(content_of(melding.zaak), {"reden": REDEN})
    page = answer.content.decode()
    assert answer.status_code == 200 and melding.tekst.beschrijving in page
    assert melder.naam not in page and melder.email not in page
    assert answer.context["aanbod"].mogelijk == {}
    line = Leesregel.objects.get()
    assert (line.user_id, line.verb, line.data) == (fg.pk, opening.INZAGE, {"reden": REDEN})
    row = ingelogd(coordinator).get(who_looked_at(melding.zaak)).context["rijen"][0]
    assert (row.wie, row.rol, row.waarom) == (fg.naam, "privacyfunctionaris", REDEN)


def test_who_supervises_and_is_kept_out_of_a_zaak_finds_nothing_of_it(ingelogd, dien_in, fg):
    zaak = dien_in().zaak
    Uitsluiting.objects.create(zaak=zaak, user=fg, grond=Uitsluiting.Grond.MELDER)
    client = ingelogd(fg)
    assert zaak.kenmerk not in client.get(reverse("toezicht")).content.decode()
    for url in (who_looked_at(zaak), content_of(zaak)):
        assert client.get(url).status_code == 404
        assert client.post(url, {"reden": REDEN}).status_code == 404


def test_who_supervises_the_other_register_supervises_nothing_here(ingelogd, dien_in, den_haag, melder):
    zaak = dien_in().zaak
    other = hire(den_haag, "Andere Toezichthouder")
    other.roltoewijzingen.create(
        organisation=den_haag, rol=Rol.PRIVACYFUNCTIONARIS, register=Register.AGRESSIE
    )
    for url in (reverse("toezicht"), who_looked_at(zaak), content_of(zaak)):
        assert ingelogd(other).get(url).status_code == 404
