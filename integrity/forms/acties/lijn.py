"""What a leidinggevende does with a zaak in the line."""

from django.utils.html import format_html

from casework.forms.velden import DagVeld, KeuzeVeld, RijVeld, VerhaalVeld
from casework.lists import list_on
from integrity.forms.acties.basis import ZaakForm
from integrity.lifecycle import REGISTER
from integrity.lists import LijnUitkomst, MaatregelCode
from integrity.services import lijn

# What a leidinggevende may do in the line; the rest takes an oordeel and a decision.
IN_DE_LIJN_MOGELIJK = (
    MaatregelCode.GESPREK,
    MaatregelCode.WERKAFSPRAKEN,
    MaatregelCode.WAARSCHUWING,
    MaatregelCode.FORMELE_WAARSCHUWING,
    MaatregelCode.GEEN,
)


class LijnAfrondenForm(ZaakForm):
    verb = "lijn_afronden"
    knop = "Vastleggen en teruggeven"

    gesprek_op = DagVeld("Wanneer heeft u met de medewerker gesproken?")
    verslag = VerhaalVeld("Wat is er besproken?", rows=6, leeg="Schrijf kort op wat er is besproken.")
    uitkomst = KeuzeVeld(
        "Wat is de uitkomst?",
        LijnUitkomst.choices,
        leeg="Kies de uitkomst.",
        uitleg={LijnUitkomst.ALSNOG_ONDERZOEK: "De zaak gaat terug naar de coördinator."},
    )

    def build(self) -> None:
        link = "../lijn_maatregel/"
        self.waarschuwing = format_html(
            "Is er een maatregel genomen? Leg die <a href='{}'>eerst vast</a>.", link
        )

    def perform(self) -> None:
        data = self.cleaned_data
        lijn.finish(
            self.zaak,
            data["uitkomst"],
            by=self.access,
            gesprek_op=data["gesprek_op"],
            verslag=data["verslag"],
        )


class LijnTeruggevenForm(ZaakForm):
    verb = "lijn_teruggeven"
    knop = "Geef terug aan de coördinator"

    reden = VerhaalVeld("Weet u wie het dan wel is?", rows=2, required=False)

    def perform(self) -> None:
        lijn.give_back(self.zaak, by=self.access, reden=self.cleaned_data["reden"])


class LijnMaatregelForm(ZaakForm):
    verb = "lijn_maatregel"

    reden = VerhaalVeld("Waarom deze maatregel?", rows=3, leeg="Geef de reden van de maatregel.")
    op = DagVeld("Wanneer is de maatregel genomen?")

    def build(self) -> None:
        lijst = list_on(self.zaak.organisation, REGISTER, self.zaak.ontvangen_op, "maatregel")
        choices = [(code, label) for code, label in lijst.choices() if code in IN_DE_LIJN_MOGELIJK]
        choices = choices or lijst.choices()
        self.fields["maatregel"] = KeuzeVeld("Welke maatregel?", choices, leeg="Kies een maatregel.")
        known = self.zaak.betrokkenen.filter(nummer__isnull=False)
        self.fields["betrokkene"] = RijVeld("Voor wie?", known, required=False)
        self.fields["betrokkene"].empty_label = "Niet bekend wie"
        self.fields["betrokkene"].zonder_niet_verplicht = True
        self.order_fields(["betrokkene", "maatregel", "reden", "op"])
        if not self.fields["betrokkene"].queryset:
            del self.fields["betrokkene"]

    def perform(self) -> None:
        data = self.cleaned_data
        lijn.impose(
            self.zaak,
            data["maatregel"],
            by=self.access,
            on=data["op"],
            betrokkene=data.get("betrokkene"),
            reden=data["reden"],
        )
