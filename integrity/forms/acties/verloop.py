"""Who has which part, how long it may take, closing and reopening, and mending what is wrong."""

from typing import Any

from django import forms

from casework.forms.velden import (
    DagVeld,
    KeuzeVeld,
    LatereDagVeld,
    PersoonVeld,
    RijVeld,
    VerhaalVeld,
    categorie_field,
)
from casework.lists import Lijst, list_on
from integrity.forms.acties.basis import ZaakForm, ZelfGemeldVeld
from integrity.lifecycle import IN_DE_LIJN, REGISTER, TERMIJN_LABELS
from integrity.lists import GEEN_SANCTIE, GEGROND, Betreft, Bewaarklasse, OnderzoekSoort, Strafrecht
from integrity.models import Uitsluiting, Zaak
from integrity.services import correctie, verloop
from integrity.services.people import DELEN, candidates
from organisations.models import User

DEEL_LABELS = {
    "coordinator": "Coördinator",
    "leidinggevende": "Leidinggevende",
    "onderzoeker": "Onderzoeker",
    "bevoegd_gezag": "Bevoegd gezag",
    "procesbegeleider": "Procesbegeleider",
}


def suggested_bewaarklasse(zaak: Zaak) -> str:
    """The class that fits what happened, from heavy to light; the coördinator decides.

    A misstand is kept forever; then a sanction, an aangifte, an investigation (apart when unfounded),
    the line; what was dropped or broken off is kept a year.
    """
    sanction = any(m.maatregel not in GEEN_SANCTIE for m in zaak.maatregelen.all())
    if zaak.misstand:
        return Bewaarklasse.KLOKKENLUIDER
    if sanction:
        return Bewaarklasse.SANCTIE
    if any(a.soort == Strafrecht.AANGIFTE for a in zaak.aangiften.all()):
        return Bewaarklasse.AANGIFTE
    if any(o.soort == OnderzoekSoort.FEITENONDERZOEK for o in zaak.onderzoeken.all()):
        founded = any(a.oordeel in GEGROND for a in zaak.aantijgingen.all())
        return Bewaarklasse.ONDERZOEK if founded else Bewaarklasse.ONGEGROND
    return Bewaarklasse.LIJN if zaak.lijnbehandelingen.all() else Bewaarklasse.AFGEBROKEN


class SluitenForm(ZaakForm):
    verb = "sluiten"
    knop = "Sluit de zaak"

    bewaarklasse = KeuzeVeld(
        "Hoe lang wordt de zaak bewaard?", Bewaarklasse.choices, leeg="Kies de bewaartermijn."
    )
    op = DagVeld("Datum van sluiten")

    def build(self) -> None:
        self.fields["bewaarklasse"].initial = suggested_bewaarklasse(self.zaak)
        self.fields["bewaarklasse"].help_text = "Wat bij deze zaak past, is al gekozen."

    def perform(self) -> None:
        data = self.cleaned_data
        verloop.close(self.zaak, bewaarklasse=data["bewaarklasse"], by=self.access, on=data["op"])


class HeropenenForm(ZaakForm):
    verb = "heropenen"
    knop = "Heropen de zaak"

    reden = VerhaalVeld("Waarom kijkt u er opnieuw naar?", rows=3, leeg="Geef de reden van heropenen.")
    op = DagVeld("Datum")

    def perform(self) -> None:
        verloop.reopen(
            self.zaak, reden=self.cleaned_data["reden"], by=self.access, on=self.cleaned_data["op"]
        )


class OpschortenForm(ZaakForm):
    verb = "opschorten"
    knop = "Schort op"

    reden = VerhaalVeld("Wie vraagt om te wachten, en waarom?", rows=3, leeg="Geef de reden.")
    op = DagVeld("Vanaf")

    def perform(self) -> None:
        verloop.suspend(
            self.zaak, reden=self.cleaned_data["reden"], by=self.access, on=self.cleaned_data["op"]
        )


class HervattenForm(ZaakForm):
    verb = "hervatten"
    knop = "Hervat de zaak"

    op = DagVeld("Vanaf")

    def perform(self) -> None:
        verloop.resume(self.zaak, by=self.access, on=self.cleaned_data["op"])


class TermijnVerlengenForm(ZaakForm):
    verb = "termijn_verlengen"
    knop = "Verleng de termijn"

    tot = LatereDagVeld("Nieuwe einddatum")
    reden = VerhaalVeld(
        "Waarom duurt het langer?",
        rows=3,
        leeg="Geef de reden.",
        help_text="Dit leest de melder. Noem geen gegevens van de betrokkene.",
    )

    def build(self) -> None:
        running = self.zaak.termijnen.filter(gestopt_op=None, wettelijk=False).order_by("verloopt_op", "pk")
        self.fields["termijn"] = RijVeld(
            "Welke termijn?",
            running,
            tekst=lambda t: f"{TERMIJN_LABELS.get(t.code, t.code)}, nu tot {t.verloopt_op:%d-%m-%Y}",
        )
        now = self.zaak.status_term(self.zaak.status)
        self.fields["termijn"].initial = next((t.pk for t in running if t.code == now), None)
        self.order_fields(["termijn", "tot", "reden"])

    def perform(self) -> None:
        data = self.cleaned_data
        verloop.lengthen(self.zaak, data["termijn"], data["tot"], reden=data["reden"], by=self.access)


class ToewijzenForm(ZaakForm):
    verb = "toewijzen"
    knop = "Bewaar"

    def build(self) -> None:
        for deel in DELEN:
            if deel == "leidinggevende" and self.zaak.status != IN_DE_LIJN:
                continue
            present = getattr(self.zaak, deel)
            field = PersoonVeld(
                candidates(self.zaak, deel), DEEL_LABELS[deel], required=False, empty_label="Nog niemand"
            )
            if present:
                # who has it now stays a choice, also when they could not be given it any more
                ids = {present.pk, *(user.pk for user in field.kandidaten)}
                field.queryset = User.objects.filter(pk__in=ids).order_by("naam", "pk")
                field.initial = present.pk
            self.fields[deel] = field
        if self.zaak.status == IN_DE_LIJN:
            running = self.zaak.lijnbehandelingen.filter(afgerond_op=None).last()
            self.fields["opdracht"] = VerhaalVeld(
                "Wat moet de leidinggevende weten?",
                rows=3,
                required=bool(self.data.get("leidinggevende")),
                initial=running.opdracht if running else "",
                leeg="Schrijf op wat de leidinggevende moet weten.",
                help_text="Over wie het gaat en wat u vraagt. Noem de melder niet.",
            )
            if ZelfGemeldVeld.is_asked(self.zaak, self.fields["leidinggevende"].kandidaten):
                chosen = self.data.get("leidinggevende")
                changed = chosen != str(self.zaak.leidinggevende_id)
                self.fields["zelf_gemeld"] = ZelfGemeldVeld(self.zaak, chosen if changed else None)
            self.order_fields(["leidinggevende", "zelf_gemeld", "opdracht"])

    def perform(self) -> None:
        delen = {name: value for name, value in self.cleaned_data.items() if name != "zelf_gemeld"}
        verloop.hand_out(self.zaak, by=self.access, **delen)


class UitsluitenForm(ZaakForm):
    verb = "uitsluiten"
    knop = "Sluit uit"
    soort = "gevaar"

    email = forms.EmailField(
        label="E-mailadres van deze persoon",
        max_length=254,
        error_messages={"required": "Vul het e-mailadres in.", "invalid": "Vul een e-mailadres in."},
    )
    grond = KeuzeVeld(
        "Waarom?",
        [(g.value, g.label) for g in (Uitsluiting.Grond.MELDER, Uitsluiting.Grond.BELANG)],
        leeg="Kies waarom.",
    )

    def clean_email(self) -> User:
        email = self.cleaned_data["email"].strip().lower()
        found = User.objects.in_organisation(self.zaak.organisation).filter(email=email).first()
        if found is None:
            raise forms.ValidationError("Er is hier geen account met dit e-mailadres.")
        if found == self.access.user:
            raise forms.ValidationError("Gaat het om uzelf? Kies dan “Ik ben zelf betrokken”.")
        return found

    def perform(self) -> None:
        data = self.cleaned_data
        verloop.keep_out(self.zaak, data["email"], grond=data["grond"], by=self.access)


class TerugtrekkenForm(ZaakForm):
    verb = "terugtrekken"
    knop = "Ik trek mij terug"
    soort = "gevaar"
    waarschuwing = "U ziet deze zaak daarna nergens meer. U kunt dit zelf niet terugdraaien."

    def perform(self) -> None:
        verloop.step_back(self.zaak, by=self.access)


class CorrigerenForm(ZaakForm):
    """First which value (a link), then the new value with the reason."""

    verb = "corrigeren"
    knop = "Bewaar correctie"
    template = "casework/acties/corrigeren.html"

    reden = VerhaalVeld("Waarom is dit fout?", rows=2, leeg="Geef de reden van de correctie.")

    def build(self) -> None:
        found = [
            g for g in correctie.correctable(self.zaak) if correctie.may_correct(self.access, self.zaak, g)
        ]
        self.gegevens = found
        self.gegeven = next((g for g in found if g.sleutel == self.gekozen.get("gegeven")), None)
        if self.gegeven is None:
            del self.fields["reden"]
            return
        self.fields["waarde"] = self._field(self.gegeven)
        self.order_fields(["waarde", "reden"])

    def lines(self) -> list[dict[str, Any]]:
        """What can be corrected, with its value now."""
        lijst = list_on(self.zaak.organisation, REGISTER, self.zaak.ontvangen_op)
        return [
            {"sleutel": g.sleutel, "label": g.label, "waarde": self._in_words(g, lijst)}
            for g in self.gegevens
        ]

    @staticmethod
    def _in_words(gegeven: correctie.Gegeven, lijst: Lijst) -> str:
        value = getattr(gegeven.object, gegeven.veld)
        if gegeven.soort == "datum":
            return f"{value:%d-%m-%Y}"
        if gegeven.soort == "betreft":
            return dict(Betreft.choices).get(value, value)
        return lijst.label(value) if value else ""

    def _field(self, gegeven: correctie.Gegeven) -> forms.Field:
        present = getattr(gegeven.object, gegeven.veld)
        if gegeven.soort == "datum":
            return DagVeld(gegeven.label, initial=present, today=False)
        if gegeven.soort == "betreft":
            return forms.ChoiceField(label=gegeven.label, choices=Betreft.choices, initial=present)
        return categorie_field(self.zaak, gegeven.label, present=present, initial=present)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.gegeven is None:
            raise forms.ValidationError("Kies eerst welk gegeven fout is.")
        present = getattr(self.gegeven.object, self.gegeven.veld)
        if data.get("waarde") == present and "waarde" not in self.errors:
            self.add_error("waarde", "Dit is al de waarde. Vul in wat het moet zijn.")
        return data

    def perform(self) -> None:
        data = self.cleaned_data
        correctie.correct(
            self.zaak, self.gegeven.sleutel, data["waarde"], reden=data["reden"], by=self.access
        )
