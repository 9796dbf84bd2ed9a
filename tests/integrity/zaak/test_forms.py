"""The forms of actions: what is offered opens, what can't be done is explained, bad input is refused."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from casework.acties import aanbod
from gir.demo.path import WAY_TO
from integrity import lifecycle
from integrity.models import Zaak
from integrity.views.werkstroom import WERK
from tests.conftest import access_of, sign_in
from tests.integrity.zaak.conftest import errors_of, url_of
from tests.integrity.zaak.test_paths import BEOORDELING

EVERYBODY = ("coordinator", "tweede_coordinator", "leidinggevende", "onderzoeker", "bevoegd_gezag")


@pytest.mark.parametrize("status", WAY_TO)
def test_what_is_offered_opens_and_what_is_not_explains_why(request, ingelogd, zaak_in, status):
    zaak = zaak_in(status)
    for name in EVERYBODY:
        user = request.getfixturevalue(name)
        access = access_of(user)
        if not Zaak.objects.visible_to(access).filter(pk=zaak.pk).exists():
            continue
        client = ingelogd(user)
        offered = aanbod.offer(WERK, Zaak.objects.get(pk=zaak.pk), access)
        assert client.get(url_of(zaak)).status_code == 200
        for action in offered.mogelijk.values():
            assert client.get(action.url).status_code == 200, (name, action.verb)
        # The explanation is one page: over the statuses each action that can't be done gets its turn.
        for action in list(offered.niet_nu)[list(WAY_TO).index(status) % 4 :: 4]:
            page = client.get(action.url)
            assert page.status_code == 409, (name, action.verb)
            assert "Dit kan nu niet" in page.content.decode()


@pytest.mark.parametrize("status", WAY_TO)
def test_an_empty_form_is_never_accepted_silently(ingelogd, zaak_in, coordinator, status):
    """Sending nothing leaves the zaak as it was, unless the action asks nothing."""
    zaak = zaak_in(status)
    client = ingelogd(coordinator)
    offered = aanbod.offer(WERK, Zaak.objects.get(pk=zaak.pk), access_of(coordinator))
    nothing_asked = {"terugtrekken", "toewijzen"}
    for verb in set(offered.mogelijk) - nothing_asked:
        answer = client.post(url_of(zaak, verb), {})
        assert answer.status_code == 200, verb
        assert errors_of(answer), verb
        assert "gir-fouten" in answer.content.decode()
    zaak.refresh_from_db()
    assert zaak.status == status


def test_triage_takes_six_clicks_beside_typing(doe, zaak_in, ingelogd, coordinator, bevoegd_gezag):
    """The worklist links to the form (1); conflict, misstand, aangifte, route (5), send (6). The date and
    the only bevoegd gezag are filled in already."""
    zaak = zaak_in(lifecycle.BEOORDELING)
    worklist = ingelogd(coordinator).get(reverse("werklijst")).content.decode()
    assert f'href="{url_of(zaak, "beoordelen")}"' in worklist
    clicked = {"conflict_nagegaan": "on", "misstand": "nee", "art_162": "nee", "route": "extern"}
    typed = {"risico_melder": "Geen.", "motivering": "De politie pakt het op."}
    doe(coordinator, zaak, "beoordelen", **clicked, **typed)
    assert zaak.status == lifecycle.EXTERN and zaak.bevoegd_gezag == bevoegd_gezag


def test_in_the_line_asks_for_the_leidinggevende_and_what_to_tell(
    stuur, zaak_in, coordinator, leidinggevende
):
    zaak = zaak_in(lifecycle.BEOORDELING)
    Zaak.objects.filter(pk=zaak.pk).update(leidinggevende=None)
    answer = stuur(coordinator, zaak, "beoordelen", **BEOORDELING, route="in_de_lijn", leidinggevende="")
    assert errors_of(answer) == [
        "Kies een persoon bij “Welke leidinggevende?”.",
        "Schrijf op wat de leidinggevende moet weten.",
    ]
    assert answer.context["form"]["motivering"].value() == BEOORDELING["motivering"]


def test_an_illegal_transition_by_address_is_explained_and_changes_nothing(ingelogd, zaak_in, coordinator):
    zaak = zaak_in(lifecycle.NAZORG)
    client = ingelogd(coordinator)
    page = client.get(url_of(zaak, "beoordelen"))
    assert page.status_code == 409
    assert "Dit kan bij de status Ontvangen of Beoordeling." in page.content.decode()
    answer = client.post(url_of(zaak, "beoordelen"), BEOORDELING | {"route": "extern"})
    assert answer.status_code == 200
    assert "Er is genoeg om verder te kijken." in answer.content.decode(), "what was typed is kept"
    zaak.refresh_from_db()
    assert zaak.status == lifecycle.NAZORG


def test_what_somebody_else_did_meanwhile_does_not_lose_what_was_typed(
    ingelogd, doe, zaak_in, coordinator, tweede_coordinator
):
    zaak = zaak_in(lifecycle.BEOORDELING)
    client = ingelogd(coordinator)
    page = client.get(url_of(zaak, "opschorten"))
    doe(tweede_coordinator, zaak, "opschorten", reden="Het OM belde.")
    answer = client.post(
        url_of(zaak, "opschorten"), {"reden": "De politie belde.", "op": page.context["form"]["op"].value()}
    )
    assert "De zaak is opgeschort. Hervat de zaak eerst." in errors_of(answer)
    assert "De politie belde." in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("31-2-2026", "Deze datum bestaat niet."),
        ("gisteren", "Deze datum bestaat niet."),
        ("1-1-2999", "De datum ligt in de toekomst."),
        ("1-1-1900", "De datum kan niet voor"),
    ],
)
def test_a_date_that_can_not_be_is_refused_and_stays_in_the_form(stuur, zaak_in, coordinator, typed, told):
    zaak = zaak_in(lifecycle.BEOORDELING)
    answer = stuur(coordinator, zaak, "opschorten", reden="Het OM belde.", op=typed)
    assert told in " ".join(errors_of(answer))
    assert typed in answer.content.decode()


def test_dates_are_typed_as_people_write_them(doe, zaak_in, coordinator):
    zaak = zaak_in(lifecycle.BEOORDELING)
    today = timezone.localdate()
    doe(coordinator, zaak, "opschorten", reden="Het OM belde.", op=f"{today.day}-{today.month}-{today.year}")
    assert zaak.opgeschort_op == today


def test_a_megabyte_of_text_is_refused_and_kept(stuur, zaak_in, coordinator):
    zaak = zaak_in(lifecycle.BEOORDELING)
    answer = stuur(coordinator, zaak, "notitie_maken", tekst="a" * 1_000_000)
    assert errors_of(answer) == ["Uw tekst is te lang. Er passen 20.000 tekens."]
    assert not zaak.notities.exists()


def test_a_null_character_is_refused(stuur, zaak_in, coordinator):
    zaak = zaak_in(lifecycle.BEOORDELING)
    assert errors_of(stuur(coordinator, zaak, "notitie_maken", tekst="a\x00b"))
    assert errors_of(stuur(coordinator, zaak, "voegen", kenmerk="\x00"))


def test_html_and_emoji_are_text(doe, ingelogd, zaak_in, coordinator):
    zaak = zaak_in(lifecycle.BEOORDELING)
    doe(coordinator, zaak, "notitie_maken", tekst="<script>alert(1)</script> 😡 “ja”")
    page = ingelogd(coordinator).get(url_of(zaak)).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 😡 “ja”" in page
    assert "<script>alert(1)" not in page


def test_a_forged_choice_tells_nothing(
    stuur, zaak_in, dien_in, waterschap, coordinator, buitenstaander, bevoegd_gezag
):
    """A row of another zaak or organisation gets the message of a row that does not exist."""
    zaak, other = zaak_in(lifecycle.MAATREGEL), zaak_in(lifecycle.MAATREGEL)
    elsewhere = other.betrokkenen.get().pk
    fields = {"maatregelen": ["gesprek"], "reden": "x"}
    told = [
        errors_of(stuur(bevoegd_gezag, zaak, "maatregel_opleggen", betrokkene=pk, **fields))
        for pk in (elsewhere, 0, "nonsense")
    ]
    assert told[0] == told[1] == told[2] and told[0]
    told = [errors_of(stuur(coordinator, zaak, "toewijzen", onderzoeker=pk)) for pk in (buitenstaander.pk, 0)]
    assert told[0] == told[1] and told[0]


def test_joining_tells_nothing_of_a_zaak_that_is_out_of_sight(
    stuur, zaak_in, dien_in, waterschap, coordinator
):
    zaak = zaak_in(lifecycle.BEOORDELING)
    theirs = dien_in(organisation=waterschap).zaak
    about_a_bestuurder = dien_in(betreft="burgemeester").zaak
    told = [
        errors_of(stuur(coordinator, zaak, "voegen", kenmerk=kenmerk))
        for kenmerk in (theirs.kenmerk, about_a_bestuurder.kenmerk, "0000-0000-0000", zaak.kenmerk)
    ]
    assert told == [["Er is geen andere open zaak met dit kenmerk."]] * 4


def test_an_address_of_somebody_elsewhere_is_not_an_account_here(stuur, zaak_in, coordinator, buitenstaander):
    zaak = zaak_in(lifecycle.BEOORDELING)
    told = [
        errors_of(stuur(coordinator, zaak, "uitsluiten", email=email, grond="belang"))
        for email in (buitenstaander.email, "niemand@example.nl")
    ]
    assert told[0] == told[1] == ["Er is hier geen account met dit e-mailadres."]


def test_a_basiseis_that_must_be_met_can_not_be_skipped(stuur, zaak_in, onderzoeker):
    zaak = zaak_in(lifecycle.FEITENONDERZOEK)
    assert errors_of(stuur(onderzoeker, zaak, "basiseis_vastleggen", rapport="nvt"))
    assert errors_of(stuur(onderzoeker, zaak, "basiseis_vastleggen")) == [
        "Er is niets veranderd. Kies bij een eis het antwoord."
    ]
    answer = stuur(
        onderzoeker, zaak, "basiseis_vastleggen", geinformeerd="uitgesteld", geinformeerd_uitleg=""
    )
    assert len(errors_of(answer)) == 2, "a postponement needs a reason and an end"


def test_geen_maatregel_stands_alone_and_a_sanction_needs_its_dates(stuur, zaak_in, bevoegd_gezag):
    zaak = zaak_in(lifecycle.MAATREGEL)
    both = stuur(bevoegd_gezag, zaak, "maatregel_opleggen", maatregelen=["geen", "gesprek"], reden="x")
    assert errors_of(both) == ["“Geen maatregel” kan niet samen met een andere maatregel."]
    sanction = stuur(bevoegd_gezag, zaak, "maatregel_opleggen", maatregelen=["berisping"], reden="x")
    assert errors_of(sanction)[0] == (
        "Vul de datum van het juridisch advies in: die is nodig bij een sanctie."
    )
    assert len(errors_of(sanction)) == 3
    assert "niet verplicht" not in sanction.content.decode()


def test_an_expired_session_keeps_what_was_typed(ingelogd, zaak_in, coordinator):
    zaak = zaak_in(lifecycle.BEOORDELING)
    client = ingelogd(coordinator)
    page = client.get(url_of(zaak, "notitie_maken")).content.decode()
    mark = page.split('name="formulier_merk" value="')[1].split('"')[0]
    client.logout()
    client.post(url_of(zaak, "notitie_maken"), {"tekst": "Lang over nagedacht.", "formulier_merk": mark})
    sign_in(client, coordinator)
    assert "Lang over nagedacht." in client.get(url_of(zaak, "notitie_maken")).content.decode()
    assert not zaak.notities.exists()
    cache.clear()
