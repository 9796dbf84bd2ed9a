"""Hinderlijk contact is no aggression: the tracks that somebody asks for, no clock of 24 hours or of the
police, and a ground of its own."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from pypdf import PdfReader

from incidents.models import Incident
from incidents.services import brieven, feiten, maatregel, requirements
from incidents.services import veroorzaker as daders
from incidents.services.maatregel import Maatregelbesluit, Voornemen
from incidents.services.veroorzaker import Identiteit, Kenschets
from incidents.services.zorgvuldigheid import ontbreekt
from tests.conftest import access_of
from tests.incidents.melden import Meldformulier
from tests.incidents.veroorzaker.conftest import zorg
from tests.incidents.zaak.conftest import errors_of, stuur, url_of  # noqa: F401

HINDER = {"soort": "hinderlijk_contact", "gedragingen": ()}
GROND = ("te_vaak",)


def running(incident: Incident) -> set[str]:
    return set(incident.termijnen.filter(gestopt_op=None).values_list("code", flat=True)) - {"lessen"}


def tracks(incident: Incident) -> dict[str, str]:
    return dict(incident.sporen.values_list("soort", "status"))


def complete(incident: Incident, by, **changed) -> None:
    feiten.complete(incident, feiten.Feiten(**(feiten.of_incident(incident) | changed)), by=by)


@pytest.mark.parametrize(
    ("told", "clocks", "opvang", "politie"),
    [
        ({}, set(), "overgeslagen", "overgeslagen"),
        ({"mag_bellen": False, "aangifte_gewenst": "nee"}, set(), "overgeslagen", "overgeslagen"),
        ({"mag_bellen": True}, {"opvanggesprek"}, "open", "overgeslagen"),
        ({"geschrokken": True}, {"opvanggesprek"}, "open", "overgeslagen"),
        ({"letsel": "psychisch"}, {"opvanggesprek"}, "open", "overgeslagen"),
        ({"aangifte_gewenst": "ja"}, set(), "overgeslagen", "open"),
    ],
)
def test_it_begins_with_what_was_asked_for(meld, told, clocks, opvang, politie):
    incident = meld(over=told, **HINDER)
    assert running(incident) == clocks
    expected = {"opvang": opvang, "politie": politie, "veroorzaker": "open", "organisatie": "open"}
    assert tracks(incident) == expected
    assert all(spoor.reden for spoor in incident.sporen.filter(status="overgeslagen"))


def test_it_is_closed_in_one_go_unless_somebody_asks_for_help(meld):
    assert requirements.licht(meld(**HINDER)) == []
    assert requirements.licht(meld(over={"geschrokken": True}, **HINDER)) == []
    for told in ({"mag_bellen": True}, {"letsel": "psychisch"}, {"aangifte_gewenst": "ja"}):
        assert requirements.licht(meld(over=told, **HINDER))
    threat = meld(soort="hinderlijk_contact", gedragingen=("doodsbedreiging",))
    assert requirements.licht(threat), "what was heavier than a scold is looked at"


def test_the_leidinggevende_closes_it_from_the_card_and_reads_that_it_has_no_ernst(
    meld, ingelogd, leidinggevende
):
    incident = meld(**HINDER)
    client = ingelogd(leidinggevende)
    card = next(c for c in client.get(reverse("agressie_taken")).context["eigen"])
    assert card.licht_url and card.kenmerk == incident.kenmerk
    page = client.get(url_of(incident)).content.decode()
    assert "Hinderlijk contact heeft geen ernst." in page and "Ernst nog niet bekend" not in page
    client.post(card.licht_url, {"bericht": "Wij spreken de beller aan.", "gezien": ""})
    incident.refresh_from_db()
    assert incident.status == "gesloten"


def test_the_confirmation_promises_nothing_of_the_police(
    melder, leidinggevende, agressiecoordinator, ingelogd
):
    form = Meldformulier(ingelogd(melder))
    calm = {"letsel": "geen", "mag_bellen": "", "telefoon": "", "aangifte_gewenst": "", "ernst_beleving": ""}
    form.fill(gebeurd={"wat": ["hinderlijk_contact"], "kenmerken": []}, hoe=calm)
    page = form.client.get(form.send().url).content.decode()
    assert f"{leidinggevende.naam} weet het nu en bekijkt hoe dit contact kan stoppen." in page
    told = page[page.index("Wat gebeurt er nu?") :]
    for promised in ("politie", "Politie", "Schrikken", "reageert naar de veroorzaker", "Slachtofferhulp"):
        assert promised not in told
    form = Meldformulier(ingelogd(melder))
    form.fill()
    page = form.client.get(form.send().url).content.decode()
    assert "Schrikken" in page and "bij de politie" in page


def test_another_kind_brings_the_clocks_and_tracks_of_that_kind(meld, leidinggevende):
    incident, by = meld(**HINDER), access_of(leidinggevende)
    complete(incident, by, soort="incident", gedragingen=("dreigen_geweld",))
    assert set(tracks(incident).values()) == {"open"}
    assert running(incident) == {"reactie_veroorzaker", "politiebesluit", "opvanggesprek"}
    complete(incident, by, soort="hinderlijk_contact", gedragingen=(), hindergronden=GROND)
    assert running(incident) == set() and incident.ernst_objectief is None
    assert tracks(incident)["politie"] == tracks(incident)["opvang"] == "overgeslagen"


def test_what_was_begun_goes_on_as_another_kind(meld, leidinggevende):
    incident, by = meld(over={"mag_bellen": True}), access_of(leidinggevende)
    daders.react(incident, "Gebeld.", by=by)
    complete(incident, by, soort="hinderlijk_contact", hindergronden=GROND)
    assert running(incident) == {"opvanggesprek"} and tracks(incident)["opvang"] == "open"
    complete(incident, by, soort="incident")
    assert running(incident) == {"opvanggesprek", "politiebesluit"}, "the reaction was given"


def test_who_handles_it_says_why_it_is_unreasonable(meld, leidinggevende, stuur, ingelogd):  # noqa: F811
    incident = meld(**HINDER)
    answer = stuur(leidinggevende, incident, "feiten_aanvullen", locatie="Via de mail")
    assert errors_of(answer) == {"hindergronden": ["Kies waarom het contact onredelijk is."]}
    stuur(leidinggevende, incident, "feiten_aanvullen", hindergronden=["te_vaak"])
    assert incident.hindergronden == ["te_vaak"]
    assert (
        "Veel vaker contact opnemen dan nodig is"
        in ingelogd(leidinggevende).get(url_of(incident)).content.decode()
    )


def test_a_measure_rests_on_the_ground_and_its_letter_names_it(
    meld, leidinggevende, agressiecoordinator, beslisser
):
    incident, leo, agnes = meld(**HINDER), access_of(leidinggevende), access_of(agressiecoordinator)
    row = daders.add(incident, Kenschets("ja", "inwoner"), by=agnes)
    daders.identify(
        incident, row, Identiteit("Sem van Dreigen", None, "Dorpsstraat 1"), "maatregel", by=agnes
    )
    met = zorg(inhoud="U schrijft alleen brieven.")
    row.refresh_from_db()
    plan = Voornemen(
        "contactbeperking",
        row,
        reden="ander werk blijft liggen.",
        inhoud=met.inhoud,
        ingaat_op=met.ingaat_op,
        eindigt_op=met.eindigt_op,
    )
    m = maatregel.prepare(incident, plan, by=leo)
    assert maatregel.record_care(incident, m, met, by=leo) == [
        "Leg bij de feiten vast waarom het contact onredelijk is."
    ]
    complete(incident, leo, hindergronden=("over_besluit", "te_vaak"))
    m = incident.maatregelen.get()
    assert ontbreekt(m) == []
    maatregel.lay_before(incident, m, beslisser, by=leo)
    maatregel.decide(incident, m, Maatregelbesluit(True), by=access_of(beslisser))
    brief = brieven.make(incident, incident.maatregelen.get(), by=agnes)
    pages = PdfReader(io.BytesIO(bytes(brief.pdf.inhoud.inhoud))).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert (
        "Wij vinden dit contact onredelijk: steeds terugkomen op iets waarover al is beslist; veel vaker"
        " contact opnemen dan nodig is." in words
    )


def test_an_aggression_case_needs_no_ground(meld, leidinggevende):
    incident = meld()
    complete(incident, access_of(leidinggevende), locatie="Balie 3")
    with pytest.raises(ValidationError, match="onredelijk"):
        complete(incident, access_of(leidinggevende), soort="hinderlijk_contact")
