"""Terms: what day a length makes it, and how a term on a case starts, stands still and stops."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from casework import terms
from casework.terms import DEFINITIES, Duur, TermijnDefinitie, add_months, deadline, is_working_day
from integrity import lifecycle
from ledger.actors import SYSTEEM
from organisations.services import reset_termijn, set_termijn

INTEGRITEIT = lifecycle.REGISTER
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 10, 31), 3, date(2027, 1, 31)),
        (date(2026, 12, 15), 2, date(2027, 2, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 8, 31), 0, date(2026, 8, 31)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(start, months, end):
    assert deadline(start, Duur(months, "maanden")) == end


@given(DAYS, st.integers(0, 36))
def test_months_never_spill_into_the_next_month(start, months):
    end = add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day <= start.day


def test_seven_days_from_a_monday_is_the_next_monday():
    assert deadline(date(2026, 6, 1), Duur(7)) == date(2026, 6, 8)
    assert deadline(date(2026, 12, 30), Duur(7)) == date(2027, 1, 6)


@pytest.mark.parametrize(
    ("start", "days", "end", "why"),
    [
        (date(2026, 6, 5), 1, date(2026, 6, 8), "a weekend"),
        (date(2026, 6, 6), 1, date(2026, 6, 8), "a start in the weekend"),
        (date(2026, 4, 2), 1, date(2026, 4, 7), "Good Friday and the days of Easter"),
        (date(2026, 4, 24), 1, date(2026, 4, 28), "Koningsdag on a Monday"),
        (date(2025, 4, 25), 1, date(2025, 4, 28), "Koningsdag is kept on Saturday when the 27th is a Sunday"),
        (date(2025, 5, 2), 1, date(2025, 5, 6), "Bevrijdingsdag of a lustrum"),
        (date(2026, 5, 4), 1, date(2026, 5, 6), "Bevrijdingsdag of any other year"),
        (date(2026, 5, 13), 1, date(2026, 5, 15), "Ascension Day"),
        (date(2026, 5, 22), 1, date(2026, 5, 26), "the days of Whitsun"),
        (date(2026, 12, 24), 1, date(2026, 12, 28), "both days of Christmas and the weekend"),
        (date(2026, 12, 31), 1, date(2027, 1, 4), "New Year's Day"),
        (date(2026, 12, 18), 10, date(2027, 1, 5), "ten working days over Christmas and New Year"),
        (date(2026, 6, 1), 10, date(2026, 6, 15), "ten plain working days"),
    ],
)
def test_working_days_leave_out(start, days, end, why):
    assert deadline(start, Duur(days, "werkdagen")) == end, why


@given(DAYS, st.integers(1, 60))
def test_a_term_in_working_days_ends_on_one_with_that_many_in_between(start, count):
    end = deadline(start, Duur(count, "werkdagen"))
    assert is_working_day(end)
    assert sum(is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1)) == count


@given(DAYS, st.integers(1, 200), st.sampled_from(["dagen", "werkdagen", "maanden"]))
def test_a_longer_term_never_ends_earlier_and_a_later_start_neither(start, count, unit):
    assert deadline(start, Duur(count, unit)) <= deadline(start, Duur(count + 1, unit))
    assert deadline(start, Duur(count, unit)) <= deadline(start + timedelta(days=1), Duur(count, unit))


@pytest.mark.parametrize(
    ("definition", "warned"),
    [
        (TermijnDefinitie("a", "A", Duur(14)), date(2026, 6, 12)),
        (TermijnDefinitie("a", "A", Duur(2)), date(2026, 6, 1)),
        (TermijnDefinitie("a", "A", Duur(7), waarschuw_na=Duur(4)), date(2026, 6, 5)),
        (TermijnDefinitie("a", "A", Duur(7), waarschuw_na=Duur(30)), date(2026, 6, 8)),
        (TermijnDefinitie("a", "A", Duur(3, "maanden"), waarschuw_na=Duur(2, "maanden")), date(2026, 8, 1)),
    ],
    ids=["three days before", "not before the start", "as defined", "never after the end", "months"],
)
def test_the_day_of_the_warning(definition, warned):
    assert terms.warning_day(date(2026, 6, 1), definition) == warned


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "vandaag"), (1, "nog 1 dag"), (2, "nog 2 dagen"), (-1, "1 dag te laat"), (-3, "3 dagen te laat")],
)
def test_a_term_in_words(days, words):
    today = date(2026, 6, 1)
    assert terms.in_words(today + timedelta(days=days), today) == words


@pytest.mark.parametrize(
    ("duur", "words"),
    [
        (Duur(1), "1 dag"),
        (Duur(7), "7 dagen"),
        (Duur(1, "maanden"), "1 maand"),
        (Duur(10, "werkdagen"), "10 werkdagen"),
    ],
)
def test_a_length_in_words(duur, words):
    assert str(duur) == words


# On a case


@pytest.fixture
def zaak(zaak_in):
    return zaak_in(lifecycle.BEOORDELING, days_ago=10, pace=2)


def running(zaak, code):
    return zaak.termijnen.filter(code=code, gestopt_op=None).get()


def dates(term):
    return term.gestart_op, term.waarschuwen_op, term.verloopt_op


def test_the_terms_of_the_law_run_from_the_receipt(gang):
    zaak = gang(days_ago=3).zaak
    received = zaak.ontvangen_op
    law = {t.code: dates(t) for t in zaak.termijnen.filter(wettelijk=True)}
    assert law == {
        "bevestigen": (received, received + timedelta(days=4), received + timedelta(days=7)),
        "terugkoppelen": (received, add_months(received, 2), add_months(received, 3)),
    }


def test_a_step_stops_its_term_and_starts_that_of_the_next(zaak):
    assert zaak.termijnen.get(code="bevestigen").gestopt_op == zaak.status_sinds
    term = running(zaak, "beoordelen")
    assert dates(term) == (
        zaak.status_sinds,
        zaak.status_sinds + timedelta(days=11),
        zaak.status_sinds + timedelta(days=14),
    )


def test_starting_a_term_that_runs_gives_the_one_that_runs(zaak):
    first = running(zaak, "beoordelen")
    assert terms.start_term(zaak, "beoordelen", start=timezone.localdate()) == first
    assert zaak.termijnen.filter(code="beoordelen").count() == 1


def test_an_organisation_has_its_own_length(zaak, den_haag):
    set_termijn(
        organisation=den_haag, register=INTEGRITEIT, code="oordeel", aantal=3, eenheid="werkdagen", by=SYSTEEM
    )
    own = terms.effective(den_haag, INTEGRITEIT, "oordeel")
    assert (own.duur, own.waarschuw_na) == (Duur(3, "werkdagen"), None)
    start = date(2026, 6, 5)
    assert terms.start_term(zaak, "oordeel", start=start).verloopt_op == date(2026, 6, 10)
    reset_termijn(organisation=den_haag, register=INTEGRITEIT, code="oordeel", by=SYSTEEM)
    assert terms.effective(den_haag, INTEGRITEIT, "oordeel") == DEFINITIES[INTEGRITEIT]["oordeel"]


def test_the_length_of_one_organisation_is_not_that_of_another(den_haag, waterschap):
    set_termijn(
        organisation=den_haag, register=INTEGRITEIT, code="oordeel", aantal=3, eenheid="dagen", by=SYSTEEM
    )
    assert terms.effective(waterschap, INTEGRITEIT, "oordeel").duur == Duur(14)


@pytest.mark.parametrize("code", ["bevestigen", "terugkoppelen"])
def test_what_the_law_fixes_no_organisation_changes(den_haag, code):
    set_termijn(
        organisation=den_haag, register=INTEGRITEIT, code=code, aantal=300, eenheid="dagen", by=SYSTEEM
    )
    assert terms.effective(den_haag, INTEGRITEIT, code) == DEFINITIES[INTEGRITEIT][code]


def test_suspending_stops_the_clock_but_not_that_of_the_law(zaak):
    terms.suspend_terms(zaak, on=timezone.localdate())
    still = {t.code for t in zaak.termijnen.filter(gestopt_op=None, opgeschort_op=None)}
    assert still == {"terugkoppelen", "benadelingscheck"}, "the law, and the care for the melder"


def test_resuming_adds_the_days_that_a_term_stood_still(zaak):
    before = dates(running(zaak, "beoordelen"))
    law = dates(running(zaak, "terugkoppelen"))
    today = timezone.localdate()
    terms.suspend_terms(zaak, on=today - timedelta(days=5))
    terms.resume_terms(zaak, on=today)
    after = dates(running(zaak, "beoordelen"))
    assert after == (before[0], *(day + timedelta(days=5) for day in before[1:]))
    assert dates(running(zaak, "terugkoppelen")) == law
    assert running(zaak, "beoordelen").opgeschort_op is None


def test_suspending_twice_counts_from_the_first_time(zaak):
    today, before = timezone.localdate(), dates(running(zaak, "beoordelen"))
    terms.suspend_terms(zaak, on=today - timedelta(days=5))
    terms.suspend_terms(zaak, on=today - timedelta(days=1))
    terms.resume_terms(zaak, on=today)
    assert dates(running(zaak, "beoordelen"))[2] == before[2] + timedelta(days=5)


def test_a_term_that_began_after_the_suspension_stands_still_from_its_own_start(zaak):
    """The suspension may be recorded later than it began."""
    today = timezone.localdate()
    late = terms.start_term(zaak, "ordemaatregel", start=today - timedelta(days=1))
    terms.suspend_terms(zaak, on=today - timedelta(days=5))
    terms.resume_terms(zaak, on=today)
    assert dates(running(zaak, "ordemaatregel"))[2] == late.verloopt_op + timedelta(days=1)


def test_a_term_that_starts_on_a_suspended_case_stands_still_at_once(zaak):
    today = timezone.localdate()
    zaak.opgeschort_op = today - timedelta(days=9)
    begun = terms.start_term(zaak, "oordeel", start=today - timedelta(days=4))
    assert begun.opgeschort_op == today - timedelta(days=4)
    terms.resume_terms(zaak, on=today)
    assert running(zaak, "oordeel").verloopt_op == begun.verloopt_op + timedelta(days=4)
    law = terms.start_term(zaak, "bevestigen", start=today)
    assert law.opgeschort_op is None


def test_what_stopped_while_the_case_stood_still_does_not_run_again(zaak):
    today = timezone.localdate()
    terms.suspend_terms(zaak, on=today)
    terms.stop_terms(zaak, ["beoordelen"], on=today)
    terms.resume_terms(zaak, on=today)
    assert not zaak.termijnen.filter(code="beoordelen", gestopt_op=None).exists()


def test_stopping_a_term_of_one_melding_leaves_that_of_another(zaak, dien_in):
    second = dien_in(ontvangen_op=zaak.ontvangen_op)
    other = second.zaak
    first = zaak.meldingen.get()
    other.termijnen.update(zaak=zaak)
    terms.stop_terms(zaak, ["terugkoppelen"], on=timezone.localdate(), melding=first)
    assert running(zaak, "terugkoppelen").melding == second


def test_a_list_shows_the_term_that_ends_first_of_those_that_ask_for_something(zaak):
    """What is planned for later counts from its warning on."""
    today = timezone.localdate()
    assert terms.first_running(zaak, "beoordelen", today).code == "beoordelen"
    terms.suspend_terms(zaak, on=today)
    assert terms.first_running(zaak, "beoordelen", today) is None
    terms.stop_terms(zaak, ["benadelingscheck"], on=today)
    later = add_months(zaak.ontvangen_op, 2)
    assert terms.first_running(zaak, "beoordelen", later).code == "terugkoppelen"


@pytest.mark.parametrize("aantal", [0, -1])
def test_a_term_of_no_length_is_refused(den_haag, aantal):
    with pytest.raises(ValidationError):
        set_termijn(
            organisation=den_haag,
            register=INTEGRITEIT,
            code="oordeel",
            aantal=aantal,
            eenheid="dagen",
            by=SYSTEEM,
        )
