"""Everything that hangs on an incident is read in one query, and is what it would be one by one."""

from decimal import Decimal

from django.forms import model_to_dict
from django.utils import timezone

from casework.dossier import attach_people, people_in
from incidents.models import Incident, IncidentNotitie, Schade, dossier
from organisations.models import User


def rows_of(incident: Incident) -> dict[str, list[dict]]:
    """Every relation of the incident itself, row by row."""
    found = {}
    for name, tak in dossier.DOSSIER.takken.items():
        if tak.parent == "incident" and tak.een:
            found[name] = [model_to_dict(getattr(incident, name))] if hasattr(incident, name) else []
        elif tak.parent == "incident":
            found[name] = sorted(
                (model_to_dict(row) for row in getattr(incident, name).all()), key=lambda row: row["id"]
            )
    return found


def test_what_is_read_together_equals_what_is_read_one_by_one(
    meld, agressiecoordinator, django_assert_num_queries
):
    incident = meld()
    hurt = incident.slachtoffers.get()
    hurt.nadelige_gevolgen, hurt.besproken_met = ["gezin", "veiligheid"], ["thuis"]
    hurt.save()
    damage = {"omschrijving": "Een bril.", "geleden_op": timezone.localdate()}
    Schade.objects.create(incident=incident, bedrag=Decimal("1250.10"), **damage)
    IncidentNotitie.objects.create(incident=incident, tekst="Let op.", door=agressiecoordinator)

    apart = rows_of(Incident.objects.get(pk=incident.pk))
    together = Incident.objects.get(pk=incident.pk)
    with django_assert_num_queries(1):
        dossier.load(together, besloten=dossier.DOSSIER.besloten)
    with django_assert_num_queries(0):
        assert rows_of(together) == apart
        read = together.slachtoffers.all()[0]
        assert (read.nadelige_gevolgen, read.besproken_met) == (["gezin", "veiligheid"], ["thuis"])
        assert str(together.schades.all()[0].bedrag) == "1250.10"
    assert apart["sporen"] and apart["tekst"] and apart["notities"]


def test_what_is_besloten_is_read_only_when_it_is_named(meld):
    together = Incident.objects.get(pk=meld().pk)
    dossier.load(together)
    assert not dossier.DOSSIER.besloten & set(together._prefetched_objects_cache)
    assert "tekst" not in together._state.fields_cache


def test_people_are_read_together_and_stand_where_the_rows_point_at_them(
    meld, melder, agressiecoordinator, django_assert_num_queries
):
    incident = meld()
    IncidentNotitie.objects.create(incident=incident, tekst="Let op.", door=agressiecoordinator)
    together = Incident.objects.get(pk=incident.pk)
    dossier.load(together, besloten=["notities"])
    assert {melder.pk, agressiecoordinator.pk} <= people_in(together)
    attach_people(together, User.objects.in_bulk(people_in(together)))
    with django_assert_num_queries(0):
        assert together.notities.all()[0].door == agressiecoordinator
