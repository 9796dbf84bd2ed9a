"""What the forms of the actions on a zaak have in common, beyond what every register has."""

from collections.abc import Iterable
from typing import ClassVar

from django import forms
from django.db.models import QuerySet

from casework.forms.acties import ActieForm
from integrity.models import Melding, Zaak
from organisations.models import User

WIJZEN = (
    ("bericht", "Bericht in GIR"),
    ("gesprek", "Gesprek"),
    ("telefoon", "Telefoon"),
    ("e-mail", "E-mail"),
    ("brief", "Brief"),
)
LEEST_DE_MELDER = "Noem geen gegevens van de betrokkene."


ZELF_GEMELD = "Deze leidinggevende heeft het zelf gemeld; ik kies dit bewust."


class ZelfGemeldVeld(forms.BooleanField):
    """A tick to go on with a leidinggevende who registered the zaak; asked when that one is chosen."""

    def __init__(self, zaak: Zaak, gekozen: str | None) -> None:
        taken_in = zaak.ingenomen_door_id
        super().__init__(
            label=ZELF_GEMELD,
            required=taken_in is not None and gekozen == str(taken_in),
            help_text="Kies liever een andere leidinggevende: deze beoordeelt anders de eigen melding.",
            error_messages={
                "required": "Deze leidinggevende heeft het zelf gemeld. Kies een ander of vink dit aan."
            },
        )

    @staticmethod
    def is_asked(zaak: Zaak, kandidaten: Iterable[User]) -> bool:
        return zaak.ingenomen_door_id in {user.pk for user in kandidaten}


def melder_label(melding: Melding) -> str:
    return f"Melding {melding.kenmerk}, ontvangen op {melding.ontvangen_op:%d-%m-%Y}"


def known_melders(zaak: Zaak) -> QuerySet[Melding]:
    return zaak.meldingen.filter(identiteit__isnull=False).order_by("pk")


class ZaakForm(ActieForm):
    """One action on one zaak.

    ``naast_melding``: the words of the melder stand beside the form.
    """

    case: Zaak
    template: ClassVar[str] = "integrity/zaak/actie.html"
    naast_melding: ClassVar[bool] = False

    @property
    def zaak(self) -> Zaak:
        return self.case
