"""What an import leaves in the register: the same as people would have left, with its own dates."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from integrity import lifecycle
from integrity.lists import Compartiment
from integrity.models import Aantijging, Betrokkene, Melding, Zaak, ZaakTermijn
from integrity.services.engine import ENGINE
from ledger.models import AuditRegel, OutboxRow
from organisations.models import Afdeling
from tests.conftest import access_of
from tests.integrity.importing.files import (
    FEITENONDERZOEK,
    GESLOTEN,
    LIJN,
    MAATREGEL,
    MELDING,
    OORDEEL,
    VOORONDERZOEK,
    importeer,
    zaak_of,
)

UITSTROOM = {"uitstroomreden": "klacht", "uitgestroomd_op": "2021-02-01"}
NIET = "niet geregistreerd (import)"


def values(rows, *names: str) -> list[tuple]:
    return list(rows.values_list(*names))


def test_a_melding_keeps_what_was_registered_and_the_rest_stays_empty(den_haag):
    importeer(
        den_haag,
        MELDING
        | {
            "kanaal": "brief",
            "melderpositie": "anoniem",
            "melderrelatie": "burger",
            "afdeling": "Stadsbeheer",
            "categorie": "lekken",
            "betreft": "inhuur",
            "misstand": "nee",
        },
        {"kenmerk": "K2", "ontvangen_op": "2021-01-11"},
    )
    one, two = Melding.objects.order_by("bron_kenmerk")
    assert (one.kanaal, one.melderpositie, one.melderrelatie) == ("brief", "anoniem", "burger")
    assert (one.categorie, one.betreft, one.afdeling.naam) == ("lekken", "inhuur", "Stadsbeheer")
    assert one.zaak.misstand is False and one.soort == two.soort == "melding"
    assert (two.kanaal, two.categorie, two.afdeling, two.zaak.misstand) == ("", "", None, None)
    assert one.kenmerk != "K1" and one.zaak.status == lifecycle.ONTVANGEN


@pytest.mark.parametrize("soort", ["signaal", "adviesvraag"])
def test_a_signaal_or_adviesvraag_is_registered_without_a_zaak(den_haag, soort):
    told = importeer(den_haag, MELDING | {"soort": soort, "misstand": "ja"})
    assert Melding.objects.get().soort == soort and not Zaak.objects.exists()
    assert (told["nieuw"], told["zaken"]) == (1, 0)


def test_a_zaak_that_dropped_out_leaves_on_that_day(den_haag):
    importeer(den_haag, MELDING | UITSTROOM)
    zaak = zaak_of()
    assert zaak.status == lifecycle.NIET_IN_BEHANDELING
    assert values(zaak.triagebesluiten, "route", "uitstroomreden", "genomen_op", "motivering") == [
        ("", "klacht", date(2021, 2, 1), NIET)
    ]
    assert values(zaak.sluitingen, "uitgestroomd_op", "afgesloten_op") == [(date(2021, 2, 1), None)]


def test_an_uitstroom_after_a_route_wins_and_the_route_stays(den_haag):
    importeer(den_haag, LIJN | UITSTROOM | {"uitgestroomd_op": "2021-01-15", "afgesloten_op": "2021-03-01"})
    zaak = zaak_of()
    assert zaak.status == lifecycle.GESLOTEN
    assert values(zaak.triagebesluiten, "route", "uitstroomreden") == [("in_de_lijn", ""), ("", "klacht")]
    assert values(zaak.sluitingen, "uitgestroomd_op", "afgesloten_op") == [
        (date(2021, 1, 15), date(2021, 3, 1))
    ]


def test_the_line_ends_with_its_outcome_on_the_day_of_closing(den_haag):
    importeer(den_haag, LIJN | {"lijn_uitkomst": "werkafspraken", "afgesloten_op": "2021-02-20"})
    assert values(zaak_of().lijnbehandelingen, "gestart_op", "uitkomst", "afgerond_op") == [
        (date(2021, 1, 15), "werkafspraken", date(2021, 2, 20))
    ]


def test_an_outcome_of_the_line_without_a_closing_has_no_day(den_haag):
    importeer(den_haag, LIJN | {"lijn_uitkomst": "besproken"})
    assert values(zaak_of().lijnbehandelingen, "uitkomst", "afgerond_op") == [("besproken", None)]
    assert zaak_of().status == lifecycle.NAZORG


def test_a_zaak_goes_back_from_the_line_to_an_investigation(den_haag):
    importeer(den_haag, GESLOTEN | {"route": "in_de_lijn", "lijn_uitkomst": "alsnog_onderzoek"})
    zaak = zaak_of()
    assert zaak.status == lifecycle.GESLOTEN
    assert values(zaak.triagebesluiten, "route") == [("in_de_lijn",)]
    assert values(zaak.lijnbehandelingen, "uitkomst", "afgerond_op") == [("alsnog_onderzoek", None)]
    assert zaak.onderzoeken.get().afgerond_op == date(2021, 3, 10)


def test_a_maatregel_in_the_line_needs_no_oordeel_and_without_betrokkene_counts_for_an_unknown_one(den_haag):
    importeer(den_haag, LIJN | {"maatregel": "gesprek|waarschuwing", "maatregel_op": "2021-02-01|2021-02-02"})
    zaak = zaak_of()
    assert values(zaak.maatregelen, "betrokkene__nummer", "maatregel", "opgelegd_op") == [
        (None, "gesprek", date(2021, 2, 1)),
        (None, "waarschuwing", date(2021, 2, 2)),
    ]
    assert not zaak.aantijgingen.exists()


def test_the_line_after_a_vooronderzoek_is_the_line_too(den_haag):
    importeer(
        den_haag,
        VOORONDERZOEK
        | {"vooronderzoek_uitkomst": "in_de_lijn", "lijn_uitkomst": "besproken", "betrokkene": "2"}
        | {"maatregel": "gesprek", "maatregel_op": "2021-02-15", "afgesloten_op": "2021-03-01"},
    )
    zaak = zaak_of()
    assert zaak.status == lifecycle.GESLOTEN
    assert values(zaak.maatregelen, "betrokkene__nummer", "maatregel") == [(2, "gesprek")]
    assert values(zaak.aantijgingen, "betrokkene__nummer", "oordeel") == [(2, "")]


def test_a_vooronderzoek_keeps_its_dates_and_outcome(den_haag):
    importeer(den_haag, VOORONDERZOEK | {"vooronderzoek_uitkomst": "geen_schending", "kosten": "geen"})
    zaak = zaak_of()
    assert zaak.status == lifecycle.NAZORG
    assert values(zaak.onderzoeken, "soort", "gestart_op", "afgerond_op", "uitkomst", "kosten", "vraag") == [
        ("vooronderzoek", date(2021, 1, 20), date(2021, 2, 10), "geen_schending", "geen", NIET)
    ]


def test_what_both_investigations_cost_stands_with_the_first(den_haag):
    row = VOORONDERZOEK | {"vooronderzoek_uitkomst": "feitenonderzoek", "kosten": "1234.5"}
    row |= {"feitenonderzoek_start": "2021-02-10", "feitenonderzoek_eind": "2021-03-10"}
    importeer(den_haag, row | {"uitvoering": "extern"})
    found = values(zaak_of().onderzoeken, "soort", "uitvoering", "kosten", "kosten_bedrag")
    assert found == [
        ("vooronderzoek", "extern", "bedrag", Decimal("1234.50")),
        ("feitenonderzoek", "", "", None),
    ]


def test_an_investigation_without_an_end_keeps_its_costs_and_runs(den_haag):
    row = {n: v for n, v in FEITENONDERZOEK.items() if n != "feitenonderzoek_eind"}
    importeer(den_haag, row | {"kosten": "onbekend", "uitvoering": "intern"})
    found = values(zaak_of().onderzoeken, "afgerond_op", "uitvoering", "kosten")
    assert found == [(None, "intern", "onbekend")]
    assert zaak_of().status == lifecycle.FEITENONDERZOEK


def test_costs_without_an_investigation_are_told_and_left_out(den_haag):
    assert importeer(den_haag, LIJN | {"kosten": "geen"})["onderzoek_ontbreekt"] == 1
    assert not zaak_of().onderzoeken.exists()


def test_two_betrokkenen_are_judged_and_decided_about_apart(den_haag):
    importeer(
        den_haag,
        MAATREGEL | {"maatregel": "berisping|terugvordering", "maatregel_op": "2021-04-01|2021-05-01"},
        OORDEEL | {"betrokkene": "3", "oordeel": "niet_vastgesteld", "vastgestelde_categorie": ""},
        OORDEEL
        | {"betrokkene": "onbekend", "oordeel": "deels_vastgesteld", "oordeel_op": "2021-03-25"}
        | {"maatregel": "geen", "maatregel_op": "2021-03-25", "maatregel_reden": "Onbekend wie"},
    )
    zaak = zaak_of()
    person = "betrokkene__nummer"
    assert values(zaak.aantijgingen, person, "oordeel", "oordeel_op", "vastgestelde_categorie") == [
        (1, "vastgesteld", date(2021, 3, 20), "lekken"),
        (3, "niet_vastgesteld", date(2021, 3, 20), ""),
        (None, "deels_vastgesteld", date(2021, 3, 25), "lekken"),
    ]
    assert values(zaak.maatregelen, person, "maatregel", "opgelegd_op", "reden") == [
        (None, "geen", date(2021, 3, 25), "Onbekend wie"),
        (1, "berisping", date(2021, 4, 1), "Beleid"),
        (1, "terugvordering", date(2021, 5, 1), "Beleid"),
    ]
    assert zaak.status == lifecycle.NAZORG
    assert zaak.aantijgingen.first().motivering == NIET


def test_rows_equal_in_betrokkene_and_category_are_one_aantijging(den_haag):
    importeer(
        den_haag,
        MAATREGEL,
        MAATREGEL | {"oordeel": "", "oordeel_op": "", "maatregel": "overplaatsing", "maatregel_reden": ""},
        MAATREGEL | {"vastgestelde_categorie": "overig"},
    )
    zaak = zaak_of()
    assert values(zaak.aantijgingen, "vastgestelde_categorie") == [("lekken",), ("overig",)]
    assert sorted(values(zaak.maatregelen, "maatregel", "reden")) == [
        ("berisping", "Beleid"),
        ("overplaatsing", ""),
    ]


def test_a_maatregel_beside_a_judged_row_with_another_category_belongs_to_that_person(den_haag):
    second = {"kenmerk": "K1", "betrokkene": "1", "maatregel": "terugvordering", "maatregel_op": "2021-05-01"}
    importeer(den_haag, OORDEEL, second)
    [aantijging] = zaak_of().aantijgingen.all()
    assert (aantijging.oordeel, aantijging.vastgestelde_categorie) == ("vastgesteld", "lekken")
    [maatregel] = zaak_of().maatregelen.all()
    assert (maatregel.maatregel, maatregel.betrokkene) == ("terugvordering", aantijging.betrokkene)


def test_a_second_row_with_only_a_maatregel_makes_no_second_aantijging(den_haag):
    second = {"kenmerk": "K1", "betrokkene": "1", "maatregel": "terugvordering", "maatregel_op": "2021-05-01"}
    importeer(den_haag, MAATREGEL, second)
    assert zaak_of().aantijgingen.count() == 1 and zaak_of().maatregelen.count() == 2


def test_import_invents_nothing(den_haag):
    """No aantijging without betrokkene or oordeel, no maatregel that was not there, no term, no mail."""
    importeer(den_haag, FEITENONDERZOEK, {"kenmerk": "K2", "ontvangen_op": "2021-01-10", "betrokkene": "1"})
    assert values(Aantijging.objects, "oordeel", "vermoede_categorie") == [("", "")]
    assert Betrokkene.objects.count() == 1
    importeer(den_haag, GESLOTEN | {"kenmerk": "K3"}, LIJN | {"kenmerk": "K4"})
    assert not ZaakTermijn.objects.exists() and not OutboxRow.objects.exists()


def test_an_oordeel_without_betrokkene_is_about_an_unknown_one(den_haag):
    importeer(den_haag, OORDEEL | {"betrokkene": ""})
    assert values(zaak_of().aantijgingen, "betrokkene__nummer", "oordeel") == [(None, "vastgesteld")]


@pytest.mark.parametrize(
    "row", [MELDING, LIJN, VOORONDERZOEK, MELDING | {"route": "extern", "route_op": "2021-01-15"}]
)
def test_an_imported_closing_skips_the_checks(den_haag, row):
    importeer(den_haag, row | {"afgesloten_op": "2021-06-01"})
    zaak = zaak_of()
    assert (zaak.status, zaak.afgesloten_op) == (lifecycle.GESLOTEN, date(2021, 6, 1))
    assert values(zaak.sluitingen, "uitgestroomd_op", "afgesloten_op") == [(None, date(2021, 6, 1))]


def test_steps_that_an_old_registration_left_out_are_no_obstacle(den_haag):
    """Judged without a route or research, researched without a route, decided though not established."""
    importeer(
        den_haag,
        MELDING
        | {"betrokkene": "1", "oordeel": "niet_vastgesteld", "oordeel_op": "2021-03-01"}
        | {"maatregel": "gesprek", "maatregel_op": "2021-03-02"},
        {n: v for n, v in GESLOTEN.items() if not n.startswith("route")} | {"kenmerk": "K2"},
        VOORONDERZOEK | {"kenmerk": "K3", "vooronderzoek_eind": "", "vooronderzoek_uitkomst": "in_de_lijn"},
        VOORONDERZOEK | {"kenmerk": "K4", "afgesloten_op": "2021-03-01"},
        MELDING | {"kenmerk": "K5", "lijn_uitkomst": "besproken"},
        OORDEEL | {"kenmerk": "K6", "vastgestelde_categorie": ""},
    )
    statuses = {k: zaak_of(k).status for k in ("K1", "K2", "K3", "K4", "K5", "K6")}
    assert statuses == {
        "K1": lifecycle.NAZORG,
        "K2": lifecycle.GESLOTEN,
        "K3": lifecycle.VOORONDERZOEK,
        "K4": lifecycle.GESLOTEN,
        "K5": lifecycle.NAZORG,
        "K6": lifecycle.MAATREGEL,
    }


def test_an_aangifte_keeps_its_day_also_after_the_closing(den_haag):
    importeer(den_haag, GESLOTEN | {"aangifte_op": "2021-06-01"})
    assert values(zaak_of().aangiften, "soort", "gedaan_op") == [("aangifte", date(2021, 6, 1))]


def test_an_open_zaak_shows_what_is_next_and_no_term_of_the_past(den_haag, coordinator):
    importeer(den_haag, MELDING, OORDEEL | {"kenmerk": "K2"}, GESLOTEN | {"kenmerk": "K3"})
    assert zaak_of("K1").volgende_actie == "beoordelen"
    assert zaak_of("K2").volgende_actie == "maatregel_opleggen"
    assert zaak_of("K3").volgende_actie == ""
    assert zaak_of("K1").termijn_op is None
    access = access_of(coordinator)
    assert "beoordelen" in {t.verb for t in ENGINE.offered(access, zaak_of("K1"))}


def test_every_audit_line_is_of_the_import_and_has_the_day_it_happened(den_haag):
    importeer(den_haag, GESLOTEN)
    zaak = zaak_of()
    lines = AuditRegel.objects.filter(subject_type="integrity.zaak", subject_id=zaak.pk).order_by("id")
    assert {line.actor_kind for line in lines} == {"import"}
    of_all = AuditRegel.objects.get(verb="geimporteerd")
    assert of_all.data == {"nieuw": 1, "zaken": 1, "bekend": 0, "register": "integriteit"}
    assert [(line.verb, str(line.on)) for line in lines] == [
        ("indienen", "2021-01-10"),
        ("beoordelen", "2021-01-15"),
        ("betrokkene_toevoegen", "2021-01-10"),
        ("start_feitenonderzoek", "2021-01-20"),
        ("feitenonderzoek_afronden", "2021-03-10"),
        ("oordelen", "2021-03-20"),
        ("maatregel_opleggen", "2021-04-01"),
        ("maatregelen_afronden", "2021-04-01"),
        ("sluiten", "2021-04-20"),
    ]


def test_meldingen_join_the_zaak_of_another_wherever_it_stands_in_the_file(den_haag):
    told = importeer(
        den_haag,
        MELDING | {"kenmerk": "K0", "ontvangen_op": "2021-01-20", "gevoegd_bij": "K1", "misstand": "ja"},
        GESLOTEN,
        MELDING | {"kenmerk": "K2", "ontvangen_op": "2021-03-01", "gevoegd_bij": "K1"},
    )
    zaak = zaak_of()
    assert (told["nieuw"], told["zaken"]) == (3, 1)
    assert values(zaak.meldingen.order_by("bron_kenmerk"), "bron_kenmerk", "gevoegd_op", "eigen_zaak") == [
        ("K0", date(2021, 1, 20), None),
        ("K1", None, None),
        ("K2", date(2021, 3, 1), None),
    ]
    assert zaak.ontvangen_op == date(2021, 1, 10) and zaak.misstand is True


def test_a_zaak_keeps_the_receipt_of_its_first_melding(den_haag):
    earlier = MELDING | {"kenmerk": "K0", "ontvangen_op": "2020-12-24", "gevoegd_bij": "K1"}
    importeer(den_haag, GESLOTEN, earlier)
    assert zaak_of().ontvangen_op == date(2020, 12, 24)


def test_a_melding_joins_a_zaak_that_was_imported_before(den_haag):
    importeer(den_haag, GESLOTEN)
    importeer(den_haag, MELDING | {"kenmerk": "K2", "gevoegd_bij": "K1"})
    assert zaak_of("K2") == zaak_of("K1") and zaak_of("K1").status == lifecycle.GESLOTEN


def test_an_afdeling_is_found_by_its_name_or_made(den_haag):
    top = Afdeling.objects.create(organisation=den_haag, naam="Zorg")
    Afdeling.objects.create(organisation=den_haag, naam="Zorg", parent=top)
    told = importeer(
        den_haag,
        MELDING | {"afdeling": " Zorg "},
        {"kenmerk": "K2", "ontvangen_op": "2021-01-11", "afdeling": "Zorg en  Welzijn"},
    )
    assert told["nieuwe_afdelingen"] == ["Zorg en Welzijn"]
    assert Melding.objects.get(bron_kenmerk="K1").afdeling == top
    assert Melding.objects.get(bron_kenmerk="K2").afdeling.naam == "Zorg en Welzijn"


def test_an_afdeling_of_another_organisation_is_not_used(den_haag, waterschap):
    Afdeling.objects.create(organisation=waterschap, naam="Zorg")
    assert importeer(den_haag, MELDING | {"afdeling": "Zorg"})["nieuwe_afdelingen"] == ["Zorg"]


def test_a_melding_about_a_bestuurder_goes_to_that_compartment(den_haag):
    importeer(den_haag, MELDING | {"betreft": "wethouder_gedeputeerde_db"})
    assert zaak_of().compartiment == Compartiment.BESTUURLIJK


def test_a_melding_of_today_can_be_imported_whole(den_haag):
    today = timezone.localdate().isoformat()
    row = {
        name: today if name.endswith(("_op", "_start", "_eind")) else value
        for name, value in GESLOTEN.items()
    }
    importeer(den_haag, row)
    assert zaak_of().status == lifecycle.GESLOTEN
