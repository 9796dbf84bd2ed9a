"""What can't have happened. The contract's list of impossible histories, and nothing else.

Equal dates are in order. Where a value can't be read nothing is said of it here: that is a fault already.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from casework.importing.faults import Importfout
from casework.importing.tables import Bestandsrij
from integrity.importing.records import Aantijgingsrij, Oud

# A code and the date it needs; a date without its code says nothing that can be kept.
WITH_A_DATE = (("uitstroomreden", "uitgestroomd_op"), ("route", "route_op"))
ENDS = (("vooronderzoek_start", "vooronderzoek_eind"), ("feitenonderzoek_start", "feitenonderzoek_eind"))

LABELS = {
    "ontvangen_op": "de ontvangst",
    "route_op": "de route",
    "uitgestroomd_op": "de uitstroom",
    "vooronderzoek_start": "de start van het vooronderzoek",
    "vooronderzoek_eind": "het einde van het vooronderzoek",
    "feitenonderzoek_start": "de start van het feitenonderzoek",
    "feitenonderzoek_eind": "het einde van het feitenonderzoek",
}
# A column, and what must have happened by then: the first that did not is told.
ORDER = {
    "route_op": ("ontvangen_op",),
    "uitgestroomd_op": ("ontvangen_op",),
    "vooronderzoek_start": ("ontvangen_op", "route_op"),
    "vooronderzoek_eind": ("ontvangen_op", "vooronderzoek_start"),
    "feitenonderzoek_start": ("ontvangen_op", "vooronderzoek_eind", "vooronderzoek_start", "route_op"),
    "feitenonderzoek_eind": ("ontvangen_op", "feitenonderzoek_start"),
    "aangifte_op": ("ontvangen_op",),
    "afgesloten_op": (
        "ontvangen_op",
        "uitgestroomd_op",
        "feitenonderzoek_eind",
        "feitenonderzoek_start",
        "vooronderzoek_eind",
        "vooronderzoek_start",
        "route_op",
    ),
}
BEFORE_JUDGING = (
    "ontvangen_op",
    "feitenonderzoek_eind",
    "feitenonderzoek_start",
    "vooronderzoek_eind",
    "vooronderzoek_start",
    "route_op",
)


def history(record: Oud, regels: list[Aantijgingsrij], unread: set[str]) -> list[Importfout]:
    """Every way in which this zaak can't have gone. ``unread``: the columns whose value is a fault."""
    return list(Checks(record, regels, unread, timezone.localdate()).all())


@dataclass(frozen=True)
class Checks:
    record: Oud
    regels: list[Aantijgingsrij]
    unread: set[str]
    today: date

    def all(self) -> Iterator[Importfout]:
        yield from self.code_and_date()
        yield from self.ends_have_a_start()
        yield from self.order_of_the_zaak()
        yield from self.feitenonderzoek_in_turn()
        yield from self.route_after_uitstroom()
        yield from self.joins_itself()
        for regel in self.regels:
            yield from self.judged_in_time(regel)
            yield from self.decided_in_time(regel)
        yield from self.closed_last()

    @property
    def first(self) -> Bestandsrij:
        return self.regels[0].rij

    def day(self, column: str) -> date | None:
        return getattr(self.record, column)

    def code_and_date(self) -> Iterator[Importfout]:
        cells = self.first.cellen
        for code, day in WITH_A_DATE:
            if cells[code] and not cells[day]:
                yield self.first.fout(day, f"is verplicht als {code} is ingevuld")
            if cells[day] and not cells[code]:
                yield self.first.fout(day, f"er staat geen {code} bij; vul die in of maak deze cel leeg")

    def ends_have_a_start(self) -> Iterator[Importfout]:
        cells = self.first.cellen
        for start, end in ENDS:
            if cells[end] and not cells[start]:
                yield self.first.fout(end, f"er is geen {start}; een einde zonder start kan niet")
        if cells["vooronderzoek_uitkomst"] and not cells["vooronderzoek_start"]:
            yield self.first.fout(
                "vooronderzoek_uitkomst", "er is geen vooronderzoek_start; een uitkomst zonder start kan niet"
            )

    def order_of_the_zaak(self) -> Iterator[Importfout]:
        if self.record.ontvangen_op > self.today:
            yield self.first.fout("ontvangen_op", "ligt in de toekomst")
            return
        for column, earlier in ORDER.items():
            day = self.day(column)
            if day is not None:
                yield from self.in_time(self.first, column, day, earlier)

    def in_time(
        self, row: Bestandsrij, column: str, day: date, earlier: tuple[str, ...]
    ) -> Iterator[Importfout]:
        """At most one fault: the day lies in the future, or before the first of these that it follows."""
        if day > self.today:
            yield row.fout(column, "ligt in de toekomst")
            return
        for before in earlier:
            then = self.day(before)
            if then is not None and day < then:
                yield row.fout(column, f"{day} ligt voor {LABELS[before]} ({before} {then})")
                return

    def ended(self, end: str) -> date | None:
        """When this research ended; closing the zaak ends what still ran. None when it never did."""
        return self.day(end) or self.record.afgesloten_op

    def feitenonderzoek_in_turn(self) -> Iterator[Importfout]:
        """It begins when the vooronderzoek has ended."""
        started = self.record.feitenonderzoek_start
        if started is None or not self.first.cellen["vooronderzoek_start"]:
            return
        ended = self.ended("vooronderzoek_eind")
        if not self.first.cellen["vooronderzoek_eind"] and (ended is None or started < ended):
            yield self.first.fout(
                "feitenonderzoek_start",
                "het vooronderzoek was toen nog niet afgelopen; vul vooronderzoek_eind in",
            )

    def route_after_uitstroom(self) -> Iterator[Importfout]:
        """After dropping out a zaak has no new route, unless it is reopened, which an import can't tell."""
        route, dropped = self.record.route_op, self.record.uitgestroomd_op
        if route and dropped and route > dropped:
            yield self.first.fout(
                "route_op",
                f"{route} ligt na de uitstroom (uitgestroomd_op {dropped}); andersom kan wel",
            )

    def joins_itself(self) -> Iterator[Importfout]:
        if self.record.gevoegd_bij and self.record.gevoegd_bij == self.record.kenmerk:
            yield self.first.fout("gevoegd_bij", "een melding kan niet bij zichzelf worden gevoegd")

    def judged_in_time(self, regel: Aantijgingsrij) -> Iterator[Importfout]:
        """The oordeel follows the research; what has no end has not ended."""
        day = regel.oordeel_op
        if day is None:
            return
        told = list(self.in_time(regel.rij, "oordeel_op", day, BEFORE_JUDGING))
        yield from told
        for start, end in ENDS:
            ran_on = self.day(start) is not None and not self.first.cellen[end]
            if ran_on and not told:
                ended = self.ended(end)
                if ended is None or day < ended:
                    yield regel.rij.fout(
                        "oordeel_op", f"het onderzoek was toen nog niet afgelopen; vul {end} in"
                    )

    def decided_in_time(self, regel: Aantijgingsrij) -> Iterator[Importfout]:
        """A maatregel follows the oordeel about that person; in the line it needs none."""
        judged = [r for r in self.regels if r.oordeel and r.betrokkene == regel.betrokkene]
        if regel.besluiten and not judged and not self._is_in_the_line():
            yield regel.rij.fout(
                "maatregel", "deze betrokkene heeft geen oordeel; zonder oordeel kan alleen in de lijn"
            )
            return
        days = [r.oordeel_op for r in judged if r.oordeel_op]
        earlier = ("ontvangen_op",) if judged else ("ontvangen_op", "route_op")
        for day in sorted({op for _, op in regel.besluiten}):
            told = list(self.in_time(regel.rij, "maatregel_op", day, earlier))
            yield from told
            if not told and days and day < min(days):
                yield regel.rij.fout("maatregel_op", f"{day} ligt voor het oordeel (oordeel_op {min(days)})")

    def _is_in_the_line(self) -> bool:
        """Also when that can't be read: then that is the fault."""
        return self.record.in_de_lijn or bool(self.unread & {"route", "vooronderzoek_uitkomst"})

    def closed_last(self) -> Iterator[Importfout]:
        closed = self.record.afgesloten_op
        if closed is None:
            return
        judged = [(r.oordeel_op, "het oordeel", "oordeel_op") for r in self.regels if r.oordeel_op]
        decided = [(op, "de maatregel", "maatregel_op") for r in self.regels for _, op in r.besluiten]
        late = max(judged + decided, default=None)
        if late and closed < late[0]:
            yield self.first.fout("afgesloten_op", f"{closed} ligt voor {late[1]} ({late[2]} {late[0]})")
