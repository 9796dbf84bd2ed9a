"""The form with the sizes of an organisation and its afdelingen, in one year."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from organisations.models import Afdeling
from organisations.services.formatie import Omvang

GEHEEL = "geheel"
TE_GROOT = "Dit getal is te groot. Controleer het."
MEER_DAN_NUL = "Vul meer dan 0 in, of laat het leeg als u het niet weet."


class FteField(forms.DecimalField):
    """A Dutch number: 1.240,5 as well as 1240,5."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(_without_thousands(value))


class AantalField(forms.IntegerField):
    """A whole Dutch number: 1.240 is not 1,24."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(_without_thousands(value))


def _without_thousands(value: Any) -> Any:
    """A point or a space before three digits only makes a number readable."""
    return re.sub(r"(?<=\d)[. ](?=\d{3}(?!\d))", "", value) if isinstance(value, str) else value


class FormatieForm(forms.Form):
    """Two numbers for the whole organisation and for each afdeling; what stays empty is not known."""

    def __init__(
        self,
        data: object = None,
        *,
        afdelingen: Sequence[tuple[Afdeling, list[str]]],
        omvang: Mapping[int | None, Omvang],
    ) -> None:
        super().__init__(data)
        self.units: dict[str, tuple[int | None, str]] = {GEHEEL: (None, "Hele organisatie")}
        self.units |= {str(one.pk): (one.pk, " › ".join(path)) for one, path in afdelingen}
        for key, (pk, label) in self.units.items():
            size = omvang.get(pk)
            self.fields[f"fte_{key}"] = FteField(
                label=f"Fte van {label}",
                required=False,
                max_digits=8,
                decimal_places=1,
                localize=True,
                initial=size and size.fte,
                error_messages={
                    "invalid": "Vul een getal in, bijvoorbeeld 410,5.",
                    "max_decimal_places": "Gebruik hoogstens één cijfer achter de komma.",
                    "max_digits": TE_GROOT,
                    "max_whole_digits": TE_GROOT,
                },
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )
            self.fields[f"medewerkers_{key}"] = AantalField(
                label=f"Medewerkers van {label}",
                required=False,
                min_value=1,
                max_value=9_999_999,
                localize=True,
                initial=size and size.medewerkers,
                error_messages={
                    "invalid": "Vul een heel getal in, bijvoorbeeld 460.",
                    "min_value": MEER_DAN_NUL,
                    "max_value": TE_GROOT,
                },
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            )

    def clean(self) -> dict:
        answers = super().clean() or self.cleaned_data
        for key in self.units:
            fte = answers.get(f"fte_{key}")
            if fte is not None and fte <= 0:
                self.add_error(f"fte_{key}", MEER_DAN_NUL)
            elif f"fte_{key}" in answers and fte is None and answers.get(f"medewerkers_{key}"):
                self.add_error(f"fte_{key}", "Vul ook in hoeveel fte dat is.")
        return answers

    def rows(self) -> Iterator[tuple[str, BoundField, BoundField]]:
        """Each line of the table: what it is about, fte, medewerkers."""
        for key, (_, label) in self.units.items():
            yield label, self[f"fte_{key}"], self[f"medewerkers_{key}"]

    def sizes(self) -> dict[int | None, Omvang | None]:
        data = self.cleaned_data
        return {
            pk: Omvang(data[f"fte_{key}"], data[f"medewerkers_{key}"])
            if data[f"fte_{key}"] is not None
            else None
            for key, (pk, _) in self.units.items()
        }
