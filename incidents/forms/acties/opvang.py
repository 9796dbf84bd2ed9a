"""Care for a slachtoffer: when, with whom and what follows. There is no field for what was said."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms

from casework.datums import in_full
from casework.forms.velden import DagVeld, KeuzeVeld
from incidents.forms.acties.rij import RijForm
from incidents.lists import NazorgDoor, NazorgUitkomst, NazorgVervolg
from incidents.models import Nazorggesprek, Slachtoffer
from incidents.services import opvang

GEHOUDEN = NazorgUitkomst.GEHOUDEN
UITKOMSTEN = (
    (GEHOUDEN, "Er is gesproken"),
    (NazorgUitkomst.AANGEBODEN, "Er is een gesprek aangeboden"),
    (NazorgUitkomst.GEWEIGERD, "Het slachtoffer wil nu geen gesprek"),
)
UITLEG = {
    NazorgUitkomst.AANGEBODEN: "Het gesprek komt nog. De termijn loopt door.",
    NazorgUitkomst.GEWEIGERD: "U biedt het over 2 weken nog één keer aan.",
}


def in_words(gesprek: Nazorggesprek) -> str:
    """One talk on one line: day, what came of it, with whom and what follows."""
    parts = [in_full(gesprek.op), gesprek.get_uitkomst_display().lower()]
    if gesprek.met:
        parts.append(f"met {gesprek.get_met_display().lower()}")
    if gesprek.vervolg == NazorgVervolg.DOORVERWEZEN and gesprek.doorverwezen_naar:
        parts.append(f"doorverwezen naar {gesprek.get_doorverwezen_naar_display().lower()}")
    elif gesprek.vervolg:
        parts.append(gesprek.get_vervolg_display().lower())
    return ", ".join(parts)


class NazorgForm(RijForm):
    verb = "nazorg_vastleggen"
    knop = "Leg vast"
    vraag = "Over wie gaat het?"
    alleen_bij = {
        "met": ("uitkomst", GEHOUDEN),
        "vervolg": ("uitkomst", GEHOUDEN),
        "doorverwezen_naar": ("vervolg", NazorgVervolg.DOORVERWEZEN),
    }

    uitkomst = KeuzeVeld("Wat is er gebeurd?", UITKOMSTEN, uitleg=UITLEG, leeg="Kies wat er is gebeurd.")
    op = DagVeld("Wanneer was dat?")
    met = forms.ChoiceField(
        label="Met wie was het gesprek?",
        choices=[("", "Kies"), *NazorgDoor.choices],
        error_messages={"required": "Kies met wie het gesprek was."},
    )
    vervolg = KeuzeVeld(
        "Wat volgt er?",
        NazorgVervolg.choices,
        leeg="Kies wat er volgt.",
        uitleg={NazorgVervolg.DOORVERWEZEN: "Doe dit bij ernstige klachten, ook na ongeveer 6 weken."},
    )
    doorverwezen_naar = forms.ChoiceField(
        label="Naar wie is doorverwezen?",
        choices=[("", "Kies"), *NazorgDoor.choices],
        error_messages={"required": "Kies naar wie is doorverwezen."},
    )
    klaar = forms.BooleanField(
        label="Sluit het spoor opvang en nazorg, als er voor niemand meer iets volgt",
        required=False,
        initial=True,
    )

    def rijen(self) -> list[Slachtoffer]:
        return list(self.case.slachtoffers.select_related("user"))

    def build_for(self, rij: Slachtoffer) -> None:
        if opvang.held(rij) + 1 >= opvang.GESPREKKEN:
            self.fields["vervolg"].choices = [
                c for c in NazorgVervolg.choices if c[0] != NazorgVervolg.VOLGEND_GESPREK
            ]

    def layout(self) -> Layout:
        if self.rij is None:
            return super().layout()
        return Layout(
            "rij",
            "uitkomst",
            "op",
            self.only_with("gehouden", "met", "vervolg"),
            self.only_with("doorverwezen", "doorverwezen_naar"),
            "klaar",
        )

    def background(self) -> list[dict[str, Any]]:
        if self.rij is None:
            return []
        earlier = "\n".join(in_words(g) for g in self.rij.nazorggesprekken.all())
        return [
            {"label": "Slachtoffer", "waarde": str(self.rij)},
            {"label": "Eerder", "waarde": earlier or "Nog geen gesprek"},
        ]

    def perform(self) -> None:
        data = self.cleaned_data
        talked = data["uitkomst"] == GEHOUDEN
        referred = talked and data["vervolg"] == NazorgVervolg.DOORVERWEZEN
        gesprek = opvang.Gesprek(
            uitkomst=data["uitkomst"],
            op=data["op"],
            met=data["met"] if talked else "",
            vervolg=data["vervolg"] if talked else "",
            doorverwezen_naar=data["doorverwezen_naar"] if referred else "",
        )
        opvang.record(self.case, self.rij, gesprek, by=self.access, klaar=data["klaar"])
