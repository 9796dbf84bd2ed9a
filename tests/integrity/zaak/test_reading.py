"""What people read and fill in along the way: joined zaken, late terms, amounts, who is not asked what."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casework.forms.velden import BedragVeld
from integrity import lifecycle
from integrity.models import Zaak
from integrity.services import intake, oordeel, triage, verloop
from tests.conftest import LEESREGEL, access_of
from tests.integrity.zaak.conftest import url_of
from tests.integrity.zaak.test_page import ACCESS, history_of
from tests.integrity.zaak.test_werklijst import rows_of


def test_an_emptied_zaak_leads_to_where_its_meldingen_went(ingelogd, dien_in, coordinator):
    source, target = dien_in(categorie="lekken").zaak, dien_in().zaak
    triage.join(source, target, by=access_of(coordinator))
    client = ingelogd(coordinator)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url_of(source))
    assert len(queries) - ACCESS - LEESREGEL <= 8
    page = answer.content.decode()
    assert "Gevoegd bij zaak" in page and url_of(target) in page
    assert answer.context["onderwerp"]
    assert any(source.kenmerk in line for line in history_of(client, target))
    closed = rows_of(client.get(reverse("werklijst"), {"status": "gesloten"}))[0]
    assert closed.merken == ["gevoegd"] and closed.onderwerp != "Onbekend"


def test_the_reference_of_a_joined_zaak_is_only_told_to_who_may_open_it(ingelogd, zaak_in, dien_in, griffier):
    target = dien_in().zaak
    source = dien_in(betreft="wethouder_gedeputeerde_db").zaak
    Zaak.objects.filter(pk=source.pk).update(opgegaan_in=target)
    page = ingelogd(griffier).get(url_of(source)).content.decode()
    assert "Gevoegd bij een andere zaak" in page and target.kenmerk not in page


def test_a_late_term_of_the_law_is_not_hidden_behind_a_check(ingelogd, gang, coordinator):
    zaak = gang(days_ago=120, pace=1).to(lifecycle.OORDEEL)
    first = timezone.localdate() - timedelta(days=100)
    zaak.termijnen.filter(code="terugkoppelen").update(wettelijk=True)
    Zaak.objects.filter(pk=zaak.pk).update(termijn_code="benadelingscheck", termijn_op=first)
    row = rows_of(ingelogd(coordinator).get(reverse("werklijst")))[0]
    assert (row.termijn.label, row.termijn.wettelijk) == ("Terugkoppelen aan de melder", True)
    assert row.ook.label == "Benadelingscheck"
    assert row.acties[0].verb == "terugkoppelen"
    assert (
        "Terugkoppelen aan de melder (wet)"
        in ingelogd(coordinator).get(reverse("werklijst")).content.decode()
    )


def test_a_withdrawn_melding_is_marked(ingelogd, dien_in, coordinator, melder):
    melding = dien_in()
    intake.withdraw(melding, "Het is opgelost.")
    assert "ingetrokken" in rows_of(ingelogd(coordinator).get(reverse("werklijst")))[0].merken


def test_about_a_bestuurder_there_is_no_line_and_no_boss(ingelogd, doe, dien_in, griffier):
    zaak = dien_in(betreft="wethouder_gedeputeerde_db").zaak
    doe(griffier, zaak, "bevestigen")
    form = ingelogd(griffier).get(url_of(zaak, "beoordelen")).context["form"]
    assert "in_de_lijn" not in dict(form.fields["route"].choices)
    assert not form.fields["bevoegd_gezag"].required and "leidinggevende" not in form.fields
    doe(
        griffier,
        zaak,
        "beoordelen",
        conflict_nagegaan="on",
        misstand="nee",
        art_162="nee",
        risico_melder="Geen.",
        motivering="Eerst kijken.",
        route="vooronderzoek",
    )
    assert zaak.status == lifecycle.VOORONDERZOEK


def test_a_political_outcome_is_not_for_an_employee(ingelogd, zaak_in, bevoegd_gezag):
    zaak = zaak_in(lifecycle.MAATREGEL)
    form = ingelogd(bevoegd_gezag).get(url_of(zaak, "maatregel_opleggen")).context["form"]
    assert "politiek" not in dict(form.fields["maatregelen"].choices)


def test_the_last_decision_may_leave_the_zaak_where_it_is(stuur, zaak_in, bevoegd_gezag):
    zaak = zaak_in(lifecycle.MAATREGEL)
    answers = {"maatregelen": ["geen"], "reden": "Klein."}
    stuur(bevoegd_gezag, zaak, "maatregel_opleggen", **answers, laatste="")
    assert zaak.status == lifecycle.MAATREGEL and zaak.volgende_actie == "maatregelen_afronden"


def test_the_last_decision_takes_the_zaak_to_the_aftercare(doe, zaak_in, bevoegd_gezag):
    zaak = zaak_in(lifecycle.MAATREGEL)
    doe(bevoegd_gezag, zaak, "maatregel_opleggen", maatregelen=["geen"], reden="Klein.")
    assert zaak.status == lifecycle.NAZORG


def test_what_stands_where_there_is_no_maatregel(ingelogd, zaak_in, coordinator, bevoegd_gezag):
    zaak = zaak_in(lifecycle.OORDEEL)
    client = ingelogd(coordinator)
    assert client.get(url_of(zaak)).context["betrokkenen"][0]["geen_maatregel"] == "Nog geen besluit"
    (one,) = zaak.aantijgingen.all()
    oordeel.judge(zaak, [oordeel.Oordeel(one, "niet_vastgesteld")], by=access_of(bevoegd_gezag))
    assert client.get(url_of(zaak)).context["betrokkenen"][0]["geen_maatregel"] == "Niet nodig"


def test_in_the_line_only_light_measures_and_perhaps_nobody_known(
    ingelogd, doe, gang, leidinggevende, coordinator
):
    path = gang()
    path.acknowledge()
    path.accuse()
    path.route("in_de_lijn")
    page = ingelogd(leidinggevende).get(url_of(path.zaak, "lijn_maatregel"))
    form = page.context["form"]
    assert list(dict(form.fields["maatregel"].choices)) == [
        "gesprek",
        "werkafspraken",
        "waarschuwing",
        "formele_waarschuwing",
        "geen",
    ]
    assert "Niet bekend wie" in page.content.decode()
    doe(leidinggevende, path.zaak, "lijn_maatregel", betrokkene="", maatregel="gesprek", reden="Onduidelijk.")
    assert path.zaak.maatregelen.get().betrokkene.onbekend
    shown = ingelogd(coordinator).get(url_of(path.zaak)).context["betrokkenen"][0]
    assert shown["aantijgingen"][0]["geen_oordeel"] == "Geen oordeel (in de lijn)"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.250,50", "1250.50"),
        ("€ 1250,50", "1250.50"),
        ("1250.50", "1250.50"),
        ("1.250", "1250"),
        ("€ 0", "0"),
    ],
)
def test_amounts_as_people_write_them(typed, amount):
    assert BedragVeld("Bedrag").clean(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["veel", "-5", "1,2,3", "NaN", "€"])
def test_what_is_no_amount(typed):
    with pytest.raises(ValidationError):
        BedragVeld("Bedrag").clean(typed)


def test_independence_is_declared_once(ingelogd, doe, gang, onderzoeker):
    path = gang()
    path.acknowledge()
    path.route("feitenonderzoek")
    path.start_onderzoek("feitenonderzoek")
    path.accuse()
    client = ingelogd(onderzoeker)
    assert "onafhankelijkheid_verklaren" in client.get(url_of(path.zaak)).context["kan"]
    doe(onderzoeker, path.zaak, "onafhankelijkheid_verklaren", verklaring="on")
    answer = client.get(url_of(path.zaak))
    assert "onafhankelijkheid_verklaren" not in answer.context["kan"]
    told = " ".join(one.reden for one in answer.context["aanbod"].niet_nu)
    assert "onafhankelijkheid_verklaren" not in told
    assert "die moeten en" in told and told.count("basiseisen open") == 1


def test_the_same_thing_twice_on_a_day_is_counted(ingelogd, doe, zaak_in, coordinator):
    zaak = zaak_in(lifecycle.BEOORDELING)
    for text in ("Een.", "Twee."):
        doe(coordinator, zaak, "notitie_maken", tekst=text)
    page = ingelogd(coordinator).get(url_of(zaak)).content.decode()
    assert "Er is een interne notitie gemaakt. (2 keer)" in page


def test_who_gives_a_zaak_back_reads_it_about_themselves(ingelogd, zaak_in, leidinggevende):
    zaak = zaak_in(lifecycle.IN_DE_LIJN)
    answer = ingelogd(leidinggevende).post(url_of(zaak, "lijn_teruggeven"), {"reden": ""}, follow=True)
    assert "U heeft de zaak teruggegeven." in answer.content.decode()


def test_who_proposed_to_drop_waits_for_a_second_pair_of_eyes(ingelogd, gang, coordinator):
    path = gang()
    path.acknowledge()
    path.propose_drop()
    assert "Wacht op tweede lezer: meelezen" in ingelogd(coordinator).get(url_of(path.zaak)).content.decode()


def test_why_a_zaak_was_reopened_stays_readable(ingelogd, zaak_in, coordinator):
    zaak = zaak_in(lifecycle.GESLOTEN)
    verloop.reopen(zaak, reden="Er is een nieuwe getuige.", by=access_of(coordinator))
    assert "Er is een nieuwe getuige." in ingelogd(coordinator).get(url_of(zaak)).content.decode()
