"""Evidence and documents, witnesses, and what stands online."""

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from casework.datums import in_full
from casework.models import Bestand
from incidents.models import Bewijsstuk, Incident, OnlineUiting
from incidents.views.zicht import Incidentzicht


def section(incident: Incident, zicht: Incidentzicht) -> dict:
    if not zicht.bewijs:
        return {}
    return {
        "stukken": [_piece(incident, one) for one in incident.bewijsstukken.all()],
        "getuigen": list(incident.getuigen.all()),
        "online": [_online(one) for one in incident.online_uitingen.all()],
    }


def files_of(incident: Incident) -> dict[int, Bestand]:
    """Every file that the sections show, without its content, in one query for the page."""
    if "_bestanden" not in vars(incident):
        ids = {one.bestand_id for one in incident.bewijsstukken.all()}
        ids |= {pk for one in incident.politiedossiers.all() for pk in (one.pdf_id, one.gegevens_id)}
        incident._bestanden = Bestand.objects.in_bulk(ids) if ids else {}
    return incident._bestanden


def download(incident: Incident, bestand: Bestand, naam: str, soort: str) -> dict[str, str]:
    return {
        "url": reverse("agressie_bestand", args=[incident.kenmerk, bestand.kenmerk]),
        "naam": naam,
        "soort": soort,
        "grootte": filesizeformat(bestand.grootte),
    }


def _piece(incident: Incident, one: Bewijsstuk) -> dict[str, Any]:
    bestand = files_of(incident)[one.bestand_id]
    origin = [one.gemaakt_door, in_full(one.gemaakt_op), one.gemaakt_waar]
    return {
        "omschrijving": one.omschrijving,
        "download": download(incident, bestand, bestand.naam, bestand.naam.rsplit(".", 1)[-1].upper()),
        "herkomst": ", ".join(part for part in origin if part),
        "voor_politie": one.voor_politie,
        "sha256": bestand.sha256,
    }


def _online(one: OnlineUiting) -> dict[str, Any]:
    asked = (
        f"gevraagd op {in_full(one.verwijderverzoek_op)}" if one.verwijderverzoek_op else "nog niet gevraagd"
    )
    outcome = f"{one.get_uitkomst_display()}, {in_full(one.uitkomst_op)}".strip(", ")
    return {
        "platform": one.platform,
        "url": one.url,
        "geplaatst": in_full(one.geplaatst_op),
        "verzoek": asked,
        "uitkomst": outcome if one.uitkomst else "",
    }
