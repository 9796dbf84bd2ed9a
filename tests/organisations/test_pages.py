"""Who sees which page, what one organisation sees of another, and how many queries a list takes."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisations import services
from organisations.menu import BEHEER, MENU
from organisations.models import Afdeling, Afwezigheid, Roltoewijzing, User
from organisations.roles import Rol
from tests.conftest import let_stand_in, toewijzen

PAGES = (
    "beheer",
    "gebruikers",
    "gebruiker_nieuw",
    "afdelingen",
    "afdeling_nieuw",
    "afwezigheden",
    "afwezigheid_nieuw",
    "organisatie_instellingen",
    "profiel_klein",
    "rollen_bevestigen",
)
ON_A_PERSON = ("gebruiker", "gebruiker_wijzigen", "gebruiker_sluiten", "uitnodiging_herhalen", "rol_geven")


@pytest.mark.parametrize("rol", list(Rol))
def test_pages_of_beheer_exist_for_a_beheerder_only(den_haag, hire, ingelogd, rol):
    client = ingelogd(hire(den_haag, rol))
    expected = 200 if rol == Rol.BEHEERDER else 404
    assert {client.get(reverse(page)).status_code for page in PAGES} == {expected}


def test_a_visitor_is_sent_to_the_login_page(db):
    for page in (*PAGES, "mijn_afwezigheid"):
        answer = Client().get(reverse(page))
        assert answer["Location"] == f"{reverse('account_login')}?next={reverse(page)}"


def test_somebody_without_a_role_gets_the_404_of_a_page_that_is_not_there(den_haag, hire, ingelogd):
    assert ingelogd(hire(den_haag)).get(reverse("mijn_afwezigheid")).status_code == 404


def test_a_role_that_ended_is_gone_with_the_next_click(den_haag, hire, ingelogd):
    user = hire(den_haag, Rol.BEHEERDER)
    client = ingelogd(user)
    assert client.get(reverse("beheer")).status_code == 200
    user.roltoewijzingen.update(tot=timezone.localdate())
    assert client.get(reverse("beheer")).status_code == 404


def test_a_beheerder_sees_and_touches_nobody_of_another_organisation(
    den_haag, waterschap, hire, beheerder, ingelogd
):
    stranger = hire(waterschap, Rol.MEDEWERKER, naam="Vera Vreemd")
    theirs = services.create_afdeling(organisation=waterschap, naam="Dijken", by=_system())
    client = ingelogd(beheerder)
    for page in ON_A_PERSON:
        assert client.get(reverse(page, args=[stranger.pk])).status_code == 404
        assert client.post(reverse(page, args=[stranger.pk])).status_code == 404
    assert client.get(reverse("afdeling", args=[theirs.pk])).status_code == 404
    assert "Vera" not in client.get(reverse("gebruikers") + "?zoek=vera").content.decode()
    assert "Dijken" not in client.get(reverse("afdelingen")).content.decode()
    role = stranger.roltoewijzingen.get()
    for pk in (stranger.pk, beheerder.pk):
        assert client.post(reverse("rol_beeindigen", args=[pk, role.pk])).status_code == 404
    role.refresh_from_db()
    assert role.tot is None


def test_the_account_of_a_neighbour_is_shown_but_not_changed(den_haag, waterschap, hire, beheerder, ingelogd):
    neighbour = hire(waterschap, Rol.INTEGRITEITSCOORDINATOR)
    toewijzen(user=neighbour, organisation=den_haag, rol=Rol.TWEEDE_LEZER)
    client = ingelogd(beheerder)
    page = client.get(reverse("gebruiker", args=[neighbour.pk]))
    assert "Tweede lezer" in page.content.decode() and "coördinator" not in page.content.decode()
    assert client.get(reverse("gebruiker_wijzigen", args=[neighbour.pk])).status_code == 404
    assert client.post(reverse("gebruiker_sluiten", args=[neighbour.pk])).status_code == 404
    assert client.get(reverse("rol_geven", args=[neighbour.pk])).status_code == 200


def test_a_beheerder_does_not_get_to_pages_that_change_the_own_roles(beheerder, ingelogd):
    client = ingelogd(beheerder)
    role = beheerder.roltoewijzingen.get(rol=Rol.BEHEERDER)
    assert client.get(reverse("rol_geven", args=[beheerder.pk])).status_code == 404
    assert client.post(reverse("rol_beeindigen", args=[beheerder.pk, role.pk])).status_code == 404
    assert client.post(reverse("gebruiker_sluiten", args=[beheerder.pk])).status_code == 404


def test_giving_and_ending_a_role_in_the_browser(den_haag, hire, beheerder, ingelogd):
    user, client = hire(den_haag), ingelogd(beheerder)
    answer = client.post(
        reverse("rol_geven", args=[user.pk]),
        {"rol": "onderzoeker", "register": "integriteit", "van": timezone.localdate().isoformat()},
    )
    assert answer.status_code == 302
    role = user.roltoewijzingen.get()
    assert client.get(reverse("rol_beeindigen", args=[user.pk, role.pk])).status_code == 200
    role.refresh_from_db()
    assert role.tot is None, "a GET changes nothing"
    client.post(reverse("rol_beeindigen", args=[user.pk, role.pk]))
    role.refresh_from_db()
    assert role.tot == timezone.localdate()


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"rol": "koning", "register": "integriteit", "van": "2026-01-01"},
        {"rol": "onderzoeker", "register": "heelal", "van": "2026-01-01"},
        {"rol": "onderzoeker", "register": "beide", "van": "2026-02-31"},
        {"rol": "onderzoeker", "register": "beide", "van": "2026-03-02", "laatste_dag": "2026-02-01"},
    ],
)
def test_a_wrong_or_forged_role_form_is_explained_and_changes_nothing(
    den_haag, hire, beheerder, ingelogd, fields
):
    user = hire(den_haag)
    answer = ingelogd(beheerder).post(reverse("rol_geven", args=[user.pk]), fields)
    assert answer.status_code == 200 and answer.context["form"].errors
    assert not user.roltoewijzingen.exists()


def test_an_afdeling_is_added_and_changed_in_the_browser(den_haag, hire, beheerder, ingelogd):
    boss, client = hire(den_haag, Rol.LEIDINGGEVENDE), ingelogd(beheerder)
    client.post(reverse("afdeling_nieuw"), {"naam": "Dienst", "leidinggevende": boss.pk})
    dienst = Afdeling.objects.get()
    assert dienst.leidinggevende == boss
    client.post(reverse("afdeling_nieuw"), {"naam": "Team", "parent": dienst.pk})
    assert "Dienst › Team" in client.get(reverse("afdelingen")).content.decode()
    answer = client.post(
        reverse("afdeling", args=[dienst.pk]),
        {"naam": "Dienst", "parent": Afdeling.objects.get(naam="Team").pk},
    )
    assert "onder zichzelf" in answer.content.decode()


def test_somebody_reports_an_own_absence_and_ends_it_again(den_haag, hire, ingelogd):
    user, other = hire(den_haag, Rol.ONDERZOEKER), hire(den_haag, Rol.ONDERZOEKER)
    client, today = ingelogd(user), timezone.localdate().isoformat()
    client.post(reverse("mijn_afwezigheid"), {"van": today, "tot": today, "vervanger": other.pk})
    absence = Afwezigheid.objects.get(user=user, vervanger=other)
    assert ingelogd(other).post(reverse("mijn_afwezigheid_beeindigen", args=[absence.pk])).status_code == 404
    client.post(reverse("mijn_afwezigheid_beeindigen", args=[absence.pk]))
    assert not Afwezigheid.objects.exists()


def test_a_beheerder_reports_the_absence_of_somebody_else(den_haag, hire, beheerder, ingelogd):
    user, other = hire(den_haag, Rol.ONDERZOEKER), hire(den_haag, Rol.ONDERZOEKER)
    today = timezone.localdate().isoformat()
    ingelogd(beheerder).post(
        reverse("afwezigheid_nieuw"),
        {"user": user.pk, "van": today, "tot": today, "vervanger": other.pk},
    )
    assert Afwezigheid.objects.get().user == user


def test_the_profile_klein_is_one_page(den_haag, beheerder, ingelogd):
    client = ingelogd(beheerder)
    fields = {}
    for place in ("coordinator", "secretaris", "griffier", "buur", "fg"):
        fields |= {f"{place}_email": f"{place}@example.nl", f"{place}_naam": place.title()}
    double = client.post(reverse("profiel_klein"), fields | {"fg_email": "griffier@example.nl"})
    assert "twee plekken" in double.content.decode()
    assert client.post(reverse("profiel_klein"), fields).status_code == 302
    assert User.objects.filter(email__startswith="secretaris").exists()


def test_a_theme_that_is_not_on_the_server_is_refused(den_haag, beheerder, ingelogd):
    client = ingelogd(beheerder)
    answer = client.post(reverse("organisatie_instellingen"), {"naam": "Den Haag", "thema": "bestaat-niet"})
    assert answer.status_code == 200
    client.post(reverse("organisatie_instellingen"), {"naam": "Den Haag", "thema": "duin"})
    den_haag.refresh_from_db()
    assert (den_haag.naam, den_haag.thema) == ("Den Haag", "duin")


def test_switching_to_another_organisation_stays_for_the_session(den_haag, waterschap, hire, ingelogd):
    user = hire(den_haag, Rol.MEDEWERKER)
    toewijzen(user=user, organisation=waterschap, rol=Rol.BEHEERDER)
    client = ingelogd(user)
    assert client.get(reverse("beheer")).status_code == 404
    client.post(reverse("wissel_organisatie"), {"organisatie": waterschap.pk})
    assert client.get(reverse("beheer")).status_code == 200
    user.roltoewijzingen.filter(organisation=waterschap).update(tot=timezone.localdate())
    assert client.get(reverse("mijn_afwezigheid")).context["organisatie"] == den_haag


@pytest.mark.parametrize("chosen", ["", "abc", "0", "999999"])
def test_switching_to_an_organisation_that_is_not_yours_is_a_404(
    den_haag, waterschap, hire, ingelogd, chosen
):
    client = ingelogd(hire(den_haag, Rol.MEDEWERKER))
    for value in (chosen, waterschap.pk):
        assert client.post(reverse("wissel_organisatie"), {"organisatie": value}).status_code == 404


def _system():
    from ledger.actors import SYSTEEM

    return SYSTEEM


def _queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


@pytest.mark.parametrize("page", ["gebruikers", "afdelingen", "afwezigheden"])
def test_a_list_takes_as_many_queries_for_a_hundred_rows_as_for_none(
    den_haag, hire, beheerder, ingelogd, page
):
    client, url = ingelogd(beheerder), reverse(page)
    other = hire(den_haag, Rol.ONDERZOEKER)
    counts = []
    for total in (0, 25, 100):
        for number in range(Afdeling.objects.count(), total):
            boss = hire(den_haag, Rol.LEIDINGGEVENDE)
            boss.afdeling = Afdeling.objects.create(
                organisation=den_haag, naam=f"Afdeling {number}", leidinggevende=boss
            )
            boss.save()
            let_stand_in(boss, other, den_haag)
        counts.append(_queries(client, url))
    # 4: the session, the user and the access context.
    assert len(set(counts)) == 1 and counts[0] <= 4 + 6, counts


def test_session_user_and_access_take_five_queries_at_most(den_haag, hire, ingelogd):
    client = ingelogd(hire(den_haag, *[rol for rol in Rol if rol != Rol.VERTROUWENSPERSOON]))
    assert _queries(client, reverse("organisatie_instellingen")) <= 5


def test_paging_through_the_list_shows_everybody_once(den_haag, hire, beheerder, ingelogd):
    for number in range(60):
        hire(den_haag, Rol.MEDEWERKER, naam=f"Jansen {number % 7}")
    client, seen, after = ingelogd(beheerder), [], ""
    while True:
        page = client.get(reverse("gebruikers"), {"na": after})
        seen += [user.pk for user in page.context["gebruikers"]]
        after = page.context["volgende"]
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 61


@pytest.mark.parametrize(
    "query", ["na=abc", "na=-1", "na=99999999999999999999", "zoek=%00", "zoek=" + "x" * 5000]
)
def test_nonsense_in_the_address_is_no_fault(beheerder, ingelogd, query):
    assert ingelogd(beheerder).get(f"{reverse('gebruikers')}?{query}").status_code == 200


def test_every_entry_of_the_menu_and_of_beheer_leads_somewhere():
    for item in (*MENU, *BEHEER):
        assert reverse(item.url_name)


def test_a_beheerder_finds_beheer_in_the_menu_and_a_medewerker_does_not(den_haag, hire, beheerder, ingelogd):
    def menu(user):
        return [item["naam"] for item in ingelogd(user).get(reverse("mijn_afwezigheid")).context["menu"]]

    assert "Beheer" in menu(beheerder)
    assert "Beheer" not in menu(hire(den_haag, Rol.MEDEWERKER))


def test_technical_management_is_for_superusers_and_changes_nothing(den_haag, hire, beheerder, ingelogd):
    boss = User.objects.create_superuser("root@example.nl", "Root", "vijf-paarse-fietsen")
    client = ingelogd(boss)
    assert client.get("/admin/organisations/user/").status_code == 200
    assert client.post(f"/admin/organisations/user/{beheerder.pk}/delete/").status_code == 403
    row = Roltoewijzing.objects.first()
    for page in (f"user/{boss.pk}", f"organisation/{den_haag.pk}", f"roltoewijzing/{row.pk}"):
        assert client.get(f"/admin/organisations/{page}/change/").status_code == 200
        assert client.post(f"/admin/organisations/{page}/change/", {"naam": "Anders"}).status_code == 403
    for model, held in admin.site._registry.items():
        assert model._meta.app_label == "organisations"
        request = RequestFactory().get("/")
        request.user = boss
        assert held.get_model_perms(request) == {"add": False, "change": False, "delete": False, "view": True}
    User.objects.filter(pk=beheerder.pk).update(is_staff=True)
    assert ingelogd(beheerder).get("/admin/organisations/user/").status_code != 200


def test_a_replacement_with_roles_that_may_not_meet_is_warned_about(den_haag, hire, ingelogd):
    away, other = hire(den_haag, Rol.BEVOEGD_GEZAG), hire(den_haag, Rol.ONDERZOEKER)
    today = timezone.localdate()
    answer = ingelogd(away).post(
        reverse("mijn_afwezigheid"), {"van": today, "tot": today, "vervanger": other.pk}, follow=True
    )
    assert "Onderzoeker en Bevoegd gezag" in answer.content.decode()
    assert Afwezigheid.objects.filter(user=away).exists()


def test_the_afdeling_of_somebody_elsewhere_is_not_shown(den_haag, waterschap, hire, beheerder, ingelogd):
    buur = hire(waterschap)
    buur.afdeling = Afdeling.objects.create(organisation=waterschap, naam="Dijken en kades")
    buur.save(update_fields=["afdeling"])
    toewijzen(user=buur, organisation=den_haag, rol=Rol.IDENTITEITSBEWAARDER, van=timezone.localdate())
    client = ingelogd(beheerder)
    for page in (reverse("gebruikers"), reverse("gebruiker", args=[buur.pk])):
        answer = client.get(page).content.decode()
        assert buur.naam in answer and "Dijken en kades" not in answer


def test_the_own_help_after_aggression_is_a_name_with_a_number(den_haag, beheerder, ingelogd):
    client = ingelogd(beheerder)
    url = reverse("organisatie_instellingen")
    half = client.post(url, {"naam": den_haag.naam, "opvang_naam": "Opvangteam"})
    assert "Vul naam en nummer van de opvang in, of geen van beide." in half.content.decode()
    whole = {"naam": den_haag.naam, "opvang_naam": "Opvangteam", "opvang_telefoon": "070 353 00 00"}
    assert client.post(url, whole).status_code == 302
    den_haag.refresh_from_db()
    assert (den_haag.opvang_naam, den_haag.opvang_telefoon) == ("Opvangteam", "070 353 00 00")


def test_the_address_of_the_employer_is_kept_as_on_an_envelope(den_haag, beheerder, ingelogd):
    client = ingelogd(beheerder)
    answer = client.post(
        reverse("organisatie_instellingen"),
        {
            "naam": den_haag.naam,
            "adres": "Spui 70",
            "postcode": "2511bt",
            "plaats": "Den Haag",
            "telefoon": "14070",
        },
    )
    assert answer.status_code == 302
    den_haag.refresh_from_db()
    assert den_haag.adresregels == ("Spui 70", "2511 BT Den Haag")
    wrong = client.post(reverse("organisatie_instellingen"), {"naam": den_haag.naam, "postcode": "twee"})
    assert "Vul een postcode in, zoals 2511 BT." in wrong.content.decode()
