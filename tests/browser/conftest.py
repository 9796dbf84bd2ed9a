"""A real browser against a real server: Chromium, Dutch, with reduced motion.

GIR_SCREENSHOTS=folder keeps a picture of every page that is checked, on a phone and on a desktop.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from organisations.models import User
from tests.conftest import sign_in

# Playwright runs an event loop in this thread; the tests themselves are synchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

PHONE, DESKTOP = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = os.environ.get("GIR_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        pytest.fail(
            "No Chromium: the pages were NOT tried in a browser. "
            "Install it (apt-get install chromium fonts-dejavu-core), or leave them out: -m 'not browser'."
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture
def server(committed, live_server) -> str:
    """The address of a server that works on the test database."""
    return live_server.url


@pytest.fixture
def venster(server, chromium) -> Iterator[Callable[..., Page]]:
    """venster(user): a window in which this person is signed in; without a user, a visitor."""
    contexts = []

    def _venster(user: User | None = None, *, javascript: bool = True, size: dict | None = None) -> Page:
        context = chromium.new_context(
            base_url=server,
            locale="nl-NL",
            reduced_motion="reduce",
            java_script_enabled=javascript,
            viewport=size or PHONE,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        if user:
            client = sign_in(Client(), user)
            value = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": server}])
        return context.new_page()

    yield _venster
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def check_page(axe, request) -> Callable[..., None]:
    """check_page(page, name): no fault found by axe, and nothing sticks out, on a phone and on a desktop.

    ``sizes``: of a page that differs little from one that was looked at in both, the narrow one is enough.
    """

    def _check_page(page: Page, name: str, sizes: tuple[dict[str, int], ...] = (PHONE, DESKTOP)) -> None:
        page.wait_for_load_state()  # a click returns when the next page begins, not when it is there
        assert not page.title().startswith(("Pagina niet gevonden", "Storing")), page.url
        faults = []
        page.evaluate(axe)
        for size in sizes:
            page.set_viewport_size(size)
            _picture(page, f"{name}-{size['width']}")
            beyond = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if beyond > 0:
                faults.append(f"{size['width']} px: {beyond} px stick out to the right")
            found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
            for fault in found["violations"]:
                where = [node["html"][:200] for node in fault["nodes"]]
                faults.append(f"{size['width']} px: {fault['id']}: {fault['help']}: {where}")
        page.set_viewport_size(PHONE)
        assert not faults, f"{name} ({page.url}):\n" + "\n".join(faults)

    return _check_page


def _picture(page: Page, name: str) -> None:
    if folder := os.environ.get("GIR_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
