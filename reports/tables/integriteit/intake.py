"""What came in: meldingen, and apart from those adviesvragen, signalen and talks."""

from integrity.lists import Betreft, Kanaal, Melderpositie, Melderrelatie, Soort
from reports.tables.columns import Kolommen, crossed
from reports.tables.integriteit.describing import GEEN_PROCENT, ONTVANGEN, intake, shares
from reports.tables.shape import Beschrijving, Cel, PerCode, Regel, Vuller

ADVIEZEN = [("adviesvraag", "Adviesvragen"), ("signaal", "Signalen")]
APART = "Adviesvragen en signalen die in de periode zijn ontvangen. Het zijn geen meldingen."
GESPREKKEN = (
    "Zoals vertrouwenspersonen ze zelf hebben geteld, zonder namen. Ze tellen niet mee als melding. Alleen"
    " hele kwartalen binnen de periode. Een streepje: niemand gaf een aantal."
)
# More quarters than this don't fit beside each other.
KWARTALEN_NAAST_ELKAAR = 4

INSTROOM = (
    Beschrijving(
        "instroom-soort",
        "Wat er binnenkwam",
        "aantal",
        "Soort",
        "Wat in de periode is ontvangen. Het rapport gaat over meldingen; signalen en adviesvragen tellen"
        " alleen hier mee, en in hun eigen tabellen.",
        (PerCode("instroom.per_soort", Soort.choices),),
    ),
    intake("maand", "maand", "maand"),
    intake("kanaal", "kanaal", Kanaal.choices),
    intake(
        "categorie",
        "categorie",
        "categorie",
        "Een hoofdcategorie telt alleen wat onder die categorie zelf is geregistreerd.",
    ),
    intake("betreft", "groep", Betreft.choices, "De groep is over wie de melding gaat."),
    intake("afdeling", "afdeling", "afdeling", "Een afdeling zonder melding staat er niet bij."),
    Beschrijving(
        "melderpositie",
        "Hoe de melder bekend is",
        "meldingen",
        "Melder",
        f"{ONTVANGEN} Open: de naam is bekend bij wie de zaak behandelt. Vertrouwelijk: de naam is apart"
        f" bewaard. In %: van de meldingen waarvan het is geregistreerd. {GEEN_PROCENT}",
        maak=shares("verdieping.melders.positie", Melderpositie.choices),
    ),
    Beschrijving(
        "melderrelatie",
        "Wie de melder is",
        "meldingen",
        "Melder",
        f"{ONTVANGEN} In %: van de meldingen waarvan het is geregistreerd. {GEEN_PROCENT}",
        maak=shares("verdieping.melders.relatie", Melderrelatie.choices),
    ),
)


def _talks(fill: Vuller) -> Kolommen:
    """By category; beside the total the quarters, when they fit."""
    path = "verdieping.gesprekken"
    node = fill.node(path)
    quarters = list(node["per_kwartaal"])
    shown = quarters if 1 < len(quarters) <= KWARTALEN_NAAST_ELKAAR else []
    rows = []
    for code, per in node["per_categorie"].items():
        label, level = fill.words("categorie", code)
        here = f"{path}.per_categorie.{code}"
        cells = (Cel(f"{here}.{name}", per[name]) for name in (*shown, "totaal"))
        rows.append(Regel(label, tuple(cells), level))
    totals = (
        Cel(f"{path}.per_kwartaal.{q}.gesprekken", node["per_kwartaal"][q]["gesprekken"]) for q in shown
    )
    rows.append(Regel("Totaal", (*totals, Cel(f"{path}.totaal", node["totaal"])), "totaal"))
    return (*shown, "Totaal"), rows


def _talks_per_quarter(fill: Vuller) -> Kolommen:
    path = "verdieping.gesprekken.per_kwartaal"
    rows = [
        Regel(q, tuple(Cel(f"{path}.{q}.{name}", per[name]) for name in ("gesprekken", "gaven_op")))
        for q, per in fill.node(path).items()
    ]
    none = Regel("Geen heel kwartaal in de periode", (Cel(), Cel()))
    return ("Gesprekken", "Vertrouwenspersonen"), rows or [none]


ADVIES = (
    Beschrijving(
        "advies-kanaal",
        "Adviesvragen en signalen per kanaal",
        "aantal",
        "Kanaal",
        APART,
        maak=crossed(
            "verdieping.adviezen.per_kanaal",
            Kanaal.choices,
            ADVIEZEN,
            per_kolom="verdieping.adviezen.totaal",
            alles="Totaal",
        ),
    ),
    Beschrijving(
        "advies-categorie",
        "Adviesvragen en signalen per categorie",
        "aantal",
        "Categorie",
        APART,
        maak=crossed(
            "verdieping.adviezen.per_categorie",
            "categorie",
            ADVIEZEN,
            per_kolom="verdieping.adviezen.totaal",
            alles="Totaal",
        ),
    ),
    Beschrijving(
        "gesprekken",
        "Gesprekken met vertrouwenspersonen per categorie",
        "gesprekken",
        "Categorie",
        GESPREKKEN,
        maak=_talks,
    ),
    Beschrijving(
        "gesprekken-kwartaal",
        "Gesprekken met vertrouwenspersonen per kwartaal",
        "aantal",
        "Kwartaal",
        f"{GESPREKKEN} Ernaast staat hoeveel vertrouwenspersonen aantallen gaven.",
        maak=_talks_per_quarter,
    ),
)
