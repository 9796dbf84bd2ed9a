"""The stretch of time a report is about: its name, its days, and the same stretch in earlier years."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format

VOORBEELDEN = "2021, 2021-H1, 2021-Q3, 2021-T1, 2021-03 of 2020-07-01/2023-06-30"
MAANDEN_PER_DEEL = {"H": 6, "T": 4, "Q": 3}
RANGTELWOORDEN = ("eerste", "tweede", "derde", "vierde")
DELEN = {"H": "halfjaar", "T": "viermaandsperiode", "Q": "kwartaal"}
# Earlier than any register, later than any report; the comparison goes three years further back.
JAREN = range(1900, 3000)
LANGSTE = 50
NAMED_ONLY = (
    "U ziet de cijfers van een hele maand, een kwartaal, vier maanden, een halfjaar of een jaar."
    " Kies een van die periodes."
)


@dataclass(frozen=True)
class Periode:
    """From ``van`` up to and including ``tot_en_met``; ``naam`` as it was asked for."""

    van: date
    tot_en_met: date
    naam: str

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.van <= day <= self.tot_en_met

    @property
    def is_range(self) -> bool:
        return "/" in self.naam

    def default_peildatum(self, today: date) -> date:
        """The earlier of today and the last day of the period."""
        return min(today, self.tot_en_met)

    def years_earlier(self, years: int) -> "Periode":
        """The same stretch so many years earlier: a named period by its name, a range by its days."""
        if not self.is_range:
            jaar, streep, deel = self.naam.partition("-")
            return parse(f"{int(jaar) - years:04d}{streep}{deel}", jaren=range(1, 9999))
        van, tot = shift_years(self.van, -years), shift_years(self.tot_en_met, -years)
        return Periode(van, tot, f"{van}/{tot}")

    def months(self) -> list[str]:
        """Every month that the period touches, as ``2021-03``."""
        first, last = (day.year * 12 + day.month - 1 for day in (self.van, self.tot_en_met))
        return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(first, last + 1)]

    @property
    def in_words(self) -> str:
        """For in a sentence: "het eerste halfjaar van 2021", "maart 2021", "2021"."""
        if self.is_range:
            return f"de periode van {long_date(self.van)} tot en met {long_date(self.tot_en_met)}"
        jaar, _, deel = self.naam.partition("-")
        if not deel:
            return jaar
        if deel.isdigit():
            return date_format(self.van, "F Y")
        de = "de" if deel[0] == "T" else "het"
        return f"{de} {RANGTELWOORDEN[int(deel[1]) - 1]} {DELEN[deel[0]]} van {jaar}"

    @property
    def label(self) -> str:
        """As a choice by itself: "Eerste halfjaar 2021", "Heel 2021"."""
        if len(self.naam) == 4:
            return f"Heel {self.naam}"
        words = self.in_words.removeprefix("het ").removeprefix("de ")
        if not self.is_range:
            words = words.replace(" van ", " ")
        return f"{words[0].upper()}{words[1:]}"

    @property
    def days_in_words(self) -> str:
        """For a named period: "januari tot en met juni 2021"."""
        if self.van.month == self.tot_en_met.month:
            return date_format(self.van, "F Y")
        return f"{date_format(self.van, 'F')} tot en met {date_format(self.tot_en_met, 'F Y')}"


def parse(text: str, *, jaren: range = JAREN) -> Periode:
    """Read a period as it stands in a command or an address.

    Raises ValueError with one line, fit to show, for a period that does not exist.
    """
    naam = text.strip()
    if found := re.fullmatch(r"(\d{4}-\d{2}-\d{2})/(\d{4}-\d{2}-\d{2})", naam, re.ASCII):
        van, tot = _day(found[1], naam), _day(found[2], naam)
        if tot < van:
            raise ValueError(f"De periode {naam} eindigt voordat ze begint. Zet de eerste dag voorop.")
        if tot.year - van.year > LANGSTE:
            raise ValueError(f"De periode {naam} is te lang. Kies ten hoogste {LANGSTE} jaar.")
        return Periode(van, tot, naam)
    found = re.fullmatch(r"(\d{4})(?:-(?:([HTQ])(\d)|(\d{2})))?", naam, re.ASCII)
    if not found or int(found[1]) not in jaren:
        raise ValueError(f"De periode {naam!r} bestaat niet. Schrijf bijvoorbeeld {VOORBEELDEN}.")
    jaar, soort, nummer, maand = int(found[1]), found[2], found[3], found[4]
    if maand:
        length, number, count = 1, int(maand), 12
    elif soort:
        length, number = MAANDEN_PER_DEEL[soort], int(nummer)
        count = 12 // length
    else:
        length, number, count = 12, 1, 1
    if not 1 <= number <= count:
        what = "maanden" if maand else f"delen met een {soort}"
        first, last = ("01", "12") if maand else (f"{soort}1", f"{soort}{count}")
        raise ValueError(
            f"De periode {naam} bestaat niet: een jaar heeft {count} {what},"
            f" {jaar}-{first} tot en met {jaar}-{last}."
        )
    last = number * length
    return Periode(date(jaar, last - length + 1, 1), date(jaar, last, monthrange(jaar, last)[1]), naam)


def covering(van: date, tot_en_met: date) -> Periode:
    """The period of these days: under its name when it has one, so that it is compared by name."""
    jaar = van.year
    parts = [f"{soort}{n}" for soort, length in MAANDEN_PER_DEEL.items() for n in range(1, 12 // length + 1)]
    for deel in ("", *(f"-{part}" for part in parts), f"-{van.month:02d}"):
        named = parse(f"{jaar:04d}{deel}")
        if (named.van, named.tot_en_met) == (van, tot_en_met):
            return named
    return parse(f"{van}/{tot_en_met}")


def parse_day(text: str, what: str = "De peildatum") -> date:
    """Read a date as ``2021-03-31``. Raises ValueError with one line, fit to show."""
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip(), re.ASCII):
            raise ValueError
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"{what} {text.strip()!r} is geen datum. Schrijf bijvoorbeeld 2021-06-30.") from None


def peildatum_for(periode: Periode, text: str, today: date) -> date:
    """The peildatum that was asked for, or the default. Raises ValueError when it lies in the future."""
    return past_day(text, today) if text.strip() else periode.default_peildatum(today)


def past_day(text: str, today: date) -> date:
    """A peildatum as it was asked for. Raises ValueError when it is no day or lies in the future."""
    day = parse_day(text)
    if day > today:
        raise ValueError(f"De peildatum {day} ligt in de toekomst. Kies een datum tot en met vandaag.")
    return day


def check_over(periode: Periode, peildatum: date, today: date) -> None:
    """For who sees reports of periods that are over, not the running figures. Raises ValueError, fit to show.

    Such a person chooses no days: the difference between two ranges of a day, or between two days of
    looking, is one zaak.
    """
    if periode.is_range:
        raise ValueError(NAMED_ONLY)
    if periode.tot_en_met >= today:
        raise ValueError(
            f"Deze periode loopt tot en met {long_date(periode.tot_en_met)} en is nog niet voorbij."
        )
    if peildatum != periode.tot_en_met:
        raise ValueError(
            "U ziet de cijfers zoals die waren op de laatste dag van de periode,"
            f" {long_date(periode.tot_en_met)}. Laat de peildatum weg."
        )


def _day(text: str, naam: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"De periode {naam} bestaat niet: {text} is geen datum in de kalender.") from None
    if day.year not in JAREN:
        raise ValueError(f"De periode {naam} bestaat niet: {text} ligt te ver weg.")
    return day


def shift_years(day: date, years: int) -> date:
    """The same day in another year; 29 February becomes the 28th where that year has no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def long_date(day: date) -> str:
    return date_format(day, "j F Y")


def around(today: date, soort: str) -> tuple[Periode, Periode]:
    """The running and the previous part of a year: ``H``, ``T``, ``Q`` or "" for the year itself."""
    if not soort:
        return parse(str(today.year)), parse(str(today.year - 1))
    this = _part(today, soort)
    return this, _part(this.van - timedelta(days=1), soort)


def _part(day: date, soort: str) -> Periode:
    return parse(f"{day.year}-{soort}{(day.month - 1) // MAANDEN_PER_DEEL[soort] + 1}")


def with_data(months: Iterable[date], today: date) -> list[tuple[str, str]]:
    """The years and half-years that are over and have something in these months, the latest first."""
    names = {f"{day.year}{part}" for day in months for part in ("", f"-H{1 if day.month < 7 else 2}")}
    found = [parse(naam) for naam in names if int(naam[:4]) in JAREN]
    over = [p for p in found if p.tot_en_met < today]
    # per year: the year, its second half, its first half
    over.sort(key=lambda p: (-p.van.year, "-" in p.naam, -p.van.month))
    return [(p.naam, p.label) for p in over]


def twelve_months(today: date) -> Periode:
    """The month of today and the eleven before it, whole."""
    month = parse(f"{today:%Y-%m}")
    return covering(shift_years(month.tot_en_met + timedelta(days=1), -1), month.tot_en_met)


def dashboard_presets(today: date, *, running: bool) -> list[tuple[str, str]]:
    """As ``presets``, in fewer words; the first one is what a dashboard begins with."""
    this_month = parse(f"{today:%Y-%m}")
    last_month = parse(f"{this_month.van - timedelta(days=1):%Y-%m}")
    parts = [("kwartaal", "Q"), ("halfjaar", "H"), ("jaar", "")]
    both = [("maand", (this_month, last_month)), *((word, around(today, soort)) for word, soort in parts)]
    over = [(before.naam, f"Vorig{'e' * (word == 'maand')} {word}") for word, (_, before) in both]
    if not running:
        return [over[2], over[3], over[1], over[0]]
    now = [(this.naam, f"{'Deze' if word == 'maand' else 'Dit'} {word}") for word, (this, _) in both]
    found: dict[str, str] = {}
    # in December the last twelve months are this year: one choice
    for naam, label in [(twelve_months(today).naam, "Laatste 12 maanden"), *now, *over]:
        found.setdefault(naam, label)
    return list(found.items())


def presets(today: date, *, running: bool) -> list[tuple[str, str]]:
    """The periods that are one choice away, as (name, label); ``running``: also those not over yet."""
    named = (
        ("H", "Dit halfjaar", "Vorig halfjaar"),
        ("", "Dit jaar", "Vorig jaar"),
        ("Q", "Dit kwartaal", "Vorig kwartaal"),
        ("T", "Deze vier maanden", "Vorige vier maanden"),
    )
    found = []
    for soort, dit, vorig in named:
        this, previous = around(today, soort)
        if running:
            found.append((this.naam, f"{dit} ({this.days_in_words})"))
        found.append((previous.naam, f"{vorig} ({previous.days_in_words})"))
    return found
