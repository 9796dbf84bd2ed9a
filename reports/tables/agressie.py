"""The tables of the aggression register, in the order of the domain document (section 8).

``uitleg`` is the definition in words for who reads the report; the exact one is in ``reports.figures``.
"""

from incidents.ernst import GRADEN
from incidents.gedragingen import GEDRAGINGEN, Hoofdcategorie
from incidents.lists import (
    Aanleiding,
    Afdoening,
    Ambt,
    BesprokenMet,
    Contactvorm,
    Doelwit,
    Functiegroep,
    IncidentKenmerk,
    JaNeeOnbekend,
    Letsel,
    NadeligGevolg,
    NazorgUitkomst,
    Politiestap,
    RedenGeenAangifte,
    VeroorzakerMaatregelCode,
    Verzuim,
)
from reports.tables.columns import Kolommen, comparison, comparison_by, crossed, fields
from reports.tables.shape import Beschrijving, Cel, Getal, Hoofdcijfer, PerCode, Regel, Vuller

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
HOOFDCATEGORIE = "instroom.per_hoofdcategorie"


def _per(
    naam: str,
    titel: str,
    kop: str,
    woorden,
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


def _damage(fill: Vuller) -> Kolommen:
    labels = {"bedrag": "Geleden schade", "ontvangen": "Terugontvangen"}
    rows = []
    for name, label in labels.items():
        found = fill.node(f"schade.{name}")
        rows.append(Regel(label, (Cel(f"schade.{name}", found), Cel(f"schade.{name}", found, "bedrag"))))
    return ("Incidenten", "Bedrag"), rows


WAT = (
    _per("maand", "Incidenten per maand", "Maand", "maand", GEMELD),
    _per("hoofdcategorie", "Incidenten per hoofdcategorie", "Hoofdcategorie", Hoofdcategorie.choices, GEMELD),
    _per(
        "gedraging",
        "Incidenten per gedraging",
        "Gedraging",
        [(code, one.label) for code, one in GEDRAGINGEN.items()],
        GEMELD,
        several=True,
    ),
    _per(
        "kenmerk",
        "Incidenten per kenmerk",
        "Kenmerk",
        IncidentKenmerk.choices,
        f"{GEMELD} Niet elk incident heeft een kenmerk.",
        several=True,
        leeg="Geen kenmerk geregistreerd",
    ),
    _per(
        "ernst",
        "Ernst",
        "Ernst",
        [(str(code), label) for code, label in GRADEN],
        f"{GEMELD} De ernst volgt uit de zwaarste gedraging; letsel, een wapen, herhaling of de privésfeer"
        " maakt die één hoger. Zonder gedraging is er geen ernst.",
    ),
    Beschrijving(
        "bijzonder",
        "Online en hinderlijk contact",
        "aantal",
        "Wat",
        "Online: met het kenmerk online, of via sociale media. Hinderlijk contact is geen agressie en telt in"
        " geen andere tabel mee.",
        (Getal("Online incidenten", "online"), Getal("Hinderlijk contact", "hinderlijk_contact")),
    ),
)

WAAR = (
    _per(
        "contactvorm", "Incidenten per contactvorm", "Contactvorm", Contactvorm.choices, GEMELD, several=True
    ),
    _per(
        "afdeling",
        "Incidenten per afdeling",
        "Afdeling",
        "afdeling",
        f"{GEMELD} Een afdeling zonder incident staat er niet bij.",
    ),
    Beschrijving(
        "afdeling-hoofdcategorie",
        "Hoofdcategorie per afdeling",
        "incidenten",
        "Afdeling",
        f"{GEMELD} Incidenten zonder afdeling staan alleen in de laatste regel.",
        maak=crossed("verdieping.per_afdeling", "afdeling", Hoofdcategorie.choices, totaal=HOOFDCATEGORIE),
    ),
    Beschrijving(
        "contactvorm-hoofdcategorie",
        "Hoofdcategorie per contactvorm",
        "incidenten",
        "Contactvorm",
        f"{GEMELD} {MEER} In de laatste regel telt elk incident één keer.",
        maak=crossed(
            "verdieping.per_contactvorm",
            Contactvorm.choices,
            Hoofdcategorie.choices,
            totaal=HOOFDCATEGORIE,
        ),
    ),
    Beschrijving(
        "functiegroep-hoofdcategorie",
        "Hoofdcategorie per functiegroep",
        "incidenten",
        "Functiegroep",
        f"{GEMELD} {EERSTE} In de laatste regel staan alle incidenten.",
        maak=crossed(
            "verdieping.per_functiegroep",
            Functiegroep.choices,
            Hoofdcategorie.choices,
            totaal=HOOFDCATEGORIE,
        ),
    ),
    Beschrijving(
        "weekdag",
        "Wanneer het gebeurde",
        "incidenten",
        "Dag",
        f"{GEMELD} Ochtend is van 6 tot 12 uur, middag van 12 tot 18, avond van 18 tot 24, nacht van"
        " 0 tot 6.",
        maak=crossed("verdieping.per_weekdag", WEEKDAGEN, DAGDELEN, leeg="Tijd onbekend"),
    ),
    Beschrijving(
        "aanleiding",
        "Aanleiding per afdeling",
        "incidenten",
        "Afdeling",
        f"{GEMELD} Alleen aanleidingen en afdelingen die zijn geregistreerd.",
        maak=crossed("verdieping.aanleiding", "afdeling", Aanleiding.choices),
    ),
)

WIE = (
    _per("functiegroep", "Incidenten per functiegroep", "Functiegroep", Functiegroep.choices, EERSTE),
    _per("doelwit", "Incidenten per doelwit", "Doelwit", Doelwit.choices, EERSTE),
    _per("ambt", "Incidenten per ambt", "Ambt", Ambt.choices, EERSTE, leeg="Geen ambt geregistreerd"),
    _per(
        "letsel",
        "Letsel",
        "Letsel",
        Letsel.choices,
        "Het zwaarste letsel van de slachtoffers van elk incident.",
        pad="letsel",
    ),
    _per(
        "verzuim",
        "Verzuim",
        "Verzuim",
        Verzuim.choices,
        "Het langste verzuim van de slachtoffers van elk incident.",
        pad="verzuim",
    ),
    _per(
        "gevolgen",
        "Nadelige gevolgen",
        "Gevolg",
        NadeligGevolg.choices,
        SAMEN,
        several=True,
        pad="nadelige_gevolgen",
    ),
    _per(
        "besproken",
        "Besproken met",
        "Met wie",
        BesprokenMet.choices,
        SAMEN,
        several=True,
        pad="besproken_met",
    ),
    _per(
        "nazorg",
        "Nazorg",
        "Nazorg",
        NazorgUitkomst.choices,
        "Elk incident telt één keer, bij wat het verst kwam: gehouden, dan aangeboden, dan niet gewild.",
        pad="nazorg",
    ),
    Beschrijving(
        "schade",
        "Schade",
        "incidenten",
        "Schade",
        "De schade bij deze incidenten, en wat daarvan tot en met de peildatum terug is ontvangen.",
        maak=_damage,
    ),
)

POLITIE = (
    Beschrijving(
        "trechter",
        "Van incident tot afdoening",
        "incidenten",
        "Stap",
        f"{GEMELD} Elke stap telt de incidenten die zo ver kwamen. Een aangifte is ook een melding bij de"
        " politie. Afgedaan: politie of justitie is ermee klaar.",
        (
            Getal("Gemeld in dit register", "verdieping.trechter.incident"),
            Getal("Strafbaar", "verdieping.trechter.strafbaar"),
            Getal("Politie weet ervan", "verdieping.trechter.melding"),
            Getal("Aangifte gedaan", "verdieping.trechter.aangifte"),
            Getal("Afgedaan", "verdieping.trechter.afdoening"),
        ),
    ),
    _per(
        "politie",
        "Politie",
        "Verste stap",
        Politiestap.choices,
        "Elk incident telt één keer, bij de verste stap. Een aangifte van na de peildatum telt als melding.",
        pad="politie",
    ),
    Beschrijving(
        "redenen",
        "Waarom geen aangifte",
        "incidenten",
        "Reden",
        "Van de incidenten zonder aangifte.",
        (PerCode("redenen_geen_aangifte", RedenGeenAangifte.choices),),
    ),
    _per(
        "strafbaar",
        "Strafbaar",
        "Strafbaar",
        JaNeeOnbekend.choices,
        "Of politie en OM het incident strafbaar vinden.",
        pad="strafbaar",
    ),
    _per(
        "afdoening",
        "Afdoening",
        "Afdoening",
        Afdoening.choices,
        "Hoe de strafzaak ervoor staat. Bij de meeste incidenten is er geen strafzaak.",
        pad="afdoening",
        leeg="Geen afdoening geregistreerd",
    ),
)

MAATREGELEN = (
    Beschrijving(
        "maatregel-incidenten",
        "Incidenten met een besluit over een maatregel",
        "incidenten",
        "Wat",
        "Ook het besluit om geen maatregel te nemen telt mee.",
        (Getal("Incidenten met een besluit", "maatregelen.incidenten"),),
    ),
    Beschrijving(
        "maatregelen",
        "Maatregelen",
        "besluiten",
        "Maatregel",
        "Besluiten bij deze incidenten, tot en met de peildatum. Bij één incident kunnen meer"
        " besluiten zijn.",
        (PerCode("maatregelen.per_maatregel", VeroorzakerMaatregelCode.choices),),
    ),
    Beschrijving(
        "lopend",
        "Lopende maatregelen",
        "besluiten",
        "Stand",
        f"{EIGEN_DATUM} Alleen maatregelen met een einddatum. Lopend aan het begin plus ingegaan min"
        " geëindigd is lopend aan het einde.",
        (
            Getal("Lopend aan het begin", "verdieping.maatregelen.lopend_begin"),
            Getal("Ingegaan", "verdieping.maatregelen.ingegaan"),
            Getal("Geëindigd", "verdieping.maatregelen.geeindigd"),
            Getal("Lopend aan het einde", "verdieping.maatregelen.lopend_eind", "totaal"),
        ),
    ),
    Beschrijving(
        "herhaling",
        "Herhaling binnen 12 maanden",
        "besluiten",
        "Maatregel",
        f"{EIGEN_DATUM} Maatregelen die in de periode ingingen tegen iemand van wie de identiteit is bewaard."
        " Herhaald: binnen 12 maanden volgde een nieuw incident van dezelfde persoon. Bij minder dan 10"
        " maatregelen staat er geen percentage.",
        maak=fields(
            "verdieping.herhaling",
            VeroorzakerMaatregelCode.choices,
            (
                ("ingegaan", "Ingegaan"),
                ("herhaald", "Herhaald"),
                ("loopt_nog", "Jaar nog niet voorbij"),
                ("procent", "Herhaald in %"),
            ),
        ),
    ),
)

OP_TIJD = (
    Beschrijving(
        "termijnen",
        "Termijnen",
        "incidenten",
        "Termijn",
        "Van de incidenten waarvan de datum bekend is. Bij meer slachtoffers moet elk gesprek op tijd zijn."
        " Een termijn in uren telt in hele dagen.",
        maak=fields(
            "verdieping.termijnen",
            (
                ("reactie_veroorzaker", "Reactie naar de veroorzaker (24 uur)"),
                ("opvanggesprek", "Opvanggesprek (72 uur)"),
                ("politiebesluit", "Besluit over de politie (2 werkdagen)"),
            ),
            (("gehaald", "Op tijd"), ("te_laat", "Te laat"), ("procent", "Op tijd in %")),
        ),
    ),
    Beschrijving(
        "monitor",
        "Indicatoren van de Monitor Integriteit en Veiligheid",
        "incidenten",
        "Indicator",
        "Besproken: van de incidenten waarvan bekend is of erover is gepraat. De andere: van alle incidenten."
        " Bij minder dan 10 incidenten staat er geen percentage.",
        maak=fields(
            "verdieping.monitor",
            (
                ("aangifte", "Aangifte gedaan"),
                ("online", "Online"),
                ("nadelige_gevolgen", "Nadelige gevolgen"),
                ("besproken", "Besproken met iemand"),
            ),
            (("aantal", "Aantal"), ("van", "Van"), ("procent", "In %")),
        ),
    ),
)

VOORRAAD = (
    Beschrijving(
        "voorraad",
        "Open incidenten",
        "incidenten",
        "Stand",
        "Open aan het begin plus nieuw plus heropend min gesloten is open aan het einde.",
        (
            Getal("Open aan het begin", "voorraad.begin"),
            Getal("Nieuw", "voorraad.instroom"),
            Getal("Heropend", "voorraad.heropend"),
            Getal("Gesloten", "voorraad.uitstroom"),
            Getal("Open aan het einde", "voorraad.eind", "totaal"),
        ),
    ),
)

VERGELIJKING = (
    Beschrijving(
        "vergelijking",
        "Incidenten in dezelfde periode van eerdere jaren",
        "incidenten",
        "Periode",
        f"{EERDERE_JAREN} Verschil: deze periode min toen. Bij minder dan 10 incidenten toen staat er geen"
        " percentage.",
        maak=comparison,
    ),
    Beschrijving(
        "vergelijking-hoofdcategorie",
        "Incidenten per hoofdcategorie in eerdere jaren",
        "incidenten",
        "Hoofdcategorie",
        EERDERE_JAREN,
        maak=comparison_by("hoofdcategorie", Hoofdcategorie.choices),
    ),
)

ONDERDELEN = (
    ("instroom", "Wat er gebeurde", WAT),
    ("waar", "Waar en wanneer", WAAR),
    ("slachtoffers", "Slachtoffers", WIE),
    ("politie", "Politie en justitie", POLITIE),
    ("maatregel", "Maatregelen tegen veroorzakers", MAATREGELEN),
    ("termijnen", "Op tijd, en de Monitor", OP_TIJD),
    ("open", "Open incidenten", VOORRAAD),
    ("vergeleken", "Vergelijking met eerdere jaren", VERGELIJKING),
)

HOOFDCIJFERS = (
    Hoofdcijfer("instroom.totaal", ("incident gemeld", "incidenten gemeld")),
    Hoofdcijfer("politie.aangifte", ("incident met aangifte", "incidenten met aangifte")),
    Hoofdcijfer("nazorg.gehouden", ("incident met een nazorggesprek", "incidenten met een nazorggesprek")),
    Hoofdcijfer("voorraad.eind", ("open incident", "open incidenten"), begin="voorraad.begin"),
)
