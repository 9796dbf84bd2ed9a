"""How the figures of the integrity register hang together: what ``reports.figures.integriteit`` says of them,
and what follows from it."""

from casework.lists import NIET_GEREGISTREERD
from reports.bescherming.numbers import AANTAL
from reports.bescherming.relations import (
    Definities,
    Gelijk,
    Hoogstens,
    Kruistabel,
    Meervoud,
    comparison,
    stock,
)

TOTAAL = ("instroom.totaal",)
NIET = "triage.niet_in_behandeling"
KOSTEN = "onderzoeken.kosten"

MELDINGEN = (
    *(
        Gelijk((f"instroom.per_{naam}.*",), TOTAAL)
        for naam in ("maand", "kanaal", "categorie", "betreft", "afdeling")
    ),
    Gelijk(("instroom.per_soort.melding",), TOTAAL),
    Gelijk(
        (
            "triage.in_behandeling",
            f"{NIET}.totaal",
            "triage.anders_gekwalificeerd",
            "triage.nog_niet_beoordeeld",
        ),
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
    Hoogstens(("uitkomst.gegrond",), ("schendingen.totaal",)),
    *(
        line
        for soort in ("vooronderzoek", "feitenonderzoek")
        for line in (
            Gelijk((f"{soort}.afgerond", f"{soort}.lopend"), (f"{soort}.gestart",)),
            Hoogstens((f"{soort}.gestart",), TOTAAL),
        )
    ),
    Gelijk(("vooronderzoek.per_uitkomst.*",), ("vooronderzoek.afgerond",)),
    Hoogstens(("feitenonderzoek.schending_vastgesteld",), ("feitenonderzoek.gestart",)),
    Hoogstens(("feitenonderzoek.schending_vastgesteld",), ("schendingen.totaal",)),
    Hoogstens(("schendingen.totaal",), TOTAAL),
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

DEFINITIES = Definities(
    samenhang=(*MELDINGEN, *COHORT, *GEBEURD, *stock(), *comparison("categorie")),
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
    ),
    alleen_boven_nul=("instroom.per_afdeling",),
)
