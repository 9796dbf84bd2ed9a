"""The decision on a measure, by who it was laid before."""

from typing import Any

from crispy_forms.layout import Layout
from django.db.models import QuerySet

from casework.bedragen import in_euros
from casework.datums import in_full
from casework.forms.velden import KeuzeVeld, VerhaalVeld
from incidents import permissions
from incidents.forms.acties.maatregel import MaatregelForm, day_field, evaluation_rows
from incidents.lists import LOPENDE_MAATREGELEN, VeroorzakerMaatregelCode
from incidents.models import Maatregelbrief, Veroorzakermaatregel
from incidents.services import maatregel, veroorzaker
from incidents.services.maatregel import Maatregelbesluit
from incidents.services.zorgvuldigheid import te_verhalen

Status = Veroorzakermaatregel.Status


class BesluitenForm(MaatregelForm):
    verb = "maatregel_besluiten"
    template = "incidents/zaak/acties/besluit.html"
    knop = "Leg het besluit vast"
    status = Status.VOORGELEGD
    ANTWOORDEN = {"opleggen": True, "niet": False, "terug": None}

    besluit = KeuzeVeld(
        "Wat besluit u?",
        [
            ("opleggen", "De maatregel opleggen"),
            ("niet", "De maatregel niet opleggen"),
            ("terug", "Terug: er moet eerst iets worden aangevuld"),
        ],
        leeg="Kies een besluit.",
    )
    reden = VerhaalVeld(
        "Waarom?", rows=3, required=False, help_text="Verplicht als u de maatregel niet oplegt."
    )

    def rows(self) -> QuerySet[Veroorzakermaatregel]:
        """What was laid before this person, and no other."""
        own = [m.pk for m in super().rows() if permissions.decides_on(self.access, m, self.case)]
        return super().rows().filter(pk__in=own)

    def build_for(self, m: Veroorzakermaatregel) -> None:
        self.fields["reden"].zonder_niet_verplicht = True
        if m.maatregel in LOPENDE_MAATREGELEN:
            start, end = maatregel.days_to_impose(m)
            self.fields["ingaat_op"] = day_field("Eerste dag", initial=start, required=False)
            self.fields["eindigt_op"] = day_field("Laatste dag", initial=end, required=False)

    def layout(self) -> Layout:
        days = [name for name in ("ingaat_op", "eindigt_op") if name in self.fields]
        first = ["besluit"] if "besluit" in self.fields else []
        rest = ["reden"] if "reden" in self.fields else []
        return Layout(*first, *([self.only_with("opleggen", *days)] if days else []), *rest)

    def background(self) -> list[dict[str, Any]]:
        m = self.maatregel
        if m is None:
            return []
        pairs = (
            ("Maatregel", self.over),
            ("Waarom", m.reden),
            ("Wat het inhoudt", m.inhoud),
            ("De feiten", m.feiten),
            ("Eerder gesprek of waarschuwing", in_full(m.eerder_gesprek_op)),
            ("Direct gevaar", m.acuut_gevaar),
            ("Gehoord op", in_full(m.gehoord_op)),
            ("Reactie van de veroorzaker", m.zienswijze),
            ("Bereikbaar via", m.bereikbaar_via),
            ("Dienstverlening die doorgaat", m.basisdienst),
            ("In de brief", m.get_rechtsmiddel_display()),
            ("Te betalen", self._amount(m)),
            (
                "Verlengt",
                in_full(m.verlengt.eindigt_op) and f"de maatregel tot {in_full(m.verlengt.eindigt_op)}",
            )
            if m.verlengt
            else ("", ""),
            ("Eerdere incidenten", self._earlier(m)),
        )
        rows = [{"label": label, "waarde": value} for label, value in pairs if value]
        return rows + evaluation_rows(m)

    @staticmethod
    def _amount(m: Veroorzakermaatregel) -> str:
        """What the claim comes to today: that is what is decided on."""
        claim = m.maatregel == VeroorzakerMaatregelCode.SCHADE_VERHALEN
        return in_euros(te_verhalen(m.incident)) if claim else ""

    def _earlier(self, m: Veroorzakermaatregel) -> str:
        """Of the same person, as far as who decides may open them."""
        if not (m.veroorzaker and m.veroorzaker.persoon_id):
            return ""
        if not permissions.can_see_identiteit(self.access, self.case):
            return ""
        found = veroorzaker.incidents_of([m.veroorzaker.persoon], self.access).exclude(pk=self.case.pk)
        lines = [f"{in_full(i.voorval_op)}: {i.get_hoofdcategorie_display()}" for i in found]
        if not lines:
            return "Geen die u mag openen"
        return "\n".join([f"{len(lines)} die u mag openen:", *lines])

    def brief(self) -> Maatregelbrief | None:
        """The letter as it would go out, for who may know the name that stands on it."""
        if self.maatregel is None or not permissions.can_see_identiteit(self.access, self.case):
            return None
        return self.maatregel.brieven.exclude(pdf=None).last()

    def perform(self) -> None:
        data = self.cleaned_data
        besluit = Maatregelbesluit(
            self.ANTWOORDEN[data["besluit"]], data["reden"], data.get("ingaat_op"), data.get("eindigt_op")
        )
        maatregel.decide(self.case, self.maatregel, besluit, by=self.access)
