"""What this register shows at the front door."""

from casework.voordeur import Deur
from incidents import lifecycle, permissions
from incidents.models import Incident
from incidents.views.melden import unfinished
from incidents.views.mijn import count_unread, own_rows
from incidents.views.peiling import announcement
from organisations.access import Access


def tasks(access: Access) -> str:
    """The page where what waits stands, when an incident is open in which this person has a part."""
    page = permissions.tasks_page(access)
    if page and Incident.objects.visible_to(access).filter(status__in=lifecycle.OPEN).exists():
        return page
    return ""


DEUR = Deur(
    titel="Agressie en bedreiging",
    uitleg="Schelden, bedreigen, geweld, vernieling of steeds lastigvallen. Ook online.",
    url_name="agressie_melden",
    onverstuurd=unfinished,
    rijen=own_rows,
    ongelezen=count_unread,
    taken=tasks,
    eerste_pagina=permissions.first_page,
    voorop=True,
    mededeling=announcement,
)
