"""What a step requires, as sentences that say what is still missing. Names as in the lifecycle table.

Every check reads ``.all()`` of a relation, so that a zaak of which all was read together
(``integrity.models.dossier``) is checked without another query.
"""

from collections.abc import Callable
from datetime import date

from django.db.models import Model
from django.utils import timezone

from integrity.lifecycle import MAATREGEL, NAZORG
from integrity.lists import GEGROND, HARDE_BASISEISEN, Basiseis, OnderzoekSoort
from integrity.models import BasiseisAntwoord, Betrokkene, Melding, Onderzoek, Zaak

BASISEISEN_BIJ_START = (Basiseis.OPDRACHT, Basiseis.ONAFHANKELIJK, Basiseis.GEINFORMEERD)


def _unacknowledged(zaak: Zaak) -> bool:
    return any(m.bevestigd_op is None and not m.bron_kenmerk for m in zaak.meldingen.all())


def te_bevestigen(zaak: Zaak) -> list[str]:
    return [] if _unacknowledged(zaak) else ["Elke melding in deze zaak is al bevestigd."]


def bevestigd(zaak: Zaak) -> list[str]:
    return ["Bevestig eerst de ontvangst aan de melder."] if _unacknowledged(zaak) else []


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
    return [] if zaak.lijnbehandelingen.all() else ["Deze zaak is niet in de lijn behandeld."]


def running(zaak: Zaak) -> Onderzoek | None:
    return max((o for o in zaak.onderzoeken.all() if o.afgerond_op is None), key=_pk, default=None)


def _pk(row: Model) -> int:
    return row.pk


def lopend_onderzoek(zaak: Zaak) -> list[str]:
    return [] if running(zaak) else ["Er loopt nog geen onderzoek: het moet eerst gestart zijn."]


def geen_lopend_onderzoek(zaak: Zaak) -> list[str]:
    return ["Er loopt al een onderzoek in deze zaak."] if running(zaak) else []


def _known(zaak: Zaak) -> list[Betrokkene]:
    return [b for b in zaak.betrokkenen.all() if not b.onbekend]


def te_horen(zaak: Zaak) -> list[str]:
    """Somebody is known before whom the facts were not put yet, also who was added on the way."""
    known = _known(zaak)
    if not known:
        return ["Er is nog geen betrokkene bekend om de feiten aan voor te leggen."]
    asked = {w.betrokkene_id for w in zaak.wederhoren.all()}
    return [] if {b.pk for b in known} - asked else ["Aan elke bekende betrokkene zijn de feiten voorgelegd."]


def aantijging(zaak: Zaak) -> list[str]:
    return [] if zaak.aantijgingen.all() else ["Leg eerst vast wie betrokken is en wat het vermoeden is."]


def _answers(zaak: Zaak) -> dict[str, BasiseisAntwoord]:
    found = [o for o in zaak.onderzoeken.all() if o.soort == OnderzoekSoort.FEITENONDERZOEK]
    return {a.eis: a for a in found[-1].basiseisen.all()} if found else {}


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
    if not _known(zaak):
        # nobody is known who could be told or heard
        demands = tuple(e for e in demands if e not in (Basiseis.GEINFORMEERD, Basiseis.WEDERHOOR))
    return _unmet(zaak, demands)


def basiseisen_rest(zaak: Zaak) -> list[str]:
    answers = _answers(zaak)
    rest = [e for e in Basiseis if e not in HARDE_BASISEISEN and e not in answers]
    return [f"Basiseis nog te beantwoorden: {e.label.lower()}." for e in rest]


def wederhoor(zaak: Zaak) -> list[str]:
    """Every known betrokkene was asked, and answered or let the term pass."""
    asked = {w.betrokkene_id: w for w in zaak.wederhoren.all()}
    missing = []
    for b in _known(zaak):
        one = asked.get(b.pk)
        if one is None:
            missing.append(f"Aan {b} zijn de feiten nog niet voorgelegd.")
        elif one.zienswijze_op is None and one.termijn_tot >= timezone.localdate():
            missing.append(f"{b} heeft nog niet gereageerd en de termijn daarvoor loopt nog.")
    return missing


def undecided(zaak: Zaak) -> list[Betrokkene]:
    """The betrokkenen of whom something was established since they were last decided about: a zaak that
    was reopened can establish more."""
    decided: dict[int, date] = {}
    for m in zaak.maatregelen.all():
        decided[m.betrokkene_id] = max(m.opgelegd_op, decided.get(m.betrokkene_id, m.opgelegd_op))
    waiting = {
        a.betrokkene_id
        for a in zaak.aantijgingen.all()
        if a.oordeel in GEGROND and decided.get(a.betrokkene_id, date.min) < a.oordeel_op
    }
    return [b for b in zaak.betrokkenen.all() if b.pk in waiting]


def onbeslist(zaak: Zaak) -> list[str]:
    return [] if undecided(zaak) else ["Over elke betrokkene is al besloten."]


def alles_beslist(zaak: Zaak) -> list[str]:
    return [f"Over {str(b).lower() if b.onbekend else b} is nog niet besloten." for b in undecided(zaak)]


def _was_investigated(zaak: Zaak) -> bool:
    """Whether a feitenonderzoek followed on the last route, or on a vooronderzoek on that route."""
    started = [o.gestart_op for o in zaak.onderzoeken.all() if o.soort == OnderzoekSoort.FEITENONDERZOEK]
    chosen = [t.genomen_op for t in zaak.triagebesluiten.all() if t.route]
    return bool(started) and (not chosen or max(started) >= max(chosen))


def nog_te_oordelen(zaak: Zaak) -> list[str]:
    """Who is added after the oordeel could not be judged any more, and the zaak never be closed."""
    judged = zaak.status == MAATREGEL or (zaak.status == NAZORG and _was_investigated(zaak))
    if not judged:
        return []
    return ["Er is al geoordeeld. Sluit de zaak en heropen die om iemand toe te voegen."]


def alles_beoordeeld(zaak: Zaak) -> list[str]:
    """In the line there is no oordeel, nor in a zaak that was dropped or ended without research."""
    if not _was_investigated(zaak):
        return []
    open_ones = [a for a in zaak.aantijgingen.all() if not a.oordeel]
    if not open_ones:
        return []
    return [f"Over {len(open_ones)} aantijging{'en' if len(open_ones) > 1 else ''} is nog niet geoordeeld."]


def _with_known_melder(zaak: Zaak) -> list[Melding]:
    """The meldingen of which the melder is known; who that is, is not read."""
    meldingen = zaak.meldingen.all()
    if "meldingen" not in getattr(zaak, "_prefetched_objects_cache", {}):
        meldingen = meldingen.select_related("identiteit").only("teruggekoppeld_op", "zaak", "identiteit__id")
    return [m for m in meldingen if hasattr(m, "identiteit")]


def teruggekoppeld(zaak: Zaak) -> list[str]:
    waiting = any(m.teruggekoppeld_op is None for m in _with_known_melder(zaak))
    return ["Koppel eerst terug aan de melder."] if waiting else []


def terugkoppeling_open(zaak: Zaak) -> list[str]:
    if teruggekoppeld(zaak):
        return []
    return ["Aan elke bekende melder is al teruggekoppeld. Stuur een bericht als er meer te vertellen is."]


def melder_bereikbaar(zaak: Zaak) -> list[str]:
    return [] if _with_known_melder(zaak) else ["Van deze melding is geen melder bekend."]


def ordemaatregelen_klaar(zaak: Zaak) -> list[str]:
    return [] if ordemaatregel(zaak) else ["Er loopt nog een ordemaatregel. Beëindig die eerst."]


def verbeteracties_belegd(zaak: Zaak) -> list[str]:
    loose = any(not v.eigenaar and v.gereed_op is None for v in zaak.verbeteracties.all())
    return ["Er is een verbeteractie zonder eigenaar."] if loose else []


def verbeteractie(zaak: Zaak) -> list[str]:
    return [] if zaak.verbeteracties.all() else ["Er is geen verbeteractie."]


def maatregel(zaak: Zaak) -> list[str]:
    return [] if zaak.maatregelen.all() else ["Er is geen maatregel."]


def ordemaatregel(zaak: Zaak) -> list[str]:
    running_measure = any(o.beeindigd_op is None for o in zaak.ordemaatregelen.all())
    return [] if running_measure else ["Er loopt geen ordemaatregel."]


def verlengbaar(zaak: Zaak) -> list[str]:
    longer = any(t.gestopt_op is None and not t.wettelijk for t in zaak.termijnen.all())
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
        te_horen,
        nog_te_oordelen,
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
        ordemaatregelen_klaar,
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
