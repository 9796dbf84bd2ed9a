"""Investigations: instruction, wederhoor, report, and who is investigated."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms

from casework import terms
from casework.forms.velden import (
    BedragVeld,
    DagVeld,
    KeuzeVeld,
    PersoonVeld,
    RegelVeld,
    RijVeld,
    VerhaalVeld,
    categorie_field,
)
from integrity.forms.acties.basis import ZaakForm
from integrity.lifecycle import FEITENONDERZOEK, NAZORG, OORDEEL, REGISTER
from integrity.lists import Betreft, Kosten, OnderzoekSoort, Uitvoering, VooronderzoekUitkomst
from integrity.services import onderzoek
from integrity.services.people import candidates
from organisations.models import User


class OpdrachtForm(ZaakForm):
    """The instruction of an investigation."""

    soort_onderzoek: OnderzoekSoort
    alleen_bij = {"bureau": ("uitvoering", "extern")}

    vraag = VerhaalVeld("Wat moet er worden uitgezocht?", rows=3, leeg="Schrijf de onderzoeksvragen op.")
    uitvoering = KeuzeVeld(
        "Wie voert het uit?",
        [(Uitvoering.INTERN, "Eigen onderzoeker"), (Uitvoering.EXTERN, "Extern bureau")],
        initial=Uitvoering.INTERN,
    )
    bureau = RegelVeld("Naam van het bureau", error_messages={"required": "Vul de naam van het bureau in."})
    op = DagVeld("Datum van de start")

    def build(self) -> None:
        self.fields["onderzoeker"] = PersoonVeld(
            candidates(self.zaak, "onderzoeker"),
            "Onderzoeker",
            help_text="Bij een extern bureau: wie het onderzoek hier bijhoudt.",
        )

    def perform(self) -> None:
        data = self.cleaned_data
        asked = ("onderzoeker", "aanleiding", "vraag", "reikwijdte", "middelen", "uitvoering", "bureau")
        opdracht = onderzoek.Opdracht(**{name: data[name] for name in asked if name in data})
        onderzoek.start(self.zaak, self.soort_onderzoek, opdracht, by=self.access, on=data["op"])


class StartVooronderzoekForm(OpdrachtForm):
    verb = "start_vooronderzoek"
    knop = "Start vooronderzoek"
    soort_onderzoek = OnderzoekSoort.VOORONDERZOEK

    def layout(self) -> Layout:
        return Layout("onderzoeker", "vraag", "uitvoering", self.only_with("extern", "bureau"), "op")


class StartFeitenonderzoekForm(OpdrachtForm):
    verb = "start_feitenonderzoek"
    knop = "Geef opdracht"
    soort_onderzoek = OnderzoekSoort.FEITENONDERZOEK
    waarschuwing = "Door opdracht te geven verklaart u dat u geen belang heeft bij de uitkomst."

    aanleiding = VerhaalVeld("Wat is de aanleiding?", rows=3, leeg="Beschrijf de aanleiding.")
    reikwijdte = VerhaalVeld(
        "Wat is de reikwijdte, en welke periode?", rows=2, leeg="Beschrijf de reikwijdte en de periode."
    )
    middelen = VerhaalVeld(
        "Welke middelen, en waarom zijn die nodig?",
        rows=3,
        leeg="Beschrijf de middelen en waarom die nodig zijn.",
        help_text="Voor digitaal onderzoek, observatie of een camera is aparte toestemming nodig.",
    )

    def background(self) -> list[dict[str, Any]]:
        length = terms.effective(self.zaak.organisation, REGISTER, "feitenonderzoek").duur
        return [{"label": "Termijn", "waarde": f"{length} vanaf de start"}]

    def layout(self) -> Layout:
        return Layout(
            "onderzoeker",
            "aanleiding",
            "vraag",
            "reikwijdte",
            "middelen",
            "uitvoering",
            self.only_with("extern", "bureau"),
            "op",
        )


class AfrondForm(ZaakForm):
    """How an investigation ended, with what it cost."""

    alleen_bij = {"kosten_bedrag": ("kosten", "bedrag")}

    kosten = KeuzeVeld(
        "Heeft het onderzoek geld gekost?", Kosten.choices, leeg="Kies wat er over de kosten bekend is."
    )
    kosten_bedrag = BedragVeld(
        "Bedrag in euro’s",
        error_messages={"required": "Vul het bedrag in, of kies “Geen” of “Onbekend”."},
    )
    op = DagVeld("Datum van afronding")

    def afronding(self) -> onderzoek.Afronding:
        data = self.cleaned_data
        return onderzoek.Afronding(
            rapport=data["rapport"],
            uitkomst=data.get("uitkomst", ""),
            kosten=data["kosten"],
            kosten_bedrag=data["kosten_bedrag"],
        )


class VooronderzoekAfrondenForm(AfrondForm):
    verb = "vooronderzoek_afronden"
    knop = "Rond vooronderzoek af"

    rapport = VerhaalVeld("Wat heeft u gevonden?", rows=8, leeg="Schrijf op wat u heeft gevonden.")
    uitkomst = KeuzeVeld(
        "Hoe gaat het verder?",
        VooronderzoekUitkomst.choices,
        leeg="Kies hoe het verder gaat.",
        uitleg={
            VooronderzoekUitkomst.IN_DE_LIJN: "De coördinator wijst een leidinggevende aan.",
            VooronderzoekUitkomst.FEITENONDERZOEK: "Het bevoegd gezag geeft opdracht.",
            VooronderzoekUitkomst.GEEN_SCHENDING: "De zaak gaat naar de nazorg.",
            VooronderzoekUitkomst.EXTERN: "De politie, het OM of een andere instantie.",
        },
    )

    def layout(self) -> Layout:
        return Layout("rapport", "uitkomst", "kosten", self.only_with("bedrag", "kosten_bedrag"), "op")

    def perform(self) -> None:
        onderzoek.finish_vooronderzoek(
            self.zaak, self.afronding(), by=self.access, on=self.cleaned_data["op"]
        )


class FeitenonderzoekAfrondenForm(AfrondForm):
    verb = "feitenonderzoek_afronden"
    knop = "Lever het rapport op"

    rapport = VerhaalVeld(
        "Het rapport met de feiten",
        rows=10,
        leeg="Schrijf de feiten op.",
        help_text="Alleen feiten: geen oordeel en geen advies over een sanctie.",
    )

    def layout(self) -> Layout:
        return Layout("rapport", "kosten", self.only_with("bedrag", "kosten_bedrag"), "op")

    def perform(self) -> None:
        onderzoek.finish_feitenonderzoek(
            self.zaak, self.afronding(), by=self.access, on=self.cleaned_data["op"]
        )


class NaarWederhoorForm(ZaakForm):
    verb = "naar_wederhoor"
    knop = "Start wederhoor"

    op = DagVeld("Wanneer zijn de feiten voorgelegd?")

    def background(self) -> list[dict[str, Any]]:
        length = terms.effective(self.zaak.organisation, REGISTER, "wederhoor").duur
        asked = self.zaak.betrokkenen.filter(nummer__isnull=False, wederhoren=None)
        return [
            {"label": "Voor", "waarde": ", ".join(map(str, asked))},
            {"label": "Termijn om te reageren", "waarde": str(length)},
        ]

    def perform(self) -> None:
        onderzoek.hear(self.zaak, by=self.access, on=self.cleaned_data["op"])


class ZienswijzeForm(ZaakForm):
    verb = "zienswijze_vastleggen"

    tekst = VerhaalVeld("Wat vindt de betrokkene van de feiten?", rows=6, leeg="Schrijf de zienswijze op.")
    op = DagVeld("Wanneer heeft de betrokkene gereageerd?")

    def build(self) -> None:
        asked = self.zaak.betrokkenen.filter(wederhoren__isnull=False).distinct()
        self.fields["betrokkene"] = RijVeld("Van wie?", asked)
        self.order_fields(["betrokkene", "tekst", "op"])

    def perform(self) -> None:
        data = self.cleaned_data
        onderzoek.record_answer(self.zaak, data["betrokkene"], data["tekst"], by=self.access, on=data["op"])


class OnafhankelijkheidForm(ZaakForm):
    verb = "onafhankelijkheid_verklaren"
    knop = "Verklaar onafhankelijkheid"

    verklaring = forms.BooleanField(
        label="Ik heb geen belang bij de uitkomst en geen band met de betrokkene",
        error_messages={"required": "Verklaar dat u geen belang heeft. Heeft u dat wel? Trek u dan terug."},
    )

    def perform(self) -> None:
        onderzoek.declare_independence(self.zaak, by=self.access)


class ExternAfrondenForm(ZaakForm):
    verb = "extern_afronden"
    knop = "Ga verder"

    naar = KeuzeVeld(
        "Hoe gaat het verder?",
        [(OORDEEL, "Naar een oordeel"), (FEITENONDERZOEK, "Eigen feitenonderzoek"), (NAZORG, "Afronden")],
        tegels=True,
        leeg="Kies hoe het verder gaat.",
        uitleg={
            OORDEEL: "De feiten zijn bekend. Het bevoegd gezag oordeelt.",
            FEITENONDERZOEK: "De organisatie onderzoekt de feiten zelf verder.",
            NAZORG: "Er is niets meer te onderzoeken. De zaak gaat naar de nazorg.",
        },
    )
    op = DagVeld("Datum")

    def perform(self) -> None:
        onderzoek.finish_extern(
            self.zaak, self.cleaned_data["naar"], by=self.access, on=self.cleaned_data["op"]
        )


class BetrokkeneForm(ZaakForm):
    verb = "betrokkene_toevoegen"
    knop = "Voeg toe"

    NIEUW, ONBEKEND = "nieuw", "onbekend"
    alleen_bij = {"naam": ("wie", NIEUW), "betreft": ("wie", NIEUW)}

    naam = RegelVeld("Naam", error_messages={"required": "Vul de naam in."})
    functie = RegelVeld("Functie", required=False)
    betreft = forms.ChoiceField(
        label="Wat is deze persoon?",
        choices=[("", "Kies wat het is"), *Betreft.choices],
        error_messages={"required": "Kies wat deze persoon is."},
    )
    account = forms.EmailField(
        label="E-mailadres van het account",
        required=False,
        max_length=254,
        error_messages={"invalid": "Vul een e-mailadres in, zoals naam@gemeente.nl."},
        help_text="Met een account hier ziet deze persoon nergens dat de zaak bestaat.",
    )
    omschrijving = VerhaalVeld("Wat is het vermoeden?", rows=3, required=False)

    def build(self) -> None:
        self.known = {str(b.pk): b for b in self.zaak.betrokkenen.all() if not b.onbekend}
        choices = [(pk, f"{b} (staat al in deze zaak)") for pk, b in self.known.items()]
        choices += [(self.NIEUW, "Iemand anders" if choices else "Iemand die bekend is")]
        choices += [(self.ONBEKEND, "Nog niet bekend wie")]
        self.fields["wie"] = KeuzeVeld("Om wie gaat het?", choices, initial=self.NIEUW)
        first = self.zaak.meldingen.order_by("pk").first()
        self.fields["vermoede_categorie"] = categorie_field(
            self.zaak, "Vermoede categorie", present=first.categorie if first else ""
        )
        if first:
            self.fields["vermoede_categorie"].initial = first.categorie
            self.fields["betreft"].initial = first.betreft

    def layout(self) -> Layout:
        return Layout(
            "wie",
            self.only_with(self.NIEUW, "naam", "functie", "betreft", "account"),
            "vermoede_categorie",
            "omschrijving",
        )

    def clean_account(self) -> User | None:
        email = self.cleaned_data["account"].strip().lower()
        if not email:
            return None
        found = User.objects.in_organisation(self.zaak.organisation).filter(email=email).first()
        if found is None:
            raise forms.ValidationError(
                "Er is hier geen account met dit e-mailadres. Laat het leeg als er geen account is."
            )
        return found

    def perform(self) -> None:
        data = self.cleaned_data
        new = data["wie"] == self.NIEUW
        onderzoek.add_person(
            self.zaak,
            by=self.access,
            betrokkene=self.known.get(data["wie"]),
            onbekend=data["wie"] == self.ONBEKEND,
            naam=data["naam"] if new else "",
            functie=data["functie"] if new else "",
            betreft=data["betreft"] if new else "",
            user=data["account"] if new else None,
            vermoede_categorie=data["vermoede_categorie"],
            omschrijving=data["omschrijving"],
        )
