"""Evidence and documents, witnesses, and what was put online."""

from typing import Any

from django import forms

from casework.datums import in_full
from casework.forms.acties import ActieForm
from casework.forms.bestanden import BestandVeld
from casework.forms.velden import JA_NEE, DagVeld, KeuzeVeld, RegelVeld, VerhaalVeld
from incidents.forms.acties.rij import RIJ, RijForm
from incidents.lists import OnlineUitkomst
from incidents.models import OnlineUiting
from incidents.services import bewijs


class BewijsForm(ActieForm):
    verb = "bewijs_toevoegen"
    knop = "Voeg toe"

    omschrijving = RegelVeld(
        "Wat is het?",
        max_length=300,
        help_text="Bijvoorbeeld: foto van de kapotte balie.",
        error_messages={"required": "Schrijf op wat het is."},
    )
    voor_politie = KeuzeVeld(
        "Hoort dit bij het bewijs voor de politie?",
        JA_NEE,
        initial="ja",
        leeg="Kies of dit bij het bewijs hoort.",
    )
    gemaakt_door = RegelVeld("Wie heeft het gemaakt of gekregen?", required=False)
    gemaakt_op = DagVeld("Wanneer?", today=False, required=False)
    gemaakt_waar = RegelVeld("Waar?", required=False)
    bestanden = BestandVeld("Bestanden")

    def build(self) -> None:
        self.fields["gemaakt_op"].initial = self.case.voorval_op

    def perform(self) -> None:
        data = dict(self.cleaned_data)
        uploads, is_evidence = data.pop("bestanden"), data.pop("voor_politie") == "ja"
        bewijs.add(self.case, uploads, bewijs.Herkomst(**data, voor_politie=is_evidence), by=self.access)


class GetuigeForm(ActieForm):
    verb = "getuige_toevoegen"
    knop = "Voeg de getuige toe"

    naam = RegelVeld(
        "Naam",
        help_text="Komt in het politiedossier. De verdachte kan deze naam lezen.",
        error_messages={"required": "Vul de naam van de getuige in."},
    )
    bereikbaar = RegelVeld(
        "Hoe te bereiken op het werk?", required=False, help_text="Geen privéadres en geen privénummer."
    )
    verklaring = VerhaalVeld("Wat zag of hoorde deze getuige?", required=False)

    def perform(self) -> None:
        data = self.cleaned_data
        bewijs.add_witness(
            self.case,
            data["naam"],
            by=self.access,
            bereikbaar=data["bereikbaar"],
            verklaring=data["verklaring"],
        )


class OnlineForm(ActieForm):
    verb = "online_vastleggen"

    platform = RegelVeld(
        "Op welk platform?",
        max_length=80,
        help_text="Bijvoorbeeld: Facebook, X of een eigen website.",
        error_messages={"required": "Vul het platform in."},
    )
    url = forms.URLField(
        label="Adres van het bericht",
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Plak het hele adres, zoals https://voorbeeld.nl/bericht."},
    )
    geplaatst_op = DagVeld("Wanneer is het geplaatst?", today=False, required=False)
    verwijderverzoek_op = DagVeld(
        "Wanneer is om verwijdering gevraagd?", today=False, required=False, help_text="Leeg: nog niet."
    )
    schermafdrukken = BestandVeld("Schermafdrukken", required=False)

    def perform(self) -> None:
        data = dict(self.cleaned_data)
        pictures = data.pop("schermafdrukken")
        bewijs.record_online(self.case, bewijs.NieuweUiting(**data), pictures, by=self.access)


class OnlineBijwerkenForm(RijForm):
    verb = "online_bijwerken"
    vraag = "Om welk bericht gaat het?"

    verwijderverzoek_op = DagVeld("Wanneer is om verwijdering gevraagd?", today=False, required=False)
    uitkomst = KeuzeVeld(
        "Wat kwam eruit?", (("", "Nog niets"), *OnlineUitkomst.choices), required=False, initial=""
    )
    uitkomst_op = DagVeld("Wanneer bleek dat?", today=False, required=False)

    def rijen(self) -> list[OnlineUiting]:
        return [one for one in self.case.online_uitingen.all() if not one.uitkomst]

    def in_words(self, rij: OnlineUiting) -> str:
        placed = f", geplaatst op {in_full(rij.geplaatst_op)}" if rij.geplaatst_op else ""
        return f"{rij.platform}{placed}"

    def build_for(self, rij: OnlineUiting) -> None:
        self.fields["verwijderverzoek_op"].initial = rij.verwijderverzoek_op

    def background(self) -> list[dict[str, Any]]:
        if self.rij is None:
            return []
        return [{"label": "Bericht", "waarde": f"{self.in_words(self.rij)}\n{self.rij.url}".strip()}]

    def perform(self) -> None:
        data = dict(self.cleaned_data)
        bewijs.update_online(self.case, data.pop(RIJ), by=self.access, **data)
