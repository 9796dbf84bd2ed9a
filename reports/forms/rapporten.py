"""The forms of a new report and of what is made by itself."""

from collections.abc import Iterable, Sequence
from datetime import date

from django import forms
from django.utils import timezone

from casework.forms.velden import GEEN_DATUM
from organisations.roles import Register
from reports import periods
from reports.models import Rapportplanning
from reports.periods import Periode
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


class NieuwRapportForm(forms.Form):
    """Which report to make: of a part of a year, or of days of one's own."""

    EIGEN = "eigen"

    periode = forms.ChoiceField(
        label="Over welke periode?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een periode.", "invalid_choice": "Kies een van de periodes."},
    )
    van = forms.DateField(
        label="Eerste dag",
        required=False,
        widget=forms.DateInput,
        help_text="Alleen voor een eigen periode.",
        error_messages=GEEN_DATUM,
    )
    tot_en_met = forms.DateField(
        label="Laatste dag",
        required=False,
        widget=forms.DateInput,
        help_text="Alleen voor een eigen periode.",
        error_messages=GEEN_DATUM,
    )

    def __init__(self, *args, today: date, registers: Sequence[Register], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"register": _register_field(registers), **self.fields}
        presets = periods.presets(today, running=True)
        self.fields["periode"].choices = [*presets, (self.EIGEN, "Een eigen periode")]
        self.fields["periode"].initial = periods.around(today, "H")[1].naam

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("periode") == self.EIGEN:
            self._clean_days(cleaned)
        return cleaned

    def _clean_days(self, cleaned: dict) -> None:
        van, tot = cleaned.get("van"), cleaned.get("tot_en_met")
        for name, what in (("van", "eerste"), ("tot_en_met", "laatste")):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, f"Vul de {what} dag van de periode in.")
        if not van or not tot:
            return
        if tot < van:
            self.add_error("tot_en_met", "De laatste dag ligt voor de eerste. Draai ze om.")
            return
        try:
            self.own = periods.covering(van, tot)
        except ValueError as error:
            self.add_error("van", str(error))

    @property
    def chosen(self) -> Periode:
        """The period of a valid form."""
        chosen = self.cleaned_data["periode"]
        return self.own if chosen == self.EIGEN else periods.parse(chosen)


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
