"""The aggression register's part in an import: what it reads, what it does, and what it says of it."""

from casework.importing.importeur import Importeur, Importplan, Importwoorden
from casework.importing.tables import Bestandsrij
from incidents import permissions
from incidents.importing.columns import KOLOMMEN, VERPLICHT
from incidents.importing.plan import make_plan
from incidents.importing.reading import read_records
from incidents.importing.replay import replay
from incidents.lifecycle import REGISTER
from incidents.lists import Incidentsoort
from organisations.access import Access
from organisations.models import Organisation


def _plan(rows: list[Bestandsrij], organisation: Organisation, access: Access | None) -> Importplan:
    return make_plan(read_records(rows), organisation, access)


def _told(plan: Importplan) -> dict:
    contact = sum(record.soort == Incidentsoort.HINDERLIJK_CONTACT for record in plan.nieuw)
    return {"hinderlijk_contact": contact}


def _count(uitslag: dict) -> str:
    contact = uitslag["hinderlijk_contact"]
    incidents = uitslag["nieuw"] - contact
    told = f"{incidents} {'incident' if incidents == 1 else 'incidenten'}"
    return f"{told} en {contact} keer hinderlijk contact" if contact else told


def _seen(uitslag: dict) -> list[tuple[str, object]]:
    contact = uitslag["hinderlijk_contact"]
    rows: list[tuple[str, object]] = [("Incidenten", uitslag["nieuw"] - contact)]
    return [*rows, ("Hinderlijk contact", contact)] if contact else rows


def _warnings(uitslag: dict) -> list[tuple[str, str]]:
    count = uitslag["onzichtbaar"]
    if not count:
        return []
    gaan = "1 incident gaat" if count == 1 else f"{count} incidenten gaan"
    text = (
        f"{gaan} over politieke ambtsdragers. Na het importeren staan die bij de griffier, burgemeester of"
        " secretaris. U kunt ze dan niet openen en niet nog een keer importeren."
    )
    return [("U ziet niet alles terug", text)]


IMPORTEUR = Importeur(
    register=REGISTER,
    kolommen=tuple(KOLOMMEN),
    verplicht=VERPLICHT,
    may=permissions.can_import,
    plan=_plan,
    replay=replay,
    told=_told,
    counted=("hinderlijk_contact",),
    woorden=Importwoorden(
        bestand="Bestand met incidenten",
        rij=(
            "Elke rij daaronder is één incident. Horen er meer waarden in één cel, zet er dan een | tussen:"
            " balie|telefoon."
        ),
        aantal=_count,
        gezien=_seen,
        waarschuwingen=_warnings,
        ontvangen="Gemeld",
    ),
)
check, run = IMPORTEUR.check, IMPORTEUR.run
