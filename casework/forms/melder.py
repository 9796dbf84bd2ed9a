"""What who filed something can still do, in every register: add to it, or withdraw it."""

from django import forms

from casework.forms.velden import BERICHT, VERHAAL, TekstField


class AanvullingForm(forms.Form):
    tekst = TekstField(
        label="Wat wilt u toevoegen?",
        max_length=VERHAAL,
        rows=5,
        leeg="Schrijf op wat u wilt toevoegen.",
    )


class IntrekForm(forms.Form):
    """``reden_verplicht``: whether a reason must be given."""

    reden = TekstField(
        label="Waarom trekt u in?",
        max_length=BERICHT,
        rows=4,
        stil=True,
        required=False,
        leeg="Schrijf kort op waarom u intrekt.",
        help_text="Voelt u druk van iemand om in te trekken? Schrijf dat hier op. Dan kunnen wij u helpen.",
    )

    def __init__(self, *args, reden_verplicht: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reden"].required = reden_verplicht
