"""An action on one row of an incident: one slachtoffer, one line of damage. Which one is asked first."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django import forms
from django.db.models import Model

from casework.forms.acties import ActieForm

RIJ = "rij"


class RijForm(ActieForm):
    """With several rows the page first asks which one, as links; then the form knows what it is about.

    ``vraag``: that question; ``rijen``: the rows there are. ``self.rij`` is the row, None as long as it was
    not chosen.
    """

    template = "incidents/acties/rij.html"
    vraag: ClassVar[str]
    rijen: ClassVar[Callable[["RijForm"], Iterable[Model]]]

    def in_words(self, rij: Any) -> str:
        return str(rij)

    def build(self) -> None:
        rows = {str(row.pk): row for row in self.rijen()}
        only = next(iter(rows.values())) if len(rows) == 1 else None
        self.rij: Any = rows.get(self.data.get(RIJ) or self.gekozen.get(RIJ, "")) or only
        own = list(self.fields)
        self.fields[RIJ] = forms.CharField(
            widget=forms.HiddenInput,
            initial=self.rij.pk if self.rij else None,
            error_messages={"required": "Kies eerst om wie of wat het gaat."},
        )
        if self.rij is None:
            self.keuzes = [(f"?{RIJ}={pk}", self.in_words(row)) for pk, row in rows.items()]
            for name in own:
                del self.fields[name]
        else:
            self.keuzes = []
            self.build_for(self.rij)

    def build_for(self, rij: Any) -> None:
        """Add and fill the fields that depend on the row."""

    def clean_rij(self) -> Any:
        if self.rij is None:
            raise forms.ValidationError("Kies eerst om wie of wat het gaat.")
        return self.rij
