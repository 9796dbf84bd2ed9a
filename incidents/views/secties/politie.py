"""What the police and justice were told and did, and the police files that were made."""

from typing import Any

from casework.bedragen import in_euros
from casework.datums import in_full
from incidents.models import Incident, Politiedossier, Strafverloop
from incidents.views.secties.bewijs import download, files_of
from incidents.views.zicht import Incidentzicht


def section(incident: Incident, zicht: Incidentzicht) -> dict:
    if not zicht.politie:
        return {}
    dossiers = reversed(incident.politiedossiers.all()) if zicht.bewijs else ()
    return {
        "besluit": _wishes(incident, zicht) + _decision(incident, zicht),
        "contacten": [_contact(one) for one in incident.politiecontacten.all()],
        "stappen": [_step(one, zicht) for one in incident.strafverlopen.all()],
        "dossiers": [_made(incident, one, zicht) for one in dossiers],
    }


def _wishes(incident: Incident, zicht: Incidentzicht) -> list[dict[str, str]]:
    """Whether each slachtoffer wants to file charges, for who may know who that is."""
    people = incident.slachtoffers.all() if zicht.slachtoffer else []
    return [
        {"label": f"Aangifte gewenst door {hurt}", "waarde": hurt.get_aangifte_gewenst_display()}
        for hurt in people
        if hurt.aangifte_gewenst
    ]


def _decision(incident: Incident, zicht: Incidentzicht) -> list[dict[str, Any]]:
    besluit = incident.politiebesluit
    if besluit is None:
        return []
    rows = (
        ("Besluit", f"{besluit.get_besluit_display()}, {in_full(besluit.besloten_op)}".strip(", ")),
        ("Waarom geen aangifte", besluit.get_reden_geen_aangifte_display()),
        ("Hulpofficier gevraagd", in_full(besluit.hulpofficier_gevraagd_op)),
        ("Strafbaar", besluit.get_strafbaar_display()),
        ("Toelichting", besluit.toelichting if zicht.bewijs else ""),
    )
    return [{"label": label, "waarde": value} for label, value in rows if value]


def _contact(one) -> dict[str, Any]:
    details = [
        f"nummer {one.nummer}" if one.nummer else "",
        one.get_aangever_display().lower(),
        one.get_privacyvorm_display().lower(),
        {True: "VPT-code op de zaak", False: "VPT-code niet op de zaak", None: ""}[one.vpt_code]
        or ("VPT-code gevraagd" if one.vpt_gevraagd else ""),
    ]
    return {
        "datum": in_full(one.gedaan_op),
        "stap": one.get_stap_display(),
        "details": ", ".join(part for part in details if part),
    }


def _step(one: Strafverloop, zicht: Incidentzicht) -> dict[str, Any]:
    amount = in_euros(one.bedrag) if one.bedrag is not None else ""
    return {
        "datum": in_full(one.op),
        "stap": one.get_stap_display() or "Uitkomst",
        "details": ", ".join(part for part in (one.get_afdoening_display(), amount) if part),
        "toelichting": one.toelichting if zicht.bewijs else "",
    }


def _made(incident: Incident, one: Politiedossier, zicht: Incidentzicht) -> dict[str, Any]:
    """A version; who may not know the name in it sees that it is there."""
    files = files_of(incident)
    open_ = (zicht.identiteit or not one.met_identiteit) and one.verwijderd_op is None
    return {
        "versie": one.versie,
        "datum": in_full(one.gemaakt_op),
        "privacyvorm": one.get_privacyvorm_display(),
        "verwijderd": in_full(one.verwijderd_op),
        "ontbreekt": len(one.ontbreekt),
        "sha256": files[one.pdf_id].sha256,
        "downloads": [
            download(incident, files[one.pdf_id], f"Politiedossier versie {one.versie}", "PDF"),
            download(incident, files[one.gegevens_id], f"Gegevens versie {one.versie}", "JSON"),
        ]
        if open_
        else [],
    }
