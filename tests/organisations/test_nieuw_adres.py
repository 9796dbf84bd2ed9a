"""A new address that a beheerder gives to somebody else opens nothing until another one confirms it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from casework.delivery import FAST, deliver_pending
from ledger.actors import SYSTEEM
from ledger.models import AuditRegel, OutboxRow
from organisations import services
from organisations.access import access_for
from organisations.models import Roltoewijzing, Sessie, User
from organisations.roles import Rol
from organisations.services.accounts import NEW_PASSWORD, _password_link
from tests.conftest import WACHTWOORD, toewijzen
from tests.organisations.test_rollen import mailed

OUD, NIEUW, ANDER = "jan@example.nl", "vriend@example.org", "jan.jansen@example.nl"
BEVESTIGEN = "rollen_bevestigen"


@pytest.fixture
def jan(den_haag, hire) -> User:
    """A medewerker: that role waits for nobody, so what he filed was open to who had his account."""
    return hire(den_haag, Rol.MEDEWERKER, naam="Jan Jansen", email=OUD)


@pytest.fixture
def derde_beheerder(den_haag, hire) -> User:
    return hire(den_haag, Rol.BEHEERDER, naam="Dora Derde", email="dora@example.nl")


def ask(user: User, by: User, email: str = NIEUW, **fields) -> None:
    """As on the page: with the person as the database has them."""
    found = User.objects.get(pk=user.pk)
    services.change_user(user=found, by=access_for(by), **({"email": email, "naam": found.naam} | fields))


def confirm(user: User, by, adres: str = NIEUW) -> None:
    by = access_for(by) if isinstance(by, User) else by
    services.confirm_adres(user=User.objects.get(pk=user.pk), adres=adres, by=by)


def of(user: User) -> tuple:
    user.refresh_from_db()
    return user.email, user.nieuw_email, user.email_gevraagd_door


def ask_new_password(email: str) -> list[str]:
    """Who gets a link when somebody asks a new password at this address."""
    before = set(OutboxRow.objects.values_list("pk", flat=True))
    assert Client().post(reverse("account_reset_password"), {"email": email}).status_code == 302
    deliver_pending({NEW_PASSWORD: FAST[NEW_PASSWORD]})
    sent = OutboxRow.objects.filter(kind="mail").exclude(pk__in=before)
    return [to for row in sent for to in row.payload["to"]]


def signs_in(email: str) -> bool:
    answer = Client().post(reverse("account_login"), {"login": email, "password": WACHTWOORD})
    return answer.status_code == 302


def opens(path: str) -> bool:
    """Whether this link still chooses a password."""
    return not Client().get(path, follow=True).context.get("token_fail")


def post(client: Client, user: User, *rollen: Roltoewijzing, adres: str = NIEUW, **fields):
    ticked = [f"{user.pk}:{adres}", *(row.pk for row in rollen)]
    return client.post(reverse(BEVESTIGEN), {"keuze": ticked} | fields)


def test_one_beheerder_does_not_get_into_the_account_of_a_medewerker(
    jan, beheerder, tweede_beheerder, ingelogd
):
    at_work, link = ingelogd(jan), _password_link(jan)
    fields = {"naam": "Jan de Jonge", "email": NIEUW.upper()}
    url = reverse("gebruiker_wijzigen", args=[jan.pk])
    page = ingelogd(beheerder).post(url, fields, follow=True)
    assert page.status_code == 200 and f"Het adres {NIEUW} wacht op een tweede beheerder" in page.text
    assert of(jan) == (OUD, NIEUW, beheerder) and jan.naam == "Jan de Jonge"
    # Nothing at the new address, and all as it was at the old one.
    assert ask_new_password(NIEUW) == [] and not signs_in(NIEUW)
    assert ask_new_password(OUD) == [OUD] and opens(link) and signs_in(OUD)
    assert at_work.get(reverse("mijn_meldingen")).status_code == 200
    assert mailed("een nieuw e-mailadres gevraagd") == [OUD]
    assert mailed("Een nieuw adres wacht op uw bevestiging") == [tweede_beheerder.email]


def test_a_second_beheerder_confirms_it_and_what_was_open_ends(jan, beheerder, tweede_beheerder, ingelogd):
    toewijzen(user=jan, organisation=jan.home_organisation, rol=Rol.ONDERZOEKER)
    at_work, link = ingelogd(jan), _password_link(jan)
    ask(jan, beheerder)
    assert opens(link) and EmailAddress.objects.filter(user=jan).exists()
    client = ingelogd(tweede_beheerder)
    told = f"Jan Jansen ({OUD}): voortaan {NIEUW}, gevraagd door Bea Beheerder"
    assert told in client.get(reverse(BEVESTIGEN)).text
    assert post(client, jan).status_code == 302
    assert of(jan) == (NIEUW, "", None)
    assert not EmailAddress.objects.filter(email=OUD).exists() and not opens(link)
    assert not Sessie.objects.filter(user=jan).exists()
    assert at_work.get(reverse("mijn_meldingen")).status_code == 302
    assert mailed("Uw e-mailadres in GIR is gewijzigd") == [OUD]
    assert mailed("hoort nu bij uw account") == [NIEUW] and mailed("is beslist") == [beheerder.email]
    assert ask_new_password(OUD) == [] and ask_new_password(NIEUW) == [NIEUW] and signs_in(NIEUW)
    # Two people saw the address, so the roles need not wait.
    assert access_for(jan).heeft(Rol.ONDERZOEKER)


def test_who_asked_it_and_the_person_do_not_confirm_it(jan, beheerder, tweede_beheerder, ingelogd):
    ask(jan, beheerder)
    ask(tweede_beheerder, beheerder, ANDER)
    for user, who, adres in ((jan, beheerder, NIEUW), (tweede_beheerder, tweede_beheerder, ANDER)):
        before = of(user)
        with pytest.raises(ValidationError, match="bevestigt een andere beheerder"):
            confirm(user, who, adres)
        page = post(ingelogd(who), user, adres=adres)
        assert page.status_code == 200 and f'value="{user.pk}:{adres}"' not in page.text
        assert of(user) == before and before[1] == adres


def test_the_database_refuses_an_address_that_the_person_or_nobody_asked(jan, beheerder):
    for wrong in ({"nieuw_email": NIEUW}, {"email_gevraagd_door": beheerder}):
        with pytest.raises(IntegrityError, match="asked_by_another"), transaction.atomic():
            User.objects.filter(pk=jan.pk).update(**wrong)
    with pytest.raises(IntegrityError, match="asked_by_another"), transaction.atomic():
        User.objects.filter(pk=jan.pk).update(nieuw_email=NIEUW, email_gevraagd_door=jan)


def test_for_a_beheerder_of_another_organisation_it_does_not_exist(
    jan, waterschap, den_haag, hire, beheerder, ingelogd
):
    ask(jan, beheerder)
    stranger = hire(waterschap, Rol.BEHEERDER, naam="Vera Vreemd")
    toewijzen(user=jan, organisation=waterschap, rol=Rol.BUITENADRES)
    client = ingelogd(stranger)
    page = client.get(reverse("gebruiker", args=[jan.pk]))
    assert page.status_code == 200 and NIEUW not in page.text
    assert NIEUW not in client.get(reverse(BEVESTIGEN)).text
    url = reverse("adres_intrekken", args=[jan.pk])
    assert (client.get(url).status_code, client.post(url).status_code) == (404, 404)
    post(client, jan)
    for decide in (services.confirm_adres, services.refuse_adres):
        with pytest.raises(ValidationError, match="Alleen een beheerder van de organisatie"):
            decide(user=jan, adres=NIEUW, by=access_for(stranger))
    assert of(jan) == (OUD, NIEUW, beheerder)


def test_a_neighbour_who_is_beheerder_here_confirms_it(jan, waterschap, den_haag, hire, beheerder, ingelogd):
    neighbour = hire(waterschap, naam="Bo Buur")
    toewijzen(user=neighbour, organisation=den_haag, rol=Rol.BEHEERDER)
    _password_link(jan)
    ask(jan, beheerder)
    assert post(ingelogd(neighbour), jan).status_code == 302
    assert of(jan)[0] == NIEUW and not EmailAddress.objects.filter(email=OUD).exists()


def test_who_is_nobody_special_finds_no_page_of_it(jan, beheerder, hire, den_haag, ingelogd):
    ask(jan, beheerder)
    for user in (jan, hire(den_haag, Rol.MEDEWERKER, Rol.INTEGRITEITSCOORDINATOR)):
        client = ingelogd(user)
        for url in (reverse(BEVESTIGEN), reverse("adres_intrekken", args=[jan.pk])):
            assert (client.get(url).status_code, client.post(url).status_code) == (404, 404)
        assert post(client, jan).status_code == 404
    assert of(jan) == (OUD, NIEUW, beheerder)


def test_an_address_that_was_taken_meanwhile_is_refused_in_the_same_words(
    jan, den_haag, waterschap, hire, beheerder, tweede_beheerder, ingelogd
):
    ask(jan, beheerder)
    hire(waterschap, Rol.MEDEWERKER, email=NIEUW)
    row = services.give_rol(user=jan, organisation=den_haag, rol=Rol.GRIFFIER, by=access_for(beheerder))
    page = post(ingelogd(tweede_beheerder), jan, row)
    assert page.status_code == 200 and "Dit e-mailadres is al in gebruik." in page.text
    assert f'value="{row.pk}"' in page.text and page.text.count(" checked") == 2
    assert of(jan) == (OUD, NIEUW, beheerder)
    row.refresh_from_db()
    assert row.bevestigd_op is None, "all that is ticked, or nothing"


def test_a_beheerder_confirms_only_the_address_that_was_shown(
    jan, beheerder, tweede_beheerder, derde_beheerder, ingelogd
):
    ask(jan, beheerder, ANDER)
    ask(jan, beheerder)
    page = post(ingelogd(tweede_beheerder), jan, adres=ANDER)
    assert "of er is een ander adres gevraagd" in page.text and NIEUW in page.text
    with pytest.raises(ValidationError, match="intussen beslist"):
        confirm(jan, tweede_beheerder, ANDER)
    assert of(jan) == (OUD, NIEUW, beheerder)
    # Another beheerder asks another address, and becomes who asked: the first may confirm that one.
    ask(jan, tweede_beheerder, ANDER)
    assert of(jan) == (OUD, ANDER, tweede_beheerder)
    for who, adres in ((tweede_beheerder, ANDER), (beheerder, NIEUW), (tweede_beheerder, NIEUW)):
        with pytest.raises(ValidationError):
            confirm(jan, who, adres)
    confirm(jan, beheerder, ANDER)
    assert of(jan) == (ANDER, "", None)


def test_what_another_saves_does_not_make_them_who_asked(jan, beheerder, tweede_beheerder, ingelogd):
    """Else who asked could confirm it after a colleague mended the name in the same form."""
    ask(jan, beheerder)
    form = ingelogd(tweede_beheerder).get(reverse("gebruiker_wijzigen", args=[jan.pk]))
    assert form.context["form"].initial["email"] == OUD and f"Nu wacht {NIEUW}" in form.text
    for email in (OUD, NIEUW):
        ask(jan, tweede_beheerder, email, naam=f"Jan {email}")
        assert of(jan) == (OUD, NIEUW, beheerder) and jan.naam == f"Jan {email}"
    with pytest.raises(ValidationError):
        confirm(jan, beheerder)
    assert len(mailed("een nieuw e-mailadres gevraagd")) == 1


def test_it_is_refused_or_taken_back(jan, beheerder, tweede_beheerder, ingelogd):
    url = reverse("adres_intrekken", args=[jan.pk])
    ask(jan, beheerder)
    assert post(ingelogd(tweede_beheerder), jan, weigeren="ja").status_code == 302
    assert of(jan) == (OUD, "", None)
    assert AuditRegel.objects.get(verb="adres_geweigerd").user_id == tweede_beheerder.pk
    assert (mailed("komt er niet"), mailed("is beslist")) == ([OUD], [beheerder.email])
    ask(jan, beheerder)
    client = ingelogd(beheerder)
    page = client.get(reverse(BEVESTIGEN)).text
    assert f"het adres {NIEUW} in plaats van {OUD}. Dit vroeg u zelf." in page and url in page
    assert NIEUW in client.get(url).text and of(jan)[1] == NIEUW, "a GET changes nothing"
    assert client.post(url).status_code == 302 and of(jan) == (OUD, "", None)
    assert client.post(url).status_code == 404
    assert not mailed("Uw e-mailadres in GIR is gewijzigd")
    # Who takes it back knows; the person is told.
    assert (mailed("komt er niet"), mailed("is beslist")) == ([OUD, OUD], [beheerder.email])


def test_the_person_may_refuse_it_as_a_beheerder(beheerder, tweede_beheerder, ingelogd):
    ask(tweede_beheerder, beheerder)
    client = ingelogd(tweede_beheerder)
    assert "Dit is uw eigen account; Bea Beheerder vroeg dit." in client.get(reverse(BEVESTIGEN)).text
    assert client.post(reverse("adres_intrekken", args=[tweede_beheerder.pk])).status_code == 302
    assert of(tweede_beheerder) == ("tom@example.nl", "", None)


def test_with_one_beheerder_it_waits_and_the_pages_say_what_to_do(jan, beheerder, ingelogd):
    client = ingelogd(beheerder)
    assert "Er wacht 1" not in client.get(reverse("beheer")).text
    ask(jan, beheerder)
    page = client.get(reverse(BEVESTIGEN)).text
    assert "U bent de enige beheerder" in page and "maak_beheerder" in page
    assert "Er wacht 1 rol of e-mailadres op een andere beheerder" in client.get(reverse("beheer")).text
    told = f"Het nieuwe adres {NIEUW} wacht op een tweede beheerder"
    assert told in client.get(reverse("gebruiker", args=[jan.pk])).text
    assert mailed("wacht op uw bevestiging") == [] and of(jan)[0] == OUD


def test_a_box_must_be_ticked(jan, beheerder, tweede_beheerder, ingelogd):
    ask(jan, beheerder)
    page = ingelogd(tweede_beheerder).post(reverse(BEVESTIGEN), {})
    assert "Kruis minstens één rol of adres aan" in page.text and of(jan)[1] == NIEUW


def test_a_typo_in_an_invitation_is_mended_the_same_way(den_haag, beheerder, tweede_beheerder):
    by = access_for(beheerder)
    nina = services.invite_user(
        email="nnia@example.nl", naam="Nina", organisation=den_haag, rollen=[("", Rol.GRIFFIER)], by=by
    )
    ask(nina, beheerder)
    services.resend_invitation(user=User.objects.get(pk=nina.pk), organisation=den_haag, by=by)
    assert mailed().count("nnia@example.nl") == 3 and NIEUW not in mailed()
    confirm(nina, tweede_beheerder)
    services.resend_invitation(user=User.objects.get(pk=nina.pk), organisation=den_haag, by=by)
    # That it is theirs now, and the invitation.
    assert mailed("hoort nu bij uw account") == [NIEUW] and mailed().count(NIEUW) == 2
    # The roles wait as they did, by the hand that gave them.
    (row,) = Roltoewijzing.objects.waiting(den_haag)
    assert (row.gegeven_door, row.wacht_omdat) == (beheerder, "")


def test_of_oneself_and_on_the_command_line_nothing_waits_and_what_waited_lapses(
    jan, beheerder, tweede_beheerder, ingelogd
):
    ask(jan, beheerder)
    services.change_user(user=jan, email=ANDER, naam=jan.naam, by=SYSTEEM)
    assert of(jan) == (ANDER, "", None)
    ask(beheerder, tweede_beheerder)
    ask(beheerder, beheerder, "bea2@example.nl")
    assert of(beheerder) == ("bea2@example.nl", "", None)


def test_the_audit_tells_who_asked_and_who_confirmed_and_no_address(jan, beheerder, tweede_beheerder):
    ask(jan, beheerder, naam="Jan de Jonge")
    confirm(jan, tweede_beheerder)
    lines = AuditRegel.objects.filter(subject_type__icontains="user", subject_id=jan.pk).order_by("pk")
    assert [(line.verb, line.user_id, line.data) for line in lines] == [
        ("gebruiker_gewijzigd", beheerder.pk, {"velden": ["naam"]}),
        ("adres_gevraagd", beheerder.pk, {}),
        ("adres_bevestigd", tweede_beheerder.pk, {}),
    ]


def test_two_who_confirm_at_once_do_it_once(
    committed, den_haag, jan, beheerder, tweede_beheerder, derde_beheerder
):
    ask(jan, beheerder)

    def decide(who: User) -> bool:
        try:
            confirm(jan, who)
        except ValidationError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(decide, (tweede_beheerder, derde_beheerder))) == [False, True]
    assert AuditRegel.objects.filter(verb="adres_bevestigd").count() == 1
