"""Receipt, route, dropping out, joining."""

from typing import Any

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from casework.forms.velden import JA_NEE, DagVeld, KeuzeVeld, PersoonVeld, RegelVeld, RijVeld, VerhaalVeld
from casework.kenmerk import normalise
from casework.lifecycle import NotAllowed
from integrity.forms.acties.basis import WIJZEN, ZaakForm, ZelfGemeldVeld, melder_label
from integrity.lists import UITSTROOM_ZONDER_BEOORDELING, Compartiment, Route, Uitstroomreden
from integrity.models import Uitstroomvoorstel, Zaak
from integrity.services import intake, triage
from integrity.services.people import candidates

GEEN_ZAAK = "Er is geen andere open zaak met dit kenmerk."


class BevestigenForm(ZaakForm):
    verb = "bevestigen"
    naast_melding = True
    knop = "Bevestig ontvangst"

    wijze = KeuzeVeld("Hoe heeft u de ontvangst bevestigd?", WIJZEN, initial="bericht")
    op = DagVeld("Wanneer?")

    def build(self) -> None:
        waiting = self.zaak.meldingen.filter(bevestigd_op=None, bron_kenmerk="").order_by("pk")
        self.fields["melding"] = RijVeld("Welke melding?", waiting, tekst=melder_label, alleen_keuze=True)
        self.fields["wijze"].toelichtingen = {
            "bericht": "De melder ziet bij Mijn meldingen dat de melding is ontvangen."
        }
        self.order_fields(["melding", "wijze", "op"])

    def perform(self) -> None:
        data = self.cleaned_data
        intake.acknowledge(self.zaak, data["melding"], by=self.access, on=data["op"], wijze=data["wijze"])


class BeoordelenForm(ZaakForm):
    verb = "beoordelen"
    knop = "Kies deze route"
    naast_melding = True
    alleen_bij = {"leidinggevende": ("route", "in_de_lijn"), "opdracht": ("route", "in_de_lijn")}

    conflict_nagegaan = forms.BooleanField(
        label="Nagegaan: niemand die deze zaak behandelt, is erbij betrokken",
        error_messages={"required": "Ga na of niemand die de zaak behandelt erbij betrokken is."},
    )
    misstand = KeuzeVeld(
        "Kan het een misstand zijn?",
        JA_NEE,
        leeg="Kies of het een misstand kan zijn.",
        help_text="Een misstand raakt het maatschappelijk belang (Wet bescherming klokkenluiders).",
    )
    art_162 = KeuzeVeld(
        "Moet er aangifte worden gedaan?",
        JA_NEE,
        leeg="Kies of er aangifte moet worden gedaan.",
        help_text="Artikel 162 Wetboek van Strafvordering: verplicht bij bepaalde ambtsmisdrijven.",
    )
    ondermijning = forms.BooleanField(
        label="Er is druk vanuit de criminaliteit (ondermijning)", required=False
    )
    beveiligingsincident = forms.BooleanField(label="Het is ook een beveiligingsincident", required=False)
    risico_melder = VerhaalVeld(
        "Welk risico loopt de melder?",
        rows=2,
        leeg="Beschrijf het risico voor de melder, ook als dat er niet is.",
    )
    motivering = VerhaalVeld("Waarom deze route?", rows=3, leeg="Leg uit waarom u deze route kiest.")
    route = KeuzeVeld(
        "Wat gebeurt er met de zaak?",
        Route.choices,
        tegels=True,
        leeg="Kies een route.",
        uitleg={
            Route.IN_DE_LIJN: "De leidinggevende bespreekt het. Er komt geen oordeel.",
            Route.VOORONDERZOEK: "Een onderzoeker gaat na of er genoeg is voor een onderzoek.",
            Route.FEITENONDERZOEK: "Het bevoegd gezag geeft opdracht om de feiten te onderzoeken.",
            Route.EXTERN: "De politie, het OM of een andere instantie pakt het op.",
        },
    )
    opdracht = VerhaalVeld(
        "Wat moet de leidinggevende weten?",
        rows=3,
        leeg="Schrijf op wat de leidinggevende moet weten.",
        help_text="Over wie het gaat en wat u vraagt. De leidinggevende leest dit, en niet de melding. "
        "Noem de melder niet.",
    )
    op = DagVeld("Datum van de beoordeling")

    def build(self) -> None:
        zaak = self.zaak
        elected = zaak.compartiment == Compartiment.BESTUURLIJK
        self.fields["bevoegd_gezag"] = PersoonVeld(
            candidates(zaak, "bevoegd_gezag"),
            "Bevoegd gezag",
            zonder=self.access.user,
            help_text="Wie oordeelt en besluit.",
            required=not elected,
        )
        if zaak.bevoegd_gezag_id:
            self.fields["bevoegd_gezag"].initial = zaak.bevoegd_gezag_id
        self.fields["bevoegd_gezag"].required = bool(self.fields["bevoegd_gezag"].kandidaten) and not elected
        if elected:
            self._about_elected()
        else:
            self.fields["leidinggevende"] = PersoonVeld(
                candidates(zaak, "leidinggevende"), "Welke leidinggevende?"
            )
        if not elected and ZelfGemeldVeld.is_asked(zaak, self.fields["leidinggevende"].kandidaten):
            in_line = self.data.get("route") == Route.IN_DE_LIJN
            chosen = self.data.get("leidinggevende") if in_line else None
            self.fields["zelf_gemeld"] = ZelfGemeldVeld(zaak, chosen)
        if zaak.misstand is not None:
            self.fields["misstand"].initial = "ja" if zaak.misstand else "nee"
        self.fields["ondermijning"].initial = zaak.ondermijning
        self.fields["beveiligingsincident"].initial = zaak.beveiligingsincident

    def _about_elected(self) -> None:
        """Nobody is in charge of a bestuurder: no line, and judging is not a boss's."""
        self.fields["bevoegd_gezag"].help_text = "Niemand is bevoegd gezag over een gekozen bestuurder."
        self.fields["route"].choices = [c for c in Route.choices if c[0] != Route.IN_DE_LIJN]
        del self.fields["opdracht"]

    def layout(self) -> Layout:
        asked = [n for n in ("leidinggevende", "zelf_gemeld", "opdracht") if n in self.fields]
        return Layout(
            Fieldset(
                "Eerst nagaan",
                "conflict_nagegaan",
                Row(Column("misstand"), Column("art_162")),
                "ondermijning",
                "beveiligingsincident",
                "risico_melder",
            ),
            Fieldset(
                "De route",
                "route",
                *([self.only_with("in_de_lijn", *asked)] if asked else []),
                "motivering",
            ),
            Row(Column("bevoegd_gezag"), Column("op")),
        )

    def perform(self) -> None:
        data = self.cleaned_data
        in_line = data["route"] == Route.IN_DE_LIJN
        weighed = triage.Beoordeling(
            motivering=data["motivering"],
            conflict_nagegaan=data["conflict_nagegaan"],
            misstand=data["misstand"] == "ja",
            ondermijning=data["ondermijning"],
            beveiligingsincident=data["beveiligingsincident"],
            risico_melder=data["risico_melder"],
            art_162=data["art_162"],
            bevoegd_gezag=data["bevoegd_gezag"],
            leidinggevende=data["leidinggevende"] if in_line else None,
            opdracht=data["opdracht"] if in_line else "",
        )
        triage.judge(self.zaak, data["route"], weighed, by=self.access, on=data["op"])


class UitstroomVoorstellenForm(ZaakForm):
    verb = "uitstroom_voorstellen"
    naast_melding = True
    knop = "Leg voor aan de tweede lezer"

    reden = KeuzeVeld("Waarom niet?", Uitstroomreden.choices, leeg="Kies een reden.")
    motivering = VerhaalVeld("Leg uit voor de tweede lezer", leeg="Leg uit waarom de zaak afvalt.")
    bericht = VerhaalVeld(
        "Bericht aan de melder",
        leeg="Schrijf wat de melder te lezen krijgt.",
        help_text="Dit leest de melder, zodra de tweede lezer akkoord is.",
    )
    op = DagVeld("Datum")

    def build(self) -> None:
        self.fields["reden"].toelichtingen = dict.fromkeys(
            UITSTROOM_ZONDER_BEOORDELING, "Uitleg is hier niet nodig."
        )
        if self.data.get("reden") in UITSTROOM_ZONDER_BEOORDELING:
            self.fields["motivering"].required = False

    def perform(self) -> None:
        data = self.cleaned_data
        triage.propose_drop(
            self.zaak,
            data["reden"],
            motivering=data["motivering"],
            bericht=data["bericht"],
            by=self.access,
            on=data["op"],
        )


def proposal_in_words(zaak: Zaak) -> list[dict[str, Any]]:
    """The proposal that waits, for the second reader."""
    open_ones = Uitstroomvoorstel.objects.filter(zaak=zaak, beslist_op=None).select_related(
        "voorgesteld_door"
    )
    return [
        {"label": label, "waarde": waarde}
        for v in open_ones
        for label, waarde in (
            ("Voorstel van", v.voorgesteld_door.naam if v.voorgesteld_door else ""),
            ("Reden", v.get_reden_display()),
            ("Uitleg", v.motivering),
            ("Bericht aan de melder", v.bericht_aan_melder),
        )
    ]


class UitstroomBevestigenForm(ZaakForm):
    verb = "uitstroom_bevestigen"
    knop = "Akkoord, niet in behandeling"
    waarschuwing = "De melder krijgt het bericht meteen te lezen."

    def background(self) -> list[dict[str, Any]]:
        return proposal_in_words(self.zaak)

    def perform(self) -> None:
        triage.confirm_drop(self.zaak, by=self.access)


class UitstroomAfwijzenForm(ZaakForm):
    verb = "uitstroom_afwijzen"
    knop = "Niet akkoord"

    toelichting = VerhaalVeld(
        "Waarom bent u het er niet mee eens?", leeg="Leg uit waarom de zaak niet afvalt."
    )

    def background(self) -> list[dict[str, Any]]:
        return proposal_in_words(self.zaak)

    def perform(self) -> None:
        triage.refuse_drop(self.zaak, toelichting=self.cleaned_data["toelichting"], by=self.access)


class VoegenForm(ZaakForm):
    verb = "voegen"
    knop = "Voeg samen"
    soort = "gevaar"
    waarschuwing = "De meldingen gaan naar de andere zaak. Deze zaak is daarna gesloten."

    kenmerk = RegelVeld(
        "Kenmerk van de andere zaak",
        max_length=100,
        help_text="Bijvoorbeeld 7K3M-Q9XT-2B0D",
        error_messages={"required": "Vul het kenmerk van de andere zaak in."},
    )
    op = DagVeld("Datum")

    def clean_kenmerk(self) -> Zaak:
        typed = self.cleaned_data["kenmerk"].strip()
        code = normalise(typed)
        target = (
            Zaak.objects.visible_to(self.access)
            .filter(compartiment=self.zaak.compartiment)
            .filter(Q(kenmerk=code) | Q(meldingen__kenmerk=code) | Q(meldingen__bron_kenmerk=typed))
            .exclude(pk=self.zaak.pk)
            .distinct()
            .first()
        )
        if target is None:
            raise ValidationError(GEEN_ZAAK)
        return target

    def perform(self) -> None:
        try:
            triage.join(self.zaak, self.cleaned_data["kenmerk"], by=self.access, on=self.cleaned_data["op"])
        except NotAllowed as error:
            raise ValidationError({"kenmerk": GEEN_ZAAK}) from error
