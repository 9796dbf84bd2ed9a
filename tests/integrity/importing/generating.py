"""Any registration that the contract allows, as rows; and the same registration as it was known on a day."""

from datetime import date, timedelta

from hypothesis import strategies as st

from integrity.importing.columns import KOLOMMEN
from integrity.lists import (
    Betreft,
    Kanaal,
    LijnUitkomst,
    Melderpositie,
    Melderrelatie,
    OordeelCode,
    Uitstroomreden,
    VooronderzoekUitkomst,
)

Rows = list[dict[str, str]]
FIRST, SPAN = date(2018, 12, 1), 800
CATEGORIES = ("", "lekken", "pesten", "financieel", "overig")
MEASURES = ("gesprek", "berisping", "ontslag", "terugvordering", "schorsing")

some = st.sampled_from
gap = st.integers(0, 120)
maybe = st.booleans()


class Calendar:
    """Days that only go on, sometimes not at all."""

    def __init__(self, draw, start: date) -> None:
        self.draw, self.day = draw, start

    def next(self) -> str:
        self.day += timedelta(days=self.draw(gap))
        return self.day.isoformat()


@st.composite
def zaken(draw, kenmerk: str) -> Rows:
    """The rows of one melding with its zaak, each with all columns of the zaak."""
    received = FIRST + timedelta(days=draw(st.integers(0, SPAN)))
    calendar = Calendar(draw, received)
    zaak = {
        "kenmerk": kenmerk,
        "ontvangen_op": received.isoformat(),
        "soort": draw(some(["", "melding", "melding", "melding", "signaal", "adviesvraag"])),
        "kanaal": draw(some(["", *Kanaal.values])),
        "melderpositie": draw(some(["", *Melderpositie.values])),
        "melderrelatie": draw(some(["", *Melderrelatie.values])),
        "afdeling": draw(some(["", "Zorg", "Bouw", "Éénloket", "=1+1"])),
        "categorie": draw(some(CATEGORIES)),
        "betreft": draw(some(["", *Betreft.values])),
        "misstand": draw(some(["", "ja", "nee"])),
    }
    if zaak["soort"] not in ("", "melding"):
        return [zaak]
    line = draw(_path(calendar, zaak))
    lines = draw(_judged(calendar, zaak, line))
    if draw(maybe):
        zaak |= {"aangifte_op": calendar.next()}
    if draw(some([True, False, False])):
        zaak |= {"uitstroomreden": draw(some(Uitstroomreden.values)), "uitgestroomd_op": calendar.next()}
    if draw(maybe):
        zaak |= {"afgesloten_op": calendar.next()}
    return [zaak | line for line in lines]


@st.composite
def _path(draw, calendar: Calendar, zaak: dict[str, str]) -> bool:
    """Fills in route and research; True when the zaak came in the line."""
    route = draw(some(["", "in_de_lijn", "vooronderzoek", "feitenonderzoek", "extern"]))
    line = route == "in_de_lijn"
    if route:
        zaak |= {"route": route, "route_op": calendar.next()}
    if draw(some([True, False, False])) or line:
        zaak |= {"lijn_uitkomst": draw(some(["", *LijnUitkomst.values]))}
    followed = True
    if draw(maybe):
        zaak |= {"vooronderzoek_start": calendar.next()}
        followed = draw(some([True, True, False]))
        if followed:
            outcome = draw(some(["", *VooronderzoekUitkomst.values]))
            zaak |= {"vooronderzoek_eind": calendar.next(), "vooronderzoek_uitkomst": outcome}
            line = line or outcome == "in_de_lijn"
    if followed and draw(maybe):
        zaak |= {"feitenonderzoek_start": calendar.next()}
        followed = draw(some([True, True, False]))
        if followed:
            zaak |= {"feitenonderzoek_eind": calendar.next()}
    zaak |= {"uitvoering": draw(some(["", "intern", "extern"]))}
    zaak |= {"kosten": draw(some(["", "geen", "onbekend", "0", "1234.5", "99.99"]))}
    calendar.runs = not followed
    return line


@st.composite
def _judged(draw, calendar: Calendar, zaak: dict[str, str], line: bool) -> Rows:
    """The rows of the aantijgingen: nobody, or some of whom some are judged and decided about."""
    if not calendar.runs and draw(maybe):
        return draw(_persons(calendar))
    if line and draw(maybe):
        measure = {"maatregel": draw(some(MEASURES)), "maatregel_op": calendar.next()}
        return [measure | {"betrokkene": draw(some(["", "1", "onbekend"]))}]
    return draw(some([[{}], [{"betrokkene": "1"}], [{"betrokkene": "2"}, {"betrokkene": "onbekend"}]]))


@st.composite
def _persons(draw, calendar: Calendar) -> Rows:
    rows: Rows = []
    persons = draw(st.lists(some(["1", "2", "7", "onbekend"]), min_size=1, max_size=3, unique=True))
    for person in persons:
        categories = draw(st.lists(some(CATEGORIES), min_size=1, max_size=2, unique=True))
        # on one day: what is judged later has no category before, so two aantijgingen would look like one
        day = calendar.next()
        for category in categories:
            judged = {"oordeel": draw(some(OordeelCode.values)), "oordeel_op": day}
            rows.append({"betrokkene": person, "vastgestelde_categorie": category} | judged)
        measures = draw(st.lists(some(MEASURES), max_size=2, unique=True) | st.just(["geen"]))
        if measures:
            days = "|".join(calendar.next() for _ in measures)
            rows[-1] |= {"maatregel": "|".join(measures), "maatregel_op": days, "maatregel_reden": "Beleid"}
    return rows


@st.composite
def registrations(draw, most: int = 5) -> Rows:
    """Some zaken, and sometimes meldingen that join one of them."""
    rows = [row for n in range(draw(st.integers(1, most))) for row in draw(zaken(f"K{n}"))]
    targets = [row for row in rows if row["soort"] in ("", "melding")]
    for number in range(draw(st.integers(0, 2)) if targets else 0):
        target = draw(some(targets))
        received = date.fromisoformat(target["ontvangen_op"]) + timedelta(days=draw(gap))
        joined = {
            "kenmerk": f"J{number}",
            "ontvangen_op": received.isoformat(),
            "betreft": target["betreft"],
        }
        rows.append(joined | {"categorie": draw(some(CATEGORIES)), "gevoegd_bij": target["kenmerk"]})
    return rows


@st.composite
def spoilt(draw) -> Rows:
    """A registration in which some cells were changed into something that stands elsewhere in one."""
    rows = draw(registrations(most=2))
    for _ in range(draw(st.integers(1, 4))):
        row = draw(some(rows))
        column = draw(some(list(KOLOMMEN)))
        if column.endswith(("_op", "_start", "_eind")):
            row[column] = draw(some(["", *DAYS]))
        else:
            row[column] = draw(some(SPOILING.get(column, ("", "1", "onbekend", "ja", "lekken", "K0"))))
    return rows


DAYS = [(FIRST + timedelta(days=n)).isoformat() for n in (-400, -1, 0, 1, 30, 200, 400, 900, 30_000)]
SPOILING: dict[str, tuple[str, ...]] = {
    "soort": ("", "melding", "signaal"),
    "route": ("", "in_de_lijn", "vooronderzoek", "feitenonderzoek", "extern"),
    "uitstroomreden": ("", "dubbel", "anders_gekwalificeerd"),
    "lijn_uitkomst": ("", "besproken", "alsnog_onderzoek"),
    "vooronderzoek_uitkomst": ("", "in_de_lijn", "feitenonderzoek", "extern", "geen_schending"),
    "oordeel": ("", "vastgesteld", "niet_vastgesteld", "gestaakt"),
    "maatregel": ("", "gesprek", "geen", "ontslag|berisping", "geen|gesprek"),
    "betrokkene": ("", "1", "2", "onbekend"),
    "kosten": ("", "geen", "12.5", "1e3"),
    "uitvoering": ("", "intern", "extern"),
}

# What is known by a date: the columns that go when their date lies later.
DATED = {
    "uitgestroomd_op": ("uitstroomreden",),
    "route_op": ("route",),
    "vooronderzoek_start": ("vooronderzoek_uitkomst",),
    "vooronderzoek_eind": ("vooronderzoek_uitkomst",),
    "feitenonderzoek_start": (),
    "feitenonderzoek_eind": (),
    "aangifte_op": (),
    "afgesloten_op": (),
    "oordeel_op": ("oordeel", "vastgestelde_categorie"),
}


def known_on(rows: Rows, day: date) -> Rows:
    """The same registration without anything that is dated after this day."""
    limit = day.isoformat()
    return [_cut(row, limit) for row in rows if row["ontvangen_op"] <= limit]


def _cut(row: dict[str, str], limit: str) -> dict[str, str]:
    row = dict(row)
    for column, along in DATED.items():
        if row.get(column, "") > limit:
            row |= dict.fromkeys((column, *along), "")
    pairs = zip(row.get("maatregel", "").split("|"), row.get("maatregel_op", "").split("|"), strict=True)
    kept = [(what, when) for what, when in pairs if what and when <= limit]
    if "maatregel" in row:
        row |= {"maatregel": "|".join(w for w, _ in kept), "maatregel_op": "|".join(d for _, d in kept)}
        row |= {} if kept else {"maatregel_reden": ""}
    return row
