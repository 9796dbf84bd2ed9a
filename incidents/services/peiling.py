"""The yearly survey of two questions: opened and closed by the coördinator, answered without a name."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Case, F, PositiveIntegerField, When
from django.urls import reverse
from django.utils import timezone

from casework.notifications import notify
from incidents import permissions
from incidents.models import Peiling, PeilingAntwoord, PeilingDeelname
from ledger import audit
from ledger.rowsecurity import granted
from organisations.access import Access
from organisations.models import Organisation, User
from organisations.roles import Rol

Meegemaakt, Geregistreerd = PeilingAntwoord.Meegemaakt, PeilingAntwoord.Geregistreerd
ANTWOORDEN = (
    (Meegemaakt.NEE, ""),
    *((happened, kept) for happened in (Meegemaakt.JA, Meegemaakt.VAKER) for kept in Geregistreerd),
)
MAG_NIET = "Alleen de coördinator agressie opent en sluit de peiling."


def running(organisation: Organisation) -> Peiling | None:
    return Peiling.objects.filter(organisation=organisation, gesloten_op=None).first()


def was_held(organisation: Organisation, jaar: int) -> bool:
    """Opened in that year: it is held once a year."""
    return Peiling.objects.filter(organisation=organisation, jaar=jaar).exists()


def open_survey(organisation: Organisation, *, by: Access) -> Peiling:
    """Open the survey of this year, and invite everybody who works here by mail.

    Raises ValidationError when there was one this year, or one is still open.
    """
    _check(by)
    today = timezone.localdate()
    if running(organisation):
        raise ValidationError("Er is al een peiling open.")
    if was_held(organisation, today.year):
        raise ValidationError(f"De peiling van {today.year} is al geweest. Volgend jaar kan het weer.")
    with transaction.atomic():
        survey = Peiling.objects.create(organisation=organisation, jaar=today.year, geopend_op=today)
        PeilingAntwoord.objects.bulk_create(
            PeilingAntwoord(peiling=survey, meegemaakt=happened, geregistreerd=kept)
            for happened, kept in ANTWOORDEN
        )
        _record(survey, "peiling_openen", by)
        notify(
            User.objects.holding(organisation, Rol.MEDEWERKER),
            "vraag",
            path=reverse("agressie_peiling"),
            key=f"peiling:{survey.pk}",
            organisation=organisation,
        )
    return survey


def close_survey(survey: Peiling, *, by: Access) -> None:
    """Close it for good. Closing what is closed changes nothing."""
    _check(by)
    with transaction.atomic():
        locked = Peiling.objects.select_for_update().get(pk=survey.pk)
        if locked.gesloten_op:
            return
        locked.gesloten_op = timezone.localdate()
        locked.save(update_fields=["gesloten_op"])
        _record(locked, "peiling_sluiten", by)


def answer(survey: Peiling, meegemaakt: str, geregistreerd: str = "", *, by: Access) -> bool:
    """One person's answers, once; False when this person took part before.

    Who took part and what was answered are never in one row, no time is kept of either, and there is no
    audit line: the three together would tell. Raises ValidationError when it is closed, or when it
    isn't said whether it was registered.
    """
    kept = "" if meegemaakt == Meegemaakt.NEE else geregistreerd
    if (meegemaakt, kept) not in ANTWOORDEN:
        raise ValidationError({"geregistreerd": "Kies of het is geregistreerd."})
    try:
        # Everybody answers; what was answered is seen by nobody who does.
        with granted("peiling", organisations=[survey.organisation_id]), transaction.atomic():
            locked = Peiling.objects.select_for_update().get(pk=survey.pk)
            if locked.gesloten_op:
                raise ValidationError("De peiling is gesloten.")
            PeilingDeelname.objects.create(peiling=locked, user=by.user)
            chosen = When(meegemaakt=meegemaakt, geregistreerd=kept, then=1)
            one_more = Case(chosen, default=0, output_field=PositiveIntegerField())
            locked.antwoorden.update(aantal=F("aantal") + one_more)
    except IntegrityError:
        return False
    return True


def took_part(survey: Peiling, user: User) -> bool:
    return survey.deelnames.filter(user=user).exists()


def _check(by: Access) -> None:
    if not permissions.can_run_survey(by):
        raise ValidationError(MAG_NIET)


def _record(survey: Peiling, verb: str, by: Access) -> None:
    audit.record(
        actor=by.actor,
        verb=verb,
        subject=survey,
        organisation_id=survey.organisation_id,
        data={"jaar": survey.jaar},
    )
