"""What who reported an incident can still do: add something, or withdraw."""

from django import forms

from casework.forms.velden import BERICHT, VERHAAL, TekstField


class AanvullingForm(forms.Form):
    tekst = TekstField(
        label="Wat wilt u toevoegen?",
        max_length=VERHAAL,
        rows=5,
        stil=True,
        leeg="Schrijf op wat u wilt toevoegen.",
    )


class IncidentIntrekForm(forms.Form):
    reden = TekstField(
        label="Waarom trekt u in?",
        max_length=BERICHT,
        rows=4,
        stil=True,
        leeg="Schrijf kort op waarom u intrekt.",
        help_text="Voelt u druk van iemand om in te trekken? Schrijf dat hier op. Dan kunnen wij u helpen.",
    )
