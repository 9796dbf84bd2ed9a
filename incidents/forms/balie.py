"""What desk and home visits type to ask about a person."""

from django import forms

from casework.forms.velden import RegelVeld


class BalieForm(forms.Form):
    """What desk and home visits ask. Nothing of it is kept."""

    naam = RegelVeld(
        "Voornaam of voorletter, en achternaam",
        error_messages={"required": "Vul de naam in."},
        help_text="Zoals op het identiteitsbewijs.",
    )
    geboortedatum = forms.DateField(
        label="Geboortedatum",
        error_messages={
            "required": "Vul de geboortedatum in.",
            "invalid": "Deze datum bestaat niet. Schrijf bijvoorbeeld 3-11-1986.",
        },
    )
