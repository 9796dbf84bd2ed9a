"""Every route from receipt to closing, through the pages, by the people whose work it is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from casework import inzending
from casework.models import Inzending
from casework.tasks import forget_sent_forms
from integrity import lifecycle
from integrity.lists import HARDE_BASISEISEN, Basiseis
from integrity.models import Zaak
from ledger.models import AuditRegel, OutboxRow

BEOORDELING = {
    "conflict_nagegaan": "on",
    "misstand": "nee",
    "art_162": "nee",
    "risico_melder": "Geen risico bekend.",
    "motivering": "Er is genoeg om verder te kijken.",
}


@pytest.fixture
def zaak(dien_in) -> Zaak:
    return dien_in().zaak


@pytest.fixture
def beoordeeld(doe, zaak, coordinator, bevoegd_gezag, leidinggevende):
    """beoordeeld(route): acknowledged and judged by the coördinator."""

    def _beoordeeld(route: str, **fields) -> Zaak:
        doe(coordinator, zaak, "bevestigen")
        doe(
            coordinator,
            zaak,
            "beoordelen",
            **BEOORDELING,
            route=route,
            bevoegd_gezag=bevoegd_gezag.pk,
            **fields,
        )
        assert zaak.status == route
        return zaak

    return _beoordeeld


def feitenonderzoek(doe, zaak, cast) -> None:
    """From the opdracht to the closing."""
    coordinator, onderzoeker, bevoegd_gezag = cast
    doe(
        coordinator,
        zaak,
        "betrokkene_toevoegen",
        wie="nieuw",
        naam="R. de Wit",
        functie="adviseur",
        betreft="medewerker",
        vermoede_categorie="nevenwerkzaamheden",
    )
    doe(
        bevoegd_gezag,
        zaak,
        "start_feitenonderzoek",
        onderzoeker=onderzoeker.pk,
        aanleiding="De melding.",
        vraag="Wat is er gebeurd?",
        reikwijdte="Dit jaar.",
        middelen="Gesprekken.",
    )
    doe(onderzoeker, zaak, "onafhankelijkheid_verklaren", verklaring="on")
    answers = {str(eis): "voldaan" for eis in HARDE_BASISEISEN if eis != Basiseis.ONAFHANKELIJK}
    doe(onderzoeker, zaak, "basiseis_vastleggen", **answers)
    doe(onderzoeker, zaak, "naar_wederhoor")
    assert zaak.status == lifecycle.WEDERHOOR
    doe(onderzoeker, zaak, "zienswijze_vastleggen", tekst="Dat klopt niet.")
    rest = [str(eis) for eis in Basiseis if eis not in HARDE_BASISEISEN]
    doe(
        onderzoeker,
        zaak,
        "basiseis_vastleggen",
        **dict.fromkeys(rest, "nvt"),
        **{f"{eis}_uitleg": "Speelt hier niet." for eis in rest},
    )
    doe(
        onderzoeker,
        zaak,
        "feitenonderzoek_afronden",
        rapport="De feiten.",
        kosten="bedrag",
        kosten_bedrag="1250,50",
    )
    assert zaak.status == lifecycle.OORDEEL
    assert str(zaak.onderzoeken.get(soort="feitenonderzoek").kosten_bedrag) == "1250.50"
    judge_and_decide(doe, zaak, bevoegd_gezag)


def judge_and_decide(doe, zaak, bevoegd_gezag) -> None:
    pk = zaak.aantijgingen.get().pk
    doe(
        bevoegd_gezag,
        zaak,
        "oordelen",
        **{f"oordeel_{pk}": "vastgesteld", f"motivering_{pk}": "Zo blijkt uit het rapport."},
    )
    assert zaak.status == lifecycle.MAATREGEL
    day = zaak.status_sinds.isoformat()
    doe(
        bevoegd_gezag,
        zaak,
        "maatregel_opleggen",
        maatregelen=["formele_waarschuwing", "overplaatsing"],
        reden="Past bij wat is vastgesteld.",
        juridisch_advies_op=day,
        voornemen_op=day,
        zienswijze_op=day,
    )
    assert zaak.status == lifecycle.NAZORG


def close(doe, zaak, coordinator) -> None:
    if zaak.meldingen.filter(teruggekoppeld_op=None).exists():
        doe(coordinator, zaak, "terugkoppelen", tekst="Er is een besluit genomen.")
    doe(coordinator, zaak, "sluiten")
    assert zaak.status == lifecycle.GESLOTEN and zaak.bewaarklasse


def test_in_the_line(doe, beoordeeld, coordinator, leidinggevende):
    zaak = beoordeeld("in_de_lijn", leidinggevende=leidinggevende.pk, opdracht="Bespreek dit met R. de Wit.")
    doe(leidinggevende, zaak, "lijn_maatregel", maatregel="waarschuwing", reden="Het is vaker gebeurd.")
    doe(leidinggevende, zaak, "lijn_afronden", verslag="Wij hebben gepraat.", uitkomst="waarschuwing")
    assert zaak.status == lifecycle.NAZORG
    close(doe, zaak, coordinator)
    assert zaak.bewaarklasse == "sanctie"


def test_through_vooronderzoek_to_feitenonderzoek(doe, beoordeeld, coordinator, onderzoeker, bevoegd_gezag):
    zaak = beoordeeld("vooronderzoek")
    doe(coordinator, zaak, "start_vooronderzoek", onderzoeker=onderzoeker.pk, vraag="Is er genoeg?")
    doe(
        onderzoeker,
        zaak,
        "vooronderzoek_afronden",
        rapport="Er is genoeg.",
        uitkomst="feitenonderzoek",
        kosten="geen",
    )
    feitenonderzoek(doe, zaak, (coordinator, onderzoeker, bevoegd_gezag))
    close(doe, zaak, coordinator)
    assert zaak.triagebesluiten.first().route == "vooronderzoek"


def test_feitenonderzoek(doe, beoordeeld, coordinator, onderzoeker, bevoegd_gezag):
    zaak = beoordeeld("feitenonderzoek")
    feitenonderzoek(doe, zaak, (coordinator, onderzoeker, bevoegd_gezag))
    close(doe, zaak, coordinator)
    assert set(zaak.maatregelen.values_list("maatregel", flat=True)) == {
        "formele_waarschuwing",
        "overplaatsing",
    }


def test_extern_and_then_an_oordeel(doe, beoordeeld, coordinator, bevoegd_gezag):
    zaak = beoordeeld("extern")
    doe(coordinator, zaak, "opschorten", reden="Het OM vraagt om te wachten.")
    doe(coordinator, zaak, "hervatten")
    doe(
        coordinator,
        zaak,
        "betrokkene_toevoegen",
        wie="onbekend",
        vermoede_categorie="diefstal_verduistering",
    )
    doe(coordinator, zaak, "extern_afronden", naar="oordeel")
    judge_and_decide(doe, zaak, bevoegd_gezag)
    close(doe, zaak, coordinator)


def test_dropping_out_with_a_second_reader(doe, zaak, coordinator, tweede_lezer):
    doe(coordinator, zaak, "bevestigen")
    doe(
        coordinator,
        zaak,
        "uitstroom_voorstellen",
        reden="onvoldoende_concreet",
        motivering="Er is niets te onderzoeken.",
        bericht="Wij kunnen hier niets mee.",
    )
    doe(tweede_lezer, zaak, "uitstroom_afwijzen", toelichting="Vraag het nog eens na.")
    assert zaak.status == lifecycle.BEOORDELING
    doe(
        coordinator,
        zaak,
        "uitstroom_voorstellen",
        reden="dubbel",
        bericht="Deze melding hadden wij al.",
    )
    doe(tweede_lezer, zaak, "uitstroom_bevestigen")
    assert zaak.status == lifecycle.NIET_IN_BEHANDELING
    close(doe, zaak, coordinator)


def test_everything_beside_the_way_on(
    doe, zaak_in, gang, coordinator, procesbegeleider, bevoegd_gezag, collega
):
    zaak = zaak_in(lifecycle.NAZORG, days_ago=5)
    doe(coordinator, zaak, "toewijzen", procesbegeleider=procesbegeleider.pk)
    assert zaak.procesbegeleider == procesbegeleider and zaak.onderzoeker_id
    doe(procesbegeleider, zaak, "bericht_sturen", tekst="Hoe gaat het met u?")
    doe(procesbegeleider, zaak, "contact_vastleggen", contact="nabespreking", bevinding="Goed gesproken.")
    doe(coordinator, zaak, "notitie_maken", tekst="Let op de termijn.")
    doe(coordinator, zaak, "strafrecht_vastleggen", keuze="aangifte")
    doe(bevoegd_gezag, zaak, "verbeteractie_vastleggen", omschrijving="Regels uitleggen.")
    doe(coordinator, zaak, "verbeteractie_bijwerken", eigenaar="HR")
    betrokkene = zaak.betrokkenen.get()
    doe(
        bevoegd_gezag,
        zaak,
        "ordemaatregel_opleggen",
        betrokkene=betrokkene.pk,
        maatregel="op_non_actief",
        reden="Rust op de afdeling.",
    )
    term = zaak.termijnen.get(code="ordemaatregel")
    doe(coordinator, zaak, "termijn_verlengen", termijn=term.pk, tot="2999-01-01", reden="Het duurt langer.")
    doe(coordinator, zaak, "ordemaatregel_herzien", besluit="nee", reden="Niet meer nodig.")
    doe(coordinator, zaak, "afloop_vastleggen", rechtsgang="bezwaar", toelichting="Betrokkene maakt bezwaar.")
    doe(coordinator, zaak, "uitsluiten", email=collega.email, grond="belang")
    a = zaak.aantijgingen.get()
    doe(
        coordinator,
        zaak,
        "corrigeren",
        query=f"?gegeven=aantijging-{a.pk}-vermoede_categorie",
        waarde="geschenken_uitnodigingen",
        reden="Verkeerd gekozen.",
    )
    a.refresh_from_db()
    assert a.vermoede_categorie == "geschenken_uitnodigingen"
    close(doe, zaak, coordinator)
    doe(coordinator, zaak, "heropenen", reden="Er is nieuws.")
    assert zaak.status == lifecycle.BEOORDELING and zaak.heropend


def test_a_leidinggevende_gives_back_what_is_not_theirs_in_one_click(doe, zaak_in, leidinggevende):
    zaak = zaak_in(lifecycle.IN_DE_LIJN)
    answer = doe(leidinggevende, zaak, "lijn_teruggeven")
    assert zaak.status == lifecycle.BEOORDELING
    assert answer["Location"] == "/integriteit/taken/"


def test_joining_a_later_melding(doe, dien_in, zaak_in, coordinator):
    first = zaak_in(lifecycle.BEOORDELING)
    later = dien_in().zaak
    doe(coordinator, later, "voegen", kenmerk=first.kenmerk.lower().replace("-", " "))
    assert later.status == lifecycle.GESLOTEN
    assert first.meldingen.count() == 2


def test_withdrawing_leads_away_from_a_zaak_that_is_out_of_sight(doe, zaak, coordinator, tweede_coordinator):
    answer = doe(coordinator, zaak, "terugtrekken")
    assert answer["Location"] == "/integriteit/werklijst/"


def test_sending_the_same_form_twice_does_it_once(ingelogd, zaak_in, coordinator):
    zaak = zaak_in(lifecycle.BEOORDELING)
    client = ingelogd(coordinator)
    url = f"/integriteit/zaken/{zaak.kenmerk}/notitie_maken/"
    token = client.get(url).context["token"]
    for _ in range(2):
        assert client.post(url, {"tekst": "Een notitie.", "inzending": token}).status_code == 302
    assert zaak.notities.count() == 1
    client.post(url, {"tekst": "Na de knop Terug iets anders.", "inzending": token})
    assert zaak.notities.count() == 2


def test_a_form_that_broke_down_on_the_way_can_be_sent_again(ingelogd, zaak_in, coordinator, monkeypatch):
    zaak = zaak_in(lifecycle.BEOORDELING)
    client = ingelogd(coordinator)
    url = f"/integriteit/zaken/{zaak.kenmerk}/notitie_maken/"
    sent = {"tekst": "Een notitie.", "inzending": client.get(url).context["token"]}
    with monkeypatch.context() as patch, pytest.raises(RuntimeError):
        patch.setattr("integrity.services.zorg.user_of", broken)
        client.post(url, sent)
    assert zaak.notities.count() == 0
    client.post(url, sent)
    assert zaak.notities.count() == 1


def broken(by):
    raise RuntimeError


def test_a_form_sent_twice_is_not_done_twice_when_it_no_longer_fits(ingelogd, zaak_in, coordinator):
    zaak = zaak_in(lifecycle.ONTVANGEN)
    client = ingelogd(coordinator)
    url = f"/integriteit/zaken/{zaak.kenmerk}/bevestigen/"
    page = client.get(url)
    sent = {
        "melding": zaak.meldingen.get().pk,
        "wijze": "brief",
        "op": str(zaak.ontvangen_op),
        "inzending": page.context["token"],
    }
    assert client.post(url, sent).status_code == 302
    again = client.post(url, sent, follow=True)
    assert "Dit was al vastgelegd." in again.content.decode()


def test_sent_forms_are_forgotten_after_a_day(db):
    inzending.once("vandaag", lambda: None)
    inzending.once("vorige week", lambda: None)
    Inzending.objects.filter(sleutel="vorige week").update(created_at=timezone.now() - timedelta(days=7))
    assert forget_sent_forms() == 1
    assert inzending.is_done("vandaag")


def test_every_action_leaves_one_audit_line_of_who_did_it(doe, zaak, coordinator):
    doe(coordinator, zaak, "bevestigen")
    line = AuditRegel.objects.get(verb="bevestigen")
    assert line.user_id == coordinator.pk


def test_a_vooronderzoek_that_ends_in_the_line_gets_a_leidinggevende_who_knows_what_to_do(
    doe, stuur, gang, ingelogd, coordinator, leidinggevende
):
    path = gang()
    path.to(lifecycle.VOORONDERZOEK)
    path.finish_vooronderzoek("in_de_lijn")
    zaak = path.zaak
    assert stuur(coordinator, zaak, "toewijzen", leidinggevende=leidinggevende.pk).status_code == 200
    doe(coordinator, zaak, "toewijzen", leidinggevende=leidinggevende.pk, opdracht="Praat met R. de Wit.")
    page = ingelogd(leidinggevende).get(f"/integriteit/zaken/{zaak.kenmerk}/").content.decode()
    assert "Praat met R. de Wit." in page
    doe(leidinggevende, zaak, "lijn_afronden", verslag="Gepraat.", uitkomst="besproken")
    assert zaak.lijnbehandelingen.count() == 1


def test_a_melder_is_mailed_that_there_is_a_confirmation_to_read(doe, zaak, coordinator, melder):
    doe(coordinator, zaak, "bevestigen", wijze="bericht")
    mail = OutboxRow.objects.get(key__contains="bevestigd")
    assert melder.email in str(mail.payload) and zaak.kenmerk not in str(mail.payload)


def test_a_leidinggevende_who_reported_it_handles_it_only_when_that_is_chosen_on_purpose(
    stuur, doe, zaak_in, coordinator, leidinggevende
):
    zaak = zaak_in(lifecycle.BEOORDELING)
    Zaak.objects.filter(pk=zaak.pk).update(ingenomen_door=leidinggevende)
    answers = {
        "route": "in_de_lijn",
        "leidinggevende": leidinggevende.pk,
        "opdracht": "Bespreek dit.",
        "conflict_nagegaan": "on",
        "misstand": "nee",
        "art_162": "nee",
        "risico_melder": "Geen.",
        "motivering": "Klein.",
    }
    answer = stuur(coordinator, zaak, "beoordelen", **answers)
    assert [*answer.context["form"].errors] == ["zelf_gemeld"]
    doe(coordinator, zaak, "beoordelen", **answers, zelf_gemeld="on")
    Zaak.objects.filter(pk=zaak.pk).update(leidinggevende=None)
    zaak.refresh_from_db()
    given = {"leidinggevende": leidinggevende.pk, "opdracht": "Bespreek dit."}
    answer = stuur(coordinator, zaak, "toewijzen", **given)
    assert [*answer.context["form"].errors] == ["zelf_gemeld"]
    doe(coordinator, zaak, "toewijzen", **given, zelf_gemeld="on")
