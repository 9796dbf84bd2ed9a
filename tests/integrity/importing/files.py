"""Making import files, and reading back what an import left in the register, without ids."""

from integrity.importing import run
from integrity.importing.columns import KOLOMMEN
from integrity.models import Melding, Zaak
from organisations.models import Organisation
from tests.casework.importing.making import faults_of, table_of

MELDING = {"kenmerk": "K1", "ontvangen_op": "2021-01-10"}
LIJN = MELDING | {"route": "in_de_lijn", "route_op": "2021-01-15"}
VOORONDERZOEK = MELDING | {
    "route": "vooronderzoek",
    "route_op": "2021-01-15",
    "vooronderzoek_start": "2021-01-20",
    "vooronderzoek_eind": "2021-02-10",
}
FEITENONDERZOEK = MELDING | {
    "route": "feitenonderzoek",
    "route_op": "2021-01-15",
    "feitenonderzoek_start": "2021-01-20",
    "feitenonderzoek_eind": "2021-03-10",
}
OORDEEL = FEITENONDERZOEK | {
    "betrokkene": "1",
    "oordeel": "vastgesteld",
    "oordeel_op": "2021-03-20",
    "vastgestelde_categorie": "lekken",
}
MAATREGEL = OORDEEL | {"maatregel": "berisping", "maatregel_op": "2021-04-01", "maatregel_reden": "Beleid"}
GESLOTEN = MAATREGEL | {"afgesloten_op": "2021-04-20"}


def csv_of(*rows: dict[str, str], delimiter: str = ";", shuffle: int | None = None) -> bytes:
    return table_of(KOLOMMEN, rows, delimiter, shuffle)


def importeer(organisation: Organisation, *rows: dict[str, str], lijst: bytes | None = None) -> dict:
    return run.run(organisation, csv_of(*rows), lijst)


def fouten(organisation: Organisation, *rows: dict[str, str], lijst: bytes | None = None) -> list[str]:
    return faults_of(run.IMPORTEUR, organisation, csv_of(*rows), lijst)


def zaak_of(kenmerk: str = "K1") -> Zaak:
    return Melding.objects.get(bron_kenmerk=kenmerk).zaak


def stored(organisation: Organisation) -> list[dict]:
    """Everything an import brought in, by the kenmerk it had; equal whatever ids it got."""
    found = Melding.objects.filter(organisation=organisation).order_by("bron_kenmerk")
    return [_melding(melding) for melding in found]


def _values(rows, *names: str) -> list[tuple]:
    return sorted(tuple(map(str, row)) for row in rows.values_list(*names))


def _melding(m: Melding) -> dict:
    names = ("bron_kenmerk", "bron_inhoud", "soort", "kanaal", "melderpositie", "melderrelatie", "categorie")
    found = {name: str(getattr(m, name)) for name in (*names, "betreft", "ontvangen_op", "gevoegd_op")}
    found["afdeling"] = m.afdeling.naam if m.afdeling else ""
    if m.zaak:
        found["zaak"] = _zaak(m.zaak)
    return found


def _zaak(z: Zaak) -> dict:
    person = "betrokkene__nummer"
    return {
        "meldingen": _values(z.meldingen, "bron_kenmerk"),
        "zaak": [str(getattr(z, n)) for n in ("status", "ontvangen_op", "afgesloten_op", "misstand")],
        "volgende": [str(getattr(z, n)) for n in ("volgende_actie", "termijn_op", "status_sinds")],
        "triage": _values(z.triagebesluiten, "genomen_op", "route", "uitstroomreden", "motivering"),
        "lijn": _values(z.lijnbehandelingen, "gestart_op", "uitkomst", "afgerond_op"),
        "onderzoek": _values(
            z.onderzoeken,
            *("soort", "gestart_op", "afgerond_op", "uitkomst", "uitvoering", "kosten", "kosten_bedrag"),
        ),
        "aantijgingen": _values(z.aantijgingen, person, "oordeel", "oordeel_op", "vastgestelde_categorie"),
        "maatregelen": _values(z.maatregelen, person, "maatregel", "opgelegd_op", "reden"),
        "aangiften": _values(z.aangiften, "soort", "gedaan_op"),
        "sluitingen": _values(z.sluitingen, "uitgestroomd_op", "afgesloten_op", "heropend_op"),
        "termijnen": z.termijnen.count(),
    }
