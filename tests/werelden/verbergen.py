"""What happens in one world only: a zaak or an incident from which X is kept out, and what hangs on it."""

import random
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.lifecycle import LifecycleError
from gir.demo.afhandeling import Afhandeling
from gir.demo.path import Gang
from incidents.lists import Baliesignaal, Politiestap
from incidents.services import balie, sporen, verbeteren, veroorzaker
from incidents.services import intake as incident_intake
from incidents.services.intake import NieuwSlachtoffer
from integrity.models import Melding, Uitsluiting, Zaak
from integrity.services import intake, onderzoek, triage, verloop, zorg
from ledger.models import OutboxRow
from tests.werelden.bepaald import chance
from tests.werelden.bezetting import Bezetting
from tests.werelden.gebeuren import GEBOREN, NAAM, file, tell
from tests.werelden.scenario import VAN_INTEGRITEIT, Scenario, Verborgen, Wijze

OUD_KENMERK = "OUD-2019-{}"


@dataclass
class Spoor:
    """What was hidden, for whoever looks for it: addresses, words, and the mails that X got while they might
    still know of it."""

    kenmerken: list[str] = field(default_factory=list)
    paden: list[str] = field(default_factory=list)
    woorden: list[str] = field(default_factory=list)
    mails: set[int] = field(default_factory=set)


def hide(s: Scenario, cast: Bezetting, what_is_hidden: tuple[Verborgen, ...]) -> Spoor:
    spoor = Spoor()
    for nr, hidden in enumerate(what_is_hidden):
        name = f"{s.nummer} verborgen {nr}"
        with chance(name):
            what = _zaak if hidden.wijze in VAN_INTEGRITEIT else _incident
            what(random.Random(name), hidden, cast, spoor, OUD_KENMERK.format(nr))
    return spoor


@contextmanager
def _still_known(spoor: Spoor) -> Iterator[None]:
    """X may be told until the moment at which they are kept out."""
    last = OutboxRow.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    yield
    spoor.mails |= set(OutboxRow.objects.filter(pk__gt=last).values_list("pk", flat=True))


def _zaak(draw: random.Random, v: Verborgen, cast: Bezetting, spoor: Spoor, oud: str) -> None:
    coordinator, out = cast.access("coordinator"), cast.hidden_from
    extra = {"beschrijving": "Verborgenverhaal van de kwestie.", "afdeling": cast.x.afdeling}
    if "telt als misstand" in v.toon:
        extra["misstand"] = True
    if "oud kenmerk" in v.toon:
        extra["bron_kenmerk"] = oud
    if v.wijze == Wijze.DOOR_MELDER:
        extra["uitgesloten"] = (out,)
    if v.wijze == Wijze.ZELF_GEMELD:
        extra["melder"] = intake.Melder(user=out, naam=out.naam)
    with _still_known(spoor) if v.wijze != Wijze.DOOR_MELDER else nullcontext():
        melding = _file(v, cast, spoor, extra)
        zaak, path = melding.zaak, Gang(melding.zaak, cast.rollen(), pace=v.tempo)
        with suppress(LifecycleError):
            path.acknowledge()
        if "deel gehad" in v.toon and cast.access_of_x.in_person.rollen:
            with suppress(ValidationError, LifecycleError):
                verloop.hand_out(zaak, by=coordinator, onderzoeker=out)
        _keep_out(zaak, v, cast)
    _further(path, v, cast, spoor)
    zaak.refresh_from_db()
    for one in Zaak.objects.filter(pk__in=[zaak.pk, *(z.pk for z in zaak.went_in)]):
        spoor.kenmerken += [one.kenmerk, *one.meldingen.values_list("kenmerk", flat=True)]
        spoor.paden += [f"/integriteit/zaken/{one.kenmerk}/"]
        spoor.paden += [f"/integriteit/zaken/{one.kenmerk}/{verb}/" for verb in ("voegen", "terugtrekken")]
        spoor.paden += [f"/integriteit/meldingen/{m.kenmerk}/" for m in one.meldingen.all()]
        spoor.paden += [f"/mijn-meldingen/{m.kenmerk}/" for m in one.meldingen.all()]
    spoor.woorden += ["Verborgenverhaal", *([oud] if "oud kenmerk" in v.toon else [])]


def _file(v: Verborgen, cast: Bezetting, spoor: Spoor, extra: dict) -> Melding:
    if "uit een adviesvraag" not in v.toon or v.wijze == Wijze.DOOR_MELDER:
        return file(cast, v.dagen, **extra)
    extra = {name: value for name, value in extra.items() if name != "bron_kenmerk"}
    asked = file(cast, v.dagen, soort="adviesvraag", **extra)
    spoor.kenmerken.append(asked.kenmerk)
    spoor.paden.append(f"/integriteit/meldingen/{asked.kenmerk}/")
    return intake.convert(asked, by=cast.access("coordinator"))


def _keep_out(zaak: Zaak, v: Verborgen, cast: Bezetting) -> None:
    coordinator, out = cast.access("coordinator"), cast.hidden_from
    match v.wijze:
        case Wijze.BETROKKENE:
            onderzoek.add_person(zaak, by=coordinator, naam=out.naam, betreft="medewerker", user=out)
        case Wijze.BELANG | Wijze.ZELF_GEMELD:
            verloop.keep_out(zaak, out, grond=Uitsluiting.Grond.BELANG, by=coordinator)
        case Wijze.TERUGGETROKKEN:
            verloop.step_back(zaak, by=cast.access_of_x)


def _further(path: Gang, v: Verborgen, cast: Bezetting, spoor: Spoor) -> None:
    zaak, coordinator = path.zaak, cast.access("coordinator")
    if "gevoegde melding" in v.toon:
        more = intake.NieuweMelding(
            ontvangen_op=timezone.localdate(), kanaal="brief", betreft="medewerker", categorie="lekken"
        )
        intake.register(cast.organisation, more, by=coordinator, joins=zaak)
    if "samengevoegd" in v.toon:
        with _still_known(spoor):
            other = file(cast, v.dagen, beschrijving="Verborgenverhaal, nog eens.")
            triage.join(other.zaak, zaak, by=coordinator)
        zaak.refresh_from_db()
    if "bericht" in v.toon:
        intake.add(zaak.meldingen.first(), "Ik wil nog iets zeggen.")
    if "notitie" in v.toon:
        zorg.write_note(zaak, "Verborgen notitie.", by=coordinator)
    if "verbeteractie" in v.toon:
        zorg.add_improvement(zaak, "Verborgen verbetering.", by=coordinator, gereed_voor=timezone.localdate())
    # a step that this zaak can't make any more leaves it where it was
    with suppress(ValidationError, LifecycleError, KeyError):
        path.to(v.status)


def _incident(draw: random.Random, v: Verborgen, cast: Bezetting, spoor: Spoor, oud: str) -> None:
    out = cast.hidden_from
    fields: dict = {"beschrijving": "Verborgenverhaal van het voorval.", "ontvanger": cast.people["leider"]}
    if "ernstig" in v.toon:
        fields["gedragingen"] = ("slaan_schoppen",)
    if "oud kenmerk" in v.toon:
        fields["bron_kenmerk"] = oud
    if "veroorzaker eerder" in v.toon:
        v = Verborgen(v.wijze, v.status, v.dagen + 250, v.tempo, v.toon)
    if v.wijze == Wijze.BIJ_HET_MELDEN:
        fields["uitgesloten"] = (out,)
    elif "van een ambtsdrager" in v.toon:
        fields |= {
            "ontvanger": None,
            "slachtoffer": NieuwSlachtoffer(user=out, doelwit="ambtsdrager", ambt="raadslid"),
        }
        fields |= {"melder": cast.people["griffier"], "namens": True}
    else:
        hurt = NieuwSlachtoffer(user=out, doelwit="medewerker")
        fields |= {"melder": cast.people["collega"], "namens": True, "slachtoffer": hurt}
    case = tell(cast, v.dagen, **fields)
    # what came too late for a step stays where it was
    with suppress(ValidationError, LifecycleError):
        _handle(case, v, cast)
    incident = case.incident
    spoor.kenmerken.append(incident.kenmerk)
    spoor.paden += [f"/agressie/incidenten/{incident.kenmerk}/"]
    spoor.paden += [
        f"/agressie/incidenten/{incident.kenmerk}/{verb}/" for verb in ("notitie_maken", "uitsluiten")
    ]
    if v.wijze == Wijze.BIJ_HET_MELDEN:
        spoor.paden += [f"/mijn-meldingen/agressie/{incident.kenmerk}/"]
    spoor.woorden += ["Verborgenverhaal", *([oud] if "oud kenmerk" in v.toon else [])]


def _handle(case: Afhandeling, v: Verborgen, cast: Bezetting) -> None:
    toon, incident = v.toon, case.incident
    if toon & {"dezelfde veroorzaker", "veroorzaker eerder", "toegangsverbod", "baliesignaal", "voorgelegd"}:
        case.take_up(0)
        same = toon & {"dezelfde veroorzaker", "veroorzaker eerder"}
        who = veroorzaker.Identiteit(NAAM if same else "V. Verborgene", GEBOREN)
        found = veroorzaker.search(incident, who, by=case.leidt)
        person = case.person(who.naam, GEBOREN, zelfde=found[0] if found else None)
        if toon & {"toegangsverbod", "baliesignaal"}:
            ban = case.impose(
                "toegangsontzegging", max(v.dagen, 1), maanden=6, brief="toegangsverbod" in toon
            )
            if "baliesignaal" in toon and ban.eindigt_op >= timezone.localdate():
                until = min(ban.eindigt_op, timezone.localdate() + timedelta(days=20))
                with suppress(ValidationError):
                    balie.set_signal(
                        incident, person, Baliesignaal.GEEN_TOEGANG, geldig_tot=until, by=case.leidt
                    )
        elif "voorgelegd" in toon:
            case.lay_before(case.measure("waarschuwingsbrief", max(v.dagen, 1) + 9, maanden=6))
    elif "opgepakt" in toon:
        case.take_up(1)
    if "bericht" in toon and incident.melder:
        reporter = next(who for who, user in cast.people.items() if user == incident.melder)
        incident_intake.add(incident, "Ik wil nog iets zeggen.", by=cast.access(reporter))
    if "verbeteractie" in toon:
        with suppress(LifecycleError):
            verbeteren.add(
                incident, "inrichting_ruimte", "Verborgen scherm.", by=case.behandelt, eigenaar="F"
            )
    if "politie" in toon:
        with suppress(LifecycleError, ValidationError):
            case.tell_police(Politiestap.MELDING, 0)
    if "afgesloten" in toon:
        with suppress(LifecycleError, ValidationError):
            sporen.close_lightly(
                incident, "Dank voor uw melding.", by=case.behandelt, on=timezone.localdate()
            )
