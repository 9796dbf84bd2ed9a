"""“Iets anders” says what it was, so that a new report has the gedraging that the register asks."""

from incidents.forms import woorden
from incidents.gedragingen import GEDRAGINGEN
from incidents.models import Incident
from tests.incidents.melden import Meldformulier


def test_something_else_becomes_its_gedraging(melder, agressiecoordinator, ingelogd):
    formulier = Meldformulier(ingelogd(melder))
    formulier.fill(gebeurd={"wat": ["anders"], "anders_wat": "brandstichting", "kenmerken": []})
    assert "Brand stichten" in formulier.get("controle").content.decode()
    formulier.send()
    incident = Incident.objects.get()
    assert (incident.gedragingen, incident.hoofdcategorie) == (["brandstichting"], "vernieling")


def test_what_was_chosen_behind_something_else_goes_when_it_was_not_that(
    melder, agressiecoordinator, ingelogd
):
    formulier = Meldformulier(ingelogd(melder))
    formulier.fill(gebeurd={"wat": ["spugen"], "anders_wat": "brandstichting", "kenmerken": []})
    formulier.send()
    assert Incident.objects.get().gedragingen == ["spugen"]


def test_every_gedraging_can_be_told():
    told = set(woorden.TEGELS) | set(woorden.ANDERE_GEDRAGINGEN)
    assert set(GEDRAGINGEN) - told == {"schreeuwen", "vernederen"}  # said by a tile with another one
    assert list(woorden.ANDERE_GEDRAGINGEN)[-1] == woorden.WEET_NIET
