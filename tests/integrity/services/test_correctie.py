"""Correcting what was written down wrong: with a reason, the old value kept, and no impossible history."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from casework.lifecycle import NotAllowed
from integrity.forms.acties import FORMS
from integrity.lists import Compartiment, MaatregelCode
from integrity.services import verloop
from integrity.services.correctie import correct, correctable
from ledger.models import AuditRegel

today = timezone.localdate


@pytest.fixture
def closed(gang):
    """A zaak of forty days ago that took a day for every step."""
    path = gang(days_ago=40, pace=1)
    path.to("gesloten")
    return path


@pytest.fixture
def judged(gang):
    """The same, not closed yet: who judged it still sees it."""
    path = gang(days_ago=40, pace=1)
    path.to("nazorg")
    return path


def find(zaak, text):
    (found,) = [g for g in correctable(zaak) if text in g.label]
    return found


def mend(path, text, value):
    wanted = find(path.zaak, text)
    with transaction.atomic():
        by = path.rollen.bevoegd_gezag if wanted.van_gezag else path.rollen.coordinator
        correct(path.zaak, wanted.sleutel, value, reden="Typefout.", by=by)
    wanted.object.refresh_from_db()
    return getattr(wanted.object, wanted.veld)


def test_the_old_and_the_new_value_stay_in_the_history_and_the_reason_in_a_note(closed):
    onderzoek = closed.zaak.onderzoeken.get()
    old, new = onderzoek.gestart_op, onderzoek.gestart_op - timedelta(days=1)
    assert mend(closed, "Feitenonderzoek: gestart op", new) == new
    line = AuditRegel.objects.get(verb="corrigeren")
    assert line.data == {
        "gegeven": f"onderzoek-{onderzoek.pk}-gestart_op",
        "was": str(old),
        "wordt": str(new),
    }
    assert line.user_id == closed.rollen.coordinator.user.pk
    assert "Typefout." in closed.zaak.notities.get().tekst


def test_a_category_is_corrected_too(judged):
    assert mend(judged, "vermoede categorie", "lekken") == "lekken"
    assert mend(judged, "vastgesteld", "pesten") == "pesten"


IMPOSSIBLE = {
    "received after it was judged": ("ontvangen op", -1),
    "acknowledged before it was received": ("ontvangen op", -38),
    "a route before the receipt": ("Beoordeling (Feitenonderzoek)", -45),
    "research that ends before it starts": ("Feitenonderzoek: afgerond op", -39),
    "research that starts after it ended": ("Feitenonderzoek: gestart op", -1),
    "closed before the maatregel": ("Zaak: afgesloten op", -39),
}


IMPOSSIBLE_JUDGING = {
    "an oordeel before the research": ("oordeel op", -39),
    "an oordeel before the research has ended": ("oordeel op", -36),
    "a maatregel before the oordeel": ("opgelegd op", -38),
    "research that ends after the oordeel": ("Feitenonderzoek: afgerond op", 0),
}


@pytest.mark.parametrize(("text", "days"), IMPOSSIBLE_JUDGING.values(), ids=IMPOSSIBLE_JUDGING)
def test_what_was_judged_stays_after_the_research_and_before_its_maatregel(judged, text, days):
    with pytest.raises(ValidationError, match="Zo ligt"):
        mend(judged, text, today() + timedelta(days=days))


@pytest.mark.parametrize("text", ["oordeel op", "vastgesteld", "opgelegd op"])
def test_what_the_bevoegd_gezag_judged_is_corrected_by_nobody_else(judged, text):
    wanted = find(judged.zaak, text)
    value = getattr(wanted.object, wanted.veld)
    with pytest.raises(NotAllowed):
        correct(judged.zaak, wanted.sleutel, value, reden="Zo.", by=judged.rollen.coordinator)
    correct(judged.zaak, wanted.sleutel, value, reden="Zo.", by=judged.rollen.bevoegd_gezag)


def test_the_bevoegd_gezag_corrects_nothing_of_somebody_else(judged):
    wanted = find(judged.zaak, "vermoede categorie")
    with pytest.raises(NotAllowed):
        correct(judged.zaak, wanted.sleutel, "lekken", reden="Zo.", by=judged.rollen.bevoegd_gezag)


def test_the_form_offers_each_only_their_own_values(judged):
    def offered(access):
        form = FORMS["corrigeren"](None, case=judged.zaak, access=access)
        return {line["label"] for line in form.lines()}

    theirs = offered(judged.rollen.bevoegd_gezag)
    assert theirs == {f"Aantijging R. de Wit: {w}" for w in ("oordeel op", "vastgesteld")} | {
        "Maatregel R. de Wit: opgelegd op"
    }
    assert not theirs & offered(judged.rollen.coordinator)


@pytest.mark.parametrize(("text", "days"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_an_impossible_history_is_refused_and_nothing_changes(closed, text, days):
    wanted = find(closed.zaak, text)
    before = getattr(wanted.object, wanted.veld)
    with pytest.raises(ValidationError):
        mend(closed, text, today() + timedelta(days=days))
    wanted.object.refresh_from_db()
    assert getattr(wanted.object, wanted.veld) == before
    assert not AuditRegel.objects.filter(verb="corrigeren").exists()


def test_no_date_is_moved_to_the_future(closed):
    with pytest.raises(ValidationError, match="toekomst"):
        mend(closed, "Zaak: afgesloten op", today() + timedelta(days=1))


def test_a_drop_is_not_moved_before_the_receipt(gang):
    path = gang(days_ago=20, pace=1)
    path.acknowledge()
    path.drop()
    with pytest.raises(ValidationError, match="voor de ontvangst"):
        mend(path, "Beoordeling (Geen vermoeden", path.zaak.ontvangen_op - timedelta(days=1))
    moved = path.zaak.status_sinds + timedelta(days=2)
    mend(path, "Beoordeling (Geen vermoeden", moved)
    assert path.zaak.sluitingen.get().uitgestroomd_op == moved


def test_two_equal_decisions_do_not_get_the_same_day(closed):
    measure = closed.zaak.maatregelen.get()
    closed.zaak.maatregelen.create(
        betrokkene=measure.betrokkene,
        maatregel=MaatregelCode.FORMELE_WAARSCHUWING,
        opgelegd_op=measure.opgelegd_op + timedelta(days=1),
    )
    second = [g for g in correctable(closed.zaak) if "opgelegd op" in g.label][1]
    with pytest.raises(ValidationError, match="geschiedenis"), transaction.atomic():
        correct(closed.zaak, second.sleutel, measure.opgelegd_op, reden="Zo.", by=closed.rollen.coordinator)


def test_what_is_derived_from_a_date_follows_it(closed):
    day = closed.zaak.afgesloten_op + timedelta(days=1)
    mend(closed, "Zaak: afgesloten op", day)
    assert closed.zaak.sluitingen.get().afgesloten_op == day
    assert closed.zaak.status_sinds == day


def test_the_terms_of_the_law_move_with_the_receipt(gang):
    path = gang(days_ago=10)
    earlier = path.zaak.ontvangen_op - timedelta(days=5)
    mend(path, "ontvangen op", earlier)
    assert path.zaak.ontvangen_op == earlier
    ends = {t.code: (t.verloopt_op - earlier).days for t in path.zaak.termijnen.all()}
    assert (ends["bevestigen"], ends["benadelingscheck"]) == (7, 30)
    assert 89 <= ends["terugkoppelen"] <= 92
    assert path.zaak.termijn_op == earlier + timedelta(days=7)


def test_a_corrected_betreft_brings_the_zaak_to_its_compartment(gang, griffier):
    path = gang()
    mend(path, "betreft", "wethouder_gedeputeerde_db")
    assert path.zaak.compartiment == Compartiment.BESTUURLIJK
    assert path.zaak.betreft == "wethouder_gedeputeerde_db"


def test_what_was_removed_meanwhile_can_not_be_corrected(closed):
    gone = find(closed.zaak, "opgelegd op")
    closed.zaak.maatregelen.all().delete()
    with pytest.raises(ValidationError, match="bestaat niet"):
        correct(closed.zaak, gone.sleutel, today(), reden="Zo.", by=closed.rollen.coordinator)


def test_what_is_known_of_a_reopened_zaak_can_still_be_corrected(closed):
    verloop.reopen(closed.zaak, reden="Nieuwe feiten.", by=closed.rollen.coordinator)
    assert not [g for g in correctable(closed.zaak) if "afgesloten" in g.label]
    mend(closed, "oordeel op", closed.zaak.aantijgingen.get().oordeel_op)
