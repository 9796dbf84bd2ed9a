"""Filing a melding in a browser without JavaScript: what each step is sent."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from integrity.models import MeldingConcept

ANTWOORDEN = {
    "positie": {"melderpositie": "open"},
    "waarover": {"soort": "melding", "categorie": "positie", "betreft": "medewerker"},
    "verhaal": {"beschrijving": "Een collega werkt in werktijd voor een eigen bedrijf."},
    "omstandigheden": {"wie": "Iemand van ICT", "wanneer": "elke vrijdag", "waar": ""},
}


class Formulier:
    """A concept that is being filled in, in one browser."""

    def __init__(self, client: Client, token: str) -> None:
        self.client, self.token = client, token

    def url(self, stap: str) -> str:
        return reverse("melden_stap", args=[self.token, stap])

    def get(self, stap: str, **kwargs):
        return self.client.get(self.url(stap), **kwargs)

    def post(self, stap: str, **answers):
        return self.client.post(self.url(stap), answers)

    def fill(self, **by_step: dict) -> None:
        """Answer every step; what is named here differs from the usual answers."""
        for stap, usual in ANTWOORDEN.items():
            answer = self.client.post(self.url(stap), usual | by_step.get(stap, {}))
            assert answer.status_code == 302, answer.content.decode()

    def send(self):
        return self.client.post(self.url("controle"))


@pytest.fixture
def begin(ingelogd) -> Callable[..., Formulier]:
    """begin(user): press the start button."""

    def _begin(user, client: Client | None = None) -> Formulier:
        client = client or ingelogd(user)
        answer = client.post(reverse("melden_integriteit"))
        assert answer.status_code == 302
        return Formulier(client, str(MeldingConcept.objects.get(user=user, antwoorden={}).token))

    return _begin
