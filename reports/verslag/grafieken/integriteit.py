"""The charts of the integrity register."""

from reports.verslag.content import Grafieksoort, Tabelrij, Verslagtabel
from reports.verslag.grafieken.describing import Beeld, Tabellen, beside, cells, column, in_order_of_time

ONTVANGEN = "Ontvangen"
BESLUITEN = (
    "triage.in_behandeling",
    "triage.niet_in_behandeling.totaal",
    "triage.nog_niet_beoordeeld",
    "triage.anders_gekwalificeerd",
)


def _flow(tables: Tabellen) -> Verslagtabel | None:
    """From melding to decision to first route to what came of it in the line, as far as that is known."""
    triage, routes, line = (tables.get(naam) for naam in ("triage", "routes", "lijn"))
    received = dict(cells(triage, "instroom.totaal"))
    if not triage or not received:
        return None
    (total,) = received.values()
    rows = [Tabelrij(ONTVANGEN, (total,))]
    for path in BESLUITEN:
        rows += [Tabelrij(f"{ONTVANGEN} → {label}", (vak,)) for label, vak in cells(triage, path)]
    taken_up, _ = next(cells(triage, BESLUITEN[0]))
    found = list(cells(routes, "routes"))
    rows += [Tabelrij(f"{taken_up} → {label}", (vak,)) for label, vak in found]
    for start in (label for label, vak in found if vak.figuur == "routes.in_de_lijn"):
        rows += [Tabelrij(f"{start} → {label}", (vak,)) for label, vak in cells(line, "lijn_uitkomst")]
    return Verslagtabel(
        naam="stroom",
        titel="Van melding naar route en uitkomst",
        eenheid="meldingen",
        uitleg="Dezelfde getallen als in de tabellen hieronder, als de weg van een melding: het besluit, de"
        " eerste route en wat daar in de lijn uit kwam. Wat nog loopt, heeft nog geen uitkomst. Wegen die"
        " niemand ging, staan er niet bij.",
        kop="Van en naar",
        kolommen=("Meldingen",),
        rijen=tuple(row for row in rows if row.vakken[0].waarde != 0),
    )


BEELDEN = (
    Beeld("instroom", "maanden", "Het verloop door de periode", Grafieksoort.LIJN, column("instroom-maand")),
    Beeld(
        "instroom",
        "categorieen",
        "Waar de meldingen over gingen",
        Grafieksoort.STAVEN,
        column("instroom-categorie"),
    ),
    Beeld("beoordeling", "stroom", "De weg van de meldingen", Grafieksoort.STROOM, _flow),
    Beeld("maatregel", "maatregelen", "Wat werd besloten", Grafieksoort.STAVEN, column("maatregelen")),
    Beeld(
        "termijnen",
        "op-tijd-melder",
        "Op tijd of te laat naar de melder",
        Grafieksoort.STAVEN,
        beside("termijnen-wet", (0, 1)),
    ),
    Beeld(
        "termijnen",
        "op-tijd-stappen",
        "Stappen op tijd of te laat",
        Grafieksoort.STAVEN,
        beside("termijnen-stappen", (0, 1)),
    ),
    Beeld(
        "termijnen",
        "doorlooptijd",
        "Hoe lang het duurde, in dagen",
        Grafieksoort.STAVEN,
        beside("doorlooptijd", (0, 1)),
    ),
    Beeld(
        "vergeleken",
        "trend",
        "Meldingen door de jaren heen",
        Grafieksoort.LIJN,
        in_order_of_time("vergelijking"),
    ),
)
