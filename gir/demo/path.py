"""Bringing a zaak to any status, the way people do it: through the services, step by step.

The demonstration and the tests use the same path.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from integrity import lifecycle
from integrity.lists import (
    HARDE_BASISEISEN,
    Basiseis,
    Bewaarklasse,
    ContactSoort,
    LijnUitkomst,
    MaatregelCode,
    OnderzoekSoort,
    OordeelCode,
    Route,
    Uitstroomreden,
    VooronderzoekUitkomst,
)
from integrity.models import Zaak
from integrity.services import intake, lijn, onderzoek, oordeel, triage, verloop, zorg
from organisations.access import Access


@dataclass(frozen=True)
class Rolverdeling:
    """Who plays which part in a zaak."""

    coordinator: Access
    tweede_lezer: Access
    leidinggevende: Access
    onderzoeker: Access
    bevoegd_gezag: Access


class Gang:
    """One zaak on its way. ``pace``: days between two steps; a step is never dated in the future."""

    def __init__(self, zaak: Zaak, rollen: Rolverdeling, *, pace: int = 0) -> None:
        self.zaak = zaak
        self.rollen = rollen
        self.pace = pace
        self._steps = count(1)

    def _next_day(self) -> date:
        day = self.zaak.ontvangen_op + timedelta(days=self.pace * next(self._steps))
        return min(max(day, self.zaak.status_sinds), timezone.localdate())

    def acknowledge(self) -> None:
        for melding in self.zaak.meldingen.filter(bevestigd_op=None):
            intake.acknowledge(
                self.zaak, melding, by=self.rollen.coordinator, on=self._next_day(), wijze="e-mail"
            )

    def route(self, route: str) -> None:
        triage.judge(
            self.zaak,
            route,
            triage.Beoordeling(
                motivering="Er is genoeg om verder naar te kijken.",
                conflict_nagegaan=True,
                misstand=False,
                art_162="nee",
                risico_melder="Geen bijzonder risico bekend.",
                bevoegd_gezag=self.rollen.bevoegd_gezag.user,
                leidinggevende=self.rollen.leidinggevende.user if route == Route.IN_DE_LIJN else None,
                opdracht="Bespreek dit met de medewerker." if route == Route.IN_DE_LIJN else "",
            ),
            by=self.rollen.coordinator,
            on=self._next_day(),
        )

    def drop(self, reden: str = Uitstroomreden.GEEN_VERMOEDEN) -> None:
        self.propose_drop(reden)
        triage.confirm_drop(self.zaak, by=self.rollen.tweede_lezer, on=self._next_day())

    def propose_drop(self, reden: str = Uitstroomreden.GEEN_VERMOEDEN) -> None:
        triage.propose_drop(
            self.zaak,
            reden,
            motivering="Wat er is verteld, wijst niet op een schending.",
            bericht="Wij hebben uw melding bekeken. Er is geen vermoeden van een schending.",
            by=self.rollen.coordinator,
            on=self._next_day(),
        )

    def finish_lijn(self, uitkomst: str = LijnUitkomst.WERKAFSPRAKEN) -> None:
        day = self._next_day()
        lijn.finish(
            self.zaak,
            uitkomst,
            by=self.rollen.leidinggevende,
            on=day,
            gesprek_op=day,
            verslag="Er is gesproken en er zijn afspraken gemaakt.",
        )

    def start_onderzoek(self, soort: str) -> None:
        investigates = soort == OnderzoekSoort.VOORONDERZOEK
        onderzoek.start(
            self.zaak,
            soort,
            onderzoek.Opdracht(
                onderzoeker=self.rollen.onderzoeker.user,
                aanleiding="De melding.",
                vraag="Wat is er gebeurd, en wie waren erbij?",
                reikwijdte="Het afgelopen jaar.",
                middelen="Gesprekken en stukken.",
                uitvoering="intern",
            ),
            by=self.rollen.coordinator if investigates else self.rollen.bevoegd_gezag,
            on=self._next_day(),
        )

    def finish_vooronderzoek(self, uitkomst: str = VooronderzoekUitkomst.GEEN_SCHENDING) -> None:
        onderzoek.finish_vooronderzoek(
            self.zaak,
            onderzoek.Afronding(rapport="De bevindingen.", uitkomst=uitkomst, kosten="geen"),
            by=self.rollen.onderzoeker,
            on=self._next_day(),
        )

    def accuse(self, categorie: str = "nevenwerkzaamheden", naam: str = "R. de Wit") -> None:
        onderzoek.add_person(
            self.zaak,
            by=self.rollen.coordinator,
            naam=naam,
            functie="beleidsmedewerker",
            betreft="medewerker",
            vermoede_categorie=categorie,
        )

    def meet_demands(self, demands: tuple[Basiseis, ...] = tuple(Basiseis)) -> None:
        onderzoek.declare_independence(self.zaak, by=self.rollen.onderzoeker)
        answers = [
            onderzoek.Antwoord(eis, eis in HARDE_BASISEISEN, "Gedaan en vastgelegd in het dossier.")
            for eis in demands
            if eis != Basiseis.ONAFHANKELIJK
        ]
        onderzoek.answer_basiseisen(self.zaak, answers, by=self.rollen.onderzoeker)

    def hear(self) -> None:
        onderzoek.hear(self.zaak, by=self.rollen.onderzoeker, on=self._next_day())

    def answer(self) -> None:
        for betrokkene in self.zaak.betrokkenen.filter(nummer__isnull=False):
            onderzoek.record_answer(
                self.zaak,
                betrokkene,
                "Ik herken de feiten niet helemaal.",
                by=self.rollen.onderzoeker,
                on=self._next_day(),
            )

    def finish_feitenonderzoek(self) -> None:
        onderzoek.finish_feitenonderzoek(
            self.zaak,
            onderzoek.Afronding(rapport="De feiten op een rij.", kosten="onbekend"),
            by=self.rollen.onderzoeker,
            on=self._next_day(),
        )

    def judge(self, code: str = OordeelCode.VASTGESTELD) -> None:
        oordeel.judge(
            self.zaak,
            [
                oordeel.Oordeel(a, code, a.vermoede_categorie, "Zo blijkt uit het rapport.")
                for a in self.zaak.aantijgingen.all()
            ],
            by=self.rollen.bevoegd_gezag,
            on=self._next_day(),
        )

    def decide(self, code: str = MaatregelCode.FORMELE_WAARSCHUWING) -> None:
        for betrokkene in self.zaak.betrokkenen.all():
            day = self._next_day()
            oordeel.decide(
                self.zaak,
                oordeel.Besluit(
                    betrokkene,
                    (code,),
                    reden="Past bij wat is vastgesteld.",
                    voornemen_op=self.zaak.status_sinds,
                    zienswijze_op=self.zaak.status_sinds,
                    juridisch_advies_op=self.zaak.status_sinds,
                ),
                by=self.rollen.bevoegd_gezag,
                on=day,
            )
        oordeel.finish(self.zaak, by=self.rollen.bevoegd_gezag, on=self._next_day())

    def feed_back(self) -> None:
        for melding in self.zaak.meldingen.filter(teruggekoppeld_op=None, identiteit__isnull=False):
            zorg.feed_back(
                self.zaak,
                melding,
                "Uw melding is onderzocht. Er is iets vastgesteld en er is een besluit genomen.",
                wijze="bericht",
                by=self.rollen.coordinator,
                on=self._next_day(),
            )

    def close(self) -> None:
        self.feed_back()
        verloop.close(
            self.zaak,
            bewaarklasse=Bewaarklasse.ONDERZOEK,
            by=self.rollen.coordinator,
            on=self._next_day(),
        )

    def look_after_melder(self) -> None:
        """The benadelingschecks that were due until today, each on its day or as soon as the path allows."""
        while due := self.zaak.termijnen.filter(
            code="benadelingscheck", gestopt_op=None, verloopt_op__lte=timezone.localdate()
        ).first():
            zorg.record_contact(
                self.zaak,
                ContactSoort.BENADELINGSCHECK,
                bevinding="De melder merkt geen nadeel.",
                by=self.rollen.coordinator,
                on=max(due.verloopt_op, self.zaak.status_sinds),
            )

    def investigate(self) -> None:
        """A feitenonderzoek with one betrokkene, ready for wederhoor."""
        self.route(Route.FEITENONDERZOEK)
        self.accuse()
        self.start_onderzoek(OnderzoekSoort.FEITENONDERZOEK)
        self.meet_demands()

    def to(self, status: str) -> Zaak:
        """Bring the zaak from ``ontvangen`` to this status along the shortest way people would take."""
        for step in WAY_TO[status]:
            step(self)
        self.zaak.refresh_from_db()
        return self.zaak


Step = Callable[[Gang], None]
_INVESTIGATED: tuple[Step, ...] = (Gang.acknowledge, Gang.investigate)
_HEARD: tuple[Step, ...] = (*_INVESTIGATED, Gang.hear)
_REPORTED: tuple[Step, ...] = (*_HEARD, Gang.answer, Gang.finish_feitenonderzoek)
_JUDGED: tuple[Step, ...] = (*_REPORTED, Gang.judge)
_DECIDED: tuple[Step, ...] = (*_JUDGED, Gang.decide)

WAY_TO: dict[str, tuple[Step, ...]] = {
    lifecycle.ONTVANGEN: (),
    lifecycle.BEOORDELING: (Gang.acknowledge,),
    lifecycle.NIET_IN_BEHANDELING: (Gang.acknowledge, Gang.drop),
    lifecycle.IN_DE_LIJN: (Gang.acknowledge, lambda g: g.route(Route.IN_DE_LIJN)),
    lifecycle.VOORONDERZOEK: (
        Gang.acknowledge,
        lambda g: g.route(Route.VOORONDERZOEK),
        lambda g: g.start_onderzoek(OnderzoekSoort.VOORONDERZOEK),
    ),
    lifecycle.FEITENONDERZOEK: _INVESTIGATED,
    lifecycle.EXTERN: (Gang.acknowledge, lambda g: g.route(Route.EXTERN)),
    lifecycle.WEDERHOOR: _HEARD,
    lifecycle.OORDEEL: _REPORTED,
    lifecycle.MAATREGEL: _JUDGED,
    lifecycle.NAZORG: _DECIDED,
    lifecycle.GESLOTEN: (*_DECIDED, Gang.close),
}
