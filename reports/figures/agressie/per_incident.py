"""What is answered about each incident by itself."""

from casework.lists import NIET_GEREGISTREERD
from reports.facts.agressie import IncidentFeiten


def per_incident(facts: IncidentFeiten) -> list[dict[str, tuple[str, ...]]]:
    """Each incident of the cohort, once, in codes and in no telling order.

    ``politie``: the furthest step, as ``aftermath.politie`` counts it. ``maatregel``: its decisions, one as
    often as it was taken.
    """
    rows = [
        {
            "hoofdcategorie": (one.hoofdcategorie,),
            "contactvorm": tuple(sorted(set(one.contactvormen))),
            "politie": (one.politie or NIET_GEREGISTREERD,),
            "maatregel": tuple(sorted(m.maatregel for m in one.maatregelen)),
        }
        for one in facts.cohort
    ]
    return sorted(rows, key=lambda row: list(row.values()))
