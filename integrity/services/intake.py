"""A melding comes in: from the melder, on behalf of somebody, or out of an old registration."""

import uuid
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from casework import concepten, terms
from casework.lifecycle import By, actor_of
from casework.notifications import notify
from integrity import lifecycle
from integrity.lists import BENADELINGSCHECKS, Compartiment, Kanaal, Melderpositie, Soort
from integrity.models import (
    Bericht,
    MelderIdentiteit,
    Melding,
    MeldingConcept,
    MeldingTekst,
    Uitsluiting,
    Zaak,
    ZaakTermijn,
)
from integrity.services.apart import find_somebody
from integrity.services.engine import ENGINE, is_live, user_of
from integrity.services.notices import and_stand_ins, announce, may_open
from integrity.services.people import coordinators_of, guard, readers_of
from ledger import audit
from ledger.actors import IMPORT, MELDER
from ledger.rowsecurity import granted
from ledger.waiting import start_of_day
from organisations.access import Access
from organisations.models import Afdeling, Organisation, User

BERICHT = "bericht"  # how the melder is told: in GIR


@dataclass(frozen=True)
class Melder:
    """Who the melder is, for the one table that may know."""

    user: User | None = None
    naam: str = ""
    contact: str = ""


@dataclass(frozen=True)
class NieuweMelding:
    """What was told. Only ``ontvangen_op`` is always known; an old registration may hold no more."""

    ontvangen_op: date
    soort: str = Soort.MELDING
    kanaal: str = ""
    melderpositie: str = ""
    melderrelatie: str = ""
    afdeling: Afdeling | None = None
    categorie: str = ""
    betreft: str = ""
    beschrijving: str = ""
    wie: str = ""
    wanneer: str = ""
    waar: str = ""
    melder: Melder | None = None
    verslag_akkoord: bool | None = None
    misstand: bool | None = None
    uitgesloten: tuple[User, ...] = ()
    inzending: uuid.UUID | None = None
    bron_kenmerk: str = ""
    bron_inhoud: str = ""
    extra: dict = field(default_factory=dict)


def register(organisation: Organisation, new: NieuweMelding, *, by: By, joins: Zaak | None = None) -> Melding:
    """Store one melding, with its zaak when it is of soort melding; the terms of the law start to run.

    ``joins``: the zaak it belongs to, when that exists already. ``by`` is ``MELDER`` when the melder
    files it: the audit line must not tell who that is. An adviesvraag or signaal has no zaak.
    Raises ValidationError for a date in the future.
    """
    with _for_everybody("indienen", organisation.pk) if is_live(by) else nullcontext(), transaction.atomic():
        return _register(organisation, new, by, joins)


def _for_everybody(verb: str, organisation_id: int) -> AbstractContextManager[None]:
    """Who files something sees nothing of how it goes on, and may keep themselves out of it: what follows is
    done for the whole organisation. The caller has checked that it is theirs to file."""
    return granted(verb, organisations=[organisation_id])


def _register(organisation: Organisation, new: NieuweMelding, by: By, joins: Zaak | None) -> Melding:
    if new.ontvangen_op > timezone.localdate():
        raise ValidationError("De datum ligt in de toekomst. Vul een datum tot en met vandaag in.")
    zaak = joins
    if new.soort == Soort.MELDING and zaak is None:
        zaak = _open_zaak(organisation, new, by)
    melding = Melding.objects.create(
        organisation=organisation,
        zaak=zaak if new.soort == Soort.MELDING else None,
        gevoegd_op=new.ontvangen_op if joins else None,
        ontvangen_op=new.ontvangen_op,
        soort=new.soort,
        kanaal=new.kanaal,
        melderpositie=new.melderpositie,
        melderrelatie=new.melderrelatie,
        afdeling=new.afdeling,
        categorie=new.categorie,
        betreft=new.betreft,
        namens=isinstance(by, Access),
        verslag_akkoord=new.verslag_akkoord,
        inzending=new.inzending,
        created_at=_recorded_at(new, by),
        bron_kenmerk=new.bron_kenmerk,
        bron_inhoud=new.bron_inhoud,
        **new.extra,
    )
    if joins is not None:
        guard(joins, [new.betreft])
    if new.beschrijving:
        MeldingTekst.objects.create(
            melding=melding,
            beschrijving=new.beschrijving,
            wie=new.wie,
            wanneer=new.wanneer,
            waar=new.waar,
        )
    if new.melder and new.melderpositie != Melderpositie.ANONIEM:
        MelderIdentiteit.objects.create(melding=melding, **vars(new.melder))
    if melding.zaak and is_live(by):
        _start_terms(melding.zaak, melding)
    if new.uitgesloten and melding.zaak:
        Uitsluiting.objects.bulk_create(
            [
                Uitsluiting(
                    zaak=melding.zaak,
                    user=user,
                    grond=Uitsluiting.Grond.MELDER,
                    created_at=melding.created_at,
                )
                for user in new.uitgesloten
            ],
            ignore_conflicts=True,
        )
    audit.record(
        actor=actor_of(by),
        verb="indienen",
        subject=melding.zaak or melding,
        organisation_id=organisation.pk,
        on=new.ontvangen_op,
        data={"melding": melding.pk, "soort": new.soort, "kanaal": new.kanaal},
    )
    if is_live(by):
        _tell_coordinators(melding, new.uitgesloten, keep_time=not _stays_unknown(new, by))
    return melding


def _stays_unknown(new: NieuweMelding, by: By) -> bool:
    """Whether a moment could tell who this is: a melder who filed it, and did not choose to be known."""
    return by == MELDER and new.melderpositie != Melderpositie.OPEN


def _recorded_at(new: NieuweMelding, by: By) -> datetime:
    return start_of_day() if _stays_unknown(new, by) else timezone.now()


def _open_zaak(organisation: Organisation, new: NieuweMelding, by: By) -> Zaak:
    user = user_of(by)
    zaak = Zaak(
        organisation=organisation,
        ontvangen_op=new.ontvangen_op,
        status_sinds=new.ontvangen_op,
        betreft=new.betreft,
        compartiment=Compartiment.about(new.betreft),
        misstand=new.misstand,
        created_at=_recorded_at(new, by),
        ingenomen_door=user,
        volgende_actie="" if by == IMPORT else "bevestigen",
    )
    if by != IMPORT:
        bevestigen = terms.DEFINITIES[lifecycle.REGISTER]["bevestigen"]
        zaak.termijn_op = terms.deadline(new.ontvangen_op, bevestigen.duur)
        zaak.termijn_code = bevestigen.code
    zaak.save()
    return zaak


def _start_terms(zaak: Zaak, melding: Melding) -> None:
    """The two terms of the law for this melding, and the first look at how the melder fares."""
    law = terms.DEFINITIES[lifecycle.REGISTER]
    rows = [
        terms.build_term(ZaakTermijn, zaak, law[code], start=melding.ontvangen_op, melding=melding)
        for code in ("bevestigen", "terugkoppelen")
    ]
    first = law["benadelingscheck"]
    rows.append(terms.build_term(ZaakTermijn, zaak, first, start=melding.ontvangen_op, melding=melding))
    ZaakTermijn.objects.bulk_create(rows)


def _tell_coordinators(melding: Melding, excluded: Iterable[User], *, keep_time: bool) -> None:
    """Mail who reads it that something came in; when nobody here may, it goes to the outside address."""
    zaak = melding.zaak
    readers = readers_of(melding.organisation, melding.betreft, outside_too=False)
    out = {user.pk for user in excluded}
    if melding.gevoegd_op:
        out |= zaak.kept_out
    if zaak and not readers.without(out):
        find_somebody(zaak)
    # who stands in for somebody who is kept out may not open it either
    others = [user for user in readers.vervangers if user.pk not in out]
    standing_in = [user for user in others if zaak is None or may_open(user, zaak)]
    notify(
        [*readers.without(out), *standing_in],
        "nieuw",
        path=reverse("zaak", args=[zaak.kenmerk]) if zaak else reverse("melding", args=[melding.kenmerk]),
        key=f"melding:{melding.pk}",
        organisation=melding.organisation,
        termijn=zaak.termijn_op if zaak else None,
        keep_time=keep_time,
    )


def submit(concept: MeldingConcept, new: NieuweMelding) -> Melding:
    """Turn a concept into a melding, once: sending the same concept again gives the same melding.

    Removing the concept is the lock: who comes second waits for it, and then finds the melding.
    Raises Melding.DoesNotExist when the concept was thrown away meanwhile, or sent in another organisation.
    """
    with (
        _for_everybody("indienen", concept.organisation_id),
        concepten.sent_once(Melding),
        transaction.atomic(),
    ):
        if not concepten.take(concept):
            return Melding.objects.get(inzending=concept.token)
        return _register(concept.organisation, new, MELDER, None)


def add(melding: Melding, tekst: str) -> Bericht:
    """The melder adds something, also after closing; who handles it is told."""
    with _for_everybody("aanvullen", melding.organisation_id), transaction.atomic():
        bericht = _write(melding, tekst)
        audit.record(
            actor=MELDER,
            verb="aanvullen",
            subject=melding.zaak or melding,
            organisation_id=melding.organisation_id,
            data={"melding": melding.pk, "bericht": bericht.pk},
        )
        _tell_handlers(melding, bericht)
    return bericht


def withdraw(melding: Melding, reason: str) -> None:
    """The melder withdraws. The zaak goes on until the coördinator and a second reader drop it: a
    withdrawal under pressure must not make a zaak disappear."""
    with _for_everybody("intrekken", melding.organisation_id), transaction.atomic():
        locked = Melding.objects.select_for_update().get(pk=melding.pk)
        if locked.ingetrokken_op:
            return
        locked.ingetrokken_op = timezone.localdate()
        locked.intrekreden = reason
        locked.save(update_fields=["ingetrokken_op", "intrekreden"])
        bericht = _write(locked, f"Ik trek mijn melding in. {reason}".strip())
        audit.record(
            actor=MELDER,
            verb="intrekken",
            subject=locked.zaak or locked,
            organisation_id=locked.organisation_id,
            data={"melding": locked.pk},
        )
        _tell_handlers(locked, bericht)


def _moment_of(melding: Melding) -> datetime:
    """When a melder does something: of who did not choose to be known only the day."""
    return timezone.now() if melding.melderpositie == Melderpositie.OPEN else start_of_day()


def _write(melding: Melding, tekst: str) -> Bericht:
    return Bericht.objects.create(
        melding=melding, van_melder=True, tekst=tekst, created_at=_moment_of(melding)
    )


def _tell_handlers(melding: Melding, bericht: Bericht) -> None:
    zaak = melding.zaak
    people = coordinators_of(
        melding.organisation,
        zaak.compartiment if zaak else Compartiment.about(melding.betreft),
        about=melding.betreft,
        zaak=zaak,
    )
    notify(
        and_stand_ins(zaak, people) if zaak else people,
        "bericht",
        path=reverse("zaak", args=[zaak.kenmerk]) if zaak else reverse("melding", args=[melding.kenmerk]),
        key=f"bericht:{bericht.pk}",
        organisation=melding.organisation,
        keep_time=melding.melderpositie == Melderpositie.OPEN,
    )


def read_messages(melding: Melding) -> None:
    """The melder opened the page: the messages to them are read."""
    unread = melding.berichten.filter(van_melder=False, gelezen_at=None)
    with _for_everybody("lezen", melding.organisation_id):
        unread.update(gelezen_at=_moment_of(melding))


def convert(melding: Melding, *, by: Access) -> Melding:
    """Make a melding of an adviesvraag or signaal; that itself stays counted as what it was."""
    if melding.soort == Soort.MELDING:
        raise ValidationError("Dit is al een melding.")
    with transaction.atomic():
        source = Melding.objects.select_for_update().get(pk=melding.pk)
        existing = source.omgezet_in.first()
        if existing:
            return existing
        tekst = MeldingTekst.objects.filter(melding=source).first()
        identiteit = MelderIdentiteit.objects.filter(melding=source).first()
        new = NieuweMelding(
            ontvangen_op=timezone.localdate(),
            kanaal=source.kanaal or Kanaal.ONBEKEND,
            melderpositie=source.melderpositie,
            melderrelatie=source.melderrelatie,
            afdeling=source.afdeling,
            categorie=source.categorie,
            betreft=source.betreft,
            beschrijving=tekst.beschrijving if tekst else "",
            wie=tekst.wie if tekst else "",
            wanneer=tekst.wanneer if tekst else "",
            waar=tekst.waar if tekst else "",
            melder=Melder(identiteit.user, identiteit.naam, identiteit.contact) if identiteit else None,
            extra={"omgezet_uit": source},
        )
        source.afgehandeld_op = timezone.localdate()
        source.save(update_fields=["afgehandeld_op"])
        return register(source.organisation, new, by=by)


def settle(melding: Melding, *, by: Access) -> None:
    """An adviesvraag or signaal has been dealt with."""
    with transaction.atomic():
        melding.afgehandeld_op = timezone.localdate()
        melding.save(update_fields=["afgehandeld_op"])
        audit.record(
            actor=by.actor, verb="afhandelen", subject=melding, organisation_id=melding.organisation_id
        )


def acknowledge(zaak: Zaak, melding: Melding, *, by: By, on: date | None = None, wijze: str) -> None:
    """Tell the melder that the melding was received; the zaak goes into beoordeling.

    With ``wijze`` "bericht" the melder reads it in GIR, and gets a mail that there is something to read.
    """
    with ENGINE.perform(zaak, "bevestigen", by=by, on=on) as step:
        step.to = lifecycle.BEOORDELING if step.status == lifecycle.ONTVANGEN else step.status
        lock(melding, step.case)
        if melding.bevestigd_op:
            raise ValidationError("De ontvangst van deze melding is al bevestigd.")
        if step.on < melding.ontvangen_op:
            raise ValidationError("De bevestiging kan niet voor de ontvangst liggen.")
        melding.bevestigd_op = step.on
        melding.bevestigd_wijze = wijze
        melding.save(update_fields=["bevestigd_op", "bevestigd_wijze"])
        terms.stop_terms(step.case, ["bevestigen"], on=step.on, melding=melding)
        if step.case.coordinator_id is None:
            step.case.coordinator = user_of(by)
        if step.case.ingenomen_door_id is None:
            step.case.ingenomen_door = user_of(by)
        step.data["melding"] = melding.pk
        if is_live(by) and wijze == BERICHT:
            announce(melding, f"bevestigd:{melding.pk}")


def lock(melding: Melding, zaak: Zaak) -> None:
    """Read this melding anew and hold it until the end of the transaction.

    Raises ValidationError when it is not, or no longer, one of this zaak.
    """
    try:
        melding.refresh_from_db(from_queryset=Melding.objects.select_for_update().filter(zaak=zaak))
    except Melding.DoesNotExist:
        raise ValidationError("Deze melding hoort niet (meer) bij deze zaak.") from None
    melding.zaak = zaak


def next_check(melding: Melding, on: date) -> date | None:
    """The day of the next benadelingscheck after ``on``: 30, 90, 180 and 365 days after receipt."""
    days = (melding.ontvangen_op + timedelta(days=n) for n in BENADELINGSCHECKS)
    return next((day for day in days if day > on), None)
