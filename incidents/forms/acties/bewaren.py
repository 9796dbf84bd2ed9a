"""How long an identity is kept: a request to be removed, a legal hold, and the signal for the desk."""

from datetime import timedelta
from typing import Any

from crispy_forms.layout import Layout
from django.db.models import QuerySet

from casework.datums import in_full
from casework.forms.acties import ActieForm
from casework.forms.velden import (
    DagVeld,
    KeuzeVeld,
    LatereDagVeld,
    PersoonVeld,
    RegelVeld,
    RijVeld,
    VerhaalVeld,
)
from incidents import permissions
from incidents.forms.acties.veroorzaker import person_field
from incidents.lists import TOEGANGSVERBODEN, Baliesignaal, Verwijderbesluit
from incidents.models import Veroorzakermaatregel, Verwijderverzoek
from incidents.services import balie, looptijd, people, verwijderen

BESLUITEN = [
    (Verwijderbesluit.TOEGEWEZEN.value, "Toewijzen"),
    (Verwijderbesluit.DEELS.value, "Deels toewijzen"),
    (Verwijderbesluit.AFGEWEZEN.value, "Afwijzen"),
]
BESLUIT_UITLEG = {
    Verwijderbesluit.TOEGEWEZEN: "Naam, geboortedatum, adres, signalement, signalen en brieven verdwijnen, en"
    " het politiedossier met de naam of het signalement.",
    Verwijderbesluit.DEELS: "Adres, signalement, signalen en brieven verdwijnen, en het politiedossier met de"
    " naam of het signalement. De naam blijft.",
    Verwijderbesluit.AFGEWEZEN: "Alles blijft tot het einde van de bewaartermijn.",
}


class VerwijderverzoekForm(ActieForm):
    verb = "verwijderverzoek_vastleggen"

    op = DagVeld("Wanneer kwam het verzoek binnen?")
    toelichting = VerhaalVeld("Wat vraagt de veroorzaker?", rows=3, required=False)

    def build(self) -> None:
        self.fields["persoon"] = person_field(self, "Wie vraagt het?")
        deciders = people.candidates(self.case, "bevoegd_gezag")
        self.fields["beslisser"] = PersoonVeld(deciders, "Wie beslist?", initial=self.case.bevoegd_gezag_id)
        self.order_fields(["persoon", "op", "toelichting", "beslisser"])

    def perform(self) -> None:
        data = self.cleaned_data
        verwijderen.ask(
            self.case,
            data["persoon"],
            by=self.access,
            on=data["op"],
            toelichting=data["toelichting"],
            beslisser=data["beslisser"],
        )


class VerwijderbesluitForm(ActieForm):
    verb = "verwijderverzoek_beslissen"
    knop = "Leg het besluit vast"
    soort = "gevaar"

    besluit = KeuzeVeld("Wat besluit u?", BESLUITEN, uitleg=BESLUIT_UITLEG, leeg="Kies een besluit.")
    motivering = VerhaalVeld("Waarom?", rows=4, leeg="Geef de reden van het besluit.")

    def build(self) -> None:
        self.fields["verzoek"] = RijVeld(
            "Welk verzoek?",
            self._own().order_by("pk"),
            tekst=lambda v: f"{v.persoon.naam}, ontvangen op {in_full(v.ontvangen_op)}",
        )
        self.order_fields(["verzoek", "besluit", "motivering"])

    def background(self) -> list[dict[str, Any]]:
        return [{"label": "Het verzoek", "waarde": v.toelichting} for v in self._own() if v.toelichting]

    def _own(self) -> QuerySet[Verwijderverzoek]:
        """What was laid before this person."""
        waiting = self.case.verwijderverzoeken.filter(besloten_op=None).select_related("persoon")
        own = [v.pk for v in waiting if permissions.decides_on(self.access, v, self.case)]
        return waiting.filter(pk__in=own)

    def perform(self) -> None:
        data = self.cleaned_data
        verwijderen.decide(self.case, data["verzoek"], data["besluit"], data["motivering"], by=self.access)


class BewaarplichtForm(ActieForm):
    verb = "bewaren_verlengen"

    tot = LatereDagVeld("Bewaren tot en met")
    reden = VerhaalVeld(
        "Welke wettelijke reden is er?",
        rows=3,
        leeg="Geef de wettelijke reden.",
        help_text="Bijvoorbeeld een strafzaak of een procedure over schade die nog loopt.",
    )

    def build(self) -> None:
        self.fields["persoon"] = person_field(self, "Van wie?")
        self.order_fields(["persoon", "tot", "reden"])

    def perform(self) -> None:
        data = self.cleaned_data
        verwijderen.hold(self.case, data["persoon"], data["tot"], data["reden"], by=self.access)


class SignaalForm(ActieForm):
    verb = "signaal_instellen"
    knop = "Stel het signaal in"
    alleen_bij = {"contactpersoon": ("aanwijzing", Baliesignaal.VAST_CONTACT.value)}

    aanwijzing = KeuzeVeld("Wat moet de balie doen?", Baliesignaal.choices, leeg="Kies een aanwijzing.")
    contactpersoon = RegelVeld(
        "Wie is de vaste contactpersoon?", error_messages={"required": "Vul in naar wie de balie verwijst."}
    )
    geldig_tot = LatereDagVeld("Geldig tot en met")

    def build(self) -> None:
        self.fields["persoon"] = person_field(self, "Over wie?")
        if ban := self._ban():
            self._fill_in(ban)
        self.order_fields(["persoon", "aanwijzing", "contactpersoon", "geldig_tot"])

    def _ban(self) -> Veroorzakermaatregel | None:
        """The access ban that was chosen on the page of the incident, as long as it runs."""
        asked = self.gekozen.get("maatregel", "")
        bans = looptijd.running_ones(self.case).filter(maatregel__in=TOEGANGSVERBODEN)
        found = bans.exclude(veroorzaker__persoon=None).select_related("veroorzaker__persoon")
        return next((m for m in found if str(m.pk) == asked), None)

    def _fill_in(self, ban: Veroorzakermaatregel) -> None:
        persoon = ban.veroorzaker.persoon
        self.fields["persoon"].initial = persoon.pk
        self.fields["aanwijzing"].initial = Baliesignaal.GEEN_TOEGANG.value
        self.fields["geldig_tot"].initial = min(ban.eindigt_op, persoon.bewaren_tot - timedelta(days=1))

    def layout(self) -> Layout:
        return Layout("persoon", "aanwijzing", self.only_with("vast_contact", "contactpersoon"), "geldig_tot")

    def perform(self) -> None:
        data = self.cleaned_data
        balie.set_signal(
            self.case,
            data["persoon"],
            data["aanwijzing"],
            geldig_tot=data["geldig_tot"],
            contactpersoon=data["contactpersoon"],
            by=self.access,
        )


class SignaalIntrekkenForm(ActieForm):
    verb = "signaal_beeindigen"
    knop = "Trek het signaal in"

    def build(self) -> None:
        running = self.case.signalen.filter(ingetrokken_op=None).order_by("pk")
        self.fields["signaal"] = RijVeld("Welk signaal?", running, tekst=lambda s: s.get_aanwijzing_display())

    def perform(self) -> None:
        balie.withdraw(self.case, self.cleaned_data["signaal"], by=self.access)
