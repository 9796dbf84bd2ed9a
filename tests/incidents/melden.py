"""The quick report in a browser without JavaScript, or as its script sends it."""

import uuid

from django.test import Client
from django.urls import reverse

ANTWOORDEN = {
    "gebeurd": {"wat": ["schelden", "dreigen_geweld"], "kenmerken": ["groep"]},
    "wanneer": {"dag": "gisteren", "tijd": "14:30", "plaats": "balie", "locatie": "Balie 3"},
    "verhaal": {"beschrijving": "Hij riep dat hij mij buiten zou opwachten."},
    "hoe": {
        "letsel": "psychisch",
        "mag_bellen": "ja",
        "telefoon": "06 12345678",
        "aangifte_gewenst": "weet_niet",
        "ernst_beleving": "3",
    },
}
STAPPEN = list(ANTWOORDEN)


class Meldformulier:
    """One report that is being filled in, in one browser."""

    def __init__(self, client: Client, token: uuid.UUID | None = None) -> None:
        self.client, self.token = client, token or uuid.uuid4()

    def url(self, stap: str) -> str:
        return reverse("agressie_melden_stap", args=[self.token, stap])

    def get(self, stap: str, **kwargs):
        return self.client.get(self.url(stap), **kwargs)

    def post(self, stap: str, **answers):
        return self.client.post(self.url(stap), answers)

    def fill(self, **by_step: dict) -> None:
        """Answer every step; what is named here differs from the usual answers."""
        for stap, usual in ANTWOORDEN.items():
            answer = self.client.post(self.url(stap), usual | by_step.get(stap, {}))
            assert answer.status_code == 302, answer.content.decode()

    def send(self, **answers):
        return self.client.post(self.url("controle"), answers)

    def send_by_script(self, tot: str = "controle", **answers):
        data = {name: value for step in ANTWOORDEN.values() for name, value in step.items()}
        url = reverse("agressie_melden_versturen", args=[self.token])
        return self.client.post(url, data | {"tot": tot} | answers, headers={"Accept": "application/json"})
