"""What a line of the log of production says, and what never stands in it."""

import io
import json
import logging
import re

import psycopg
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from gir import logs

NAAM = "Wil de Melder"
DETAIL = f"duplicate key\nDETAIL:  Key (email)=({NAAM}) already exists."


@pytest.fixture
def lines():
    """Logs an exception as production (or development) would, and gives the text."""

    def written(error: BaseException, message: str = "it failed", *args: object, plain: bool = False) -> str:
        made = logs.configuration(plain=plain, level="INFO")["formatters"]["line"]
        out = io.StringIO()
        handler = logging.StreamHandler(out)
        handler.setFormatter(made.pop("()")(**made))
        logger = logging.Logger("test")
        logger.addHandler(handler)
        try:
            melder = NAAM
            assert melder
            raise error
        except type(error):
            logger.exception(message, *args)
        return out.getvalue()

    return written


@pytest.mark.parametrize("plain", [True, False])
def test_the_values_of_variables_never_stand_in_the_log(lines, plain):
    text = lines(RuntimeError("the disk is full"), plain=plain)
    assert NAAM not in text
    assert "the disk is full" in text and "RuntimeError" in text and "test_logs.py" in text


def test_of_a_database_error_only_the_type_and_the_lines_of_code_are_logged(lines):
    for error in (IntegrityError(DETAIL), psycopg.errors.UniqueViolation(DETAIL), ValidationError([NAAM])):
        found = json.loads(lines(error))
        (stack,) = found["exception"]
        assert stack["exc_type"] == type(error).__name__ and stack["frames"]
        assert NAAM not in json.dumps(found)


def test_what_was_raised_because_of_a_database_error_does_not_repeat_it(lines):
    error = ExceptionGroup(f"about {NAAM}", [IntegrityError(DETAIL)])
    assert NAAM not in lines(error)
    error = RuntimeError(f"about {NAAM}")
    error.__cause__ = IntegrityError(DETAIL)
    error.add_note(f"a note on {NAAM}")
    assert NAAM not in lines(error)


def test_the_sentence_of_celery_does_not_repeat_a_database_error(lines):
    error = IntegrityError(DETAIL)
    found = json.loads(lines(error, "Task %s raised: %s", "deliver", repr(error)))
    assert found["event"] == "Task deliver raised: IntegrityError"


@pytest.mark.parametrize("plain", [True, False])
def test_where_melders_are_a_line_has_only_the_day(lines, rf, plain):
    answer = logs.MelderLogMiddleware(lambda request: lines(RuntimeError("the disk is full"), plain=plain))
    time_of_day = re.compile(r"\d\d:\d\d:\d\d")
    for path in ("/melden/integriteit/", "/mijn-meldingen/7K3M-Q9XT-2B0D/", "/agressie/melden/"):
        text = answer(rf.get(path))
        assert "the disk is full" in text and not time_of_day.search(text), path
    assert time_of_day.search(answer(rf.get("/integriteit/werklijst/")))
