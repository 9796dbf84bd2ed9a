"""The forms of the path of a report: what each step asks, and the one service that does it."""

from collections.abc import Callable
from typing import ClassVar

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict
from django.utils import timezone

from casework.forms.velden import GEEN_DATUM, RegelField, TekstField
from organisations.access import Access
from reports.bestuur import Bestuurswoorden, words_of
from reports.models import Rapportage
from reports.services import concepts, freezing, offering, writing
from reports.verslag import Briefhoofd, standard_head

REDEN = 2_000


class RapportstapForm(forms.Form):
    """One step of one report. ``knop``: the text of the button; ``gedaan``: what who did it reads.

    ``perform`` calls the one service and raises what that raises; it returns the report to go on with.
    """

    verb: ClassVar[str]
    knop: ClassVar[str]
    gedaan: ClassVar[str]
    perform: ClassVar[Callable[["RapportstapForm"], Rapportage | None]]

    def __init__(self, data: QueryDict | None, *, rapportage: Rapportage, access: Access) -> None:
        super().__init__(data)
        self.rapportage, self.access = rapportage, access
        self.build(words_of(rapportage.organisation))
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def build(self, words: Bestuurswoorden) -> None:
        """Fill in what depends on the report and its organisation."""

    def refuse(self, messages: list[str] | dict[str, list[str]]) -> None:
        by_field = messages if isinstance(messages, dict) else {"": messages}
        for name, texts in by_field.items():
            self.add_error(name if name in self.fields else None, list(texts))


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label, initial=timezone.localdate, widget=forms.DateInput, error_messages=GEEN_DATUM
    )


class RapportVoorleggenForm(RapportstapForm):
    verb = "voorleggen"
    knop = "Voorleggen"
    gedaan = "Het concept is voorgelegd. Er gaat een e-mail met een link uit."

    def perform(self) -> None:
        writing.lay_before(self.rapportage, by=self.access)


class AkkoordForm(RapportstapForm):
    verb = "akkoord_geven"
    knop = "Akkoord geven"
    gedaan = "U heeft akkoord gegeven."

    def perform(self) -> None:
        writing.agree(self.rapportage, by=self.access)


class TerugsturenForm(RapportstapForm):
    verb = "terugsturen"
    knop = "Terugsturen"
    gedaan = "Het rapport is teruggestuurd."

    reden = TekstField(
        label="Wat moet er veranderen?", max_length=REDEN, leeg="Schrijf wat er moet veranderen."
    )

    def perform(self) -> None:
        writing.send_back(self.rapportage, self.cleaned_data["reden"], by=self.access)


class InrichtenForm(RapportstapForm):
    verb = "inrichten"
    knop = "Opslaan"
    gedaan = "Opgeslagen."

    raad_op = forms.DateField(
        required=False,
        widget=forms.DateInput,
        help_text="Van deze dag rekenen wij terug wanneer elke stap klaar moet zijn.",
        error_messages=GEEN_DATUM,
    )
    bescherming = forms.ChoiceField(
        label="Hoe gaan wij om met kleine aantallen?",
        choices=Rapportage.Bescherming.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Maak een keuze.", "invalid_choice": "Kies een van de mogelijkheden."},
    )
    drempel = forms.IntegerField(
        label="Wat is een klein aantal?",
        min_value=2,
        max_value=100,
        help_text="Aantallen onder dit getal worden weggelaten, of op een veelvoud ervan afgerond.",
        error_messages={
            "required": "Vul een getal in.",
            "invalid": "Vul een heel getal in, zoals 5.",
            "min_value": "Kies 2 of meer.",
            "max_value": "Kies 100 of minder.",
        },
    )

    samenvoegen = forms.BooleanField(
        label="Zet afdelingen met kleine aantallen samen in één rij, als u weglaat of afrondt",
        required=False,
    )

    def build(self, words: Bestuurswoorden) -> None:
        self.fields["raad_op"].label = f"Wanneer is de vergadering van {words.raad}?"
        for name in self.fields:
            self.fields[name].initial = getattr(self.rapportage, name)

    def perform(self) -> None:
        writing.set_up(self.rapportage, writing.Inrichting(**self.cleaned_data), by=self.access)


class BriefForm(RapportstapForm):
    verb = "adresseren"
    knop = "Opslaan"
    gedaan = "Opgeslagen. Kies bij de bestanden de brief."

    geadresseerde = TekstField(
        label="Aan wie gaat de brief?",
        max_length=300,
        rows=3,
        leeg="Schrijf aan wie de brief gaat.",
        help_text="Met het adres, als u wilt.",
    )
    aanhef = RegelField(label="Aanhef", max_length=120, required=False)
    kenmerk = RegelField(label="Kenmerk", max_length=60, required=False)
    datum = forms.DateField(
        label="Datum van de brief", required=False, widget=forms.DateInput, error_messages=GEEN_DATUM
    )
    ondertekenaars = TekstField(
        label="Wie ondertekenen?",
        max_length=600,
        rows=4,
        required=False,
        help_text=f"Op elke regel een naam met de functie. Er passen er {writing.ONDERTEKENAARS}.",
    )

    def build(self, words: Bestuurswoorden) -> None:
        head = writing.letter_of(self.rapportage) or standard_head(self.rapportage.organisation)
        for name in self.fields:
            self.fields[name].initial = getattr(head, name)
        self.fields["ondertekenaars"].initial = "\n".join(head.ondertekenaars)

    def perform(self) -> None:
        typed = self.cleaned_data
        signed = tuple(line.strip() for line in typed["ondertekenaars"].split("\n") if line.strip())
        writing.address(self.rapportage, Briefhoofd(**(typed | {"ondertekenaars": signed})), by=self.access)


class VaststellenForm(RapportstapForm):
    verb = "vaststellen"
    knop = "Vaststellen"
    gedaan = "Het rapport is vastgesteld. De cijfers en de woorden staan nu vast."

    peildatum = forms.DateField(
        label="Peildatum",
        widget=forms.DateInput,
        help_text="Wat daarna is gebeurd, telt niet mee.",
        error_messages=GEEN_DATUM,
    )
    op = _day("Datum van het besluit")

    def build(self, words: Bestuurswoorden) -> None:
        self.fields["peildatum"].initial = self.rapportage.tot_en_met

    def perform(self) -> None:
        decision = freezing.Vaststelling(**self.cleaned_data)
        freezing.freeze(self.rapportage, decision, by=self.access)


class AanbiedenForm(RapportstapForm):
    verb = "aanbieden"
    knop = "Aanbieden"
    gedaan = "Vastgelegd dat het rapport is aangeboden."

    stuknummer = RegelField(
        label="Stuknummer", max_length=60, error_messages={"required": "Vul het stuknummer in."}
    )
    openbaarheid = forms.ChoiceField(
        label="Is het stuk openbaar?",
        choices=Rapportage.Openbaarheid.choices,
        widget=forms.RadioSelect,
        help_text="Een geheim stuk wordt niet gepubliceerd.",
        error_messages={"required": "Kies openbaar of geheim.", "invalid_choice": "Kies openbaar of geheim."},
    )
    op = _day("Op welke dag is het aangeboden?")

    def perform(self) -> None:
        offering.offer(self.rapportage, offering.Aanbieding(**self.cleaned_data), by=self.access)


class PublicerenForm(RapportstapForm):
    verb = "publiceren"
    knop = "Publiceren"
    gedaan = "Vastgelegd dat het rapport is gepubliceerd."

    op = _day("Op welke dag is het gepubliceerd?")

    def perform(self) -> None:
        offering.publish(self.rapportage, by=self.access, op=self.cleaned_data["op"])


class RapportCorrigerenForm(RapportstapForm):
    verb = "corrigeren"
    knop = "Nieuwe versie maken"
    gedaan = "Er is een nieuwe versie. Die begint als concept, met de teksten van de vorige."

    reden = TekstField(
        label="Wat wordt er gecorrigeerd?", max_length=REDEN, leeg="Schrijf wat er wordt gecorrigeerd."
    )

    def perform(self) -> Rapportage:
        return concepts.correct(self.rapportage, self.cleaned_data["reden"], by=self.access)


FORMULIEREN: dict[str, type[RapportstapForm]] = {
    form.verb: form
    for form in (
        RapportVoorleggenForm,
        AkkoordForm,
        TerugsturenForm,
        InrichtenForm,
        BriefForm,
        VaststellenForm,
        AanbiedenForm,
        PublicerenForm,
        RapportCorrigerenForm,
    )
}


class ToelichtingForm(forms.Form):
    """What people write with one part; the sentences that the figures give can be taken over below it."""

    tekst = TekstField(
        label="Uw toelichting", max_length=writing.LANGSTE_TOELICHTING, rows=12, stil=True, required=False
    )
