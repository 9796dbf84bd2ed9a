"""What is asked of somebody: their own turn first, and nothing of the melding."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casework.kenmerk import new_kenmerk
from integrity import lifecycle
from integrity.models import Zaak
from integrity.services import verloop
from tests.conftest import ACCESS, access_of

URL = reverse("taken")


@pytest.mark.parametrize(
    ("who", "status", "action"),
    [
        ("leidinggevende", lifecycle.IN_DE_LIJN, "Uitkomst in de lijn vastleggen"),
        ("onderzoeker", lifecycle.VOORONDERZOEK, "Vooronderzoek afronden"),
        ("onderzoeker", lifecycle.WEDERHOOR, "Feitenonderzoek afronden"),
        ("bevoegd_gezag", lifecycle.OORDEEL, "Oordeel vastleggen"),
        ("bevoegd_gezag", lifecycle.MAATREGEL, "Besluit per betrokkene vastleggen"),
    ],
)
def test_the_step_of_each_part_is_asked_of_who_has_it(request, ingelogd, zaak_in, who, status, action):
    zaak = zaak_in(status)
    answer = ingelogd(request.getfixturevalue(who)).get(URL)
    assert [(t["kenmerk"], t["actie"]) for t in answer.context["nu"]] == [(zaak.kenmerk, action)]
    assert reverse("zaak", args=[zaak.kenmerk]) in answer.content.decode()


def test_the_bevoegd_gezag_judges_also_when_the_melder_must_be_asked_how_they_fare(
    ingelogd, gang, bevoegd_gezag
):
    gang(days_ago=60, pace=1).to(lifecycle.OORDEEL)
    answer = ingelogd(bevoegd_gezag).get(URL)
    assert [t["actie"] for t in answer.context["nu"]] == ["Oordeel vastleggen"]
    assert "Benadelingscheck" not in answer.content.decode()


def test_a_second_reader_finds_the_proposal_that_waits(ingelogd, gang, tweede_lezer):
    path = gang()
    path.acknowledge()
    path.propose_drop()
    answer = ingelogd(tweede_lezer).get(URL)
    assert [(t["kenmerk"], t["deel"]) for t in answer.context["nu"]] == [(path.zaak.kenmerk, "tweede lezer")]


def test_a_procesbegeleider_finds_the_check_that_is_due(ingelogd, gang, coordinator, procesbegeleider):
    path = gang(days_ago=60, pace=1)
    zaak = path.to(lifecycle.NAZORG)
    verloop.hand_out(zaak, by=access_of(coordinator), procesbegeleider=procesbegeleider)
    answer = ingelogd(procesbegeleider).get(URL)
    assert [t["kenmerk"] for t in answer.context["nu"]] == [zaak.kenmerk]


def test_zaken_that_wait_for_somebody_else_stand_below(ingelogd, zaak_in, bevoegd_gezag):
    waits, mine = zaak_in(lifecycle.WEDERHOOR), zaak_in(lifecycle.OORDEEL)
    answer = ingelogd(bevoegd_gezag).get(URL)
    assert [t["kenmerk"] for t in answer.context["nu"]] == [mine.kenmerk]
    assert [(t["kenmerk"], t["wacht_op"]) for t in answer.context["anders"]] == [
        (waits.kenmerk, "onderzoeker")
    ]


def test_a_list_without_tasks_says_so(ingelogd, zaak_in, leidinggevende):
    zaak_in(lifecycle.OORDEEL)
    assert "Er wordt nu niets van u gevraagd" in ingelogd(leidinggevende).get(URL).content.decode()


@pytest.mark.parametrize("who", ["coordinator", "melder", "beheerder", "griffier", "buitenstaander"])
def test_who_has_no_part_to_play_has_no_list(request, ingelogd, who):
    assert ingelogd(request.getfixturevalue(who)).get(URL).status_code == 404


@pytest.mark.parametrize("number", [0, 25, 100])
def test_at_most_six_queries_however_many_rows(ingelogd, den_haag, onderzoeker, number):
    today = timezone.localdate()
    Zaak.objects.bulk_create(
        Zaak(
            organisation=den_haag,
            kenmerk=new_kenmerk(),
            ontvangen_op=today,
            status_sinds=today,
            status=lifecycle.VOORONDERZOEK,
            onderzoeker=onderzoeker,
            volgende_actie="vooronderzoek_afronden",
        )
        for _ in range(number)
    )
    client = ingelogd(onderzoeker)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(URL)
    assert len(answer.context["nu"]) == number
    assert len(queries) - ACCESS == 1
