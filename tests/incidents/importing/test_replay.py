"""What an import leaves in the register: the same as people would have left, with its own dates."""

from datetime import date
from decimal import Decimal

import pytest

from incidents import lifecycle
from incidents.models import Incident, IncidentTermijn, Politiecontact, Slachtoffer, Veroorzaker
from ledger.models import AuditRegel, OutboxRow
from organisations.models import Afdeling
from tests.incidents.importing.files import (
    AANGIFTE,
    ALLES,
    GEMELD,
    GESLOTEN,
    INCIDENT,
    MAATREGEL,
    importeer,
    incident_of,
    stored,
    values,
    without,
)

REPORTED = date(2021, 1, 12)
NIET = "niet geregistreerd (import)"


def test_everything_that_was_registered_is_kept(den_haag):
    importeer(den_haag, ALLES)
    i = incident_of()
    assert (i.soort, i.hoofdcategorie, i.voorval_op, i.ontvangen_op) == (
        "incident",
        "bedreiging",
        date(2021, 1, 10),
        REPORTED,
    )
    assert (i.kenmerken, i.gedragingen) == (["online", "wapen"], ["schelden", "doodsbedreiging"])
    assert i.contactvormen == ["balie", "telefoon"] and i.afdeling.naam == "Publiekszaken"
    [hurt] = i.slachtoffers.all()
    assert (hurt.doelwit, hurt.functiegroep, hurt.ernst_beleving) == ("medewerker", "balie", 3)
    assert (hurt.letsel, hurt.verzuim) == ("licht", "tot_3_dagen")
    assert (hurt.nadelige_gevolgen, hurt.besproken_met) == (["werkplezier", "gezin"], ["collega", "thuis"])
    assert values(hurt.nazorggesprekken, "uitkomst", "op") == [("gehouden", REPORTED)]
    assert values(i.veroorzakers, "bekend", "type", "persoon") == [("ja", "client", None)]
    assert values(i.politiecontacten, "stap", "gedaan_op") == [("aangifte", date(2021, 1, 15))]
    assert values(i.strafverlopen, "op", "afdoening") == [(REPORTED, "vonnis")]
    assert (i.politiebesluit.strafbaar, i.politiebesluit.strafbaar_op) == ("ja", REPORTED)
    assert values(i.maatregelen, "maatregel", "status", "opgelegd_op", "reden", "veroorzaker") == [
        ("toegangsontzegging", "opgelegd", date(2021, 1, 20), NIET, i.veroorzakers.get().pk)
    ]
    assert values(i.schades, "bedrag", "geleden_op", "omschrijving") == [(Decimal("1234.50"), REPORTED, NIET)]
    assert (i.status, i.afgesloten_op) == (lifecycle.GESLOTEN, date(2021, 2, 1))


def test_what_was_not_registered_stays_empty(den_haag):
    importeer(den_haag, INCIDENT)
    i = incident_of()
    assert i.soort == "incident" and i.ontvangen_op == i.voorval_op == date(2021, 1, 10)
    assert (i.status, i.volgende_actie, i.ernst_objectief) == (lifecycle.GEMELD, "contact_opnemen", None)
    assert (i.gedragingen, i.kenmerken, i.contactvormen, i.afdeling) == ([], [], [], None)
    for rows in (i.slachtoffers, i.veroorzakers, i.politiecontacten, i.maatregelen, i.schades):
        assert not rows.exists()
    assert i.politiebesluit is None and i.kenmerk != "I1"
    assert {s.status for s in i.sporen.all()} == {"open"} and i.sporen.count() == 4


@pytest.mark.parametrize(
    ("cells", "ernst"),
    [
        ({"gedraging": "schelden"}, 1),
        ({"gedraging": "schelden|beledigen"}, 2),
        ({"gedraging": "schelden", "letsel": "psychisch"}, 2),
        ({"gedraging": "schelden", "letsel": "licht", "kenmerken": "wapen|privesfeer"}, 2),
        ({"gedraging": "schelden", "letsel": "geen"}, 1),
        ({"gedraging": "doodsbedreiging", "kenmerken": "wapen"}, 4),
        ({"letsel": "licht"}, None),
    ],
)
def test_the_ernst_is_computed_as_of_any_report(den_haag, cells, ernst):
    importeer(den_haag, INCIDENT | cells)
    assert incident_of().ernst_objectief == ernst


@pytest.mark.parametrize("stap", ["112", "melding"])
def test_a_step_to_the_police_is_dated_the_day_of_the_report(den_haag, stap):
    importeer(den_haag, GEMELD | {"politie": stap, "reden_geen_aangifte": "angst"})
    i = incident_of()
    assert values(i.politiecontacten, "stap", "gedaan_op") == [(stap, REPORTED)]
    assert (i.politiebesluit.besluit, i.politiebesluit.reden_geen_aangifte) == (stap, "angst")


def test_no_police_is_a_decision_and_no_contact(den_haag):
    importeer(den_haag, GEMELD | {"politie": "geen"})
    assert not Politiecontact.objects.exists()
    assert (incident_of().politiebesluit.besluit, incident_of().politiebesluit.besloten_op) == (
        "geen",
        REPORTED,
    )


@pytest.mark.parametrize("row", [without(AANGIFTE, "politie"), AANGIFTE])
def test_a_date_of_an_aangifte_says_that_there_was_one(den_haag, row):
    importeer(den_haag, row)
    assert values(incident_of().politiecontacten, "stap", "gedaan_op") == [("aangifte", date(2021, 1, 15))]
    assert incident_of().politiebesluit.besloten_op == date(2021, 1, 15)


def test_an_aangifte_without_a_date_is_of_the_day_of_the_report(den_haag):
    importeer(den_haag, without(AANGIFTE, "aangifte_op"))
    assert values(incident_of().politiecontacten, "stap", "gedaan_op") == [("aangifte", REPORTED)]


def test_a_reason_for_none_is_known_with_the_report_also_when_an_aangifte_followed(den_haag):
    importeer(den_haag, AANGIFTE | {"reden_geen_aangifte": "angst", "strafbaar": "ja"})
    besluit = incident_of().politiebesluit
    assert (besluit.besloten_op, besluit.besluit, besluit.reden_geen_aangifte) == (None, "", "angst")
    assert besluit.strafbaar_op == REPORTED and incident_of().politiecontacten.count() == 1


def test_each_distinct_maatregel_and_day_is_one_decision(den_haag):
    taken = {"maatregel": "hulptraject|aanspreken|aanspreken|aanspreken"}
    days = {"maatregel_op": "2021-01-21|2021-01-20|2021-01-20|2021-01-22"}
    importeer(den_haag, GEMELD | taken | days)
    assert values(incident_of().maatregelen, "maatregel", "opgelegd_op") == [
        ("aanspreken", date(2021, 1, 20)),
        ("hulptraject", date(2021, 1, 21)),
        ("aanspreken", date(2021, 1, 22)),
    ]
    assert not Veroorzaker.objects.exists()


def test_one_day_counts_for_every_maatregel(den_haag):
    importeer(den_haag, MAATREGEL | {"maatregel": "toegangsontzegging|aanspreken"})
    assert values(incident_of().maatregelen, "maatregel", "opgelegd_op") == [
        ("aanspreken", date(2021, 1, 20)),
        ("toegangsontzegging", date(2021, 1, 20)),
    ]


def test_that_no_maatregel_was_taken_is_a_decision(den_haag):
    importeer(den_haag, MAATREGEL | {"maatregel": "geen"})
    assert values(incident_of().maatregelen, "maatregel", "status") == [("geen", "opgelegd")]


def test_nazorg_alone_makes_a_slachtoffer_of_whom_nothing_else_is_known(den_haag):
    importeer(den_haag, GEMELD | {"nazorg": "geen"})
    [hurt] = Slachtoffer.objects.all()
    assert (hurt.doelwit, hurt.letsel, hurt.user) == ("", "", None)
    assert values(hurt.nazorggesprekken, "uitkomst", "op") == [("geen", REPORTED)]


def test_closing_ends_every_track_and_says_which_are_not_known(den_haag):
    importeer(den_haag, GESLOTEN | {"politie": "geen"})
    i = incident_of()
    closed = date(2021, 2, 1)
    assert values(i.sporen, "soort", "status", "afgerond_op", "reden") == [
        ("opvang", "overgeslagen", closed, NIET),
        ("veroorzaker", "gedaan", closed, ""),
        ("politie", "gedaan", closed, ""),
        ("organisatie", "overgeslagen", closed, NIET),
    ]
    assert values(i.afsluitingen, "afgesloten_op", "heropend_op", "licht") == [(closed, None, False)]
    assert (i.status_sinds, i.volgende_actie) == (closed, "")


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ({}, lifecycle.GEMELD),
        ({"letsel": "licht", "schade": "10"}, lifecycle.GEMELD),
        ({"politie": "112"}, lifecycle.GEMELD),
        ({"nazorg": "aangeboden"}, lifecycle.IN_BEHANDELING),
        ({"politie": "melding"}, lifecycle.IN_BEHANDELING),
        ({"afdoening": "in_behandeling"}, lifecycle.IN_BEHANDELING),
        ({"maatregel": "aanspreken", "maatregel_op": "2021-01-20"}, lifecycle.IN_BEHANDELING),
    ],
)
def test_what_is_still_open_shows_what_has_to_be_done_next(den_haag, cells, status):
    importeer(den_haag, GEMELD | cells)
    i = incident_of()
    assert i.status == status and i.volgende_actie in lifecycle.LIFECYCLE.by_verb
    assert i.termijn_op is None and {s.status for s in i.sporen.all()} == {"open"}


def test_an_aangifte_may_follow_the_closing(den_haag):
    importeer(den_haag, GESLOTEN | {"politie": "aangifte", "aangifte_op": "2021-03-01"})
    assert incident_of().status == lifecycle.GESLOTEN
    assert values(incident_of().politiecontacten, "gedaan_op") == [(date(2021, 3, 1),)]


def test_hinderlijk_contact_is_imported_and_counted_apart(den_haag):
    told = importeer(den_haag, GEMELD | {"soort": "hinderlijk_contact"}, INCIDENT | {"kenmerk": "I2"})
    assert (told["nieuw"], told["hinderlijk_contact"]) == (2, 1)
    assert incident_of().soort == "hinderlijk_contact" and incident_of().hoofdcategorie == "bedreiging"


def test_nothing_of_the_past_starts_a_term_or_a_mail(den_haag, agressiecoordinator, beslisser):
    serious = {"gedraging": "doodsbedreiging", "letsel": "overlijden", "verzuim": "meer_dan_3_dagen"}
    importeer(den_haag, ALLES | serious, GEMELD | serious | {"kenmerk": "I2"})
    assert not IncidentTermijn.objects.exists() and not OutboxRow.objects.exists()
    assert not incident_of("I2").arbomeldingen.exists()


def test_every_audit_line_is_of_the_import_and_has_the_day_it_happened(den_haag):
    importeer(den_haag, ALLES)
    lines = AuditRegel.objects.filter(subject_type="incidents.incident").order_by("id")
    assert {line.actor_kind for line in lines} == {"import"}
    assert [(line.verb, line.on.isoformat()) for line in lines] == [
        ("indienen", "2021-01-12"),
        ("overnemen", "2021-01-12"),
        ("politie_vastleggen", "2021-01-15"),
        ("maatregel_besluiten", "2021-01-20"),
        ("sluiten", "2021-02-01"),
    ]
    of_all = AuditRegel.objects.get(verb="geimporteerd")
    assert of_all.data == {"nieuw": 1, "bekend": 0, "hinderlijk_contact": 0, "register": "agressie"}


def test_an_unknown_afdeling_is_made_and_a_known_one_is_used(den_haag):
    known = Afdeling.objects.create(organisation=den_haag, naam="Zorg")
    told = importeer(
        den_haag, GEMELD | {"afdeling": "Zorg"}, GEMELD | {"kenmerk": "I2", "afdeling": "Bouw  1"}
    )
    assert told["nieuwe_afdelingen"] == ["Bouw 1"]
    assert incident_of().afdeling == known and incident_of("I2").afdeling.naam == "Bouw 1"


def test_a_former_incident_of_an_ambtsdrager_stands_apart_where_somebody_directs_those(den_haag, griffier):
    importeer(den_haag, GEMELD | {"doelwit": "ambtsdrager", "ambt": "raadslid"}, GEMELD | {"kenmerk": "I2"})
    assert incident_of().dossierdeel == "bestuurlijk" and incident_of("I2").dossierdeel == "ambtelijk"


def test_when_one_incident_fails_halfway_nothing_stays(den_haag, monkeypatch):
    from incidents.services import sporen

    monkeypatch.setattr(sporen, "close", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        importeer(den_haag, GEMELD | {"afdeling": "Zorg"}, GESLOTEN | {"kenmerk": "I2"})
    assert not Incident.objects.exists() and not Afdeling.objects.exists() and not stored(den_haag)
