"""The settings of production, with an address that breaks: for a server that is started by a test."""

import os
from pathlib import Path

from gir.settings import *  # noqa: F403

STATIC_ROOT = Path(os.environ["GIR_DATA"]) / "static"
# The database of the tests takes passes that are signed with the key it was made with.
SECRET_KEY = DEVELOPMENT_KEY  # noqa: F405
ROOT_URLCONF = "tests.gir.breaking_urls"
