"""Doing again what an old registration says was done: through the services, on its own days."""

from collections import defaultdict
from datetime import date
from itertools import groupby

from casework.importing.afdelingen import made
from casework.importing.importeur import Progress
from casework.lists import NIET_GEREGISTREERD_IMPORT
from integrity import lifecycle
from integrity.importing.plan import Plan
from integrity.importing.records import Beslissing, Oud, Persoon, person_order
from integrity.lists import LijnUitkomst, OnderzoekSoort, Route, Strafrecht
from integrity.models import Aantijging, Betrokkene, Melding, Zaak
from integrity.services import intake, lijn, onderzoek, oordeel, overname, triage, verloop
from ledger.actors import IMPORT
from organisations.models import Afdeling, Organisation

REPORT_EVERY = 50


def replay(plan: Plan, organisation: Organisation, progress: Progress) -> None:
    """Bring in everything that is new, in one order whatever the order of the file: a zaak, then the
    meldingen that join it, then its path. What joins a zaak that was there already comes last."""
    afdelingen = made(organisation, plan.nieuwe_afdelingen)
    joining = defaultdict(list)
    for record in plan.nieuw:
        if record.gevoegd_bij:
            joining[record.gevoegd_bij].append(record)
    done, total = 0, sum(len(record.rijen) for record in plan.nieuw)
    progress(done, total)
    for number, record in enumerate((r for r in plan.nieuw if not r.gevoegd_bij), start=1):
        melding = _register(record, organisation, afdelingen)
        done += len(record.rijen)
        if melding.zaak:
            for later in joining.pop(record.kenmerk, ()):
                _join(later, melding.zaak, organisation, afdelingen)
                done += len(later.rijen)
            Overname(record, melding.zaak).perform()
        if number % REPORT_EVERY == 0:
            progress(done, total)
    for kenmerk, records in joining.items():
        there = Melding.objects.select_related("zaak").get(organisation=organisation, bron_kenmerk=kenmerk)
        for record in records:
            _join(record, there.zaak, organisation, afdelingen)
    progress(total, total)


def _register(
    record: Oud, organisation: Organisation, afdelingen: dict[str, Afdeling], zaak: Zaak | None = None
) -> Melding:
    new = intake.NieuweMelding(
        ontvangen_op=record.ontvangen_op,
        soort=record.soort,
        kanaal=record.kanaal,
        melderpositie=record.melderpositie,
        melderrelatie=record.melderrelatie,
        afdeling=afdelingen[record.afdeling] if record.afdeling else None,
        categorie=record.categorie,
        betreft=record.betreft,
        misstand=record.misstand,
        bron_kenmerk=record.kenmerk,
        bron_inhoud=record.fingerprint(),
    )
    return intake.register(organisation, new, by=IMPORT, joins=zaak)


def _join(record: Oud, zaak: Zaak, organisation: Organisation, afdelingen: dict[str, Afdeling]) -> None:
    melding = _register(record, organisation, afdelingen, zaak)
    overname.joined(melding, misstand=record.misstand)


class Overname:
    """The path of one zaak, in the order in which things follow from each other."""

    def __init__(self, record: Oud, zaak: Zaak) -> None:
        self.record = record
        self.zaak = zaak
        self.people: dict[Persoon, Betrokkene] = {}
        self.aantijgingen: list[Aantijging] = []
        self.last = record.ontvangen_op

    def perform(self) -> None:
        self.route()
        self.meet_people()
        if self.record.route == Route.IN_DE_LIJN:
            self.line()
            self.vooronderzoek()
        else:
            self.vooronderzoek()
            self.line()
        self.feitenonderzoek()
        self.judge()
        self.decide()
        self.end()
        overname.settle(self.zaak)

    def _at(self, day: date | None) -> date:
        """The day of something, or the last day on which something happened when it has none."""
        self.last = max(self.last, day or self.last)
        return day or self.last

    def route(self) -> None:
        if self.record.route:
            weighed = triage.Beoordeling(motivering=NIET_GEREGISTREERD_IMPORT)
            day = self._at(self.record.route_op)
            triage.judge(self.zaak, self.record.route, weighed, by=IMPORT, on=day)

    def meet_people(self) -> None:
        """Everybody an aantijging or a decision is about."""
        aantijgingen = [a.betrokkene for a in self.record.aantijgingen]
        nummers = {*aantijgingen, *(b.betrokkene for b in self.record.beslissingen)}
        if nummers:
            self.people, self.aantijgingen = overname.record_people(
                self.zaak, sorted(nummers, key=person_order), aantijgingen, on=self.record.ontvangen_op
            )

    def line(self) -> None:
        """Measures taken there, and what came of it. The contract has no day for the outcome: when nothing
        else followed it is that of the closing, else it is not known."""
        record = self.record
        for beslissing in record.in_de_lijn_genomen:
            overname.reach(self.zaak, lifecycle.IN_DE_LIJN, on=self._at(None))
            lijn.impose(
                self.zaak,
                beslissing.maatregel,
                by=IMPORT,
                on=self._at(beslissing.op),
                betrokkene=self.people[beslissing.betrokkene],
                reden=beslissing.reden,
            )
        if not record.lijn_uitkomst:
            return
        overname.reach(self.zaak, lifecycle.IN_DE_LIJN, on=self._at(None))
        followed = record.feitenonderzoek_start or record.vooronderzoek_start or record.aantijgingen
        dated = (
            record.afgesloten_op and not followed and record.lijn_uitkomst != LijnUitkomst.ALSNOG_ONDERZOEK
        )
        lijn.finish(
            self.zaak,
            record.lijn_uitkomst,
            by=IMPORT,
            on=self._at(record.afgesloten_op) if dated else self._at(None),
            dated=bool(dated),
            verslag=NIET_GEREGISTREERD_IMPORT,
        )

    def vooronderzoek(self) -> None:
        record = self.record
        if record.vooronderzoek_start is None:
            return
        soort, uitkomst = OnderzoekSoort.VOORONDERZOEK, record.vooronderzoek_uitkomst
        self._start(soort, record.vooronderzoek_start, uitkomst, True)
        if record.vooronderzoek_eind:
            onderzoek.finish_vooronderzoek(
                self.zaak,
                self._afronding(uitkomst, True),
                by=IMPORT,
                on=self._at(record.vooronderzoek_eind),
            )

    def feitenonderzoek(self) -> None:
        record = self.record
        if record.feitenonderzoek_start is None:
            return
        first = record.vooronderzoek_start is None
        self._start(OnderzoekSoort.FEITENONDERZOEK, record.feitenonderzoek_start, "", first)
        if record.feitenonderzoek_eind:
            onderzoek.finish_feitenonderzoek(
                self.zaak, self._afronding("", first), by=IMPORT, on=self._at(record.feitenonderzoek_eind)
            )

    def _start(self, soort: str, day: date, uitkomst: str, first: bool) -> None:
        """``first``: uitvoering and costs are those of the zaak; they stand with its first investigation, so
        that a later one does not change what was known before it began."""
        record = self.record
        opdracht = overname.OudeOpdracht(
            aanleiding=NIET_GEREGISTREERD_IMPORT,
            vraag=NIET_GEREGISTREERD_IMPORT,
            uitvoering=record.uitvoering if first else "",
            uitkomst=uitkomst,
            kosten=record.kosten if first else "",
            kosten_bedrag=record.kosten_bedrag if first else None,
        )
        overname.reach(self.zaak, soort, on=self._at(day))
        onderzoek.start(self.zaak, soort, opdracht, by=IMPORT, on=day)

    def _afronding(self, uitkomst: str, first: bool) -> onderzoek.Afronding:
        return onderzoek.Afronding(
            rapport=NIET_GEREGISTREERD_IMPORT,
            uitkomst=uitkomst,
            kosten=self.record.kosten if first else "",
            kosten_bedrag=self.record.kosten_bedrag if first else None,
        )

    def judge(self) -> None:
        judged = [
            oordeel.Oordeel(
                aantijging, one.oordeel, one.categorie, NIET_GEREGISTREERD_IMPORT, op=one.oordeel_op
            )
            for aantijging, one in zip(self.aantijgingen, self.record.aantijgingen, strict=True)
            if one.oordeel
        ]
        if judged:
            day = max(one.op for one in judged)
            overname.reach(self.zaak, lifecycle.OORDEEL, on=self._at(day))
            oordeel.judge(self.zaak, judged, by=IMPORT, on=day)

    def decide(self) -> None:
        def of_one_person(b: Beslissing) -> tuple:
            return person_order(b.betrokkene), b.op, b.reden

        found = sorted(self.record.na_oordeel_genomen, key=of_one_person)
        for _, together in groupby(found, key=of_one_person):
            beslissingen = list(together)
            one = beslissingen[0]
            if self.zaak.status not in (lifecycle.OORDEEL, lifecycle.MAATREGEL):
                overname.reach(self.zaak, lifecycle.MAATREGEL, on=self._at(one.op))
            besluit = oordeel.Besluit(
                self.people[one.betrokkene], tuple(b.maatregel for b in beslissingen), one.reden
            )
            oordeel.decide(self.zaak, besluit, by=IMPORT, on=self._at(one.op))
        if self.zaak.status == lifecycle.MAATREGEL and self.record.alles_beslist:
            oordeel.finish(self.zaak, by=IMPORT, on=self._at(None))

    def end(self) -> None:
        """Aangifte before closing: it can be done later, but not to a closed zaak."""
        record = self.record
        if record.aangifte_op:
            oordeel.record_criminal(
                self.zaak,
                Strafrecht.AANGIFTE,
                by=IMPORT,
                on=record.aangifte_op,
                motivering=NIET_GEREGISTREERD_IMPORT,
            )
        if record.uitstroomreden:
            triage.take_over_drop(
                self.zaak, record.uitstroomreden, by=IMPORT, on=self._at(record.uitgestroomd_op)
            )
        if record.afgesloten_op:
            if self.zaak.status != lifecycle.NIET_IN_BEHANDELING:
                overname.reach(self.zaak, lifecycle.NAZORG, on=record.afgesloten_op)
            verloop.close(self.zaak, by=IMPORT, on=record.afgesloten_op)
