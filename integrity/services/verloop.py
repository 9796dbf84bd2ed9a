"""Closing, reopening, waiting, longer terms, and who has which part."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from casework import terms
from casework.lifecycle import By
from integrity.lists import Basiseis
from integrity.models import BasiseisAntwoord, Sluiting, Uitsluiting, Zaak, ZaakTermijn
from integrity.services import history
from integrity.services.apart import free, hide, put_apart
from integrity.services.engine import ENGINE, is_live, user_of
from integrity.services.notices import announce, ask
from integrity.services.people import DELEN, assign, coordinators_of
from organisations.models import User


def close(zaak: Zaak, *, bewaarklasse: str = "", by: By, on: date | None = None) -> None:
    """Close a zaak. The terms that ran for handling it end; the care for the melder goes on.

    Raises ValidationError without a bewaarklasse, except for an old registration.
    """
    if is_live(by) and not bewaarklasse:
        raise ValidationError({"bewaarklasse": "Kies hoe lang de zaak bewaard blijft."})
    with ENGINE.perform(zaak, "sluiten", by=by, on=on, live=is_live(by)) as step:
        locked = step.case
        if is_live(by):
            with history.kept_possible(locked):
                locked.afgesloten_op = step.on
        locked.afgesloten_op = step.on
        locked.bewaarklasse = bewaarklasse
        in_force = locked.sluitingen.filter(heropend_op=None).first()
        if in_force is None:
            in_force = Sluiting(zaak=locked)
        in_force.afgesloten_op = step.on
        in_force.save()
        if is_live(by):
            running = locked.termijnen.filter(gestopt_op=None).exclude(code="benadelingscheck")
            terms.stop_terms(locked, list(running.values_list("code", flat=True)), on=step.on)


@transaction.atomic
def reopen(zaak: Zaak, *, reden: str, by: By, on: date | None = None) -> None:
    """Look again at a zaak that had ended. A decision to drop it lapses; a route stays the first route.

    A melder who was told how it ended is owed an answer again, within a new term.
    """
    with ENGINE.perform(zaak, "heropenen", by=by, on=on) as step:
        locked = step.case
        locked.sluitingen.filter(heropend_op=None).update(heropend_op=step.on, heropen_reden=reden)
        locked.triagebesluiten.filter(vervallen_op=None).exclude(uitstroomreden="").update(
            vervallen_op=step.on
        )
        locked.afgesloten_op = None
        locked.bewaarklasse = ""
        locked.heropend = True
        for melding in locked.meldingen.filter(identiteit__isnull=False, teruggekoppeld_op__isnull=False):
            melding.teruggekoppeld_op = None
            melding.save(update_fields=["teruggekoppeld_op"])
            terms.start_term(locked, "terugkoppelen", start=step.on, melding=melding)
        locked.termijnen.filter(code="terugkoppelen").update(wettelijk=locked.misstand is not False)
    ask(zaak)


def suspend(zaak: Zaak, *, reden: str, by: By, on: date | None = None) -> None:
    """Wait at the request of the OM or the police. The terms of the law run on."""
    with ENGINE.perform(zaak, "opschorten", by=by, on=on) as step:
        step.case.opgeschort_op = step.on
        terms.suspend_terms(step.case, on=step.on)
        _keep_reason(step.case, reden, by)


@transaction.atomic
def resume(zaak: Zaak, *, by: By, on: date | None = None) -> None:
    with ENGINE.perform(zaak, "hervatten", by=by, on=on) as step:
        if step.on < step.case.opgeschort_op:
            raise ValidationError("Hervatten kan niet voor het begin van de opschorting.")
        terms.resume_terms(step.case, on=step.on)
        _answers_until(step.case)
        step.case.opgeschort_op = None
    ask(zaak)


def lengthen(zaak: Zaak, termijn: ZaakTermijn, tot: date, *, reden: str, by: By) -> None:
    """Give a term a later end, with a motivation that the melder can read. Never a term of the law."""
    with ENGINE.perform(zaak, "termijn_verlengen", by=by) as step:
        locked = step.case.termijnen.select_for_update().get(pk=termijn.pk)
        if locked.wettelijk or locked.gestopt_op:
            raise ValidationError("Deze termijn kan niet worden verlengd.")
        if tot <= locked.verloopt_op:
            raise ValidationError({"tot": f"Kies een datum na {locked.verloopt_op:%d-%m-%Y}."})
        step.data |= {"termijn": locked.code, "was": str(locked.verloopt_op), "wordt": str(tot)}
        locked.verloopt_op = tot
        locked.waarschuwen_op = terms.shortly_before(tot, step.on)
        locked.save(update_fields=["verloopt_op", "waarschuwen_op"])
        _answers_until(step.case)
        for melding in step.case.meldingen.filter(identiteit__isnull=False):
            melding.berichten.create(
                van_melder=False,
                tekst=f"De behandeling duurt langer, tot {tot:%d-%m-%Y}. De reden: {reden}",
                door=user_of(by),
            )
            announce(melding, f"verlengd:{locked.pk}:{tot}")


def _answers_until(zaak: Zaak) -> None:
    """A betrokkene who has not answered yet may do so as long as the term of the wederhoor runs."""
    running = zaak.termijnen.filter(code="wederhoor", gestopt_op=None).first()
    if running:
        zaak.wederhoren.filter(zienswijze_op=None, termijn_tot__lt=running.verloopt_op).update(
            termijn_tot=running.verloopt_op
        )


def _keep_reason(zaak: Zaak, reden: str, by: By) -> None:
    if reden and user_of(by):
        zaak.notities.create(tekst=f"Opgeschort: {reden}", door=user_of(by))


@transaction.atomic
def hand_out(zaak: Zaak, *, by: By, opdracht: str = "", **delen: User | None) -> None:
    """Give people their part in a zaak: coordinator, leidinggevende, onderzoeker, bevoegd_gezag,
    procesbegeleider. Who is mentioned gets it, None takes it away. ``opdracht``: what a leidinggevende
    has to know, for a zaak that came into the line without one."""
    with ENGINE.perform(zaak, "toewijzen", by=by) as step:
        for deel, user in delen.items():
            if deel not in DELEN:
                raise ValidationError("Die rol bestaat niet in een zaak.")
            if getattr(step.case, f"{deel}_id") == (user.pk if user else None):
                continue
            step.data[deel] = user.pk if user else None
            assign(step.case, deel, user)
            if deel == "leidinggevende":
                in_line = step.case.lijnbehandelingen.filter(afgerond_op=None)
                if not in_line.update(leidinggevende=user) and user:
                    step.case.lijnbehandelingen.create(leidinggevende=user, gestart_op=step.on)
            running = step.case.onderzoeken.filter(afgerond_op=None)
            if deel == "onderzoeker":
                running.update(onderzoeker=user)
            if deel in ("onderzoeker", "bevoegd_gezag"):
                # the new one has to declare to be independent too
                BasiseisAntwoord.objects.filter(onderzoek__in=running, eis=Basiseis.ONAFHANKELIJK).delete()
        if opdracht:
            step.case.lijnbehandelingen.filter(afgerond_op=None).update(opdracht=opdracht)
    ask(zaak)


def keep_out(zaak: Zaak, user: User, *, grond: str = Uitsluiting.Grond.BELANG, by: By) -> None:
    """From now on this zaak does not exist for this person; who handles it next is told, when it changes."""
    if user == user_of(by):
        step_back(zaak, by=by)
        return
    with ENGINE.perform(zaak, "uitsluiten", by=by) as step:
        put_apart(step.case, user, grond)
        step.data["user"] = user.pk


@transaction.atomic
def step_back(zaak: Zaak, *, by: By) -> None:
    """Somebody who handles the zaak has an interest of their own and withdraws. Who coordinates it next is
    told before it is hidden: after that nothing of it is there for them."""
    me = user_of(by)
    with ENGINE.perform(zaak, "terugtrekken", by=by) as step:
        free(step.case, me)
    ask(
        zaak,
        coordinators_of(zaak.organisation, zaak.compartiment, about=zaak.betreft, zaak=zaak).exclude(
            pk=me.pk
        ),
        because=f":terug:{me.pk}",
    )
    hide(zaak, me, Uitsluiting.Grond.ZELF)
