import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCTION = {
    "SECRET_KEY": "a-secret-of-this-installation-that-is-long-enough",
    "ALLOWED_HOSTS": "integriteit.example.nl",
    "GIR_BASE_URL": "https://integriteit.example.nl",
    "EMAIL_URL": "smtp://mail.example.nl",
    "DATABASE_URL": "postgres://gir:geheim@db.example.nl:5432/gir",
    "REDIS_URL": "redis://redis.example.nl",
}


@pytest.fixture(scope="session")
def bare_environment() -> dict[str, str]:
    """Of a machine that nobody has set up for us."""
    ours = ("GIR_", "DJANGO_", "PYTEST_")
    names = {"DATABASE_URL", "REDIS_URL", "DEBUG", "PORT", "SECRET_KEY", "PYTHONPATH"}
    return {k: v for k, v in os.environ.items() if k not in names and not k.startswith(ours)}


@pytest.fixture(scope="session")
def made_data(bare_environment, tmp_path_factory) -> Path:
    """A data folder with a database that is ready, at rest: making one takes ten seconds, copying it none."""
    folder = tmp_path_factory.mktemp("gemaakt") / "een map"
    subprocess.run(
        [ROOT / "script" / "manage", "check"],
        env=bare_environment | {"GIR_DATA": str(folder)},
        cwd="/",
        capture_output=True,
        check=True,
        timeout=300,
    )
    return folder


@pytest.fixture
def data(made_data, tmp_path) -> Path:
    """A data folder of its own that was used before."""
    return shutil.copytree(made_data, tmp_path / "een map")


@pytest.fixture
def script(bare_environment):
    """Runs script/NAME as a stranger would, from another folder; returns code, output and errors."""

    def run(name: str, *arguments: str, cwd: Path | None = None, **variables: str):
        return subprocess.run(
            [ROOT / "script" / name, *arguments],
            env=bare_environment | variables,
            cwd=cwd or "/",
            capture_output=True,
            text=True,
            timeout=300,
        )

    return run
