"""Judging, deciding, ordemaatregelen and criminal law."""

from typing import Any

from crispy_forms.layout import Column, Div, Fieldset, Layout, Row
from django import forms
from django.db import transaction

from casework.forms.velden import DagVeld, KeuzeVeld, RijVeld, VerhaalVeld, categorie_field
from casework.lists import list_on
from integrity.forms.acties.basis import ZaakForm
from integrity.lifecycle import MAATREGEL, REGISTER
from integrity.lists import (
    GEEN_SANCTIE,
    GEGROND,
    Afloop,
    Compartiment,
    MaatregelCode,
    OordeelCode,
    OrdemaatregelCode,
    Rechtsgang,
    Strafrecht,
)
from integrity.models import Maatregel
from integrity.services import oordeel
from integrity.services.requirements import undecided

NOG_NIET = ("", "Nog niet")
NODIG_BIJ_SANCTIE = {
    "juridisch_advies_op": "Vul de datum van het juridisch advies in: die is nodig bij een sanctie.",
    "voornemen_op": "Vul in op welke datum het voornemen is verstuurd: die is nodig bij een sanctie.",
    "zienswijze_op": "Vul in op welke datum de zienswijze is ontvangen: die is nodig bij een sanctie.",
}


class OordelenForm(ZaakForm):
    """One group of fields an aantijging; some may wait."""

    verb = "oordelen"
    knop = "Leg het oordeel vast"

    op = DagVeld("Datum van het oordeel")

    def build(self) -> None:
        waiting = self.zaak.aantijgingen.filter(oordeel="").select_related("betrokkene").order_by("pk")
        self.waiting = list(waiting)
        lijst = list_on(self.zaak.organisation, REGISTER, self.zaak.ontvangen_op)
        self.legends = {a.pk: f"{a.betrokkene}: {lijst.label(a.vermoede_categorie)}" for a in self.waiting}
        several = len(self.waiting) > 1
        for a in self.waiting:
            self.fields[f"oordeel_{a.pk}"] = KeuzeVeld(
                "Wat is het oordeel?",
                [*OordeelCode.choices, *([NOG_NIET] if several else [])],
                required=not several,
                leeg="Kies een oordeel.",
            )
            self.fields[f"oordeel_{a.pk}"].zonder_niet_verplicht = True
            answer = self.data.get(f"oordeel_{a.pk}", OordeelCode.VASTGESTELD)
            self.fields[f"categorie_{a.pk}"] = categorie_field(
                self.zaak,
                "Wat is er vastgesteld?",
                present=a.vermoede_categorie,
                required=answer in GEGROND,
                initial=a.vermoede_categorie,
            )
            self.fields[f"motivering_{a.pk}"] = VerhaalVeld(
                "Motivering", rows=3, required=bool(answer), leeg="Leg het oordeel uit."
            )

    def layout(self) -> Layout:
        groups = (
            Fieldset(
                self.legends[a.pk],
                f"oordeel_{a.pk}",
                self.only_with("gegrond", f"categorie_{a.pk}"),
                f"motivering_{a.pk}",
            )
            for a in self.waiting
        )
        return Layout(*groups, "op")

    def background(self) -> list[dict[str, Any]]:
        found = [o for o in self.zaak.onderzoeken.all() if o.rapport]
        return [{"label": f"Bevindingen {o.get_soort_display().lower()}", "waarde": o.rapport} for o in found]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.judged: list[oordeel.Oordeel] = []
        for a in self.waiting:
            code = data.get(f"oordeel_{a.pk}")
            if not code:
                continue
            categorie, motivering = data.get(f"categorie_{a.pk}", ""), data.get(f"motivering_{a.pk}", "")
            self.judged.append(oordeel.Oordeel(a, code, categorie, motivering))
        if not self.judged and not self.errors:
            raise forms.ValidationError("Kies bij ten minste één aantijging een oordeel.")
        return data

    def perform(self) -> None:
        oordeel.judge(self.zaak, self.judged, by=self.access, on=self.cleaned_data["op"])


class MaatregelOpleggenForm(ZaakForm):
    verb = "maatregel_opleggen"
    knop = "Leg het besluit vast"

    reden = VerhaalVeld("Waarom dit besluit?", rows=3, leeg="Geef de reden van het besluit.")
    juridisch_advies_op = DagVeld("Juridisch advies op", today=False, required=False)
    voornemen_op = DagVeld("Voornemen verstuurd op", today=False, required=False)
    zienswijze_op = DagVeld("Zienswijze ontvangen op", today=False, required=False)
    op = DagVeld("Datum van het besluit")

    def build(self) -> None:
        waiting = [b.pk for b in undecided(self.zaak)]
        self.fields["betrokkene"] = RijVeld("Over wie?", self.zaak.betrokkenen.filter(pk__in=waiting))
        lijst = list_on(self.zaak.organisation, REGISTER, self.zaak.ontvangen_op, "maatregel")
        elected = self.zaak.compartiment == Compartiment.BESTUURLIJK
        self.fields["maatregelen"] = forms.MultipleChoiceField(
            label="Welke maatregel?",
            choices=[c for c in lijst.choices() if elected or c[0] != MaatregelCode.POLITIEK],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Kies een maatregel, of “Geen maatregel” met de reden."},
        )
        for name in NODIG_BIJ_SANCTIE:
            self.fields[name].zonder_niet_verplicht = True
        if len(waiting) == 1 and self.zaak.status == MAATREGEL:
            self.fields["laatste"] = forms.BooleanField(
                label="Dit was het laatste besluit: zaak naar de nazorg", required=False, initial=True
            )

    def layout(self) -> Layout:
        return Layout(
            "betrokkene",
            Div("maatregelen", css_class="gir-twee"),
            "reden",
            Fieldset(
                "Nodig bij een sanctie",
                Row(Column("juridisch_advies_op"), Column("voornemen_op"), Column("zienswijze_op")),
            ),
            "op",
            *(["laatste"] if "laatste" in self.fields else []),
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if any(code not in GEEN_SANCTIE for code in data.get("maatregelen", ())):
            for name, told in NODIG_BIJ_SANCTIE.items():
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, told)
        return data

    def clean_maatregelen(self) -> list[str]:
        codes = self.cleaned_data["maatregelen"]
        if MaatregelCode.GEEN in codes and len(codes) > 1:
            raise forms.ValidationError("“Geen maatregel” kan niet samen met een andere maatregel.")
        return codes

    @transaction.atomic
    def perform(self) -> None:
        data = self.cleaned_data
        oordeel.decide(
            self.zaak,
            oordeel.Besluit(
                data["betrokkene"],
                tuple(data["maatregelen"]),
                reden=data["reden"],
                voornemen_op=data["voornemen_op"],
                zienswijze_op=data["zienswijze_op"],
                juridisch_advies_op=data["juridisch_advies_op"],
            ),
            by=self.access,
            on=data["op"],
        )
        if data.get("laatste"):
            oordeel.finish(self.zaak, by=self.access, on=data["op"])


class MaatregelenAfrondenForm(ZaakForm):
    verb = "maatregelen_afronden"
    knop = "Rond de besluiten af"

    op = DagVeld("Datum")

    def perform(self) -> None:
        oordeel.finish(self.zaak, by=self.access, on=self.cleaned_data["op"])


class OrdemaatregelOpleggenForm(ZaakForm):
    verb = "ordemaatregel_opleggen"

    maatregel = KeuzeVeld("Welke ordemaatregel?", OrdemaatregelCode.choices, leeg="Kies een ordemaatregel.")
    reden = VerhaalVeld("Waarom is dit nodig?", rows=3, leeg="Geef de reden.")
    op = DagVeld("Gaat in op")

    def build(self) -> None:
        self.fields["betrokkene"] = RijVeld("Voor wie?", self.zaak.betrokkenen.all())
        if not self.fields["betrokkene"].queryset:
            self.fields["betrokkene"].help_text = "Voeg eerst de betrokkene toe aan de zaak."
        self.order_fields(["betrokkene", "maatregel", "reden", "op"])

    def perform(self) -> None:
        data = self.cleaned_data
        oordeel.keep_order(
            self.zaak,
            data["betrokkene"],
            data["maatregel"],
            reden=data["reden"],
            by=self.access,
            on=data["op"],
        )


class OrdemaatregelHerzienForm(ZaakForm):
    verb = "ordemaatregel_herzien"

    besluit = KeuzeVeld(
        "Is de ordemaatregel nog nodig?",
        [("ja", "Ja, nog 28 dagen"), ("nee", "Nee, de ordemaatregel eindigt")],
        leeg="Kies of de ordemaatregel nog nodig is.",
    )
    reden = VerhaalVeld("Waarom?", rows=3, leeg="Geef de reden.")
    op = DagVeld("Datum")

    def build(self) -> None:
        running = self.zaak.ordemaatregelen.filter(beeindigd_op=None).select_related("betrokkene")
        self.fields["ordemaatregel"] = RijVeld(
            "Welke ordemaatregel?",
            running,
            tekst=lambda o: f"{o.get_soort_display()}, {o.betrokkene}, sinds {o.ingegaan_op:%d-%m-%Y}",
        )
        self.order_fields(["ordemaatregel", "besluit", "reden", "op"])

    def perform(self) -> None:
        data = self.cleaned_data
        oordeel.review_order(
            self.zaak,
            data["ordemaatregel"],
            continues=data["besluit"] == "ja",
            reden=data["reden"],
            by=self.access,
            on=data["op"],
        )


class StrafrechtForm(ZaakForm):
    verb = "strafrecht_vastleggen"

    keuze = KeuzeVeld("Wat is er gedaan?", Strafrecht.choices, leeg="Kies wat er is gedaan.")
    motivering = VerhaalVeld("Toelichting", rows=3, required=False)
    op = DagVeld("Datum")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("keuze") == Strafrecht.NIET and not data.get("motivering"):
            self.add_error("motivering", "Leg uit waarom er geen aangifte is gedaan.")
        return data

    def perform(self) -> None:
        data = self.cleaned_data
        oordeel.record_criminal(
            self.zaak, data["keuze"], by=self.access, on=data["op"], motivering=data["motivering"]
        )


class AfloopForm(ZaakForm):
    verb = "afloop_vastleggen"

    rechtsgang = forms.ChoiceField(
        label="Is de maatregel aangevochten?", choices=[("", "Nee"), *Rechtsgang.choices], required=False
    )
    afloop = forms.ChoiceField(
        label="Wat is de afloop?", choices=[("", "Nog niet bekend"), *Afloop.choices], required=False
    )
    afloop_op = DagVeld("Datum van de afloop", today=False, required=False)
    toelichting = VerhaalVeld(
        "Toelichting",
        rows=3,
        required=False,
        help_text="Bij de Geschillencommissie: waarom er van het advies is afgeweken.",
    )

    def build(self) -> None:
        lijst = list_on(self.zaak.organisation, REGISTER, self.zaak.ontvangen_op, "maatregel")

        def label(m: Maatregel) -> str:
            return f"{lijst.label(m.maatregel)}, {m.betrokkene}, {m.opgelegd_op:%d-%m-%Y}"

        measures = self.zaak.maatregelen.select_related("betrokkene")
        self.fields["maatregel"] = RijVeld("Welke maatregel?", measures, tekst=label)
        self.order_fields(["maatregel", "rechtsgang", "afloop", "afloop_op", "toelichting"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("afloop") and not data.get("rechtsgang"):
            self.add_error("rechtsgang", "Vul in of de maatregel is aangevochten of wat de afloop is.")
        if data.get("afloop") and not data.get("afloop_op") and "afloop_op" not in self.errors:
            self.add_error("afloop_op", "Vul de datum van de afloop in.")
        return data

    def perform(self) -> None:
        data = self.cleaned_data
        oordeel.record_outcome(
            self.zaak,
            data["maatregel"],
            by=self.access,
            afloop=data["afloop"],
            afloop_op=data["afloop_op"],
            rechtsgang=data["rechtsgang"],
            toelichting=data["toelichting"],
        )
