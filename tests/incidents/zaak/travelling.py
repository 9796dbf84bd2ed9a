"""Time that is moved by hand, and what an event changed in the figures of the year."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from organisations.models import Organisation
from reports import periods
from reports.exchange import document, to_json
from reports.report import make_report


class Klok:
    """The day and hour that everything in the product reads; it stands still until it is moved."""

    def __init__(self, monkeypatch, begin: date) -> None:
        self.vandaag = begin
        monkeypatch.setattr(timezone, "now", lambda: self.nu)

    @property
    def nu(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.vandaag, time(12)))

    def na(self, dagen: int) -> date:
        self.vandaag += timedelta(days=dagen)
        return self.vandaag


class Jaarcijfers:
    """The figures of the year up to today; ``verschil()``: what moved since it was asked last."""

    def __init__(self, organisation: Organisation, jaar: int) -> None:
        self.organisation, self.periode = organisation, periods.parse(str(jaar))
        self.eerder = self.now()

    def now(self) -> dict[str, Any]:
        report = make_report(self.organisation, "agressie", self.periode, timezone.localdate())
        flat: dict[str, Any] = {}
        _flatten("", document(report) | {"verdieping": to_json(report.verdieping)}, flat)
        return {name: value for name, value in flat.items() if isinstance(value, int | float)}

    def verschil(self) -> dict[str, float]:
        before, self.eerder = self.eerder, self.now()
        names = before.keys() | self.eerder.keys()
        moved = {name: self.eerder.get(name, 0) - before.get(name, 0) for name in names}
        return {name: value for name, value in sorted(moved.items()) if value}


def _flatten(name: str, value: Any, into: dict[str, Any]) -> None:
    if isinstance(value, dict):
        for key, below in value.items():
            _flatten(f"{name}.{key}" if name else str(key), below, into)
    elif isinstance(value, list):
        for number, below in enumerate(value):
            _flatten(f"{name}.{number}", below, into)
    else:
        into[name] = value
