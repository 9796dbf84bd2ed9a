"""Care: what the melder hears, how they fare, and what the organisation learns."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from casework import terms
from casework.lifecycle import By
from integrity.lists import ContactSoort
from integrity.models import Bericht, Contactmoment, Melding, Notitie, Verbeteractie, Zaak
from integrity.services.engine import ENGINE, user_of
from integrity.services.intake import lock, next_check
from integrity.services.notices import announce
from integrity.services.triage import give_feedback
from ledger import audit
from organisations.access import Access


def tell_melder(zaak: Zaak, melding: Melding, tekst: str, *, by: By) -> Bericht:
    """Send the melder a message. The mail that announces it says nothing of what it is about."""
    with ENGINE.perform(zaak, "bericht_sturen", by=by) as step:
        bericht = Bericht.objects.create(melding=melding, van_melder=False, tekst=tekst, door=user_of(by))
        step.data |= {"melding": melding.pk, "bericht": bericht.pk}
        announce(melding, f"bericht:{bericht.pk}")
    return bericht


def answer(melding: Melding, tekst: str, *, by: Access) -> Bericht:
    """Send a message to the melder of an adviesvraag or signaal, which has no zaak."""
    if melding.zaak_id is not None:
        raise ValidationError("Deze melding heeft een zaak. Stuur het bericht vanuit de zaak.")
    with transaction.atomic():
        bericht = Bericht.objects.create(melding=melding, van_melder=False, tekst=tekst, door=by.user)
        audit.record(
            actor=by.actor,
            verb="bericht_sturen",
            subject=melding,
            organisation_id=melding.organisation_id,
            data={"melding": melding.pk, "bericht": bericht.pk},
        )
        announce(melding, f"bericht:{bericht.pk}")
    return bericht


def feed_back(
    zaak: Zaak, melding: Melding, tekst: str, *, wijze: str, by: By, on: date | None = None
) -> None:
    """Tell the melder what was judged and done; ends the three months for that melding."""
    with ENGINE.perform(zaak, "terugkoppelen", by=by, on=on) as step:
        lock(melding, step.case)
        if melding.teruggekoppeld_op:
            raise ValidationError("Aan deze melder is al teruggekoppeld. Stuur een bericht.")
        give_feedback(melding, tekst, on=step.on, wijze=wijze, door=user_of(by))
        step.data["melding"] = melding.pk
        announce(melding, f"terugkoppeling:{melding.pk}:{step.on}")


def record_contact(
    zaak: Zaak, soort: str, *, bevinding: str, by: By, opvolging: str = "", on: date | None = None
) -> Contactmoment:
    """Record a moment of care. After a benadelingscheck the next one is planned, up to a year; one that is
    held a few days early counts as the one that was due."""
    with ENGINE.perform(zaak, "contact_vastleggen", by=by, on=on) as step:
        contact = Contactmoment.objects.create(
            zaak=step.case,
            soort=soort,
            gehouden_op=step.on,
            bevinding=bevinding,
            opvolging=opvolging,
            door=user_of(by),
        )
        step.data |= {"contact": contact.pk, "soort": str(soort)}
        if soort == ContactSoort.BENADELINGSCHECK:
            first = step.case.meldingen.order_by("ontvangen_op", "pk").first()
            running = step.case.termijnen.filter(code="benadelingscheck", gestopt_op=None)
            done = max([step.on, *running.values_list("verloopt_op", flat=True)])
            following = next_check(first, done) if first else None
            terms.stop_terms(step.case, ["benadelingscheck"], on=step.on)
            if following:
                length = terms.Duur((following - step.on).days)
                terms.start_term(step.case, "benadelingscheck", start=step.on, duur=length, melding=first)
    return contact


def add_improvement(
    zaak: Zaak, omschrijving: str, *, by: By, eigenaar: str = "", gereed_voor: date | None = None
) -> Verbeteractie:
    with ENGINE.perform(zaak, "verbeteractie_vastleggen", by=by) as step:
        action = Verbeteractie.objects.create(
            zaak=step.case,
            omschrijving=omschrijving,
            eigenaar=eigenaar,
            vastgelegd_op=step.on,
            gereed_voor=gereed_voor,
        )
        step.data["verbeteractie"] = action.pk
    return action


def update_improvement(
    zaak: Zaak, action: Verbeteractie, *, by: By, eigenaar: str, gereed_op: date | None = None
) -> None:
    with ENGINE.perform(zaak, "verbeteractie_bijwerken", by=by) as step:
        if not eigenaar and not gereed_op:
            raise ValidationError({"eigenaar": "Vul in wie dit oppakt."})
        action.eigenaar = eigenaar
        action.gereed_op = gereed_op
        action.save(update_fields=["eigenaar", "gereed_op"])
        step.data["verbeteractie"] = action.pk


def write_note(zaak: Zaak, tekst: str, *, by: By) -> Notitie:
    """An internal note; its text is not in the audit line."""
    with ENGINE.perform(zaak, "notitie_maken", by=by) as step:
        note = Notitie.objects.create(zaak=step.case, tekst=tekst, door=user_of(by))
        step.data["notitie"] = note.pk
    return note


def read_by_handler(zaak: Zaak) -> None:
    """Who looks after the melder opened the zaak: what the melder wrote is read."""
    waiting = Bericht.objects.filter(melding__zaak=zaak, van_melder=True, gelezen_at=None)
    waiting.update(gelezen_at=timezone.now())
