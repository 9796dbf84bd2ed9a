"""Making files of incidents, and reading back what an import left in the register, without ids."""

from incidents.importing import run
from incidents.importing.columns import KOLOMMEN
from incidents.models import Incident
from organisations.models import Organisation
from tests.casework.importing.making import faults_of, table_of

INCIDENT = {"kenmerk": "I1", "voorval_op": "2021-01-10", "hoofdcategorie": "bedreiging"}
GEMELD = INCIDENT | {"gemeld_op": "2021-01-12"}
AANGIFTE = GEMELD | {"politie": "aangifte", "aangifte_op": "2021-01-15"}
MAATREGEL = GEMELD | {"maatregel": "toegangsontzegging", "maatregel_op": "2021-01-20"}
GESLOTEN = MAATREGEL | {"afgesloten_op": "2021-02-01"}
# Everything an old registration can hold.
ALLES = (
    GESLOTEN
    | AANGIFTE
    | {
        "soort": "incident",
        "kenmerken": "online|wapen",
        "gedraging": "doodsbedreiging|schelden",
        "contactvorm": "balie|telefoon",
        "afdeling": "Publiekszaken",
        "functiegroep": "balie",
        "doelwit": "medewerker",
        "ernst_beleving": "3",
        "letsel": "licht",
        "verzuim": "tot_3_dagen",
        "nadelige_gevolgen": "werkplezier|gezin",
        "besproken_met": "collega|thuis",
        "veroorzaker_bekend": "ja",
        "veroorzakertype": "client",
        "strafbaar": "ja",
        "afdoening": "vonnis",
        "nazorg": "gehouden",
        "schade": "1234.5",
    }
)


def csv_of(*rows: dict[str, str], delimiter: str = ";", shuffle: int | None = None) -> bytes:
    return table_of(KOLOMMEN, rows, delimiter, shuffle)


def importeer(organisation: Organisation, *rows: dict[str, str]) -> dict:
    return run.run(organisation, csv_of(*rows))


def fouten(organisation: Organisation, *rows: dict[str, str]) -> list[str]:
    return faults_of(run.IMPORTEUR, organisation, csv_of(*rows))


def without(row: dict, *names: str) -> dict:
    return {name: value for name, value in row.items() if name not in names}


def incident_of(kenmerk: str = "I1") -> Incident:
    return Incident.objects.get(bron_kenmerk=kenmerk)


def values(rows, *names: str) -> list[tuple]:
    return list(rows.values_list(*names))


def stored(organisation: Organisation) -> list[dict]:
    """Everything an import brought in, by the kenmerk it had; equal whatever ids it got."""
    found = Incident.objects.filter(organisation=organisation).order_by("bron_kenmerk")
    return [_incident(incident) for incident in found]


def _incident(i: Incident) -> dict:
    names = (
        *("bron_kenmerk", "bron_inhoud", "soort", "status", "dossierdeel", "voorval_op", "ontvangen_op"),
        *("hoofdcategorie", "gedragingen", "kenmerken", "contactvormen", "ernst_objectief", "status_sinds"),
        *("afgesloten_op", "volgende_actie", "termijn_op"),
    )
    found = {name: str(getattr(i, name)) for name in names}
    found["afdeling"] = i.afdeling.naam if i.afdeling else ""
    found |= {
        "sporen": values(i.sporen, "soort", "status", "afgerond_op", "reden"),
        "slachtoffers": values(
            i.slachtoffers,
            *("doelwit", "ambt", "functiegroep", "letsel", "verzuim", "ernst_beleving"),
            *("nadelige_gevolgen", "besproken_met"),
        ),
        "nazorg": values(i.slachtoffers, "nazorggesprekken__uitkomst", "nazorggesprekken__op"),
        "veroorzakers": values(i.veroorzakers, "bekend", "type"),
        "contacten": values(i.politiecontacten, "stap", "gedaan_op"),
        "strafverloop": values(i.strafverlopen, "op", "afdoening"),
        "maatregelen": values(i.maatregelen, "maatregel", "status", "opgelegd_op", "eindigt_op", "reden"),
        "schades": values(i.schades, "bedrag", "geleden_op"),
        "sluitingen": values(i.afsluitingen, "afgesloten_op", "heropend_op"),
        "termijnen": i.termijnen.count(),
    }
    besluit = i.politiebesluit
    if besluit:
        names = ("besloten_op", "besluit", "reden_geen_aangifte", "strafbaar", "strafbaar_op")
        found["politiebesluit"] = [str(getattr(besluit, name)) for name in names]
    return found
