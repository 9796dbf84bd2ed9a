"""The veroorzaker: what is known, who it is for who may know it, and how long that is kept."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from casework.datums import in_full
from incidents.models import Incident, Veroorzaker, VeroorzakerPersoon
from incidents.views.zicht import Incidentzicht
from ledger import audit

SIGNAAL_INGETROKKEN = "Het signaal voor de balie is ingetrokken. Stel het opnieuw in voor deze persoon."


def section(incident: Incident, zicht: Incidentzicht) -> dict:
    rows = list(incident.veroorzakers.all())
    linked = _linked(incident, zicht) if zicht.identiteit else []
    personen = {v.persoon_id: v.persoon for v in linked if v.incident_id == incident.pk}
    without_signal = _lost_their_signal(incident, zicht) if personen else set()
    found = {
        "reacties": _reactions(incident),
        "veroorzakers": [
            _row(incident, v, nr, personen, linked, without_signal) for nr, v in enumerate(rows, 1)
        ],
        "verzoeken": _requests(incident) if zicht.identiteit else [],
    }
    return found | {"meer": len(rows) > 1} if zicht.slachtoffer or any(found.values()) else {}


def _linked(incident: Incident, zicht: Incidentzicht) -> list[Veroorzaker]:
    """In one query: who it is here, and in which other incidents that this person may open."""
    ids = {v.persoon_id for v in incident.veroorzakers.all()} - {None}
    if not ids:
        return []
    visible = Incident.objects.visible_to(zicht.access)
    rows = Veroorzaker.objects.filter(Q(incident=incident) | Q(incident__in=visible), persoon__in=ids)
    return list(rows.select_related("persoon", "incident").order_by("-incident__voorval_op", "-incident"))


def _reactions(incident: Incident) -> list[dict[str, str]]:
    found = []
    for r in incident.reacties.all():
        if r.gegeven_op:
            found.append({"wat": f"Gereageerd op {in_full(r.gegeven_op)}", "uitleg": r.wijze})
        else:
            found.append({"wat": f"De reactie komt later: {in_full(r.later_op)}", "uitleg": r.reden})
    return found


def _row(
    incident: Incident,
    v: Veroorzaker,
    nr: int,
    personen: dict[int, VeroorzakerPersoon],
    linked: list[Veroorzaker],
    without_signal: set[int],
) -> dict[str, Any]:
    persoon = personen.get(v.persoon_id)
    pairs = [
        ("Bekend", v.get_bekend_display()),
        ("Wat voor persoon", v.get_type_display()),
        ("Drijfveer", v.get_drijfveer_display()),
        ("Signalement", v.signalement),
    ]
    if persoon:
        pairs += _identity(v, persoon)
    return {
        "kop": persoon.naam if persoon and persoon.naam else f"Veroorzaker {nr}",
        "rijen": [{"label": label, "waarde": value} for label, value in pairs if value],
        "signalen": _signals(incident, v, without_signal) if persoon else [],
        "brieven": _letters(incident, persoon) if persoon else [],
        "eerder": [_other(w.incident) for w in linked if _elsewhere(w, v)] if persoon else [],
    }


def _elsewhere(one: Veroorzaker, v: Veroorzaker) -> bool:
    return one.persoon_id == v.persoon_id and one.incident_id != v.incident_id


def _other(incident: Incident) -> dict[str, str]:
    return {
        "kenmerk": incident.kenmerk,
        "op": in_full(incident.voorval_op),
        "wat": incident.get_hoofdcategorie_display() or incident.get_soort_display(),
    }


def _identity(v: Veroorzaker, persoon: VeroorzakerPersoon) -> list[tuple[str, str]]:
    if persoon.verwijderd_op:
        return [("Identiteit", f"Verwijderd op {in_full(persoon.verwijderd_op)}")]
    hold = f"{in_full(persoon.bewaarplicht_tot)}. {persoon.bewaarplicht_reden}"
    return [
        ("Naam", persoon.naam),
        ("Geboortedatum", in_full(persoon.geboortedatum) or "Niet bekend"),
        ("Adres", persoon.adres),
        ("Waarvoor", v.doelen),
        ("Geïnformeerd", _informed(persoon)),
        ("Wettelijk bewaren tot en met", hold if persoon.bewaarplicht_tot else ""),
        ("Wordt verwijderd op", in_full(persoon.bewaren_tot)),
    ]


def _informed(persoon: VeroorzakerPersoon) -> str:
    if persoon.geinformeerd_op:
        return f"Op {in_full(persoon.geinformeerd_op)}"
    if persoon.informeren_uitgesteld_tot:
        return f"Uitgesteld tot {in_full(persoon.informeren_uitgesteld_tot)}: {persoon.uitstelreden}"
    return "Nog niet"


def _lost_their_signal(incident: Incident, zicht: Incidentzicht) -> set[int]:
    """The ids of the people who came in the place of somebody of whom the desk was told something, as long
    as that would have been in force."""
    lines = audit.history(incident).filter(
        verb="identiteit_vastleggen", data__signaal_gold_tot__gte=zicht.today.isoformat()
    )
    return set(lines.values_list("data__persoon", flat=True))


def _signals(incident: Incident, v: Veroorzaker, without_signal: set[int]) -> list[str]:
    told = [
        f"{s.get_aanwijzing_display()} Geldig tot en met {in_full(s.geldig_tot)}."
        for s in incident.signalen.all()
        if s.persoon_id == v.persoon_id and s.ingetrokken_op is None
    ]
    return told or ([SIGNAAL_INGETROKKEN] if v.persoon_id in without_signal else [])


def _letters(incident: Incident, persoon: VeroorzakerPersoon) -> list[dict[str, str]]:
    if persoon.informatie_pdf_id is None:
        return []
    return [
        {
            "url": reverse("agressie_informatiebrief", args=[incident.kenmerk, persoon.pk, vorm]),
            "naam": "Informatiebrief",
            "soort": vorm.upper(),
        }
        for vorm in ("pdf", "odt")
    ]


def _requests(incident: Incident) -> list[dict[str, str]]:
    return [
        {
            "wat": f"Verzoek om verwijdering van {in_full(v.ontvangen_op)}",
            "stand": f"{v.get_besluit_display()} ({in_full(v.besloten_op)})"
            if v.besluit
            else "Nog geen besluit",
            "uitleg": v.motivering,
        }
        for v in incident.verwijderverzoeken.all()
    ]
