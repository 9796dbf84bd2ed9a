"""Everything that hangs on a zaak is read in one query, and is what it would be one by one."""

from operator import attrgetter

import pytest
from django.forms import model_to_dict

from casework.dossier import people_in
from integrity import lifecycle
from integrity.models import Zaak, dossier
from integrity.services import zorg
from tests.conftest import access_of


def rows_of(zaak: Zaak, names) -> dict[str, list]:
    found = {}
    for name in names:
        tak = dossier.TAKKEN[name]
        parents = [zaak] if tak.parent == "zaak" else list(getattr(zaak, PARENTS[tak.parent]).all())
        if tak.een:
            found[name] = [model_to_dict(getattr(p, name)) for p in parents if hasattr(p, name)]
        else:
            rows = [row for p in parents for row in getattr(p, name).all()]
            found[name] = [
                model_to_dict(row)
                for row in (rows if rows and rows[0]._meta.ordering else sorted(rows, key=BY_ID))
            ]
    return found


BY_ID = attrgetter("pk")
PARENTS = {"melding": "meldingen", "onderzoek": "onderzoeken"}


@pytest.fixture
def full(zaak_in, coordinator) -> Zaak:
    zaak = zaak_in(lifecycle.GESLOTEN, days_ago=40, pace=2)
    by = access_of(coordinator)
    zorg.write_note(zaak, "Een notitie.", by=by)
    zorg.tell_melder(zaak, zaak.meldingen.get(), "Een bericht.", by=by)
    zorg.record_contact(zaak, "contact", bevinding="Gesproken.", by=by)
    return zaak


def test_what_is_read_together_equals_what_is_read_one_by_one(full, django_assert_num_queries):
    names = [name for name in dossier.TAKKEN if name not in ("identiteit", "melder")]
    apart = rows_of(Zaak.objects.get(pk=full.pk), names)
    together = Zaak.objects.get(pk=full.pk)
    with django_assert_num_queries(1):
        dossier.load(together, besloten=dossier.DOSSIER.besloten)
    with django_assert_num_queries(0):
        assert rows_of(together, names) == apart
    assert apart["onderzoeken"] and apart["maatregelen"] and apart["berichten"] and apart["tekst"]


def test_rows_point_at_each_other_without_a_query(full, django_assert_num_queries):
    zaak = Zaak.objects.get(pk=full.pk)
    dossier.load(zaak)
    with django_assert_num_queries(0):
        assert {str(a.betrokkene) for a in zaak.aantijgingen.all()} == {"R. de Wit"}
        assert all(m.zaak is zaak for m in zaak.meldingen.all())


def test_who_the_melder_is_is_not_read_with_the_rest(full, melder):
    zaak = Zaak.objects.get(pk=full.pk)
    dossier.load(zaak, besloten=dossier.DOSSIER.besloten - {"melder"})
    identiteit = zaak.meldingen.all()[0].identiteit
    assert not {"naam", "contact", "user_id"} & set(identiteit.__dict__)
    assert melder.pk not in people_in(zaak)


@pytest.mark.parametrize(("positie", "is_read"), [("open", True), ("vertrouwelijk", False)])
def test_only_a_melder_who_chose_to_be_known_is_read(dien_in, melder, positie, is_read):
    zaak = dien_in(melderpositie=positie).zaak
    dossier.load(zaak, besloten=["melder"])
    identiteit = zaak.meldingen.all()[0].identiteit
    assert ("naam" in identiteit.__dict__) is is_read


def test_what_is_not_asked_for_is_not_read(full, django_assert_num_queries):
    zaak = Zaak.objects.get(pk=full.pk)
    dossier.load(zaak)
    assert not dossier.DOSSIER.besloten & set(zaak._prefetched_objects_cache)
