"""The integrity register's part in an import: what it reads, what it does, and what it says of it."""

from casework.importing.importeur import Importeur, Importwoorden
from casework.importing.tables import Bestandsrij
from casework.lists import Lijsten
from integrity import permissions
from integrity.importing.columns import KOLOMMEN, VERPLICHT
from integrity.importing.plan import Plan, make_plan
from integrity.importing.reading import read_records
from integrity.importing.replay import replay
from integrity.lifecycle import REGISTER
from organisations.access import Access
from organisations.models import Organisation


def _plan(rows: list[Bestandsrij], organisation: Organisation, access: Access | None) -> Plan:
    categorieen = Lijsten(organisation, REGISTER, "categorie")
    maatregelen = Lijsten(organisation, REGISTER, "maatregel")
    return make_plan(read_records(rows, categorieen, maatregelen), organisation, access)


def _told(plan: Plan) -> dict:
    return {"zaken": plan.zaken, "onderzoek_ontbreekt": plan.onderzoek_ontbreekt}


def _count(uitslag: dict) -> str:
    meldingen, zaken = uitslag["nieuw"], uitslag["zaken"]
    return (
        f"{meldingen} {'melding' if meldingen == 1 else 'meldingen'}"
        f" in {zaken} {'zaak' if zaken == 1 else 'zaken'}"
    )


def _seen(uitslag: dict) -> list[tuple[str, object]]:
    return [("Meldingen", uitslag["nieuw"]), ("Zaken", uitslag["zaken"])]


def _warnings(uitslag: dict) -> list[tuple[str, str]]:
    found = []
    if uitslag["onderzoek_ontbreekt"]:
        found.append(
            (
                "Niet alles wordt overgenomen",
                "In dit bestand staan kosten of een uitvoering bij een zaak zonder onderzoek."
                " Die gegevens worden niet overgenomen.",
            )
        )
    count = uitslag["onzichtbaar"]
    if count:
        gaan = "1 melding gaat" if count == 1 else f"{count} meldingen gaan"
        found.append(
            (
                "U ziet niet alles terug",
                f"{gaan} over bestuurders. Na het importeren staan die bij de zaken over bestuurders."
                " U kunt ze dan niet openen en niet nog een keer importeren.",
            )
        )
    return found


IMPORTEUR = Importeur(
    register=REGISTER,
    kolommen=tuple(KOLOMMEN),
    verplicht=VERPLICHT,
    may=permissions.can_import,
    plan=_plan,
    replay=replay,
    told=_told,
    counted=("zaken",),
    lijst="categorie",
    woorden=Importwoorden(
        bestand="Bestand met meldingen",
        rij="Elke rij daaronder is één aantijging; rijen met hetzelfde kenmerk zijn samen één melding.",
        aantal=_count,
        gezien=_seen,
        waarschuwingen=_warnings,
        lijst="Alleen nodig als het bestand eigen categorieën heeft die GIR nog niet kent.",
    ),
)
check, run = IMPORTEUR.check, IMPORTEUR.run
