"""The two questions of the yearly survey."""

from typing import Any

from django import forms

from casework.forms.velden import KeuzeVeld
from incidents.models import PeilingAntwoord

Meegemaakt = PeilingAntwoord.Meegemaakt


class PeilingForm(forms.Form):
    meegemaakt = KeuzeVeld(
        "Heeft u in de afgelopen 12 maanden in uw werk agressie, bedreiging of geweld meegemaakt?",
        Meegemaakt.choices,
        leeg="Kies een antwoord.",
    )
    geregistreerd = KeuzeVeld(
        "Is dat geregistreerd? Gebeurde het vaker, denk dan aan de laatste keer.",
        PeilingAntwoord.Geregistreerd.choices,
        required=False,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["geregistreerd"].zonder_niet_verplicht = True

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        happened = data.get("meegemaakt")
        if happened and happened != Meegemaakt.NEE and not data.get("geregistreerd"):
            self.add_error("geregistreerd", "Kies of het is geregistreerd. Weet u het niet, kies dan dat.")
        return data
