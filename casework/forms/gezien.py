"""What a form was shown with, so that nobody wipes out what somebody else saved meanwhile.

The page of an action carries a mark of every prefilled value. When the form comes in, it is built anew; a
value that was shown otherwise was changed by somebody else since.
"""

import hashlib
from datetime import date, time
from decimal import Decimal
from typing import Any

from django import forms

from casework.bedragen import money
from casework.datums import in_full
from casework.forms.velden import RijVeld

NAAM = "gezien"
INTUSSEN = "Intussen heeft iemand anders dit gewijzigd. Kijk na wat er nu staat en verstuur het dan opnieuw."


def mark(form: forms.Form, voorstellen: tuple[str, ...] = ()) -> str:
    """Every value that this form is prefilled with, by field, as one line that tells none of them."""
    return " ".join(f"{name}:{digest}" for name, digest in _digests(form, voorstellen).items())


def changed(form: forms.Form, shown: str, voorstellen: tuple[str, ...] = ()) -> list[str]:
    """The fields of this form that have another value now than where ``shown`` was made."""
    before = dict(part.rsplit(":", 1) for part in shown.split() if ":" in part)
    now = _digests(form, voorstellen)
    return [name for name, digest in now.items() if before.get(name, digest) != digest]


def in_words(form: forms.Form, name: str) -> str:
    """What a field is prefilled with, as people read it."""
    field, value = form.fields[name], _value(form, name)
    values = value if isinstance(value, list | tuple) else [value]
    labels = _labels(field)
    found = [labels.get(str(one)) or _one_in_words(one) for one in values if one not in (None, "")]
    return ", ".join(found) or labels.get("") or "niets"


def _digests(form: forms.Form, voorstellen: tuple[str, ...]) -> dict[str, str]:
    return {
        name: hashlib.sha256(repr(_plain(_value(form, name))).encode("utf-8", "replace")).hexdigest()[:16]
        for name, field in form.fields.items()
        if name not in voorstellen and _is_stored(field)
    }


def _is_stored(field: forms.Field) -> bool:
    """A day that is today, and a row that is the only one to choose, are suggestions."""
    return not callable(field.initial) and not isinstance(field, RijVeld | forms.FileField)


def _value(form: forms.Form, name: str) -> Any:
    field = form.fields[name]
    return field.prepare_value(form.get_initial_for_field(field, name))


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return "" if value is None else str(value)


def _labels(field: forms.Field) -> dict[str, str]:
    found: dict[str, str] = {}
    for value, label in getattr(field, "choices", ()):
        group = label if isinstance(label, list | tuple) else [(value, label)]
        found |= {str(code): str(text) for code, text in group}
    return found


def _one_in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return in_full(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return money(value) if isinstance(value, Decimal) else str(value)
