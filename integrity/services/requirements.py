"""What a step requires, as sentences that say what is still missing. Names as in the lifecycle table."""

from collections.abc import Callable

from django.db.models import Q
from django.utils import timezone

from integrity.lists import GEGROND, HARDE_BASISEISEN, Basiseis, OnderzoekSoort
from integrity.models import Betrokkene, Onderzoek, Zaak

BASISEISEN_BIJ_START = (Basiseis.OPDRACHT, Basiseis.ONAFHANKELIJK, Basiseis.GEINFORMEERD)


def te_bevestigen(zaak: Zaak) -> list[str]:
    waiting = zaak.meldingen.filter(bevestigd_op=None, bron_kenmerk="").exists()
    return [] if waiting else ["Elke melding in deze zaak is al bevestigd."]


def bevestigd(zaak: Zaak) -> list[str]:
    waiting = zaak.meldingen.filter(bevestigd_op=None, bron_kenmerk="").exists()
    return ["Bevestig eerst de ontvangst aan de melder."] if waiting else []


def voorstel(zaak: Zaak) -> list[str]:
    return (
        [] if zaak.voorgesteld_door_id else ["Er ligt geen voorstel om de zaak niet in behandeling te nemen."]
    )


def geen_voorstel(zaak: Zaak) -> list[str]:
    return ["Er wacht een voorstel op een tweede lezer."] if zaak.voorgesteld_door_id else []


def leidinggevende(zaak: Zaak) -> list[str]:
    return (
        [] if zaak.leidinggevende_id else ["Wijs eerst een leidinggevende aan die er niet bij betrokken is."]
    )


def lijn(zaak: Zaak) -> list[str]:
    return [] if zaak.lijnbehandelingen.exists() else ["Deze zaak is niet in de lijn behandeld."]


def running(zaak: Zaak) -> Onderzoek | None:
    return zaak.onderzoeken.filter(afgerond_op=None).order_by("id").last()


def lopend_onderzoek(zaak: Zaak) -> list[str]:
    return [] if running(zaak) else ["Er loopt nog geen onderzoek: het moet eerst gestart zijn."]


def geen_lopend_onderzoek(zaak: Zaak) -> list[str]:
    return ["Er loopt al een onderzoek in deze zaak."] if running(zaak) else []


def bekende_betrokkene(zaak: Zaak) -> list[str]:
    known = zaak.betrokkenen.filter(nummer__isnull=False).exists()
    return [] if known else ["Er is nog geen betrokkene bekend om de feiten aan voor te leggen."]


def aantijging(zaak: Zaak) -> list[str]:
    return [] if zaak.aantijgingen.exists() else ["Leg eerst vast wie betrokken is en wat het vermoeden is."]


def _answers(zaak: Zaak) -> dict[str, object]:
    onderzoek = zaak.onderzoeken.filter(soort=OnderzoekSoort.FEITENONDERZOEK).last()
    return {a.eis: a for a in onderzoek.basiseisen.all()} if onderzoek else {}


def _unmet(zaak: Zaak, demands: tuple[Basiseis, ...]) -> list[str]:
    """The hard demands that are not met: "n.v.t." is no answer to these, and a postponement must run."""
    answers, today, missing = _answers(zaak), timezone.localdate(), []
    for eis in demands:
        answer = answers.get(eis)
        if answer is None or not (answer.voldaan or answer.uitgesteld_tot):
            missing.append(f"Basiseis: {eis.label.lower()}.")
        elif not answer.voldaan and answer.uitgesteld_tot < today:
            missing.append(
                f"Basiseis: het uitstel om de betrokkene te informeren liep af op"
                f" {answer.uitgesteld_tot:%d-%m-%Y}."
            )
    return missing


def basiseisen_start(zaak: Zaak) -> list[str]:
    return _unmet(zaak, BASISEISEN_BIJ_START)


def basiseisen_hard(zaak: Zaak) -> list[str]:
    demands = HARDE_BASISEISEN
    if not zaak.betrokkenen.filter(nummer__isnull=False).exists():
        # nobody is known who could be told or heard
        demands = tuple(e for e in demands if e not in (Basiseis.GEINFORMEERD, Basiseis.WEDERHOOR))
    return _unmet(zaak, demands)


def basiseisen_rest(zaak: Zaak) -> list[str]:
    answers = _answers(zaak)
    rest = [e for e in Basiseis if e not in HARDE_BASISEISEN and e not in answers]
    return [f"Basiseis nog te beantwoorden: {e.label.lower()}." for e in rest]


def wederhoor(zaak: Zaak) -> list[str]:
    """Every known betrokkene answered, or let the term pass."""
    answered = Q(wederhoren__zienswijze_op__isnull=False) | Q(
        wederhoren__termijn_tot__lt=timezone.localdate()
    )
    silent = zaak.betrokkenen.filter(nummer__isnull=False).exclude(
        pk__in=Betrokkene.objects.filter(answered, zaak=zaak).values("pk")
    )
    return [f"{b} heeft nog niet gereageerd en de termijn daarvoor loopt nog." for b in silent]


def undecided(zaak: Zaak) -> list[Betrokkene]:
    """The betrokkenen with something established about whom nothing was decided yet."""
    return list(zaak.betrokkenen.filter(aantijgingen__oordeel__in=GEGROND, maatregelen=None).distinct())


def onbeslist(zaak: Zaak) -> list[str]:
    return [] if undecided(zaak) else ["Over elke betrokkene is al besloten."]


def alles_beslist(zaak: Zaak) -> list[str]:
    return [f"Over {str(b).lower() if b.onbekend else b} is nog niet besloten." for b in undecided(zaak)]


def alles_beoordeeld(zaak: Zaak) -> list[str]:
    """In the line there is no oordeel, nor in a zaak that was dropped or ended without research."""
    if not zaak.onderzoeken.filter(soort=OnderzoekSoort.FEITENONDERZOEK).exists():
        return []
    open_ones = zaak.aantijgingen.filter(oordeel="").count()
    if not open_ones:
        return []
    return [
        f"Over {open_ones} {'aantijging is' if open_ones == 1 else 'aantijgingen is'} nog niet geoordeeld."
    ]


def teruggekoppeld(zaak: Zaak) -> list[str]:
    waiting = zaak.meldingen.filter(teruggekoppeld_op=None, identiteit__isnull=False).exists()
    return ["Koppel eerst terug aan de melder."] if waiting else []


def terugkoppeling_open(zaak: Zaak) -> list[str]:
    if teruggekoppeld(zaak):
        return []
    return ["Aan elke bekende melder is al teruggekoppeld. Stuur een bericht als er meer te vertellen is."]


def melder_bereikbaar(zaak: Zaak) -> list[str]:
    reachable = zaak.meldingen.filter(identiteit__isnull=False).exists()
    return [] if reachable else ["Van deze melding is geen melder bekend."]


def verbeteracties_belegd(zaak: Zaak) -> list[str]:
    loose = zaak.verbeteracties.filter(eigenaar="", gereed_op=None).exists()
    return ["Er is een verbeteractie zonder eigenaar."] if loose else []


def verbeteractie(zaak: Zaak) -> list[str]:
    return [] if zaak.verbeteracties.exists() else ["Er is geen verbeteractie."]


def maatregel(zaak: Zaak) -> list[str]:
    return [] if zaak.maatregelen.exists() else ["Er is geen maatregel."]


def ordemaatregel(zaak: Zaak) -> list[str]:
    running_measure = zaak.ordemaatregelen.filter(beeindigd_op=None).exists()
    return [] if running_measure else ["Er loopt geen ordemaatregel."]


def verlengbaar(zaak: Zaak) -> list[str]:
    longer = zaak.termijnen.filter(gestopt_op=None, wettelijk=False).exists()
    return [] if longer else ["Er loopt geen termijn die verlengd kan worden."]


def opgeschort(zaak: Zaak) -> list[str]:
    return [] if zaak.opgeschort_op else ["De zaak is niet opgeschort."]


def niet_gevoegd(zaak: Zaak) -> list[str]:
    return ["Deze zaak is opgegaan in een andere zaak. Werk daar verder."] if zaak.opgegaan_in_id else []


CHECKS: dict[str, Callable[[Zaak], list[str]]] = {
    check.__name__: check
    for check in (
        te_bevestigen,
        bevestigd,
        voorstel,
        geen_voorstel,
        leidinggevende,
        lijn,
        lopend_onderzoek,
        geen_lopend_onderzoek,
        bekende_betrokkene,
        aantijging,
        basiseisen_start,
        basiseisen_hard,
        basiseisen_rest,
        wederhoor,
        onbeslist,
        alles_beslist,
        alles_beoordeeld,
        teruggekoppeld,
        terugkoppeling_open,
        melder_bereikbaar,
        verbeteracties_belegd,
        verbeteractie,
        maatregel,
        ordemaatregel,
        verlengbaar,
        opgeschort,
        niet_gevoegd,
    )
}


def missing(zaak: Zaak, name: str) -> list[str]:
    return CHECKS[name](zaak)
