"""The track of the police: what was decided, what was told to them, and what police and justice did.

Source: the domain document, sections 3, 4 and 6 (VPT guidance, ELA).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone

from casework import terms
from casework.datums import in_full
from casework.lifecycle import By, actor_of
from incidents.lists import (
    Aangever,
    AangifteGewenst,
    Afdoening,
    JaNeeOnbekend,
    Politiestap,
    Privacyvorm,
    RedenGeenAangifte,
    Spoorsoort,
    Spoorstatus,
    Strafstap,
)
from incidents.models import Incident, Politiebesluit, Politiecontact, Strafverloop
from incidents.services import justitie, requirements
from incidents.services.engine import ENGINE, is_live, user_of
from incidents.services.sporen import end_track, tell_reporter
from ledger import audit

BESLUIT = "politiebesluit"
# The police said no: somebody else there may judge otherwise.
NEE_VAN_DE_POLITIE = (RedenGeenAangifte.POLITIE_WEIGERT, RedenGeenAangifte.NIET_STRAFBAAR)
VRAAG_HULPOFFICIER = (
    "Vraag de hulpofficier van justitie om een oordeel en vul in wanneer, of doe ten minste een melding."
)
TOEKOMST = "De datum ligt in de toekomst. Vul een datum tot en met vandaag in."
STRAFBAAR = {
    Afdoening.NIET_STRAFBAAR: JaNeeOnbekend.NEE,
    Afdoening.OM_STRAFBESCHIKKING: JaNeeOnbekend.JA,
    Afdoening.HALT: JaNeeOnbekend.JA,
    Afdoening.GEDAGVAARD: JaNeeOnbekend.JA,
}
WAT = {
    Politiestap.NOOD_112: "Het bellen van 112",
    Politiestap.MELDING: "De melding",
    Politiestap.AANGIFTE: "De aangifte",
}


@dataclass(frozen=True)
class Politiekeuze:
    """What was decided, and why there is no aangifte."""

    besluit: str
    reden_geen_aangifte: str = ""
    toelichting: str = ""
    strafbaar: str = ""
    hulpofficier_gevraagd_op: date | None = None


def decide(incident: Incident, keuze: Politiekeuze, *, by: By, on: date | None = None) -> Politiebesluit:
    """Aangifte, melding or neither; a decision of before stays for who looks back. The track is done when
    nothing has to be told to the police any more.

    Raises ValidationError when violence or a threat gets no police and no reason, and when the police said
    no and nobody asked the hulpofficier van justitie or made at least a melding.
    """
    _refuse_bare_no(incident, keuze)
    with ENGINE.perform(incident, "politie_besluiten", by=by, on=on) as step:
        row = Politiebesluit(incident=step.case, besloten_op=step.on, door=user_of(by), **vars(keuze))
        _judge(row, step.case.politiebesluit)
        row.save()
        step.data |= {"besluit": keuze.besluit, "reden_geen_aangifte": keuze.reden_geen_aangifte}
        _end_when_done(step.case, row, by=by, on=step.on)
    return row


def _judge(row: Politiebesluit, earlier: Politiebesluit | None) -> None:
    """Whether it is punishable: what is said now, else what was known already."""
    if row.strafbaar:
        row.strafbaar_op = row.besloten_op
    elif earlier:
        row.strafbaar, row.strafbaar_op = earlier.strafbaar, earlier.strafbaar_op


def _refuse_bare_no(incident: Incident, keuze: Politiekeuze) -> None:
    if keuze.besluit == Politiestap.AANGIFTE:
        return
    nothing = keuze.besluit == Politiestap.GEEN
    if nothing and requirements.is_violent(incident) and not keuze.reden_geen_aangifte:
        raise ValidationError(
            {"reden_geen_aangifte": "Bij geweld of bedreiging is een reden nodig. Kies er een."}
        )
    said_no = keuze.reden_geen_aangifte in NEE_VAN_DE_POLITIE
    if nothing and said_no and not keuze.hulpofficier_gevraagd_op:
        raise ValidationError({"hulpofficier_gevraagd_op": VRAAG_HULPOFFICIER})
    asked = keuze.hulpofficier_gevraagd_op
    if asked and asked < incident.voorval_op:
        raise ValidationError({"hulpofficier_gevraagd_op": "Dit kan niet voor het voorval liggen."})
    if keuze.reden_geen_aangifte == RedenGeenAangifte.ANDERS and not keuze.toelichting:
        raise ValidationError({"toelichting": "Schrijf op wat de reden is."})


@dataclass(frozen=True)
class NieuwContact:
    """What was told to the police. ``vpt_code``: whether it stands on the case; None: not known yet."""

    stap: str
    gedaan_op: date
    aangever: str = ""
    privacyvorm: str = ""
    nummer: str = ""
    vpt_gevraagd: bool = False
    vpt_code: bool | None = None


def record_contact(incident: Incident, new: NieuwContact, *, by: By, strafbaar: str = "") -> Politiecontact:
    """112, a melding or an aangifte. Where nothing was decided, it is the decision too (``_is_decision``),
    which keeps whether it is punishable (``strafbaar``).

    Raises ValidationError when it is before the incident or in the future, and for an aangifte that doesn't
    say by whom and in what form.
    """
    if new.gedaan_op > timezone.localdate():
        raise ValidationError({"gedaan_op": TOEKOMST})
    if new.gedaan_op < incident.voorval_op:
        what = WAT[Politiestap(new.stap)]
        raise ValidationError(
            {"gedaan_op": f"{what} kan niet voor het voorval van {in_full(incident.voorval_op)} liggen."}
        )
    if new.stap == Politiestap.AANGIFTE:
        _refuse_incomplete(new)
    with ENGINE.perform(incident, "politie_vastleggen", by=by, on=new.gedaan_op) as step:
        row = Politiecontact.objects.create(incident=step.case, **vars(new))
        step.data["stap"] = new.stap
        if is_live(by) and _is_decision(step.case, new.stap):
            _decided_by_doing(step.case, new, strafbaar, by=by)
        besluit = Politiebesluit.objects.filter(incident=step.case).first()
        if besluit:
            days = (new.gedaan_op, besluit.besloten_op, step.case.ontvangen_op)
            _end_when_done(step.case, besluit, by=by, on=max(filter(None, days)))
    return row


def _is_decision(incident: Incident, stap: str) -> bool:
    """Whether doing this says what was decided: nothing was yet, and no melding is the end of it for who
    wants charges."""
    wanted = incident.slachtoffers.filter(aangifte_gewenst=AangifteGewenst.JA).exists()
    decides = (Politiestap.AANGIFTE,) if wanted else (Politiestap.AANGIFTE, Politiestap.MELDING)
    return stap in decides and not requirements.has_decided(incident)


def _decided_by_doing(incident: Incident, new: NieuwContact, strafbaar: str, *, by: By) -> None:
    """The decision of a locked incident, with its own line in the history."""
    row = Politiebesluit(
        incident=incident, besluit=new.stap, besloten_op=new.gedaan_op, door=user_of(by), strafbaar=strafbaar
    )
    _judge(row, incident.politiebesluit)
    row.save()
    terms.stop_terms(incident, [BESLUIT], on=new.gedaan_op)
    audit.record(
        actor=actor_of(by),
        verb="politie_besluiten",
        subject=incident,
        organisation_id=incident.organisation_id,
        on=new.gedaan_op,
        data={"besluit": new.stap},
    )


def _refuse_incomplete(new: NieuwContact) -> None:
    if new.aangever not in Aangever.values:
        raise ValidationError({"aangever": "Kies wie aangifte doet."})
    if new.privacyvorm not in Privacyvorm.values:
        raise ValidationError({"privacyvorm": "Kies hoe de naam van het slachtoffer in de aangifte komt."})


def _end_when_done(incident: Incident, besluit: Politiebesluit, *, by: By, on: date) -> None:
    """What was decided was done: then there is nothing left in this track; justice may still take years."""
    if is_live(by) and requirements.is_open(incident, Spoorsoort.POLITIE):
        if not requirements.police_to_do(besluit, incident.politiecontacten.all()):
            end_track(incident, Spoorsoort.POLITIE, Spoorstatus.GEDAAN, by=by, on=on)


@dataclass(frozen=True)
class NieuweStap:
    """What police or justice did; a hearing may be still to come. ``toelichting`` is for the reporter."""

    stap: str
    op: date
    afdoening: str = ""
    toelichting: str = ""
    bedrag: Decimal | None = None


def record_step(incident: Incident, new: NieuweStap, *, by: By) -> Strafverloop:
    """One step after the aangifte. Who reported it reads it, and gets a mail that there is news.

    Raises ValidationError before the aangifte, in the future (but for a hearing), for a payment without
    an amount, and for a decision or verdict without what was decided.
    """
    _refuse_impossible(incident, new)
    with ENGINE.perform(incident, "strafverloop_vastleggen", by=by) as step:
        row = Strafverloop.objects.create(incident=step.case, **vars(new))
        _judged(step.case, new)
        tell_reporter(step.case, justitie.news_of(row, step.on), by=by)
        step.data |= {"stap": new.stap, "afdoening": new.afdoening}
    return row


def _refuse_impossible(incident: Incident, new: NieuweStap) -> None:
    reported = incident.politiecontacten.filter(stap=Politiestap.AANGIFTE).first()
    if reported and new.op < reported.gedaan_op:
        raise ValidationError(
            {"op": f"Dit kan niet voor de aangifte van {in_full(reported.gedaan_op)} liggen."}
        )
    if new.op > timezone.localdate() and new.stap != Strafstap.ZITTING:
        raise ValidationError({"op": TOEKOMST})
    if new.stap in (Strafstap.OM_BESLISSING, Strafstap.VONNIS) and not new.afdoening:
        raise ValidationError({"afdoening": "Kies wat er is beslist."})
    if new.stap == Strafstap.BETALING and new.bedrag is None:
        raise ValidationError({"bedrag": "Vul in hoeveel er is betaald."})


def _judged(incident: Incident, new: NieuweStap) -> None:
    """What the OM decided tells whether it is punishable; that goes before what was thought earlier."""
    if found := STRAFBAAR.get(new.afdoening):
        besluit = incident.politiebesluit
        if besluit and besluit.strafbaar != found:
            besluit.strafbaar, besluit.strafbaar_op = found, new.op
            besluit.save(update_fields=["strafbaar", "strafbaar_op"])
