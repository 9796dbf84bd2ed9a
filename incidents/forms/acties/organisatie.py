"""What the organisation owes and learns: the Arbowet, damage, and what must be better."""

from typing import Any

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms

from casework.bedragen import in_euros
from casework.forms.acties import ActieForm
from casework.forms.velden import BedragVeld, DagVeld, KeuzeVeld, LatereDagVeld, RegelVeld, VerhaalVeld
from incidents.forms.acties.rij import RijForm
from incidents.lists import Schadelijder, Spoorsoort, VerbeteractieSoort, Verhaalsweg
from incidents.models import IncidentVerbeteractie, Schade
from incidents.services import arbo, requirements, schade, verbeteren


class ArbeidsinspectieForm(ActieForm):
    verb = "arbeidsinspectie_melden"
    knop = "Dit is gemeld"

    op = DagVeld("Wanneer is het gemeld?", help_text="Bellen kan dag en nacht: 0800 51 51.")
    nummer = RegelVeld("Nummer van de melding", max_length=60, required=False)

    def perform(self) -> None:
        data = self.cleaned_data
        arbo.tell_inspection(self.case, by=self.access, on=data["op"], nummer=data["nummer"])


class OngevallenregisterForm(ActieForm):
    verb = "ongevallenregister_bijwerken"
    knop = "Dit staat in het register"

    op = DagVeld("Wanneer is het in het ongevallenregister gezet?")
    nummer = RegelVeld("Nummer in het register", max_length=60, required=False)

    def perform(self) -> None:
        data = self.cleaned_data
        arbo.write_in_register(self.case, by=self.access, on=data["op"], nummer=data["nummer"])


class SchadeForm(ActieForm):
    verb = "schade_vastleggen"
    alleen_bij = {"slachtoffer": ("lijder", Schadelijder.MEDEWERKER)}

    lijder = KeuzeVeld("Van wie is de schade?", Schadelijder.choices, leeg="Kies van wie de schade is.")
    omschrijving = RegelVeld(
        "Wat is er kapot of verloren?",
        max_length=300,
        error_messages={"required": "Vul in wat er kapot of verloren is."},
    )
    bedrag = BedragVeld("Bedrag in euro’s", error_messages={"required": "Vul het bedrag in."})
    geleden_op = DagVeld("Wanneer is de schade ontstaan?", today=False)
    bewijs = RegelVeld(
        "Bewijs", max_length=300, required=False, help_text="Bijvoorbeeld: bon van de opticien."
    )

    def build(self) -> None:
        self.fields["geleden_op"].initial = self.case.voorval_op
        people = self.case.slachtoffers.select_related("user")
        self.fields["slachtoffer"] = forms.ModelChoiceField(
            people,
            label="Van welk slachtoffer?",
            empty_label="Kies",
            initial=people[0].pk if len(people) == 1 else None,
            error_messages={"required": "Kies van welk slachtoffer."},
        )
        if not people:
            del self.fields["slachtoffer"]

    def layout(self) -> Layout:
        whose = [self.only_with("medewerker", "slachtoffer")] if "slachtoffer" in self.fields else []
        return Layout("lijder", *whose, "omschrijving", "bedrag", "geleden_op", "bewijs")

    def perform(self) -> None:
        data = self.cleaned_data
        own = data["lijder"] == Schadelijder.MEDEWERKER
        regel = schade.Schaderegel(
            lijder=data["lijder"],
            omschrijving=data["omschrijving"],
            bedrag=data["bedrag"],
            geleden_op=data["geleden_op"],
            slachtoffer=data.get("slachtoffer") if own else None,
            bewijs=data["bewijs"],
        )
        schade.record(self.case, regel, by=self.access)


class SchadeBijwerkenForm(RijForm):
    verb = "schade_bijwerken"
    knop = "Bewaar"
    vraag = "Welke schade?"

    bewijs = RegelVeld("Bewijs", max_length=300, required=False)
    voorgeschoten = BedragVeld("Bedrag", required=False)
    voorgeschoten_op = DagVeld("Wanneer?", today=False, required=False)
    verhaal = forms.ChoiceField(
        label="Hoe wordt de schade verhaald?",
        choices=[("", "Nog niet"), *Verhaalsweg.choices],
        required=False,
    )
    ontvangen = BedragVeld("Bedrag", required=False)
    ontvangen_op = DagVeld("Wanneer?", today=False, required=False)

    def rijen(self) -> list[Schade]:
        return list(self.case.schades.select_related("slachtoffer__user"))

    def in_words(self, rij: Schade) -> str:
        return f"{rij.omschrijving}, {in_euros(rij.bedrag)}"

    def build_for(self, rij: Schade) -> None:
        for name in self.fields.keys() - {"rij"}:
            self.fields[name].initial = getattr(rij, name)
            self.fields[name].zonder_niet_verplicht = True
        if rij.lijder == Schadelijder.ORGANISATIE:
            del self.fields["voorgeschoten"], self.fields["voorgeschoten_op"]

    def layout(self) -> Layout:
        if self.rij is None:
            return super().layout()
        advanced = Fieldset(
            "Voorgeschoten door de werkgever",
            Row(Column("voorgeschoten"), Column("voorgeschoten_op")),
        )
        return Layout(
            "rij",
            "bewijs",
            *([advanced] if "voorgeschoten" in self.fields else []),
            "verhaal",
            Fieldset("Terug ontvangen", Row(Column("ontvangen"), Column("ontvangen_op"))),
        )

    def background(self) -> list[dict[str, Any]]:
        return [{"label": "Schade", "waarde": self.in_words(self.rij)}] if self.rij else []

    def perform(self) -> None:
        data = self.cleaned_data
        asked = ("bewijs", "voorgeschoten", "voorgeschoten_op", "verhaal", "ontvangen", "ontvangen_op")
        known = {name: data[name] for name in asked if name in data}
        schade.update(self.case, self.rij, schade.Verhaal(**known), by=self.access)


class VerbeteractieToevoegenForm(ActieForm):
    verb = "verbeteractie_toevoegen"

    soort = forms.ChoiceField(
        label="Wat voor verbetering is het?",
        choices=[("", "Kies"), *VerbeteractieSoort.choices],
        error_messages={"required": "Kies wat voor verbetering het is."},
    )
    omschrijving = VerhaalVeld("Wat gaan wij doen?", rows=3, leeg="Schrijf op wat wij gaan doen.")
    eigenaar = RegelVeld("Wie pakt het op?", required=False)
    gereed_voor = LatereDagVeld("Klaar voor", required=False)

    def build(self) -> None:
        case = self.case
        todo = requirements.unfinished(case, Spoorsoort.ORGANISATIE)
        if requirements.is_open(case, Spoorsoort.ORGANISATIE) and not todo:
            self.fields["klaar"] = forms.BooleanField(
                label="Verder is er niets te leren of te doen: sluit het spoor organisatie", required=False
            )

    def perform(self) -> None:
        data = self.cleaned_data
        verbeteren.add(
            self.case,
            data["soort"],
            data["omschrijving"],
            eigenaar=data["eigenaar"],
            gereed_voor=data["gereed_voor"],
            klaar=data.get("klaar", False),
            by=self.access,
        )


class VerbeteractieAfrondenForm(RijForm):
    verb = "verbeteractie_afronden"
    knop = "Bewaar"
    vraag = "Welke verbeteractie?"

    eigenaar = RegelVeld("Wie pakt het op?", required=False)
    gereed_voor = forms.DateField(label="Klaar voor", required=False)
    gereed_op = DagVeld("Klaar sinds", today=False, required=False)

    def rijen(self) -> list[IncidentVerbeteractie]:
        return list(self.case.verbeteracties.filter(gereed_op=None))

    def in_words(self, rij: IncidentVerbeteractie) -> str:
        return f"{rij.get_soort_display()}: {rij.omschrijving[:100]}"

    def build_for(self, rij: IncidentVerbeteractie) -> None:
        self.fields["eigenaar"].initial = rij.eigenaar
        self.fields["gereed_voor"].initial = rij.gereed_voor

    def background(self) -> list[dict[str, Any]]:
        return [{"label": "Verbeteractie", "waarde": self.in_words(self.rij)}] if self.rij else []

    def perform(self) -> None:
        data = self.cleaned_data
        verbeteren.update(
            self.case,
            self.rij,
            eigenaar=data["eigenaar"],
            gereed_voor=data["gereed_voor"],
            gereed_op=data["gereed_op"],
            by=self.access,
        )
