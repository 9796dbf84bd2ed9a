"""The filters of a dashboard; they stand in the address, so that Back and sharing work."""

from collections.abc import Sequence
from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout, Submit
from django import forms

from organisations.roles import Register
from reports import periods
from reports.afdelingen import Afdelingskeuze, OnbekendeAfdeling
from reports.forms.periode import EIGEN, PeriodeForm
from reports.periods import Periode


class DashboardForm(PeriodeForm):
    """Which period and, for who may choose one, which afdeling. Days that are filled in go before the period
    that is chosen."""

    afdeling = forms.ChoiceField(
        label="Afdeling", required=False, error_messages={"invalid_choice": str(OnbekendeAfdeling())}
    )

    def __init__(
        self,
        *args,
        today: date,
        running: bool,
        register: Register,
        afdelingen: Sequence[Afdelingskeuze],
        **kwargs,
    ) -> None:
        super().__init__(*args, today=today, running=running, registers=[register], **kwargs)
        self.afdelingen = afdelingen
        presets = periods.dashboard_presets(today, running=running)
        earlier = [one for one in self.fields["periode"].choices if one[0] not in (EIGEN, *dict(presets))]
        chosen = self._asked()
        # of who may see what runs the last twelve months; earlier ones only when asked for
        more = chosen if running else dict(earlier) | chosen
        named = [(naam, periods.parse(naam).label) for naam in more if naam not in dict(presets)]
        choices = [*presets, *named]
        periode = self.fields["periode"]
        periode.widget = forms.Select()
        periode.label, periode.choices, periode.initial = "Periode", choices, choices[0][0]
        if not running:
            periode.error_messages["invalid_choice"] = (
                "Deze periode bestaat niet of is nog niet voorbij. Kies een van de periodes."
            )
        for naam in ("van", "tot_en_met"):
            self.fields[naam].help_text = ""
        self.fields.pop("peildatum", None)
        self.fields["afdeling"].choices = [("", "Alle"), *((str(one.pk), one.naam) for one in afdelingen)]
        shown = ["periode", "afdeling"] if afdelingen else ["periode"]
        self._lay_out(shown, register)

    def _lay_out(self, shown: list[str], register: Register) -> None:
        own = any(self.data.get(naam) for naam in ("van", "tot_en_met"))
        label = "Eigen" if self.running else "Andere"
        folded = f"<details class='gir-vak'{' open' if own else ''}><summary>{label} periode</summary>"
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.form_class = "gir-filter"
        keep = HTML(f'<input type="hidden" name="register" value="{register.value}">')
        self.helper.layout = Layout(*shown, HTML(folded), "van", "tot_en_met", HTML("</details>"), keep)
        self.helper.add_input(Submit("", "Toon"))

    @property
    def own_days(self) -> bool:
        """Whether this valid form has a period that was filled in by its days."""
        return self.cleaned_data["periode"] == EIGEN

    @property
    def chosen_or_first(self) -> Periode:
        """The period of a valid form, or the one to begin with."""
        return self.chosen if self.is_bound else periods.parse(self.fields["periode"].initial)

    @property
    def chosen_afdeling(self) -> Afdelingskeuze | None:
        asked = self.cleaned_data["afdeling"] if self.is_bound else ""
        return next((one for one in self.afdelingen if str(one.pk) == asked), None)

    def address(self) -> dict[str, str]:
        """What a valid form says, as an address has it: its days under the name of their period."""
        found = {"register": self.registers[0].value, "periode": self.chosen.naam}
        return found | ({"afdeling": self.cleaned_data["afdeling"]} if self.cleaned_data["afdeling"] else {})

    def clean(self) -> dict:
        if any(self.data.get(naam) for naam in ("van", "tot_en_met")):
            self.cleaned_data["periode"] = EIGEN
            self.errors.pop("periode", None)
        return super().clean()
