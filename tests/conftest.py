"""The fixed cast of every test: one organisation with a person for each part, and an outsider."""

import functools
import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection, connections
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from gir.demo.path import Gang, Rolverdeling
from integrity.lists import Kanaal, Melderpositie, Melderrelatie
from integrity.models import Melding, Zaak
from integrity.services import intake
from ledger.actors import MELDER
from ledger.rowsecurity import passes
from organisations.access import Access, access_for
from organisations.mfa.session import SESSIE_SESSION_KEY
from organisations.models import Afwezigheid, Organisation, Roltoewijzing, User
from organisations.roles import Rol
from organisations.services import begin_sessie

WACHTWOORD = "vijf-paarse-fietsen"
# What a page of a case costs beside its own queries: the read line, and begin and end of its transaction.
LEESREGEL = 3
ACCESS = 5  # session, user, sessie, roles and absences


def pytest_addoption(parser):
    parser.addoption("--large", action="store_true", help="also the trials at full size")


def pytest_collection_modifyitems(config, items):
    """Without --large the large trials are not collected; each has a small sister that always runs."""
    if not config.getoption("--large"):
        large = [item for item in items if item.get_closest_marker("large")]
        config.hook.pytest_deselected(items=large)
        items[:] = [item for item in items if item not in large]


# What a test itself looks at: everything. A page, a command and a task carry a pass of their own.
ALL_SEEING = "only-in-tests"
A_DAY = 24 * 60 * 60


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """The test database is made by the owner of the tables."""
    connection.settings_dict.update(settings.DATABASE_OWNER)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """From here on everything runs as the role of the application, which owns nothing.

    At the very end nobody else holds the test database, or it could not be dropped: a thread of a live server
    may outlive its test, and keeps its connection while its browser keeps the line.
    """
    with django_db_blocker.unblock():
        _become(settings.DATABASE_APPLICATION)
        passes._open(ALL_SEEING, doel="test", organisaties=None, delen=None, seconden=A_DAY)
        type(connections["default"]).gir_carried = passes._Carried(ALL_SEEING)
        connection.close()
    yield
    with django_db_blocker.unblock():
        _become(settings.DATABASE_OWNER)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


def _become(role: dict) -> None:
    connection.close()
    connection.settings_dict.update(role)


def database_variables() -> dict[str, str]:
    """For a process of its own on the database of this test: as the application, without its owner."""
    database = connection.settings_dict
    who = ":".join(filter(None, (database["USER"], database["PASSWORD"])))
    where = f"{database['HOST']}:{database['PORT']}/{database['NAME']}"
    return {"DATABASE_URL": f"postgres://{who}@{where}", "DATABASE_OWNER_URL": f"postgres://nobody@{where}"}


def pytest_runtest_setup(item):
    """Each test begins as the application, or (``by_the_owner``) as the owner: before anything connects. What
    emptied the tables after the test before was their owner."""
    owner = "by_the_owner" in getattr(item, "fixturenames", ())
    wanted = settings.DATABASE_OWNER if owner else settings.DATABASE_APPLICATION
    if connection.settings_dict["USER"] != wanted["USER"]:
        _become(wanted)


@pytest.fixture
def by_the_owner(django_db_setup, django_db_blocker):
    """The test is the owner of the tables, as only a migration is."""
    if connection.settings_dict["USER"] != settings.DATABASE_OWNER["USER"]:
        with django_db_blocker.unblock():
            _become(settings.DATABASE_OWNER)


@pytest.fixture
def committed(transactional_db):
    """A database in which what is committed is committed: for threads, workers and transactions.

    Afterwards the owner empties everything, which the audit refuses: only here its triggers are silenced. The
    connection is closed after that, so the next test has them again.
    """
    yield
    _become(settings.DATABASE_OWNER)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")


@functools.cache
def hashed_password() -> str:
    """Hashed once for everybody: a real hash is slow on purpose."""
    return make_password(WACHTWOORD)


@pytest.fixture(autouse=True)
def _own_cache(settings):
    """A prefix of its own for each test: emptying the cache would empty that of the other workers too."""
    settings.CACHES = {"default": settings.CACHES["default"] | {"KEY_PREFIX": uuid.uuid4().hex}}


BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def sign_in(client: Client, user: User, *, second_step: bool = True) -> Client:
    """This person signs in, just now, in this browser; with a second step unless said otherwise."""
    client.force_login(user, backend=BACKEND)
    session = client.session
    session[SESSIE_SESSION_KEY] = begin_sessie(user, "Firefox Linux").pk
    session.save()
    return show(client, user, "mfa" if second_step else "password")


def show(client: Client, user: User, method: str = "mfa") -> Client:
    """This person, signed in in this browser, shows who they are."""
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, user, method)
    request.session.save()
    return client


def toewijzen(**fields) -> Roltoewijzing:
    """A role that was confirmed, from its first day on."""
    confirmed = {"bevestigd_op": fields.get("van") or timezone.localdate()}
    return Roltoewijzing.objects.create(**(confirmed | fields))


def let_stand_in(
    user: User,
    vervanger: User,
    organisation: Organisation,
    *,
    van: date | None = None,
    tot: date | None = None,
) -> Afwezigheid:
    """This person is away (today), and chose who stands in."""
    days = {"van": van or timezone.localdate(), "tot": tot or timezone.localdate()}
    return Afwezigheid.objects.create(
        user=user, vervanger=vervanger, organisation=organisation, zelf_gekozen=True, **days
    )


def hire(organisation: Organisation, naam: str, *rollen: str) -> User:
    """Somebody who works there and holds these roles."""
    user = User.objects.create(
        home_organisation=organisation,
        password=hashed_password(),
        naam=naam,
        email=f"{naam.lower().replace(' ', '.')}.{organisation.slug}@example.nl",
    )
    for rol in (Rol.MEDEWERKER, *rollen):
        toewijzen(user=user, organisation=organisation, rol=rol)
    return user


def access_of(user: User, organisation: Organisation | None = None) -> Access:
    access = access_for(user, organisation)
    assert access is not None, f"{user} has no role"
    return access


@pytest.fixture
def den_haag(db) -> Organisation:
    address = {"adres": "Raadhuisplein 1", "postcode": "2500 AA", "plaats": "Den Haag"}
    return Organisation.objects.create(naam="Gemeente Den Haag", slug="den-haag", soort="gemeente", **address)


@pytest.fixture
def waterschap(db) -> Organisation:
    return Organisation.objects.create(naam="Waterschap Delfland", slug="delfland", soort="waterschap")


# The cast. Each is a User; `access_of(user)` is what they may be.


@pytest.fixture
def melder(den_haag) -> User:
    return hire(den_haag, "Meral Melder")


@pytest.fixture
def collega(den_haag) -> User:
    return hire(den_haag, "Cor Collega")


@pytest.fixture
def leidinggevende(den_haag) -> User:
    return hire(den_haag, "Leo Leider", Rol.LEIDINGGEVENDE)


@pytest.fixture
def coordinator(den_haag) -> User:
    return hire(den_haag, "Corine Coordinator", Rol.INTEGRITEITSCOORDINATOR)


@pytest.fixture
def tweede_coordinator(den_haag) -> User:
    return hire(den_haag, "Tarik Tweede", Rol.INTEGRITEITSCOORDINATOR)


@pytest.fixture
def tweede_lezer(den_haag) -> User:
    return hire(den_haag, "Lotte Lezer", Rol.TWEEDE_LEZER)


@pytest.fixture
def onderzoeker(den_haag) -> User:
    return hire(den_haag, "Olaf Onderzoeker", Rol.ONDERZOEKER)


@pytest.fixture
def bevoegd_gezag(den_haag) -> User:
    return hire(den_haag, "Saskia Secretaris", Rol.BEVOEGD_GEZAG)


@pytest.fixture
def procesbegeleider(den_haag) -> User:
    return hire(den_haag, "Petra Proces", Rol.PROCESBEGELEIDER)


@pytest.fixture
def vertrouwenspersoon(den_haag) -> User:
    return hire(den_haag, "Vera Vertrouwen", Rol.VERTROUWENSPERSOON)


@pytest.fixture
def griffier(den_haag) -> User:
    return hire(den_haag, "Greet Griffier", Rol.GRIFFIER)


@pytest.fixture
def burgemeester(den_haag) -> User:
    return hire(den_haag, "Bas Burgemeester", Rol.BURGEMEESTER)


@pytest.fixture
def auditor(den_haag) -> User:
    return hire(den_haag, "Aad Auditor", Rol.AUDITOR)


@pytest.fixture
def beheerder(den_haag) -> User:
    return hire(den_haag, "Bianca Beheer", Rol.BEHEERDER)


@pytest.fixture
def buitenadres(den_haag, waterschap) -> User:
    """Somebody of another organisation, who handles here what nobody here may."""
    user = hire(waterschap, "Bram Buur")
    toewijzen(user=user, organisation=den_haag, rol=Rol.BUITENADRES)
    return user


@pytest.fixture
def buitenstaander(waterschap) -> User:
    """The coördinator of another organisation."""
    return hire(waterschap, "Carla Buiten", Rol.INTEGRITEITSCOORDINATOR)


@pytest.fixture
def rollen(coordinator, tweede_coordinator, leidinggevende, onderzoeker, bevoegd_gezag) -> Rolverdeling:
    return Rolverdeling(
        coordinator=access_of(coordinator),
        tweede_lezer=access_of(tweede_coordinator),
        leidinggevende=access_of(leidinggevende),
        onderzoeker=access_of(onderzoeker),
        bevoegd_gezag=access_of(bevoegd_gezag),
    )


@pytest.fixture
def dien_in(den_haag, melder) -> Callable[..., Melding]:
    """dien_in(**fields): a melding filed by the melder, today unless said otherwise."""

    def _dien_in(*, organisation: Organisation | None = None, **fields) -> Melding:
        new = {
            "ontvangen_op": timezone.localdate(),
            "kanaal": Kanaal.PORTAAL,
            "melderpositie": Melderpositie.OPEN,
            "melderrelatie": Melderrelatie.MEDEWERKER,
            "categorie": "nevenwerkzaamheden",
            "betreft": "medewerker",
            "beschrijving": "Een collega werkt in werktijd voor een eigen bedrijf.",
            "melder": intake.Melder(user=melder, naam=melder.naam, contact=melder.email),
        }
        return intake.register(organisation or den_haag, intake.NieuweMelding(**(new | fields)), by=MELDER)

    return _dien_in


@pytest.fixture
def gang(dien_in, rollen) -> Callable[..., Gang]:
    """gang(**fields of the melding): a new zaak that can be brought along its path."""

    def _gang(*, days_ago: int = 0, pace: int = 0, **fields) -> Gang:
        received: date = timezone.localdate() - timedelta(days=days_ago)
        melding = dien_in(ontvangen_op=received, **fields)
        return Gang(melding.zaak, rollen, pace=pace)

    return _gang


@pytest.fixture
def zaak_in(gang) -> Callable[..., Zaak]:
    """zaak_in(status): a zaak that was brought to this status through the services."""

    def _zaak_in(status: str, **fields) -> Zaak:
        return gang(**fields).to(status)

    return _zaak_in


@pytest.fixture
def ingelogd() -> Callable[[User], Client]:
    """ingelogd(user): a browser in which this person is signed in."""

    def _ingelogd(user: User) -> Client:
        return sign_in(Client(), user)

    return _ingelogd
