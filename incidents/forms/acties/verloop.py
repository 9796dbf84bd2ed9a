"""The way of an incident itself: taken up, handed over, told of, closed and opened again."""

from casework.forms.acties import ActieForm
from casework.forms.velden import DagVeld
from incidents.services import sporen


class ContactOpnemenForm(ActieForm):
    verb = "contact_opnemen"
    knop = "Leg vast"

    op = DagVeld("Wanneer was het contact?")

    def perform(self) -> None:
        sporen.take_up(self.case, by=self.access, on=self.cleaned_data["op"])
