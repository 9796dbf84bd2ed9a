"""What happened, more precisely; and mending a day that was written down wrong."""

from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms

from casework.forms.acties import ActieForm
from casework.forms.velden import DagVeld, KeuzeVeld, LijstVeld, MeerKeuzeVeld, RegelVeld, VerhaalVeld
from incidents.gedragingen import GEDRAGINGEN, Hoofdcategorie
from incidents.lists import Aanleiding, Contactvorm, Hindergrond, IncidentKenmerk, Incidentsoort, Locatietype
from incidents.services import correctie, feiten
from incidents.services.feiten import TEKSTEN, Feiten
from organisations.models import Afdeling

GEDRAGING_GROEPEN = [
    (h.label, [(g.code, g.label) for g in GEDRAGINGEN.values() if g.hoofdcategorie == h])
    for h in Hoofdcategorie
]
MEERVOUDIG = ("hindergronden", "gedragingen", "kenmerken", "contactvormen")


class FeitenAanvullenForm(ActieForm):
    verb = "feiten_aanvullen"
    knop = "Bewaar de feiten"

    soort = KeuzeVeld("Wat was het?", Incidentsoort.choices)
    hindergronden = MeerKeuzeVeld(
        "Waarom is het contact onredelijk?",
        Hindergrond.choices,
        help_text="Alleen bij hinderlijk contact. Kies dan ten minste één reden.",
    )
    gedragingen = MeerKeuzeVeld("Wat deed de veroorzaker?", GEDRAGING_GROEPEN)
    kenmerken = MeerKeuzeVeld("Was er ook sprake van?", IncidentKenmerk.choices)
    contactvormen = MeerKeuzeVeld("Hoe was het contact?", Contactvorm.choices)
    voorval_tijd = forms.TimeField(
        label="Hoe laat ongeveer?",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "class": "gir-kort"}, format="%H:%M"),
        error_messages={"invalid": "Deze tijd bestaat niet. Schrijf bijvoorbeeld 14:30."},
    )
    locatietype = LijstVeld("Wat voor plek?", Locatietype.choices)
    locatie = RegelVeld("Welke plek precies?", required=False)
    aanleiding = LijstVeld("Wat was de aanleiding?", Aanleiding.choices)
    citaten = VerhaalVeld("Wat is er letterlijk gezegd of geschreven?", required=False, rows=3)
    waarmee = VerhaalVeld("Waarmee?", required=False, rows=2, help_text="Zoals een stoel, een mes of niets.")
    werkwijze = VerhaalVeld("Hoe ging het precies?", required=False, rows=3)
    waarom = VerhaalVeld("Waarom, voor zover bekend?", required=False, rows=2)

    def build(self) -> None:
        afdelingen = Afdeling.objects.filter(organisation=self.case.organisation).order_by("naam")
        self.fields["afdeling"] = forms.ModelChoiceField(
            afdelingen, label="Bij welke afdeling hoort het?", required=False, empty_label="Niet bekend"
        )
        for name, value in feiten.of_incident(self.case).items():
            self.fields[name].initial = value

    def layout(self) -> Layout:
        return Layout(
            Fieldset(
                "Wat", "soort", "hindergronden", "gedragingen", "kenmerken", *TEKSTEN, css_class="gir-twee"
            ),
            Fieldset(
                "Waar en wanneer",
                *("contactvormen", "voorval_tijd", "locatietype", "locatie"),
                css_class="gir-twee",
            ),
            Fieldset("Achtergrond", "aanleiding", "afdeling"),
        )

    def perform(self) -> None:
        many = {name: tuple(self.cleaned_data[name]) for name in MEERVOUDIG}
        feiten.complete(self.case, Feiten(**(self.cleaned_data | many)), by=self.access)


class IncidentCorrigerenForm(ActieForm):
    """First which day (a link), then the right one with the reason."""

    verb = "corrigeren"
    knop = "Bewaar correctie"
    template = "casework/acties/corrigeren.html"

    reden = VerhaalVeld("Waarom is dit fout?", rows=2, leeg="Geef de reden van de correctie.")

    def build(self) -> None:
        self.dagen = correctie.correctable(self.case)
        self.gegeven = next((d for d in self.dagen if d.sleutel == self.gekozen.get("gegeven")), None)
        if self.gegeven is None:
            del self.fields["reden"]
            return
        self.fields["waarde"] = DagVeld(self.gegeven.label, initial=self.gegeven.waarde, today=False)
        self.order_fields(["waarde", "reden"])

    def lines(self) -> list[dict[str, Any]]:
        """What can be corrected, with its value now."""
        return [
            {"sleutel": d.sleutel, "label": d.label, "waarde": f"{d.waarde:%d-%m-%Y}"} for d in self.dagen
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.gegeven is None:
            raise forms.ValidationError("Kies eerst welk gegeven fout is.")
        if data.get("waarde") == self.gegeven.waarde and "waarde" not in self.errors:
            self.add_error("waarde", "Dit is al de waarde. Vul in wat het moet zijn.")
        return data

    def perform(self) -> None:
        data = self.cleaned_data
        correctie.correct(
            self.case, self.gegeven.sleutel, data["waarde"], reden=data["reden"], by=self.access
        )
