"""The role table of the domain document, section 4, row by row: who sees which zaak, and what of it."""

import pytest
from django.utils import timezone

from integrity import permissions
from integrity.lifecycle import LIFECYCLE
from integrity.lists import Compartiment, Melderpositie, Soort
from integrity.models import Melding, Uitsluiting, Zaak
from integrity.permissions.asked import asked_by_step
from integrity.services import verloop
from organisations.models import Roltoewijzing
from organisations.roles import Register, Rol
from tests.conftest import access_of, hire, toewijzen
from tests.integrity.conftest import may, sees

WAY = (
    "ontvangen",
    "beoordeling",
    "niet_in_behandeling",
    "in_de_lijn",
    "vooronderzoek",
    "feitenonderzoek",
    "extern",
    "wederhoor",
    "oordeel",
    "maatregel",
    "nazorg",
    "gesloten",
)
# The statuses in which a person who was given their part sees the zaak.
SEES = {
    "coordinator": set(WAY),
    "tweede_coordinator": set(WAY),
    "leidinggevende": {"in_de_lijn"},
    "onderzoeker": {"vooronderzoek", "feitenonderzoek", "wederhoor", "oordeel", "maatregel", "nazorg"},
    "bevoegd_gezag": set(WAY) - {"ontvangen", "beoordeling", "niet_in_behandeling", "gesloten"},
    "procesbegeleider": set(WAY),
    # nobody of these has a part in a zaak of employees, whatever its status
    "melder": set(),
    "collega": set(),
    "vertrouwenspersoon": set(),
    "tweede_lezer": set(),
    "griffier": set(),
    "burgemeester": set(),
    "auditor": set(),
    "beheerder": set(),
    "buitenstaander": set(),
}


@pytest.mark.parametrize("status", WAY)
def test_who_sees_a_zaak_in_each_status(cast, zaak_in, status):
    zaak = zaak_in(status)
    Zaak.objects.filter(pk=zaak.pk).update(procesbegeleider=cast["procesbegeleider"].user)
    found = {name for name, access in cast.items() if sees(access, zaak)}
    assert found == {name for name, statuses in SEES.items() if status in statuses}


@pytest.mark.parametrize("status", WAY)
def test_who_does_not_see_a_zaak_can_do_nothing_in_it(cast, zaak_in, status):
    """A verb that could be done by who can't open the zaak would be a hole."""
    zaak = zaak_in(status)
    for access in cast.values():
        if not sees(access, zaak):
            verbs = {t.verb for t in LIFECYCLE.from_status(status) if permissions.may(access, t.verb, zaak)}
            assert not verbs, access.user


# What each sees of it: the words of the melder, who that is, the dossier, timeline, notes, care.
LOOKS = {
    "coordinator": {"meldingen", "melders", "dossier", "timeline", "notities", "zorg"},
    "onderzoeker": {"meldingen", "melders", "dossier", "timeline"},
    "procesbegeleider": {"meldingen", "melders", "zorg"},
    "bevoegd_gezag": {"dossier"},
    "tweede_lezer": set(),
    "leidinggevende": set(),
    "vertrouwenspersoon": set(),
    "auditor": set(),
    "beheerder": set(),
    "griffier": set(),
}


def looks(access, zaak) -> set[str]:
    names = ("meldingen", "melders", "dossier", "timeline", "notities", "zorg")
    return {name for name in names if getattr(permissions, f"can_see_{name}")(access, zaak)}


def test_what_each_role_sees_of_a_zaak(cast, zaak_in):
    zaak = zaak_in("feitenonderzoek")
    Zaak.objects.filter(pk=zaak.pk).update(procesbegeleider=cast["procesbegeleider"].user)
    zaak = Zaak.objects.get(pk=zaak.pk)
    assert {name: looks(cast[name], zaak) for name in LOOKS} == LOOKS


def test_the_leidinggevende_and_the_bevoegd_gezag_never_learn_who_the_melder_is(cast, zaak_in):
    zaak = zaak_in("in_de_lijn")
    melding = zaak.meldingen.get()
    for name in ("leidinggevende", "bevoegd_gezag"):
        assert sees(cast[name], zaak)
        assert not permissions.can_see_melder(cast[name], melding)
        assert not permissions.can_see_meldingen(cast[name], zaak)


@pytest.mark.parametrize("positie", [Melderpositie.VERTROUWELIJK, Melderpositie.ANONIEM])
def test_the_name_of_a_melder_who_is_not_open_is_for_nobody(cast, zaak_in, positie):
    zaak = zaak_in("feitenonderzoek", melderpositie=positie)
    assert not any(permissions.can_see_melder(access, zaak.meldingen.get()) for access in cast.values())


def test_the_melder_sees_the_own_melding_and_not_the_zaak(cast, zaak_in, melder, collega):
    zaak = zaak_in("beoordeling")
    assert list(Melding.objects.filed_by(melder)) == [zaak.meldingen.get()]
    assert not Melding.objects.filed_by(collega).exists()
    assert not sees(cast["melder"], zaak)


# Second reader


def test_a_second_reader_sees_a_zaak_while_a_proposal_waits(cast, gang):
    path = gang()
    path.acknowledge()
    reader = cast["tweede_lezer"]
    assert not sees(reader, path.zaak)
    path.propose_drop()
    assert sees(reader, path.zaak)
    assert looks(reader, path.zaak) == {"meldingen"}
    assert may(reader, path.zaak) == {"uitstroom_bevestigen", "uitstroom_afwijzen", "terugtrekken"}
    from integrity.services import triage

    triage.refuse_drop(path.zaak, toelichting="Nee.", by=reader)
    assert not sees(reader, path.zaak)


def test_a_second_reader_who_proposed_it_does_not_read_it(gang, den_haag, tweede_coordinator):
    """In a small organisation somebody may hold both roles."""
    toewijzen(user=tweede_coordinator, organisation=den_haag, rol=Rol.TWEEDE_LEZER)
    path = gang()
    path.acknowledge()
    path.propose_drop()
    both = access_of(tweede_coordinator)
    assert permissions.is_second_reader(both, path.zaak)
    Zaak.objects.filter(pk=path.zaak.pk).update(voorgesteld_door=tweede_coordinator)
    assert not permissions.is_second_reader(both, Zaak.objects.get(pk=path.zaak.pk))


# Betrokkene, excluded, withdrawn


def apart_as_betrokkene(zaak, user):
    zaak.betrokkenen.create(nummer=9, user=user)


def apart_by_melder(zaak, user):
    Uitsluiting.objects.create(zaak=zaak, user=user, grond=Uitsluiting.Grond.MELDER)


def apart_by_own_choice(zaak, user):
    Uitsluiting.objects.create(zaak=zaak, user=user, grond=Uitsluiting.Grond.ZELF)


@pytest.mark.parametrize("apart", [apart_as_betrokkene, apart_by_melder, apart_by_own_choice])
@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("coordinator", "beoordeling"),
        ("leidinggevende", "in_de_lijn"),
        ("onderzoeker", "feitenonderzoek"),
        ("bevoegd_gezag", "oordeel"),
        ("procesbegeleider", "nazorg"),
    ],
)
def test_for_who_is_kept_apart_the_zaak_does_not_exist_whatever_their_part(
    cast, zaak_in, apart, name, status
):
    zaak = zaak_in(status)
    access = cast[name]
    Zaak.objects.filter(pk=zaak.pk).update(procesbegeleider=cast["procesbegeleider"].user)
    zaak = Zaak.objects.get(pk=zaak.pk)
    assert sees(access, zaak)
    apart(zaak, access.user)
    zaak = Zaak.objects.get(pk=zaak.pk)
    assert not sees(access, zaak)
    assert may(access, zaak) == set()
    assert not Zaak.objects.counted_for(access).filter(pk=zaak.pk).exists()
    assert not Zaak.objects.visible_to(access).filter(asked_by_step(access)).exists()


def test_who_is_kept_apart_from_one_zaak_sees_the_others(cast, zaak_in):
    one, other = zaak_in("beoordeling"), zaak_in("beoordeling")
    apart_by_melder(one, cast["coordinator"].user)
    assert list(Zaak.objects.visible_to(cast["coordinator"])) == [other]


# Never together in one zaak


def test_a_bevoegd_gezag_who_took_it_in_sees_it_and_can_not_judge(gang, den_haag, coordinator):
    toewijzen(user=coordinator, organisation=den_haag, rol=Rol.BEVOEGD_GEZAG)
    path = gang()
    path.to("oordeel")
    Zaak.objects.filter(pk=path.zaak.pk).update(bevoegd_gezag=coordinator)
    zaak = Zaak.objects.get(pk=path.zaak.pk)
    assert not permissions.is_bevoegd_gezag(access_of(coordinator), zaak)
    assert "oordelen" not in may(access_of(coordinator), zaak)
    assert "oordelen" not in may(path.rollen.bevoegd_gezag, zaak), "it is not theirs any more"


def test_an_onderzoeker_who_became_bevoegd_gezag_does_neither(gang, den_haag, onderzoeker):
    toewijzen(user=onderzoeker, organisation=den_haag, rol=Rol.BEVOEGD_GEZAG)
    path = gang()
    path.to("oordeel")
    Zaak.objects.filter(pk=path.zaak.pk).update(bevoegd_gezag=onderzoeker)
    zaak = Zaak.objects.get(pk=path.zaak.pk)
    assert not permissions.is_bevoegd_gezag(access_of(onderzoeker), zaak)
    assert not permissions.is_onderzoeker(access_of(onderzoeker), zaak)


# Bestuurders


@pytest.mark.parametrize(
    ("betreft", "who"),
    [
        ("wethouder_gedeputeerde_db", {"griffier", "burgemeester"}),
        ("raads_staten_ab_lid", {"griffier", "burgemeester"}),
        ("burgemeester", {"griffier"}),
    ],
)
def test_a_zaak_about_a_bestuurder_is_for_griffier_and_burgemeester_alone(cast, dien_in, betreft, who):
    zaak = dien_in(betreft=betreft).zaak
    assert zaak.compartiment == Compartiment.BESTUURLIJK
    assert {name for name, access in cast.items() if sees(access, zaak)} == who
    assert {name for name, access in cast.items() if permissions.is_coordinator(access, zaak)} == who


def test_the_griffier_sees_numbers_of_employees_but_not_their_zaken(cast, zaak_in):
    zaak = zaak_in("beoordeling")
    griffier = cast["griffier"]
    assert permissions.can_see_figures(griffier) and not permissions.can_see_running_figures(griffier)
    assert Zaak.objects.counted_for(griffier).filter(pk=zaak.pk).exists()
    assert not sees(griffier, zaak)


def test_figures_are_for_coordinator_griffier_and_auditor(cast):
    assert {name for name, access in cast.items() if permissions.can_see_figures(access)} == {
        "coordinator",
        "tweede_coordinator",
        "griffier",
        "auditor",
        "buitenstaander",
    }


def test_figures_of_bestuurders_are_counted_for_the_griffier_only(cast, dien_in):
    zaak = dien_in(betreft="wethouder_gedeputeerde_db").zaak
    counted = {name for name, a in cast.items() if Zaak.objects.counted_for(a).filter(pk=zaak.pk).exists()}
    assert counted == {"griffier"}


# Other organisations, other registers, other roles


def test_nothing_crosses_from_one_organisation_to_another(cast, zaak_in, waterschap, coordinator):
    zaak = zaak_in("beoordeling")
    outsider = cast["buitenstaander"]
    assert not sees(outsider, zaak) and may(outsider, zaak) == set()
    assert not Zaak.objects.counted_for(outsider).exists()
    toewijzen(user=coordinator, organisation=waterschap, rol=Rol.INTEGRITEITSCOORDINATOR)
    there = access_of(coordinator, waterschap)
    assert not sees(there, zaak) and may(there, zaak) == set(), "one organisation is active at a time"


def test_a_role_in_the_other_register_opens_nothing_here(den_haag, zaak_in):
    zaak = zaak_in("beoordeling")
    user = hire(den_haag, "Agressie Coordinator")
    role = toewijzen(
        user=user, organisation=den_haag, rol=Rol.INTEGRITEITSCOORDINATOR, register=Register.AGRESSIE
    )
    assert not sees(access_of(user), zaak)
    Roltoewijzing.objects.filter(pk=role.pk).update(register="")
    assert sees(access_of(user), zaak)


def test_a_part_without_the_role_is_no_part_any_more(zaak_in, onderzoeker):
    zaak = zaak_in("feitenonderzoek")
    assert sees(access_of(onderzoeker), zaak)
    Roltoewijzing.objects.filter(user=onderzoeker, rol=Rol.ONDERZOEKER).update(tot=timezone.localdate())
    assert not sees(access_of(onderzoeker), zaak)


def test_a_superuser_without_a_role_has_no_access_at_all(db, django_user_model):
    from organisations.access import access_for

    boss = django_user_model.objects.create_superuser("root@example.nl", "Root")
    assert access_for(boss) is None


def test_adviesvragen_and_signalen_are_for_the_coordinator_of_the_organisation(cast, dien_in):
    vraag = dien_in(soort=Soort.ADVIESVRAAG)
    seen = {name for name, a in cast.items() if Melding.objects.visible_to(a).filter(pk=vraag.pk).exists()}
    assert seen == {"coordinator", "tweede_coordinator"}
    assert permissions.can_see_melder(cast["coordinator"], vraag)
    assert not permissions.can_see_melder(cast["vertrouwenspersoon"], vraag)


def test_who_files_for_somebody_else_and_who_imports(cast):
    assert {name for name, access in cast.items() if permissions.can_register(access)} == {
        "coordinator",
        "tweede_coordinator",
        "vertrouwenspersoon",
        "leidinggevende",
        "buitenstaander",
    }
    assert {name for name, access in cast.items() if permissions.can_import(access)} == {
        "coordinator",
        "tweede_coordinator",
        "buitenstaander",
    }


def test_a_handler_who_withdraws_sees_the_zaak_no_more(cast, zaak_in):
    zaak = zaak_in("feitenonderzoek")
    verloop.step_back(zaak, by=cast["onderzoeker"])
    assert not sees(cast["onderzoeker"], zaak)
