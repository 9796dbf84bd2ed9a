"""The fields of working pages: what people type and choose, refused with what to do about it."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import QuerySet
from django.utils import timezone

from casework.lists import STANDAARD, Lijst, list_on
from casework.models import Case
from organisations.models import User

VERHAAL = 20_000
BERICHT = 5_000
NUL = "Er staat een teken in uw tekst dat wij niet kunnen bewaren. Typ dat stukje opnieuw."
DUIZENDTALLEN = re.compile(r"\d{1,3}(\.\d{3})+")
JA_NEE = (("ja", "Ja"), ("nee", "Nee"))
GEEN_DATUM = {
    "required": "Vul de datum in.",
    "invalid": "Deze datum bestaat niet. Schrijf bijvoorbeeld 3-11-2026.",
}
NIET_IN_DE_TOEKOMST = "De datum ligt in de toekomst. Vul een datum tot en met vandaag in."


class TekstField(forms.CharField):
    """A text box. Line ends count as one character, so that the limit is the one that is shown.

    ``stil``: the limit is not shown, where nobody will come near it.
    """

    def __init__(
        self, *, max_length: int, rows: int = 4, leeg: str = "", stil: bool = False, **kwargs
    ) -> None:
        errors = {"max_length": f"Uw tekst is te lang. Er passen {max_length:,} tekens.".replace(",", ".")}
        if leeg:
            errors["required"] = leeg
        super().__init__(
            max_length=max_length,
            widget=forms.Textarea(attrs={"rows": rows}),
            error_messages=errors,
            **kwargs,
        )
        self.validators = [nul_in_words(v) for v in self.validators]
        if stil:
            self.max_length = None

    def to_python(self, value: object) -> str:
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n")


class RegelField(forms.CharField):
    """One line of text."""

    def __init__(self, *, max_length: int = 200, error_messages: dict | None = None, **kwargs) -> None:
        errors = {"max_length": f"Dit is te lang. Er passen {max_length} tekens."} | (error_messages or {})
        super().__init__(max_length=max_length, error_messages=errors, **kwargs)
        # The browser would cut off what was pasted.
        self.widget.attrs.pop("maxlength", None)
        self.validators = [nul_in_words(v) for v in self.validators]


def nul_in_words(validator: object) -> object:
    if isinstance(validator, ProhibitNullCharactersValidator):
        return ProhibitNullCharactersValidator(message=NUL)
    return validator


class VerhaalVeld(TekstField):
    """A text of a working page: no limit is shown, because nobody comes near it."""

    def __init__(self, label: str, *, leeg: str = "", rows: int = 4, **kwargs: Any) -> None:
        super().__init__(label=label, max_length=VERHAAL, rows=rows, leeg=leeg, **kwargs)
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

    def prepare_value(self, value: Any) -> Any:
        return f"{value:.2f}".replace(".", ",") if isinstance(value, Decimal) else value

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


class MeerKeuzeVeld(forms.MultipleChoiceField):
    """Boxes to tick, none required; choices may stand in groups."""

    def __init__(self, label: str, choices: Iterable[Any], *, required: bool = False, **kwargs: Any) -> None:
        errors = {"required": "Maak een keuze.", "invalid_choice": "Deze keuze bestaat niet. Kies opnieuw."}
        super().__init__(
            label=label,
            choices=choices,
            required=required,
            widget=forms.CheckboxSelectMultiple,
            error_messages=errors,
            **kwargs,
        )


class LijstVeld(forms.ChoiceField):
    """One of a list, that may stay open. ``leeg``: what is shown then."""

    def __init__(
        self, label: str, choices: Iterable[Any], *, leeg: str = "Niet bekend", **kwargs: Any
    ) -> None:
        errors = {"invalid_choice": "Deze keuze bestaat niet. Kies opnieuw."}
        kwargs.setdefault("required", False)
        super().__init__(label=label, choices=[("", leeg), *choices], error_messages=errors, **kwargs)


class PersoonVeld(forms.ModelChoiceField):
    """One of the people who may have a part in a case. With one candidate that one is chosen."""

    def __init__(
        self, kandidaten: Iterable[User], label: str, *, zonder: User | None = None, **kwargs: Any
    ) -> None:
        self.kandidaten = [user for user in kandidaten if user != zonder]
        queryset = User.objects.filter(pk__in=[user.pk for user in self.kandidaten]).order_by("naam", "pk")
        kwargs.setdefault("empty_label", "Kies een persoon" if self.kandidaten else "Er is niemand")
        kwargs.setdefault("error_messages", {"required": f"Kies een persoon bij “{label}”."})
        if not self.kandidaten:
            kwargs["help_text"] = "Niemand die dit mag, heeft deze rol. Vraag de beheerder."
        super().__init__(queryset, label=label, **kwargs)
        if len(self.kandidaten) == 1 and self.required:
            self.initial = self.kandidaten[0].pk


class RijVeld(forms.ModelChoiceField):
    """One row of a case, chosen from a few. The only one there is, is chosen;
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


def categorie_field(
    case: Case, label: str, *, naam: str = "categorie", present: str = "", **kwargs: Any
) -> forms.ChoiceField:
    """The codes valid when the case was received; one that is registered already may stay."""
    lijst = list_on(case.organisation, case.REGISTER, case.ontvangen_op, naam)
    choices = categorie_choices(lijst, "Kies een categorie")
    if present and present not in lijst:
        choices.append((present, STANDAARD[case.REGISTER, naam].label(present)))
    return forms.ChoiceField(
        label=label, choices=choices, error_messages={"required": "Kies een categorie."}, **kwargs
    )
