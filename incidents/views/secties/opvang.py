"""Care: for each slachtoffer the talks, what follows and by when. Never what was said."""

from typing import Any

from casework.acties.termijntekst import Termijntekst, term_in_words
from incidents import lifecycle
from incidents.forms.acties.opvang import in_words
from incidents.forms.woorden import VRAAG_HOE_HET_GAAT
from incidents.lists import Spoorsoort
from incidents.models import Incident, Slachtoffer
from incidents.services.opvang import KLOKKEN
from incidents.services.requirements import care_is_done, is_open
from incidents.views.zicht import Incidentzicht


def section(incident: Incident, zicht: Incidentzicht) -> dict:
    if not zicht.slachtoffer or not incident.slachtoffers.all():
        return {}
    return {
        "open": is_open(incident, Spoorsoort.OPVANG),
        "mensen": [_person(incident, hurt, zicht) for hurt in incident.slachtoffers.all()],
    }


def _person(incident: Incident, hurt: Slachtoffer, zicht: Incidentzicht) -> dict[str, Any]:
    return {
        "pk": hurt.pk,
        "naam": str(hurt),
        "telefoon": hurt.telefoon,
        "wensen": _wishes(hurt),
        "geschrokken": VRAAG_HOE_HET_GAAT if hurt.geschrokken else "",
        "gesprekken": [in_words(talk) for talk in hurt.nazorggesprekken.all()],
        "klaar": care_is_done(hurt),
        "termijn": _clock(incident, hurt, zicht),
    }


def _wishes(hurt: Slachtoffer) -> list[str]:
    """What was asked in the report."""
    found = []
    if hurt.mag_bellen is not None:
        found.append("wil gebeld worden" if hurt.mag_bellen else "wil niet gebeld worden")
    if hurt.hulp_gewenst:
        found.append("wil hulp")
    return found


def _clock(incident: Incident, hurt: Slachtoffer, zicht: Incidentzicht) -> Termijntekst | None:
    running = [
        t
        for t in incident.termijnen.all()
        if t.slachtoffer_id == hurt.pk and t.code in KLOKKEN and t.gestopt_op is None
    ]
    first = min(running, key=lambda t: t.verloopt_op, default=None)
    if first is None:
        return None
    return term_in_words(lifecycle.REGISTER, first.verloopt_op, first.code, zicht.today)
