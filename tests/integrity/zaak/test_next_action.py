"""The one next action of a zaak makes sense to whoever reads it, also when something is missing for it."""

from integrity import lifecycle
from integrity.lists import OnderzoekSoort, Route
from integrity.models import Zaak
from integrity.services import onderzoek
from integrity.services.engine import ENGINE
from tests.conftest import access_of


def next_of(zaak: Zaak) -> str:
    return Zaak.objects.get(pk=zaak.pk).volgende_actie


def test_an_investigation_without_its_demands_first_asks_for_what_wederhoor_needs(gang):
    path = gang()
    path.acknowledge()
    path.route(Route.FEITENONDERZOEK)
    path.start_onderzoek(OnderzoekSoort.FEITENONDERZOEK)
    path.accuse()
    assert next_of(path.zaak) == "naar_wederhoor"


def test_an_investigation_of_somebody_unknown_skips_wederhoor(gang, coordinator):
    path = gang()
    path.acknowledge()
    path.route(Route.FEITENONDERZOEK)
    path.start_onderzoek(OnderzoekSoort.FEITENONDERZOEK)
    onderzoek.add_person(path.zaak, by=access_of(coordinator), onbekend=True, vermoede_categorie="overig")
    assert next_of(path.zaak) == "feitenonderzoek_afronden"


def test_a_zaak_to_judge_without_an_aantijging_asks_for_one(gang, coordinator):
    path = gang()
    path.acknowledge()
    path.route(Route.EXTERN)
    onderzoek.finish_extern(path.zaak, lifecycle.OORDEEL, by=access_of(coordinator))
    assert next_of(path.zaak) == "oordelen"
    assert ENGINE.what_is_missing(path.zaak, "oordelen") == [
        "Leg eerst vast wie betrokken is en wat het vermoeden is."
    ]


def test_who_is_added_during_wederhoor_is_heard_too(gang):
    path = gang()
    path.to(lifecycle.WEDERHOOR)
    path.answer()
    path.accuse(naam="P. Later")
    assert next_of(path.zaak) == "naar_wederhoor"
    path.hear()
    assert path.zaak.status == lifecycle.WEDERHOOR
    assert set(path.zaak.wederhoren.values_list("betrokkene__naam", flat=True)) == {"R. de Wit", "P. Later"}
    assert next_of(path.zaak) == "feitenonderzoek_afronden"
    assert "P. Later heeft nog niet gereageerd" in " ".join(
        ENGINE.what_is_missing(path.zaak, "feitenonderzoek_afronden")
    )
