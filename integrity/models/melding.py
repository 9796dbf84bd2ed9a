from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils import timezone

from casework.models import Concept, Registratie
from integrity import permissions
from integrity.lists import Betreft, Kanaal, Melderpositie, Melderrelatie, Soort
from integrity.models.zaak import Zaak, hidden_from
from organisations.access import Access
from organisations.models import Afdeling, Organisation, User


class MeldingQuerySet(models.QuerySet["Melding"]):
    def visible_to(self, access: Access) -> "MeldingQuerySet":
        """Adviesvragen and signalen for the coördinator; a melding is opened through its zaak.

        Who is kept out of the zaak that came of one does not see where it came from either.
        """
        return self.filter(permissions.visible_meldingen(access))._without_became(access.user_ids)

    def existing_for(self, access: Access) -> "MeldingQuerySet":
        """The same of the whole organisation, whoever may open them."""
        return self.filter(organisation=access.organisation, zaak=None)._without_became(access.user_ids)

    def not_hidden_from(self, user: User) -> "MeldingQuerySet":
        """Without those of a zaak that does not exist for this person, nor what became one."""
        return self.exclude(zaak__in=hidden_from({user.pk}))._without_became({user.pk})

    def _without_became(self, user_ids: Iterable[int]) -> "MeldingQuerySet":
        return self.exclude(pk__in=_that_became(hidden_from(user_ids)))

    def filed_by(self, user: User) -> "MeldingQuerySet":
        """What this person filed themselves, under any position."""
        return self.filter(identiteit__user=user)


def _that_became(zaken: models.QuerySet) -> models.QuerySet:
    """The ids of the adviesvragen and signalen that became one of these zaken."""
    made = Melding._default_manager.filter(zaak__in=zaken, omgezet_uit__isnull=False)
    return made.values("omgezet_uit")


class Melding(Registratie):
    """One report by one melder. Who that is stands apart, in ``MelderIdentiteit``.

    A melding joins a zaak; an adviesvraag or signaal has none, until it is turned into a melding.
    ``eigen_zaak`` is the zaak it began with when it was joined to another one later (``gevoegd_op``).
    ``inzending`` makes sending twice one melding. ``bron_kenmerk`` is the reference it had before it
    was imported.
    """

    soort = models.CharField(max_length=12, choices=Soort, default=Soort.MELDING)
    zaak = models.ForeignKey(Zaak, models.PROTECT, null=True, related_name="meldingen")
    eigen_zaak = models.ForeignKey(Zaak, models.PROTECT, null=True, related_name="+")
    gevoegd_op = models.DateField(null=True)
    bron_kenmerk = models.CharField(max_length=100, blank=True)
    bron_inhoud = models.CharField(
        max_length=64, blank=True, editable=False, help_text="fingerprint of the imported row"
    )
    inzending = models.UUIDField(null=True, unique=True, editable=False)
    kanaal = models.CharField(max_length=20, choices=Kanaal, blank=True)
    melderpositie = models.CharField(max_length=15, choices=Melderpositie, blank=True)
    melderrelatie = models.CharField(max_length=25, choices=Melderrelatie, blank=True)
    afdeling = models.ForeignKey(Afdeling, models.PROTECT, null=True, blank=True, related_name="+")
    categorie = models.CharField(max_length=80, blank=True)
    betreft = models.CharField(max_length=40, choices=Betreft, blank=True)
    namens = models.BooleanField("ingediend namens iemand anders", default=False)
    verslag_akkoord = models.BooleanField("melder is akkoord met het verslag", null=True)
    bevestigd_op = models.DateField(null=True)
    bevestigd_wijze = models.CharField(max_length=40, blank=True)
    teruggekoppeld_op = models.DateField(null=True)
    ingetrokken_op = models.DateField(null=True)
    intrekreden = models.TextField(blank=True)
    omgezet_uit = models.ForeignKey("self", models.PROTECT, null=True, related_name="omgezet_in")
    afgehandeld_op = models.DateField(null=True)

    objects = MeldingQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "meldingen"
        indexes = [
            models.Index(
                fields=["organisation", "soort", "ontvangen_op"],
                name="melding_reports",
                include=["zaak", "categorie", "kanaal", "betreft", "afdeling"],
            ),
            models.Index(fields=["organisation", "-ontvangen_op", "-id"], name="melding_list"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "bron_kenmerk"],
                condition=~Q(bron_kenmerk=""),
                name="bron_kenmerk_once",
            ),
            models.CheckConstraint(
                name="only_a_melding_has_a_zaak",
                condition=Q(soort=Soort.MELDING, zaak__isnull=False)
                | (~Q(soort=Soort.MELDING) & Q(zaak__isnull=True)),
            ),
        ]


class MeldingTekst(models.Model):
    """The story, in a table of its own: lists never read it."""

    melding = models.OneToOneField(Melding, models.CASCADE, related_name="tekst")
    beschrijving = models.TextField("wat er is gebeurd")
    wie = models.TextField("wie erbij betrokken zijn", blank=True)
    wanneer = models.TextField("wanneer", blank=True)
    waar = models.TextField("waar", blank=True)


class MelderIdentiteit(models.Model):
    """Who the melder is, apart from what they told. Read through ``permissions.can_see_melder`` alone."""

    melding = models.OneToOneField(Melding, models.CASCADE, related_name="identiteit")
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    naam = models.CharField(max_length=200, blank=True)
    contact = models.CharField("telefoon of e-mail", max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user"], name="melder_user")]


class Bericht(models.Model):
    """A message between the melder and who handles the melding. Of a melder who did not choose to be known
    only the days are kept."""

    melding = models.ForeignKey(Melding, models.CASCADE, related_name="berichten")
    van_melder = models.BooleanField()
    tekst = models.TextField()
    door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    gelezen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]


class Terugkoppeling(models.Model):
    """What the melder was told of the judgement and what was done."""

    melding = models.ForeignKey(Melding, models.CASCADE, related_name="terugkoppelingen")
    gegeven_op = models.DateField()
    wijze = models.CharField(max_length=40)
    tekst = models.TextField()
    door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["gegeven_op", "id"]


class MeldingConcept(Concept):
    """A melding that is being written."""


class VertrouwenspersoonTelling(models.Model):
    """How often a vertrouwenspersoon was spoken to about a category: counts only, no names."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    vertrouwenspersoon = models.ForeignKey(User, models.PROTECT, related_name="+")
    jaar = models.PositiveSmallIntegerField()
    kwartaal = models.PositiveSmallIntegerField()
    categorie = models.CharField(max_length=80)
    aantal = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "vertrouwenspersoon", "jaar", "kwartaal", "categorie"],
                name="telling_once",
            ),
            models.CheckConstraint(name="telling_quarter", condition=Q(kwartaal__range=(1, 4))),
        ]
