"""What a browser does with our headers: nothing from elsewhere, no script but ours, nothing left behind."""

from urllib.parse import urlsplit

from django.urls import reverse
from playwright.sync_api import Page, expect

from organisations.models import User
from tests.browser.conftest import DESKTOP

MOST = 12
WORRYING = ("error", "warning")


def watched(page: Page) -> tuple[set[str], list[str]]:
    """The origins that are asked for anything, and what the browser complains about."""
    origins, complaints = set(), []
    page.on("request", lambda asked: origins.add("{0.scheme}://{0.netloc}".format(urlsplit(asked.url))))
    page.on("console", lambda said: said.type in WORRYING and complaints.append(f"{page.url}: {said.text}"))
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    return origins, complaints


def crawl(page: Page, start: str, most: int) -> int:
    """Opens what the pages link to, one of each kind of address; how many were opened."""
    waiting, kinds = [start], set()
    while waiting and len(kinds) < most:
        path = waiting.pop(0)
        page.goto(path)
        kinds.add(tuple(word for word in urlsplit(path).path.split("/") if word.islower()))
        for link in page.eval_on_selector_all("a[href^='/']", "found => found.map(one => one.pathname)"):
            kind = tuple(word for word in link.split("/") if word.islower())
            if kind not in kinds and link not in waiting and "bestand" not in link:
                waiting.append(link)
    return len(kinds)


def test_no_page_asks_anything_of_another_site_and_the_browser_refuses_nothing_of_ours(
    venster, server, dien_in, coordinator, beheerder
):
    dien_in()
    for user in (coordinator, beheerder, None):
        page = venster(user, size=DESKTOP)
        origins, complaints = watched(page)
        opened = crawl(page, "/", MOST)
        assert opened > 5 or user is None
        assert origins == {server} and not complaints
    page = venster(coordinator)
    origins, complaints = watched(page)
    page.goto(reverse("agressie_melden"))
    page.get_by_role("button").first.wait_for()
    assert origins == {server} and not complaints


def test_the_technical_pages_work_with_their_own_scripts(venster, server):
    page = venster(User.objects.create_superuser("root@example.nl", "Root"), size=DESKTOP)
    origins, complaints = watched(page)
    for path in (reverse("admin:index"), reverse("admin:organisations_user_changelist")):
        page.goto(path)
    assert page.evaluate("typeof django.jQuery") == "function"
    # Django's pages name no icon, so the browser looks for one.
    assert origins == {server} and not [one for one in complaints if "404 (Not Found)" not in one]


def test_no_text_becomes_markup_and_no_script_runs_that_the_page_did_not_name(venster, coordinator):
    page = venster(coordinator)
    page.goto(reverse("werklijst"))
    for attempt in ("document.body.innerHTML = '<b>x</b>'", "document.body.setAttribute('onclick', 'x')"):
        refused = f"() => {{ try {{ {attempt}; return false; }} catch (error) {{ return true; }} }}"
        assert page.evaluate(refused), attempt


def test_a_page_that_was_tampered_with_runs_no_other_file_of_this_address(venster, coordinator):
    """The names of the scripts are right, but who slipped them in does not know the nonce."""

    def tamper(route) -> None:
        answer = route.fetch()
        page_of_ours = answer.text().replace(
            "</head>", "<script src='/static/agressie_melden.js'></script></head>"
        )
        route.fulfill(response=answer, body=page_of_ours)

    page = venster(coordinator)
    _, complaints = watched(page)
    page.route("**/werklijst/", tamper)
    page.goto(reverse("werklijst"))
    assert len(complaints) == 1 and "agressie_melden.js" in complaints[0] and "script-src" in complaints[0]


def test_who_signs_out_leaves_no_page_behind_and_what_waits_of_somebody_else_stays(
    venster, coordinator, dien_in
):
    """See casework/voordeur/toestel.py: another person on the same telephone may have something unsent."""
    dien_in()
    page = venster(coordinator, size=DESKTOP)
    page.goto(reverse("werklijst"))
    mine = page.evaluate("document.querySelector('[data-account]').dataset.account")
    page.evaluate(
        """mine => {
            localStorage.setItem('gir-melding:van-een-ander:1', JSON.stringify({op: Date.now()}));
            localStorage.setItem('gir-melding:' + mine + ':1', JSON.stringify({op: Date.now()}));
        }""",
        mine,
    )
    with page.expect_response(lambda answer: "logout" in answer.url and answer.status == 302) as given:
        page.get_by_role("button", name="Uitloggen").click()
    assert given.value.all_headers()["clear-site-data"] == '"cache"'
    page.wait_for_url("**/account/login/**")
    assert page.evaluate("Object.keys(localStorage)") == ["gir-melding:van-een-ander:1"]
    page.go_back()
    page.wait_for_load_state()
    expect(page.get_by_role("button", name="Uitloggen")).to_have_count(0)
