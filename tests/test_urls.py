"""Every address of the product × everybody × GET and POST: who gets a page, and for whom it does not exist.

An address that is not in the tables of ``tests/url_table.py`` fails, and so does an entry without one.
"""

import re
import uuid
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from casework.models import Codelijst, Importopdracht
from gir.demo.path import Gang, Rolverdeling
from incidents.models import Incident, IncidentConcept
from incidents.services import bewijs, brieven, maatregel, veroorzaker
from incidents.services import intake as incident_intake
from integrity.models import MeldingConcept, Zaak
from integrity.services import intake
from ledger.actors import MELDER, SYSTEEM
from ledger.models import OutboxRow
from organisations.models import Afdeling, Afwezigheid, Organisation, Roltoewijzing, User
from organisations.roles import Register, Rol
from organisations.services import make_koppeling
from reports import periods
from reports.models import Activiteit, Koepeldeelname, Rapportage, Rapportplanning
from reports.services import concepts, documents, freezing, writing
from tests.api.conftest import add_file, freeze
from tests.casework.files import PNG
from tests.conftest import access_of, hire, sign_in
from tests.url_table import (
    ACCOUNT,
    ADMIN,
    API,
    BUITENSTAANDER,
    IN_FOR_THE_SECOND_READER,
    KOEPEL,
    OPEN_TO_ALL,
    OPENED,
    SUPERUSER,
    TABLE,
    UITGESLOTEN,
)


def names(resolver: URLResolver, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join((*spaces, str(pattern.name)))
        else:
            yield from names(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)


def test_every_address_is_in_a_table_and_every_entry_is_an_address():
    known = set(TABLE) | set(ACCOUNT) | set(OPEN_TO_ALL) | set(OPENED) | set(API)
    found = {name for name in names(get_resolver()) if not name.startswith("admin:")}
    assert found - known == set(), "say in tests/url_table.py who gets these, and why"
    assert known - found == set(), "these addresses do not exist any more"
    assert set(ADMIN) <= {name for name in names(get_resolver()) if name.startswith("admin:")}


def test_no_address_stands_in_two_tables():
    tables = (TABLE, ACCOUNT, OPEN_TO_ALL, OPENED, API)
    assert sum(len(table) for table in tables) == len(set().union(*tables))


class World:
    """One organisation with a person for every role, a zaak under investigation and one of everything else
    that an address can name; and somebody of another organisation."""

    def __init__(self, here: Organisation, elsewhere: Organisation) -> None:
        self.people: dict[str, User] = {
            rol: hire(here, f"Persoon {rol}", *{rol} - {Rol.MEDEWERKER}) for rol in Rol
        }
        self.people[UITGESLOTEN] = hire(here, "Uit Gesloten", Rol.INTEGRITEITSCOORDINATOR)
        self.people[BUITENSTAANDER] = hire(elsewhere, "Carla Buiten", *COORDINEERT_EN_BEHEERT)
        self.koepel = Organisation.objects.create(naam="Koepel", slug=f"koepel-{here.slug}", soort="koepel")
        self.people[KOEPEL] = hire(self.koepel, "Roos Rapporteur", Rol.KOEPELRAPPORTEUR)
        self.people[SUPERUSER] = User.objects.create_superuser(f"root.{here.slug}@example.nl", "Root")
        self.zaak = self._zaak(here)
        self.incident = self._incident(here)
        self.objects = self._objects(here)
        self.clients = {person: _signed_in(user) for person, user in self.people.items()}

    def _zaak(self, here: Organisation) -> Zaak:
        filed = intake.NieuweMelding(
            ontvangen_op=timezone.localdate(),
            kanaal="portaal",
            melderpositie="open",
            betreft="medewerker",
            categorie="lekken",
            beschrijving="Het verhaal.",
            melder=intake.Melder(user=self.people[Rol.MEDEWERKER]),
            uitgesloten=(self.people[UITGESLOTEN],),
            inzending=uuid.uuid4(),
        )
        self.melding = intake.register(here, filed, by=MELDER)
        parts = Rolverdeling(
            coordinator=access_of(self.people[Rol.INTEGRITEITSCOORDINATOR]),
            tweede_lezer=access_of(self.people[Rol.TWEEDE_LEZER]),
            leidinggevende=access_of(self.people[Rol.LEIDINGGEVENDE]),
            onderzoeker=access_of(self.people[Rol.ONDERZOEKER]),
            bevoegd_gezag=access_of(self.people[Rol.BEVOEGD_GEZAG]),
        )
        zaak = Gang(self.melding.zaak, parts).to("feitenonderzoek")
        zaak.procesbegeleider = self.people[Rol.PROCESBEGELEIDER]
        zaak.save()
        return zaak

    def _incident(self, here: Organisation) -> Incident:
        today, medewerker = timezone.localdate(), self.people[Rol.MEDEWERKER]
        filed = incident_intake.NieuwIncident(
            voorval_op=today,
            gemeld_op=today,
            slachtoffer=incident_intake.NieuwSlachtoffer(user=medewerker, doelwit="medewerker"),
            gedragingen=("slaan_schoppen",),
            melder=medewerker,
            ontvanger=self.people[Rol.LEIDINGGEVENDE],
            uitgesloten=(self.people[UITGESLOTEN],),
            inzending=uuid.uuid4(),
        )
        return incident_intake.register(here, filed, by=access_of(medewerker))

    def _objects(self, here: Organisation) -> dict[str, object]:
        today = timezone.localdate()
        medewerker, coordinator = self.people[Rol.MEDEWERKER], self.people[Rol.INTEGRITEITSCOORDINATOR]
        vraag = intake.NieuweMelding(ontvangen_op=today, soort="adviesvraag", betreft="medewerker")
        registered = intake.NieuweMelding(ontvangen_op=today, betreft="medewerker", inzending=uuid.uuid4())
        away = {"organisation": here, "van": today, "tot": today + timedelta(days=9)}
        return {
            "zaak": self.zaak.kenmerk,
            "melding": self.melding.kenmerk,
            "verzonden": self.melding.inzending,
            "vraag": intake.register(here, vraag, by=MELDER).kenmerk,
            "registratie": intake.register(here, registered, by=access_of(coordinator)).inzending,
            "incident": self.incident.kenmerk,
            "incident verzonden": self.incident.inzending,
            "bewijs": self._evidence(coordinator),
            **self._letters(coordinator),
            "incidentconcept": IncidentConcept.objects.create(user=medewerker, organisation=here).token,
            "concept": MeldingConcept.objects.create(user=medewerker, organisation=here).token,
            "gebruiker": medewerker.pk,
            "gesloten gebruiker": User.objects.create(
                naam="Weg", email=f"weg.{here.slug}@example.nl", home_organisation=here, is_active=False
            ).pk,
            "gebruiker met nieuw adres": User.objects.create(
                naam="Nieuw Adres",
                email=f"oud.{here.slug}@example.nl",
                home_organisation=here,
                nieuw_email=f"nieuw.{here.slug}@example.nl",
                email_gevraagd_door=coordinator,
            ).pk,
            "rol": Roltoewijzing.objects.get(user=medewerker).pk,
            "afdeling": Afdeling.objects.create(organisation=here, naam="ICT").pk,
            "afwezigheid": Afwezigheid.objects.create(
                zelf_gekozen=True,
                user=self.people[Rol.TWEEDE_LEZER],
                vervanger=self.people[IN_FOR_THE_SECOND_READER],
                **away,
            ).pk,
            "lijst": Codelijst.objects.create(
                organisation=here,
                register=Register.INTEGRITEIT,
                lijst="eigen",
                versie="1",
                geldig_van=today,
            ).pk,
            **self._koppeling(here),
            "rapportage": self._rapportage(here),
            "rapportplanning": Rapportplanning.objects.create(
                organisation=here, register=Register.INTEGRITEIT, soort="H", vanaf=today
            ).pk,
            "activiteit": Activiteit.objects.create(
                organisation=here,
                register=Register.INTEGRITEIT,
                soort=Activiteit.Soort.TRAINING,
                onderwerp="Omgaan met giften",
                gedaan_op=today,
            ).pk,
            **self._reports(here),
            "deelname": Koepeldeelname.objects.create(
                organisation=here, koepel=self.koepel, register=Register.INTEGRITEIT
            ).pk,
            "import": _upload(here, coordinator, Register.INTEGRITEIT),
            "import agressie": _upload(here, coordinator, Register.AGRESSIE),
        }

    def _koppeling(self, here: Organisation) -> dict[str, int]:
        made, _ = make_koppeling(organisation=here, naam="Dashboard", registers=["integriteit"], by=SYSTEEM)
        return {"koppeling": made.pk, "koppelingsrecht": made.rechten.get().pk}

    def _rapportage(self, here: Organisation) -> str:
        """One that was published, with a file."""
        days = {"van": date(2025, 1, 1), "tot_en_met": date(2025, 6, 30), "peildatum": date(2025, 6, 30)}
        one = Rapportage.objects.create(
            organisation=here, register=Register.INTEGRITEIT, periode="2025-H1", status="gepubliceerd", **days
        )
        freeze(one)
        add_file(one)
        return one.kenmerk.lower()

    def _reports(self, here: Organisation) -> dict[str, str]:
        """One that is a concept, and one that was adopted, of which there is a document."""
        by = access_of(self.people[Rol.INTEGRITEITSCOORDINATOR])
        concept, adopted = (
            concepts.make_concept(here, Register.INTEGRITEIT, periods.parse(naam), by=by)[0]
            for naam in ("2021", "2020")
        )
        writing.agree(adopted, by=access_of(self.people[Rol.SECRETARIS]))
        freezing.freeze(adopted, freezing.Vaststelling(), by=access_of(self.people[Rol.BURGEMEESTER]))
        documents.ask(adopted, ["json"], by=by)
        row = adopted.documenten.get()
        documents.run(OutboxRow(payload={"document": row.pk, "poging": row.poging}))
        return {"rapport": concept.kenmerk, "vastgesteld rapport": adopted.kenmerk}

    def _evidence(self, coordinator: User) -> str:
        photo = SimpleUploadedFile("foto.png", PNG)
        rows = bewijs.add(self.incident, [photo], bewijs.Herkomst("Foto"), by=access_of(coordinator))
        return rows[0].bestand.kenmerk

    def _letters(self, coordinator: User) -> dict[str, int]:
        """Somebody who is known and was told by letter, and the letter of a measure."""
        by, incident = access_of(coordinator), self.incident
        row = veroorzaker.add(incident, veroorzaker.Kenschets("ja"), by=by)
        person = veroorzaker.identify(incident, row, veroorzaker.Identiteit("S. Dreiger"), "maatregel", by=by)
        veroorzaker.inform(incident, person, by=by)
        days = {"ingaat_op": timezone.localdate(), "eindigt_op": timezone.localdate()}
        meant = maatregel.Voornemen("waarschuwingsbrief", row, "Nodig.", **days)
        m = maatregel.prepare(incident, meant, by=by)
        return {"veroorzaker": person.pk, "brief": brieven.make(incident, m, by=by).pk}

    def url(self, name: str, args: tuple) -> str:
        return reverse(name, args=[self.objects.get(arg, arg) for arg in args])


def _upload(here: Organisation, door: User, register: str) -> str:
    return Importopdracht.objects.create(
        organisation=here, register=register, door=door, bestandsnaam="oud.csv", inhoud=b"kenmerk"
    ).kenmerk


COORDINEERT_EN_BEHEERT = (Rol.INTEGRITEITSCOORDINATOR, Rol.BEHEERDER, Rol.TWEEDE_LEZER)


@pytest.fixture
def world(den_haag, waterschap) -> World:
    return World(den_haag, waterschap)


def ask(client: Client, url: str, method: str) -> int:
    """The status of the answer; what it changed is undone, so that each question stands alone.

    With a savepoint, not a transaction: inside one nothing confidential is given.
    """
    point = transaction.savepoint()
    status = getattr(client, method)(url).status_code
    transaction.savepoint_rollback(point)
    return status


def answers(world: World, name: str, method: str) -> dict[int, set[str]]:
    """Who gets which status for this address."""
    row = TABLE.get(name) or API[name]
    url = world.url(name, row.args) + row.query
    found = defaultdict(set)
    for person, client in world.clients.items():
        found[ask(client, url, method)].add(str(person))
    return dict(found)


@pytest.mark.parametrize("area", sorted({row.area for row in TABLE.values()}))
def test_who_gets_each_address_and_for_whom_it_does_not_exist(world, area):
    wrong = {}
    everybody = {str(person) for person in world.people}
    for name, row in TABLE.items():
        if row.area != area:
            continue
        for method, expected in (("get", row.get), ("post", row.get if row.post is None else row.post)):
            stated = {status: {str(p) for p in people} for status, people in expected.items()}
            stated[404] = everybody.difference(*stated.values())
            found = answers(world, name, method)
            for status in set(stated) | set(found):
                if difference := stated.get(status, set()) ^ found.get(status, set()):
                    wrong[f"{method.upper()} {name} {status}"] = sorted(difference)
    assert not wrong


def test_who_gets_each_address_of_the_api_and_who_must_say_who_they_are(world):
    everybody = {str(person) for person in world.people}
    for name, row in API.items():
        url = world.url(name, row.args) + row.query
        readers = {str(person) for person in row.get[200]}
        assert answers(world, name, "get") == {200: readers, 404: everybody - readers}, name
        assert answers(world, name, "post") == {405: everybody}, name
        assert [ask(Client(), url, method) for method in ("get", "post")] == [401, 405], name


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_is_not_signed_in_gets_the_login_page_whatever_they_ask(world, method):
    """Also for what does not exist for anybody: the answer tells nothing."""
    for name, row in TABLE.items():
        answer = getattr(Client(), method)(world.url(name, row.args) + row.query)
        assert answer.status_code == 302, name
        assert answer["Location"].startswith(f"{reverse('account_login')}?next="), name


def test_what_is_open_to_all_answers_everybody(melder):
    for client in (Client(), _signed_in(melder)):
        assert [client.get(reverse(name)).status_code for name in OPEN_TO_ALL] == [200] * len(OPEN_TO_ALL)


def _signed_in(user: User) -> Client:
    return sign_in(Client(), user)


def test_the_pages_of_an_account(melder):
    signed_in, wrong = _signed_in(melder), {}
    for name, row in ACCOUNT.items():
        url = reverse(name, args=row.args)
        found = ask(Client(), url, "get"), ask(signed_in, url, "get")
        if found != (row.anonymous, row.signed_in):
            wrong[name] = found
    assert not wrong


def test_the_technical_pages_exist_for_superusers_only(world):
    """Whatever the admin holds: an address of it is 404 or the login for everybody else."""
    clients = {name: client for name, client in world.clients.items() if name != SUPERUSER}
    boss = world.clients[SUPERUSER]
    staff = User.objects.create_user("staf@example.nl", "Staf", is_staff=True)
    clients["staff"] = _signed_in(staff)
    for name in ADMIN:
        url = reverse(name)
        assert ask(boss, url, "get") == 200, name
        for person, client in clients.items():
            assert ask(client, url, "get") in (302, 403, 404), f"{name} for {person}"


def test_the_admin_holds_nothing_of_a_zaak():
    held = [name.removeprefix("admin:") for name in names(get_resolver()) if name.startswith("admin:")]
    assert not [name for name in held if name.startswith(("integrity_", "casework_", "ledger_", "reports_"))]


def without_token(content: bytes) -> bytes:
    """A page without what differs at every request."""
    return re.sub(rb'(name="csrfmiddlewaretoken" value=|nonce=)"[^"]*"', rb"\1", content)


def test_what_is_not_yours_looks_exactly_like_what_is_not_there(world):
    client = world.clients[UITGESLOTEN]
    for name, hidden, missing in (
        ("zaak", ("zaak",), ("AAAA-BBBB-CCCC",)),
        ("zaak_actie", ("zaak", "beoordelen"), ("AAAA-BBBB-CCCC", "beoordelen")),
        ("melding", ("melding",), ("AAAA-BBBB-CCCC",)),
        ("mijn_melding", ("melding",), ("AAAA-BBBB-CCCC",)),
        ("agressie_zaak", ("incident",), ("AAAA-BBBB-CCCC",)),
        ("agressie_actie", ("incident", "notitie_maken"), ("AAAA-BBBB-CCCC", "notitie_maken")),
        ("agressie_mijn_melding", ("incident",), ("AAAA-BBBB-CCCC",)),
    ):
        for method in ("get", "post"):
            found = [getattr(client, method)(world.url(name, args)) for args in (hidden, missing)]
            assert [answer.status_code for answer in found] == [404, 404], name
            assert without_token(found[0].content) == without_token(found[1].content), name
