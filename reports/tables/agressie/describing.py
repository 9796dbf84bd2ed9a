"""How the tables of this register are described: what they share in words and in shape."""

from reports.tables.columns import Woorden, crossed
from reports.tables.shape import Beschrijving, Getal, PerCode

GEMELD = "Incidenten van agressie of geweld die in de periode zijn gemeld."
MEER = "Een incident kan bij meer regels staan."
EERSTE = "Van het eerste slachtoffer van elk incident."
SAMEN = "Van alle slachtoffers van een incident samen."
EIGEN_DATUM = "Geteld naar de eigen datum van de maatregel, wanneer het incident ook is gemeld."
EERDERE_JAREN = "Incidenten in dezelfde periode van eerdere jaren, zoals ze op de peildatum bekend zijn."
TOTAAL = Getal("Totaal", "instroom.totaal", "totaal")
WEEKDAGEN = [
    (dag, dag.capitalize()) for dag in "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()
]
DAGDELEN = [(deel, deel.capitalize()) for deel in ("ochtend", "middag", "avond", "nacht")]
# For above a column.
KORT = (
    ("non_verbaal", "Verbaal"),
    ("bedreiging", "Bedreiging"),
    ("fysiek", "Fysiek"),
    ("vernieling", "Vernieling"),
)


def per(
    naam: str,
    titel: str,
    kop: str,
    woorden: Woorden,
    uitleg: str,
    *,
    several: bool = False,
    leeg: str = "",
    pad: str = "",
) -> Beschrijving:
    """A table of the incidents of the period over one list; what adds up has a total."""
    path = pad or f"instroom.per_{naam}"
    rows = (PerCode(path, woorden, leeg=leeg), *(() if several else (TOTAAL,)))
    told = f"{uitleg} {MEER}" if several else uitleg
    return Beschrijving(f"{'instroom-' * (not pad)}{naam}", titel, "incidenten", kop, told, rows)


def by_category(naam: str, titel: str, kop: str, woorden: Woorden, uitleg: str) -> Beschrijving:
    """A table of the incidents over one list, and of each by hoofdcategorie."""
    return Beschrijving(
        f"instroom-{naam}",
        titel,
        "incidenten",
        kop,
        uitleg,
        maak=crossed(
            f"verdieping.per_{naam}",
            woorden,
            KORT,
            per_rij=f"instroom.per_{naam}",
            per_kolom="instroom.per_hoofdcategorie",
        ),
    )
