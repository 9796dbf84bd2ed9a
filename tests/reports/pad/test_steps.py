"""Every status × every transition × everybody, from the table; and what is refused on the way."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from casework.lifecycle import IllegalTransition, Incomplete, NotAllowed
from ledger.models import AuditRegel, OutboxRow
from organisations.models import Afwezigheid
from organisations.roles import Rol
from reports import lifecycle, periods, permissions
from reports.lifecycle import LIFECYCLE, STATUSSEN
from reports.models import Rapportage
from reports.services import concepts, freezing, offering, writing
from reports.verslag import Briefhoofd
from tests.conftest import access_of, hire, toewijzen
from tests.reports.pad.conftest import AANBIEDING

pytestmark = pytest.mark.django_db

DO = {
    "toelichten": lambda one, by: writing.write(one, "instroom", "Tekst", shown=writing.mark(""), by=by),
    "inrichten": lambda one, by: writing.set_up(one, writing.Inrichting("geen", 5, None), by=by),
    "adresseren": lambda one, by: writing.address(one, Briefhoofd("De raad"), by=by),
    "voorleggen": lambda one, by: writing.lay_before(one, by=by),
    "akkoord_geven": lambda one, by: writing.agree(one, by=by),
    "terugsturen": lambda one, by: writing.send_back(one, "De toon is te stellig.", by=by),
    "vaststellen": lambda one, by: freezing.freeze(one, freezing.Vaststelling(), by=by),
    "aanbieden": lambda one, by: offering.offer(one, AANBIEDING, by=by),
    "publiceren": lambda one, by: offering.publish(one, by=by),
    "corrigeren": lambda one, by: concepts.correct(one, "Een melding ontbrak.", by=by),
}
WIE = {
    "coordinator": {lifecycle.OPSTELLER},
    "secretaris": {lifecycle.SECRETARIS},
    "burgemeester": {lifecycle.BESTUUR},
    "bevoegd_gezag": {lifecycle.BESTUUR},
    "griffier": {lifecycle.GRIFFIER},
    "auditor": set(),
    "beheerder": set(),
    "collega": set(),
    "buitenstaander": set(),
}


def test_every_transition_of_the_table_is_tried_here():
    assert set(DO) == set(LIFECYCLE.by_verb)


@pytest.mark.parametrize("status", [code for code, _ in STATUSSEN])
def test_every_status_and_transition_for_everybody(status, rapport_in, request):
    one = rapport_in(status)
    for who, delen in WIE.items():
        by = access_of(request.getfixturevalue(who))
        for verb, do in DO.items():
            t = LIFECYCLE.by_verb[verb]
            Rapportage.objects.filter(corrigeert=one).delete()
            if not delen & set(t.who):
                with pytest.raises(NotAllowed):
                    do(one, by)
            elif status not in t.sources:
                with pytest.raises(IllegalTransition, match="De status van het rapport is nu"):
                    do(one, by)
            else:
                _does_it(one, do, by, t)


def _does_it(one: Rapportage, do, by, t) -> None:
    """Does it, looks, and puts it back as it was."""
    with transaction.atomic():
        before = AuditRegel.objects.count()
        do(one, by)
        stored = Rapportage.objects.get(pk=one.pk)
        assert stored.status == (t.targets[0] if t.targets else one.status)
        line = AuditRegel.objects.filter(verb=t.verb, subject_id=one.pk).last()
        assert line.user_id == by.user.pk and AuditRegel.objects.count() > before
        transaction.set_rollback(True)


@pytest.mark.parametrize("status", [code for code, _ in STATUSSEN])
def test_who_sees_a_report_in_each_status(status, rapport_in, request):
    one = rapport_in(status)
    sees = {"coordinator", "auditor", "secretaris"}
    if status != lifecycle.CONCEPT:
        sees |= {"burgemeester", "bevoegd_gezag"}
    if status in lifecycle.BEVROREN:
        sees |= {"griffier"}
    found = {
        who
        for who in WIE
        if permissions.visible_to(access_of(request.getfixturevalue(who))).filter(pk=one.pk).exists()
    }
    assert found == sees


def test_a_coordinator_of_the_other_register_sees_nothing_of_it(maak, den_haag):
    other = hire(den_haag, "Ad Agressie")
    toewijzen(user=other, organisation=den_haag, register="agressie", rol=Rol.INTEGRITEITSCOORDINATOR)
    mine, theirs = maak("2021-H1", "agressie"), maak("2021-H1", "integriteit")
    assert set(permissions.visible_to(access_of(other))) == {mine}
    with pytest.raises(NotAllowed):
        DO["toelichten"](theirs, access_of(other))


def test_without_a_secretaris_the_bevoegd_gezag_gives_akkoord(maak, bevoegd_gezag):
    one, by = maak(), access_of(bevoegd_gezag)
    assert permissions.visible_to(by).filter(pk=one.pk).exists()
    writing.agree(one, by=by)
    one.refresh_from_db()
    assert one.status == lifecycle.AKKOORD


def test_with_a_secretaris_the_bevoegd_gezag_does_not_give_akkoord(maak, bevoegd_gezag, secretaris):
    one = maak()
    with pytest.raises(NotAllowed):
        writing.agree(one, by=access_of(bevoegd_gezag))


def test_without_a_griffier_the_secretaris_offers_and_publishes(maak, secretaris, burgemeester):
    one = maak()
    writing.agree(one, by=access_of(secretaris))
    freezing.freeze(one, freezing.Vaststelling(), by=access_of(burgemeester))
    offering.offer(one, AANBIEDING, by=access_of(secretaris))
    offering.publish(one, by=access_of(secretaris))
    one.refresh_from_db()
    assert one.status == lifecycle.GEPUBLICEERD


def test_what_is_geheim_is_not_published(rapport_in, griffier):
    one, by = rapport_in(lifecycle.VASTGESTELD), access_of(griffier)
    offering.offer(one, offering.Aanbieding("2021/9", Rapportage.Openbaarheid.GEHEIM), by=by)
    with pytest.raises(Incomplete, match="geheim"):
        offering.publish(one, by=by)


def test_a_step_lies_not_before_an_earlier_one_and_not_in_the_future(rapport_in, griffier):
    one, by, today = rapport_in(lifecycle.VASTGESTELD), access_of(griffier), timezone.localdate()
    for day in (today - timedelta(days=1), today + timedelta(days=1)):
        with pytest.raises(ValidationError):
            offering.offer(one, offering.Aanbieding("2021/9", "openbaar", day), by=by)
    one.refresh_from_db()
    assert one.status == lifecycle.VASTGESTELD


def test_sent_back_with_a_reason_it_is_a_concept_again(rapport_in, burgemeester):
    one = rapport_in(lifecycle.AKKOORD)
    with pytest.raises(ValidationError):
        writing.send_back(one, "  ", by=access_of(burgemeester))
    writing.send_back(one, "Graag korter.", by=access_of(burgemeester))
    one.refresh_from_db()
    assert (one.status, one.opmerking, one.akkoord_op) == (lifecycle.CONCEPT, "Graag korter.", None)


def test_a_correction_is_a_new_version_with_the_old_texts_and_names_the_old_one(
    rapport_in, coordinator, maak, secretaris, burgemeester
):
    one, by = maak(), access_of(coordinator)
    writing.write(one, "instroom", "Het was een rustig halfjaar.", shown=writing.mark(""), by=by)
    rapport_in(lifecycle.VASTGESTELD)
    frozen = bytes(Rapportage.objects.get(pk=one.pk).bevroren.inhoud)

    new = concepts.correct(one, "Een melding ontbrak.", by=by)

    assert (new.versie, new.corrigeert_id, new.status) == (2, one.pk, lifecycle.CONCEPT)
    assert list(new.toelichtingen.values_list("deel", "tekst")) == [
        ("instroom", "Het was een rustig halfjaar.")
    ]
    with pytest.raises(ValidationError, match="al een nieuwe versie"):
        concepts.correct(one, "Nog iets.", by=by)
    writing.agree(new, by=access_of(secretaris))
    freezing.freeze(new, freezing.Vaststelling(), by=access_of(burgemeester))
    new.refresh_from_db()
    assert new.opmerking == "Een melding ontbrak."
    old = Rapportage.objects.get(pk=one.pk)
    assert old.status == lifecycle.VASTGESTELD and bytes(old.bevroren.inhoud) == frozen


def addressees() -> list[str]:
    rows = OutboxRow.objects.filter(key__startswith="mail:taak:rapportage").order_by("id")
    return [row.payload["to"][0].split(".")[0] for row in rows]


def test_who_must_act_gets_one_mail_with_only_a_link(
    den_haag, coordinator, tweede_coordinator, secretaris, burgemeester, griffier, auditor, beheerder, maak
):
    one = maak()
    assert addressees() == ["tarik"]
    by = access_of(coordinator)
    writing.lay_before(one, by=by)
    writing.lay_before(one, by=by)
    assert addressees() == ["tarik", "stef"]
    writing.agree(one, by=access_of(secretaris))
    assert addressees()[2:] == ["bas"]
    freezing.freeze(one, freezing.Vaststelling(), by=access_of(burgemeester))
    assert addressees()[3:] == ["greet"]
    for row in OutboxRow.objects.filter(key__startswith="mail:taak:rapportage"):
        text = f"{row.payload['subject']} {row.payload['body']}".lower()
        assert f"/rapportages/rapport/{one.kenmerk.lower()}/" in text
        assert not any(
            word in text for word in ("integriteit", "2021", "halfjaar", "rapport integ", "melding")
        )


def test_a_report_of_a_period_that_has_not_begun_is_not_made(den_haag, coordinator):
    with pytest.raises(ValidationError, match="Kies een periode die begonnen is"):
        concepts.make_concept(den_haag, "integriteit", periods.parse("2999"), by=access_of(coordinator))
    made, new = concepts.make_concept(
        den_haag, "integriteit", periods.parse("2021"), by=access_of(coordinator), today=date(2021, 1, 1)
    )
    again, newer = concepts.make_concept(
        den_haag, "integriteit", periods.parse("2021"), by=access_of(coordinator)
    )
    assert (made, new, newer) == (again, True, False)


@pytest.mark.parametrize("own_rol", [None, Rol.SECRETARIS])
def test_in_a_concept_who_stands_in_does_not_count_what_is_hidden_from_who_is_away(
    den_haag, bevoegd_gezag, dien_in, own_rol
):
    """Who judges a concept in person as well counts it in person."""
    vervanger = hire(den_haag, "Vic Vervanger", *([own_rol] if own_rol else []))
    days = {"van": timezone.localdate(), "tot": timezone.localdate(), "zelf_gekozen": True}
    Afwezigheid.objects.create(organisation=den_haag, user=bevoegd_gezag, vervanger=vervanger, **days)
    seen, hidden = dien_in().zaak, dien_in(uitgesloten=(bevoegd_gezag,)).zaak
    counted = permissions.countable(access_of(vervanger), "integriteit")
    assert set(counted) == ({seen, hidden} if own_rol else {seen})
