"""How the tables of this register are described: what they share in words and in shape."""

from collections.abc import Callable, Iterable, Mapping

from casework.lists import NIET_GEREGISTREERD
from reports.tables.columns import Kolommen, Woorden
from reports.tables.shape import Beschrijving, Cel, Getal, PerCode, Regel, Vuller

ONTVANGEN = "Meldingen die in de periode zijn ontvangen. Een melding die bij een zaak is gevoegd, telt mee."
BESLUITEN = "Besluiten in de zaken van deze meldingen, tot en met de peildatum."
EERDER = "Zaken die vóór de periode zijn ontvangen. Elk feit telt in de periode waarin het gebeurde."
ONDERZOEK = "Een onderzoek is het vooronderzoek en het feitenonderzoek van één zaak samen."
EERDERE_JAREN = "Meldingen in dezelfde periode van eerdere jaren, zoals ze op de peildatum bekend zijn."
EIGEN_DATUM = "Geteld naar de eigen datum, wanneer de melding ook binnenkwam."
GEEN_PROCENT = "Bij minder dan 10 staat er geen percentage."


def intake(naam: str, what: str, woorden, more: str = "") -> Beschrijving:
    rows = (PerCode(f"instroom.per_{naam}", woorden), Getal("Totaal", "instroom.totaal", "totaal"))
    return Beschrijving(
        f"instroom-{naam}",
        f"Meldingen per {what}",
        "meldingen",
        what.capitalize(),
        f"{ONTVANGEN} {more}".strip(),
        rows,
    )


def shares(pad: str, woorden: Woorden) -> Callable[[Vuller], Kolommen]:
    """A row for each code with its number and its share, and the total of the meldingen."""

    def make(fill: Vuller) -> Kolommen:
        rows = []
        for code, per in fill.node(pad).items():
            known = "aandeel" if code != NIET_GEREGISTREERD else "aantal"
            cells = (
                Cel(f"{pad}.{code}.aantal", per["aantal"]),
                Cel(f"{pad}.{code}.procent", per["procent"], known),
            )
            rows.append(Regel(fill.words(woorden, code)[0], cells))
        total = Cel("instroom.totaal", fill.node("instroom.totaal"))
        return ("Meldingen", "In %"), [*rows, Regel("Totaal", (total, Cel()), "totaal")]

    return make


def in_list_order(columns: Iterable[Mapping[str, object]]) -> list[str]:
    """The codes of several columns, as they come; what was not registered stands last."""
    codes = dict.fromkeys(code for per in columns for code in per)
    return sorted(codes, key=lambda code: code == NIET_GEREGISTREERD)
