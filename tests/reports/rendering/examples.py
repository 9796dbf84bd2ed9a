"""Reports to render: the published ones, and small ones made of facts."""

from dataclasses import replace

from casework.typesetting import Huisstijl
from reports.verslag import Verslag, verslag_of
from tests.reports import making
from tests.reports.agressie import making as agressie
from tests.reports.published import reports_of

CASES = (("den-haag-2021-h1", "integriteit", "2021-H1"), ("bergen-op-zoom-2015", "agressie", "2015"))
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
STIJL = Huisstijl("Gemeente Proef", logo=LOGO)
ERG = '<script>alert("x")</script> #panic() *vet* & <b>dik</b>'


def published(case: str, register: str, naam: str) -> tuple[Verslag, dict[str, int]]:
    """A report of an acceptance case and the numbers that were published. It is brought in once: what comes
    out is plain data, which no test can change. Needs the database."""
    [one] = [one for one in reports_of(case) if one.periode == naam]
    return one.verslag, one.numbers


def zeros(register: str) -> Verslag:
    """A half-year in which nothing at all was received."""
    if register == "agressie":
        return verslag_of(agressie.rapport_of(agressie.boom([])))
    return verslag_of(making.rapport_of(making.boom("2021-H1", []), "2021-H1"))


def small(toelichting: str = "", afdeling: str = "Zorg") -> Verslag:
    """Three meldingen in two months, one of them handled in the line."""
    zaken = [
        making.zaak(1, "2021-02-01", triage=[making.route("in_de_lijn", "2021-02-03")]),
        making.zaak(2, "2021-02-09"),
        making.zaak(3, "2021-04-01", triage=[making.uitstroom("klacht", "2021-04-03")]),
    ]
    meldingen = [making.melding(one, afdeling=afdeling, categorie="lekken") for one in zaken]
    rapport = making.rapport_of(making.boom("2021-H1", zaken, meldingen), "2021-H1")
    return verslag_of(rapport, {"instroom": toelichting})


def hiding(verslag: Verslag, figuur: str) -> Verslag:
    """The same report without this number."""

    def cell(vak):
        return replace(vak, waarde=None, soort="verborgen") if vak.figuur == figuur else vak

    def table(tabel):
        rows = (replace(rij, vakken=tuple(map(cell, rij.vakken))) for rij in tabel.rijen)
        return replace(tabel, rijen=tuple(rows))

    delen = (replace(deel, tabellen=tuple(map(table, deel.tabellen))) for deel in verslag.delen)
    return replace(verslag, delen=tuple(delen))
