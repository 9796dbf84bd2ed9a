"""Correcting a wrong date or category, with a reason; the old value stays in the history."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from casework import terms
from casework.lifecycle import By, NotAllowed
from integrity import permissions
from integrity.lists import Compartiment
from integrity.models import Melding, Zaak
from integrity.services import history
from integrity.services.apart import find_somebody
from integrity.services.engine import ENGINE, user_of
from integrity.services.notices import ask
from integrity.services.people import DELEN, coordinators_of
from organisations.access import Access


@dataclass(frozen=True)
class Gegeven:
    """One value of a zaak that can be corrected: where it is stored and what it is."""

    sleutel: str
    label: str
    object: models.Model
    veld: str
    soort: str  # datum, categorie or betreft
    van_gezag: bool = False  # said by the bevoegd gezag in GIR: nobody else changes it


def correctable(zaak: Zaak) -> list[Gegeven]:
    """Everything of this zaak that counts in figures and may have been written down wrong."""
    found: list[Gegeven] = []

    def add(
        obj: models.Model, veld: str, label: str, soort: str = "datum", *, van_gezag: bool = False
    ) -> None:
        if soort != "datum" or getattr(obj, veld) is not None:
            name = f"{obj._meta.model_name}-{obj.pk}-{veld}"
            found.append(Gegeven(name, label, obj, veld, soort, van_gezag))

    for melding in zaak.meldingen.all():
        add(melding, "ontvangen_op", f"Melding {melding.kenmerk}: ontvangen op")
        add(melding, "categorie", f"Melding {melding.kenmerk}: categorie", "categorie")
        add(melding, "betreft", f"Melding {melding.kenmerk}: betreft", "betreft")
    for besluit in zaak.triagebesluiten.all():
        what = besluit.get_route_display() or besluit.get_uitstroomreden_display()
        add(besluit, "genomen_op", f"Beoordeling ({what}): genomen op")
    for onderzoek in zaak.onderzoeken.all():
        add(onderzoek, "gestart_op", f"{onderzoek.get_soort_display()}: gestart op")
        add(onderzoek, "afgerond_op", f"{onderzoek.get_soort_display()}: afgerond op")
    judged = set()
    for a in zaak.aantijgingen.select_related("betrokkene"):
        add(a, "vermoede_categorie", f"Aantijging {a.betrokkene}: vermoede categorie", "categorie")
        if a.oordeel:
            theirs = a.geoordeeld_door_id is not None
            judged |= {a.betrokkene_id} if theirs else set()
            what = f"Aantijging {a.betrokkene}"
            add(a, "oordeel_op", f"{what}: oordeel op", van_gezag=theirs)
            add(a, "vastgestelde_categorie", f"{what}: vastgesteld", "categorie", van_gezag=theirs)
    for maatregel in zaak.maatregelen.select_related("betrokkene"):
        # in the line, or in an old registration, no bevoegd gezag decided
        theirs = maatregel.besloten_door_id is not None and maatregel.betrokkene_id in judged
        add(maatregel, "opgelegd_op", f"Maatregel {maatregel.betrokkene}: opgelegd op", van_gezag=theirs)
    for aangifte in zaak.aangiften.all():
        add(aangifte, "gedaan_op", "Aangifte: gedaan op")
    if zaak.afgesloten_op:
        add(zaak, "afgesloten_op", "Zaak: afgesloten op")
    return found


def may_correct(access: Access, zaak: Zaak, gegeven: Gegeven) -> bool:
    """The bevoegd gezag its own oordeel and maatregelen, who coordinates all the rest."""
    if gegeven.van_gezag:
        return permissions.is_bevoegd_gezag(access, zaak)
    return permissions.is_coordinator(access, zaak)


def correct(zaak: Zaak, sleutel: str, value: date | str, *, reden: str, by: By) -> None:
    """Replace one value. Raises ValidationError when the history would become impossible."""
    with ENGINE.perform(zaak, "corrigeren", by=by) as step:
        wanted = next((g for g in correctable(step.case) if g.sleutel == sleutel), None)
        if wanted is None:
            raise ValidationError("Dit gegeven bestaat niet (meer). Kies een ander.")
        if wanted.soort == "datum" and value > timezone.localdate():
            raise ValidationError("De datum ligt in de toekomst. Vul een datum tot en met vandaag in.")
        if isinstance(by, Access) and not may_correct(by, step.case, wanted):
            raise NotAllowed("Deze pagina bestaat niet.")
        old = getattr(wanted.object, wanted.veld)
        target = step.case if wanted.object == step.case else wanted.object
        with history.kept_possible(step.case):
            setattr(target, wanted.veld, value)
            try:
                target.validate_constraints()
            except ValidationError:
                raise ValidationError("Zo klopt de geschiedenis niet meer. Controleer de datum.") from None
            target.save()
            _follow(step.case, target, wanted, old, value)
        step.data |= {"gegeven": sleutel, "was": str(old or ""), "wordt": str(value)}
        step.case.notities.create(tekst=f"Correctie van {wanted.label}: {reden}", door=user_of(by))


def _follow(zaak: Zaak, target: models.Model, wanted: Gegeven, old: object, value: object) -> None:
    """What is derived from the corrected value follows it."""
    first = zaak.meldingen.filter(eigen_zaak=None, gevoegd_op=None).order_by("pk").first()
    if target == first and wanted.veld == "ontvangen_op":
        zaak.ontvangen_op = value
    if isinstance(target, Melding) and wanted.veld == "ontvangen_op":
        _restart_terms(zaak, target, old)
    if target == first and wanted.veld == "betreft":
        _hand_over(zaak, value)
    if wanted.veld == "afgesloten_op" and target == zaak:
        zaak.sluitingen.filter(heropend_op=None).update(afgesloten_op=value)
    if wanted.veld == "genomen_op":
        zaak.sluitingen.filter(heropend_op=None, uitgestroomd_op=old).update(uitgestroomd_op=value)
    if zaak.status_sinds == old:
        zaak.status_sinds = value


def _hand_over(zaak: Zaak, betreft: str) -> None:
    """Whom it is about decides who handles it: in another compartment the parts end, and who coordinates
    there is told."""
    before, zaak.betreft, zaak.compartiment = zaak.compartiment, betreft, Compartiment.about(betreft)
    find_somebody(zaak)
    coordinators = coordinators_of(zaak.organisation, zaak.compartiment, about=betreft, zaak=zaak)
    if zaak.compartiment != before:
        for deel in DELEN:
            setattr(zaak, deel, None)
        ask(zaak, coordinators, because="compartiment")


def _restart_terms(zaak: Zaak, melding: Melding, old: object) -> None:
    """The terms of the law run from the receipt, so they move with it."""
    for term in zaak.termijnen.filter(melding=melding, gestart_op=old, gestopt_op=None):
        terms.restart_term(zaak, term, start=melding.ontvangen_op)
