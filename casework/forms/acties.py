"""What every form of an action on a case has in common."""

from collections.abc import Callable
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property

from casework.forms import gezien
from casework.lifecycle import Transition
from casework.models import Case
from organisations.access import Access

KIES_OPNIEUW = "Kies uw bestanden opnieuw: uw browser onthoudt ze niet."


class ActieForm(forms.Form):
    """One action on one case: what it asks, and the one service that does it.

    ``knop``: the text of the button. ``soort``: "gevaar" when it can't easily be undone, "melder" when the
    reporter reads what is written, "intern" when the reporter never does. ``gekozen``: what the address
    says was chosen already. ``template``: for a form that needs more than its fields below each other.
    ``alleen_bij``: fields that are asked, and then required, only with this answer to another one.
    ``voorstellen``: fields of which the prefilled value is a suggestion, not what is stored.
    """

    verb: ClassVar[str]
    perform: ClassVar[Callable[["ActieForm"], None]]  # calls the one service; raises what that raises
    knop: ClassVar[str] = "Vastleggen"
    soort: ClassVar[str] = ""
    template: ClassVar[str] = "casework/acties/actie.html"
    alleen_bij: ClassVar[dict[str, tuple[str, str]]] = {}
    voorstellen: ClassVar[tuple[str, ...]] = ()
    waarschuwing: str = ""

    def __init__(
        self,
        data: QueryDict | None,
        files: MultiValueDict | None = None,
        *,
        case: Case,
        access: Access,
        gekozen: QueryDict | None = None,
    ) -> None:
        super().__init__(data, files)
        self.case = case
        self.access = access
        self.gekozen = gekozen or QueryDict()
        self.build()
        for name, (other, value) in self.alleen_bij.items():
            if name in self.fields:
                answer = self.data.get(other) if self.is_bound else value
                self.fields[name].required = answer == value
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = self.layout()
        # the summary of errors follows the order of the page
        self.order_fields([pointer.name for pointer in self.helper.layout.get_field_names()])

    @cached_property
    def gezien(self) -> str:
        """What the page was shown with; it stays that as long as the form comes back."""
        return self.data.get(gezien.NAAM) or gezien.mark(self, self.voorstellen)

    def changed_since(self, shown: str) -> list[str]:
        """The fields whose stored value is another one than on the page that ``shown`` is of."""
        return gezien.changed(self, shown, self.voorstellen)

    def tell_changes(self, now: "ActieForm") -> None:
        """Somebody else saved meanwhile: show what is stored ``now`` beside what was typed."""
        names = now.changed_since(self.gezien)
        here = {name: [f"Hier staat nu: {gezien.in_words(now, name)}."] for name in names}
        self.refuse({"": [gezien.INTUSSEN]} | here)
        self.gezien = gezien.mark(now, self.voorstellen)

    @property
    def transition(self) -> Transition:
        return self.case.LIFECYCLE.by_verb[self.verb]

    def build(self) -> None:
        """Add the fields that depend on the case."""

    def layout(self) -> Layout:
        return Layout(*self.fields)

    def only_with(self, value: str, *names: str) -> Div:
        """These fields, out of sight until the answer they belong to is chosen (by the stylesheet)."""
        return Div(*names, css_class=f"gir-bij gir-bij-{value}")

    def background(self) -> list[dict[str, Any]]:
        """What one needs to read to fill this in: rows of label and waarde."""
        return []

    def full_clean(self) -> None:
        """A browser forgets the chosen files when a page comes back: say so where nothing else is said."""
        super().full_clean()
        if self.errors and self.is_bound:
            self._ask_files_again()

    def _ask_files_again(self) -> None:
        for name, field in self.fields.items():
            if isinstance(field, forms.FileField) and name in self.files and name not in self.errors:
                self.add_error(name, KIES_OPNIEUW)

    def refuse(self, messages: list[str] | dict[str, list[str]]) -> None:
        """Show why it could not be done, at the field when there is one."""
        by_field = messages if isinstance(messages, dict) else {"": messages}
        for name, texts in by_field.items():
            self.add_error(name if name in self.fields else None, list(texts))
        self._ask_files_again()
