"""An incident comes in: from who it happened to, on behalf of somebody, or out of an old registration."""

import uuid
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from casework import concepten, terms
from casework.lifecycle import By, actor_of
from incidents import ernst, lifecycle
from incidents.lists import Incidentsoort, Spoorsoort, Spoorstatus
from incidents.models import (
    BerichtLezing,
    Incident,
    IncidentBericht,
    IncidentConcept,
    IncidentTekst,
    IncidentTermijn,
    IncidentUitsluiting,
    Slachtoffer,
    Spoor,
)
from incidents.services import arbo, hinderlijk, notices
from incidents.services.apart import find_somebody
from incidents.services.engine import ENGINE, is_live
from incidents.services.people import default_receiver, dossierdeel_of
from incidents.services.requirements import first_clock, is_open
from ledger import audit
from ledger.rowsecurity import granted
from organisations.access import Access
from organisations.models import Afdeling, Organisation, User

IN_DE_TOEKOMST = "De datum ligt in de toekomst. Vul een datum tot en met vandaag in."


@dataclass(frozen=True)
class NieuwSlachtoffer:
    """Who was hurt or threatened, as far as it was told. A former registration may hold no name."""

    user: User | None = None
    naam: str = ""
    telefoon: str = ""
    doelwit: str = ""
    ambt: str = ""
    functiegroep: str = ""
    letsel: str = ""
    geschrokken: bool = False
    verzuim: str = ""
    ernst_beleving: int | None = None
    nadelige_gevolgen: tuple[str, ...] = ()
    besproken_met: tuple[str, ...] = ()
    mag_bellen: bool | None = None
    hulp_gewenst: bool | None = None
    aangifte_gewenst: str = ""


@dataclass(frozen=True)
class NieuwIncident:
    """What was told. ``hoofdcategorie`` follows from the gedragingen when it is left out.

    ``ontvanger``: who was chosen to receive it; None: the own leidinggevende, or who directs incidents of
    that ambt. ``uitgesloten``: the leidinggevende who is involved and must not see it.
    """

    voorval_op: date
    gemeld_op: date
    slachtoffer: NieuwSlachtoffer | None = None
    soort: str = Incidentsoort.INCIDENT
    voorval_tijd: time | None = None
    hoofdcategorie: str = ""
    gedragingen: tuple[str, ...] = ()
    kenmerken: tuple[str, ...] = ()
    contactvormen: tuple[str, ...] = ()
    locatietype: str = ""
    locatie: str = ""
    aanleiding: str = ""
    afdeling: Afdeling | None = None
    beschrijving: str = ""
    melder: User | None = None
    namens: bool = False
    ontvanger: User | None = None
    uitgesloten: tuple[User, ...] = ()
    inzending: uuid.UUID | None = None
    bron_kenmerk: str = ""
    bron_inhoud: str = ""
    extra: dict = field(default_factory=dict)


def register(organisation: Organisation, new: NieuwIncident, *, by: By) -> Incident:
    """Store one incident with its four tracks; their clocks start to run, and who handles it is told.

    ``by``: the reporter (their access), or ``IMPORT``, of which nothing starts to run.
    When nobody here may coordinate it, it goes to the outside address. Raises ValidationError for a day in
    the future and for a report before the incident.
    """
    _refuse_impossible(new)
    with _for_everybody("indienen", organisation.pk) if is_live(by) else nullcontext(), transaction.atomic():
        incident = _create(organisation, new, by)
        hurt = _slachtoffer(incident, new)
        Spoor.objects.bulk_create(_sporen(incident, hurt, live=is_live(by)))
        if new.beschrijving:
            IncidentTekst.objects.create(incident=incident, beschrijving=new.beschrijving)
        IncidentUitsluiting.objects.bulk_create(
            IncidentUitsluiting(incident=incident, user=user) for user in new.uitgesloten
        )
        audit.record(
            actor=actor_of(by),
            verb="indienen",
            subject=incident,
            organisation_id=organisation.pk,
            on=new.gemeld_op,
            data={"soort": new.soort},
        )
        if is_live(by):
            if new.uitgesloten or not incident.leidinggevende_id:
                find_somebody(incident)
            _start(incident, hurt)
        return incident


def _for_everybody(verb: str, organisation_id: int) -> AbstractContextManager[None]:
    """Who reports something sees nothing of how it goes on, and may keep themselves out of it; what follows
    from it is done for the whole organisation. The caller has checked that it is theirs to report."""
    return granted(verb, organisations=[organisation_id])


def _refuse_impossible(new: NieuwIncident) -> None:
    today = timezone.localdate()
    if new.voorval_op > today:
        raise ValidationError({"voorval_op": IN_DE_TOEKOMST})
    if new.gemeld_op > today:
        raise ValidationError({"gemeld_op": IN_DE_TOEKOMST})
    if new.gemeld_op < new.voorval_op:
        raise ValidationError({"gemeld_op": "De melding kan niet voor het voorval liggen."})
    now = timezone.localtime()
    if new.voorval_op == today and new.voorval_tijd and new.voorval_tijd > now.time():
        raise ValidationError({"voorval_tijd": "Dit tijdstip is nog niet geweest. Kijk de tijd na."})


def _create(organisation: Organisation, new: NieuwIncident, by: By) -> Incident:
    hurt = new.slachtoffer or NieuwSlachtoffer()
    deel = dossierdeel_of(organisation, hurt.doelwit, hurt.ambt)
    receiver = new.ontvanger
    if receiver is None and is_live(by):
        receiver = default_receiver(organisation, hurt.user, hurt.ambt, deel)
        if receiver in new.uitgesloten:
            receiver = None
    return Incident.objects.create(
        organisation=organisation,
        ontvangen_op=new.gemeld_op,
        status_sinds=new.gemeld_op,
        soort=new.soort,
        dossierdeel=deel,
        voorval_op=new.voorval_op,
        voorval_tijd=new.voorval_tijd,
        hoofdcategorie=new.hoofdcategorie or ernst.zwaarste_hoofdcategorie(new.gedragingen),
        gedragingen=list(new.gedragingen),
        kenmerken=list(new.kenmerken),
        contactvormen=list(new.contactvormen),
        locatietype=new.locatietype,
        locatie=new.locatie,
        aanleiding=new.aanleiding,
        afdeling=new.afdeling,
        ernst_objectief=ernst.ernst_objectief(new.gedragingen, kenmerken=new.kenmerken, letsel=[hurt.letsel]),
        melder=new.melder,
        namens=new.namens,
        leidinggevende=receiver,
        inzending=new.inzending,
        bron_kenmerk=new.bron_kenmerk,
        bron_inhoud=new.bron_inhoud,
        **new.extra,
    )


def _slachtoffer(incident: Incident, new: NieuwIncident) -> Slachtoffer | None:
    if new.slachtoffer is None:
        return None
    values = vars(new.slachtoffer) | {
        "nadelige_gevolgen": list(new.slachtoffer.nadelige_gevolgen),
        "besproken_met": list(new.slachtoffer.besproken_met),
    }
    return Slachtoffer.objects.create(incident=incident, **values)


def _sporen(incident: Incident, hurt: Slachtoffer | None, *, live: bool) -> list[Spoor]:
    """The four tracks; of hinderlijk contact some are skipped from the start."""
    skipped = hinderlijk.not_asked_for([hurt] if hurt else []) if live and incident.is_hinderlijk else {}
    ended = {"status": Spoorstatus.OVERGESLAGEN, "afgerond_op": incident.ontvangen_op}
    return [
        Spoor(
            incident=incident, soort=soort, **(ended | {"reden": skipped[soort]} if soort in skipped else {})
        )
        for soort in Spoorsoort
    ]


def _start(incident: Incident, hurt: Slachtoffer | None) -> None:
    """The clocks of the tracks, what the law asks at once, and the people who are told."""
    law = terms.effective_all(incident.organisation, lifecycle.REGISTER)
    about = {code: {} for soort in Spoorsoort if (code := first_clock(incident, soort))}
    if hurt and is_open(incident, Spoorsoort.OPVANG):
        about["opvanggesprek"] = {"slachtoffer": hurt}
    rows = IncidentTermijn.objects.bulk_create(
        terms.build_term(IncidentTermijn, incident, law[code], start=incident.ontvangen_op, **fields)
        for code, fields in about.items()
    )
    if hurt and arbo.duties_of(hurt.letsel, hurt.verzuim):
        arbo.follow(hurt, on=incident.ontvangen_op)
        ENGINE.refresh(incident)
    else:
        incident.volgende_actie = "contact_opnemen"
        if rows:
            first = min(rows, key=lambda row: row.verloopt_op)
            incident.termijn_op, incident.termijn_code = first.verloopt_op, first.code
    incident.save(update_fields=["volgende_actie", "termijn_op", "termijn_code"])
    _tell(incident)


def _tell(incident: Incident) -> None:
    notices.tell_handlers(incident, "nieuw", f"incident:{incident.pk}")
    if (incident.ernst_objectief or 0) >= ernst.ERNSTIG:
        notices.tell_direction(incident)
    if incident.namens:
        notices.tell_slachtoffers(incident)


def submit(concept: IncidentConcept, new: NieuwIncident, *, by: Access) -> Incident:
    """Turn a concept into an incident, once: sending the same concept again gives the same incident.

    Removing the concept is the lock: who comes second waits for it, and then finds the incident.
    Raises Incident.DoesNotExist when the concept was thrown away meanwhile, or sent in another organisation.
    """
    with (
        _for_everybody("indienen", concept.organisation_id),
        concepten.sent_once(Incident),
        transaction.atomic(),
    ):
        if not concepten.take(concept):
            return Incident.objects.get(inzending=concept.token)
        return register(concept.organisation, new, by=by)


def add(incident: Incident, tekst: str, *, by: Access) -> IncidentBericht:
    """Who reported it, or a slachtoffer, adds something, also after closing; who handles it is told."""
    with _for_everybody("aanvullen", incident.organisation_id), transaction.atomic():
        bericht = IncidentBericht.objects.create(
            incident=incident, van_melder=True, tekst=tekst, door=by.user
        )
        audit.record(
            actor=by.actor,
            verb="aanvullen",
            subject=incident,
            organisation_id=incident.organisation_id,
            data={"bericht": bericht.pk},
        )
        notices.tell_handlers(incident, "bericht", f"bericht:{bericht.pk}")
    return bericht


def withdraw(incident: Incident, reason: str, *, by: Access) -> None:
    """Who reported it withdraws, with a reason. It goes on until who handles it closes it: a withdrawal
    under pressure must not make an incident disappear."""
    with _for_everybody("intrekken", incident.organisation_id), transaction.atomic():
        locked = Incident.objects.select_for_update().get(pk=incident.pk)
        if locked.ingetrokken_op:
            return
        locked.ingetrokken_op = timezone.localdate()
        locked.intrekreden = reason
        locked.save(update_fields=["ingetrokken_op", "intrekreden"])
        add(locked, f"Ik trek mijn melding in. {reason}".strip(), by=by)
        audit.record(actor=by.actor, verb="intrekken", subject=locked, organisation_id=locked.organisation_id)


def unread_messages(user: User) -> QuerySet[IncidentBericht]:
    """What who handles it wrote, and this reader did not see yet."""
    return IncidentBericht.objects.filter(van_melder=False).exclude(lezingen__user=user)


def read_messages(incident: Incident, user: User) -> None:
    """This reader opened the page: the messages to them are read, by them and by nobody else."""
    unread = unread_messages(user).filter(incident=incident)
    rows = [BerichtLezing(bericht=bericht, user=user) for bericht in unread]
    with _for_everybody("lezen", incident.organisation_id):
        BerichtLezing.objects.bulk_create(rows, ignore_conflicts=True)
