"""What the cases of every register have in common: abstract bases, and the lists of an organisation."""

import uuid
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from casework.kenmerk import new_kenmerk
from organisations.models import Organisation, User
from organisations.roles import Register


class Registratie(models.Model):
    """Something that was registered: it belongs to one organisation and has a reference of its own.

    Two clocks: ``ontvangen_op`` is when it happened, ``created_at`` when it was recorded; of who wants to
    stay anonymous only the day.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kenmerk = models.CharField(max_length=20, unique=True, default=new_kenmerk, editable=False)
    ontvangen_op = models.DateField("ontvangen op")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.kenmerk


class Case(Registratie):
    """A case with a path. Its status is changed by ``casework.lifecycle`` alone.

    ``WOORD``: what its register calls it, alone, with its article and in the plural.
    """

    REGISTER: str
    LIFECYCLE: Any
    WOORD = "zaak"
    MET_LIDWOORD = "de zaak"
    MEERVOUD = "zaken"
    # Who is kept out, as it was when a page fetched the case; a service locks it, and looks anew.
    read_as_kept_out: frozenset[int] | None = None

    status = models.CharField(max_length=30)
    status_sinds = models.DateField(editable=False, help_text="nothing that follows can be dated earlier")
    afgesloten_op = models.DateField("afgesloten op", null=True, blank=True)
    termijn_op = models.DateField(
        null=True, blank=True, editable=False, help_text="the first running term; kept by the engine"
    )
    termijn_code = models.CharField(max_length=40, blank=True, editable=False)
    volgende_actie = models.CharField(max_length=40, blank=True, editable=False)
    opgeschort_op = models.DateField(null=True, blank=True)
    buitenadres_op = models.DateField(
        null=True, blank=True, editable=False, help_text="since when nobody here can handle it"
    )

    class Meta:
        abstract = True

    def first_day(self, beside: bool) -> tuple[date, str]:
        """The first day on which something in this case can have happened, and what day that is.

        ``beside``: of a step that runs beside the others.
        """
        return self.ontvangen_op, "de dag van ontvangst"

    def status_term(self, status: str) -> str:
        """The code of the term that runs while the case has this status, or ""."""
        return self.LIFECYCLE.status_terms.get(status, "")


class Termijn(models.Model):
    """A term that runs on a case. The concrete model of a register adds the case and what it is about."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    gestart_op = models.DateField()
    waarschuwen_op = models.DateField()
    verloopt_op = models.DateField()
    wettelijk = models.BooleanField(default=False)
    opgeschort_op = models.DateField(null=True)
    gestopt_op = models.DateField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.code} tot {self.verloopt_op}"


class Concept(models.Model):
    """What somebody is filing. Kept at every step, removed when it is sent, thrown away or left for 90 days.

    Only who writes it sees it. ``antwoorden``: what was typed, by the name of the field.
    """

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    antwoorden = models.JSONField(default=dict)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        ordering = ["-updated_at"]


class Codelijst(models.Model):
    """A list of an organisation's own, valid for a while; it replaces the standard list of that name."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="codelijsten")
    register = models.CharField(max_length=20, choices=Register)
    naam = models.CharField(max_length=40, default="categorie")
    lijst = models.CharField("naam van de lijst", max_length=80)
    versie = models.CharField(max_length=40)
    geldig_van = models.DateField("geldig van")
    geldig_tot = models.DateField("geldig tot en met", null=True, blank=True)

    class Meta:
        ordering = ["-geldig_van"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "register", "naam", "lijst", "versie"], name="codelijst_once"
            ),
            models.CheckConstraint(
                name="codelijst_ends_after_start",
                condition=Q(geldig_tot=None) | Q(geldig_tot__gte=models.F("geldig_van")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lijst} {self.versie}"


class CodelijstRegel(models.Model):
    codelijst = models.ForeignKey(Codelijst, on_delete=models.CASCADE, related_name="regels")
    volgorde = models.PositiveIntegerField()
    code = models.CharField(max_length=80)
    label = models.CharField(max_length=200)
    rijk_code = models.CharField(max_length=80)

    class Meta:
        ordering = ["volgorde"]
        constraints = [models.UniqueConstraint(fields=["codelijst", "code"], name="codelijst_code_once")]

    def __str__(self) -> str:
        return self.label


class Inzending(models.Model):
    """A form that was sent and done: the same form sent again is recognised by it. Written in the
    transaction of what was done, so that the one is never there without the other."""

    sleutel = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return self.sleutel


class Importopdracht(models.Model):
    """A file that somebody uploaded to import, and what came of it.

    The file itself is dropped as soon as the import has ended: it may hold more than was registered.
    """

    class Status(models.TextChoices):
        VOORBEELD = "voorbeeld", "Nog niet bevestigd"
        WACHT = "wacht", "Wacht op verwerking"
        GEREED = "gereed", "Gereed"
        MISLUKT = "mislukt", "Niet gelukt"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    register = models.CharField(max_length=20, choices=Register)
    kenmerk = models.CharField(max_length=20, unique=True, default=new_kenmerk, editable=False)
    door = models.ForeignKey("organisations.User", on_delete=models.PROTECT, related_name="+")
    bestandsnaam = models.CharField(max_length=200)
    inhoud = models.BinaryField(null=True)
    lijst = models.BinaryField(null=True, help_text="a list of codes that comes with it")
    status = models.CharField(max_length=12, choices=Status, default=Status.VOORBEELD)
    uitslag = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.bestandsnaam


class Bestand(models.Model):
    """A file that belongs to a case. ``sha256`` is of the content as it came in; nothing changes it.

    ``mime`` is what was recognised, not what a browser said.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kenmerk = models.CharField(max_length=20, unique=True, default=new_kenmerk, editable=False)
    naam = models.CharField(max_length=150)
    mime = models.CharField(max_length=100)
    grootte = models.PositiveIntegerField(help_text="in bytes")
    sha256 = models.CharField(max_length=64)
    door = models.ForeignKey("organisations.User", on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "bestanden"

    def __str__(self) -> str:
        return self.naam


class Bestandsinhoud(models.Model):
    """The bytes of a file, in a table of their own: lists never read them."""

    bestand = models.OneToOneField(Bestand, on_delete=models.CASCADE, related_name="inhoud")
    inhoud = models.BinaryField()

    def __str__(self) -> str:
        return self.bestand.naam


class Huisstijlkeuze(models.Model):
    """How the documents of an organisation look, as its beheerder chose; without a row as its theme says.

    ``kleur``: #rrggbb, dark enough to read on white. ``logo``: a PNG or SVG that was taken in
    (``casework.documents.logos``), in the database so that the worker has it too.
    """

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="+")
    naam = models.CharField(max_length=200)
    kleur = models.CharField(max_length=7)
    logo = models.BinaryField(null=True, blank=True)
    mime = models.CharField(max_length=20, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.naam
