"""Whether it was done in time, and how long it took."""

from reports.tables.columns import fields
from reports.tables.integriteit.describing import GEEN_PROCENT
from reports.tables.shape import Beschrijving

STAND = (
    ("gehaald", "Op tijd"),
    ("te_laat", "Te laat"),
    ("lopend", "Loopt nog"),
)
STAPPEN = (
    ("beoordelen", "Beoordelen"),
    ("in_de_lijn", "Behandelen in de lijn"),
    ("vooronderzoek", "Vooronderzoek"),
    ("feitenonderzoek", "Feitenonderzoek, tot het wederhoor"),
    ("wederhoor", "Wederhoor"),
    ("oordeel", "Oordeel"),
    ("maatregel", "Besluit over maatregelen"),
)
DUUR = (
    ("beoordelen", "Van ontvangst tot beoordeling"),
    ("vooronderzoek", "Vooronderzoek"),
    ("feitenonderzoek", "Feitenonderzoek"),
    ("sluiten", "Van ontvangst tot sluiting"),
)
AFGEROND = (
    "Wat in de periode klaar was, wanneer de melding ook binnenkwam. Een onderzoek loopt van de start tot het"
    " einde."
)

OP_TIJD = (
    Beschrijving(
        "termijnen-wet",
        "Termijnen voor de melder",
        "meldingen",
        "Termijn",
        "De meldingen die in de periode zijn ontvangen, zoals het op de peildatum was. De laatste dag is nog"
        " op tijd. Te laat: daarna gedaan, of nog niet gedaan terwijl de termijn voorbij is. Niet bekend: de"
        " melding komt uit een oude registratie, of de melder is niet bekend."
        f" In %: van op tijd en te laat samen. {GEEN_PROCENT}",
        maak=fields(
            "verdieping.termijnen.wettelijk",
            (
                ("bevestigen", "Ontvangst bevestigd (7 dagen)"),
                ("terugkoppelen", "Teruggekoppeld aan de melder (3 maanden)"),
            ),
            (*STAND, ("niet_bekend", "Niet bekend"), ("procent", "Op tijd in %")),
        ),
    ),
    Beschrijving(
        "termijnen-stappen",
        "Termijnen van de stappen",
        "zaken",
        "Stap",
        "De zaken van deze meldingen waarvan de termijn in GIR liep, zoals het op de peildatum was. Een stap"
        " is klaar als de zaak verder gaat. Een termijn die is verlengd, telt zoals die is verlengd. Zolang"
        " een zaak is opgeschort, staat de termijn stil. Komt een zaak terug in een stap, dan moet elke keer"
        f" op tijd zijn. In %: van op tijd en te laat samen. {GEEN_PROCENT}",
        maak=fields("verdieping.termijnen.stappen", STAPPEN, (*STAND, ("procent", "Op tijd in %"))),
    ),
    Beschrijving(
        "doorlooptijd",
        "Doorlooptijd",
        "dagen",
        "Stap",
        f"{AFGEROND} Mediaan: in de helft van de zaken duurde het hoogstens zo lang. 90%: in negen van de"
        " tien zaken duurde het hoogstens zo lang. Bij minder dan 5 zaken staat er geen mediaan, bij minder"
        " dan 10 geen 90%: dat zou van één zaak vertellen hoe lang die duurde.",
        maak=fields("verdieping.doorlooptijd", DUUR, (("mediaan", "Mediaan"), ("p90", "90%")), soort="dagen"),
    ),
    Beschrijving(
        "afgerond",
        "Wat klaar was in de periode",
        "zaken",
        "Stap",
        f"{AFGEROND} Een zaak die nog een keer is onderzocht, telt nog een keer. Een zaak die in een andere"
        " is opgegaan, is niet gesloten. Met een termijn: de termijn liep in GIR; sluiten heeft er geen."
        f" In %: van de zaken met een termijn. {GEEN_PROCENT}",
        maak=fields(
            "verdieping.doorlooptijd",
            DUUR,
            (
                ("aantal", "Zaken"),
                ("met_termijn", "Met een termijn"),
                ("op_tijd", "Op tijd"),
                ("procent", "Op tijd in %"),
            ),
        ),
    ),
)
