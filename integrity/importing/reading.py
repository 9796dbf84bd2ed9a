"""Rows of a file become records, one for each kenmerk; every fault is gathered, none stops the rest."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from casework.importing.columns import Reader, one_line, read_cells, with_their_days
from casework.importing.faults import Importfout, ImportFouten, cut, one_of
from casework.importing.tables import Bestandsrij
from casework.lists import Lijsten
from integrity.importing.checks import history
from integrity.importing.columns import AANTIJGING, ALLEEN_MET_ZAAK, ZAAK
from integrity.importing.records import Aantijgingsrij, Beschuldiging, Beslissing, Oud, Persoon, person_order
from integrity.lists import MaatregelCode, Soort

OORDEEL = ("oordeel", "oordeel_op", "vastgestelde_categorie")


def read_records(rows: Iterable[Bestandsrij], categorieen: Lijsten, maatregelen: Lijsten) -> list[Oud]:
    """The records of a file in the order of receipt. Raises ImportFouten with every fault there is."""
    groups: dict[str, list[Bestandsrij]] = {}
    faults: list[Importfout] = []
    for row in rows:
        kenmerk = one_line(row.cellen["kenmerk"])
        if kenmerk:
            groups.setdefault(kenmerk, []).append(row)
        else:
            faults.append(row.fout("kenmerk", "is verplicht"))
    records = []
    for rows_of_one in groups.values():
        group = Groep(rows_of_one, categorieen, maatregelen)
        record = group.read()
        faults += group.faults
        if record is not None:
            records.append(record)
    if faults:
        raise ImportFouten(faults)
    return sorted(records, key=lambda r: (r.ontvangen_op, r.kenmerk))


class Groep:
    """The rows of one kenmerk. ``faults`` is filled by ``read``."""

    def __init__(self, rows: list[Bestandsrij], categorieen: Lijsten, maatregelen: Lijsten) -> None:
        self.rows = rows
        self.first = rows[0]
        self.categorieen = categorieen
        self.maatregelen = maatregelen
        self.faults: list[Importfout] = []
        self.unread: set[str] = set()

    def read(self) -> Oud | None:
        """The record, or None when there are faults."""
        zaak = self._values(self.first, ZAAK)
        received = zaak.pop("ontvangen_op")
        if not self.first.cellen["ontvangen_op"]:
            self._fault(self.first, "ontvangen_op", "is verplicht")
        self._later_rows()
        self._soort_and_gevoegd()
        self._category(self.first, "categorie", received)
        regels = [self._regel(row, received) for row in self.rows]
        kosten = zaak.pop("kosten")
        record = Oud(
            ontvangen_op=received or date.min,
            **{name: value for name, value in zaak.items() if value is not None},
            rijen=tuple(row.nummer for row in self.rows),
            kosten=kosten.soort if kosten else "",
            kosten_bedrag=kosten.bedrag if kosten else None,
            aantijgingen=self._aantijgingen(regels),
            beslissingen=self._beslissingen(regels),
        )
        self.faults += history(record, regels, self.unread)
        return None if self.faults else record

    def _fault(self, row: Bestandsrij, kolom: str, uitleg: str) -> None:
        self.faults.append(row.fout(kolom, uitleg))

    def _values(self, row: Bestandsrij, columns: Mapping[str, Reader]) -> dict[str, Any]:
        values, faults = read_cells(row, columns)
        self.unread |= {fout.kolom for fout in faults}
        self.faults += faults
        return values

    def _later_rows(self) -> None:
        for row in self.rows[1:]:
            for name in ZAAK:
                value = row.cellen[name]
                expected = self.first.cellen[name]
                if value and name != "kenmerk" and one_line(value) != one_line(expected):
                    there = f"daar staat ‘{cut(expected)}’" if expected else "daar staat niets"
                    self._fault(
                        row,
                        name,
                        f"anders dan op rij {self.first.nummer}, de eerste van deze melding: {there}."
                        " Maak ze gelijk, of laat deze cel leeg",
                    )

    def _soort_and_gevoegd(self) -> None:
        """What has no zaak of its own has nothing that belongs to a zaak."""
        soort = self.first.cellen["soort"] or Soort.MELDING
        if soort in (Soort.SIGNAAL, Soort.ADVIESVRAAG):
            forbidden = list(ALLEEN_MET_ZAAK)
            uitleg = f"moet leeg zijn: een {soort} heeft geen zaak"
        elif self.first.cellen["gevoegd_bij"]:
            forbidden = list(ALLEEN_MET_ZAAK)[1:]
            uitleg = "moet leeg zijn: deze melding is gevoegd bij een andere, daar staat het verloop"
        else:
            return
        for row in self.rows:
            for name in forbidden:
                if row.cellen[name]:
                    self._fault(row, name, uitleg)

    def _category(self, row: Bestandsrij, kolom: str, received: date | None) -> None:
        """The list that was valid on the day of receipt decides."""
        value = row.cellen[kolom]
        if not value or received is None:
            return
        lijst = self.categorieen.on(received)
        if value not in lijst:
            self._fault(
                row,
                kolom,
                f"onbekende code op {received} (lijst “{lijst.naam}”); {one_of(value, lijst)}",
            )

    def _regel(self, row: Bestandsrij, received: date | None) -> Aantijgingsrij:
        values = self._values(row, AANTIJGING)
        self._category(row, "vastgestelde_categorie", received)
        return Aantijgingsrij(
            row,
            values["betrokkene"],
            # what can't be read is there all the same
            values["oordeel"] or ("?" if row.cellen["oordeel"] else ""),
            values["oordeel_op"],
            self._decisions(row, values),
            values["maatregel_reden"] or "",
        )

    def _decisions(self, row: Bestandsrij, values: dict[str, Any]) -> tuple[tuple[str, date], ...]:
        if row.cellen["maatregel_reden"] and not row.cellen["maatregel"]:
            uitleg = "er staat geen maatregel bij; vul die in of maak deze cel leeg"
            self._fault(row, "maatregel_reden", uitleg)
        pairs, faults = with_their_days(row, "maatregel", "maatregel_op", values)
        self.faults += faults
        for one, op in pairs:
            lijst = self.maatregelen.on(op)
            if one not in lijst:
                uitleg = f"onbekende maatregel ‘{cut(one)}’; {one_of(one, lijst)}"
                self._fault(row, "maatregel", uitleg)
        return pairs

    def _aantijgingen(self, regels: list[Aantijgingsrij]) -> tuple[Beschuldiging, ...]:
        """Rows equal in betrokkene and vastgestelde_categorie are one.

        A row without betrokkene and oordeel makes none. Nor does a row that holds nothing but a maatregel
        of a person who has an aantijging already, whatever its category: a maatregel is about a person,
        and such a row is how an old registration wrote a second one. Read as an aantijging it would be one
        that was never judged, which nobody alleged.
        """
        found: dict[tuple[Persoon, str], list[Aantijgingsrij]] = {}
        only_decisions = []
        for regel in regels:
            if not regel.has("betrokkene") and not regel.has("oordeel"):
                self._without_oordeel(regel)
            elif regel.has("maatregel") and not any(regel.has(name) for name in OORDEEL):
                only_decisions.append(regel)
            else:
                categorie = regel.rij.cellen["vastgestelde_categorie"]
                found.setdefault((regel.betrokkene, categorie), []).append(regel)
        known = {person for person, _ in found}
        for regel in only_decisions:
            if regel.betrokkene not in known:
                found.setdefault((regel.betrokkene, ""), []).append(regel)
        made = [self._aantijging(key, regels) for key, regels in found.items()]
        return tuple(sorted(made, key=lambda a: (person_order(a.betrokkene), a.categorie)))

    def _without_oordeel(self, regel: Aantijgingsrij) -> None:
        for name in ("oordeel_op", "vastgestelde_categorie"):
            if regel.has(name):
                self._fault(regel.rij, name, "er staat geen oordeel bij; vul dat in of maak deze cel leeg")

    def _aantijging(self, key: tuple[Persoon, str], regels: list[Aantijgingsrij]) -> Beschuldiging:
        merged: dict[str, Any] = {}
        for regel in regels:
            for name in ("oordeel", "oordeel_op"):
                value = getattr(regel, name)
                if value and merged.setdefault(name, value) != value:
                    uitleg = (
                        "op een andere rij van deze melding staat bij dezelfde betrokkene en categorie"
                        f" ‘{merged[name]}’; maak ze gelijk"
                    )
                    self._fault(regel.rij, name, uitleg)
        if "oordeel" not in merged:
            for regel in regels:
                self._without_oordeel(regel)
        elif not any(regel.has("oordeel_op") for regel in regels):
            self._fault(regels[0].rij, "oordeel_op", "is verplicht als oordeel is ingevuld")
        return Beschuldiging(*key, merged.get("oordeel", ""), merged.get("oordeel_op"))

    def _beslissingen(self, regels: list[Aantijgingsrij]) -> tuple[Beslissing, ...]:
        """Each distinct maatregel and day of a person is one decision; its reasons are put together."""
        reasons: dict[tuple[Persoon, str, date], set[str]] = {}
        for regel in regels:
            for maatregel, op in regel.besluiten:
                reasons.setdefault((regel.betrokkene, maatregel, op), set()).add(regel.reden)
        for regel in regels:
            same_person = {maatregel for person, maatregel, _ in reasons if person == regel.betrokkene}
            if regel.besluiten and MaatregelCode.GEEN in same_person and len(same_person) > 1:
                uitleg = "‘geen’ kan niet naast een andere maatregel van dezelfde betrokkene staan"
                self._fault(regel.rij, "maatregel", uitleg)
        made = [
            Beslissing(person, maatregel, op, "\n".join(sorted(texts - {""})))
            for (person, maatregel, op), texts in reasons.items()
        ]
        return tuple(sorted(made, key=lambda b: (person_order(b.betrokkene), b.op, b.maatregel)))
