from collections.abc import Callable, Iterable

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.functional import cached_property

from casework.models import Case, Termijn
from integrity import lifecycle, permissions
from integrity.lists import (
    Betreft,
    Bewaarklasse,
    Compartiment,
    LijnUitkomst,
    Route,
    Uitstroomreden,
)
from integrity.permissions import toezicht
from ledger import audit
from organisations.access import Access
from organisations.models import User


class ZaakQuerySet(models.QuerySet["Zaak"]):
    def visible_to(self, access: Access) -> "ZaakQuerySet":
        """The zaken this person may open; any other does not exist for them."""
        return self._for(access, permissions.visible)

    def counted_for(self, access: Access) -> "ZaakQuerySet":
        """The zaken that count in what this person sees of live figures."""
        return self._for(access, permissions.counted)

    def overseen_by(self, access: Access) -> "ZaakQuerySet":
        """The zaken that exist for who supervises the register."""
        return self._for(access, toezicht.overseen)

    def existing_for(self, access: Access) -> "ZaakQuerySet":
        """Every one of the organisation but those that must not exist for this person."""
        return self._for(access, lambda one: Q(organisation=one.organisation))

    def _for(self, access: Access, rule: Callable[[Access], Q]) -> "ZaakQuerySet":
        """By standing in for somebody nobody sees what that person may not see."""
        allowed = rule(access)
        if access.vervangt:
            allowed = rule(access.in_person) | (allowed & ~Q(pk__in=hidden_from(access.vervangt)))
        kept_out = (Exists(one.filter(pk=OuterRef("pk"))) for one in _ways_apart({access.user.pk}))
        return self.filter(allowed, *(~one for one in kept_out))


def hidden_from(user_ids: Iterable[int]) -> models.QuerySet:
    """The ids of the zaken that do not exist for one of these people."""
    return models.QuerySet.union(*_ways_apart(user_ids))


def _ways_apart(user_ids: Iterable[int]) -> list[models.QuerySet]:
    """A query for each way to be kept out: it follows the index on its user. Together in one they would read
    every zaak."""
    zaken = Zaak._default_manager.order_by().values("pk")
    return [zaken.filter(one) for one in permissions.apart(user_ids)]


class Zaak(Case):
    """What is done about one set of facts; bundles the meldingen about them.

    Keeps the receipt of its first melding. ``ingenomen_door`` is who took it in: that person never
    judges it. ``voorgesteld_door`` is set while a proposal not to take it up waits for a second reader.
    """

    REGISTER = lifecycle.REGISTER
    LIFECYCLE = lifecycle.LIFECYCLE

    status = models.CharField(max_length=30, choices=lifecycle.STATUSSEN, default=lifecycle.ONTVANGEN)
    compartiment = models.CharField(
        max_length=12, choices=Compartiment, default=Compartiment.AMBTELIJK, editable=False
    )
    betreft = models.CharField(max_length=40, choices=Betreft, blank=True)
    ingenomen_door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    coordinator = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    bevoegd_gezag = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    leidinggevende = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    onderzoeker = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    procesbegeleider = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    voorgesteld_door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    misstand = models.BooleanField("misstand", null=True, blank=True)
    ondermijning = models.BooleanField("ondermijning", default=False)
    beveiligingsincident = models.BooleanField("beveiligingsincident", default=False)
    bewaarklasse = models.CharField(max_length=20, choices=Bewaarklasse, blank=True)
    bewaarplicht_tot = models.DateField("bewaarplicht tot", null=True, blank=True)
    opgegaan_in = models.ForeignKey("self", models.PROTECT, null=True, related_name="opgenomen")
    heropend = models.BooleanField(default=False)

    objects = ZaakQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "zaken"
        indexes = [
            models.Index(fields=["organisation", "status", "-ontvangen_op", "-id"], name="zaak_list"),
            models.Index(
                fields=["organisation", "termijn_op", "id"],
                name="zaak_worklist",
                condition=Q(termijn_op__isnull=False) | Q(status__in=lifecycle.LOPEND),
            ),
            models.Index(fields=["organisation", "ontvangen_op"], name="zaak_received"),
        ]
        constraints = [
            models.CheckConstraint(
                name="zaak_closed_has_a_date",
                condition=~Q(status=lifecycle.GESLOTEN) | Q(afgesloten_op__isnull=False),
            ),
        ]

    def refresh_from_db(self, *args, **kwargs) -> None:
        """What was worked out from other rows is worked out anew as well."""
        self.forget()
        super().refresh_from_db(*args, **kwargs)

    def forget(self) -> None:
        for name in ("read_as_kept_out", "went_in", "_acted", "melders"):
            self.__dict__.pop(name, None)

    @property
    def behandelaars(self) -> frozenset[int]:
        """Who took the zaak in, coordinates it or investigates it, or did so before, or stood in for
        somebody who does: they never judge it."""
        took_part = {self.coordinator_id, self.onderzoeker_id}
        took_part |= {zaak.ingenomen_door_id for zaak in (self, *self.went_in)}
        took_part |= {o.onderzoeker_id for o in self.onderzoeken.all()}
        return frozenset(took_part - {None}) | self._acted

    @cached_property
    def _acted(self) -> frozenset[int]:
        lines = audit.history(self, *self.went_in)
        lines = lines.filter(actor_kind="user", verb__in=lifecycle.NEEMT_IN_OF_ONDERZOEKT)
        return frozenset(lines.values_list("user_id", flat=True))

    @cached_property
    def went_in(self) -> tuple["Zaak", ...]:
        """The emptied zaken whose meldingen are in this one now, however often they were joined."""
        found: list[Zaak] = []
        level = [self]
        while level := list(Zaak.objects.filter(opgegaan_in__in=level)):
            found += level
        return tuple(found)

    @property
    def kept_out(self) -> frozenset[int]:
        """The ids of the people for whom this zaak does not exist: betrokkene, excluded or withdrawn."""
        if self.read_as_kept_out is not None:
            return self.read_as_kept_out
        ids = {b.user_id for b in self.betrokkenen.all()} | {u.user_id for u in self.uitsluitingen.all()}
        return frozenset(ids - {None})

    @cached_property
    def melders(self) -> frozenset[int]:
        """The ids of the users who reported it, to keep them from handling it. Never to be shown."""
        known = self.meldingen.filter(identiteit__user__isnull=False)
        return frozenset(known.values_list("identiteit__user", flat=True))

    @property
    def oordelaars(self) -> frozenset[int]:
        """The ids of the users who judged an aantijging."""
        return frozenset({a.geoordeeld_door_id for a in self.aantijgingen.all()} - {None})

    def status_term(self, status: str) -> str:
        code = super().status_term(status)
        if code == "vooronderzoek" and self.compartiment == Compartiment.BESTUURLIJK:
            return "vooronderzoek_bestuurder"
        return code


class ZaakTermijn(Termijn):
    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="termijnen")
    melding = models.ForeignKey("Melding", models.CASCADE, null=True, related_name="termijnen")

    class Meta:
        indexes = [
            models.Index(
                fields=["zaak", "verloopt_op"],
                name="termijn_running",
                condition=Q(gestopt_op__isnull=True),
            ),
            models.Index(
                fields=["waarschuwen_op"],
                name="termijn_to_warn",
                condition=Q(gestopt_op__isnull=True),
            ),
        ]


class Uitsluiting(models.Model):
    """A person for whom this zaak does not exist: named by the melder, or with an interest of their own."""

    class Grond(models.TextChoices):
        MELDER = "melder", "Op verzoek van de melder"
        BELANG = "belang", "Heeft een eigen belang"
        ZELF = "zelf", "Trok zich terug"

    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="uitsluitingen")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    grond = models.CharField(max_length=10, choices=Grond)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["zaak", "user"], name="uitsluiting_once")]


class Triagebesluit(models.Model):
    """A decision on what happens with a zaak: a route, or dropping out. The latest in force counts.

    The first route is the one that reports count. A decision to drop lapses when the zaak is reopened.
    """

    class JaNee(models.TextChoices):
        JA = "ja", "Ja"
        NEE = "nee", "Nee"

    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="triagebesluiten")
    genomen_op = models.DateField()
    route = models.CharField(max_length=20, choices=Route, blank=True)
    uitstroomreden = models.CharField(max_length=30, choices=Uitstroomreden, blank=True)
    motivering = models.TextField()
    conflict_nagegaan = models.BooleanField(null=True)
    risico_melder = models.TextField(blank=True)
    art_162 = models.CharField(max_length=3, choices=JaNee, blank=True)
    door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    tweede_lezer = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    vervallen_op = models.DateField(null=True)

    class Meta:
        ordering = ["genomen_op", "id"]
        constraints = [
            models.CheckConstraint(
                name="triage_route_or_uitstroom",
                condition=Q(route="") ^ Q(uitstroomreden=""),
            )
        ]


class Uitstroomvoorstel(models.Model):
    """A proposal not to take a zaak up, and what the second reader said of it."""

    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="uitstroomvoorstellen")
    reden = models.CharField(max_length=30, choices=Uitstroomreden)
    motivering = models.TextField()
    bericht_aan_melder = models.TextField()
    voorgesteld_op = models.DateField()
    voorgesteld_door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    beslist_op = models.DateField(null=True)
    beslist_door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    akkoord = models.BooleanField(null=True)
    toelichting = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["zaak"], condition=Q(beslist_op=None), name="one_open_uitstroomvoorstel"
            )
        ]


class Lijnbehandeling(models.Model):
    """A zaak that a leidinggevende handles. There is no oordeel in the line."""

    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="lijnbehandelingen")
    leidinggevende = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    opdracht = models.TextField("wat de leidinggevende moet weten", blank=True)
    gestart_op = models.DateField()
    gesprek_op = models.DateField(null=True)
    verslag = models.TextField(blank=True)
    uitkomst = models.CharField(max_length=30, choices=LijnUitkomst, blank=True)
    afgerond_op = models.DateField(null=True)

    class Meta:
        ordering = ["id"]


class Sluiting(models.Model):
    """One stretch in which a zaak was not open: it left, and perhaps came back.

    It leaves on ``afgesloten_op``; a dropped zaak that was never closed on ``uitgestroomd_op``.
    """

    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="sluitingen")
    uitgestroomd_op = models.DateField(null=True)
    afgesloten_op = models.DateField(null=True)
    heropend_op = models.DateField(null=True)
    heropen_reden = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="sluiting_has_a_date",
                condition=Q(uitgestroomd_op__isnull=False) | Q(afgesloten_op__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["zaak"], condition=Q(heropend_op=None), name="one_sluiting_in_force"
            ),
        ]
        indexes = [
            models.Index(fields=["afgesloten_op"], name="sluiting_closed"),
            models.Index(fields=["uitgestroomd_op"], name="sluiting_dropped"),
        ]


class Notitie(models.Model):
    """An internal note of the coördinatoren. The melder never reads it."""

    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="notities")
    tekst = models.TextField()
    door = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
