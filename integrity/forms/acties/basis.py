"""What every form of an action on a zaak has in common."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from casework.lifecycle import Transition
from casework.lists import STANDAARD, Lijst, list_on
from integrity.forms.tekst import RegelField, TekstField
from integrity.lifecycle import LIFECYCLE, REGISTER
from integrity.models import Melding, Zaak
from integrity.services import people
from organisations.access import Access
from organisations.models import User

DUIZENDTALLEN = re.compile(r"\d{1,3}(\.\d{3})+")
JA_NEE = (("ja", "Ja"), ("nee", "Nee"))
WIJZEN = (
    ("bericht", "Bericht in GIR"),
    ("gesprek", "Gesprek"),
    ("telefoon", "Telefoon"),
    ("e-mail", "E-mail"),
    ("brief", "Brief"),
)
LEEST_DE_MELDER = "Noem geen gegevens van de betrokkene."
GEEN_DATUM = {
    "required": "Vul de datum in.",
    "invalid": "Deze datum bestaat niet. Schrijf bijvoorbeeld 3-11-2026.",
}
NIET_IN_DE_TOEKOMST = "De datum ligt in de toekomst. Vul een datum tot en met vandaag in."


class VerhaalVeld(TekstField):
    """A text of a working page: no limit is shown, because nobody comes near it."""

    def __init__(self, label: str, *, leeg: str = "", rows: int = 4, **kwargs: Any) -> None:
        super().__init__(label=label, max_length=20_000, rows=rows, leeg=leeg, **kwargs)
        self.max_length = None


class RegelVeld(RegelField):
    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label=label, **kwargs)


class DagVeld(forms.DateField):
    """A day in the past, today unless said otherwise."""

    def __init__(self, label: str, *, today: bool = True, **kwargs: Any) -> None:
        errors = GEEN_DATUM
        if today:
            kwargs["initial"] = timezone.localdate
        super().__init__(label=label, error_messages=errors, **kwargs)

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        if day and day > timezone.localdate():
            raise ValidationError(NIET_IN_DE_TOEKOMST)
        return day


class BedragVeld(forms.DecimalField):
    """An amount in euros as people write it: 1.250,50, € 1250,50 or 1250.50."""

    def __init__(self, label: str, *, error_messages: dict[str, str] | None = None, **kwargs: Any) -> None:
        errors = {"invalid": "Vul een bedrag in, bijvoorbeeld 1250,50."} | (error_messages or {})
        super().__init__(
            label=label,
            min_value=0,
            max_digits=12,
            decimal_places=2,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "gir-kort"}),
            help_text="Bijvoorbeeld 1250,50",
            error_messages=errors,
            **kwargs,
        )

    def to_python(self, value: Any) -> Decimal | None:
        text = "".join(str(value or "").replace("€", "").split())
        if "," in text or DUIZENDTALLEN.fullmatch(text):
            text = text.replace(".", "").replace(",", ".")
        return super().to_python(text)


class LatereDagVeld(forms.DateField):
    """A day still to come."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        errors = GEEN_DATUM
        super().__init__(label=label, error_messages=errors, **kwargs)

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        if day and day <= timezone.localdate():
            raise ValidationError("Kies een datum na vandaag.")
        return day


class KeuzeVeld(forms.ChoiceField):
    """Radio buttons. ``uitleg``: an explanation per value; ``tegels``: as large tiles."""

    def __init__(
        self,
        label: str,
        choices: Iterable[tuple[str, str]],
        *,
        uitleg: dict[str, str] | None = None,
        tegels: bool = False,
        leeg: str = "Maak een keuze.",
        **kwargs: Any,
    ) -> None:
        widget = forms.RadioSelect(attrs={"class": "gir-tegels"} if tegels else {})
        errors = {"required": leeg}
        super().__init__(label=label, choices=choices, widget=widget, error_messages=errors, **kwargs)
        self.toelichtingen = {str(code): text for code, text in (uitleg or {}).items()}


class PersoonVeld(forms.ModelChoiceField):
    """One of the people who may have this part in this zaak. With one candidate that one is chosen."""

    def __init__(
        self, zaak: Zaak, deel: str, label: str, *, zonder: User | None = None, **kwargs: Any
    ) -> None:
        self.kandidaten = [user for user in people.candidates(zaak, deel) if user != zonder]
        queryset = User.objects.filter(pk__in=[user.pk for user in self.kandidaten]).order_by("naam", "pk")
        kwargs.setdefault("empty_label", "Kies een persoon" if self.kandidaten else "Er is niemand")
        kwargs.setdefault("error_messages", {"required": f"Kies een persoon bij “{label}”."})
        if not self.kandidaten:
            kwargs["help_text"] = "Niemand die dit mag, heeft deze rol. Vraag de beheerder."
        super().__init__(queryset, label=label, **kwargs)
        if len(self.kandidaten) == 1 and self.required:
            self.initial = self.kandidaten[0].pk


ZELF_GEMELD = "Deze leidinggevende heeft het zelf gemeld; ik kies dit bewust."


class ZelfGemeldVeld(forms.BooleanField):
    """A tick to go on with a leidinggevende who registered the zaak; asked when that one is chosen."""

    def __init__(self, zaak: Zaak, gekozen: str | None) -> None:
        taken_in = zaak.ingenomen_door_id
        super().__init__(
            label=ZELF_GEMELD,
            required=taken_in is not None and gekozen == str(taken_in),
            help_text="Kies liever een andere leidinggevende: deze beoordeelt anders de eigen melding.",
            error_messages={
                "required": "Deze leidinggevende heeft het zelf gemeld. Kies een ander of vink dit aan."
            },
        )

    @staticmethod
    def is_asked(zaak: Zaak, kandidaten: Iterable[User]) -> bool:
        return zaak.ingenomen_door_id in {user.pk for user in kandidaten}


class RijVeld(forms.ModelChoiceField):
    """One row of this zaak: a melding, a betrokkene, a maatregel. The only one there is, is chosen;
    ``alleen_keuze``: and not shown."""

    def __init__(self, label: str, queryset: QuerySet, *, alleen_keuze: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.RadioSelect)
        kwargs.setdefault("error_messages", {"required": f"Maak een keuze bij “{label}”."})
        self.tekst = kwargs.pop("tekst", str)
        super().__init__(queryset, label=label, empty_label=None, **kwargs)
        first = list(queryset[:2])
        if len(first) == 1:
            self.initial = first[0].pk
            if alleen_keuze:
                self.widget = forms.HiddenInput()

    def label_from_instance(self, obj: Any) -> str:
        return self.tekst(obj)


def categorie_choices(lijst: Lijst, empty: str) -> list:
    """The list that holds on a day, by group when it has two levels."""
    below: dict[str, list[tuple[str, str]]] = {}
    for code in lijst.codes:
        if code.ouder:
            below.setdefault(code.ouder, []).append((code.code, code.label))
    choices: list = [("", empty)]
    for code in lijst.codes:
        if code.code in below:
            general = (code.code, f"{code.label} (algemeen)")
            choices.append((code.label, [general, *below[code.code]]))
        elif not code.ouder:
            choices.append((code.code, code.label))
    return choices


def categorie_field(zaak: Zaak, label: str, *, present: str = "", **kwargs: Any) -> forms.ChoiceField:
    """The categories valid when the zaak was received; one that is registered already may stay."""
    lijst = list_on(zaak.organisation, REGISTER, zaak.ontvangen_op)
    choices = categorie_choices(lijst, "Kies een categorie")
    if present and present not in lijst:
        choices.append((present, STANDAARD[REGISTER, "categorie"].label(present)))
    return forms.ChoiceField(
        label=label, choices=choices, error_messages={"required": "Kies een categorie."}, **kwargs
    )


def melder_label(melding: Melding) -> str:
    return f"Melding {melding.kenmerk}, ontvangen op {melding.ontvangen_op:%d-%m-%Y}"


def known_melders(zaak: Zaak) -> QuerySet[Melding]:
    return zaak.meldingen.filter(identiteit__isnull=False).order_by("pk")


class ActieForm(forms.Form):
    """One action on one zaak: what it asks, and the one service that does it.

    ``knop``: the text of the button. ``soort``: "melder" when the melder reads what is written, "intern"
    when the melder never does, "gevaar" when it can't easily be undone. ``gekozen``: what the address says
    was chosen already. ``template``: for a form that needs more than its fields below each other.
    ``alleen_bij``: fields that are asked, and then required, only with this answer to another one.
    ``naast_melding``: the words of the melder stand beside the form.
    """

    verb: ClassVar[str]
    perform: ClassVar[Callable[["ActieForm"], None]]  # calls the one service; raises what that raises
    knop: ClassVar[str] = "Vastleggen"
    soort: ClassVar[str] = ""
    template: ClassVar[str] = "integrity/zaak/actie.html"
    alleen_bij: ClassVar[dict[str, tuple[str, str]]] = {}
    naast_melding: ClassVar[bool] = False
    waarschuwing: str = ""

    def __init__(
        self, data: QueryDict | None, *, zaak: Zaak, access: Access, gekozen: QueryDict | None = None
    ) -> None:
        super().__init__(data)
        self.zaak = zaak
        self.access = access
        self.gekozen = gekozen or QueryDict()
        self.build()
        for name, (other, value) in self.alleen_bij.items():
            if name in self.fields:
                answer = self.data.get(other) if self.is_bound else value
                self.fields[name].required = answer == value
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = self.layout()
        # the summary of errors follows the order of the page
        self.order_fields([pointer.name for pointer in self.helper.layout.get_field_names()])

    @property
    def transition(self) -> Transition:
        return LIFECYCLE.by_verb[self.verb]

    def build(self) -> None:
        """Add the fields that depend on the zaak."""

    def layout(self) -> Layout:
        return Layout(*self.fields)

    def only_with(self, value: str, *names: str) -> Div:
        """These fields, out of sight until the answer they belong to is chosen (by the stylesheet)."""
        return Div(*names, css_class=f"gir-bij gir-bij-{value}")

    def background(self) -> list[dict[str, Any]]:
        """What one needs to read to fill this in: rows of label and waarde."""
        return []

    def refuse(self, messages: list[str] | dict[str, list[str]]) -> None:
        """Show why it could not be done, at the field when there is one."""
        by_field = messages if isinstance(messages, dict) else {"": messages}
        for name, texts in by_field.items():
            self.add_error(name if name in self.fields else None, list(texts))
