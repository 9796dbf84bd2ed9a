"""What this register shows at the front door."""

from casework.voordeur import Deur
from incidents import lifecycle
from incidents.models import Incident
from incidents.permissions import BESTUURLIJKE_ROLLEN, TAKEN_ROLLEN, heeft
from incidents.views.melden import unfinished
from incidents.views.mijn import count_unread, own_rows
from incidents.views.peiling import announcement
from organisations.access import Access
from organisations.roles import Rol


def first_page(access: Access) -> str:
    """The URL name of the page somebody works on in this register, or ""."""
    return "agressie_werklijst" if heeft(access, Rol.INTEGRITEITSCOORDINATOR, Rol.SECRETARIS) else ""


def tasks(access: Access) -> str:
    """The page where what waits for this person stands, when an incident is open in which they have a part.

    Who directs the incidents of ambtsdragers works on the werklijst; but they do other work too.
    """
    directs = heeft(access, *BESTUURLIJKE_ROLLEN)
    if heeft(access, Rol.INTEGRITEITSCOORDINATOR) or not (directs or heeft(access, *TAKEN_ROLLEN)):
        return ""
    if not Incident.objects.visible_to(access).filter(status__in=lifecycle.OPEN).exists():
        return ""
    return "agressie_werklijst" if directs else "agressie_taken"


DEUR = Deur(
    titel="Agressie en bedreiging",
    uitleg="Schelden, bedreigen, geweld, vernieling of steeds lastigvallen. Ook online.",
    url_name="agressie_melden",
    onverstuurd=unfinished,
    rijen=own_rows,
    ongelezen=count_unread,
    taken=tasks,
    eerste_pagina=first_page,
    voorop=True,
    mededeling=announcement,
)
