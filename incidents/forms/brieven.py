"""The text of a letter, as the organisation wants it."""

from django import forms

from casework.forms.velden import RegelVeld, VerhaalVeld
from incidents.services import sjablonen


class BriefsjabloonForm(forms.Form):
    """A field that is not there is refused by name."""

    onderwerp = RegelVeld("Onderwerp", error_messages={"required": "Vul het onderwerp in."})
    tekst = VerhaalVeld(
        "Tekst",
        rows=24,
        leeg="Vul de tekst in.",
        help_text=(
            "Een lege regel begint een nieuwe alinea. “# ” maakt een kop, “- ” een opsomming."
            " Een alinea met een veld dat leeg is, laten wij weg."
        ),
    )

    def clean_onderwerp(self) -> str:
        return self._known("onderwerp")

    def clean_tekst(self) -> str:
        return self._known("tekst")

    def _known(self, name: str) -> str:
        text = self.cleaned_data[name]
        if wrong := sjablonen.faults(text):
            raise forms.ValidationError(wrong)
        return text
