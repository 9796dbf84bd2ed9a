"""What desk and home visits are told about a person: an instruction, or that there is none; never more."""

from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone

from casework.notifications import notify
from incidents import permissions
from incidents.lists import Baliesignaal
from incidents.models import Incident, Opzoeking, Signaal, VeroorzakerPersoon
from incidents.models.veroorzaker import plain_letters
from incidents.services import sloten, verboden
from incidents.services.engine import ENGINE
from incidents.services.people import coordinators_of
from ledger import audit
from organisations.access import Access
from organisations.models import User

UUR = timedelta(hours=1)


class TeVaak(Exception):
    """More lookups in an hour than one person needs at a desk."""


@transaction.atomic
def set_signal(
    incident: Incident,
    persoon: VeroorzakerPersoon,
    aanwijzing: str,
    *,
    geldig_tot: date,
    by: Access,
    contactpersoon: str = "",
) -> Signaal:
    """An instruction until a day; never longer than the identity is kept, and to keep somebody out never
    longer than an access ban. Raises ValidationError when the person has no date of birth, by which the
    desk finds them, the fixed contact has no name, or no access ban was imposed."""
    if persoon.geboortedatum is None:
        raise ValidationError("De balie zoekt op naam en geboortedatum. Vul eerst de geboortedatum aan.")
    if aanwijzing == Baliesignaal.VAST_CONTACT and not contactpersoon.strip():
        raise ValidationError({"contactpersoon": "Vul in naar wie de balie verwijst."})
    sloten.lock(incident)
    with ENGINE.perform(incident, "signaal_instellen", by=by) as step:
        _refuse_day(geldig_tot, step.on, persoon.bewaren_tot)
        if aanwijzing == Baliesignaal.GEEN_TOEGANG:
            _refuse_without_ban(persoon, geldig_tot, step.on)
        signaal = Signaal.objects.create(
            incident=step.case,
            persoon=persoon,
            aanwijzing=aanwijzing,
            contactpersoon=contactpersoon,
            geldig_tot=geldig_tot,
        )
        step.data |= {"signaal": signaal.pk, "aanwijzing": aanwijzing, "geldig_tot": geldig_tot.isoformat()}
    return signaal


def _refuse_day(day: date, today: date, removed_on: date) -> None:
    if day < today:
        raise ValidationError({"geldig_tot": "Kies vandaag of een latere datum."})
    if day >= removed_on:
        raise ValidationError(
            {"geldig_tot": f"Kies een datum voor {removed_on:%d-%m-%Y}: dan wordt de identiteit verwijderd."}
        )


def _refuse_without_ban(persoon: VeroorzakerPersoon, day: date, today: date) -> None:
    until = verboden.last_day(persoon, today)
    if until is None:
        raise ValidationError(
            {"aanwijzing": "Deze persoon heeft geen toegangsverbod. Kies iets anders, of leg dat eerst op."}
        )
    if day > until:
        raise ValidationError(
            {"geldig_tot": f"Kies een datum tot en met {until:%d-%m-%Y}: dan eindigt het toegangsverbod."}
        )


def withdraw(incident: Incident, signaal: Signaal, *, by: Access) -> None:
    with ENGINE.perform(incident, "signaal_beeindigen", by=by) as step:
        row = step.case.signalen.select_for_update().get(pk=signaal.pk, ingetrokken_op=None)
        row.ingetrokken_op = step.on
        row.save()
        step.data["signaal"] = row.pk


def withdraw_all(incident: Incident, persoon: VeroorzakerPersoon, *, on: date) -> dict:
    """What the desk was told in a locked incident about somebody who is not in it after all. Gives which
    signals, and the last day on which one would have been in force, for the audit."""
    standing = incident.signalen.filter(persoon=persoon, ingetrokken_op=None, geldig_tot__gte=on)
    found = list(standing.select_for_update())
    if not found:
        return {}
    standing.update(ingetrokken_op=on)
    last = max(row.geldig_tot for row in found)
    return {"signalen_ingetrokken": [row.pk for row in found], "signaal_gold_tot": last.isoformat()}


def look_up(naam: str, geboortedatum: date, *, by: Access) -> list[Signaal]:
    """The instructions in force for a person with this date of birth and this name (``is_this_name``).

    Every question is counted and leaves a line, without what was typed; the work is the same whether
    somebody is known or not. Raises TeVaak after so many in an hour; the coördinator is told, once, and
    sees who asks too often.
    """
    if not permissions.can_look_up_at_desk(by):
        raise PermissionError("only for desk and home visits")
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.user.pk)
        too_often = in_the_last_hour(by) >= settings.GIR_BALIE_PER_UUR
        if too_often:
            _keep(by, geweigerd=True)
            _tell_coordinators(by)
        else:
            found = _in_force(naam, geboortedatum, by)
            _keep(by, found[0] if found else None)
    if too_often:
        raise TeVaak
    return found


def in_the_last_hour(access: Access) -> int:
    """What was answered: who was refused may ask again when the first answers are an hour old."""
    return Opzoeking.objects.filter(
        organisation=access.organisation,
        user=access.user,
        geweigerd=False,
        created_at__gt=timezone.now() - UUR,
    ).count()


def _in_force(naam: str, geboortedatum: date, access: Access) -> list[Signaal]:
    """Keeping out only while a ban runs, whatever was set; nothing of an incident that must not exist for who
    asks. A slachtoffer knows of theirs, and must know who is not let in; so must who sits there instead."""
    today = timezone.localdate()
    born_then = (
        Signaal.objects.exclude(incident__uitsluitingen__user__in=access.user_ids)
        .filter(
            ~Q(aanwijzing=Baliesignaal.GEEN_TOEGANG) | Q(verboden.runs_for_signal(today)),
            persoon__organisation=access.organisation,
            persoon__geboortedatum=geboortedatum,
            persoon__verwijderd_op=None,
            ingetrokken_op=None,
            geldig_tot__gte=today,
        )
        .select_related("persoon")
        .order_by("aanwijzing", "pk")
    )
    return [signaal for signaal in born_then if is_this_name(signaal.persoon.naam, naam)]


def is_this_name(known: str, typed: str) -> bool:
    """Whether it can be one name: the same surname, and a first name or initial that begins alike.

    A desk reads "Klaas" from a card where the letter said "K."; capitals, accents and prefixes don't count.
    A surname alone is not enough where more is known.
    """
    mine, asked = _words(known), _words(typed)
    if not mine or not asked or mine[-1] != asked[-1]:
        return False
    if len(mine) == 1 or len(asked) == 1:
        return len(mine) == len(asked)
    one, other = sorted((mine[0], asked[0]), key=len)
    return other.startswith(one) if len(one) > 1 else other[0] == one


def _words(naam: str) -> list[str]:
    return [plain for word in naam.replace(".", " ").split() if (plain := plain_letters(word))]


def _keep(access: Access, gevonden: Signaal | None = None, *, geweigerd: bool = False) -> None:
    row = Opzoeking.objects.create(
        organisation=access.organisation, user=access.user, gevonden=gevonden, geweigerd=geweigerd
    )
    audit.record(
        actor=access.actor,
        verb="balie_geweigerd" if geweigerd else "balie_opgezocht",
        subject=row,
        organisation_id=access.organisation.pk,
    )


def _tell_coordinators(access: Access) -> None:
    """Once an hour for each person who asks too often."""
    hour = timezone.now().strftime("%Y-%m-%dT%H")
    notify(
        coordinators_of(access.organisation, "ambtelijk"),
        "taak",
        path=reverse("agressie_balie"),
        key=f"balie:{access.user.pk}:{hour}",
        organisation=access.organisation,
    )


def used_per_day(access: Access, *, days: int = 30) -> list[tuple[date, int]]:
    """How often the desk was answered, by day, the latest first; not by whom and about whom."""
    by_day = _asked(access, days).filter(geweigerd=False).annotate(day=TruncDate("created_at"))
    return list(by_day.values_list("day").annotate(number=Count("pk")).order_by("-day"))


def refused(access: Access, *, days: int = 30) -> list[tuple[date, str, int]]:
    """Who asked more than one person needs, on which day and how often in vain; the latest first."""
    by_day = _asked(access, days).filter(geweigerd=True).annotate(day=TruncDate("created_at"))
    counted = by_day.values_list("day", "user__naam").annotate(number=Count("pk"))
    return list(counted.order_by("-day", "user__naam"))


def _asked(access: Access, days: int) -> QuerySet[Opzoeking]:
    since = timezone.now() - timedelta(days=days)
    return Opzoeking.objects.filter(organisation=access.organisation, created_at__gte=since)
