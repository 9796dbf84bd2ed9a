"""Within an organisation: a register is seen by who has anything to do with it, and by everybody what they
filed themselves, whatever the program does."""

import re
from collections.abc import Iterable
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, models, transaction
from django.utils import timezone

import incidents.permissions
import integrity.permissions
from gir.walls import PLAN, ROOM_OF
from incidents.models import Incident, IncidentBericht, IncidentConcept, Slachtoffer
from incidents.services import intake as incident_intake
from incidents.services import peiling
from integrity.models import (
    Bericht,
    MelderIdentiteit,
    Melding,
    MeldingConcept,
    MeldingTekst,
    Notitie,
    Uitsluiting,
    VertrouwenspersoonTelling,
    Zaak,
)
from integrity.services import intake
from ledger.rowsecurity import granted, in_person
from ledger.rowsecurity.walls import tables
from organisations.models import Afwezigheid, User
from organisations.roles import ZIET_REGISTER, Register, Rol
from tests.conftest import access_of, hire, toewijzen
from tests.test_urls import World

pytestmark = pytest.mark.services

# Everybody answers the survey; nothing of a case stands in it.
OPEN_TO_ALL = {"incidents_peiling"}
# Beside the two rooms: files of incidents, and old registrations that are being read in.
CONTENT = {"casework_bestand", "casework_bestandsinhoud", "casework_importopdracht"}


def room(register: Register) -> set[str]:
    """Every table of this register, from the models."""
    every = apps.get_app_config(ROOM_OF[register]).get_models(include_auto_created=True)
    return {model._meta.db_table for model in every}


BOTH = room(Register.INTEGRITEIT) | room(Register.AGRESSIE)


def seen(names: Iterable[str]) -> dict[str, int]:
    """How many rows this connection sees, of the tables of which it sees any."""
    names = sorted(names)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}', count(*) FROM \"{name}\"" for name in names))
        return {name: number for name, number in cursor.fetchall() if number}


def seen_by(user: User, names: Iterable[str]) -> dict[str, int]:
    with in_person(user.pk, f"secret of {user.pk}"):
        return seen(names)


@pytest.fixture
def world(den_haag, waterschap) -> World:
    return World(den_haag, waterschap)


def test_who_has_nothing_to_do_with_a_register_sees_not_a_row_of_it(world, den_haag):
    """Every role, in every table; a baliemedewerker sees incidents to look somebody up, and no zaak."""
    assert len(seen(BOTH)) >= 25
    assert set(seen(CONTENT)) == CONTENT
    world.people["niemand"] = hire(den_haag, "Nina Niemand")
    for person in ("niemand", *(set(Rol) - {Rol.MEDEWERKER})):
        for register in Register:
            found = seen_by(world.people[person], room(register) - OPEN_TO_ALL)
            own = {name for name in found if name.endswith(("concept", "telling", "deelname"))}
            expected = person in ZIET_REGISTER[register] or own == set(found)
            assert expected, (person, register, found)
        files = seen_by(world.people[person], CONTENT)
        allowed = {"casework_importopdracht"} if person in ZIET_REGISTER[Register.INTEGRITEIT] else set()
        if person in ZIET_REGISTER[Register.AGRESSIE]:
            allowed = CONTENT
        assert set(files) <= allowed, (person, files)


def test_a_role_for_one_register_shows_nothing_of_the_other(world, den_haag):
    for register, other in (Register, tuple(Register)[::-1]):
        user = hire(den_haag, f"Alleen {register}")
        toewijzen(user=user, organisation=den_haag, rol=Rol.INTEGRITEITSCOORDINATOR, register=register)
        assert seen_by(user, room(other) - OPEN_TO_ALL) == {}
        assert "notitie" not in seen_by(user, room(register)) and len(seen_by(user, room(register))) > 10


def test_a_melder_sees_the_own_melding_and_nothing_that_handlers_wrote_on_it(world):
    found = seen_by(world.people[Rol.MEDEWERKER], BOTH - OPEN_TO_ALL)
    begun = {"integrity_meldingconcept", "incidents_incidentconcept"}
    assert {"integrity_melding", "integrity_zaak", "integrity_meldingtekst", "incidents_incident"} <= set(
        found
    )
    assert set(found) - begun <= set(PLAN.alone)
    assert found["integrity_melding"] == found["integrity_zaak"] == found["incidents_incident"] == 1


def test_of_a_joined_zaak_each_melder_sees_the_own_melding_only(gang, dien_in, melder, collega, coordinator):
    zaak = gang().to("beoordeling")
    other = dien_in(melder=intake.Melder(user=collega), beschrijving="van de collega")
    Melding.objects.filter(pk=other.pk).update(zaak=zaak)
    Bericht.objects.create(melding=other, van_melder=True, tekst="geheim")
    Notitie.objects.create(zaak=zaak, tekst="intern", door=coordinator)
    mine = zaak.meldingen.exclude(pk=other.pk).get()
    with in_person(melder.pk, "geheim"):
        assert list(Zaak.objects.all()) == [zaak]
        assert list(Melding.objects.all()) == [mine]
        assert list(MeldingTekst.objects.values_list("melding", flat=True)) == [mine.pk]
        assert list(MelderIdentiteit.objects.values_list("user", flat=True)) == [melder.pk]
        assert not Bericht.objects.filter(melding=other).exists() and not Notitie.objects.exists()


def test_a_melder_who_is_kept_out_later_keeps_following_the_own_melding_and_nothing_else(zaak_in, melder):
    zaak = zaak_in("beoordeling")
    before = seen_by(melder, room(Register.INTEGRITEIT))
    Uitsluiting.objects.create(zaak=zaak, user=melder, grond=Uitsluiting.Grond.BELANG)
    # and the row that says so, by which the first wall knows it
    assert seen_by(melder, room(Register.INTEGRITEIT)) == before | {"integrity_uitsluiting": 1}
    assert len(before) > 3


def test_who_left_the_organisation_does_not_see_there_what_they_filed(zaak_in, melder):
    zaak_in("beoordeling")
    melder.roltoewijzingen.update(tot=timezone.localdate())
    assert seen_by(melder, BOTH) == {}


def test_what_is_ones_own_can_be_read_and_not_changed(zaak_in, melder, den_haag):
    mine = zaak_in("beoordeling").meldingen.get()
    Bericht.objects.create(melding=mine, van_melder=False, tekst="Dag")
    with in_person(melder.pk, "geheim"):
        for model in (Zaak, Melding, MeldingTekst, MelderIdentiteit, Bericht):
            rows = model.objects.all()
            assert rows.exists()
            assert rows.update(id=models.F("id")) == 0
            assert not model.objects.select_for_update().exists()
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Bericht.objects.create(melding=mine, van_melder=False, tekst="van niemand")


def test_of_an_incident_a_reporter_sees_neither_who_it_happened_to_nor_what_they_wrote(
    den_haag, melder, collega
):
    today = timezone.localdate()
    filed = incident_intake.NieuwIncident(
        voorval_op=today,
        gemeld_op=today,
        slachtoffer=incident_intake.NieuwSlachtoffer(user=collega, telefoon="06", doelwit="medewerker"),
        gedragingen=("slaan_schoppen",),
        beschrijving="Wat ik zag.",
        melder=melder,
        namens=True,
    )
    incident = incident_intake.register(den_haag, filed, by=access_of(melder))
    for door in (melder, collega):
        incident_intake.add(incident, f"van {door.naam}", by=access_of(door))
    with in_person(melder.pk, "geheim"):
        assert list(Incident.objects.all()) == [incident] and incident.sporen.count() == 4
        assert not Slachtoffer.objects.exists()
        assert [b.door for b in IncidentBericht.objects.all()] == [melder]
    with in_person(collega.pk, "ander geheim"):
        assert list(Slachtoffer.objects.values_list("user", flat=True)) == [collega.pk]
        assert [b.door for b in IncidentBericht.objects.all()] == [collega]


def test_what_is_begun_is_seen_by_who_began_it_and_by_no_other_work(den_haag, melder, coordinator):
    made = {
        MeldingConcept.objects.create(user=melder, organisation=den_haag),
        IncidentConcept.objects.create(user=melder, organisation=den_haag),
    }
    names = {concept._meta.db_table for concept in made}
    assert set(seen_by(melder, names)) == names
    assert seen_by(coordinator, names) == {}
    with granted("test", organisations=[den_haag.pk], rooms=("organisations",)):
        assert seen(names) == {}


def test_a_vertrouwenspersoon_keeps_the_own_counts_and_sees_no_others(den_haag, vertrouwenspersoon):
    fields = {"organisation": den_haag, "jaar": 2026, "kwartaal": 1, "categorie": "x", "aantal": 1}
    VertrouwenspersoonTelling.objects.create(vertrouwenspersoon=hire(den_haag, "Ander"), **fields)
    with in_person(vertrouwenspersoon.pk, "geheim"):
        mine = VertrouwenspersoonTelling.objects.create(vertrouwenspersoon=vertrouwenspersoon, **fields)
        assert list(VertrouwenspersoonTelling.objects.all()) == [mine]


def test_everybody_answers_the_survey_and_nobody_sees_who_did(den_haag, coordinator, melder, collega):
    survey = peiling.open_survey(den_haag, by=access_of(coordinator))
    peiling.answer(survey, "nee", by=access_of(collega))
    answers = {"incidents_peiling", "incidents_peilingantwoord", "incidents_peilingdeelname"}
    assert seen_by(melder, answers) == {"incidents_peiling": 1}
    assert seen_by(collega, answers) == {"incidents_peiling": 1, "incidents_peilingdeelname": 1}
    with in_person(melder.pk, "geheim"):
        assert peiling.answer(survey, "nee", by=access_of(melder))
        assert not peiling.answer(survey, "nee", by=access_of(melder))


@pytest.fixture
def away(den_haag):
    def _away(user: User, vervanger: User, days: int = 0) -> Afwezigheid:
        day = timezone.localdate() + timedelta(days=days)
        fields = {"user": user, "vervanger": vervanger, "organisation": den_haag, "zelf_gekozen": True}
        return Afwezigheid.objects.create(van=day, tot=day, **fields)

    return _away


def test_who_stands_in_sees_what_the_absent_person_sees_while_they_are_away(
    zaak_in, away, coordinator, collega, melder
):
    zaak_in("feitenonderzoek")
    names = room(Register.INTEGRITEIT)
    away(coordinator, collega, days=-1), away(coordinator, collega, days=1)
    assert seen_by(collega, names) == {}
    absence = away(coordinator, collega)
    assert seen_by(collega, names) == seen_by(coordinator, names) != {}
    absence.delete()
    assert seen_by(collega, names) == {}


def test_standing_in_opens_no_more_than_the_first_wall_gives(
    zaak_in, away, den_haag, waterschap, coordinator, griffier, collega, vertrouwenspersoon
):
    zaak_in("beoordeling")
    names = room(Register.INTEGRITEIT)
    away(griffier, collega)  # a role that is personal
    away(coordinator, vertrouwenspersoon)  # never together
    elsewhere = hire(waterschap, "Elders")
    away(coordinator, elsewhere)  # has no role here
    for user in (collega, vertrouwenspersoon, elsewhere):
        assert seen_by(user, names) == {}
    away(coordinator, collega)
    coordinator.roltoewijzingen.update(bevestigd_op=None)
    assert seen_by(collega, names) == {}
    coordinator.roltoewijzingen.update(bevestigd_op=timezone.localdate())
    User.objects.filter(pk=coordinator.pk).update(is_active=False)
    assert seen_by(collega, names) == {}


# What somebody does without seeing a case.
BLIND = {"registreren", "tellen"}
SOME = dict.fromkeys((), "x")


@pytest.mark.parametrize("register", Register)
def test_the_first_wall_opens_nothing_to_a_role_outside_those_of_the_second(world, den_haag, register):
    """Also with every part of the case in their hands."""
    room_of = {Register.INTEGRITEIT: (integrity, world.zaak), Register.AGRESSIE: (incidents, world.incident)}
    package, case = room_of[register]
    for rol in set(Rol) - ZIET_REGISTER[register]:
        user = hire(den_haag, f"Met alles {rol}")
        toewijzen(user=user, organisation=den_haag, rol=rol, register=register)
        for part in set(package.permissions.DELEN) | {"coordinator"}:
            setattr(case, part, user)
        case.save()
        access = access_of(user)
        cases = type(case).objects
        for found in (cases.visible_to(access), cases.counted_for(access), cases.overseen_by(access)):
            assert not found.exists(), rol
        assert not Melding.objects.visible_to(access).exists()
        case = cases.get(pk=case.pk)
        rights = package.permissions.RECHTEN
        assert {a for a in rights if package.permissions.may(access, a, case)} == set(), rol
        assert {a for a in rights if package.permissions.may(access, a)} <= BLIND, rol


# These say in their own words whose a row is (see gir/walls.py).
BESIDE = {"integrity_meldingconcept", "incidents_incidentconcept", "integrity_vertrouwenspersoontelling"}


def test_a_table_of_a_register_is_closed_unless_it_is_named():
    """What hangs on a case asks for the room itself, or hangs on what does: never on what is one's own."""
    rules = tables(PLAN)
    for register in Register:
        name_of_room = ROOM_OF[register]
        for table in room(register) - BESIDE:
            rule = rules[table]
            asked = set(re.findall(r"muur\.organisaties\('(\w+)'\)", rule))
            assert asked <= {name_of_room}, table
            if not asked:
                (above,) = re.findall(r'^EXISTS \(SELECT 1 FROM "(\w+)" WHERE', rule)
                assert above in room(register) and above not in PLAN.alone, table
            assert "eigen_" not in rule and table not in PLAN.seen, table
