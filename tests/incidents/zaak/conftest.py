"""Doing something to an incident the way people do: open the page of the action, fill it in, send."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.urls import reverse

from incidents.models import Incident
from organisations.models import User


def url_of(incident: Incident, verb: str = "") -> str:
    if verb:
        return reverse("agressie_actie", args=[incident.kenmerk, verb])
    return reverse("agressie_zaak", args=[incident.kenmerk])


def errors_of(answer: HttpResponse) -> dict[str, list[str]]:
    """The messages of the form on a page that was shown again, by field."""
    return {name: list(texts) for name, texts in answer.context["form"].errors.items()}


@pytest.fixture
def stuur(ingelogd) -> Callable[..., HttpResponse]:
    """stuur(user, incident, verb, **fields): open the form of an action and send it with what was
    prefilled."""

    def _stuur(user: User, incident: Incident, verb: str, *, query: str = "", **fields) -> HttpResponse:
        client = ingelogd(user)
        page = client.get(url_of(incident, verb) + query)
        assert page.status_code == 200, f"{verb}: {page.status_code}"
        form = page.context["form"]
        data = {name: form[name].value() for name in form.fields}
        data = {name: value for name, value in data.items() if value not in (None, False)} | {
            "gezien": form.gezien
        }
        answer = client.post(url_of(incident, verb) + query, data | fields)
        incident.refresh_from_db()
        return answer

    return _stuur


@pytest.fixture
def doe(stuur) -> Callable[..., HttpResponse]:
    """doe(user, incident, verb, **fields): the same, and it must succeed."""

    def _doe(user: User, incident: Incident, verb: str, *, query: str = "", **fields) -> HttpResponse:
        answer = stuur(user, incident, verb, query=query, **fields)
        assert answer.status_code == 302, f"{verb}: {errors_of(answer)}"
        return answer

    return _doe
