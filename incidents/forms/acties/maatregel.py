"""Measures towards a veroorzaker: prepared, with care, laid before who decides, and decided."""

from datetime import date, timedelta
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from casework.datums import in_full
from casework.forms.acties import ActieForm
from casework.forms.velden import GEEN_DATUM, DagVeld, KeuzeVeld, PersoonVeld, VerhaalVeld
from casework.terms import add_months
from incidents import permissions
from incidents.forms.acties.veroorzaker import veroorzaker_field, with_track
from incidents.lists import (
    DUUR_IN_MAANDEN,
    LOPENDE_MAATREGELEN,
    VeroorzakerMaatregelCode,
)
from incidents.models import Veroorzakermaatregel
from incidents.services import maatregel
from incidents.services.maatregel import Voornemen, Zorg
from incidents.services.zorgvuldigheid import (
    BELASTEND,
    ZONDER_EERDER_GESPREK,
    ZONDER_INHOUD,
    evaluatiedagen,
    ontbreekt,
)

Status = Veroorzakermaatregel.Status
ANDERS = "anders"


def day_field(label: str, **kwargs: Any) -> forms.DateField:
    """A day that may lie before or after today."""
    return forms.DateField(label=label, error_messages=GEEN_DATUM, **kwargs)


def in_words(m: Veroorzakermaatregel, *, met_naam: bool) -> str:
    """A measure in one line: what, towards whom, until when."""
    who = m.veroorzaker.in_words(met_naam=met_naam) if m.veroorzaker else ""
    end = f"tot en met {in_full(m.eindigt_op)}" if m.eindigt_op else ""
    return ", ".join(filter(None, (m.get_maatregel_display(), who, end)))


class MaatregelForm(ActieForm):
    """A form about one measure of the incident; with several the first page asks which."""

    template = "incidents/zaak/acties/maatregel.html"
    status: str
    met_veld: bool = True

    def rows(self) -> QuerySet[Veroorzakermaatregel]:
        found = self.case.maatregelen.filter(status=self.status).order_by("pk")
        return found.select_related("incident", "veroorzaker__persoon", "verlengt")

    def build(self) -> None:
        sees = permissions.can_see_identiteit(self.access, self.case)
        found = list(self.rows())
        asked = self.gekozen.get("maatregel", "")
        chosen = [m for m in found if str(m.pk) == asked] or (found if len(found) == 1 else [])
        self.maatregel = chosen[0] if chosen else None
        self.keuzes = [{"vraag": f"?maatregel={m.pk}", "label": in_words(m, met_naam=sees)} for m in found]
        self.over = in_words(self.maatregel, met_naam=sees) if self.maatregel else ""
        if self.maatregel:
            self.build_for(self.maatregel)
        else:
            self.fields.clear()

    def build_for(self, m: Veroorzakermaatregel) -> None:
        """Fill the fields from the measure that it is about."""

    def clean(self) -> dict[str, Any]:
        if self.maatregel is None:
            raise forms.ValidationError("Kies eerst om welke maatregel het gaat.")
        return super().clean()


class VoorbereidenForm(ActieForm):
    """First which measure; then what that one needs: a light one is done at once."""

    verb = "maatregel_voorbereiden"
    template = "incidents/zaak/acties/maatregel.html"

    reden = VerhaalVeld("Waarom deze maatregel?", rows=3, leeg="Zeg waarom deze maatregel nodig is.")

    def build(self) -> None:
        possible = dict(maatregel.choices_for(self.case))
        asked = self.gekozen.get("maatregel", "")
        self.code = asked if asked in possible else ""
        self.over = possible.get(self.code, "")
        self.keuzes = [{"vraag": f"?maatregel={code}", "label": label} for code, label in possible.items()]
        self.maatregel = self.code
        if not self.code:
            self.fields.clear()
        elif self.code in BELASTEND:
            self._burdening()
        else:
            self._light()

    def _light(self) -> None:
        self.knop = "Leg de maatregel vast"
        none = self.code == VeroorzakerMaatregelCode.GEEN
        if self.case.veroorzakers.exists():
            self.fields["veroorzaker"] = veroorzaker_field(
                self, "Voor wie?", required=False, alleen_keuze=True
            )
        self.fields["reden"].required = none
        self.fields["reden"].label = "Waarom geen maatregel?" if none else "Toelichting"
        self.fields["op"] = DagVeld("Wanneer?")
        with_track(self)
        self.order_fields(["veroorzaker", "reden", "op", "klaar"])

    def _burdening(self) -> None:
        self.knop = "Bereid de maatregel voor"
        self.fields["reden"].help_text = "Dit komt in de brief, na: Waarom wij dit doen."
        self.fields["veroorzaker"] = veroorzaker_field(self, "Voor wie is de maatregel?", alleen_keuze=True)
        if not self.fields["veroorzaker"].queryset:
            self.waarschuwing = "Voeg eerst de veroorzaker toe aan dit incident."
        if self.code not in ZONDER_INHOUD:
            self.fields["inhoud"] = inhoud_field()
        if self.code in LOPENDE_MAATREGELEN:
            self._length()
        self.order_fields(["veroorzaker", "reden", "inhoud", "ingaat_op", "duur", "eindigt_op"])

    def _length(self) -> None:
        months = DUUR_IN_MAANDEN.get(self.code, maatregel.ANDERS_MAANDEN)
        self.fields["ingaat_op"] = day_field(
            "Wanneer gaat de maatregel in?", initial=timezone.localdate() + timedelta(days=7)
        )
        choices = [(str(n), f"{n} maanden") for n in months] + [(ANDERS, "Anders, ik vul de einddatum in")]
        self.fields["duur"] = KeuzeVeld("Hoe lang?", choices, initial=str(months[0]), leeg="Kies hoe lang.")
        needs_end = not self.is_bound or self.data.get("duur") == ANDERS
        self.fields["eindigt_op"] = day_field(
            "Laatste dag", required=needs_end, help_text="Hooguit 24 maanden na het begin."
        )

    def layout(self) -> Layout:
        names = [name for name in self.fields if name != "eindigt_op"]
        return Layout(
            *names, *([self.only_with("einde", "eindigt_op")] if "eindigt_op" in self.fields else [])
        )

    def clean(self) -> dict[str, Any]:
        if not self.code:
            raise forms.ValidationError("Kies eerst welke maatregel u neemt.")
        return super().clean()

    def _end(self) -> date | None:
        data = self.cleaned_data
        if data.get("duur") in (None, "", ANDERS):
            return data.get("eindigt_op")
        return add_months(data["ingaat_op"], int(data["duur"])) - timedelta(days=1)

    def perform(self) -> None:
        data = self.cleaned_data
        voornemen = Voornemen(
            self.code,
            data.get("veroorzaker"),
            data["reden"],
            data.get("inhoud", ""),
            data.get("ingaat_op"),
            self._end(),
        )
        if self.code in BELASTEND:
            maatregel.prepare(self.case, voornemen, by=self.access)
        else:
            maatregel.take_light(
                self.case, voornemen, by=self.access, on=data["op"], klaar=bool(data.get("klaar"))
            )


def inhoud_field(**kwargs: Any) -> VerhaalVeld:
    return VerhaalVeld(
        "Wat houdt de maatregel precies in?",
        rows=3,
        leeg="Schrijf op wat de maatregel precies inhoudt.",
        help_text="Dit komt in de brief. Bijvoorbeeld: U mag niet in het stadhuis komen.",
        **kwargs,
    )


class ZorgvuldigheidForm(MaatregelForm):
    """The check list of the gate. It may be kept half done; what is missing stands on the incident."""

    verb = "zorgvuldigheid_vastleggen"
    knop = "Bewaar"
    status = Status.VOORBEREIDING

    eerder_gesprek_op = DagVeld("Datum van het gesprek of de waarschuwing", today=False, required=False)
    acuut_gevaar = VerhaalVeld(
        "Of: waarom kon het niet wachten?",
        rows=2,
        required=False,
        help_text="Alleen bij direct gevaar. Dit komt in de brief.",
    )
    gehoord_op = DagVeld("Wanneer kon de veroorzaker reageren?", today=False, required=False)
    zienswijze = VerhaalVeld(
        "Wat zei de veroorzaker?",
        rows=3,
        required=False,
        help_text="Kwam er geen reactie? Schrijf dat op, en hoe u het vroeg. Dit komt in de brief.",
    )
    feiten = VerhaalVeld(
        "Wat is er precies gebeurd?",
        rows=4,
        required=False,
        help_text="Dit komt in de brief. Schrijf geen namen van medewerkers.",
    )
    ingaat_op = day_field("Eerste dag", required=False)
    eindigt_op = day_field("Laatste dag", required=False)
    bereikbaar_via = VerhaalVeld(
        "Hoe kan de veroorzaker ons bereiken?",
        rows=2,
        required=False,
        help_text="Een algemeen nummer of adres, niet dat van een medewerker.",
    )
    basisdienst = VerhaalVeld(
        "Welke dienstverlening gaat door, en hoe?",
        rows=2,
        required=False,
        help_text="Iedereen houdt recht op bijvoorbeeld een paspoort of een uitkering.",
    )
    rechtsmiddel = KeuzeVeld(
        "Wat kan de veroorzaker doen die het niet eens is?",
        Veroorzakermaatregel.Rechtsmiddel.choices,
        required=False,
    )

    def build_for(self, m: Veroorzakermaatregel) -> None:
        self.fields["inhoud"] = inhoud_field(required=False)
        for name in self.fields:
            self.fields[name].initial = getattr(m, name)
            self.fields[name].zonder_niet_verplicht = True
        found = maatregel.earlier_talk(m, self.access)
        if found and not m.eerder_gesprek_op:
            self.fields["eerder_gesprek_op"].initial = found
            self.fields["eerder_gesprek_op"].help_text = "Gevonden in een eerdere maatregel."
        self._leave_out(m)

    def _leave_out(self, m: Veroorzakermaatregel) -> None:
        """What this kind of measure doesn't need."""
        no_claim = m.maatregel != VeroorzakerMaatregelCode.SCHADE_VERHALEN
        needed = {
            "eerder_gesprek_op": m.maatregel not in ZONDER_EERDER_GESPREK,
            "acuut_gevaar": m.maatregel not in ZONDER_EERDER_GESPREK,
            "inhoud": m.maatregel not in ZONDER_INHOUD,
            "gehoord_op": no_claim,
            "zienswijze": no_claim,
            "basisdienst": no_claim,
            "ingaat_op": m.maatregel in LOPENDE_MAATREGELEN or m.ingaat_op,
            "eindigt_op": m.maatregel in LOPENDE_MAATREGELEN or m.eindigt_op,
        }
        for name, keep in needed.items():
            if not keep:
                del self.fields[name]

    GROEPEN = (
        ("Eerder gesprek of waarschuwing", ("eerder_gesprek_op", "acuut_gevaar")),
        ("Hoor en wederhoor", ("gehoord_op", "zienswijze")),
        ("Feiten en inhoud", ("feiten", "inhoud")),
        ("Duur", ("ingaat_op", "eindigt_op")),
        ("Bereikbaar en geholpen blijven", ("bereikbaar_via", "basisdienst")),
        ("Bezwaar of klacht", ("rechtsmiddel",)),
    )

    def layout(self) -> Layout:
        shown = ((legend, [n for n in names if n in self.fields]) for legend, names in self.GROEPEN)
        return Layout(*(Fieldset(legend, *names) for legend, names in shown if names))

    def background(self) -> list[dict[str, Any]]:
        if self.maatregel is None:
            return []
        missing = ontbreekt(self.maatregel)
        rows = [
            {"label": "Maatregel", "waarde": self.over},
            {"label": "Waarom", "waarde": self.maatregel.reden},
        ]
        rows += [
            {
                "label": "Nog nodig",
                "waarde": "\n".join(f"– {point}" for point in missing)
                or "Niets: u kunt de maatregel voorleggen",
            }
        ]
        return rows + evaluation_rows(self.maatregel)

    def perform(self) -> None:
        kept = {name: getattr(self.maatregel, name) for name in Zorg.__dataclass_fields__}
        maatregel.record_care(self.case, self.maatregel, Zorg(**(kept | self.cleaned_data)), by=self.access)


def evaluation_rows(m: Veroorzakermaatregel) -> list[dict[str, str]]:
    if not (m.ingaat_op and m.eindigt_op):
        return []
    days = " en ".join(in_full(day) for day in evaluatiedagen(m.ingaat_op, m.eindigt_op))
    return [{"label": "Evaluatie", "waarde": days}]


class VoorleggenForm(MaatregelForm):
    verb = "maatregel_voorleggen"
    knop = "Leg voor"
    status = Status.VOORBEREIDING

    def rows(self) -> QuerySet[Veroorzakermaatregel]:
        ready = [m.pk for m in super().rows() if not ontbreekt(m)]
        return super().rows().filter(pk__in=ready)

    def build_for(self, m: Veroorzakermaatregel) -> None:
        deciders = maatregel.deciders(self.case, m, self.access)
        self.fields["beslisser"] = PersoonVeld(deciders, "Wie besluit?", initial=self.case.bevoegd_gezag_id)

    def background(self) -> list[dict[str, Any]]:
        return [{"label": "Maatregel", "waarde": self.over}] if self.maatregel else []

    def perform(self) -> None:
        maatregel.lay_before(self.case, self.maatregel, self.cleaned_data["beslisser"], by=self.access)
