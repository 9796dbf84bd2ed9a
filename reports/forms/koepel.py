"""What is asked to give figures to a koepel."""

from django import forms

from organisations.models import Organisation
from reports.services.deelname import koepels


class KoepelField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Organisation) -> str:
        return obj.naam


class MeedoenForm(forms.Form):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["koepel"] = KoepelField(
            koepels(),
            label="Met welke koepel?",
            widget=forms.RadioSelect,
            empty_label=None,
            error_messages={"required": "Kies een koepel.", "invalid_choice": "Kies een van de koepels."},
        )
