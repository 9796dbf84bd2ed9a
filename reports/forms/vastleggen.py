"""The forms of what a report tells beside its figures: one for each kind."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from casework.forms.velden import (
    GEEN_DATUM,
    DagVeld,
    KeuzeVeld,
    LijstVeld,
    RegelVeld,
    TekstField,
    VerhaalVeld,
    categorie_choices,
)
from casework.lists import STANDAARD, list_on
from incidents.gedragingen import Hoofdcategorie
from organisations.models import Organisation
from organisations.roles import Register
from reports import periods
from reports.figures.vastgelegd import soorten_of
from reports.models import Activiteit, Les, Ontwikkeling, Rapportage, Toezegging, Vastlegging

ONDERWERP = 2_000
RAPPORTEN = 12
Soort, Afloop = Activiteit.Soort, Toezegging.Afloop


def _maybe_day(label: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(label=label, required=False, help_text=help_text, error_messages=GEEN_DATUM)


class VastleggingForm(forms.Form):
    """Of a row that is there (``row``) or a new one. Its fields are those of the model."""

    model: ClassVar[type[Vastlegging]]

    def __init__(
        self, *args: Any, organisation: Organisation, register: str, row: Vastlegging | None = None
    ) -> None:
        super().__init__(*args)
        self.organisation, self.register, self.row = organisation, register, row
        if row:
            self.initial = {name: getattr(row, name) for name in self.fields}
        self.build()

    def build(self) -> None:
        """Fill in what depends on the register, the organisation and the row."""

    def _fill_themes(self) -> None:
        if self.register == Register.INTEGRITEIT:
            lijst = list_on(self.organisation, self.register, timezone.localdate())
            choices = categorie_choices(lijst, "Algemeen")
            present = self.initial.get("thema", "")
            if present and present not in lijst:
                choices.append((present, STANDAARD[self.register, "categorie"].label(present)))
        else:
            choices = [("", "Algemeen"), *Hoofdcategorie.choices]
        self.fields["thema"].choices = choices


class ActiviteitForm(VastleggingForm):
    model = Activiteit

    soort = forms.ChoiceField(
        label="Wat voor activiteit?",
        error_messages={"required": "Kies een soort.", "invalid_choice": "Kies een van de soorten."},
    )
    onderwerp = TekstField(
        label="Waarover?", max_length=ONDERWERP, rows=2, leeg="Schrijf waarover het ging.", stil=True
    )
    doelgroep = RegelVeld("Voor wie?", required=False, help_text="Laat leeg als het voor iedereen is.")
    thema = LijstVeld("Welk thema?", [], leeg="Algemeen")
    aangekondigd_op = _maybe_day("Aangekondigd op", "Laat leeg als het niet vooraf is aangekondigd.")
    gepland_op = _maybe_day("Gepland op")
    gedaan_op = _maybe_day("Gedaan op", "Laat leeg als het nog moet gebeuren.")
    vervallen_op = _maybe_day("Vervallen op", "Alleen als is besloten dat het niet doorgaat.")

    def build(self) -> None:
        self._fill_themes()
        soorten = soorten_of(self.register)
        present = self.initial.get("soort")
        self.fields["soort"].choices = [
            ("", "Kies een soort"),
            *((code, label) for code, label in Soort.choices if code in soorten or code == present),
        ]


class ToezeggingForm(VastleggingForm):
    model = Toezegging

    tekst = VerhaalVeld("Wat is toegezegd?", leeg="Schrijf wat is toegezegd.", rows=3)
    toegezegd_op = DagVeld("Wanneer is het toegezegd?")
    rapportage = forms.ModelChoiceField(
        Rapportage.objects.none(),
        label="In welk rapport?",
        required=False,
        empty_label="Niet in een rapport",
        error_messages={"invalid_choice": "Dit rapport bestaat niet. Kies opnieuw."},
    )
    uiterlijk_op = _maybe_day("Wanneer moet het klaar zijn?")
    afloop = KeuzeVeld("Wat kwam ervan?", Afloop.choices, initial=Afloop.OPEN)
    afloop_op = _maybe_day("Sinds welke dag?", "Laat leeg als de toezegging nog open staat.")
    uitleg = VerhaalVeld("Uitleg bij de afloop", rows=3, required=False)

    def build(self) -> None:
        field = self.fields["rapportage"]
        same = Rapportage.objects.filter(organisation=self.organisation, register=self.register)
        field.queryset = same
        last = list(same.order_by("-van", "-tot_en_met", "-versie")[:RAPPORTEN])
        now = self.row.rapportage if isinstance(self.row, Toezegging) else None
        if now and now not in last:
            last.append(now)
        field.choices = [("", field.empty_label), *((one.pk, _name(one)) for one in last)]
        if self.row:
            self.initial["rapportage"] = now.pk if now else None


def _name(one: Rapportage) -> str:
    version = f", versie {one.versie}" if one.versie > 1 else ""
    return f"Over {periods.parse(one.periode).in_words}{version}"


class OntwikkelingForm(VastleggingForm):
    model = Ontwikkeling

    omschrijving = VerhaalVeld(
        "Wat veranderde er?", leeg="Schrijf wat er veranderde.", help_text="Bijvoorbeeld een reorganisatie."
    )
    op = DagVeld("Wanneer?")


class LesForm(VastleggingForm):
    model = Les

    thema = LijstVeld("Welk thema?", [], leeg="Algemeen")
    tekst = VerhaalVeld("Wat is geleerd?", leeg="Schrijf wat is geleerd.")
    op = DagVeld("Wanneer?")

    def build(self) -> None:
        self._fill_themes()


FORMULIEREN: Sequence[type[VastleggingForm]] = (ActiviteitForm, ToezeggingForm, OntwikkelingForm, LesForm)
