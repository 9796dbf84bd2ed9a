"""The police file (PIF): made with one button, as a PDF and as data, kept by version with its hash.

Source: the domain document, section 6 (Eenduidige Landelijke Afspraken).
"""

import json
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from casework import documents
from casework.lifecycle import By
from casework.typesetting import as_pdf, huisstijl_of
from incidents import permissions
from incidents.lists import Aangever, Privacyvorm
from incidents.models import Incident, Politiedossier, Veroorzaker, dossier
from incidents.services.engine import ENGINE, user_of
from incidents.services.politiedossier.afschermen import Afscherming
from incidents.services.politiedossier.gegevens import Vorm, collect
from incidents.services.politiedossier.ontbreekt import what_is_missing
from incidents.services.politiedossier.stuk import document_of
from ledger import audit
from organisations.access import Access

PRIVE = (
    "Hierin staat een naam of gegeven van het slachtoffer, of een privéadres of -nummer. De verdachte kan dit"
    " lezen. Vul gegevens van het werk in, van iemand anders."
)
GEEN_ADRES = (
    "Het slachtoffer kiest domicilie op het adres van uw organisatie, maar dat is niet ingevuld. Vraag de"
    " beheerder om het in te vullen bij Beheer, Organisatie."
)
BESLOTEN = ("tekst", "getuigen")


@dataclass(frozen=True)
class Aanvraag:
    """Who reports it to the police and how, and whom the police may call. ``identiteit_ook``: an identity
    that is kept for another purpose is used for the aangifte as well."""

    contactpersoon: str
    telefoon: str = ""
    email: str = ""
    aangever: str = Aangever.WERKGEVER
    privacyvorm: str = Privacyvorm.DOMICILIE_WERKGEVER
    identiteit_ook: bool = False


def make(incident: Incident, aanvraag: Aanvraag, *, by: By) -> Politiedossier:
    """A new version of the police file; what is missing stands in it. Earlier versions stay as they were.

    Who may not know the name of the veroorzaker makes a file without it. Raises ValidationError, by the name
    of the field, when whom the police may call gives away the slachtoffer or a private address or number, and
    for domicilie at an organisation of which the address is not known.
    """
    if aanvraag.privacyvorm == Privacyvorm.DOMICILIE_WERKGEVER and not incident.organisation.adresregels:
        raise ValidationError({"privacyvorm": GEEN_ADRES})
    with ENGINE.perform(incident, "pif_maken", by=by) as step:
        case = step.case
        dossier.load(case, besloten=BESLOTEN)
        if aanvraag.identiteit_ook:
            _use_for_charge(case, by)
        vorm = _form_of(case, aanvraag, step.on, by)
        afscherming = Afscherming.of(case, aanvraag.privacyvorm, aanvraag.telefoon)
        _refuse_private_contact(aanvraag, afscherming)
        found = collect(case, vorm, afscherming)
        missing = what_is_missing(case)
        found["ontbreekt"] = [one.tekst for one in missing if not one.intern]
        row = _keep(case, found, vorm, by)
        step.data |= {"versie": vorm.versie, "sha256": row.pdf.sha256}
    return row


def what_is_left_out(incident: Incident, *, by: By) -> list[str]:
    """What is taken out of the texts of an incident of which everything was read together, when the
    slachtoffer is not named: it is shown before the file is made."""
    aanvraag = Aanvraag("")
    afscherming = Afscherming.of(incident, aanvraag.privacyvorm)
    collect(incident, _form_of(incident, aanvraag, timezone.localdate(), by), afscherming)
    return afscherming.weggelaten


def _form_of(incident: Incident, aanvraag: Aanvraag, on: date, by: By) -> Vorm:
    return Vorm(
        versie=len(incident.politiedossiers.all()) + 1,
        gemaakt_op=on,
        met_identiteit=may_name(by, incident),
        aanvraag=vars(aanvraag),
    )


def _refuse_private_contact(aanvraag: Aanvraag, afscherming: Afscherming) -> None:
    told = {name: getattr(aanvraag, name) for name in ("contactpersoon", "telefoon", "email")}
    wrong = {name: PRIVE for name, text in told.items() if afscherming.text(text) != text}
    if wrong:
        raise ValidationError(wrong)
    afscherming.weggelaten.clear()


def may_name(by: By, incident: Incident) -> bool:
    """The name of a veroorzaker is in the file when it is kept for an aangifte, and the maker may know it."""
    kept = any(v.persoon_id and v.voor_aangifte for v in incident.veroorzakers.all())
    return kept and isinstance(by, Access) and permissions.can_see_identiteit(by, incident)


def kept_for_another_purpose(incident: Incident, by: By) -> list[Veroorzaker]:
    """Whose identity this person may know, and is not kept for an aangifte."""
    if not (isinstance(by, Access) and permissions.can_see_identiteit(by, incident)):
        return []
    found = incident.veroorzakers.all()
    return [v for v in found if v.persoon_id and not v.persoon.verwijderd_op and not v.voor_aangifte]


def _use_for_charge(incident: Incident, by: By) -> None:
    """The second purpose, with a line of its own. ``incident``: locked, and read together."""
    for one in kept_for_another_purpose(incident, by):
        one.ook_voor_aangifte = True
        one.save(update_fields=["ook_voor_aangifte"])
        audit.record(
            actor=by.actor,
            verb="identiteit_ook_voor_aangifte",
            subject=incident,
            organisation_id=incident.organisation_id,
            data={"veroorzaker": one.pk, "doel": one.doel},
        )


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
