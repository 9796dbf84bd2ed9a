"""The forms of a new report and of what is made by itself."""

from collections.abc import Iterable, Sequence
from datetime import date

from django import forms
from django.utils import timezone

from casework.forms.velden import GEEN_DATUM
from organisations.roles import Register
from reports import periods
from reports.forms.periode import EIGEN, EigenPeriodeForm
from reports.models import Rapportplanning
from reports.rendering.formats import Formaat
from reports.services.planning import LANGSTE_WACHT
from reports.vormen import VOLLEDIG, Rapportvorm


def _register_field(registers: Sequence[Register]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Van welk register?",
        choices=[(one.value, one.label) for one in registers],
        initial=registers[0],
        widget=forms.RadioSelect if len(registers) > 1 else forms.HiddenInput,
        error_messages={"required": "Kies een register.", "invalid_choice": "Kies een van de registers."},
    )


class NieuwRapportForm(EigenPeriodeForm):
    """Which report to make: of a part of a year, or of days of one's own."""

    def __init__(self, *args, today: date, registers: Sequence[Register], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"register": _register_field(registers), **self.fields}
        presets = periods.presets(today, running=True)
        self.fields["periode"].choices = [*presets, (EIGEN, "Een eigen periode")]
        self.fields["periode"].initial = periods.around(today, "H")[1].naam


class PlanningForm(forms.Form):
    """Which reports are made by themselves."""

    soort = forms.ChoiceField(
        label="Hoe vaak?",
        choices=Rapportplanning.Soort.choices,
        initial=Rapportplanning.Soort.HALFJAAR,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe vaak.", "invalid_choice": "Kies een van de mogelijkheden."},
    )
    dagen = forms.IntegerField(
        label="Hoeveel dagen na de periode?",
        initial=14,
        min_value=0,
        max_value=LANGSTE_WACHT,
        help_text="Op die dag staat het concept klaar. Wie het schrijft, krijgt een e-mail.",
        error_messages={
            "required": "Vul een getal in.",
            "invalid": "Vul een heel getal in, zoals 14.",
            "min_value": "Kies 0 of meer.",
            "max_value": f"Kies {LANGSTE_WACHT} of minder.",
        },
    )
    vanaf = forms.DateField(
        label="Vanaf welke dag?",
        initial=timezone.localdate,
        widget=forms.DateInput,
        help_text="Periodes die eerder afliepen, worden niet alsnog gemaakt.",
        error_messages=GEEN_DATUM,
    )

    def __init__(self, *args, registers: Sequence[Register], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"register": _register_field(registers), **self.fields}


class DocumentenForm(forms.Form):
    """Which kinds of files to make, and in which shape; that is asked only when there is a choice."""

    vorm = forms.ChoiceField(
        label="Voor wie is het?",
        initial=VOLLEDIG.naam,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Kies een van de vormen."},
    )
    formaat = forms.MultipleChoiceField(
        label="Welke bestanden wilt u maken?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kies een of meer soorten bestanden.",
            "invalid_choice": "Kies een of meer soorten bestanden.",
        },
    )

    def __init__(self, *args, formaten: Iterable[Formaat], vormen: Iterable[Rapportvorm], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["formaat"].choices = [(one.naam, one.label) for one in formaten]
        self.fields["vorm"].choices = [(one.naam, f"{one.titel}. {one.uitleg}") for one in vormen]

    def clean_vorm(self) -> str:
        return self.cleaned_data["vorm"] or VOLLEDIG.naam


class OpenstellingForm(forms.Form):
    """What the public reads with the open data of a register."""

    contact = forms.EmailField(
        label="Naar welk e-mailadres kan iedereen vragen sturen?",
        max_length=254,
        help_text="Dit adres wordt openbaar. Kies een adres van de organisatie en niet van een persoon.",
        error_messages={
            "required": "Vul een e-mailadres in.",
            "invalid": "Vul een e-mailadres in, zoals opendata@gemeente.nl.",
        },
    )
    uitgever = forms.RegexField(
        r"^https://identifier\.overheid\.nl/tooi/id/[a-z]+/[A-Za-z0-9_]+$",
        label="Adres van uw organisatie in TOOI",
        max_length=200,
        required=False,
        help_text="Dan herkent data.overheid.nl uw organisatie. U vindt het op identifier.overheid.nl.",
        error_messages={
            "invalid": "Dit adres begint met https://identifier.overheid.nl/tooi/id/ en daarna soort en code."
        },
    )
