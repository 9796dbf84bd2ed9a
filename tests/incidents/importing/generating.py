"""Any registration of incidents that the contract allows, as rows; and as it was known on a day."""

from datetime import date, timedelta

from hypothesis import strategies as st

from incidents.gedragingen import GEDRAGINGEN, Hoofdcategorie
from incidents.importing.columns import KOLOMMEN
from incidents.lists import (
    Afdoening,
    Ambt,
    BesprokenMet,
    Contactvorm,
    Doelwit,
    Functiegroep,
    IncidentKenmerk,
    JaNeeOnbekend,
    Letsel,
    NadeligGevolg,
    NazorgUitkomst,
    Politiestap,
    RedenGeenAangifte,
    VeroorzakerBekend,
    VeroorzakerMaatregelCode,
    Veroorzakertype,
    Verzuim,
)
from tests.casework.importing.making import Rows

FIRST, SPAN = date(2018, 12, 1), 800
MEASURES = [m.value for m in VeroorzakerMaatregelCode if m != VeroorzakerMaatregelCode.GEEN]

some = st.sampled_from
gap = st.integers(0, 120)


def one_or_none(values) -> st.SearchStrategy[str]:
    return some(["", *map(str, values)])


def several(values) -> st.SearchStrategy[str]:
    return st.lists(some([str(value) for value in values]), max_size=3).map("|".join)


# Every column whose value hangs on no other.
FREE: dict[str, st.SearchStrategy[str]] = {
    "soort": some(["", "incident", "incident", "hinderlijk_contact"]),
    "hoofdcategorie": some(Hoofdcategorie.values),
    "kenmerken": several(IncidentKenmerk),
    "gedraging": several(GEDRAGINGEN),
    "contactvorm": several(Contactvorm),
    "afdeling": some(["", "Zorg", "Bouw", "Éénloket", "=1+1"]),
    "functiegroep": one_or_none(Functiegroep),
    "doelwit": one_or_none(Doelwit),
    "ambt": some(["", "", *Ambt.values]),
    "ernst_beleving": one_or_none(range(1, 5)),
    "letsel": one_or_none(Letsel),
    "verzuim": one_or_none(Verzuim),
    "nadelige_gevolgen": several(NadeligGevolg),
    "besproken_met": several(BesprokenMet),
    "veroorzaker_bekend": one_or_none(VeroorzakerBekend),
    "veroorzakertype": one_or_none(Veroorzakertype),
    "strafbaar": one_or_none(JaNeeOnbekend),
    "afdoening": one_or_none(Afdoening),
    "nazorg": one_or_none(NazorgUitkomst),
    "schade": some(["", "0", "1234.5", "99.99"]),
}


@st.composite
def incidents(draw, kenmerk: str) -> dict[str, str]:
    """One row with all columns that it has."""
    happened = FIRST + timedelta(days=draw(st.integers(0, SPAN)))
    reported = happened + timedelta(days=draw(gap))
    row = {"kenmerk": kenmerk, "voorval_op": happened.isoformat()}
    row["gemeld_op"] = reported.isoformat() if reported != happened else draw(some(["", str(happened)]))
    row |= {name: draw(values) for name, values in FREE.items()}

    def after(day: date) -> date:
        return day + timedelta(days=draw(gap))

    row["politie"] = draw(one_or_none(Politiestap))
    done = reported
    if row["politie"] == Politiestap.AANGIFTE and draw(st.booleans()):
        done = after(reported)
        row["aangifte_op"] = done.isoformat()
    if row["politie"] != Politiestap.AANGIFTE or done > reported:
        row["reden_geen_aangifte"] = draw(one_or_none(RedenGeenAangifte))
    measures = draw(st.lists(some(MEASURES), max_size=3) | st.just(["geen"]))
    last = reported
    if measures:
        days = [after(reported) for _ in measures[: draw(some([1, len(measures)]))]]
        row |= {"maatregel": "|".join(measures), "maatregel_op": "|".join(map(str, days))}
        last = max(days)
    if draw(st.booleans()):
        row["afgesloten_op"] = after(last).isoformat()
    return row


@st.composite
def registrations(draw, most: int = 6) -> Rows:
    return [draw(incidents(f"I{n}")) for n in range(draw(st.integers(1, most)))]


@st.composite
def spoilt(draw) -> Rows:
    """A registration in which some cells were changed into something that stands elsewhere in one."""
    rows = draw(registrations(most=2))
    for _ in range(draw(st.integers(1, 4))):
        row = draw(some(rows))
        column = draw(some(list(KOLOMMEN)))
        if column.endswith("_op"):
            row[column] = draw(some(["", *DAYS]))
        else:
            row[column] = draw(FREE[column] if column in FREE else some(SPOILING[column]))
    return rows


DAYS = [(FIRST + timedelta(days=n)).isoformat() for n in (-400, -1, 0, 1, 30, 200, 400, 900, 30_000)]
SPOILING = {
    "kenmerk": ("", "I0", "I1"),
    "politie": ("", "geen", "112", "melding", "aangifte"),
    "reden_geen_aangifte": ("", "angst"),
    "maatregel": ("", "aanspreken", "geen", "aanspreken|ordegesprek", "geen|aanspreken"),
}


def known_on(rows: Rows, day: date) -> Rows:
    """The same registration without anything that is dated after this day. An aangifte of a later day
    counts as a melding until then."""
    limit = day.isoformat()
    return [_cut(row, limit) for row in rows if (row["gemeld_op"] or row["voorval_op"]) <= limit]


def _cut(row: dict[str, str], limit: str) -> dict[str, str]:
    row = dict(row)
    if row.get("afgesloten_op", "") > limit:
        row["afgesloten_op"] = ""
    if row.get("aangifte_op", "") > limit:
        row |= {"aangifte_op": "", "politie": "melding"}
    codes, days = row.get("maatregel", "").split("|"), row.get("maatregel_op", "").split("|")
    pairs = zip(codes, days if len(days) > 1 else days * len(codes), strict=True)
    kept = [(what, when) for what, when in pairs if what and when <= limit]
    row |= {"maatregel": "|".join(w for w, _ in kept), "maatregel_op": "|".join(d for _, d in kept)}
    return row
