"""The demands on an investigation of a person, all on one page."""

from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms

from casework.forms.velden import KeuzeVeld, LatereDagVeld, VerhaalVeld
from integrity.forms.acties.basis import ZaakForm
from integrity.lists import HARDE_BASISEISEN, Basiseis
from integrity.services import onderzoek
from integrity.services.requirements import running

VOLDAAN, NVT, UITGESTELD, OPEN = "voldaan", "nvt", "uitgesteld", ""

# Met is not enough here: it has to be written down which norm, which means.
MET_UITLEG = (Basiseis.NORM, Basiseis.PROPORTIONEEL)
GEVRAAGD = tuple(eis for eis in Basiseis if eis != Basiseis.ONAFHANKELIJK)


class BasiseisenForm(ZaakForm):
    """One row a demand. Only what changed is recorded, so that the page can be filled in bit by bit."""

    verb = "basiseis_vastleggen"
    knop = "Bewaar de basiseisen"
    template = "integrity/zaak/basiseisen.html"

    def build(self) -> None:
        onderzoek_nu = running(self.zaak)
        self.given = {a.eis: a for a in onderzoek_nu.basiseisen.all()} if onderzoek_nu else {}
        wanted = self.gekozen.get("eis")
        self.eisen = [eis for eis in GEVRAAGD if eis == wanted] or list(GEVRAAGD)
        for eis in self.eisen:
            self._add(eis)

    def _add(self, eis: Basiseis) -> None:
        given = self.given.get(eis)
        choices = [(VOLDAAN, "Voldaan")]
        if eis == Basiseis.GEINFORMEERD:
            choices.append((UITGESTELD, "Uitgesteld"))
        elif eis not in HARDE_BASISEISEN:
            choices.append((NVT, "Niet van toepassing"))
        choices.append((OPEN, "Nog niet"))
        label = f"{eis.label} (moet)" if eis in HARDE_BASISEISEN else eis.label
        self.fields[eis] = KeuzeVeld(label, choices, required=False, initial=self._answer(given))
        self.fields[f"{eis}_uitleg"] = VerhaalVeld(
            "Welke norm?" if eis == Basiseis.NORM else "Toelichting",
            rows=2,
            required=False,
            initial=given.toelichting if given else "",
        )
        if eis == Basiseis.GEINFORMEERD:
            self.fields["uitgesteld_tot"] = LatereDagVeld(
                "Uitgesteld tot en met", required=False, initial=given.uitgesteld_tot if given else None
            )

    @staticmethod
    def _answer(given: Any) -> str:
        if given is None:
            return OPEN
        if given.uitgesteld_tot and not given.voldaan:
            return UITGESTELD
        return VOLDAAN if given.voldaan else NVT

    def layout(self) -> Layout:
        return Layout(*(Fieldset("", *self._names(eis)) for eis in self.eisen))

    def _names(self, eis: Basiseis) -> list[str]:
        extra = ["uitgesteld_tot"] if eis == Basiseis.GEINFORMEERD else []
        return [eis.value, f"{eis}_uitleg", *extra]

    def rows(self) -> list[dict[str, Any]]:
        """For the table: the demand, whether it blocks, and its fields."""
        return [
            {
                "eis": eis.label,
                "blokkeert": eis in HARDE_BASISEISEN,
                "velden": [self[name] for name in self._names(eis)],
                "klaar": eis in self.given,
            }
            for eis in self.eisen
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.changed: list[onderzoek.Antwoord] = []
        for eis in self.eisen:
            self._check(eis, data)
        if not self.errors and not self.changed:
            raise forms.ValidationError("Er is niets veranderd. Kies bij een eis het antwoord.")
        return data

    def _check(self, eis: Basiseis, data: dict[str, Any]) -> None:
        answer, uitleg = data.get(eis, OPEN), data.get(f"{eis}_uitleg", "")
        tot = data.get("uitgesteld_tot") if answer == UITGESTELD else None
        given = self.given.get(eis)
        if answer == OPEN:
            if given or uitleg:
                self.add_error(eis, "Kies of aan deze eis is voldaan.")
            return
        if not uitleg and (answer != VOLDAAN or eis in MET_UITLEG):
            self.add_error(f"{eis}_uitleg", f"Geef een toelichting bij “{eis.label}”.")
        if answer == UITGESTELD and not tot and "uitgesteld_tot" not in self.errors:
            self.add_error("uitgesteld_tot", "Vul in tot wanneer het is uitgesteld.")
        now = (answer, uitleg, tot)
        if given is None or now != (self._answer(given), given.toelichting, given.uitgesteld_tot):
            self.changed.append(onderzoek.Antwoord(eis, answer == VOLDAAN, uitleg, tot))

    def perform(self) -> None:
        onderzoek.answer_basiseisen(self.zaak, self.changed, by=self.access)
