"""For `pytest -p gir.testplugin`: a real database and broker, before pytest-django reads the settings."""

import os
import tempfile
from pathlib import Path

import pytest

OWN = "GIR_TEST_STARTED_SERVICES"
_started = []


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config):
    os.environ.setdefault("GIR_DEVELOPMENT", "1")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker and OWN in os.environ:
        # Its own numbered part of the broker, as pytest-django gives it its own database.
        number = int(worker.removeprefix("gw")) % 15 + 1
        os.environ["REDIS_URL"] = f"{os.environ['REDIS_URL'].removesuffix('/0')}/{number}"
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        return
    from gir import embedded

    folder = Path(tempfile.mkdtemp(prefix="gir tests "))
    services = embedded.Services(folder, temporary=True)
    _started.append(services)
    if not os.environ.get("REDIS_URL"):
        os.environ[OWN] = "1"
    # Workers of xdist get these from the controller's environment and start nothing themselves.
    for name, value in services.start().items():
        os.environ.setdefault(name, value)


def pytest_unconfigure(config):
    while _started:
        _started.pop().stop()
