"""Who was hurt, and what it did to them."""

from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms

from casework.forms.acties import ActieForm
from casework.forms.velden import KeuzeVeld, RegelVeld
from incidents.ernst import BELEVING
from incidents.forms.acties.rij import RijForm
from incidents.forms.voor_wie import GEEN_VAN_DEZE, find_colleagues
from incidents.lists import (
    Ambt,
    BesprokenMet,
    Doelwit,
    Functiegroep,
    Letsel,
    NadeligGevolg,
    RedenNietBesproken,
    Verzuim,
)
from incidents.models import Slachtoffer
from incidents.services import gevolgen
from incidents.services.intake import NieuwSlachtoffer
from organisations.models import User

NIET_BEKEND = ("", "Nog niet bekend")
MET_AMBT = (Doelwit.AMBTSDRAGER, Doelwit.GEZIN)
DOELWITTEN = [c for c in Doelwit.choices if c[0] != Doelwit.ORGANISATIE]
ZWAAR_LETSEL = "Opname, blijvend letsel of overlijden meldt de organisatie direct bij de Arbeidsinspectie."


def aankruisen(label: str, choices: list[tuple[str, str]], **kwargs: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **kwargs
    )


class SlachtofferToevoegenForm(ActieForm):
    verb = "slachtoffer_toevoegen"
    knop = "Voeg toe"

    naam = RegelVeld(
        "Wie is er ook geraakt?",
        help_text="Typ de naam. Werkt deze persoon hier, dan zoeken wij het account erbij.",
        error_messages={"required": "Vul de naam in."},
    )
    doelwit = KeuzeVeld("Wie is dit?", DOELWITTEN, initial=Doelwit.MEDEWERKER, leeg="Kies wie dit is.")
    ambt = forms.ChoiceField(
        label="Welk ambt? Bij gezin: het ambt van de ambtsdrager",
        choices=[("", "Kies"), *Ambt.choices],
        required=False,
    )
    functiegroep = forms.ChoiceField(
        label="Wat voor werk?", choices=[NIET_BEKEND, *Functiegroep.choices], required=False
    )
    telefoon = RegelVeld(
        "Telefoonnummer voor opvang",
        max_length=30,
        required=False,
        help_text="Alleen als deze persoon hier geen account heeft.",
    )
    letsel = KeuzeVeld(
        "Is er letsel?",
        [*Letsel.choices, NIET_BEKEND],
        help_text=ZWAAR_LETSEL,
        required=False,
        initial="",
    )

    def build(self) -> None:
        self.fields["ambt"].zonder_niet_verplicht = True
        self.fields["letsel"].zonder_niet_verplicht = True
        self.found = self._found(self.data.get("naam", "").replace("\0", ""))
        if self.found:
            self.fields["account"] = KeuzeVeld(
                "Wie bedoelt u?",
                [*((str(user.pk), _with_afdeling(user)) for user in self.found), GEEN],
                leeg="Kies wie u bedoelt. Staat deze persoon er niet bij? Kies “Geen van deze mensen”.",
            )

    def _found(self, naam: str) -> list[User]:
        """Also oneself: who was hurt too, doesn't handle it."""
        found, me = find_colleagues(self.access, naam), self.access.user
        words = naam.lower().split()
        oneself = [me] if words and all(word in me.naam.lower() for word in words) else []
        return [*oneself, *found]

    def layout(self) -> Layout:
        return Layout(
            "naam",
            *(["account"] if "account" in self.fields else []),
            "doelwit",
            self.only_with("ambtsdrager", "ambt"),
            "functiegroep",
            "telefoon",
            "letsel",
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("doelwit") == Doelwit.AMBTSDRAGER and not data.get("ambt"):
            self.add_error("ambt", "Kies om welk ambt het gaat.")
        return data

    def perform(self) -> None:
        data = self.cleaned_data
        chosen = data.get("account", "")
        user = next((u for u in self.found if str(u.pk) == chosen), None)
        new = NieuwSlachtoffer(
            user=user,
            naam="" if user else data["naam"],
            telefoon="" if user else data["telefoon"],
            doelwit=data["doelwit"],
            ambt=data["ambt"] if data["doelwit"] in MET_AMBT else "",
            functiegroep=data["functiegroep"],
            letsel=data["letsel"],
        )
        gevolgen.add(self.case, new, by=self.access)


GEEN = (GEEN_VAN_DEZE, "Geen van deze mensen")


def _with_afdeling(user: User) -> str:
    return f"{user.naam}, {user.afdeling.naam}" if user.afdeling else user.naam


class GevolgenForm(RijForm):
    verb = "slachtoffer_bijwerken"
    knop = "Bewaar"
    vraag = "Voor wie werkt u de gevolgen bij?"

    letsel = KeuzeVeld(
        "Is er letsel?", [*Letsel.choices, NIET_BEKEND], help_text=ZWAAR_LETSEL, required=False
    )
    verzuim = KeuzeVeld("Is er verzuim?", [*Verzuim.choices, NIET_BEKEND], required=False)
    ernst_beleving = KeuzeVeld(
        "Hoe ernstig vond het slachtoffer het?",
        [*((str(n), label) for n, label in BELEVING), NIET_BEKEND],
        required=False,
    )
    nadelige_gevolgen = aankruisen("Welke gevolgen heeft het?", NadeligGevolg.choices)
    besproken_met = aankruisen("Met wie heeft het slachtoffer het besproken?", BesprokenMet.choices)
    reden_niet_besproken = forms.ChoiceField(
        label="Waarom niet besproken?",
        choices=[("", "Kies"), *RedenNietBesproken.choices],
        required=False,
    )

    def rijen(self) -> list[Slachtoffer]:
        return list(self.case.slachtoffers.select_related("user"))

    def build_for(self, rij: Slachtoffer) -> None:
        for name in self.fields.keys() - {"rij"}:
            self.fields[name].initial = getattr(rij, name)
            self.fields[name].zonder_niet_verplicht = True
        self.fields["ernst_beleving"].initial = str(rij.ernst_beleving or "")

    def layout(self) -> Layout:
        if self.rij is None:
            return super().layout()
        return Layout(
            "rij",
            "letsel",
            "verzuim",
            "ernst_beleving",
            Div("nadelige_gevolgen", css_class="gir-twee"),
            Div("besproken_met", css_class="gir-twee"),
            self.only_with("niemand", "reden_niet_besproken"),
        )

    def background(self) -> list[dict[str, Any]]:
        return [{"label": "Slachtoffer", "waarde": str(self.rij)}] if self.rij else []

    def perform(self) -> None:
        data = self.cleaned_data
        now = gevolgen.Gevolgen(
            letsel=data["letsel"],
            verzuim=data["verzuim"],
            ernst_beleving=int(data["ernst_beleving"]) if data["ernst_beleving"] else None,
            nadelige_gevolgen=tuple(data["nadelige_gevolgen"]),
            besproken_met=tuple(data["besproken_met"]),
            reden_niet_besproken=data["reden_niet_besproken"],
        )
        gevolgen.update(self.case, self.rij, now, by=self.access)
