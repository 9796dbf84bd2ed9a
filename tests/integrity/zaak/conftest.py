"""Doing something to a zaak the way people do: open the page of the action, fill it in, send."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.urls import reverse

from integrity.models import Zaak
from organisations.models import User


def url_of(zaak: Zaak, verb: str = "") -> str:
    return reverse("zaak_actie", args=[zaak.kenmerk, verb]) if verb else reverse("zaak", args=[zaak.kenmerk])


def errors_of(answer: HttpResponse) -> list[str]:
    """Every message of the form on a page that was shown again."""
    form = answer.context["form"]
    return [text for texts in form.errors.values() for text in texts]


@pytest.fixture
def stuur(ingelogd) -> Callable[..., HttpResponse]:
    """stuur(user, zaak, verb, **fields): open the form of an action and send it with what was prefilled."""

    def _stuur(user: User, zaak: Zaak, verb: str, *, query: str = "", **fields) -> HttpResponse:
        client = ingelogd(user)
        page = client.get(url_of(zaak, verb) + query)
        assert page.status_code == 200, f"{verb}: {page.status_code}"
        form = page.context["form"]
        data = {name: form[name].value() for name in form.fields}
        data = {name: value for name, value in data.items() if value not in (None, False)} | {
            "gezien": form.gezien
        }
        answer = client.post(url_of(zaak, verb) + query, data | fields)
        zaak.refresh_from_db()
        return answer

    return _stuur


@pytest.fixture
def doe(stuur) -> Callable[..., HttpResponse]:
    """doe(user, zaak, verb, **fields): the same, and it must succeed."""

    def _doe(user: User, zaak: Zaak, verb: str, *, query: str = "", **fields) -> HttpResponse:
        answer = stuur(user, zaak, verb, query=query, **fields)
        assert answer.status_code == 302, f"{verb}: {errors_of(answer)}"
        return answer

    return _doe
