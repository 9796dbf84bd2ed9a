"""A measure that is imposed: its letter, its evaluation, its end and its extension."""

from typing import Any

from django.db.models import QuerySet

from casework.datums import in_full
from casework.forms.acties import ActieForm
from casework.forms.velden import DagVeld, KeuzeVeld, LatereDagVeld, RijVeld, VerhaalVeld
from incidents import permissions
from incidents.forms.acties.maatregel import MaatregelForm, in_words
from incidents.forms.acties.veroorzaker import with_track
from incidents.lists import TOEGANGSVERBODEN
from incidents.models import Maatregelbrief, Maatregelevaluatie, Veroorzakermaatregel
from incidents.services import brieven, looptijd, maatregel, tegen_wie
from incidents.services.zorgvuldigheid import BELASTEND, ontbreekt_voor_verzenden

Status = Veroorzakermaatregel.Status


class BriefMakenForm(MaatregelForm):
    verb = "brief_maken"
    knop = "Maak de brief"

    def rows(self) -> QuerySet[Veroorzakermaatregel]:
        found = self.case.maatregelen.filter(maatregel__in=BELASTEND).exclude(status=Status.AFGEWEZEN)
        return found.select_related("incident", "veroorzaker__persoon", "verlengt").order_by("pk")

    def build_for(self, m: Veroorzakermaatregel) -> None:
        if m.status in (Status.VOORBEREIDING, Status.VOORGELEGD):
            self.waarschuwing = "Er is nog niet besloten. De brief wordt een concept en kan niet weg."

    def background(self) -> list[dict[str, Any]]:
        return [{"label": "Maatregel", "waarde": self.over}] if self.maatregel else []

    def perform(self) -> None:
        brieven.make(self.case, self.maatregel, by=self.access)


class BriefVerzendenForm(ActieForm):
    verb = "brief_verzenden"
    knop = "Leg vast"

    op = DagVeld("Wanneer is de brief verstuurd of gegeven?")

    def build(self) -> None:
        sees = permissions.can_see_identiteit(self.access, self.case)
        waiting = Maatregelbrief.objects.filter(maatregel__incident=self.case, verzonden_op=None)
        rows = waiting.select_related("maatregel__incident__organisation", "maatregel__veroorzaker__persoon")
        ready = [b.pk for b in rows if self._is_ready(b)]
        self.fields["brief"] = RijVeld(
            "Welke brief?",
            rows.filter(pk__in=ready).order_by("pk"),
            tekst=lambda b: f"{in_words(b.maatregel, met_naam=sees)}, gemaakt op {in_full(b.gemaakt_op)}",
        )
        bans = rows.filter(pk__in=ready, maatregel__maatregel__in=TOEGANGSVERBODEN)
        if bans.exists():
            self._ask_police(bans.last().maatregel)
        with_track(self)
        self.order_fields(["brief", "politie_op", "op", "klaar"])

    def _ask_police(self, ban: Veroorzakermaatregel) -> None:
        self.fields["politie_op"] = DagVeld(
            "Wanneer is de politie ingelicht over het verbod?",
            today=False,
            required=False,
            initial=ban.politie_ingelicht_op,
            help_text="De politie hoort van een toegangsverbod voordat de brief weggaat.",
        )
        self.fields["politie_op"].zonder_niet_verplicht = True

    @staticmethod
    def _is_ready(brief: Maatregelbrief) -> bool:
        if brief.concept or tegen_wie.is_for_another_name(brief):
            return False
        return not ontbreekt_voor_verzenden(brief.maatregel)

    def perform(self) -> None:
        data = self.cleaned_data
        brieven.send(
            self.case,
            data["brief"],
            by=self.access,
            on=data["op"],
            klaar=bool(data.get("klaar")),
            politie_op=data.get("politie_op"),
        )


class LopendForm(MaatregelForm):
    """About a measure that runs now."""

    def rows(self) -> QuerySet[Veroorzakermaatregel]:
        found = looptijd.running_ones(self.case).order_by("pk")
        return found.select_related("incident", "veroorzaker__persoon", "verlengt")

    def background(self) -> list[dict[str, Any]]:
        return [{"label": "Maatregel", "waarde": self.over}] if self.maatregel else []


class EvaluerenForm(LopendForm):
    verb = "maatregel_evalueren"

    uitkomst = KeuzeVeld(
        "Is de maatregel nog nodig?", Maatregelevaluatie.Uitkomst.choices, leeg="Kies de uitkomst."
    )
    toelichting = VerhaalVeld("Waarom?", rows=3, leeg="Geef de reden.")
    op = DagVeld("Datum van de evaluatie")

    def perform(self) -> None:
        data = self.cleaned_data
        looptijd.evaluate(
            self.case, self.maatregel, data["uitkomst"], data["toelichting"], by=self.access, on=data["op"]
        )


class BeeindigenForm(LopendForm):
    verb = "maatregel_beeindigen"
    knop = "Beëindig de maatregel"

    reden = VerhaalVeld("Waarom eindigt de maatregel eerder?", rows=3, leeg="Geef de reden.")
    op = DagVeld("Laatste dag")

    def perform(self) -> None:
        data = self.cleaned_data
        looptijd.end(self.case, self.maatregel, data["reden"], by=self.access, on=data["op"])


class VerlengenForm(LopendForm):
    verb = "maatregel_verlengen"
    knop = "Bereid de verlenging voor"

    reden = VerhaalVeld("Waarom is verlengen nodig?", rows=3, leeg="Zeg waarom verlengen nodig is.")
    eindigt_op = LatereDagVeld(
        "Nieuwe laatste dag", help_text="Hooguit 24 maanden na het begin van de verlenging."
    )

    def build_for(self, m: Veroorzakermaatregel) -> None:
        self.fields["eindigt_op"].initial = maatregel.default_end(m.maatregel, m.eindigt_op)

    def perform(self) -> None:
        data = self.cleaned_data
        looptijd.extend(self.case, self.maatregel, data["reden"], data["eindigt_op"], by=self.access)
