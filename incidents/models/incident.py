from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from casework.models import Case, Termijn
from incidents import lifecycle, permissions
from incidents.ernst import GRADEN
from incidents.gedragingen import GEDRAGING_KEUZES, Hoofdcategorie
from incidents.lists import (
    Aanleiding,
    Contactvorm,
    Dossierdeel,
    Hindergrond,
    IncidentKenmerk,
    Incidentsoort,
    Locatietype,
    Spoorsoort,
    Spoorstatus,
)
from incidents.permissions import toezicht
from organisations.access import Access
from organisations.models import Afdeling, User

if TYPE_CHECKING:
    from incidents.models.politie import Politiebesluit


class IncidentQuerySet(models.QuerySet["Incident"]):
    def visible_to(self, access: Access) -> "IncidentQuerySet":
        """The incidents this person may open; any other does not exist for them."""
        return self._for(access, permissions.visible)

    def counted_for(self, access: Access) -> "IncidentQuerySet":
        """The incidents that count in what this person sees of live figures: never one that does not exist
        for them, or somebody would read in a number that it is there."""
        return self._for(access, permissions.counted)

    def reported_by(self, access: Access) -> "IncidentQuerySet":
        """What this person reported, or was the slachtoffer of: the view of the reporter."""
        mine = Q(melder=access.user) | Q(pk__in=of_slachtoffers({access.user.pk}))
        return self.filter(mine, organisation=access.organisation)

    def overseen_by(self, access: Access) -> "IncidentQuerySet":
        """The incidents that exist for who supervises the register."""
        return self._for(access, toezicht.overseen)

    def existing_for(self, access: Access) -> "IncidentQuerySet":
        """Every one of the organisation but those that must not exist for this person."""
        return self._for(access, lambda one: Q(organisation=one.organisation))

    def _for(self, access: Access, rule: Callable[[Access], Q]) -> "IncidentQuerySet":
        """By standing in for somebody nobody sees what that person may not see."""
        allowed = rule(access)
        if access.vervangt:
            allowed = rule(access.in_person) | (allowed & ~Q(pk__in=kept_from(access.vervangt)))
        return self.filter(allowed).exclude(pk__in=kept_from({access.user.pk}))


def kept_from(user_ids: Iterable[int]) -> models.QuerySet:
    """The ids of the incidents whose working page does not exist for one of these people.

    One query for each way to be kept out: each follows the index on its user, both in one read every one.
    """
    incidents = Incident._default_manager.order_by().values("pk")
    return models.QuerySet.union(*(incidents.filter(one) for one in permissions.apart(user_ids)))


def of_slachtoffers(user_ids: Iterable[int]) -> models.QuerySet:
    return Incident._default_manager.filter(slachtoffers__user__in=list(user_ids)).values("pk")


class Incident(Case):
    """What happened, once. ``ontvangen_op`` is the day it was reported (gemeld_op).

    ``melder`` reported it, ``namens`` when that was for somebody else. ``leidinggevende`` is the receiver:
    of an ambtsdrager the griffier, burgemeester or secretaris. ``inzending`` makes sending twice one
    incident. ``bron_kenmerk`` is the reference it had before it was imported. ``namen_verwijderd_op``: names
    and stories are gone, what counts in figures stays (``services.naamloos``).
    """

    REGISTER = lifecycle.REGISTER
    LIFECYCLE = lifecycle.LIFECYCLE
    WOORD = "incident"
    MET_LIDWOORD = "het incident"
    MEERVOUD = "incidenten"

    status = models.CharField(max_length=30, choices=lifecycle.STATUSSEN, default=lifecycle.GEMELD)
    soort = models.CharField(max_length=20, choices=Incidentsoort, default=Incidentsoort.INCIDENT)
    dossierdeel = models.CharField(
        max_length=12, choices=Dossierdeel, default=Dossierdeel.AMBTELIJK, editable=False
    )
    voorval_op = models.DateField("dag van het voorval")
    voorval_tijd = models.TimeField("tijd", null=True, blank=True)
    hoofdcategorie = models.CharField(max_length=20, choices=Hoofdcategorie, blank=True)
    gedragingen = ArrayField(models.CharField(max_length=40, choices=GEDRAGING_KEUZES), default=list)
    kenmerken = ArrayField(models.CharField(max_length=30, choices=IncidentKenmerk), default=list)
    contactvormen = ArrayField(models.CharField(max_length=30, choices=Contactvorm), default=list)
    locatietype = models.CharField(max_length=20, choices=Locatietype, blank=True)
    locatie = models.CharField(max_length=200, blank=True)
    aanleiding = models.CharField(max_length=30, choices=Aanleiding, blank=True)
    hindergronden = ArrayField(models.CharField(max_length=20, choices=Hindergrond), default=list)
    afdeling = models.ForeignKey(Afdeling, models.PROTECT, null=True, blank=True, related_name="+")
    ernst_objectief = models.PositiveSmallIntegerField(null=True, choices=GRADEN, editable=False)
    herhaling = models.BooleanField(
        default=False, editable=False, help_text="the same veroorzaker did something earlier"
    )
    melder = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    namens = models.BooleanField("gemeld voor iemand anders", default=False)
    leidinggevende = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    coordinator = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    bevoegd_gezag = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    contact_op = models.DateField("contact met het slachtoffer", null=True)
    ingetrokken_op = models.DateField(null=True)
    intrekreden = models.TextField(blank=True)
    heropend = models.BooleanField(default=False)
    namen_verwijderd_op = models.DateField(null=True, editable=False)
    inzending = models.UUIDField(null=True, unique=True, editable=False)
    bron_kenmerk = models.CharField(max_length=100, blank=True)
    bron_inhoud = models.CharField(max_length=64, blank=True, editable=False)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "incidenten"
        indexes = [
            models.Index(fields=["organisation", "status", "-ontvangen_op", "-id"], name="incident_list"),
            models.Index(
                fields=["organisation", "termijn_op", "id"],
                name="incident_worklist",
                condition=Q(status__in=lifecycle.OPEN),
            ),
            models.Index(
                fields=["organisation", "soort", "ontvangen_op"],
                name="incident_reports",
                include=["hoofdcategorie", "ernst_objectief", "afdeling"],
            ),
            models.Index(fields=["leidinggevende", "status"], name="incident_receiver"),
            models.Index(fields=["melder"], name="incident_melder"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "bron_kenmerk"],
                condition=~Q(bron_kenmerk=""),
                name="incident_bron_kenmerk_once",
            ),
            models.CheckConstraint(
                name="incident_closed_has_a_date",
                condition=~Q(status=lifecycle.GESLOTEN) | Q(afgesloten_op__isnull=False),
            ),
            models.CheckConstraint(
                name="incident_happened_before_it_was_reported",
                condition=Q(voorval_op__lte=models.F("ontvangen_op")),
            ),
        ]

    @property
    def gemeld_op(self):
        return self.ontvangen_op

    @property
    def kept_out(self) -> frozenset[int]:
        """The ids of the people who don't handle it and don't see its working page: its slachtoffers, and
        who was excluded."""
        if self.read_as_kept_out is not None:
            return self.read_as_kept_out
        ids = {s.user_id for s in self.slachtoffers.all()} | {u.user_id for u in self.uitsluitingen.all()}
        return frozenset(ids - {None})

    @property
    def politiebesluit(self) -> "Politiebesluit | None":
        """What was decided about the police the last time."""
        return next(iter(self.politiebesluiten.all()), None)

    def first_day(self, beside: bool) -> tuple[date, str]:
        """The tracks begin when it happens: care and police are often there before the report is."""
        return (self.voorval_op, "toen gebeurde het") if beside else super().first_day(beside)

    @property
    def is_hinderlijk(self) -> bool:
        """It is no aggression: a kind of its own, with fewer tracks and clocks."""
        return self.soort == Incidentsoort.HINDERLIJK_CONTACT

    def spoor(self, soort: str) -> "Spoor | None":
        return next((s for s in self.sporen.all() if s.soort == soort), None)


class IncidentTekst(models.Model):
    """The story, in a table of its own: lists never read it."""

    incident = models.OneToOneField(Incident, models.CASCADE, related_name="tekst")
    beschrijving = models.TextField("wat er is gebeurd", blank=True)
    citaten = models.TextField("wat er letterlijk is gezegd of geschreven", blank=True)
    waarmee = models.TextField("waarmee", blank=True)
    werkwijze = models.TextField("op welke wijze", blank=True)
    waarom = models.TextField("waarom, voor zover bekend", blank=True)


class Spoor(models.Model):
    """One of the four tracks of an incident. It is done, or skipped with a reason, on ``afgerond_op``."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="sporen")
    soort = models.CharField(max_length=20, choices=Spoorsoort)
    status = models.CharField(max_length=20, choices=Spoorstatus, default=Spoorstatus.OPEN)
    afgerond_op = models.DateField(null=True)
    reden = models.TextField(blank=True)
    door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "sporen"
        constraints = [
            models.UniqueConstraint(fields=["incident", "soort"], name="spoor_once"),
            models.CheckConstraint(
                name="spoor_open_or_dated",
                condition=Q(status=Spoorstatus.OPEN, afgerond_op=None)
                | (~Q(status=Spoorstatus.OPEN) & Q(afgerond_op__isnull=False)),
            ),
            models.CheckConstraint(
                name="spoor_skipped_with_a_reason",
                condition=~Q(status=Spoorstatus.OVERGESLAGEN) | ~Q(reden=""),
            ),
        ]


class IncidentTermijn(Termijn):
    CASE = "incident"

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="termijnen")
    slachtoffer = models.ForeignKey("Slachtoffer", models.CASCADE, null=True, related_name="+")
    maatregel = models.ForeignKey("Veroorzakermaatregel", models.CASCADE, null=True, related_name="+")
    persoon = models.ForeignKey("VeroorzakerPersoon", models.CASCADE, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(
                fields=["incident", "verloopt_op"],
                name="incident_term_running",
                condition=Q(gestopt_op__isnull=True),
            ),
            models.Index(
                fields=["waarschuwen_op"],
                name="incident_term_to_warn",
                condition=Q(gestopt_op__isnull=True),
            ),
        ]


class IncidentUitsluiting(models.Model):
    """A person for whom the working page of this incident does not exist."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="uitsluitingen")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "user"], name="incident_uitsluiting_once")]


class Afsluiting(models.Model):
    """One stretch in which an incident was not open: it was closed, and perhaps reopened."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="afsluitingen")
    afgesloten_op = models.DateField()
    licht = models.BooleanField("licht afgedaan", default=False)
    heropend_op = models.DateField(null=True)
    heropen_reden = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident"], condition=Q(heropend_op=None), name="one_afsluiting_in_force"
            ),
            models.CheckConstraint(
                name="afsluiting_reopened_later",
                condition=Q(heropend_op=None) | Q(heropend_op__gte=models.F("afgesloten_op")),
            ),
        ]
        indexes = [models.Index(fields=["afgesloten_op"], name="afsluiting_closed")]


class IncidentBericht(models.Model):
    """A message between who reported it and who handles it; a step of police and justice tells it too.

    ``gelezen_at``: when who handles it read what was sent to them. Of a message to the reporter and the
    slachtoffers there is a ``BerichtLezing`` for each of them. ``slotwoord``: written when it was closed.
    """

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="berichten")
    van_melder = models.BooleanField()
    tekst = models.TextField()
    door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    slotwoord = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    gelezen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]


class BerichtLezing(models.Model):
    """Who reported it, or a slachtoffer, read a message of who handles it: each for themselves."""

    bericht = models.ForeignKey(IncidentBericht, models.CASCADE, related_name="lezingen")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "berichtlezingen"
        constraints = [models.UniqueConstraint(fields=["bericht", "user"], name="bericht_read_once")]


class IncidentNotitie(models.Model):
    """An internal note of who handles it. The reporter never reads it."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="notities")
    tekst = models.TextField()
    door = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
