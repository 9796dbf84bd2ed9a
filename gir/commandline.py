"""Django's commands, with one line instead of a trace when the database or the broker can't be reached."""

import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError, ProgrammingError
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import ConnectionError as RedisError


def run(action, *arguments) -> int:
    """The exit code of action(*arguments)."""
    try:
        action(*arguments)
    except ImproperlyConfigured as error:
        return fail(str(error))
    except OperationalError as error:
        if not is_unreachable(error):
            raise
        return fail(
            f"The database can't be reached: {first_line(error)}. "
            "Check that PostgreSQL runs and that DATABASE_URL is right, or unset it to use a local one."
        )
    except ProgrammingError as error:
        if getattr(error.__cause__, "sqlstate", None) != "3F000":  # no schema of passes
            raise
        return fail("The database isn't prepared yet. Run migrate first.")
    except (BrokerError, RedisError) as error:
        return fail(
            f"The broker can't be reached: {first_line(error)}. "
            "Check that Redis runs and that REDIS_URL is right, or unset it to use a local one."
        )
    return 0


def django_command(argv: list[str]) -> int:
    return run(execute_from_command_line, argv)


def is_unreachable(error: Exception) -> bool:
    """No connection, refused (28, 3D) or not ready (57); any other fault is ours and keeps its trace."""
    state = getattr(error.__cause__, "sqlstate", None)
    return state is None or state[:2] in {"08", "28", "3D", "57"}


def first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".")


def fail(message: str) -> int:
    print(message, file=sys.stderr)
    return 1
