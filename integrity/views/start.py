"""What this register shows at the front door."""

from casework.voordeur import Deur
from integrity.lifecycle import LOPEND
from integrity.models import Zaak
from integrity.views.melden import unfinished
from integrity.views.mijn import count_unread, own_rows
from organisations.access import Access
from organisations.menu import TAKEN_ROLLEN
from organisations.roles import Rol


def first_page(access: Access) -> str:
    """The URL name of the page somebody works on, or "" for the start page."""
    if access.heeft(Rol.INTEGRITEITSCOORDINATOR):
        return "werklijst"
    if access.heeft(Rol.GRIFFIER):
        return "rapportages"
    return "werklijst" if access.heeft(Rol.BURGEMEESTER) else ""


def tasks(access: Access) -> str:
    """The page of tasks, when a zaak waits in which this person has a part now."""
    if access.heeft(Rol.INTEGRITEITSCOORDINATOR) or not any(access.heeft(rol) for rol in TAKEN_ROLLEN):
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
    eerste_pagina=first_page,
)
