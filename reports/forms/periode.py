from collections.abc import Iterable, Sequence
from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row, Submit
from django import forms

from organisations.roles import Register
from reports import periods
from reports.periods import Periode

EIGEN = "eigen"


class EigenPeriodeForm(forms.Form):
    """A period: one of those offered, or days of one's own. Who uses it sets the choices."""

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
        error_messages={"invalid": "Vul bij de eerste dag een datum in die bestaat, zoals 1-7-2026."},
    )
    tot_en_met = forms.DateField(
        label="Laatste dag",
        required=False,
        widget=forms.DateInput,
        help_text="Alleen voor een eigen periode.",
        error_messages={"invalid": "Vul bij de laatste dag een datum in die bestaat, zoals 31-12-2026."},
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("periode") == EIGEN:
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
            return
        self.check_own()

    def check_own(self) -> None:
        """What more a period of one's own must be; it stands in ``own``."""

    @property
    def chosen(self) -> Periode:
        """The period of a valid form."""
        chosen = self.cleaned_data["periode"]
        return self.own if chosen == EIGEN else periods.parse(chosen)


class PeriodeForm(EigenPeriodeForm):
    """Choose the period of a report: one of the presets, or days of one's own; and of which register."""

    field_order = ("register", "periode", "van", "tot_en_met", "peildatum")

    register = forms.ChoiceField(
        label="Van welk register?",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Kies een van de registers."},
    )
    peildatum = forms.DateField(
        label="Peildatum",
        required=False,
        widget=forms.DateInput,
        help_text="Wat daarna is gebeurd, telt niet mee. Leeg: de laatste dag van de periode, of vandaag.",
        error_messages={"invalid": "Vul bij de peildatum een datum in die bestaat, zoals 31-12-2026."},
    )

    def __init__(
        self,
        *args,
        today: date,
        running: bool,
        registers: Sequence[Register],
        asked: str = "",
        months: Iterable[date] = (),
        **kwargs,
    ) -> None:
        """``months``: in which something was received; the parts of a year that have any can be chosen.

        ``registers``: those this person may see; the choice is only shown when there are several.
        ``asked``: the one to begin with.
        """
        super().__init__(*args, **kwargs)
        self.registers = list(registers)
        self.today, self.running = today, running
        presets = periods.presets(today, running=running)
        earlier = dict(periods.with_data(months, today)) | self._asked()
        presets += [one for one in earlier.items() if one[0] not in dict(presets)]
        self.fields["periode"].choices = [*presets, (EIGEN, "Een eigen periode")]
        self.fields["periode"].initial = presets[0][0]
        shown = ["register", "periode", Row("van", "tot_en_met"), "peildatum"]
        self._offer_registers(shown, asked)
        if not running:
            del self.fields["peildatum"]
            shown.pop()
            self.fields["periode"].choices = [*presets, (EIGEN, "Een andere periode")]
            whole = "Alleen voor een andere periode: een hele maand, een kwartaal, een halfjaar, een jaar."
            self.fields["van"].help_text = self.fields["tot_en_met"].help_text = whole
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.layout = Layout(*shown)
        self.helper.add_input(Submit("", "Toon de cijfers"))

    def _offer_registers(self, shown: list, asked: str) -> None:
        if len(self.registers) == 1:
            del self.fields["register"]
            shown.remove("register")
            return
        field = self.fields["register"]
        field.choices = [(one.value, one.label) for one in self.registers]
        field.initial = asked if asked in self.registers else self.registers[0]

    def _asked(self) -> dict[str, str]:
        """The period in an address that somebody kept or made: a choice too when they may see it."""
        try:
            asked = periods.parse(self.data.get("periode", ""))
        except ValueError:
            return {}
        if not self.running and (asked.is_range or asked.tot_en_met >= self.today):
            return {}
        return {asked.naam: asked.label}

    def clean(self) -> dict:
        cleaned = super().clean()
        peildatum = cleaned.get("peildatum")
        if peildatum and peildatum > self.today:
            self.add_error("peildatum", "De peildatum ligt in de toekomst. Kies een dag tot en met vandaag.")
        return cleaned

    def check_own(self) -> None:
        if self.running:
            return
        if self.own.tot_en_met >= self.today:
            self.add_error("tot_en_met", "Deze periode is nog niet voorbij. Kies een dag voor vandaag.")
        elif self.own.is_range:
            self.add_error("van", periods.NAMED_ONLY)

    @property
    def chosen_register(self) -> str:
        """The register of a valid form: the first one where none was named."""
        return self.cleaned_data.get("register") or self.registers[0]
