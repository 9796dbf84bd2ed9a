"""The way of an incident itself: taken up, told of, its tracks, closed and opened again."""

from typing import Any

from crispy_forms.layout import Layout

from casework.forms.acties import ActieForm
from casework.forms.velden import DagVeld, KeuzeVeld, LijstVeld, MeerKeuzeVeld, VerhaalVeld
from incidents.ernst import BELEVING
from incidents.forms.woorden import VRAAG_HOE_HET_GAAT
from incidents.lists import BesprokenMet, Letsel, RedenNietBesproken, Spoorsoort, Spoorstatus
from incidents.models import Slachtoffer
from incidents.services import contact, sporen
from incidents.services.gevolgen import Gevolgen

LICHT_BERICHT = (
    "Wij hebben uw melding gelezen en afgehandeld. Goed dat u het heeft gemeld: zo zien wij wat er gebeurt."
    " Wilt u er toch over praten? Laat het ons weten bij “iets toevoegen”."
)
GESLOTEN_BERICHT = (
    "De behandeling van uw melding is klaar. Loopt er nog iets, zoals een aangifte of een maatregel? Dan"
    " leest u dat bij uw melding. Heeft u nog vragen, of gebeurt er weer iets? Laat het ons weten bij “iets"
    " toevoegen”."
)


def _whom_to_call(hurt: Slachtoffer) -> str:
    said = VRAAG_HOE_HET_GAAT if hurt.geschrokken else ""
    return "\n".join(filter(None, (", ".join(filter(None, (str(hurt), hurt.telefoon))), said)))


class ContactOpnemenForm(ActieForm):
    """With what the slachtoffer told, when there is one: of more it is asked for each apart."""

    verb = "contact_opnemen"
    knop = "Leg vast"

    op = DagVeld("Wanneer was het contact?")
    letsel = LijstVeld("Is er letsel?", Letsel.choices)
    ernst_beleving = LijstVeld("Hoe erg vond het slachtoffer het?", BELEVING)
    besproken_met = MeerKeuzeVeld("Met wie heeft het slachtoffer erover gepraat?", BesprokenMet.choices)
    reden_niet_besproken = LijstVeld("Waarom met niemand?", RedenNietBesproken.choices, leeg="Kies een reden")

    def layout(self) -> Layout:
        names = [name for name in self.fields if name != "reden_niet_besproken"]
        rest = [self.only_with("niemand", "reden_niet_besproken")] if self.slachtoffer else []
        return Layout(*names, *rest)

    def build(self) -> None:
        hurt = list(self.case.slachtoffers.all())
        self.slachtoffer: Slachtoffer | None = hurt[0] if len(hurt) == 1 else None
        asked = ("letsel", "ernst_beleving", "besproken_met", "reden_niet_besproken")
        for name in asked:
            if self.slachtoffer is None:
                del self.fields[name]
            else:
                self.fields[name].initial = getattr(self.slachtoffer, name)

    def background(self) -> list[dict[str, Any]]:
        return [
            {"label": "Slachtoffer", "waarde": _whom_to_call(hurt)}
            for hurt in self.case.slachtoffers.select_related("user")
        ]

    def perform(self) -> None:
        contact.take_up(
            self.case,
            by=self.access,
            on=self.cleaned_data["op"],
            slachtoffer=self.slachtoffer,
            verteld=self._told(),
        )

    def _told(self) -> Gevolgen | None:
        """What is asked here, and of the rest what was known."""
        hurt, data = self.slachtoffer, self.cleaned_data
        if hurt is None:
            return None
        hurt.refresh_from_db()
        return Gevolgen(
            letsel=data["letsel"],
            verzuim=hurt.verzuim,
            ernst_beleving=int(data["ernst_beleving"]) if data["ernst_beleving"] else None,
            nadelige_gevolgen=tuple(hurt.nadelige_gevolgen),
            besproken_met=tuple(data["besproken_met"]),
            reden_niet_besproken=data["reden_niet_besproken"],
        )


class IncidentBerichtSturenForm(ActieForm):
    verb = "bericht_sturen"
    knop = "Verstuur aan de melder"
    soort = "melder"

    tekst = VerhaalVeld("Uw bericht", rows=6, leeg="Schrijf uw bericht.")

    def perform(self) -> None:
        contact.send(self.case, self.cleaned_data["tekst"], by=self.access)


class NotitieMakenForm(ActieForm):
    verb = "notitie_maken"
    knop = "Bewaar notitie"
    soort = "intern"

    tekst = VerhaalVeld("Notitie", rows=5, leeg="Schrijf de notitie.")

    def perform(self) -> None:
        contact.write_note(self.case, self.cleaned_data["tekst"], by=self.access)


class SpoorForm(ActieForm):
    """About one track. The one that was chosen on the page is chosen here; the only one is not asked."""

    voorstellen = ("soort",)
    open: bool = True

    def build(self) -> None:
        found = [s for s in self.case.sporen.all() if (s.status == Spoorstatus.OPEN) == self.open]
        choices = [(s.soort, s.get_soort_display()) for s in found]
        field = KeuzeVeld("Welk spoor?", choices, leeg="Kies een spoor.")
        wanted = self.gekozen.get("soort")
        field.initial = wanted if wanted in dict(choices) else choices[0][0] if len(choices) == 1 else None
        self.fields["soort"] = field
        self.order_fields(["soort", "reden", "op"])


class SpoorAfrondenForm(SpoorForm):
    verb = "spoor_afronden"
    knop = "Rond het spoor af"

    op = DagVeld("Sinds wanneer is het klaar?", required=False, help_text="Leeg is vandaag.")

    def perform(self) -> None:
        sporen.finish(self.case, self.cleaned_data["soort"], by=self.access, on=self.cleaned_data["op"])


class SpoorOverslaanForm(SpoorForm):
    verb = "spoor_overslaan"
    knop = "Sla het spoor over"

    reden = VerhaalVeld("Waarom is dit spoor niet nodig?", rows=2, leeg=sporen.GEEN_REDEN)

    def perform(self) -> None:
        sporen.skip(self.case, self.cleaned_data["soort"], self.cleaned_data["reden"], by=self.access)


class SpoorHeropenenForm(SpoorForm):
    verb = "spoor_heropenen"
    knop = "Open het spoor weer"
    open = False

    def perform(self) -> None:
        sporen.reopen_track(self.case, self.cleaned_data["soort"], by=self.access)


class LichtAfdoenForm(ActieForm):
    verb = "licht_afdoen"
    knop = "Doe licht af"
    soort = "melder"

    bericht = VerhaalVeld("Bericht aan de melder", rows=4, leeg="Schrijf een bericht.", initial=LICHT_BERICHT)

    def build(self) -> None:
        shaken = [str(hurt) for hurt in self.case.slachtoffers.all() if hurt.geschrokken]
        if shaken:
            was = "was" if len(shaken) == 1 else "waren"
            self.waarschuwing = (
                f"{' en '.join(shaken)} {was} geschrokken of van slag. Heeft u elkaar gesproken?"
            )

    def perform(self) -> None:
        sporen.close_lightly(self.case, self.cleaned_data["bericht"], by=self.access)


class IncidentSluitenForm(ActieForm):
    verb = "sluiten"
    knop = "Sluit het incident"
    soort = "melder"

    bericht = VerhaalVeld(
        "Bericht aan de melder", rows=5, leeg="Schrijf een bericht.", initial=GESLOTEN_BERICHT
    )
    op = DagVeld("Gesloten op")

    def perform(self) -> None:
        data = self.cleaned_data
        sporen.close(self.case, data["bericht"], by=self.access, on=data["op"])


class IncidentHeropenenForm(ActieForm):
    verb = "heropenen"
    knop = "Heropen het incident"

    sporen = MeerKeuzeVeld("Welke sporen gaan weer open?", Spoorsoort.choices, required=True)
    reden = VerhaalVeld("Waarom?", rows=3, leeg="Geef de reden van heropenen.")
    op = DagVeld("Datum")

    def build(self) -> None:
        self.fields["sporen"].error_messages["required"] = "Kies welk spoor weer open gaat."

    def perform(self) -> None:
        data = self.cleaned_data
        sporen.reopen(self.case, data["sporen"], data["reden"], by=self.access, on=data["op"])
