"""Doing again what an old registration says was done: through the services, on its own days."""

from itertools import groupby
from operator import itemgetter

from casework.importing.afdelingen import made
from casework.importing.importeur import Importplan, Progress
from incidents import lifecycle
from incidents.importing.records import OudIncident
from incidents.lists import Politiestap, Spoorsoort
from incidents.models import Incident
from incidents.services import intake, overname
from ledger.actors import IMPORT
from organisations.models import Afdeling, Organisation

REPORT_EVERY = 50
SLACHTOFFER = (
    *("doelwit", "ambt", "functiegroep", "letsel", "verzuim", "ernst_beleving"),
    *("nadelige_gevolgen", "besproken_met"),
)
FEITEN = (
    *("veroorzaker_bekend", "veroorzakertype", "politie", "aangifte_op", "reden_geen_aangifte"),
    *("strafbaar", "afdoening", "nazorg", "schade"),
)


def replay(plan: Importplan, organisation: Organisation, progress: Progress) -> None:
    """Bring in everything that is new, in the order in which it was reported."""
    afdelingen = made(organisation, plan.nieuwe_afdelingen)
    total = len(plan.nieuw)
    progress(0, total)
    stapel = overname.Stapel()
    for number, record in enumerate(plan.nieuw, start=1):
        incident = _register(record, organisation, afdelingen)
        _path(incident, record, stapel)
        if number % REPORT_EVERY == 0:
            stapel.write()
            progress(number, total)
    stapel.write()
    progress(total, total)


def _register(record: OudIncident, organisation: Organisation, afdelingen: dict[str, Afdeling]) -> Incident:
    new = intake.NieuwIncident(
        voorval_op=record.voorval_op,
        gemeld_op=record.ontvangen_op,
        slachtoffer=_slachtoffer(record),
        soort=record.soort,
        hoofdcategorie=record.hoofdcategorie,
        gedragingen=record.gedraging,
        kenmerken=record.kenmerken,
        contactvormen=record.contactvorm,
        afdeling=afdelingen[record.afdeling] if record.afdeling else None,
        bron_kenmerk=record.kenmerk,
        bron_inhoud=record.fingerprint(),
        extra={"status": lifecycle.IN_BEHANDELING} if _handled(record) else {},
    )
    return intake.register(organisation, new, by=IMPORT)


def _handled(record: OudIncident) -> bool:
    """Somebody did something about it: then the first contact was made."""
    return bool(_tracks(record) or record.afdoening or record.afgesloten_op)


def _slachtoffer(record: OudIncident) -> intake.NieuwSlachtoffer | None:
    """Nobody when nothing is known of who was hurt and no nazorg was offered."""
    known = {name: getattr(record, name) for name in SLACHTOFFER}
    return intake.NieuwSlachtoffer(**known) if any(known.values()) or record.nazorg else None


def _path(incident: Incident, record: OudIncident, stapel: overname.Stapel) -> None:
    """What happened after the report, in the order of its days; an aangifte may follow the closing."""
    feiten = overname.OudeFeiten(**{name: getattr(record, name) for name in FEITEN})
    if feiten.known:
        stapel.take_over(incident, feiten, on=record.ontvangen_op)
    if record.aangifte_op:
        stapel.report_to_police(incident, on=record.aangifte_op)
    for day, decided in groupby(record.maatregelen, key=itemgetter(1)):
        stapel.impose(incident, [maatregel for maatregel, _ in decided], on=day)
    if record.afgesloten_op:
        stapel.close(incident, _tracks(record), on=record.afgesloten_op)
    else:
        stapel.leave_open(incident)


def _tracks(record: OudIncident) -> list[str]:
    """The tracks of which it is known that something was done or decided. A call to 112 belongs to what
    happened: it says nothing of what the organisation did afterwards."""
    found = {
        Spoorsoort.OPVANG: record.nazorg,
        Spoorsoort.VEROORZAKER: record.maatregelen,
        Spoorsoort.POLITIE: record.politie not in ("", Politiestap.NOOD_112),
    }
    return [soort.value for soort, known in found.items() if known]
