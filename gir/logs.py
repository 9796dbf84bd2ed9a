"""One JSON object per line; plain lines in development. Never an IP address or a user agent.

Nor anybody's data: of an exception its types and the lines of code it went through, never the values of
variables; and no message either when a database error or refused input is in it, as those quote the row or
what was typed. Of what happens where somebody files something only the day.
"""

from collections.abc import Callable, Iterator

import psycopg
import structlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from structlog.tracebacks import ExceptionDictTransformer
from structlog.typing import EventDict, ExcInfo

QUOTES_DATA = (DatabaseError, psycopg.Error, ValidationError)
LEFT_OUT = "(left out: may hold data)"

ALLEEN_DAG = "alleen_dag"
DAG = len("2026-11-29")


class MelderLogMiddleware:
    """On the pages of melders (``GIR_MELDER_PATHS``) a line of the log, as of a fault, bears only the day."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(settings.GIR_MELDER_PATHS):
            return self.get_response(request)
        with structlog.contextvars.bound_contextvars(**{ALLEEN_DAG: True}):
            return self.get_response(request)


def _only_the_day(logger: object, name: str, event: EventDict) -> EventDict:
    if event.pop(ALLEEN_DAG, False):
        event["timestamp"] = event["timestamp"][:DAG]
    return event


SHARED = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    _only_the_day,
]


def _chain(error: BaseException) -> Iterator[BaseException]:
    """This exception and everything it came from or holds."""
    waiting, seen = [error], set()
    while waiting:
        found = waiting.pop()
        if id(found) in seen:
            continue
        seen.add(id(found))
        yield found
        waiting += [cause for cause in (found.__cause__, found.__context__) if cause]
        waiting += found.exceptions if isinstance(found, BaseExceptionGroup) else ()


def _quotes_data(error: BaseException) -> bool:
    return any(isinstance(found, QUOTES_DATA) for found in _chain(error))


def _without_values(stacks: list[dict]) -> list[dict]:
    return [
        stack
        | {"exc_value": LEFT_OUT, "exc_notes": []}
        | {"exceptions": [_without_values(inner) for inner in stack["exceptions"]]}
        for stack in stacks
    ]


_types_and_frames = ExceptionDictTransformer(show_locals=False)


def _exception(exc_info: ExcInfo) -> list[dict]:
    stacks = _types_and_frames(exc_info)
    return _without_values(stacks) if _quotes_data(exc_info[1]) else stacks


def _cut_event(logger: object, name: str, event: EventDict) -> EventDict:
    """Takes the message of such an exception out of the sentence around it (Celery repeats it there)."""
    exc_info = event.get("exc_info")
    error = exc_info[1] if isinstance(exc_info, tuple) else exc_info
    if isinstance(error, BaseException) and _quotes_data(error):
        for found in _chain(error):
            for text in (repr(found), str(found)):
                if text:
                    event["event"] = str(event["event"]).replace(text, type(found).__name__)
    return event


def configuration(*, plain: bool, level: str) -> dict:
    """Django's LOGGING setting; also points structlog itself at the same lines."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    if plain:
        ending = [
            structlog.dev.ConsoleRenderer(
                colors=False, pad_event_to=0, exception_formatter=structlog.dev.plain_traceback
            )
        ]
    else:
        ending = [
            _cut_event,
            structlog.processors.ExceptionRenderer(_exception),
            structlog.processors.JSONRenderer(),
        ]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *ending],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        # Django's own handlers would say everything twice, and mail the admins.
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": level, "propagate": True},
            "django.request": {"level": "ERROR"},
            # Would tell every five seconds that the outbox was looked at.
            "celery": {"level": "WARNING"},
        },
    }
