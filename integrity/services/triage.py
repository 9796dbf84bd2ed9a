"""What happens with a zaak: a route, or dropping out with a second reader."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Greatest

from casework import terms
from casework.lifecycle import By, NotAllowed
from casework.lists import NIET_GEREGISTREERD_IMPORT
from integrity import lifecycle
from integrity.lists import Route
from integrity.models import (
    Bericht,
    Betrokkene,
    Lijnbehandeling,
    MelderIdentiteit,
    Melding,
    Sluiting,
    Terugkoppeling,
    Triagebesluit,
    Uitsluiting,
    Uitstroomvoorstel,
    Zaak,
    ZaakTermijn,
)
from integrity.services.apart import find_somebody, put_apart
from integrity.services.engine import ENGINE, is_live, user_of
from integrity.services.notices import announce, ask
from integrity.services.oordeel import watch_orders
from integrity.services.people import assign, guard, second_readers_of
from organisations.models import User


@dataclass(frozen=True)
class Beoordeling:
    """What has to be weighed before a route is chosen (domain document, step ``beoordelen``)."""

    motivering: str
    conflict_nagegaan: bool | None = None
    misstand: bool | None = None
    ondermijning: bool = False
    beveiligingsincident: bool = False
    risico_melder: str = ""
    art_162: str = ""
    bevoegd_gezag: User | None = None
    leidinggevende: User | None = None
    opdracht: str = ""


@transaction.atomic
def judge(zaak: Zaak, route: str, weighed: Beoordeling, *, by: By, on: date | None = None) -> None:
    """Choose the route of a zaak. The first route ever chosen is the one reports count."""
    with ENGINE.perform(zaak, "beoordelen", by=by, on=on, to=str(route), live=is_live(by)) as step:
        locked = step.case
        if is_live(by):
            if weighed.bevoegd_gezag:
                if weighed.bevoegd_gezag == user_of(by):
                    raise ValidationError({"bevoegd_gezag": "Wie de zaak inneemt, oordeelt er niet over."})
                assign(locked, "bevoegd_gezag", weighed.bevoegd_gezag)
            if route == Route.IN_DE_LIJN:
                assign(locked, "leidinggevende", weighed.leidinggevende)
            locked.misstand = weighed.misstand
            locked.ondermijning = weighed.ondermijning
            locked.beveiligingsincident = weighed.beveiligingsincident
            # the three months bind by law while it may be a misstand
            locked.termijnen.filter(code="terugkoppelen").update(wettelijk=weighed.misstand is not False)
        Triagebesluit.objects.create(
            zaak=locked,
            genomen_op=step.on,
            route=route,
            motivering=weighed.motivering,
            conflict_nagegaan=weighed.conflict_nagegaan,
            risico_melder=weighed.risico_melder,
            art_162=weighed.art_162,
            door=user_of(by),
        )
        if route == Route.IN_DE_LIJN:
            Lijnbehandeling.objects.create(
                zaak=locked,
                leidinggevende=weighed.leidinggevende,
                opdracht=weighed.opdracht,
                gestart_op=step.on,
            )
        step.data["route"] = str(route)
    if is_live(by):
        ask(zaak)


@transaction.atomic
def propose_drop(
    zaak: Zaak, reden: str, *, motivering: str, bericht: str, by: By, on: date | None = None
) -> None:
    """Propose not to take a zaak up; a second reader decides. ``bericht`` is what the melder will read."""
    with ENGINE.perform(zaak, "uitstroom_voorstellen", by=by, on=on) as step:
        Uitstroomvoorstel.objects.create(
            zaak=step.case,
            reden=reden,
            motivering=motivering,
            bericht_aan_melder=bericht,
            voorgesteld_op=step.on,
            voorgesteld_door=user_of(by),
        )
        step.case.voorgesteld_door = user_of(by)
        step.data["reden"] = str(reden)
    ask(zaak, second_readers_of(zaak))


def confirm_drop(zaak: Zaak, *, by: By, on: date | None = None) -> None:
    """The second reader agrees: the zaak is not taken up, and the melder hears why."""
    with ENGINE.perform(zaak, "uitstroom_bevestigen", by=by, on=on) as step:
        proposal = _decide(step.case, True, "", by, step.on)
        _drop(step.case, proposal.reden, proposal.motivering, step.on, proposal.voorgesteld_door, by)
        _tell_melders(step.case, proposal.bericht_aan_melder, step.on, proposal.voorgesteld_door)
        step.data["reden"] = proposal.reden


@transaction.atomic
def refuse_drop(zaak: Zaak, *, toelichting: str, by: By, on: date | None = None) -> None:
    """The second reader disagrees: the zaak goes on where it was."""
    with ENGINE.perform(zaak, "uitstroom_afwijzen", by=by, on=on) as step:
        _decide(step.case, False, toelichting, by, step.on)
    ask(zaak)


def take_over_drop(zaak: Zaak, reden: str, *, by: By, on: date) -> None:
    """An old registration says that the zaak dropped out; who read it a second time it does not say."""
    with ENGINE.perform(zaak, "uitstroom_bevestigen", by=by, on=on, live=False) as step:
        _drop(step.case, reden, NIET_GEREGISTREERD_IMPORT, step.on, None, by)
        step.data["reden"] = str(reden)


def _decide(zaak: Zaak, akkoord: bool, toelichting: str, by: By, on: date) -> Uitstroomvoorstel:
    proposal = zaak.uitstroomvoorstellen.select_for_update().get(beslist_op=None)
    proposal.beslist_op = on
    proposal.beslist_door = user_of(by)
    proposal.akkoord = akkoord
    proposal.toelichting = toelichting
    proposal.save()
    zaak.voorgesteld_door = None
    return proposal


def _drop(zaak: Zaak, reden: str, motivering: str, on: date, proposed_by: User | None, by: By) -> None:
    Triagebesluit.objects.create(
        zaak=zaak,
        genomen_op=on,
        uitstroomreden=reden,
        motivering=motivering,
        door=proposed_by,
        tweede_lezer=user_of(by),
    )
    Sluiting.objects.create(zaak=zaak, uitgestroomd_op=on)
    if is_live(by):
        # what was going on in it ends with it
        zaak.onderzoeken.filter(afgerond_op=None).update(afgerond_op=Greatest(Value(on), "gestart_op"))
        zaak.lijnbehandelingen.filter(afgerond_op=None).update(afgerond_op=Greatest(Value(on), "gestart_op"))
        zaak.leidinggevende = None


def _tell_melders(zaak: Zaak, tekst: str, on: date, door: User | None) -> None:
    known = MelderIdentiteit.objects.filter(melding__zaak=zaak).select_related("melding")
    for identiteit in known:
        give_feedback(identiteit.melding, tekst, on=on, wijze="bericht", door=door)
        announce(identiteit.melding, f"terugkoppeling:{identiteit.melding_id}:{on}")


def give_feedback(melding: Melding, tekst: str, *, on: date, wijze: str, door: User | None) -> None:
    """Record what the melder was told, and put it where they read it; ends the term of three months."""
    Terugkoppeling.objects.create(melding=melding, gegeven_op=on, wijze=wijze, tekst=tekst, door=door)
    Bericht.objects.create(melding=melding, van_melder=False, tekst=tekst, door=door)
    melding.teruggekoppeld_op = on
    melding.save(update_fields=["teruggekoppeld_op"])
    terms.stop_terms(melding.zaak, ["terugkoppelen"], on=on, melding=melding)


def join(zaak: Zaak, target: Zaak, *, by: By, on: date | None = None) -> None:
    """Join the meldingen of one zaak to another about the same facts; the emptied zaak ends.

    Who may not see the one may not see the other either. ``target`` was fetched as visible to ``by``.
    """
    if zaak.pk == target.pk:
        raise ValidationError("Een zaak kan niet bij zichzelf gevoegd worden. Kies een andere zaak.")
    if (zaak.organisation_id, zaak.compartiment) != (target.organisation_id, target.compartiment):
        raise NotAllowed("Deze pagina bestaat niet.")
    with transaction.atomic():
        # always in the same order, so that two people joining crosswise can't lock each other out
        list(Zaak.objects.select_for_update().filter(pk__in=(zaak.pk, target.pk)).order_by("pk"))
        target.refresh_from_db()
        if target.status not in lifecycle.OPEN:
            raise ValidationError("Die zaak is niet meer open. Heropen die eerst, of kies een andere zaak.")
        with ENGINE.perform(zaak, "voegen", by=by, on=on) as step:
            source = step.case
            meldingen = list(source.meldingen.all())
            source.meldingen.filter(eigen_zaak=None).update(eigen_zaak=source)
            Melding.objects.filter(pk__in=[m.pk for m in meldingen]).update(zaak=target, gevoegd_op=step.on)
            source.termijnen.filter(melding__isnull=False).update(zaak=target)
            ZaakTermijn.objects.filter(zaak=source, gestopt_op=None).update(gestopt_op=step.on)
            Sluiting.objects.create(zaak=source, afgesloten_op=step.on)
            source.afgesloten_op = step.on
            source.opgegaan_in = target
            source.save()
            _keep_the_same_people_out(source, target)
            _move_people(source, target)
            guard(target, [m.betreft for m in meldingen])
            find_somebody(target)
            watch_orders(target)
            step.data["bij"] = target.pk
        ENGINE.note(target, "gevoegd", by=by, on=on, data={"van": zaak.pk})


def _keep_the_same_people_out(source: Zaak, target: Zaak) -> None:
    """For whom the one does not exist the other does not either, and they have no part in it any more."""
    why = {u.user_id: u.grond for u in source.uitsluitingen.all()}
    for user in User.objects.filter(pk__in=source.kept_out | target.kept_out):
        put_apart(target, user, why.get(user.pk, Uitsluiting.Grond.BELANG))


def _move_people(source: Zaak, target: Zaak) -> None:
    """Move the betrokkenen with all that was said and decided of them; there is one unknown offender."""
    last = max((b.nummer or 0 for b in target.betrokkenen.all()), default=0)
    unknown = target.betrokkenen.filter(nummer=None).first()
    for betrokkene in list(source.betrokkenen.all()):
        person = unknown if betrokkene.onbekend and unknown else betrokkene
        if not betrokkene.onbekend:
            last += 1
            betrokkene.nummer = last
        betrokkene.zaak = target
        if person is betrokkene:
            betrokkene.save(update_fields=["nummer", "zaak"])
        betrokkene.maatregelen.filter(pk__in=_twice(betrokkene, person)).delete()
        for what in (
            betrokkene.aantijgingen,
            betrokkene.maatregelen,
            betrokkene.ordemaatregelen,
            betrokkene.wederhoren,
        ):
            what.update(betrokkene=person, zaak=target)
        if person is not betrokkene:
            betrokkene.delete()


def _twice(betrokkene: Betrokkene, person: Betrokkene) -> list[int]:
    """The measures of an unknown offender that the other zaak holds too, of the same day."""
    if person is betrokkene:
        return []
    known = set(person.maatregelen.values_list("maatregel", "opgelegd_op"))
    return [m.pk for m in betrokkene.maatregelen.all() if (m.maatregel, m.opgelegd_op) in known]
