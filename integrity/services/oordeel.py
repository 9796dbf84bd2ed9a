"""Judging, and deciding what it means for each betrokkene."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from casework import terms
from casework.lifecycle import By
from integrity import lifecycle
from integrity.lists import GEEN_SANCTIE, GEGROND, MaatregelCode
from integrity.models import Aangifte, Aantijging, Betrokkene, Maatregel, Ordemaatregel, Zaak
from integrity.services.engine import ENGINE, is_live, user_of
from integrity.services.notices import ask
from integrity.services.requirements import undecided


@dataclass(frozen=True)
class Oordeel:
    """What is judged of one aantijging. ``op``: only for an old registration with a day per aantijging."""

    aantijging: Aantijging
    oordeel: str
    vastgestelde_categorie: str = ""
    motivering: str = ""
    op: date | None = None


@transaction.atomic
def judge(zaak: Zaak, oordelen: Iterable[Oordeel], *, by: By, on: date | None = None) -> None:
    """Judge one or more aantijgingen. When all are judged the zaak goes on: to the maatregelen when
    something was established, else to the aftercare."""
    with ENGINE.perform(zaak, "oordelen", by=by, on=on, live=is_live(by)) as step:
        for one in oordelen:
            aantijging = step.case.aantijgingen.get(pk=one.aantijging.pk)
            if aantijging.oordeel and is_live(by):
                raise ValidationError(
                    "Over deze aantijging is al geoordeeld. Corrigeer het oordeel met een reden."
                )
            if one.oordeel in GEGROND and not one.vastgestelde_categorie and is_live(by):
                raise ValidationError("Kies de categorie die is vastgesteld.")
            aantijging.oordeel = one.oordeel
            aantijging.oordeel_op = one.op or step.on
            if one.oordeel in GEGROND or not is_live(by):
                aantijging.vastgestelde_categorie = one.vastgestelde_categorie
            aantijging.motivering = one.motivering
            aantijging.geoordeeld_door = user_of(by)
            aantijging.save()
            step.data[f"aantijging {aantijging.pk}"] = str(one.oordeel)
        if not step.case.aantijgingen.filter(oordeel="").exists():
            founded = step.case.aantijgingen.filter(oordeel__in=GEGROND).exists()
            step.to = lifecycle.MAATREGEL if founded else lifecycle.NAZORG
    if is_live(by):
        ask(zaak)


@dataclass(frozen=True)
class Besluit:
    """A decision about one betrokkene: one or more measures, or ``geen`` with its reason."""

    betrokkene: Betrokkene
    maatregelen: tuple[str, ...]
    reden: str = ""
    voornemen_op: date | None = None
    zienswijze_op: date | None = None
    juridisch_advies_op: date | None = None


def decide(zaak: Zaak, besluit: Besluit, *, by: By, on: date | None = None) -> list[Maatregel]:
    """Record the decision about a betrokkene of whom something was established.

    ``geen`` stands alone and needs a reason; a sanction needs legal advice, a voornemen and the chance
    to answer first. These do not bind an old registration.
    """
    if MaatregelCode.GEEN in besluit.maatregelen and len(besluit.maatregelen) > 1:
        raise ValidationError("“Geen maatregel” kan niet samen met een andere maatregel.")
    if is_live(by):
        _check(besluit)
    with ENGINE.perform(zaak, "maatregel_opleggen", by=by, on=on, live=is_live(by)) as step:
        if is_live(by):
            _check_order(besluit, step.on)
            founded = step.case.aantijgingen.filter(
                betrokkene=besluit.betrokkene, oordeel__in=GEGROND
            ).exists()
            if not founded:
                raise ValidationError("Bij deze betrokkene is niets vastgesteld: er valt niets te besluiten.")
            if besluit.betrokkene not in undecided(step.case):
                raise ValidationError("Over deze betrokkene is al besloten.")
            _check_after_oordeel(step.case, besluit, step.on)
        imposed = [
            Maatregel.objects.get_or_create(
                zaak=step.case,
                betrokkene=besluit.betrokkene,
                maatregel=code,
                opgelegd_op=step.on,
                defaults={
                    "reden": besluit.reden,
                    "voornemen_op": besluit.voornemen_op,
                    "zienswijze_op": besluit.zienswijze_op,
                    "juridisch_advies_op": besluit.juridisch_advies_op,
                    "besloten_door": user_of(by),
                },
            )[0]
            for code in besluit.maatregelen
        ]
        step.data |= {"betrokkene": besluit.betrokkene.pk, "maatregelen": list(map(str, besluit.maatregelen))}
    return imposed


def _check(besluit: Besluit) -> None:
    if not besluit.maatregelen:
        raise ValidationError("Kies een maatregel, of “Geen maatregel” met de reden.")
    if MaatregelCode.GEEN in besluit.maatregelen and not besluit.reden:
        raise ValidationError({"reden": "Geen maatregel is ook een besluit: geef de reden."})
    if any(code not in GEEN_SANCTIE for code in besluit.maatregelen):
        missing = {
            name: "Nodig bij een sanctie: vul de datum in."
            for name in ("juridisch_advies_op", "voornemen_op", "zienswijze_op")
            if getattr(besluit, name) is None
        }
        if missing:
            raise ValidationError(missing)


def _check_order(besluit: Besluit, on: date) -> None:
    """Voornemen, then the zienswijze, then the decision."""
    days = [d for d in (besluit.voornemen_op, besluit.zienswijze_op, on) if d]
    if days != sorted(days):
        raise ValidationError("De volgorde is: voornemen, zienswijze, besluit. Controleer de datums.")
    if besluit.juridisch_advies_op and besluit.juridisch_advies_op > on:
        raise ValidationError({"juridisch_advies_op": "Het advies kan niet na het besluit liggen."})


def _check_after_oordeel(zaak: Zaak, besluit: Besluit, on: date) -> None:
    """The decision is about all that was established of this betrokkene until now."""
    judged = zaak.aantijgingen.filter(betrokkene=besluit.betrokkene, oordeel__in=GEGROND)
    latest = max(judged.values_list("oordeel_op", flat=True))
    if on < latest:
        raise ValidationError(f"Het besluit kan niet voor het oordeel van {latest:%d-%m-%Y} liggen.")


@transaction.atomic
def finish(zaak: Zaak, *, by: By, on: date | None = None) -> None:
    """Everybody has been decided about: on to the aftercare."""
    with ENGINE.perform(zaak, "maatregelen_afronden", by=by, on=on, live=is_live(by)):
        pass
    if is_live(by):
        ask(zaak)


def record_outcome(
    zaak: Zaak,
    maatregel: Maatregel,
    *,
    by: By,
    afloop: str = "",
    afloop_op: date | None = None,
    rechtsgang: str = "",
    toelichting: str = "",
) -> None:
    """Record what became of a measure: withdrawn, undone by a judge, disputed."""
    with ENGINE.perform(zaak, "afloop_vastleggen", by=by) as step:
        if afloop_op and afloop_op < maatregel.opgelegd_op:
            raise ValidationError({"afloop_op": "De afloop kan niet voor de maatregel liggen."})
        maatregel.afloop = afloop
        maatregel.afloop_op = afloop_op
        maatregel.rechtsgang = rechtsgang
        maatregel.rechtsgang_toelichting = toelichting
        maatregel.save()
        step.data |= {"maatregel": maatregel.pk, "afloop": str(afloop), "rechtsgang": str(rechtsgang)}


def keep_order(
    zaak: Zaak, betrokkene: Betrokkene, soort: str, *, reden: str, by: By, on: date | None = None
) -> Ordemaatregel:
    """Record an ordemaatregel. It is no sanction, and is looked at again every 28 days."""
    with ENGINE.perform(zaak, "ordemaatregel_opleggen", by=by, on=on) as step:
        measure = Ordemaatregel.objects.create(
            zaak=step.case, betrokkene=betrokkene, soort=soort, reden=reden, ingegaan_op=step.on
        )
        step.data |= {"ordemaatregel": measure.pk, "soort": str(soort)}
    return measure


def review_order(
    zaak: Zaak, measure: Ordemaatregel, *, continues: bool, reden: str, by: By, on: date | None = None
) -> None:
    """Look at an ordemaatregel again: it goes on for another 28 days, or ends."""
    with ENGINE.perform(zaak, "ordemaatregel_herzien", by=by, on=on) as step:
        measure.herzien_op = step.on
        measure.reden = f"{measure.reden}\n{step.on:%d-%m-%Y}: {reden}"
        if not continues:
            measure.beeindigd_op = step.on
        measure.save()
        step.data |= {"ordemaatregel": measure.pk, "loopt_door": continues}
        terms.stop_terms(step.case, ["ordemaatregel"], on=step.on)
        watch_orders(step.case)


def watch_orders(zaak: Zaak) -> None:
    """Let the term run of the ordemaatregel that was looked at longest ago, if any is in force."""
    in_force = zaak.ordemaatregelen.filter(beeindigd_op=None)
    if in_force:
        terms.start_term(zaak, "ordemaatregel", start=min(o.herzien_op or o.ingegaan_op for o in in_force))


def record_criminal(
    zaak: Zaak, soort: str, *, by: By, on: date | None = None, motivering: str = ""
) -> Aangifte:
    """Record a report to the police, advice of the Rijksrecherche, or the choice not to, with why."""
    with ENGINE.perform(zaak, "strafrecht_vastleggen", by=by, on=on, live=is_live(by)) as step:
        aangifte = Aangifte.objects.create(
            zaak=step.case, soort=soort, gedaan_op=step.on, motivering=motivering
        )
        step.data |= {"aangifte": aangifte.pk, "soort": str(soort)}
    return aangifte
