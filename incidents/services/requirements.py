"""What a step requires, as sentences that say what is still missing. Names as in the lifecycle table.

Every check reads ``.all()`` of a relation, so that an incident of which all was read together
(``incidents.models.dossier``) is checked without another query.
"""

from collections.abc import Callable, Iterable

from django.utils import timezone

from casework import terms
from incidents.gedragingen import GEDRAGINGEN, Hoofdcategorie
from incidents.lists import (
    Letsel,
    NazorgUitkomst,
    NazorgVervolg,
    Politiestap,
    Spoorsoort,
    Spoorstatus,
)
from incidents.models import (
    Arbomelding,
    Incident,
    Nazorggesprek,
    OnlineUiting,
    Politiebesluit,
    Politiecontact,
    Slachtoffer,
    Veroorzakermaatregel,
)
from incidents.services.zorgvuldigheid import BELASTEND, ontbreekt, ontbreekt_voor_verzenden

Status = Veroorzakermaatregel.Status
ARBOPLICHTEN = {
    Arbomelding.Soort.ARBEIDSINSPECTIE: "melden bij de Arbeidsinspectie",
    Arbomelding.Soort.ONGEVALLENREGISTER: "in het ongevallenregister zetten",
}

# The clock that a track begins with: it runs as long as something has to be decided or done there.
EERSTE_KLOK = {
    Spoorsoort.VEROORZAKER: "reactie_veroorzaker",
    Spoorsoort.POLITIE: "politiebesluit",
    Spoorsoort.ORGANISATIE: "lessen",
}
ALLEEN_AGRESSIE = ("reactie_veroorzaker", "politiebesluit")


def first_clock(incident: Incident, soort: str) -> str:
    """The clock that this track begins with, or "": hinderlijk contact has none of those of aggression."""
    code = EERSTE_KLOK.get(soort, "")
    return "" if incident.is_hinderlijk and code in ALLEEN_AGRESSIE else code


def _unless(found: object, sentence: str) -> list[str]:
    return [] if found else [sentence]


def is_open(incident: Incident, soort: str) -> bool:
    spoor = incident.spoor(soort)
    return spoor is not None and spoor.status == Spoorstatus.OPEN


def duties(incident: Incident, soort: str) -> list[Arbomelding]:
    """The duties of this kind that were not met yet."""
    return [a for a in incident.arbomeldingen.all() if a.soort == soort and a.gedaan_op is None]


def care_is_done(slachtoffer: Slachtoffer) -> bool:
    """Talked to, or refused twice, and nothing follows any more."""
    talks = list(slachtoffer.nazorggesprekken.all())
    return bool(talks) and (
        talks[-1].vervolg in (NazorgVervolg.KLAAR, NazorgVervolg.DOORVERWEZEN)
        or _refused_for_good(slachtoffer, talks)
    )


def _refused_for_good(slachtoffer: Slachtoffer, talks: list[Nazorggesprek]) -> bool:
    """Refused, and again when it was offered anew, which is never sooner than the term for that says."""
    refusals = [t.op for t in talks if t.uitkomst == NazorgUitkomst.GEWEIGERD]
    if len(refusals) < 2:
        return False
    incident = slachtoffer.incident
    again = terms.effective(incident.organisation, incident.REGISTER, "opvang_opnieuw")
    return refusals[-1] >= terms.deadline(refusals[0], again.duur)


def unfinished(incident: Incident, soort: str) -> list[str]:
    """What must still happen before this track is done. It can be skipped with a reason."""
    if soort == Spoorsoort.OPVANG:
        names = ", ".join(str(s) for s in incident.slachtoffers.all() if not care_is_done(s))
        return [f"De nazorg is nog niet klaar voor: {names}."] if names else []
    if soort == Spoorsoort.ORGANISATIE:
        todo = [a for a in incident.arbomeldingen.all() if a.gedaan_op is None]
        return sorted({f"Nog te doen: {ARBOPLICHTEN[a.soort]}." for a in todo})
    if soort == Spoorsoort.VEROORZAKER:
        return maatregelen_besloten(incident)
    if soort == Spoorsoort.POLITIE:
        return police_to_do(incident.politiebesluit, incident.politiecontacten.all())
    return []


GEWELD = (Hoofdcategorie.BEDREIGING, Hoofdcategorie.FYSIEK)


def is_violent(incident: Incident) -> bool:
    """Violence or a threat of it: then the police are always decided on, and “no police” needs a reason."""
    kinds = {incident.hoofdcategorie, *(GEDRAGINGEN[code].hoofdcategorie for code in incident.gedragingen)}
    return not kinds.isdisjoint(GEWELD)


# A report to the police that says as much as was decided, or more.
GENOEG_VOOR = {
    Politiestap.MELDING: (Politiestap.MELDING, Politiestap.AANGIFTE),
    Politiestap.AANGIFTE: (Politiestap.AANGIFTE,),
}


def police_undecided(besluit: Politiebesluit | None) -> bool:
    return besluit is None or besluit.besloten_op is None


def police_to_do(besluit: Politiebesluit | None, contacten: Iterable[Politiecontact]) -> list[str]:
    """What must still be decided or told to the police."""
    if police_undecided(besluit):
        return ["Er is nog niet besloten over de politie."]
    enough = GENOEG_VOOR.get(besluit.besluit, ())
    if not enough or any(c.stap in enough for c in contacten):
        return []
    what = besluit.get_besluit_display().lower()
    return [f"Er is besloten tot een {what}. Leg vast wanneer die is gedaan."]


def slachtoffer(incident: Incident) -> list[str]:
    return _unless(incident.slachtoffers.all(), "Er is nog geen slachtoffer vastgelegd.")


def opvang_open(incident: Incident) -> list[str]:
    sentence = "Het spoor opvang en nazorg is al klaar. Open het weer als er nog een gesprek is."
    return _unless(is_open(incident, Spoorsoort.OPVANG), sentence) or slachtoffer(incident)


def _asked_anew(incident: Incident, soort: str) -> bool:
    """The first clock of a track runs: also of one that was opened again."""
    code = EERSTE_KLOK[soort]
    return any(t.code == code and t.gestopt_op is None for t in incident.termijnen.all())


def has_reacted(incident: Incident) -> bool:
    return any(r.gegeven_op for r in incident.reacties.all())


def has_decided(incident: Incident) -> bool:
    """Whether something was decided on the police."""
    besluit = incident.politiebesluit
    return bool(besluit and besluit.besloten_op)


def reaction_is_awaited(incident: Incident) -> bool:
    return not has_reacted(incident) or _asked_anew(incident, Spoorsoort.VEROORZAKER)


def reactie_open(incident: Incident) -> list[str]:
    open_ = is_open(incident, Spoorsoort.VEROORZAKER) and reaction_is_awaited(incident)
    return _unless(open_, "De reactie naar de veroorzaker is al vastgelegd.")


def politiebesluit_open(incident: Incident) -> list[str]:
    todo = not has_decided(incident) or _asked_anew(incident, Spoorsoort.POLITIE)
    open_ = is_open(incident, Spoorsoort.POLITIE) and todo
    return _unless(open_, "Het besluit over de politie is al genomen.")


def meldplicht_open(incident: Incident) -> list[str]:
    todo = duties(incident, Arbomelding.Soort.ARBEIDSINSPECTIE)
    return _unless(todo, "Er is niets (meer) te melden bij de Arbeidsinspectie.")


def registerplicht_open(incident: Incident) -> list[str]:
    todo = duties(incident, Arbomelding.Soort.ONGEVALLENREGISTER)
    return _unless(todo, "Er is niets (meer) in het ongevallenregister te zetten.")


def gemeld_aan_inspectie(incident: Incident) -> list[str]:
    return ["Meld dit eerst bij de Arbeidsinspectie."] if not meldplicht_open(incident) else []


def in_ongevallenregister(incident: Incident) -> list[str]:
    return ["Zet dit eerst in het ongevallenregister."] if not registerplicht_open(incident) else []


def spoor_open(incident: Incident) -> list[str]:
    found = any(s.status == Spoorstatus.OPEN for s in incident.sporen.all())
    return _unless(found, "Alle sporen zijn al klaar.")


def spoor_klaar(incident: Incident) -> list[str]:
    found = any(s.status != Spoorstatus.OPEN for s in incident.sporen.all())
    return _unless(found, "Er is nog geen spoor klaar.")


def sporen_klaar(incident: Incident) -> list[str]:
    """One sentence for each open track."""
    return [
        f"Het spoor “{s.get_soort_display()}” staat nog open. Rond het af, of sla het over met een reden."
        for s in incident.sporen.all()
        if s.status == Spoorstatus.OPEN
    ]


def maatregelen_besloten(incident: Incident) -> list[str]:
    waiting = (Status.VOORBEREIDING, Status.VOORGELEGD)
    return [
        f"Over de maatregel “{m.get_maatregel_display()}” is nog niet besloten."
        for m in incident.maatregelen.all()
        if m.status in waiting
    ]


def licht(incident: Incident) -> list[str]:
    """Why this can't be closed in one go; lightness is ernst 1 or hinderlijk contact, no letsel, no wish
    for help."""
    found = []
    if not is_light(incident):
        found.append("Licht afdoen kan alleen bij ernst 1.")
    if any(s.letsel not in ("", Letsel.GEEN) for s in incident.slachtoffers.all()):
        found.append("Er is letsel: licht afdoen kan dan niet.")
    if any(a.gedaan_op is None for a in incident.arbomeldingen.all()):
        found.append("Er is nog een plicht van de Arbowet: licht afdoen kan dan niet.")
    if any(_wants_help(s) for s in incident.slachtoffers.all()):
        found.append("Het slachtoffer vraagt om hulp of wil aangifte doen.")
    if incident.politiecontacten.all() or incident.maatregelen.all():
        found.append("Er is al contact met de politie of een maatregel.")
    return found


def is_light(incident: Incident) -> bool:
    """By what happened alone; hinderlijk contact of which no aggression is known has no ernst."""
    return incident.ernst_objectief == 1 or (incident.is_hinderlijk and incident.ernst_objectief is None)


def _wants_help(slachtoffer: Slachtoffer) -> bool:
    return bool(slachtoffer.mag_bellen or slachtoffer.hulp_gewenst or slachtoffer.aangifte_gewenst == "ja")


def veroorzaker(incident: Incident) -> list[str]:
    return _unless(incident.veroorzakers.all(), "Er is nog geen veroorzaker vastgelegd.")


def identiteit(incident: Incident) -> list[str]:
    known = any(v.persoon_id for v in incident.veroorzakers.all())
    return _unless(known, "De identiteit van de veroorzaker is niet vastgelegd.")


def maatregel_in_voorbereiding(incident: Incident) -> list[str]:
    return _unless(in_preparation(incident), "Er is geen maatregel in voorbereiding.")


def in_preparation(incident: Incident) -> list[Veroorzakermaatregel]:
    return [m for m in incident.maatregelen.all() if m.status == Status.VOORBEREIDING]


def zorgvuldig(incident: Incident) -> list[str]:
    """Of a measure in preparation every point of care is met; else what the first one lacks."""
    lacking = [ontbreekt(m) for m in in_preparation(incident)]
    return min(lacking, key=len, default=[])


def te_besluiten(incident: Incident) -> list[str]:
    found = any(m.status == Status.VOORGELEGD for m in incident.maatregelen.all())
    return _unless(found, "Er ligt geen maatregel voor een besluit.")


def maatregel_met_brief(incident: Incident) -> list[str]:
    found = any(m.maatregel in BELASTEND and m.status != Status.AFGEWEZEN for m in incident.maatregelen.all())
    return _unless(found, "Er is geen maatregel met een brief.")


def brief_te_verzenden(incident: Incident) -> list[str]:
    """A letter that was not sent yet, of a measure that is decided and meets every point of care."""
    waiting = [m for m in incident.maatregelen.all() if any(b.verzonden_op is None for b in m.brieven.all())]
    if not waiting:
        return ["Er ligt geen brief klaar om te versturen."]
    return min((ontbreekt_voor_verzenden(m) for m in waiting), key=len)


def lopende_maatregel(incident: Incident) -> list[str]:
    return _unless(running(incident), "Er loopt geen maatregel.")


def running(incident: Incident) -> list[Veroorzakermaatregel]:
    """The imposed measures whose end is still to come, or is today."""
    today = timezone.localdate()
    return [
        m
        for m in incident.maatregelen.all()
        if m.status == Status.OPGELEGD and m.eindigt_op and m.eindigt_op >= today
    ]


def aangifte(incident: Incident) -> list[str]:
    found = any(c.stap == Politiestap.AANGIFTE for c in incident.politiecontacten.all())
    return _unless(found, "Er is nog geen aangifte vastgelegd.")


def schade(incident: Incident) -> list[str]:
    return _unless(incident.schades.all(), "Er is nog geen schade vastgelegd.")


def online_uiting(incident: Incident) -> list[str]:
    open_ones: list[OnlineUiting] = [o for o in incident.online_uitingen.all() if not o.uitkomst]
    return _unless(open_ones, "Er is geen online bericht waarvan de uitkomst nog open is.")


def verbeteractie(incident: Incident) -> list[str]:
    return _unless(
        any(v.gereed_op is None for v in incident.verbeteracties.all()), "Er is geen open verbeteractie."
    )


def signaal(incident: Incident) -> list[str]:
    found = any(s.ingetrokken_op is None for s in incident.signalen.all())
    return _unless(found, "Er is geen signaal ingesteld.")


def verwijderverzoek_open(incident: Incident) -> list[str]:
    found = any(v.besloten_op is None for v in incident.verwijderverzoeken.all())
    return _unless(found, "Er is geen verwijderverzoek waarover nog niet is beslist.")


def melder_bereikbaar(incident: Incident) -> list[str]:
    known = incident.melder_id or any(s.user_id for s in incident.slachtoffers.all())
    return _unless(known, "De melder heeft geen account, dus een bericht komt niet aan.")


CHECKS: dict[str, Callable[[Incident], list[str]]] = {
    check.__name__: check
    for check in (
        aangifte,
        brief_te_verzenden,
        gemeld_aan_inspectie,
        identiteit,
        in_ongevallenregister,
        licht,
        lopende_maatregel,
        maatregel_in_voorbereiding,
        maatregel_met_brief,
        maatregelen_besloten,
        melder_bereikbaar,
        meldplicht_open,
        online_uiting,
        opvang_open,
        politiebesluit_open,
        reactie_open,
        registerplicht_open,
        schade,
        signaal,
        slachtoffer,
        spoor_klaar,
        spoor_open,
        sporen_klaar,
        te_besluiten,
        verbeteractie,
        veroorzaker,
        verwijderverzoek_open,
        zorgvuldig,
    )
}


def missing(incident: Incident, name: str) -> list[str]:
    return CHECKS[name](incident)
