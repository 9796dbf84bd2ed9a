"""Contact with the melder, aftercare, what the organisation learns, and notes among coördinatoren."""

from typing import Any

from casework.forms.velden import DagVeld, KeuzeVeld, LatereDagVeld, RegelVeld, RijVeld, VerhaalVeld
from integrity.forms.acties.basis import LEEST_DE_MELDER, WIJZEN, ZaakForm, known_melders, melder_label
from integrity.lists import ContactSoort
from integrity.services import zorg


class MelderForm(ZaakForm):
    """Something the melder will read."""

    soort = "melder"

    tekst = VerhaalVeld("Uw bericht", rows=6, leeg="Schrijf uw bericht.", help_text=LEEST_DE_MELDER)

    def build(self) -> None:
        self.fields["melding"] = RijVeld(
            "Aan de melder van", known_melders(self.zaak), tekst=melder_label, alleen_keuze=True
        )
        self.order_fields(["melding", "tekst"])


class TerugkoppelenForm(MelderForm):
    verb = "terugkoppelen"
    knop = "Verstuur terugkoppeling"

    tekst = VerhaalVeld(
        "Wat is er geoordeeld en gedaan?",
        rows=6,
        leeg="Schrijf wat er is geoordeeld en gedaan.",
        help_text=LEEST_DE_MELDER,
    )
    wijze = KeuzeVeld("Hoe vertelt u het?", WIJZEN, initial="bericht")
    op = DagVeld("Wanneer?")

    def build(self) -> None:
        waiting = known_melders(self.zaak).filter(teruggekoppeld_op=None)
        self.fields["melding"] = RijVeld("Aan de melder van", waiting, tekst=melder_label, alleen_keuze=True)
        self.order_fields(["melding", "tekst", "wijze", "op"])

    def perform(self) -> None:
        data = self.cleaned_data
        zorg.feed_back(
            self.zaak, data["melding"], data["tekst"], wijze=data["wijze"], by=self.access, on=data["op"]
        )


class BerichtSturenForm(MelderForm):
    verb = "bericht_sturen"
    knop = "Verstuur aan de melder"

    def perform(self) -> None:
        zorg.tell_melder(self.zaak, self.cleaned_data["melding"], self.cleaned_data["tekst"], by=self.access)


class ContactForm(ZaakForm):
    verb = "contact_vastleggen"
    soort = "intern"

    contact = KeuzeVeld(
        "Wat voor contact was het?",
        ContactSoort.choices,
        leeg="Kies wat voor contact het was.",
        uitleg={
            ContactSoort.BENADELINGSCHECK: "Heeft de melder last van het melden? De volgende wordt ingepland."
        },
    )
    bevinding = VerhaalVeld("Wat kwam eruit?", rows=4, leeg="Schrijf op wat eruit kwam.")
    opvolging = VerhaalVeld("Wat gaat er nog gebeuren?", rows=2, required=False)
    op = DagVeld("Wanneer was het?")

    def build(self) -> None:
        self.fields["contact"].initial = self.gekozen.get("soort")

    def perform(self) -> None:
        data = self.cleaned_data
        zorg.record_contact(
            self.zaak,
            data["contact"],
            bevinding=data["bevinding"],
            opvolging=data["opvolging"],
            by=self.access,
            on=data["op"],
        )


class VerbeteractieForm(ZaakForm):
    verb = "verbeteractie_vastleggen"

    omschrijving = VerhaalVeld("Wat moet er beter?", rows=3, leeg="Schrijf op wat er beter moet.")
    eigenaar = RegelVeld("Wie pakt het op?", required=False, help_text="Nodig voordat de zaak kan sluiten.")
    gereed_voor = LatereDagVeld("Klaar voor", required=False)

    def perform(self) -> None:
        data = self.cleaned_data
        zorg.add_improvement(
            self.zaak,
            data["omschrijving"],
            eigenaar=data["eigenaar"],
            gereed_voor=data["gereed_voor"],
            by=self.access,
        )


class VerbeteractieBijwerkenForm(ZaakForm):
    verb = "verbeteractie_bijwerken"
    knop = "Bewaar"

    eigenaar = RegelVeld("Wie pakt het op?", required=False)
    gereed_op = DagVeld("Klaar sinds", today=False, required=False)

    def build(self) -> None:
        self.fields["actie"] = RijVeld(
            "Welke verbeteractie?", self.zaak.verbeteracties.all(), tekst=lambda v: v.omschrijving[:100]
        )
        chosen = self.zaak.verbeteracties.filter(pk=self.fields["actie"].initial).first()
        if chosen:
            self.fields["eigenaar"].initial = chosen.eigenaar
            self.fields["gereed_op"].initial = chosen.gereed_op
        self.order_fields(["actie", "eigenaar", "gereed_op"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("eigenaar") and not data.get("gereed_op") and not self.errors:
            self.add_error("eigenaar", "Vul in wie dit oppakt.")
        return data

    def perform(self) -> None:
        data = self.cleaned_data
        zorg.update_improvement(
            self.zaak,
            data["actie"],
            eigenaar=data["eigenaar"],
            gereed_op=data["gereed_op"],
            by=self.access,
        )


class NotitieForm(ZaakForm):
    verb = "notitie_maken"
    knop = "Bewaar notitie"
    soort = "intern"

    tekst = VerhaalVeld("Notitie", rows=5, leeg="Schrijf de notitie.")

    def perform(self) -> None:
        zorg.write_note(self.zaak, self.cleaned_data["tekst"], by=self.access)
