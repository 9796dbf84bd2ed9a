"""Freezing: complete, at once, as it was; and laid beside what is known later."""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from casework.lifecycle import IllegalTransition
from integrity.models import Betrokkene, Zaak
from reports import lifecycle, periods
from reports.exchange import to_json
from reports.loading.gepubliceerd import received_as_published
from reports.models import BevrorenRapport, Rapportage
from reports.report import make_report
from reports.services import checking, concepts, documents, freezing, writing
from reports.verslag import VERTELD, as_bytes, from_bytes
from tests.conftest import access_of
from tests.reports.agressie.rows import add_incident
from tests.reports.agressie.rows import one_of_each as one_of_each_incident
from tests.reports.making import rapport_of
from tests.reports.rows import add_zaak, establish, one_of_each

H1 = periods.parse("2021-H1")
EMOJI = "<script>alert('x')</script> & <b>vet</b> 👩🏽‍⚖️ " + "é" * 100


def freeze_it(one, user, **decision) -> BevrorenRapport:
    freezing.freeze(one, freezing.Vaststelling(**decision), by=access_of(user))
    return BevrorenRapport.objects.get(rapportage=one)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("register", "fill"), [("integriteit", one_of_each), ("agressie", one_of_each_incident)]
)
def test_a_frozen_report_is_complete_and_computes_again_bit_for_bit(
    register, fill, den_haag, rapport_in, burgemeester
):
    fill(den_haag)
    one = rapport_in(lifecycle.AKKOORD, register=register)

    frozen = freeze_it(one, burgemeester)

    inhoud = bytes(frozen.inhoud)
    whole = make_report(den_haag, register, H1, H1.tot_en_met)
    assert frozen.sha256 == hashlib.sha256(inhoud).hexdigest()
    assert from_bytes(inhoud).cijfers["instroom"] == to_json(whole.cijfers["instroom"])
    assert frozen.cijfers["instroom"]["totaal"] == whole.cijfers["instroom"]["totaal"].aantal > 0
    assert frozen.leden["instroom.totaal"] == sorted(whole.cijfers["instroom"]["totaal"].leden)
    one.refresh_from_db()
    assert one.peildatum == date(2021, 6, 30) and one.vastgesteld_op == timezone.localdate()
    assert checking.compare(one) == checking.Controle(gelijk=True)
    # as it was before reports told of activities and promises
    before = from_bytes(inhoud)
    kept = tuple(deel for deel in before.delen if deel.naam not in VERTELD)
    frozen.inhoud = as_bytes(replace(before, delen=kept))
    frozen.sha256 = hashlib.sha256(frozen.inhoud).hexdigest()
    frozen.save()
    assert frozen.inhoud != inhoud
    assert checking.compare(Rapportage.objects.get(pk=one.pk)).gelijk


@pytest.mark.django_db
def test_zaken_of_bestuurders_count_in_a_frozen_report_whoever_records_the_decision(
    den_haag, rapport_in, burgemeester, coordinator
):
    add_zaak(den_haag, "2021-02-01", compartiment="bestuur", melding={"betreft": "wethouder"})
    one = rapport_in(lifecycle.AKKOORD)
    live = documents.concept_verslag(one, access_of(coordinator))
    assert live.cijfers["instroom"]["totaal"] == 0 and live.titel.startswith("CONCEPT")

    assert freeze_it(one, burgemeester).cijfers["instroom"]["totaal"] == 1


@pytest.mark.django_db
def test_a_period_without_any_melding_is_a_whole_report_of_zeros(rapport_in, burgemeester):
    frozen = freeze_it(rapport_in(lifecycle.AKKOORD, "1999"), burgemeester)
    verslag = from_bytes(bytes(frozen.inhoud))
    assert verslag.cijfers["instroom"]["totaal"] == 0 and len(list(verslag.tabellen())) > 10


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("peildatum", "words"),
    [
        (date(2020, 12, 31), "voor de periode"),
        (timezone.localdate() + timedelta(days=1), "in de toekomst"),
    ],
)
def test_a_peildatum_that_can_not_be_is_refused(peildatum, words, rapport_in, burgemeester):
    one = rapport_in(lifecycle.AKKOORD)
    with pytest.raises(ValidationError, match=words):
        freeze_it(one, burgemeester, peildatum=peildatum)
    one.refresh_from_db()
    assert one.status == lifecycle.AKKOORD and not BevrorenRapport.objects.exists()
    assert freeze_it(one, burgemeester, peildatum=date(2021, 1, 1))


@pytest.mark.django_db
def test_a_period_that_is_not_over_can_not_be_frozen(rapport_in, burgemeester):
    one = rapport_in(lifecycle.AKKOORD, str(timezone.localdate().year))
    with pytest.raises(ValidationError, match="nog niet voorbij"):
        freeze_it(one, burgemeester, peildatum=timezone.localdate())


@pytest.fixture
def beschermd(maak, coordinator, secretaris) -> Callable[..., Rapportage]:
    """beschermd(way): a report to be adopted, of which small numbers are protected this way."""

    def _beschermd(way: str) -> Rapportage:
        one = maak()
        writing.set_up(one, writing.Inrichting(way, 5, None), by=access_of(coordinator))
        writing.agree(one, by=access_of(secretaris))
        return one

    return _beschermd


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["verbergen", "afronden"])
def test_a_report_is_frozen_as_it_was_protected(way, beschermd, burgemeester, den_haag):
    for nr in range(20):
        add_zaak(den_haag, f"2021-0{1 + nr % 2}-03")
    add_zaak(den_haag, "2021-05-05")
    one = beschermd(way)
    verslag = from_bytes(bytes(freeze_it(one, burgemeester).inhoud))
    one.refresh_from_db()
    assert verslag.bescherming and verslag.cijfers["instroom"]["per_maand"]["2021-05"] in (None, 0)
    assert one.bevroren.cijfers["instroom"]["per_maand"]["2021-05"] == 1, "kept beside it, for who may"
    assert checking.compare(one).gelijk


@pytest.mark.django_db
def test_what_can_be_derived_is_named_and_nothing_is_frozen(beschermd, burgemeester, den_haag):
    """Six meldingen at six afdelingen: one without a melding is not in the list, so each has exactly one."""
    for afdeling in ("Afval", "Bouw", "Cultuur", "Dienst", "Werk", "Zorg"):
        add_zaak(den_haag, "2021-03-03", melding={"afdeling": afdeling})
    one = beschermd("verbergen")
    with pytest.raises(ValidationError) as raised:
        freeze_it(one, burgemeester)
    first, *proposals = raised.value.messages
    assert "na te rekenen" in first and "2021-H1" in first and proposals
    one.refresh_from_db()
    assert one.status == lifecycle.AKKOORD and one.peildatum is None


@pytest.mark.django_db
@pytest.mark.parametrize("tekst", [EMOJI, "x" * 50_000, "=1+1\n\n; DROP TABLE", "{{ 7*7 }} {% load x %}"])
def test_what_people_wrote_is_frozen_to_the_letter(tekst, maak, coordinator, secretaris, burgemeester):
    one = maak()
    writing.write(one, "instroom", tekst, shown=writing.mark(""), by=access_of(coordinator))
    writing.agree(one, by=access_of(secretaris))
    part = next(iter(from_bytes(bytes(freeze_it(one, burgemeester).inhoud)).delen))
    one.refresh_from_db()
    assert (part.naam, part.toelichting) == ("instroom", tekst)
    assert checking.compare(one).gelijk


@pytest.mark.django_db
def test_who_writes_second_does_not_overwrite_what_they_never_saw(maak, coordinator, tweede_coordinator):
    one, empty = maak(), writing.mark("")
    writing.write(one, "instroom", "Van Corine.", shown=empty, by=access_of(coordinator))
    with pytest.raises(writing.IntussenGeschreven) as told:
        writing.write(one, "instroom", "Van Tarik.", shown=empty, by=access_of(tweede_coordinator))
    assert told.value.nu == "Van Corine."
    assert one.toelichtingen.get().tekst == "Van Corine."
    both = writing.mark(told.value.nu)
    writing.write(one, "instroom", "Van ons.", shown=both, by=access_of(tweede_coordinator))
    assert one.toelichtingen.get().tekst == "Van ons."


def test_of_two_people_who_freeze_at_once_one_wins_and_the_other_is_told(
    committed, den_haag, rapport_in, burgemeester, bevoegd_gezag
):
    one_of_each(den_haag)
    one = rapport_in(lifecycle.AKKOORD)
    gate, found = threading.Barrier(2), []

    def go(user) -> None:
        try:
            gate.wait()
            freezing.freeze(one, freezing.Vaststelling(), by=access_of(user))
            found.append("done")
        except IllegalTransition as error:
            found.append(error.messages[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(user,)) for user in (burgemeester, bevoegd_gezag)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(found) == [
        "done",
        "“Vaststellen” kan niet (meer). De status van het rapport is nu: vastgesteld.",
    ]
    assert BevrorenRapport.objects.count() == 1


def test_figures_that_change_while_they_are_counted_are_counted_again():
    first, then = (rapport_of({"n": n, "verdieping": {}}, "2021-H1") for n in (1, 2))
    assert freezing.settled(iter([first, then, then]).__next__) is then
    with pytest.raises(ValidationError, match="veranderen juist nu"):
        freezing.settled(iter([first, then, first, then]).__next__)


@pytest.mark.django_db
def test_who_judges_a_concept_counts_the_zaken_of_employees_without_their_own(den_haag, maak, secretaris):
    """Neither a zaak of a bestuurder, nor one in which they are the betrokkene, stands in their concept."""
    add_zaak(den_haag, "2021-02-01", melding={"betreft": "medewerker"})
    mine = add_zaak(den_haag, "2021-02-02", melding={"betreft": "medewerker"})
    Betrokkene.objects.create(zaak=mine, nummer=1, user=secretaris)
    add_zaak(den_haag, "2021-02-03", compartiment="bestuur", melding={"betreft": "wethouder"})
    verslag = documents.concept_verslag(maak(), access_of(secretaris))
    assert verslag.cijfers["instroom"]["totaal"] == 1


# What became known later


@pytest.fixture
def bevroren(db, den_haag, rapport_in) -> tuple[dict[str, Zaak], Rapportage]:
    zaken = one_of_each(den_haag)
    return zaken, rapport_in(lifecycle.VASTGESTELD)


def numbers(rows) -> dict[str, tuple]:
    return {row.verschil.pad: (row.verschil.toen.waarde, row.verschil.nu.waarde) for row in rows}


def test_the_check_says_which_figures_differ_and_which_zaken_changed(bevroren, den_haag, coordinator):
    zaken, one = bevroren
    establish(zaken["voor"], "2021-03-20", "lekken")
    later = add_zaak(den_haag, "2021-03-01", melding={"categorie": "lekken", "betreft": "medewerker"})

    found = checking.compare(one)
    rows = checking.for_person(found, one, access_of(coordinator))

    assert not found.gelijk
    assert numbers(rows)["instroom.totaal"] == (7, 8)
    assert numbers(rows)["schendingen.totaal"] == (1, 2)
    which = {row.verschil.pad: [geval["zaak"] for geval in row.gevallen] for row in rows}
    assert which["instroom.totaal"] == [later.kenmerk]
    assert which["schendingen.totaal"] == [zaken["voor"].kenmerk]
    one.refresh_from_db()
    assert from_bytes(bytes(one.bevroren.inhoud)).cijfers["instroom"]["totaal"] == 7


def test_the_check_of_the_other_register_names_its_incidents(den_haag, rapport_in, coordinator):
    one_of_each_incident(den_haag)
    one = rapport_in(lifecycle.VASTGESTELD, register="agressie")
    before = one.bevroren.cijfers["instroom"]["totaal"]
    later = add_incident(den_haag, "2021-03-01")
    rows = checking.for_person(checking.compare(one), one, access_of(coordinator))
    assert numbers(rows)["instroom.totaal"] == (before, before + 1)
    row = next(row for row in rows if row.verschil.pad == "instroom.totaal")
    assert [case["kenmerk"] for case in row.gevallen] == [later.kenmerk]


def test_a_number_that_stayed_the_same_over_other_zaken_is_told(bevroren, den_haag, coordinator):
    zaken, one = bevroren
    zaken["nieuw"].meldingen.update(ontvangen_op=date(2020, 12, 31))
    add_zaak(den_haag, "2021-02-20", melding={"kanaal": "portaal", "categorie": "lekken"})
    rows = numbers(checking.for_person(checking.compare(one), one, access_of(coordinator)))
    assert rows["instroom.totaal"] == (7, 7)


def test_what_changed_after_the_peildatum_changes_nothing(bevroren, den_haag):
    zaken, one = bevroren
    establish(zaken["voor"], "2021-07-20", "lekken")
    add_zaak(den_haag, "2021-07-01")
    assert checking.compare(one).gelijk


def test_a_zaak_that_must_not_exist_for_somebody_changes_nothing_they_see(bevroren, den_haag, coordinator):
    """Neither a zaak of a bestuurder, nor one in which the coördinator is the betrokkene."""
    _, one = bevroren
    add_zaak(den_haag, "2021-03-01", compartiment="bestuur", melding={"betreft": "wethouder"})
    found = checking.compare(one)
    assert not found.gelijk and any(row.pad == "instroom.totaal" for row in found.verschillen)
    assert checking.for_person(found, one, access_of(coordinator)) == []


def test_the_auditor_sees_the_numbers_and_no_zaken(bevroren, den_haag, auditor):
    _, one = bevroren
    add_zaak(den_haag, "2021-03-01")
    rows = checking.for_person(checking.compare(one), one, access_of(auditor))
    assert numbers(rows)["instroom.totaal"] == (7, 8)
    assert not any(row.gevallen for row in rows)


def test_an_afdeling_that_got_another_name_is_compared_without_mistaking_meldingen_for_zaken(
    bevroren, den_haag, coordinator
):
    _, one = bevroren
    den_haag.afdelingen.update(naam="Zorg en welzijn")
    rows = checking.for_person(checking.compare(one), one, access_of(coordinator))
    assert numbers(rows)["instroom.per_afdeling.Zorg"][1] is None
    old = next(row for row in rows if row.verschil.pad == "instroom.per_afdeling.Zorg")
    assert len(old.gevallen) == len(old.verschil.veranderd) == 7


def test_a_report_under_older_definitions_is_not_compared_but_says_so(bevroren):
    _, one = bevroren
    BevrorenRapport.objects.update(definities=0)
    assert checking.compare(Rapportage.objects.get(pk=one.pk)) == checking.Controle(definities=0)


def test_only_the_words_of_an_organisation_that_was_renamed_differ(bevroren, den_haag, coordinator):
    _, one = bevroren
    den_haag.naam = "Gemeente 's-Gravenhage"
    den_haag.save()
    found = checking.compare(Rapportage.objects.get(pk=one.pk))
    assert not found.gelijk and found.verschillen == ()


# As published


def test_the_comparison_shows_what_the_report_of_then_had(
    den_haag, rapport_in, coordinator, django_assert_num_queries
):
    one_of_each(den_haag)
    rapport_in(lifecycle.VASTGESTELD, "2020-H1")
    add_zaak(den_haag, "2020-03-01")

    then = make_report(den_haag, "integriteit", H1, H1.tot_en_met).cijfers["vergelijking"]

    shown = [(one["instroom"].aantal, one["instroom_zoals_gepubliceerd"]) for one in then]
    assert shown[0] == (2, 1) and [printed for _, printed in shown[1:]] == [None, None]


def test_the_last_version_is_what_was_published_and_an_old_report_keeps_what_it_had(
    den_haag, rapport_in, coordinator, secretaris, burgemeester
):
    add_zaak(den_haag, "2020-03-01")
    old = rapport_in(lifecycle.VASTGESTELD, "2020-H1")
    later = rapport_in(lifecycle.VASTGESTELD, "2021-H1")
    add_zaak(den_haag, "2020-04-01")
    new = concepts.correct(old, "Een melding ontbrak.", by=access_of(coordinator))
    writing.agree(new, by=access_of(secretaris))
    freezing.freeze(new, freezing.Vaststelling(), by=access_of(burgemeester))

    def printed(**more) -> int:
        tree = make_report(den_haag, "integriteit", H1, H1.tot_en_met, **more).cijfers
        return tree["vergelijking"][0]["instroom_zoals_gepubliceerd"]

    assert printed() == 2
    assert printed(published_before=later.bevroren.created_at) == 1


def test_what_was_published_costs_one_query_and_what_was_protected_is_not_told(
    den_haag, rapport_in, django_assert_num_queries
):
    rapport_in(lifecycle.VASTGESTELD, "2020-H1")
    rapport_in(lifecycle.VASTGESTELD, "2019-H1")
    Rapportage.objects.filter(periode="2019-H1").update(bescherming="verbergen")
    with django_assert_num_queries(1):
        assert received_as_published(den_haag, "integriteit", H1) == {"2020-H1": 0}
    with django_assert_num_queries(0):
        assert received_as_published(den_haag, "integriteit", periods.parse("2021-01-01/2021-02-03")) == {}
    assert received_as_published(den_haag, "agressie", H1) == {}
