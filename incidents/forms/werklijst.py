"""The filters of the werklijst; they stand in the address, so that Back and sharing work."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.validators import ProhibitNullCharactersValidator

from casework.terms import STANDEN
from casework.werklijst import GROEPEN
from incidents.gedragingen import Hoofdcategorie
from incidents.lifecycle import STATUSSEN, TERMIJN_LABELS
from incidents.lists import Incidentsoort, Spoorsoort

ERNST = (("", "Alle"), ("34", "3 en 4"), ("4", "4"), ("3", "3"), ("2", "2"), ("1", "1"), ("geen", "Onbekend"))


class IncidentFilter(forms.Form):
    zoek = forms.CharField(
        label="Kenmerk",
        required=False,
        max_length=100,
        validators=[ProhibitNullCharactersValidator(message="Dit is geen kenmerk.")],
    )
    status = forms.ChoiceField(label="Status", choices=[("", "Lopend"), *STATUSSEN], required=False)
    soort = forms.ChoiceField(label="Soort", choices=[("", "Alle"), *Incidentsoort.choices], required=False)
    hoofdcategorie = forms.ChoiceField(
        label="Hoofdcategorie", choices=[("", "Alle"), *Hoofdcategorie.choices], required=False
    )
    ernst = forms.ChoiceField(label="Ernst", choices=ERNST, required=False)
    spoor = forms.ChoiceField(label="Spoor open", choices=[("", "Alle"), *Spoorsoort.choices], required=False)
    termijn = forms.ChoiceField(
        label="Termijn loopt", choices=[("", "Alle"), *TERMIJN_LABELS.items()], required=False
    )
    stand = forms.ChoiceField(label="Termijn is", choices=[("", "Alle"), *STANDEN], required=False)
    afdeling = forms.CharField(
        label="Afdeling",
        required=False,
        max_length=100,
        validators=[ProhibitNullCharactersValidator(message="Dit is geen afdeling.")],
    )
    van = forms.DateField(
        label="Gebeurd vanaf", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    tot = forms.DateField(
        label="Gebeurd tot en met", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    mijn = forms.BooleanField(label="Alleen mijn incidenten", required=False)
    groep = forms.ChoiceField(choices=GROEPEN, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.form_class = "gir-filter"
        self.helper.add_input(Submit("", "Toon"))
