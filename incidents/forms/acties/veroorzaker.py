"""The veroorzaker: the reaction, what is known, who it is, and what they are told."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from casework.datums import in_full
from casework.forms.acties import ActieForm
from casework.forms.velden import (
    GEEN_DATUM,
    DagVeld,
    KeuzeVeld,
    LatereDagVeld,
    LijstVeld,
    RegelVeld,
    RijVeld,
    VerhaalVeld,
)
from incidents import permissions
from incidents.lists import (
    Doelbinding,
    Drijfveer,
    Spoorsoort,
    VeroorzakerBekend,
    Veroorzakertype,
)
from incidents.models import VeroorzakerPersoon
from incidents.services import requirements, veroorzaker
from incidents.services.veroorzaker import Identiteit, Kenschets

GEGEVEN, LATER = "gegeven", "later"
JA, NEE = "ja", "nee"


def track_field() -> forms.BooleanField:
    return forms.BooleanField(label="Hiermee is het spoor veroorzaker klaar", required=False)


def with_track(form: ActieForm) -> None:
    """Whether this was the last of the track, as long as that is open."""
    if requirements.is_open(form.case, Spoorsoort.VEROORZAKER):
        form.fields["klaar"] = track_field()


def veroorzaker_field(form: ActieForm, label: str, **kwargs: Any) -> RijVeld:
    """One of the veroorzakers; by name only for who may know it."""
    sees = permissions.can_see_identiteit(form.access, form.case)
    rows = form.case.veroorzakers.select_related("persoon").order_by("pk")
    return RijVeld(label, rows, tekst=lambda v: v.in_words(met_naam=sees), **kwargs)


class ReactieForm(ActieForm):
    verb = "reactie_vastleggen"
    alleen_bij = {
        "op": ("keuze", GEGEVEN),
        "wijze": ("keuze", GEGEVEN),
        "later_op": ("keuze", LATER),
        "reden": ("keuze", LATER),
    }

    keuze = KeuzeVeld(
        "Is er al gereageerd naar de veroorzaker?",
        [(GEGEVEN, "Ja"), (LATER, "Nee, dat komt later")],
        leeg="Kies of er al is gereageerd.",
    )
    op = DagVeld("Wanneer was de reactie?")
    wijze = RegelVeld(
        "Hoe is er gereageerd?",
        help_text="Bijvoorbeeld: direct aangesproken, gebeld of een brief gestuurd.",
        error_messages={"required": "Vul in hoe er is gereageerd."},
    )
    later_op = LatereDagVeld("Wanneer komt de reactie?")
    reden = VerhaalVeld("Waarom niet binnen 24 uur?", rows=3, leeg="Zeg waarom de reactie later komt.")

    def build(self) -> None:
        last = veroorzaker.last_day_to_react(self.case)
        self.fields["later_op"].initial = last if last > timezone.localdate() else None
        self.fields["later_op"].help_text = f"Uiterlijk {in_full(last)}: 14 dagen na de melding."
        with_track(self)

    def layout(self) -> Layout:
        given = [name for name in ("op", "wijze", "klaar") if name in self.fields]
        return Layout(
            "keuze", self.only_with("gegeven", *given), self.only_with("later", "later_op", "reden")
        )

    def perform(self) -> None:
        data = self.cleaned_data
        if data["keuze"] == LATER:
            veroorzaker.react_later(self.case, data["later_op"], data["reden"], by=self.access)
        else:
            veroorzaker.react(
                self.case, data["wijze"], by=self.access, on=data["op"], klaar=bool(data.get("klaar"))
            )


class VeroorzakerForm(ActieForm):
    verb = "veroorzaker_toevoegen"
    knop = "Voeg toe"

    bekend = KeuzeVeld("Is bekend wie het was?", VeroorzakerBekend.choices, leeg="Kies wat er bekend is.")
    type = LijstVeld("Wat voor persoon was het?", Veroorzakertype.choices)
    drijfveer = LijstVeld("Waarom deed de veroorzaker dit, denkt u?", Drijfveer.choices)
    signalement = VerhaalVeld(
        "Signalement",
        rows=3,
        required=False,
        help_text="Hoe zag de veroorzaker eruit? Schrijf hier geen naam: die staat apart.",
    )

    def perform(self) -> None:
        veroorzaker.add(self.case, Kenschets(**self.cleaned_data), by=self.access)


class IdentiteitForm(ActieForm):
    """When the same person is known from earlier incidents, who may search is asked whether it is them."""

    verb = "identiteit_vastleggen"
    knop = "Leg de identiteit vast"
    template = "incidents/zaak/acties/identiteit.html"

    doel = KeuzeVeld(
        "Waarvoor is de identiteit nodig?", Doelbinding.choices, leeg="Kies waarvoor de identiteit nodig is."
    )
    naam = RegelVeld(
        "Voornaam en achternaam",
        error_messages={"required": "Vul de naam in."},
        help_text="Zoals op een identiteitsbewijs. Zo vindt de balie de persoon terug.",
    )
    geboortedatum = forms.DateField(
        label="Geboortedatum",
        required=False,
        error_messages=GEEN_DATUM,
        help_text="Zonder geboortedatum kunnen wij de persoon niet terugvinden en kan er geen signaal zijn.",
    )
    adres = VerhaalVeld(
        "Adres voor een brief", rows=3, required=False, help_text="Straat en nummer, postcode en plaats."
    )

    def build(self) -> None:
        self.fields["veroorzaker"] = veroorzaker_field(self, "Over wie gaat het?", alleen_keuze=True)
        known = self.case.veroorzakers.exclude(persoon=None).filter(persoon__verwijderd_op=None)
        if self.case.veroorzakers.count() == 1 and (row := known.select_related("persoon").first()):
            for name in ("naam", "geboortedatum", "adres"):
                self.fields[name].initial = getattr(row.persoon, name)
            self.fields["doel"].initial = row.doel
        self.order_fields(["veroorzaker", "doel", "naam", "geboortedatum", "adres"])
        self.gevonden: list[VeroorzakerPersoon] = self._search()
        self.eerder: list[dict[str, str]] = self._earlier()
        if self.gevonden:
            self.fields["zelfde"] = KeuzeVeld(
                "Is dit dezelfde persoon?",
                [(JA, "Ja, dit is dezelfde persoon"), (NEE, "Nee, dit is iemand anders")],
                leeg="Deze naam en geboortedatum zijn bekend. Kies of het dezelfde persoon is.",
            )

    def _search(self) -> list[VeroorzakerPersoon]:
        if not self.is_bound:
            return []
        try:
            born = self.fields["geboortedatum"].clean(self.data.get("geboortedatum"))
        except forms.ValidationError:
            return []
        asked = Identiteit(self.data.get("naam", "")[:200], born)
        return veroorzaker.search(self.case, asked, by=self.access)

    def _earlier(self) -> list[dict[str, str]]:
        if not self.gevonden:
            return []
        return [
            {"kenmerk": i.kenmerk, "op": in_full(i.voorval_op), "wat": i.get_hoofdcategorie_display()}
            for i in veroorzaker.incidents_of(self.gevonden, self.access)
        ]

    def perform(self) -> None:
        data = self.cleaned_data
        veroorzaker.identify(
            self.case,
            data["veroorzaker"],
            Identiteit(data["naam"], data["geboortedatum"], data["adres"]),
            data["doel"],
            by=self.access,
            zelfde_als=self.gevonden[0] if data.get("zelfde") == JA else None,
        )


def person_field(form: ActieForm, label: str) -> RijVeld:
    """One of the people of whom the identity is kept."""
    rows = veroorzaker.persons_of(form.case)
    return RijVeld(label, rows, tekst=lambda p: p.naam, alleen_keuze=True)


class InformerenForm(ActieForm):
    verb = "veroorzaker_informeren"
    alleen_bij = {"tot": ("hoe", "uitstel"), "reden": ("hoe", "uitstel")}

    hoe = KeuzeVeld(
        "Is de veroorzaker geïnformeerd?",
        [
            ("brief", "Ja, met een brief die wij nu voor u maken"),
            ("anders", "Ja, op een andere manier"),
            ("uitstel", "Nee, dat wordt uitgesteld"),
        ],
        leeg="Kies of de veroorzaker is geïnformeerd.",
    )
    op = DagVeld("Wanneer?", required=False)
    tot = LatereDagVeld("Uitstellen tot", help_text="Op die dag vragen wij het opnieuw.")
    reden = VerhaalVeld(
        "Waarom mag de veroorzaker het nog niet weten?",
        rows=3,
        leeg="Zeg waarom de veroorzaker het nog niet mag weten.",
    )

    def build(self) -> None:
        self.fields["persoon"] = person_field(self, "Wie?")
        self.order_fields(["persoon", "hoe", "op", "tot", "reden"])

    def layout(self) -> Layout:
        return Layout(
            "persoon", "hoe", self.only_with("verteld", "op"), self.only_with("uitstel", "tot", "reden")
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("hoe") in ("brief", "anders") and not data.get("op") and "op" not in self.errors:
            self.add_error("op", "Vul in wanneer de veroorzaker is geïnformeerd.")
        return data

    def perform(self) -> None:
        data = self.cleaned_data
        if data["hoe"] == "uitstel":
            veroorzaker.postpone_informing(
                self.case, data["persoon"], data["tot"], data["reden"], by=self.access
            )
        else:
            veroorzaker.inform(
                self.case, data["persoon"], by=self.access, on=data["op"], brief=data["hoe"] == "brief"
            )
