"""What a leidinggevende does with a zaak in the line."""

from django.utils.html import format_html

from casework.lists import list_on
from integrity.forms.acties.basis import ActieForm, DagVeld, KeuzeVeld, RijVeld, VerhaalVeld
from integrity.lifecycle import REGISTER
from integrity.lists import LijnUitkomst
from integrity.services import lijn


class LijnAfrondenForm(ActieForm):
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


class LijnTeruggevenForm(ActieForm):
    verb = "lijn_teruggeven"
    knop = "Geef terug aan de coördinator"

    reden = VerhaalVeld("Weet u wie het dan wel is?", rows=2, required=False)

    def perform(self) -> None:
        lijn.give_back(self.zaak, by=self.access, reden=self.cleaned_data["reden"])


class LijnMaatregelForm(ActieForm):
    verb = "lijn_maatregel"

    reden = VerhaalVeld("Waarom deze maatregel?", rows=3, leeg="Geef de reden van de maatregel.")
    op = DagVeld("Wanneer is de maatregel genomen?")

    def build(self) -> None:
        lijst = list_on(self.zaak.organisation, REGISTER, self.zaak.ontvangen_op, "maatregel")
        self.fields["maatregel"] = KeuzeVeld("Welke maatregel?", lijst.choices(), leeg="Kies een maatregel.")
        self.fields["betrokkene"] = RijVeld(
            "Voor wie?",
            self.zaak.betrokkenen.all(),
            required=False,
            help_text="Kies niemand als niet bekend is wie het was.",
        )
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
