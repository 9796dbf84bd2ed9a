"""Correcting a wrong date or category, with a reason; the old value stays in the history."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from casework import terms
from casework.lifecycle import By
from integrity.lists import Compartiment
from integrity.models import Melding, Zaak, ZaakTermijn
from integrity.services.engine import ENGINE, user_of


@dataclass(frozen=True)
class Gegeven:
    """One value of a zaak that can be corrected: where it is stored and what it is."""

    sleutel: str
    label: str
    object: models.Model
    veld: str
    soort: str  # datum, categorie or betreft


def correctable(zaak: Zaak) -> list[Gegeven]:
    """Everything of this zaak that counts in figures and may have been written down wrong."""
    found: list[Gegeven] = []

    def add(obj: models.Model, veld: str, label: str, soort: str = "datum") -> None:
        if soort != "datum" or getattr(obj, veld) is not None:
            name = f"{obj._meta.model_name}-{obj.pk}-{veld}"
            found.append(Gegeven(name, label, obj, veld, soort))

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
    for a in zaak.aantijgingen.select_related("betrokkene"):
        add(a, "vermoede_categorie", f"Aantijging {a.betrokkene}: vermoede categorie", "categorie")
        if a.oordeel:
            add(a, "oordeel_op", f"Aantijging {a.betrokkene}: oordeel op")
            add(a, "vastgestelde_categorie", f"Aantijging {a.betrokkene}: vastgesteld", "categorie")
    for maatregel in zaak.maatregelen.select_related("betrokkene"):
        add(maatregel, "opgelegd_op", f"Maatregel {maatregel.betrokkene}: opgelegd op")
    for aangifte in zaak.aangiften.all():
        add(aangifte, "gedaan_op", "Aangifte: gedaan op")
    if zaak.afgesloten_op:
        add(zaak, "afgesloten_op", "Zaak: afgesloten op")
    return found


def correct(zaak: Zaak, sleutel: str, value: date | str, *, reden: str, by: By) -> None:
    """Replace one value. Raises ValidationError when the history would become impossible."""
    with ENGINE.perform(zaak, "corrigeren", by=by) as step:
        wanted = next((g for g in correctable(step.case) if g.sleutel == sleutel), None)
        if wanted is None:
            raise ValidationError("Dit gegeven bestaat niet (meer). Kies een ander.")
        if wanted.soort == "datum" and value > timezone.localdate():
            raise ValidationError("De datum ligt in de toekomst. Vul een datum tot en met vandaag in.")
        old = getattr(wanted.object, wanted.veld)
        target = step.case if wanted.object == step.case else wanted.object
        setattr(target, wanted.veld, value)
        try:
            target.validate_constraints()
        except ValidationError:
            raise ValidationError("Zo klopt de geschiedenis niet meer. Controleer de datum.") from None
        target.save()
        _follow(step.case, target, wanted, old, value)
        _check_history(step.case)
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
        zaak.betreft = value
        zaak.compartiment = Compartiment.about(value)
    if wanted.veld == "afgesloten_op" and target == zaak:
        zaak.sluitingen.filter(heropend_op=None).update(afgesloten_op=value)
    if wanted.veld == "genomen_op":
        zaak.sluitingen.filter(heropend_op=None, uitgestroomd_op=old).update(uitgestroomd_op=value)
    if zaak.status_sinds == old:
        zaak.status_sinds = value


def _restart_terms(zaak: Zaak, melding: Melding, old: object) -> None:
    """The terms of the law run from the receipt, so they move with it."""
    for term in zaak.termijnen.filter(melding=melding, gestart_op=old, gestopt_op=None):
        definition = terms.DEFINITIES[zaak.REGISTER][term.code]
        fresh = terms.build_term(ZaakTermijn, zaak, definition, start=melding.ontvangen_op)
        term.gestart_op, term.verloopt_op = fresh.gestart_op, fresh.verloopt_op
        term.waarschuwen_op = fresh.waarschuwen_op
        term.save(update_fields=["gestart_op", "verloopt_op", "waarschuwen_op"])


def _check_history(zaak: Zaak) -> None:
    """Receipt, route, research, oordeel, maatregel, closing: in that order; equal days are in order."""

    def days(values: models.QuerySet, field: str) -> list[date]:
        return [d for d in values.values_list(field, flat=True) if d]

    order: list[tuple[str, list[date]]] = [
        ("de ontvangst", [zaak.ontvangen_op]),
        ("de beoordeling", days(zaak.triagebesluiten.exclude(route=""), "genomen_op")[:1]),
        ("de start van een onderzoek", days(zaak.onderzoeken, "gestart_op")),
        ("het einde van een onderzoek", days(zaak.onderzoeken, "afgerond_op")),
        ("het oordeel", days(zaak.aantijgingen, "oordeel_op")),
        ("een maatregel", days(zaak.maatregelen, "opgelegd_op")),
        ("de sluiting", [zaak.afgesloten_op] if zaak.afgesloten_op else []),
    ]
    _each_after_the_one_before([(what, d) for what, d in order if d], min)
    if any(day < zaak.ontvangen_op for day in days(zaak.triagebesluiten, "genomen_op")):
        raise ValidationError("Zo ligt de beoordeling voor de ontvangst. Controleer de datum.")
    for melding in zaak.meldingen.all():
        for day, what in (
            (melding.bevestigd_op, "bevestiging"),
            (melding.teruggekoppeld_op, "terugkoppeling"),
        ):
            if day and day < melding.ontvangen_op:
                raise ValidationError(f"Zo ligt de {what} voor de ontvangst. Controleer de datum.")


def _each_after_the_one_before(
    order: list[tuple[str, list[date]]], earliest: Callable[[list[date]], date]
) -> None:
    for (before, first), (after, then) in zip(order, order[1:], strict=False):
        if earliest(then) < earliest(first):
            raise ValidationError(f"Zo ligt {after} voor {before}. Controleer de datum.")
