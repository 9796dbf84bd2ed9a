"""The measures: what is prepared and what it still lacks, what runs, and the letters."""

from typing import Any

from django.urls import reverse

from casework.datums import in_full
from incidents.lists import TOEGANGSVERBODEN, Baliesignaal
from incidents.models import Incident, IncidentTermijn, Maatregelbrief, Veroorzakermaatregel
from incidents.services.briefteksten import Briefsoort
from incidents.services.maatregel import EVALUATIE
from incidents.services.zorgvuldigheid import (
    BELASTEND,
    ontbreekt,
    ontbreekt_voor_verzenden,
    politie_weet_niet,
)
from incidents.views.zicht import Incidentzicht
from organisations.models import User

Status = Veroorzakermaatregel.Status


def section(incident: Incident, zicht: Incidentzicht) -> dict:
    rows = list(incident.maatregelen.all())
    if not rows and not zicht.slachtoffer:
        return {}
    return {"maatregelen": [_row(incident, m, zicht) for m in rows]}


def _row(incident: Incident, m: Veroorzakermaatregel, zicht: Incidentzicht) -> dict[str, Any]:
    burdening = m.maatregel in BELASTEND
    imposed = m.status == Status.OPGELEGD
    return {
        "pk": m.pk,
        "wat": m.get_maatregel_display(),
        "status": _status(m, zicht),
        "rijen": [{"label": label, "waarde": value} for label, value in _pairs(incident, m) if value],
        "ontbreekt": ontbreekt(m) if m.status == Status.VOORBEREIDING else [],
        "niet_weg": _before_sending(m) if imposed and burdening and _unsent(m) else [],
        "in_voorbereiding": m.status == Status.VOORBEREIDING,
        "klaar": m.status == Status.VOORBEREIDING and not ontbreekt(m),
        "ligt_voor": m.status == Status.VOORGELEGD,
        "loopt": _runs(m, zicht),
        "balie_weet_niet": _desk_must_hear(incident, m, zicht),
        "met_brief": burdening and m.status != Status.AFGEWEZEN,
        "brieven": [_letter(incident, b, zicht) for b in m.brieven.all()],
        "evaluaties": [_evaluation(e) for e in m.evaluaties.all()],
    }


def _before_sending(m: Veroorzakermaatregel) -> list[str]:
    return ontbreekt_voor_verzenden(m) + list(filter(None, [politie_weet_niet(m)]))


def _runs(m: Veroorzakermaatregel, zicht: Incidentzicht) -> bool:
    return bool(m.status == Status.OPGELEGD and m.eindigt_op and m.eindigt_op >= zicht.today)


def _desk_must_hear(incident: Incident, m: Veroorzakermaatregel, zicht: Incidentzicht) -> bool:
    """An access ban of somebody who is known by name goes on, and the desk is not told to keep them out."""
    who = m.veroorzaker and m.veroorzaker.persoon_id
    if not (who and zicht.identiteit and m.maatregel in TOEGANGSVERBODEN and _runs(m, zicht)):
        return False
    if m.eindigt_op == zicht.today:
        return False
    return not any(
        s.persoon_id == who
        and s.aanwijzing == Baliesignaal.GEEN_TOEGANG
        and s.ingetrokken_op is None
        and s.geldig_tot >= zicht.today
        for s in incident.signalen.all()
    )


def _unsent(m: Veroorzakermaatregel) -> bool:
    return not any(b.verzonden_op for b in m.brieven.all())


def _status(m: Veroorzakermaatregel, zicht: Incidentzicht) -> dict[str, str]:
    tones = {
        Status.VOORBEREIDING: "bezig",
        Status.VOORGELEGD: "let-op",
        Status.AFGEWEZEN: "stop",
        Status.BEEINDIGD: "klaar",
    }
    if m.status != Status.OPGELEGD:
        return {"tekst": m.get_status_display(), "toon": tones[Status(m.status)]}
    if m.maatregel not in BELASTEND:
        return {"tekst": "Gedaan", "toon": "klaar"}
    if _runs(m, zicht):
        return {"tekst": "Loopt", "toon": "bezig"}
    return {"tekst": "Afgelopen" if m.eindigt_op else "Opgelegd", "toon": "klaar"}


def _pairs(incident: Incident, m: Veroorzakermaatregel) -> list[tuple[str, str]]:
    planned = " en ".join(in_full(t.verloopt_op) for t in _evaluations_to_come(incident, m))
    return [
        ("Verlengt", f"De maatregel tot en met {in_full(m.verlengt.eindigt_op)}" if m.verlengt_id else ""),
        ("Waarom", m.reden),
        ("Wat het inhoudt", m.inhoud),
        ("Geldt", _period(m)),
        ("Voorbereid door" if m.maatregel in BELASTEND else "Gedaan door", _naam(m.voorbereid_door)),
        ("Voorgelegd", in_full(m.voorgelegd_op)),
        ("Besluit", _decision(m)),
        ("Reden van het besluit", m.besluitreden),
        ("Politie ingelicht op", in_full(m.politie_ingelicht_op)),
        ("Evaluatie", planned),
        ("Eerder beëindigd", f"{in_full(m.beeindigd_op)}: {m.beeindigreden}" if m.beeindigd_op else ""),
    ]


def _evaluations_to_come(incident: Incident, m: Veroorzakermaatregel) -> list[IncidentTermijn]:
    return [
        t
        for t in incident.termijnen.all()
        if t.code == EVALUATIE and t.maatregel_id == m.pk and t.gestopt_op is None
    ]


def _period(m: Veroorzakermaatregel) -> str:
    if m.eindigt_op:
        return f"Van {in_full(m.ingaat_op)} tot en met {in_full(m.eindigt_op)}"
    return in_full(m.ingaat_op) and f"Op {in_full(m.ingaat_op)}"


def _decision(m: Veroorzakermaatregel) -> str:
    if m.status == Status.AFGEWEZEN:
        return f"Niet opgelegd door {_naam(m.besloten_door)}"
    if m.opgelegd_op and m.maatregel in BELASTEND:
        by = f" door {_naam(m.besloten_door)}" if m.besloten_door else ""
        return f"Opgelegd op {in_full(m.opgelegd_op)}{by}"
    return ""


def _naam(user: User | None) -> str:
    return user.naam if user else ""


def _letter(incident: Incident, brief: Maatregelbrief, zicht: Incidentzicht) -> dict[str, Any]:
    sent = f"verstuurd op {in_full(brief.verzonden_op)}" if brief.verzonden_op else "nog niet verstuurd"
    made = f"gemaakt op {in_full(brief.gemaakt_op)}"
    label = Briefsoort(brief.soort).label if brief.soort in Briefsoort.values else brief.soort
    return {
        "naam": f"Concept van de brief: {label.lower()}" if brief.concept else f"Brief: {label.lower()}",
        "stand": made if brief.concept else f"{made}, {sent}",
        "vormen": [
            {"soort": vorm.upper(), "url": reverse("agressie_brief", args=[incident.kenmerk, brief.pk, vorm])}
            for vorm in ("pdf", "odt")
        ]
        if zicht.identiteit and brief.pdf_id
        else [],
    }


def _evaluation(e: Any) -> dict[str, str]:
    return {"op": in_full(e.gehouden_op), "uitkomst": e.get_uitkomst_display(), "uitleg": e.toelichting}
