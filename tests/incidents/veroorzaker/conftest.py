"""A veroorzaker who is known, and a measure towards them that can be brought along its path."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from incidents.lists import TOEGANGSVERBODEN
from incidents.models import Incident, Veroorzaker, Veroorzakermaatregel, VeroorzakerPersoon
from incidents.services import maatregel, veroorzaker
from incidents.services.maatregel import Maatregelbesluit, Voornemen, Zorg
from incidents.services.veroorzaker import Identiteit, Kenschets
from organisations.access import Access
from organisations.models import User
from tests.conftest import access_of

NAAM, GEBOREN = "Sem van Dreigen", date(1980, 5, 17)


@pytest.fixture
def agnes(agressiecoordinator) -> Access:
    return access_of(agressiecoordinator)


@pytest.fixture
def leo(leidinggevende) -> Access:
    return access_of(leidinggevende)


@pytest.fixture
def bert(beslisser) -> Access:
    return access_of(beslisser)


@pytest.fixture
def ken(agnes) -> Callable[..., VeroorzakerPersoon]:
    """ken(incident): the veroorzaker of this incident, identified by the coördinator for a measure."""

    def _ken(incident: Incident, *, naam: str = NAAM, doel: str = "maatregel", **more) -> VeroorzakerPersoon:
        row = incident.veroorzakers.first() or veroorzaker.add(incident, Kenschets("ja", "inwoner"), by=agnes)
        identiteit = Identiteit(naam, more.get("geboortedatum", GEBOREN), "Dorpsstraat 1\n1234 AB Dorp")
        same = veroorzaker.search(incident, identiteit, by=agnes)
        zelfde = same[0] if same else None
        return veroorzaker.identify(incident, row, identiteit, doel, by=agnes, zelfde_als=zelfde)

    return _ken


def zorg(**changed) -> Zorg:
    """Care in which every point is met, unless changed."""
    today = timezone.localdate()
    met = {
        "eerder_gesprek_op": today,
        "gehoord_op": today,
        "zienswijze": "Ik was boos, maar het had niet gemogen.",
        "feiten": "U schold aan de balie en kwam over de balie heen.",
        "inhoud": "U mag niet in het stadhuis komen.",
        "bereikbaar_via": "U kunt ons bellen op werkdagen.",
        "basisdienst": "Een paspoort vraagt u aan op afspraak.",
        "rechtsmiddel": "bezwaar",
        "ingaat_op": today,
        "eindigt_op": today + timedelta(days=180),
    }
    return Zorg(**(met | changed))


@dataclass
class Pad:
    """Brings a measure along: prepared by the leidinggevende, decided by the bevoegd gezag."""

    incident: Incident
    leo: Access
    bert: Access

    def prepare(self, code: str = "toegangsontzegging", **changed) -> Veroorzakermaatregel:
        today = timezone.localdate()
        values = {"reden": "medewerkers moeten veilig zijn.", "ingaat_op": today}
        values |= {"eindigt_op": today + timedelta(days=180), "inhoud": "U mag niet in het stadhuis komen."}
        who: Veroorzaker | None = self.incident.veroorzakers.first()
        return maatregel.prepare(self.incident, Voornemen(code, who, **(values | changed)), by=self.leo)

    def care(self, m: Veroorzakermaatregel, **changed) -> list[str]:
        return maatregel.record_care(self.incident, m, zorg(**changed), by=self.leo)

    def lay_before(self, m: Veroorzakermaatregel) -> None:
        maatregel.lay_before(self.incident, m, self.bert.user, by=self.leo)

    def impose(self, code: str = "toegangsontzegging", **changed) -> Veroorzakermaatregel:
        m = self.prepare(code)
        self.care(m, **changed)
        self.lay_before(m)
        maatregel.decide(self.incident, m, Maatregelbesluit(True), by=self.bert)
        if code in TOEGANGSVERBODEN:
            self.incident.maatregelen.update(politie_ingelicht_op=timezone.localdate())
        m.refresh_from_db()
        return m


@pytest.fixture
def pad(meld, ken, leo, bert) -> Callable[..., Pad]:
    """pad(**fields of the incident): with a veroorzaker of whom the identity is known."""

    def _pad(**fields) -> Pad:
        incident = meld(**fields)
        ken(incident)
        return Pad(incident, leo, bert)

    return _pad


def url_of(incident: Incident, verb: str = "") -> str:
    if verb:
        return reverse("agressie_actie", args=[incident.kenmerk, verb])
    return reverse("agressie_zaak", args=[incident.kenmerk])


@pytest.fixture
def stuur(ingelogd) -> Callable[..., HttpResponse]:
    """stuur(user, incident, verb, **fields): open the form and send it with what was prefilled."""

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


def errors_of(answer: HttpResponse) -> list[str]:
    return [text for texts in answer.context["form"].errors.values() for text in texts]
