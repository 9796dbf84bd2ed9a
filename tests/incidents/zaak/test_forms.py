"""Each form of an incident: what it does, and what it says to what can't be."""

from datetime import timedelta

from django.utils import timezone

from incidents.models import Incident
from ledger.models import OutboxRow
from tests.conftest import access_of
from tests.incidents.zaak.conftest import errors_of, url_of


def today(days: int = 0):
    return timezone.localdate() + timedelta(days=days)


# Contact


def test_taking_up_records_the_day_and_what_was_told(meld, leidinggevende, doe):
    incident = meld()
    told = {"letsel": "licht", "ernst_beleving": "3", "besproken_met": ["niemand"]}
    doe(leidinggevende, incident, "contact_opnemen", reden_niet_besproken="hoort_erbij", **told)
    assert (incident.status, incident.contact_op) == ("in_behandeling", today())
    hurt = incident.slachtoffers.get()
    assert (hurt.letsel, hurt.ernst_beleving, hurt.besproken_met) == ("licht", 3, ["niemand"])
    assert incident.ernst_objectief == 3, "letsel makes it one heavier"


def test_what_contradicts_itself_is_refused_at_its_field_and_nothing_is_lost(meld, leidinggevende, stuur):
    incident = meld()
    told = {"besproken_met": ["niemand", "collega"], "letsel": "psychisch"}
    answer = stuur(leidinggevende, incident, "contact_opnemen", **told)
    assert errors_of(answer) == {"besproken_met": ["Kies “Niemand”, of met wie wel. Niet allebei."]}
    assert answer.context["form"]["letsel"].value() == "psychisch"
    assert incident.status == "gemeld" and incident.slachtoffers.get().letsel == ""
    answer = stuur(leidinggevende, incident, "contact_opnemen", besproken_met=["niemand"])
    assert list(errors_of(answer)) == ["reden_niet_besproken"]


def test_a_contact_is_neither_in_the_future_nor_before_the_report(meld, leidinggevende, stuur):
    incident = meld(days_ago=3)
    answer = stuur(leidinggevende, incident, "contact_opnemen", op=today(1))
    assert "in de toekomst" in errors_of(answer)["op"][0]
    answer = stuur(leidinggevende, incident, "contact_opnemen", op=today(-9))
    assert "kan niet voor" in errors_of(answer)["__all__"][0]
    assert incident.status == "gemeld"


def test_the_same_form_sent_five_times_is_done_once(meld, leidinggevende, ingelogd):
    incident, client = meld(), ingelogd(leidinggevende)
    sent = {"tekst": "Wij bellen u.", "inzending": "een-teken"}
    for _ in range(5):
        assert client.post(url_of(incident, "bericht_sturen"), sent).status_code == 302
    assert incident.berichten.count() == 1


def test_an_empty_message_and_a_nul_are_refused(meld, leidinggevende, stuur):
    incident = meld()
    assert errors_of(stuur(leidinggevende, incident, "bericht_sturen")) == {"tekst": ["Schrijf uw bericht."]}
    answer = stuur(leidinggevende, incident, "notitie_maken", tekst="a\x00b")
    assert "niet kunnen bewaren" in errors_of(answer)["tekst"][0]
    assert not incident.berichten.exists() and not incident.notities.exists()


# Facts


def test_completing_the_facts_computes_the_ernst_again_and_tells_the_direction(
    meld, leidinggevende, beslisser, doe, mails_to
):
    incident = meld()
    assert not mails_to(beslisser)
    doe(
        leidinggevende,
        incident,
        "feiten_aanvullen",
        gedragingen=["doodsbedreiging", "schelden"],
        kenmerken=["wapen"],
        citaten="Ik weet waar je woont.",
        voorval_tijd="14:30",
        aanleiding="uitkering",
    )
    assert (incident.ernst_objectief, incident.hoofdcategorie) == (4, "bedreiging")
    assert (incident.voorval_tijd.hour, incident.aanleiding) == (14, "uitkering")
    assert incident.tekst.citaten == "Ik weet waar je woont."
    assert incident.tekst.beschrijving, "the words of the reporter stay"
    assert len(mails_to(beslisser)) == 1
    doe(leidinggevende, incident, "feiten_aanvullen", waarmee="Een mes")
    assert len(mails_to(beslisser)) == 1, "told once"


def test_the_facts_keep_at_least_one_gedraging_and_a_time_that_exists(meld, leidinggevende, stuur):
    incident = meld()
    answer = stuur(leidinggevende, incident, "feiten_aanvullen", gedragingen=[])
    assert errors_of(answer) == {"gedragingen": ["Kies ten minste één gedraging."]}
    answer = stuur(leidinggevende, incident, "feiten_aanvullen", voorval_tijd="25:99", citaten="Woorden")
    assert list(errors_of(answer)) == ["voorval_tijd"]
    assert answer.context["form"]["citaten"].value() == "Woorden"
    assert stuur(leidinggevende, incident, "feiten_aanvullen", gedragingen=["zomaar"]).status_code == 200


# Tracks and closing


def test_a_track_is_not_skipped_without_a_reason(meld, leidinggevende, stuur):
    incident = meld()
    answer = stuur(leidinggevende, incident, "spoor_overslaan", query="?soort=politie")
    assert errors_of(answer) == {"reden": ["Zeg waarom dit spoor niet nodig is."]}
    answer = stuur(leidinggevende, incident, "spoor_overslaan", soort="onzin", reden="Niet nodig.")
    assert list(errors_of(answer)) == ["soort"]
    assert {spoor.status for spoor in incident.sporen.all()} == {"open"}


def test_a_light_incident_closes_in_one_click_with_a_word_to_the_reporter(
    meld, leidinggevende, melder, ingelogd, doe, mails_to
):
    incident = meld(gedragingen=("schelden",))
    answer = doe(leidinggevende, incident, "licht_afdoen")
    assert answer["Location"] == url_of(incident), "who handled it goes on reading it"
    assert incident.status == "gesloten"
    assert {spoor.status for spoor in incident.sporen.all()} == {"overgeslagen"}
    assert incident.berichten.get().tekst.startswith("Wij hebben uw melding gelezen")
    assert not incident.termijnen.filter(gestopt_op=None).exists()
    assert mails_to(melder) == ["Er staat een bericht voor u klaar"]


def test_what_is_not_light_says_why(meld, leidinggevende, ingelogd):
    incident = meld(over={"hulp_gewenst": True})
    page = ingelogd(leidinggevende).get(url_of(incident, "licht_afdoen"))
    assert page.status_code == 409
    assert "Licht afdoen kan alleen bij ernst 1." in page.content.decode()
    assert "Het slachtoffer vraagt om hulp" in page.content.decode()


def test_closing_and_opening_again(meld, leidinggevende, agressiecoordinator, doe, stuur):
    incident = meld(days_ago=2)
    doe(leidinggevende, incident, "contact_opnemen")
    for soort in ("opvang", "veroorzaker", "politie", "organisatie"):
        doe(leidinggevende, incident, "spoor_overslaan", soort=soort, reden="Samen besproken.")
    doe(agressiecoordinator, incident, "sluiten")
    assert (incident.status, incident.afgesloten_op) == ("gesloten", today())
    answer = stuur(agressiecoordinator, incident, "heropenen", reden="Hij kwam terug.")
    assert errors_of(answer) == {"sporen": ["Kies welk spoor weer open gaat."]}
    doe(agressiecoordinator, incident, "heropenen", reden="Hij kwam terug.", sporen=["politie"])
    assert (incident.status, incident.heropend, incident.afgesloten_op) == ("in_behandeling", True, None)
    assert [s.soort for s in incident.sporen.all() if s.status == "open"] == ["politie"]


# Who handles it


def test_assigning_tells_who_is_new_and_refuses_who_can_not(
    meld, agressiecoordinator, leidinggevende, andere_leidinggevende, collega, doe, stuur, mails_to
):
    incident = meld()
    doe(agressiecoordinator, incident, "toewijzen", leidinggevende=andere_leidinggevende.pk)
    assert incident.leidinggevende == andere_leidinggevende
    assert mails_to(andere_leidinggevende) == ["Er staat een taak voor u klaar"]
    answer = stuur(agressiecoordinator, incident, "toewijzen", leidinggevende=collega.pk)
    assert list(errors_of(answer)) == ["leidinggevende"]
    assert incident.leidinggevende == andere_leidinggevende


def test_who_handles_it_does_not_decide_on_it(meld, agressiecoordinator, beslisser, den_haag, doe, ingelogd):
    incident = meld()
    doe(agressiecoordinator, incident, "toewijzen", bevoegd_gezag=beslisser.pk)
    Incident.objects.filter(pk=incident.pk).update(bevoegd_gezag=None, leidinggevende=beslisser)
    form = ingelogd(agressiecoordinator).get(url_of(incident, "toewijzen")).context["form"]
    assert beslisser not in form.fields["bevoegd_gezag"].queryset


def test_a_leidinggevende_passes_it_on_to_the_right_one(
    meld, leidinggevende, andere_leidinggevende, doe, mails_to
):
    incident = meld()
    answer = doe(leidinggevende, incident, "niet_mijn_medewerker", naar=andere_leidinggevende.pk)
    assert (answer["Location"], incident.leidinggevende) == ("/agressie/taken/", andere_leidinggevende)
    doe(andere_leidinggevende, incident, "niet_mijn_medewerker", naar=leidinggevende.pk)
    doe(leidinggevende, incident, "niet_mijn_medewerker", naar=andere_leidinggevende.pk)
    assert len(mails_to(andere_leidinggevende)) == 2, "told each time that it changes hands"


def test_when_the_last_who_could_handle_it_is_excluded_the_outside_address_has_it(
    meld, agressiecoordinator, tweede_agressiecoordinator, leidinggevende, doe, stuur, buitenadres, den_haag
):
    incident = meld()
    answer = stuur(agressiecoordinator, incident, "uitsluiten", email="niemand@example.nl")
    assert errors_of(answer) == {"email": ["Er is hier geen account met dit e-mailadres."]}
    doe(agressiecoordinator, incident, "uitsluiten", email=tweede_agressiecoordinator.email)
    answer = stuur(agressiecoordinator, incident, "uitsluiten", email=tweede_agressiecoordinator.email)
    assert errors_of(answer) == {"email": ["Deze persoon ziet dit incident al niet."]}
    doe(agressiecoordinator, incident, "uitsluiten", email=leidinggevende.email)
    assert incident.leidinggevende is None
    outside = access_of(buitenadres, den_haag)
    assert not Incident.objects.visible_to(outside).exists()
    doe(agressiecoordinator, incident, "uitsluiten", email=agressiecoordinator.email)
    assert not Incident.objects.visible_to(access_of(agressiecoordinator)).exists()
    assert Incident.objects.visible_to(outside).get() == incident
    assert OutboxRow.objects.filter(payload__to=[buitenadres.email]).exists()


def test_who_follows_it_as_reporter_or_slachtoffer_is_not_excluded(
    meld, agressiecoordinator, melder, collega, stuur
):
    incident = meld(door=collega, over={"user": melder})
    for user, told in ((collega, "heeft dit incident gemeld"), (melder, "is slachtoffer")):
        answer = stuur(agressiecoordinator, incident, "uitsluiten", email=user.email)
        assert told in errors_of(answer)["email"][0]
        assert Incident.objects.reported_by(access_of(user)).filter(pk=incident.pk).exists()
    assert not incident.uitsluitingen.exists()


# Correcting


def test_correcting_the_day_of_the_report_moves_its_terms_and_keeps_the_old_day(
    meld, agressiecoordinator, doe, ingelogd
):
    incident = meld(days_ago=2)
    doe(agressiecoordinator, incident, "corrigeren", query="?gegeven=voorval_op", waarde=today(-5), reden="x")
    doe(
        agressiecoordinator,
        incident,
        "corrigeren",
        query="?gegeven=ontvangen_op",
        waarde=today(-4),
        reden="x",
    )
    assert (incident.ontvangen_op, incident.status_sinds) == (today(-4), today(-4))
    assert incident.termijnen.get(code="opvanggesprek").verloopt_op == today(-1)
    assert incident.termijn_op == today(-3)
    days = ingelogd(agressiecoordinator).get(url_of(incident)).context["tijdlijn"]
    assert [g.uitleg for g in days[0].gebeurtenissen][0].startswith("De dag van het voorval was ")
    assert incident.notities.count() == 2


def test_an_impossible_order_is_refused_at_its_field(meld, agressiecoordinator, leidinggevende, doe, stuur):
    incident = meld(days_ago=4)
    doe(leidinggevende, incident, "contact_opnemen", op=today(-3))
    doe(leidinggevende, incident, "spoor_overslaan", soort="politie", reden="Niet nodig.")

    def refused(gegeven: str, day) -> str:
        answer = stuur(
            agressiecoordinator, incident, "corrigeren", query=f"?gegeven={gegeven}", waarde=day, reden="x"
        )
        assert list(errors_of(answer)) == ["waarde"]
        return errors_of(answer)["waarde"][0]

    assert (
        refused("voorval_op", today(-1)) == "Dat kan niet: “Gemeld op” ligt dan voor “Dag van het voorval”."
    )
    assert "Spoor Politie klaar" in refused("spoor-politie", today(-9))
    assert "toekomst" in refused("ontvangen_op", today(2))
    assert refused("ontvangen_op", incident.ontvangen_op) == "Dit is al de waarde. Vul in wat het moet zijn."
    incident.refresh_from_db()
    assert incident.voorval_op == today(-4)
    answer = stuur(agressiecoordinator, incident, "corrigeren", query="?gegeven=onzin")
    assert "Kies eerst" in answer.content.decode()


def test_closing_on_another_day_is_corrected_everywhere(
    meld, agressiecoordinator, leidinggevende, doe, stuur
):
    incident = meld(days_ago=5, gedragingen=("schelden",))
    doe(leidinggevende, incident, "licht_afdoen")
    for soort in ("opvang", "veroorzaker", "politie", "organisatie"):
        query = f"?gegeven=spoor-{soort}"
        doe(
            agressiecoordinator,
            incident,
            "corrigeren",
            query=query,
            waarde=today(-2),
            reden="Te laat ingevoerd.",
        )
    query = "?gegeven=afgesloten_op"
    doe(
        agressiecoordinator, incident, "corrigeren", query=query, waarde=today(-2), reden="Te laat ingevoerd."
    )
    assert (incident.afgesloten_op, incident.status_sinds) == (today(-2), today(-2))
    assert incident.afsluitingen.get().afgesloten_op == today(-2)
