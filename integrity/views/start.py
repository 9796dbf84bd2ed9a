"""What this register shows at the front door."""

from casework.voordeur import Deur
from integrity import permissions
from integrity.lifecycle import LOPEND
from integrity.models import Zaak
from integrity.views.melden import unfinished
from integrity.views.mijn import count_unread, own_rows
from organisations.access import Access


def tasks(access: Access) -> str:
    """The page of tasks, when a zaak waits in which this person has a part now."""
    if not permissions.has_tasks_only(access):
        return ""
    return "taken" if Zaak.objects.visible_to(access).filter(status__in=LOPEND).exists() else ""


DEUR = Deur(
    titel="Integriteit",
    uitleg="Fraude, ongewenst gedrag, lekken, misbruik van een functie, of iets anders dat niet klopt.",
    url_name="melden_integriteit",
    onverstuurd=unfinished,
    rijen=own_rows,
    ongelezen=count_unread,
    taken=tasks,
    eerste_pagina=permissions.first_page,
)
