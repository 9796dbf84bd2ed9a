"""A koepel with its rapporteur, and ministries with released reports."""

import hashlib
from collections.abc import Callable

import pytest

from organisations.models import Organisation, Roltoewijzing, User
from organisations.roles import Rol
from reports import periods
from reports.models import BevrorenRapport, Koepeldeelname, Rapportage
from reports.report import make_report
from reports.services import deelname
from reports.services.freezing import protected
from reports.verslag import Verslag, as_bytes, verslag_of
from tests.conftest import access_of, hire


@pytest.fixture
def koepel(db) -> Organisation:
    return Organisation.objects.create(naam="Koepel Rijk", slug="koepel-rijk", soort="koepel")


@pytest.fixture
def rapporteur(koepel) -> User:
    return hire(koepel, "Roos Rapporteur", Rol.KOEPELRAPPORTEUR)


def joins(koepel: Organisation, organisation: Organisation, register: str = "integriteit") -> Koepeldeelname:
    """Takes part, by somebody of its own who is answerable for the figures."""
    held = Roltoewijzing.objects.filter(organisation=organisation, rol=Rol.INTEGRITEITSCOORDINATOR).first()
    user = held.user if held else hire(organisation, "Nico Nodig", Rol.INTEGRITEITSCOORDINATOR)
    return deelname.join(koepel, register, by=access_of(user, organisation))


@pytest.fixture
def ministerie(koepel) -> Callable[..., Organisation]:
    """ministerie(naam): a ministry that takes part."""

    def _ministerie(naam: str, *, soort: str = "ministerie") -> Organisation:
        made = Organisation.objects.create(naam=naam, slug=naam.lower().replace(" ", "-"), soort=soort)
        joins(koepel, made)
        return made

    return _ministerie


def release(
    organisation: Organisation,
    periode: str = "2021",
    *,
    register: str = "integriteit",
    bescherming: str = "geen",
    **fields,
) -> Rapportage:
    """A report of today's registration, frozen with this protection, and published unless said otherwise."""
    stretch = periods.parse(periode)
    known = {"status": "gepubliceerd", "openbaarheid": "openbaar", "peildatum": stretch.tot_en_met}
    one = Rapportage.objects.create(
        organisation=organisation,
        register=register,
        periode=periode,
        van=stretch.van,
        tot_en_met=stretch.tot_en_met,
        bescherming=bescherming,
        **(known | fields),
    )
    keep(one, protected(verslag_of(make_report(organisation, register, stretch, stretch.tot_en_met)), one))
    return one


def keep(one: Rapportage, verslag: Verslag) -> None:
    inhoud = as_bytes(verslag)
    sha256 = hashlib.sha256(inhoud).hexdigest()
    BevrorenRapport.objects.create(
        rapportage=one, inhoud=inhoud, sha256=sha256, definities=1, cijfers={}, leden={}
    )
