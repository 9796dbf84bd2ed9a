"""Each form of an incident: what it does, and what it says to what can't be."""

from datetime import timedelta

from django.utils import timezone

from tests.incidents.zaak.conftest import errors_of, url_of


def test_taking_up_records_the_day_and_what_was_told(meld, leidinggevende, doe):
    incident = meld()

    doe(
        leidinggevende,
        incident,
        "contact_opnemen",
        letsel="geen",
        ernst_beleving="3",
        besproken_met=["niemand"],
        reden_niet_besproken="hoort_erbij",
    )

    assert (incident.status, incident.contact_op) == ("in_behandeling", timezone.localdate())
    hurt = incident.slachtoffers.get()
    assert (hurt.letsel, hurt.ernst_beleving, hurt.besproken_met) == ("geen", 3, ["niemand"])
