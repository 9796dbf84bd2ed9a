"""Whether the time of an answer tells that an account exists: 200 tries each, by turns.

    python -m benchmarks.inloggen [TRIES]

Makes a test database of its own beside that of DATABASE_URL; needs REDIS_URL as well. Prints the median, and
the middle half, in milliseconds.
"""

import os
import statistics
import sys
import time

from django.conf import settings
from django.test import Client

from benchmarks import own_database
from ledger.rowsecurity import EVERY, granted
from organisations.models import Organisation, User


def people() -> dict[str, str]:
    """What is tried: name -> address."""
    home = Organisation.objects.create(naam="Proef", slug="proef", soort="gemeente")
    User.objects.create_user("bekend@example.nl", "Bekend", "een-lang-wachtwoord", home_organisation=home)
    User.objects.create_user("zonder@example.nl", "Zonder", None, home_organisation=home)
    User.objects.create_user("dicht@example.nl", "Dicht", "lang-genoeg-wachtwoord", is_active=False)
    return {
        "known": "bekend@example.nl",
        "unknown": "niemand@example.nl",
        "without a password": "zonder@example.nl",
        "closed": "dicht@example.nl",
    }


def measure(tries: int, path: str, fields: dict, addresses: dict[str, str], field: str) -> None:
    taken: dict[str, list[float]] = {name: [] for name in addresses}
    for number in range(tries):
        for name, address in addresses.items():
            client = Client(REMOTE_ADDR=f"10.{number % 250}.{len(name)}.1")
            began = time.perf_counter()
            client.post(path, fields | {field: address})
            taken[name].append((time.perf_counter() - began) * 1000)
    print(path)
    for name, times in taken.items():
        low, middle, high = statistics.quantiles(times, n=4)
        print(f"  {name:20} {middle:7.1f}  ({low:.1f} to {high:.1f})")


def main() -> None:
    tries = int(sys.argv[1]) if len(sys.argv) > 1 else 200

    settings.CACHES = {"default": settings.CACHES["default"] | {"KEY_PREFIX": f"benchmark-{os.getpid()}"}}
    # Those of allauth would answer in place of the page; those of organisations.guessing are measured.
    settings.ACCOUNT_RATE_LIMITS = False
    settings.EMAIL_BACKEND = "casework.mail.OutboxEmailBackend"
    with own_database("gir_inloggen"):
        with granted("benchmark", organisations=EVERY):
            addresses = people()
        measure(tries, "/account/login/", {"password": "fout-wachtwoord"}, addresses, "login")
        measure(tries, "/account/password/reset/", {}, addresses, "email")


if __name__ == "__main__":
    main()
