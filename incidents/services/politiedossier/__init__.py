"""The police file (PIF): made with one button, as a PDF and as data, kept by version with its hash.

Source: the domain document, section 6 (Eenduidige Landelijke Afspraken).
"""

import json
from dataclasses import dataclass

from casework import documents
from casework.lifecycle import By
from casework.typesetting import as_pdf, huisstijl_of
from incidents import permissions
from incidents.lists import Aangever, Doelbinding, Privacyvorm
from incidents.models import Incident, Politiedossier, dossier
from incidents.services.engine import ENGINE, user_of
from incidents.services.politiedossier.afschermen import Afscherming
from incidents.services.politiedossier.gegevens import Vorm, collect
from incidents.services.politiedossier.ontbreekt import what_is_missing
from incidents.services.politiedossier.stuk import document_of
from organisations.access import Access

BESLOTEN = ("tekst", "getuigen")


@dataclass(frozen=True)
class Aanvraag:
    """Who reports it to the police and how, and whom the police may call."""

    contactpersoon: str
    telefoon: str = ""
    email: str = ""
    aangever: str = Aangever.WERKGEVER
    privacyvorm: str = Privacyvorm.DOMICILIE_WERKGEVER


def make(incident: Incident, aanvraag: Aanvraag, *, by: By) -> Politiedossier:
    """A new version of the police file; what is missing stands in it. Earlier versions stay as they were.

    Who may not know the name of the veroorzaker makes a file without it.
    """
    with ENGINE.perform(incident, "pif_maken", by=by) as step:
        case = step.case
        dossier.load(case, besloten=BESLOTEN)
        vorm = Vorm(
            versie=len(case.politiedossiers.all()) + 1,
            gemaakt_op=step.on,
            met_identiteit=may_name(by, case),
            aanvraag=vars(aanvraag),
        )
        found = collect(case, vorm, Afscherming.of(case, aanvraag.privacyvorm))
        missing = what_is_missing(case)
        found["ontbreekt"] = [one.tekst for one in missing]
        row = _keep(case, found, vorm, by)
        step.data |= {"versie": vorm.versie, "sha256": row.pdf.sha256}
    return row


def may_name(by: By, incident: Incident) -> bool:
    """The name of a veroorzaker is in the file when it is kept for an aangifte, and the maker may know it."""
    kept = any(v.persoon_id and v.doel == Doelbinding.AANGIFTE for v in incident.veroorzakers.all())
    return kept and isinstance(by, Access) and permissions.can_see_identiteit(by, incident)


def _keep(incident: Incident, found: dict, vorm: Vorm, by: By) -> Politiedossier:
    organisation = incident.organisation
    name = f"PIF-{incident.kenmerk}-versie-{vorm.versie}"
    pdf = as_pdf(document_of(found, huisstijl_of(organisation), vorm.gemaakt_op))
    data = json.dumps(found, ensure_ascii=False, indent=2).encode()
    return Politiedossier.objects.create(
        incident=incident,
        versie=vorm.versie,
        gemaakt_op=vorm.gemaakt_op,
        aangever=vorm.aanvraag["aangever"],
        privacyvorm=vorm.aanvraag["privacyvorm"],
        met_identiteit=vorm.met_identiteit,
        ontbreekt=found["ontbreekt"],
        pdf=documents.keep(organisation, f"{name}.pdf", "application/pdf", pdf, by=by),
        gegevens=documents.keep(organisation, f"{name}.json", "application/json", data, by=by),
        door=user_of(by),
    )
