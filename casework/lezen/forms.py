from django import forms
from django.core.validators import MinLengthValidator

from casework.forms.velden import BERICHT, TekstField
from organisations.services import LEESGRENS_MAX, LEESGRENS_MIN

MINSTENS = 20  # characters: more than a word


class InzageForm(forms.Form):
    """Why somebody reads outside the own assignment. It stands in the log for good."""

    reden = TekstField(
        label="Waarom wilt u de inhoud zien?",
        max_length=BERICHT,
        rows=4,
        stil=True,
        leeg="Schrijf op waarom u de inhoud wilt zien.",
        help_text=f"Schrijf minstens {MINSTENS} tekens. Noem geen namen.",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        short = f"Uw reden is te kort. Schrijf minstens {MINSTENS} tekens."
        self.fields["reden"].validators.append(MinLengthValidator(MINSTENS, short))


class LeesgrensForm(forms.Form):
    """From how many openings a day by one person the privacyfunctionaris is warned."""

    grens = forms.IntegerField(
        label="Waarschuw bij meer dan",
        min_value=LEESGRENS_MIN,
        max_value=LEESGRENS_MAX,
        help_text=f"Een getal van {LEESGRENS_MIN} tot en met {LEESGRENS_MAX}: zo vaak per persoon per dag.",
        error_messages={
            "required": "Vul een getal in.",
            "invalid": "Vul een heel getal in.",
            "min_value": f"Het getal is te laag. Kies {LEESGRENS_MIN} of meer.",
            "max_value": f"Het getal is te hoog. Kies {LEESGRENS_MAX} of minder.",
        },
    )
