"""Two people who work on one incident at the same time don't wipe out each other's work."""

from django.http import HttpResponse
from django.test import Client

from incidents.lists import Letsel
from incidents.models import Incident
from ledger.models import AuditRegel
from tests.incidents.zaak.conftest import errors_of, url_of


def shown(client: Client, incident: Incident, verb: str) -> dict:
    """What the page of this action sends when nothing is typed."""
    form = client.get(url_of(incident, verb)).context["form"]
    data = {name: form[name].value() for name in form.fields} | {"gezien": form.gezien}
    return {name: value for name, value in data.items() if value not in (None, False)}


def send(client: Client, incident: Incident, verb: str, data: dict) -> HttpResponse:
    answer = client.post(url_of(incident, verb), data)
    incident.refresh_from_db()
    return answer


def test_the_page_carries_what_it_was_shown_with(meld, leidinggevende, ingelogd):
    page = ingelogd(leidinggevende).get(url_of(meld(), "slachtoffer_bijwerken"))
    assert f'name="gezien" value="{page.context["form"].gezien}"' in page.text


def test_who_saves_second_does_not_wipe_out_an_admission_to_hospital(
    meld, leidinggevende, agressiecoordinator, ingelogd
):
    incident, verb = meld(), "slachtoffer_bijwerken"
    leider, coordinator = ingelogd(leidinggevende), ingelogd(agressiecoordinator)
    old = shown(leider, incident, verb)
    hospital = shown(coordinator, incident, verb) | {"letsel": Letsel.ZIEKENHUISOPNAME}
    assert send(coordinator, incident, verb, hospital).status_code == 302

    answer = send(leider, incident, verb, old | {"verzuim": "tot_3_dagen"})
    assert answer.status_code == 200
    hurt = incident.slachtoffers.get()
    assert (hurt.letsel, hurt.verzuim) == (Letsel.ZIEKENHUISOPNAME, "")
    assert "Intussen heeft iemand anders dit gewijzigd" in answer.text
    assert set(errors_of(answer)) == {"__all__", "letsel"}
    assert Letsel.ZIEKENHUISOPNAME.label in errors_of(answer)["letsel"][0]
    assert answer.context["form"]["verzuim"].value() == "tot_3_dagen"  # what was typed is still there

    again = old | {"verzuim": "tot_3_dagen", "letsel": Letsel.ZIEKENHUISOPNAME}
    assert send(leider, incident, verb, again).status_code == 200  # still with the mark of the old page
    again["gezien"] = answer.context["form"].gezien
    assert send(leider, incident, verb, again).status_code == 302
    hurt.refresh_from_db()
    assert (hurt.letsel, hurt.verzuim) == (Letsel.ZIEKENHUISOPNAME, "tot_3_dagen")


def test_a_form_that_came_back_for_another_fault_still_knows_what_it_was_shown_with(
    meld, leidinggevende, agressiecoordinator, ingelogd
):
    incident, verb = meld(), "slachtoffer_bijwerken"
    leider, coordinator = ingelogd(leidinggevende), ingelogd(agressiecoordinator)
    old = shown(leider, incident, verb)
    hospital = shown(coordinator, incident, verb) | {"letsel": Letsel.ZIEKENHUISOPNAME}
    send(coordinator, incident, verb, hospital)
    answer = send(leider, incident, verb, old | {"verzuim": "bestaat_niet"})
    assert answer.context["form"].gezien == old["gezien"]


def test_facts_and_the_first_contact_are_not_wiped_out_either(
    meld, leidinggevende, agressiecoordinator, ingelogd
):
    incident = meld()
    leider, coordinator = ingelogd(leidinggevende), ingelogd(agressiecoordinator)
    facts, contact = (shown(leider, incident, verb) for verb in ("feiten_aanvullen", "contact_opnemen"))
    new = {"locatie": "Balie 3", "gedragingen": ["spugen"]}
    send(coordinator, incident, "feiten_aanvullen", shown(coordinator, incident, "feiten_aanvullen") | new)
    known = shown(coordinator, incident, "slachtoffer_bijwerken") | {"letsel": Letsel.LICHT}
    send(coordinator, incident, "slachtoffer_bijwerken", known)

    answer = send(leider, incident, "feiten_aanvullen", facts | {"waarmee": "Een stoel"})
    assert errors_of(answer)["locatie"] == ["Hier staat nu: Balie 3."]
    assert errors_of(answer)["gedragingen"] == ["Hier staat nu: Spugen."]
    assert errors_of(send(leider, incident, "contact_opnemen", contact))["letsel"]
    assert (incident.locatie, incident.contact_op) == ("Balie 3", None)


def test_what_was_not_prefilled_by_the_database_never_stands_in_the_way(
    meld, leidinggevende, agressiecoordinator, ingelogd
):
    """A note asks nothing that is stored, and which track is only suggested."""
    incident = meld()
    leider, coordinator = ingelogd(leidinggevende), ingelogd(agressiecoordinator)
    skip = shown(leider, incident, "spoor_overslaan")
    note = shown(leider, incident, "notitie_maken")
    for soort in ("veroorzaker", "politie", "opvang"):
        send(coordinator, incident, "spoor_overslaan", {"soort": soort, "reden": "Niet nodig."})
    assert send(leider, incident, "notitie_maken", note | {"tekst": "Gebeld."}).status_code == 302
    chosen = skip | {"soort": "organisatie", "reden": "Niets te leren."}
    assert send(leider, incident, "spoor_overslaan", chosen).status_code == 302


def test_the_same_click_twice_is_not_somebody_else(meld, leidinggevende, ingelogd):
    incident, client = meld(), ingelogd(leidinggevende)
    data = shown(client, incident, "slachtoffer_bijwerken") | {"letsel": Letsel.LICHT, "inzending": "een"}
    for _ in range(2):
        assert send(client, incident, "slachtoffer_bijwerken", data).status_code == 302
    assert AuditRegel.objects.filter(verb="slachtoffer_bijwerken").count() == 1
