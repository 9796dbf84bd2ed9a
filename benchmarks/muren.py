"""What the second wall costs: the same pages as the application, and as the owner, for whom there is none.

    python -m benchmarks.muren [ROWS …] [--times 20]

Makes a test database of its own beside that of DATABASE_URL (the owner's), imports ROWS meldingen (default
500 and 3,000) and asks each page TIMES times as either role, in turns. Prints medians in milliseconds.
Needs REDIS_URL as well.

Measured with 500 rows on two busy cores, milliseconds with and without: werklijst 71 and 57, a zaak 71 and
58, rapportages 40 and 34, figures of a half-year 111 and 89, mijn meldingen 30 and 21. The statements of a
page are the same.
"""

import argparse
import statistics
import time

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from benchmarks import own_database
from benchmarks.importing import generate_meldingen
from casework.importing.jobs import IMPORTEURS
from integrity.models import Zaak
from ledger.actors import SYSTEEM
from ledger.rowsecurity import EVERY, granted
from organisations.services import create_organisation
from tests.conftest import hire, sign_in


def become(role: dict) -> None:
    connection.close()
    connection.settings_dict.update(role)


def prepare(rows: int):
    """An organisation with so many rows more, and its coördinator, signed in."""
    slug = f"proef-{rows}"
    organisation = create_organisation(naam=slug, slug=slug, soort="gemeente", by=SYSTEEM)
    user = hire(organisation, "Corine Coordinator", "integriteitscoordinator")
    IMPORTEURS["integriteit"].run(organisation, generate_meldingen(rows))
    return organisation, sign_in(Client(), user)


def measured(paths: dict[str, str], client, times: int) -> dict[tuple[str, str], float]:
    """Medians in milliseconds by page and role; the roles take turns, so that both meet the same machine."""
    taken: dict[tuple[str, str], list[float]] = {}
    roles = {"both walls": settings.DATABASE_APPLICATION, "one wall": settings.DATABASE_OWNER}
    for turn in range(times + 1):
        for role, who in roles.items():
            become(who)
            client.get(paths["werklijst"])  # connects
            for name, path in paths.items():
                began = time.perf_counter()
                answer = client.get(path)
                seconds = time.perf_counter() - began
                assert answer.status_code == 200, (name, answer.status_code)
                if turn:
                    taken.setdefault((name, role), []).append(seconds * 1000)
    return {key: statistics.median(values) for key, values in taken.items()}


def run(sizes: list[int], times: int) -> None:
    for rows in sizes:
        with granted("benchmark", organisations=EVERY):
            organisation, client = prepare(rows)
            zaak = Zaak.objects.filter(organisation=organisation).order_by("-pk").first()
        paths = {
            "werklijst": reverse("werklijst"),
            "zaak": reverse("zaak", args=[zaak.kenmerk]),
            "rapportages": reverse("rapportages"),
            "figures of 2022-H1": f"{reverse('rapportage')}?periode=2022-H1",
            "mijn meldingen": reverse("mijn_meldingen"),
        }
        found = measured(paths, client, times)
        print(f"{rows} rows{'':22}both walls   one wall")
        for name in paths:
            print(f"  {name:28}{found[name, 'both walls']:8.1f} ms{found[name, 'one wall']:8.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[500, 3_000])
    parser.add_argument("--times", type=int, default=20)
    asked = parser.parse_args()

    with own_database("gir_muren"):
        run(sorted(asked.sizes), asked.times)


if __name__ == "__main__":
    main()
