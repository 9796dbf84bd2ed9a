"""Whether the time of an answer tells that an account exists: 200 tries each, by turns.

    python benchmarks/inloggen.py [TRIES]

Makes a test database of its own beside that of DATABASE_URL; needs REDIS_URL as well. Prints the median, and
the middle half, in milliseconds.
"""

import os
import statistics
import sys
import time

import django

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gir.settings")
os.environ.setdefault("GIR_DEVELOPMENT", "1")


def people() -> dict[str, str]:
    """What is tried: name -> address."""
    from organisations.models import Organisation, User

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
    from django.test import Client

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
    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test.utils import setup_test_environment

    from ledger.rowsecurity import EVERY, granted
    from ledger.rowsecurity.owner import as_owner

    setup_test_environment()
    settings.CACHES = {"default": settings.CACHES["default"] | {"KEY_PREFIX": f"benchmark-{os.getpid()}"}}
    # Those of allauth would answer in place of the page; those of organisations.guessing are measured.
    settings.ACCOUNT_RATE_LIMITS = False
    settings.EMAIL_BACKEND = "casework.mail.OutboxEmailBackend"
    connection.settings_dict["TEST"]["NAME"] = "gir_inloggen"
    before = connection.settings_dict["NAME"]
    with as_owner():
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    made = connection.settings_dict["NAME"]
    try:
        with granted("benchmark", organisations=EVERY):
            addresses = people()
        measure(tries, "/account/login/", {"password": "fout-wachtwoord"}, addresses, "login")
        measure(tries, "/account/password/reset/", {}, addresses, "email")
    finally:
        with as_owner():
            connection.settings_dict["NAME"] = made
            connection.creation.destroy_test_db(before, verbosity=0)


if __name__ == "__main__":
    main()
