"""For `pytest -p gir.testplugin`: a real database and broker, before pytest-django reads the settings."""

import os
import tempfile
from pathlib import Path

import pytest

# Set when the broker is there for these tests alone.
OWN_BROKER = "GIR_TEST_OWN_BROKER"
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
_started = []


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config):
    os.environ.setdefault("GIR_DEVELOPMENT", "1")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker and OWN_BROKER in os.environ:
        # Its own numbered part of the broker, as pytest-django gives it its own database.
        server, _, number = os.environ["REDIS_URL"].rpartition("/")
        os.environ["REDIS_URL"] = f"{server}/{(int(number) + int(worker.removeprefix('gw')) + 1) % 16}"
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        return
    from gir import embedded

    folder = Path(tempfile.mkdtemp(prefix="gir tests "))
    services = embedded.Services(folder, temporary=True)
    _started.append(services)
    if not os.environ.get("REDIS_URL"):
        os.environ[OWN_BROKER] = "1"
    # Workers of xdist get these from the controller's environment and start nothing themselves.
    for name, value in services.start().items():
        os.environ.setdefault(name, value)


def pytest_collection_modifyitems(items):
    """Whatever uses the database is marked `services`, so that none is forgotten."""
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.services)


def pytest_unconfigure(config):
    while _started:
        _started.pop().stop()
