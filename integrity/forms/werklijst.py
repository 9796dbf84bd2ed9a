"""The filters of the werklijst; they stand in the address, so that Back and sharing work."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.validators import ProhibitNullCharactersValidator

from casework.forms.velden import categorie_choices
from casework.lists import Lijst
from casework.terms import STANDEN
from casework.werklijst import GROEPEN
from integrity.lifecycle import STATUSSEN, TERMIJN_LABELS


class WerklijstFilter(forms.Form):
    zoek = forms.CharField(
        label="Kenmerk",
        required=False,
        max_length=100,
        validators=[ProhibitNullCharactersValidator(message="Dit is geen kenmerk.")],
    )
    status = forms.ChoiceField(label="Status", choices=[("", "Lopend"), *STATUSSEN], required=False)
    categorie = forms.ChoiceField(label="Categorie", required=False)
    termijn = forms.ChoiceField(
        label="Termijn loopt", choices=[("", "Alle"), *TERMIJN_LABELS.items()], required=False
    )
    stand = forms.ChoiceField(label="Termijn is", choices=[("", "Alle"), *STANDEN], required=False)
    mijn = forms.BooleanField(label="Alleen mijn zaken", required=False)
    groep = forms.ChoiceField(choices=GROEPEN, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, lijst: Lijst, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["categorie"].choices = categorie_choices(lijst, "Alle")
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.form_class = "gir-filter"
        self.helper.add_input(Submit("", "Toon"))
