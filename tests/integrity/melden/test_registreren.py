"""Registering for somebody else, questions and signals, and the counts of a vertrouwenspersoon."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casework import plaats
from integrity.models import Bericht, Melding, MeldingConcept, Uitsluiting, VertrouwenspersoonTelling, Zaak
from integrity.services import intake
from ledger.models import AuditRegel, OutboxRow
from organisations.roles import COORDINEERT, Rol
from tests.conftest import access_of, hire
from tests.integrity.melden.test_bad_input import GOED

OVERHEAD = 4


def register(client, **answers):
    return client.post(reverse("registreren"), GOED | answers)


def test_a_vertrouwenspersoon_registers_and_sees_no_zaak(vertrouwenspersoon, coordinator, ingelogd):
    client = ingelogd(vertrouwenspersoon)
    answer = register(client)
    page = client.get(answer["Location"]).content.decode()
    melding = Melding.objects.get()
    assert melding.kenmerk in page and "12 januari 2026" in page
    assert reverse("zaak", args=[melding.zaak.kenmerk]) not in page
    assert client.get(reverse("zaak", args=[melding.zaak.kenmerk])).status_code == 404
    assert (melding.kanaal, melding.namens, melding.verslag_akkoord) == ("vertrouwenspersoon", True, True)
    assert melding.ontvangen_op == date(2026, 1, 5)
    assert melding.identiteit.naam == "Piet Paulusma" and melding.identiteit.user is None
    assert melding.zaak.ingenomen_door == vertrouwenspersoon
    assert AuditRegel.objects.get(verb="indienen").user_id == vertrouwenspersoon.pk


def test_a_coordinator_gets_a_link_to_the_zaak(coordinator, ingelogd):
    client = ingelogd(coordinator)
    answer = register(client, kanaal="telefoon")
    page = client.get(answer["Location"]).content.decode()
    assert reverse("zaak", args=[Zaak.objects.get().kenmerk]) in page


def test_each_role_has_its_own_channels(coordinator, vertrouwenspersoon, leidinggevende, ingelogd):
    assert register(ingelogd(vertrouwenspersoon), kanaal="meldpunt").status_code == 200
    assert register(ingelogd(leidinggevende)).status_code == 200
    assert register(ingelogd(leidinggevende), kanaal="leidinggevende").status_code == 302
    assert register(ingelogd(coordinator), kanaal="portaal").status_code == 200


def test_an_anonymous_melder_leaves_no_identity(vertrouwenspersoon, coordinator, ingelogd):
    register(ingelogd(vertrouwenspersoon), melderpositie="anoniem", melder_naam="")
    assert not hasattr(Melding.objects.get(), "identiteit")


def test_the_same_form_sent_twice_makes_one_melding(vertrouwenspersoon, coordinator, ingelogd):
    client = ingelogd(vertrouwenspersoon)
    assert {register(client)["Location"] for _ in range(2)} == {
        reverse("geregistreerd", args=[GOED["inzending"]])
    }
    assert Melding.objects.count() == 1


def test_the_confirmation_is_for_who_registered_it(
    vertrouwenspersoon, coordinator, leidinggevende, melder, buitenstaander, ingelogd
):
    url = register(ingelogd(vertrouwenspersoon))["Location"]
    for other in (coordinator, leidinggevende, melder, buitenstaander):
        assert ingelogd(other).get(url).status_code == 404


def test_the_form_of_a_melder_can_not_be_taken_over(melder, coordinator, begin, ingelogd):
    formulier = begin(melder)
    formulier.fill()
    formulier.send()
    client = ingelogd(coordinator)
    answer = register(client, kanaal="telefoon", inzending=formulier.token)
    assert client.get(answer["Location"]).status_code == 404
    assert Melding.objects.count() == 1
    assert not MeldingConcept.objects.exists()


def test_somebody_can_be_kept_out_on_behalf_of_the_melder(
    vertrouwenspersoon, coordinator, tweede_coordinator, ingelogd
):
    register(ingelogd(vertrouwenspersoon), uitgesloten=[str(coordinator.pk)])
    assert Uitsluiting.objects.get().user == coordinator
    assert coordinator.email not in str(list(OutboxRow.objects.values_list("payload", flat=True)))


def test_on_behalf_of_the_melder_everybody_here_can_be_kept_out(
    vertrouwenspersoon, coordinator, buitenadres, ingelogd
):
    register(ingelogd(vertrouwenspersoon), uitgesloten=[str(coordinator.pk)])
    assert OutboxRow.objects.get().payload["to"] == [buitenadres.email]


def test_a_question_about_a_bestuurder_must_be_read_by_somebody_here(
    vertrouwenspersoon, coordinator, ingelogd
):
    page = register(ingelogd(vertrouwenspersoon), betreft="burgemeester", soort="signaal")
    assert "niemand die vragen en signalen" in page.content.decode()


@pytest.mark.parametrize("rol", list(Rol))
def test_who_may_register_count_and_read_questions(den_haag, ingelogd, rol):
    client = ingelogd(hire(den_haag, "Iemand", *([rol] if rol != Rol.MEDEWERKER else [])))
    registers = rol in (Rol.INTEGRITEITSCOORDINATOR, Rol.VERTROUWENSPERSOON, Rol.LEIDINGGEVENDE)
    allowed = {
        "registreren": registers,
        "tellingen": rol == Rol.VERTROUWENSPERSOON,
        "meldingen": rol in COORDINEERT,
    }
    for name, may in allowed.items():
        assert client.get(reverse(name)).status_code == (200 if may else 404), name
        assert may or client.post(reverse(name)).status_code == 404


# Adviesvragen en signalen


def test_the_list_has_questions_and_signals_and_no_meldingen(dien_in, coordinator, ingelogd):
    vraag, signaal, melding = (dien_in(soort=s) for s in ("adviesvraag", "signaal", "melding"))
    client = ingelogd(coordinator)
    page = client.get(reverse("meldingen")).content.decode()
    assert vraag.kenmerk in page and signaal.kenmerk in page and melding.kenmerk not in page
    assert signaal.kenmerk not in client.get(reverse("meldingen") + "?soort=adviesvraag").content.decode()
    intake.settle(vraag, by=access_of(coordinator))
    assert vraag.kenmerk not in client.get(reverse("meldingen")).content.decode()
    assert vraag.kenmerk in client.get(reverse("meldingen") + "?stand=afgehandeld").content.decode()
    assert client.get(reverse("melding", args=[melding.kenmerk])).status_code == 404


def test_the_list_is_paged_without_missing_or_repeating_one(dien_in, coordinator, ingelogd):
    made = {
        dien_in(soort="signaal", ontvangen_op=timezone.localdate() - timedelta(days=n % 3)).kenmerk
        for n in range(60)
    }
    client, url, seen = ingelogd(coordinator), reverse("meldingen"), []
    while url:
        answer = client.get(url)
        seen += [row["kenmerk"] for row in answer.context["rijen"]]
        url = answer.context["volgende_url"] and reverse("meldingen") + answer.context["volgende_url"]
    assert len(seen) == 60 and set(seen) == made


def test_a_place_in_the_list_that_we_did_not_make_is_the_beginning(dien_in, coordinator, ingelogd):
    dien_in(soort="signaal")
    client = ingelogd(coordinator)
    of_another_list = plaats.mark("toezicht", "2026-01-01", 1)
    for place in (
        of_another_list,
        "x",
        "2026-02-31_1",
        "2026-01-01_",
        "_5",
        "2026-01-01_" + "9" * 40,
        "\x00",
    ):
        assert client.get(reverse("meldingen"), {"na": place}).status_code == 200


def test_the_list_takes_the_same_few_queries_however_long_it_is(dien_in, coordinator, ingelogd):
    client, counts = ingelogd(coordinator), []
    for more in (0, 25, 75):
        for _ in range(more):
            dien_in(soort="signaal")
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("meldingen"))
        counts.append(len(captured))
    assert len(set(counts)) == 1 and counts[0] - OVERHEAD <= 6


def test_a_question_takes_few_queries_however_much_was_said(dien_in, coordinator, ingelogd):
    vraag = dien_in(soort="adviesvraag")
    client, counts = ingelogd(coordinator), []
    for more in (0, 25, 75):
        Bericht.objects.bulk_create([Bericht(melding=vraag, van_melder=True, tekst="…") for _ in range(more)])
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("melding", args=[vraag.kenmerk]))
        counts.append(len(captured))
    assert len(set(counts)) == 1 and counts[0] - OVERHEAD <= 8


def test_a_question_is_answered_and_the_melder_reads_it(dien_in, melder, coordinator, ingelogd):
    vraag = dien_in(soort="adviesvraag")
    url = reverse("melding", args=[vraag.kenmerk])
    client = ingelogd(coordinator)
    page = client.post(url, {"antwoord": "1", "tekst": ""})
    assert "Schrijf het bericht dat de melder moet lezen." in page.content.decode()
    assert client.post(url, {"antwoord": "1", "tekst": "Ja, dat mag."})["Location"] == url
    assert melder.email in str(list(OutboxRow.objects.values_list("payload", flat=True)))
    page = ingelogd(melder).get(reverse("mijn_melding", args=[vraag.kenmerk])).content.decode()
    assert "Ja, dat mag." in page and coordinator.naam not in page and "Beantwoord" in page


def test_a_question_becomes_a_melding_with_a_zaak_once(dien_in, coordinator, ingelogd):
    vraag = dien_in(soort="adviesvraag")
    client, url = ingelogd(coordinator), reverse("melding", args=[vraag.kenmerk])
    first = client.post(url, {"omzetten": "1"})["Location"]
    assert first == reverse("zaak", args=[Zaak.objects.get().kenmerk])
    assert client.post(url, {"omzetten": "1"})["Location"] == first
    assert Melding.objects.filter(soort="melding").count() == 1
    vraag.refresh_from_db()
    assert vraag.soort == "adviesvraag" and vraag.afgehandeld_op
    assert first in client.get(url).content.decode()


def test_a_question_about_a_bestuurder_becomes_a_zaak_in_the_same_hands(
    dien_in, coordinator, griffier, ingelogd
):
    vraag = dien_in(soort="adviesvraag", betreft="burgemeester")
    url = reverse("melding", args=[vraag.kenmerk])
    assert ingelogd(coordinator).post(url, {"omzetten": "1"}).status_code == 404
    made = ingelogd(griffier).post(url, {"omzetten": "1"})["Location"]
    assert made == reverse("zaak", args=[vraag.omgezet_in.get().zaak.kenmerk])


def test_a_question_is_settled(dien_in, coordinator, ingelogd):
    vraag = dien_in(soort="signaal")
    client, url = ingelogd(coordinator), reverse("melding", args=[vraag.kenmerk])
    for _ in range(2):
        assert client.post(url, {"afhandelen": "1"})["Location"] == url
    assert AuditRegel.objects.filter(verb="afhandelen").count() == 1


def test_a_question_of_another_organisation_is_not_there(dien_in, buitenstaander, ingelogd):
    vraag = dien_in(soort="adviesvraag")
    client, url = ingelogd(buitenstaander), reverse("melding", args=[vraag.kenmerk])
    assert client.get(url).status_code == 404
    assert client.post(url, {"omzetten": "1"}).status_code == 404
    assert vraag.kenmerk not in client.get(reverse("meldingen")).content.decode()


# Counts


def test_counts_are_kept_per_quarter_with_their_zeros(vertrouwenspersoon, ingelogd):
    client = ingelogd(vertrouwenspersoon)
    today = timezone.localdate()
    quarter = f"{today.year}-{(today.month - 1) // 3 + 1}"
    url = reverse("tellingen") + f"?kwartaal={quarter}"
    assert client.post(url, {"aantal_pesten": "3"})["Location"] == url
    rows = VertrouwenspersoonTelling.objects.all()
    assert rows.get(categorie="pesten").aantal == 3
    assert rows.filter(aantal=0).count() == rows.count() - 1
    client.post(url, {"aantal_pesten": "4"})
    assert rows.get(categorie="pesten").aantal == 4
    line = AuditRegel.objects.filter(verb="telling_vastleggen").last()
    assert line.data["aantallen"] == {"pesten": [3, 4]}
    assert ": 4" in client.get(url).content.decode()
    client.post(url, {"aantal_pesten": "4"})
    assert AuditRegel.objects.filter(verb="telling_vastleggen").count() == 2


@pytest.mark.parametrize("number", ["-1", "twee", "1,5", "99999", "1" * 5000])
def test_a_count_is_a_whole_number(vertrouwenspersoon, ingelogd, number):
    page = ingelogd(vertrouwenspersoon).post(reverse("tellingen"), {"aantal_pesten": number})
    assert page.status_code == 200 and "Fout: " in page.content.decode()
    assert not VertrouwenspersoonTelling.objects.exists()


def test_no_counts_of_a_quarter_to_come_and_none_of_somebody_else(den_haag, vertrouwenspersoon, ingelogd):
    client = ingelogd(vertrouwenspersoon)
    page = client.get(reverse("tellingen") + "?kwartaal=2999-1")
    assert str(timezone.localdate().year) in page.context["titel"]
    client.post(reverse("tellingen"), {"aantal_pesten": "3"})
    colleague = hire(den_haag, "Vic Ander", Rol.VERTROUWENSPERSOON)
    totals = ingelogd(colleague).get(reverse("tellingen")).context["kwartalen"]
    assert {row["totaal"] for row in totals} == {None}


def test_a_question_about_a_bestuurder_is_read_by_who_reads_about_bestuurders(
    dien_in, coordinator, griffier, burgemeester, ingelogd
):
    about_wethouder = dien_in(soort="adviesvraag", betreft="wethouder_gedeputeerde_db")
    about_burgemeester = dien_in(soort="signaal", betreft="burgemeester")
    page = {
        u: ingelogd(u).get(reverse("meldingen")).content.decode()
        for u in (coordinator, griffier, burgemeester)
    }
    assert about_wethouder.kenmerk not in page[coordinator]
    assert about_wethouder.kenmerk in page[griffier] and about_burgemeester.kenmerk in page[griffier]
    assert about_wethouder.kenmerk in page[burgemeester]
    assert about_burgemeester.kenmerk not in page[burgemeester]
    detail = reverse("melding", args=[about_burgemeester.kenmerk])
    assert ingelogd(burgemeester).get(detail).status_code == 404
    assert ingelogd(griffier).get(detail).status_code == 200
