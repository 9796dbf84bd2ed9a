"""What is decided about the police, what they were told, and what they and justice made of it."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.urls import reverse

from casework.forms.acties import ActieForm
from casework.forms.velden import (
    GEEN_DATUM,
    JA_NEE,
    BedragVeld,
    DagVeld,
    KeuzeVeld,
    RegelVeld,
    VerhaalVeld,
)
from incidents import permissions
from incidents.lists import (
    Aangever,
    AangifteGewenst,
    Afdoening,
    JaNeeOnbekend,
    Politiestap,
    Privacyvorm,
    RedenGeenAangifte,
    Strafstap,
)
from incidents.models import dossier
from incidents.services import politie, politiedossier, requirements

BESLUITEN = (
    (Politiestap.AANGIFTE, "Aangifte doen"),
    (Politiestap.MELDING, "Melding doen, geen aangifte"),
    (Politiestap.GEEN, "Geen aangifte en geen melding"),
)
STAPPEN = [(value, label) for value, label in Politiestap.choices if value != Politiestap.GEEN]
PRIVACY = {
    Privacyvorm.DOMICILIE_WERKGEVER: "Het adres van uw organisatie staat erin. Meestal de beste keuze.",
    Privacyvorm.ONDER_NUMMER: "Ook de naam blijft weg. De politie beslist of dat kan.",
    Privacyvorm.OP_NAAM: "De veroorzaker kan de naam lezen.",
}
VPT = (("ja", "Ja"), ("nee", "Nee"), ("", "Nog niet bekend"))


def strafbaar_field() -> KeuzeVeld:
    return KeuzeVeld("Is het strafbaar, voor zover u weet?", JaNeeOnbekend.choices, required=False)


class PolitieBesluitForm(ActieForm):
    verb = "politie_besluiten"
    knop = "Leg het besluit vast"

    besluit = KeuzeVeld("Wat is er besloten?", BESLUITEN, leeg="Kies wat er is besloten.")
    reden_geen_aangifte = forms.ChoiceField(
        label="Waarom geen aangifte?",
        choices=[("", "Kies een reden"), *RedenGeenAangifte.choices],
        required=False,
    )
    hulpofficier_gevraagd_op = DagVeld(
        "Wanneer is de hulpofficier van justitie gevraagd?",
        today=False,
        required=False,
        help_text="Zegt de politie dat het niet strafbaar is, of weigert zij? Vraag dan de hulpofficier.",
    )
    toelichting = VerhaalVeld("Toelichting", required=False, rows=3)
    strafbaar = strafbaar_field()
    op = DagVeld("Wanneer is dit besloten?")

    def build(self) -> None:
        if requirements.is_violent(self.case):
            self.fields[
                "reden_geen_aangifte"
            ].help_text = "Nodig als u niets doet: er was geweld of bedreiging."

    def layout(self) -> Layout:
        without = self.only_with("geen-aangifte", "reden_geen_aangifte", "hulpofficier_gevraagd_op")
        return Layout("besluit", without, "toelichting", "strafbaar", "op")

    def background(self) -> list[dict[str, Any]]:
        wishes = [
            f"{one}: {AangifteGewenst(one.aangifte_gewenst).label.lower()}"
            for one in self.case.slachtoffers.select_related("user")
            if one.aangifte_gewenst
        ]
        return [{"label": "Wil het slachtoffer aangifte?", "waarde": "\n".join(wishes)}] if wishes else []

    def perform(self) -> None:
        data = self.cleaned_data
        asked = data["besluit"] != Politiestap.AANGIFTE
        keuze = politie.Politiekeuze(
            besluit=data["besluit"],
            reden_geen_aangifte=data["reden_geen_aangifte"] if asked else "",
            hulpofficier_gevraagd_op=data["hulpofficier_gevraagd_op"] if asked else None,
            toelichting=data["toelichting"],
            strafbaar=data["strafbaar"],
        )
        politie.decide(self.case, keuze, by=self.access, on=data["op"])


class PolitieVastleggenForm(ActieForm):
    verb = "politie_vastleggen"
    alleen_bij = {
        "aangever": ("stap", Politiestap.AANGIFTE),
        "privacyvorm": ("stap", Politiestap.AANGIFTE),
    }

    stap = KeuzeVeld("Wat is er gedaan?", STAPPEN, leeg="Kies wat er is gedaan.")
    gedaan_op = DagVeld("Wanneer?")
    aangever = KeuzeVeld(
        "Wie doet aangifte?", Aangever.choices, initial=Aangever.WERKGEVER, leeg="Kies wie aangifte doet."
    )
    privacyvorm = KeuzeVeld(
        "Hoe komt de naam van het slachtoffer erin?",
        Privacyvorm.choices,
        uitleg=PRIVACY,
        initial=Privacyvorm.DOMICILIE_WERKGEVER,
        leeg="Kies hoe de naam erin komt.",
    )
    nummer = RegelVeld("Nummer van de politie", max_length=60, required=False)
    vpt_gevraagd = KeuzeVeld(
        "Is om de VPT-code gevraagd?",
        JA_NEE,
        required=False,
        help_text="Alleen met die code gelden de landelijke afspraken van politie en OM.",
    )
    vpt_code = KeuzeVeld("Staat de VPT-code op de zaak?", VPT, required=False)

    def build(self) -> None:
        """Where nothing was decided this is the decision: then it asks what that asks."""
        if not requirements.has_decided(self.case):
            self.fields["strafbaar"] = strafbaar_field()

    def layout(self) -> Layout:
        with_aangifte = self.only_with("aangifte", "aangever", "privacyvorm")
        asked = [name for name in ("strafbaar",) if name in self.fields]
        return Layout("stap", "gedaan_op", with_aangifte, "nummer", "vpt_gevraagd", "vpt_code", *asked)

    def perform(self) -> None:
        data = self.cleaned_data
        full = data["stap"] == Politiestap.AANGIFTE
        new = politie.NieuwContact(
            stap=data["stap"],
            gedaan_op=data["gedaan_op"],
            aangever=data["aangever"] if full else "",
            privacyvorm=data["privacyvorm"] if full else "",
            nummer=data["nummer"],
            vpt_gevraagd=data["vpt_gevraagd"] == "ja",
            vpt_code={"ja": True, "nee": False}.get(data["vpt_code"]),
        )
        politie.record_contact(self.case, new, by=self.access, strafbaar=data.get("strafbaar", ""))


class StrafverloopForm(ActieForm):
    verb = "strafverloop_vastleggen"
    knop = "Leg vast en vertel het de melder"

    stap = KeuzeVeld("Wat is er gebeurd?", Strafstap.choices, leeg="Kies wat er is gebeurd.")
    op = forms.DateField(
        label="Wanneer?", error_messages=GEEN_DATUM, help_text="Een zitting mag ook nog komen."
    )
    afdoening = forms.ChoiceField(
        label="Uitkomst", choices=[("", "Nog geen uitkomst"), *Afdoening.choices], required=False
    )
    bedrag = BedragVeld("Bedrag", required=False)
    toelichting = VerhaalVeld(
        "Toelichting voor de melder",
        required=False,
        rows=3,
        help_text="De melder en het slachtoffer lezen dit. Noem geen naam van de veroorzaker.",
    )

    def perform(self) -> None:
        politie.record_step(self.case, politie.NieuweStap(**self.cleaned_data), by=self.access)


class PifForm(ActieForm):
    verb = "pif_maken"
    knop = "Maak het politiedossier"
    template = "incidents/acties/pif.html"

    aangever = KeuzeVeld("Wie doet aangifte?", Aangever.choices, initial=Aangever.WERKGEVER)
    privacyvorm = KeuzeVeld(
        "Hoe komt het slachtoffer erin?",
        Privacyvorm.choices,
        uitleg=PRIVACY
        | {Privacyvorm.DOMICILIE_WERKGEVER: "Zonder naam, met het adres van uw organisatie. De beste keuze."},
        initial=Privacyvorm.DOMICILIE_WERKGEVER,
    )
    contactpersoon = RegelVeld(
        "Wie kan de politie bellen?", error_messages={"required": "Vul in wie de politie kan bellen."}
    )
    telefoon = RegelVeld("Telefoon op het werk", max_length=30, required=False)
    email = forms.EmailField(label="E-mailadres op het werk", required=False)

    def build(self) -> None:
        dossier.load(self.case, besloten=politiedossier.BESLOTEN)
        user = self.access.user
        self.fields["contactpersoon"].initial, self.fields["email"].initial = user.naam, user.email
        self.fields["telefoon"].initial = self.case.organisation.telefoon
        self.ontbreekt = [
            {"tekst": one.tekst, "url": self._address_of(one.verb)}
            for one in politiedossier.what_is_missing(self.case)
        ]
        if politiedossier.kept_for_another_purpose(self.case, self.access):
            self.fields["identiteit_ook"] = forms.BooleanField(
                label="Gebruik de identiteit ook voor de aangifte",
                help_text="De naam van de veroorzaker is bewaard voor een ander doel. Kruis dit aan als de"
                " politie de naam nodig heeft. Wij leggen vast dat u dit koos.",
                required=False,
            )
        self.weggelaten = politiedossier.what_is_left_out(self.case, by=self.access)
        if self.weggelaten:
            self.fields["nagekeken"] = forms.BooleanField(
                label="Ik heb gezien wat wordt weggelaten",
                error_messages={"required": "Kijk na wat wordt weggelaten, en kruis dan dit aan."},
            )

    def _address_of(self, verb: str) -> str:
        """Where it can be filled, by who may."""
        may = verb in permissions.RECHTEN and permissions.may(self.access, verb, self.case)
        return reverse("agressie_actie", args=[self.case.kenmerk, verb]) if may else ""

    def perform(self) -> None:
        told = {name: value for name, value in self.cleaned_data.items() if name != "nagekeken"}
        politiedossier.make(self.case, politiedossier.Aanvraag(**told), by=self.access)
