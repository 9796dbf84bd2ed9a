"""How the figures of the integrity register hang together: what ``reports.figures.integriteit`` says of them,
and what follows from it."""

from casework.lists import NIET_GEREGISTREERD
from integrity.lists import Melderpositie, Melderrelatie
from reports.bescherming.numbers import AANTAL
from reports.bescherming.relations import (
    Definities,
    Gelijk,
    Hoogstens,
    Kruistabel,
    Meervoud,
    Percentage,
    PerCodeHoogstens,
    Tijdsduur,
    comparison,
    stock,
)
from reports.figures.integriteit.duration import MEDIAAN_VANAF, P90_VANAF, STAPPEN_MET_TERMIJN
from reports.figures.integriteit.terms import STAPPEN, WETTELIJK

TOTAAL = ("instroom.totaal",)
MEER = "verdieping"
MELDERS = (("positie", Melderpositie.values), ("relatie", Melderrelatie.values))
ADVIEZEN = f"{MEER}.adviezen"
GESPREKKEN = f"{MEER}.gesprekken"
THEMAS = f"{MEER}.themas"
BETROKKENEN = f"{MEER}.betrokkenen"
ORDE = f"{MEER}.ordemaatregelen"
ACTIES = f"{MEER}.verbeteracties"
DUUR = f"{MEER}.doorlooptijd"
WETTELIJKE_TERMIJNEN = tuple(f"{MEER}.termijnen.wettelijk.{code}" for code in WETTELIJK)
TERMIJNEN = (
    *WETTELIJKE_TERMIJNEN,
    *(f"{MEER}.termijnen.stappen.{stap}" for stap in dict.fromkeys(STAPPEN.values())),
)
NIET = "triage.niet_in_behandeling"
# The meldingen of the cohort that are not in behandeling. A zaak of the cohort that isn't either has at least
# one of these, and none twice: there are at most as many of such zaken.
BUITEN = (f"{NIET}.totaal", "triage.anders_gekwalificeerd", "triage.nog_niet_beoordeeld")
COHORTZAKEN = ("zaken", *BUITEN)
KOSTEN = "onderzoeken.kosten"

MELDINGEN = (
    *(
        Gelijk((f"instroom.per_{naam}.*",), TOTAAL)
        for naam in ("maand", "kanaal", "categorie", "betreft", "afdeling")
    ),
    Gelijk(("instroom.per_soort.melding",), TOTAAL),
    Gelijk(
        ("triage.in_behandeling", *BUITEN),
        TOTAAL,
    ),
    Gelijk(("instroom.na_kwalificatie", "triage.anders_gekwalificeerd"), TOTAAL),
    Gelijk((f"{NIET}.per_reden.*",), (f"{NIET}.totaal",)),
    Gelijk(("routes.*",), ("triage.in_behandeling",)),
    Hoogstens(("lijn_uitkomst.*",), ("triage.in_behandeling",)),
)

COHORT = (
    Hoogstens(("zaken",), ("triage.in_behandeling",)),
    Gelijk(
        tuple(
            f"uitkomst.{naam}"
            for naam in ("gegrond", "ongegrond", "afgedaan_in_de_lijn", "onbekend", "lopend")
        ),
        ("zaken",),
    ),
    Hoogstens(("uitkomst.dader_onbekend",), ("uitkomst.gegrond",)),
    # the first counts those in behandeling, the second also those that dropped out after an oordeel
    Hoogstens(("uitkomst.gegrond",), ("schendingen.totaal",)),
    Hoogstens(("schendingen.totaal",), ("uitkomst.gegrond", *BUITEN)),
    *(
        line
        for soort in ("vooronderzoek", "feitenonderzoek")
        for line in (
            Gelijk((f"{soort}.afgerond", f"{soort}.lopend"), (f"{soort}.gestart",)),
            Hoogstens((f"{soort}.gestart",), COHORTZAKEN),
        )
    ),
    Gelijk(("vooronderzoek.per_uitkomst.*",), ("vooronderzoek.afgerond",)),
    Hoogstens(("feitenonderzoek.schending_vastgesteld",), ("feitenonderzoek.gestart",)),
    Hoogstens(("feitenonderzoek.schending_vastgesteld",), ("schendingen.totaal",)),
    # what is established has a day (a constraint), so it stands under a category
    Meervoud("schendingen.per_categorie", "schendingen.totaal"),
    Hoogstens(("maatregelen.betrokkenen",), ("maatregelen.per_maatregel.*",)),
    Kruistabel("maatregelen.per_route", per_kolom="maatregelen.per_maatregel"),
)

GEBEURD = (
    Hoogstens(("eerdere_instroom.schending_vastgesteld",), ("eerdere_instroom.per_categorie.*",)),
    Hoogstens(("eerdere_instroom.betrokkenen",), ("eerdere_instroom.per_maatregel.*",)),
    Gelijk(
        ("onderzoeken.lopend_begin", "onderzoeken.gestart"),
        ("onderzoeken.afgerond", "onderzoeken.lopend_eind"),
    ),
    Gelijk(("onderzoeken.afgerond_eerdere_instroom",), ("eerdere_instroom.onderzoeken_afgerond",)),
    Hoogstens(("onderzoeken.afgerond_eerdere_instroom",), ("onderzoeken.afgerond",)),
    Gelijk(("onderzoeken.per_uitvoering.*",), ("onderzoeken.afgerond",)),
    Gelijk(
        (
            f"{KOSTEN}.bedrag{AANTAL}",
            f"{KOSTEN}.geen",
            f"{KOSTEN}.onbekend",
            f"{KOSTEN}.{NIET_GEREGISTREERD}?",
        ),
        ("onderzoeken.afgerond",),
    ),
)

ERNAAST = (
    Gelijk((f"{MEER}.strafrecht.aangifte",), ("aangiften",)),
    Gelijk((f"{ORDE}.lopend_begin", f"{ORDE}.ingegaan"), (f"{ORDE}.beeindigd", f"{ORDE}.lopend_eind")),
    Gelijk((f"{ORDE}.per_soort.*",), (f"{ORDE}.ingegaan",)),
    Gelijk((f"{ACTIES}.open_begin", f"{ACTIES}.vastgelegd"), (f"{ACTIES}.gereed", f"{ACTIES}.open_eind")),
    *(
        line
        for soort in ("adviesvraag", "signaal")
        for line in (
            Gelijk((f"{ADVIEZEN}.totaal.{soort}",), (f"instroom.per_soort.{soort}",)),
            *(
                Gelijk((f"{ADVIEZEN}.per_{naam}.*.{soort}",), (f"{ADVIEZEN}.totaal.{soort}",))
                for naam in ("kanaal", "categorie")
            ),
        )
    ),
    Gelijk((f"{GESPREKKEN}.per_categorie.*.totaal",), (f"{GESPREKKEN}.totaal",)),
    Gelijk((f"{GESPREKKEN}.per_kwartaal.*.gesprekken",), (f"{GESPREKKEN}.totaal",)),
    Kruistabel(
        f"{GESPREKKEN}.per_categorie",
        per_rij=f"{GESPREKKEN}.per_categorie.*.totaal",
        per_kolom=f"{GESPREKKEN}.per_kwartaal.*.gesprekken",
    ),
)

VERDIEPT = (
    *(
        line
        for naam, codes in MELDERS
        for line in (
            Gelijk((f"{MEER}.melders.{naam}.*.aantal",), TOTAAL),
            *(
                Percentage(
                    f"{MEER}.melders.{naam}.{code}.procent",
                    f"{MEER}.melders.{naam}.{code}.aantal",
                    tuple(f"{MEER}.melders.{naam}.{each}.aantal" for each in codes),
                )
                for code in codes
            ),
        )
    ),
    Gelijk((f"{THEMAS}.totaal.*",), ("triage.in_behandeling",)),
    # both by the categorie of the melding: those in behandeling are a part of the cohort
    PerCodeHoogstens(f"{THEMAS}.totaal", "instroom.per_categorie"),
    Kruistabel(f"{THEMAS}.per_route", f"{THEMAS}.totaal", "routes"),
    Gelijk((f"{BETROKKENEN}.een", f"{BETROKKENEN}.meer"), ("maatregelen.betrokkenen",)),
    # over the decisions in the same zaken, each about one betrokkene: who has one has exactly that, who has
    # more has at least two
    Hoogstens(
        (f"{BETROKKENEN}.een", f"{BETROKKENEN}.meer", f"{BETROKKENEN}.meer"), ("maatregelen.per_maatregel.*",)
    ),
    # an aantijging is about a betrokkene, also one who is not known, and whoever something is established of
    # stands in one of the groups: at least one in each zaak with a schending, in the same zaken
    Hoogstens(("schendingen.totaal",), (f"{BETROKKENEN}.*",)),
    # the same; it is known of none of them who it is, so that is not nog_geen
    Hoogstens(
        ("uitkomst.dader_onbekend",), tuple(f"{BETROKKENEN}.{n}" for n in ("dader_onbekend", "een", "meer"))
    ),
    *(
        line
        for n in range(3)
        for line in (
            Meervoud(f"{MEER}.vastgesteld_eerder.{n}.per_categorie", f"{MEER}.vastgesteld_eerder.{n}.totaal"),
            # the distinct zaken of the meldingen that the other counts, joined ones together
            Hoogstens((f"{MEER}.vastgesteld_eerder.{n}.totaal",), (f"vergelijking.{n}.instroom",)),
        )
    ),
)


def _counted(pad: str) -> tuple[str, ...]:
    """The terms towards the melder are those of meldingen, the others of the zaken of the cohort."""
    return TOTAAL if pad in WETTELIJKE_TERMIJNEN else COHORTZAKEN


OP_TIJD = (
    *(
        Gelijk(
            tuple(
                f"{MEER}.termijnen.wettelijk.{code}.{stand}"
                for stand in ("gehaald", "te_laat", "lopend", "niet_bekend")
            ),
            TOTAAL,
        )
        for code in WETTELIJK
    ),
    *(
        line
        for pad in TERMIJNEN
        for line in (
            Hoogstens((f"{pad}.gehaald", f"{pad}.te_laat", f"{pad}.lopend"), _counted(pad)),
            Percentage(f"{pad}.procent", f"{pad}.gehaald", (f"{pad}.gehaald", f"{pad}.te_laat")),
        )
    ),
    *(
        line
        for stap in STAPPEN_MET_TERMIJN
        for line in (
            Hoogstens((f"{DUUR}.{stap}.met_termijn",), (f"{DUUR}.{stap}.aantal",)),
            Hoogstens((f"{DUUR}.{stap}.op_tijd",), (f"{DUUR}.{stap}.met_termijn",)),
            Percentage(f"{DUUR}.{stap}.procent", f"{DUUR}.{stap}.op_tijd", (f"{DUUR}.{stap}.met_termijn",)),
        )
    ),
    *(
        Tijdsduur(f"{DUUR}.{stap}.{dagen}", f"{DUUR}.{stap}.aantal", vanaf)
        for stap in (*STAPPEN_MET_TERMIJN, "sluiten")
        for dagen, vanaf in (("mediaan", MEDIAAN_VANAF), ("p90", P90_VANAF))
    ),
)

DEFINITIES = Definities(
    samenhang=(
        *MELDINGEN,
        *COHORT,
        *GEBEURD,
        *ERNAAST,
        *VERDIEPT,
        *OP_TIJD,
        *stock(),
        *comparison("categorie"),
    ),
    lijsten=(
        *(
            f"instroom.per_{naam}"
            for naam in ("soort", "maand", "kanaal", "categorie", "betreft", "afdeling")
        ),
        f"{NIET}.per_reden",
        "routes",
        "lijn_uitkomst",
        "vooronderzoek.per_uitkomst",
        "schendingen.per_categorie",
        "maatregelen.per_maatregel",
        "maatregelen.per_route.*",
        "eerdere_instroom.per_categorie",
        "eerdere_instroom.per_maatregel",
        "onderzoeken.per_uitvoering",
        *(f"vergelijking.{n}.per_categorie" for n in range(3)),
        *(f"{MEER}.vastgesteld_eerder.{n}.per_categorie" for n in range(3)),
        *(f"{MEER}.melders.{naam}" for naam, _ in MELDERS),
        f"{THEMAS}.totaal",
        f"{THEMAS}.per_route.*",
        *(f"{ADVIEZEN}.per_{naam}.*" for naam in ("kanaal", "categorie")),
        f"{GESPREKKEN}.per_categorie.*",
        f"{ORDE}.per_soort",
        f"{MEER}.strafrecht",
    ),
    alleen_boven_nul=("instroom.per_afdeling",),
)
