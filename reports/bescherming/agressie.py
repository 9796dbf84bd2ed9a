"""How the figures of the aggression register hang together: what ``reports.figures.agressie`` says of them,
and what follows from it."""

from casework.lists import NIET_GEREGISTREERD
from incidents.lists import SOCIALE_MEDIA, Afdoening, BesprokenMet, IncidentKenmerk, VeroorzakerMaatregelCode
from reports.bescherming.numbers import AANTAL
from reports.bescherming.relations import (
    Definities,
    Gelijk,
    Hoogstens,
    Kruistabel,
    Meervoud,
    Percentage,
    comparison,
    stock,
)

TOTAAL = ("instroom.totaal",)
MEER = "verdieping"
TRECHTER = f"{MEER}.trechter"
LOPEND = f"{MEER}.maatregelen"
ENKEL = ("maand", "hoofdcategorie", "afdeling", "functiegroep", "doelwit", "ambt", "ernst")
MEERVOUDIG = ("kenmerk", "gedraging", "contactvorm")
VERLOOP = ("politie", "strafbaar", "afdoening", "nazorg", "letsel", "verzuim")
TERMIJNEN = ("reactie_veroorzaker", "opvanggesprek", "politiebesluit")
INDICATOREN = ("aangifte", "online", "nadelige_gevolgen", "besproken")
SOCIAAL = tuple(f"instroom.per_contactvorm.{code}" for code in SOCIALE_MEDIA)
ONLINE = f"instroom.per_kenmerk.{IncidentKenmerk.ONLINE}"
AFGEDAAN = tuple(f"afdoening.{code}" for code in Afdoening.values if code != Afdoening.IN_BEHANDELING)

COHORT = (
    *(Gelijk((f"instroom.per_{naam}.*",), TOTAAL) for naam in ENKEL),
    *(Meervoud(f"instroom.per_{naam}", "instroom.totaal") for naam in MEERVOUDIG),
    *(Gelijk((f"{naam}.*",), TOTAAL) for naam in VERLOOP),
    *(Meervoud(naam, "instroom.totaal") for naam in ("besproken_met", "nadelige_gevolgen")),
    Gelijk(("redenen_geen_aangifte.*", "politie.aangifte"), TOTAAL),
    Hoogstens(("online",), TOTAAL),
    Hoogstens(("online",), (ONLINE, *SOCIAAL)),
    *(Hoogstens((path,), ("online",)) for path in (ONLINE, *SOCIAAL)),
    Hoogstens(("maatregelen.incidenten",), TOTAAL),
    Hoogstens(("maatregelen.incidenten",), ("maatregelen.per_maatregel.*",)),
    Hoogstens((f"schade.bedrag{AANTAL}",), TOTAAL),
    Hoogstens((f"schade.ontvangen{AANTAL}",), (f"schade.bedrag{AANTAL}",)),
)

TABELLEN = (
    *(
        Kruistabel(f"{MEER}.per_{naam}", f"instroom.per_{naam}", "instroom.per_hoofdcategorie", meervoud)
        for naam, meervoud in (("afdeling", False), ("functiegroep", False), ("contactvorm", True))
    ),
    Kruistabel(f"{MEER}.aanleiding", "instroom.per_afdeling"),
    Hoogstens((f"{MEER}.per_weekdag.*",), TOTAAL),
    Gelijk((f"{TRECHTER}.incident",), TOTAAL),
    *(
        Gelijk((f"{TRECHTER}.{stap}",), (f"strafbaar.{code}",))
        for stap, code in (("strafbaar", "ja"), ("niet_strafbaar", "nee"))
    ),
    Gelijk(
        tuple(f"{TRECHTER}.{stap}" for stap in ("strafbaar", "niet_strafbaar", "strafbaar_onbekend")), TOTAAL
    ),
    Gelijk((f"{TRECHTER}.melding",), ("politie.melding", "politie.aangifte")),
    Gelijk((f"{TRECHTER}.aangifte",), ("politie.aangifte",)),
    Gelijk((f"{TRECHTER}.afdoening",), AFGEDAAN),
    Gelijk(
        (f"{LOPEND}.lopend_begin", f"{LOPEND}.ingegaan"), (f"{LOPEND}.geeindigd", f"{LOPEND}.lopend_eind")
    ),
)

AANDELEN = (
    *(
        Hoogstens((f"{MEER}.termijnen.{code}.gehaald", f"{MEER}.termijnen.{code}.te_laat"), TOTAAL)
        for code in TERMIJNEN
    ),
    *(
        Percentage(
            f"{MEER}.termijnen.{code}.procent",
            f"{MEER}.termijnen.{code}.gehaald",
            (f"{MEER}.termijnen.{code}.gehaald", f"{MEER}.termijnen.{code}.te_laat"),
        )
        for code in TERMIJNEN
    ),
    *(
        line
        for code in INDICATOREN
        for line in (
            Hoogstens((f"{MEER}.monitor.{code}.aantal",), (f"{MEER}.monitor.{code}.van",)),
            Hoogstens((f"{MEER}.monitor.{code}.van",), TOTAAL),
            Percentage(
                f"{MEER}.monitor.{code}.procent",
                f"{MEER}.monitor.{code}.aantal",
                (f"{MEER}.monitor.{code}.van",),
            ),
        )
    ),
    *(Gelijk((f"{MEER}.monitor.{code}.van",), TOTAAL) for code in ("aangifte", "online")),
    Gelijk((f"{MEER}.monitor.aangifte.aantal",), ("politie.aangifte",)),
    Gelijk((f"{MEER}.monitor.online.aantal",), ("online",)),
    # who told it to nobody at all was asked, and did not discuss it
    Hoogstens(
        (f"{MEER}.monitor.besproken.van",),
        (f"{MEER}.monitor.besproken.aantal", f"besproken_met.{BesprokenMet.NIEMAND}"),
    ),
    *(
        line
        for indicator, lijst in (
            ("besproken.van", "besproken_met"),
            ("nadelige_gevolgen.aantal", "nadelige_gevolgen"),
        )
        for line in (
            Gelijk((f"{MEER}.monitor.{indicator}", f"{lijst}.{NIET_GEREGISTREERD}?"), TOTAAL),
            Hoogstens((f"{MEER}.monitor.{indicator}",), TOTAAL),
        )
    ),
    *(
        line
        for code in VeroorzakerMaatregelCode.values
        for line in (
            Hoogstens(
                (f"{MEER}.herhaling.{code}.herhaald", f"{MEER}.herhaling.{code}.loopt_nog"),
                (f"{MEER}.herhaling.{code}.ingegaan",),
            ),
            Percentage(
                f"{MEER}.herhaling.{code}.procent",
                f"{MEER}.herhaling.{code}.herhaald",
                (f"{MEER}.herhaling.{code}.ingegaan",),
            ),
        )
    ),
)

DEFINITIES = Definities(
    samenhang=(
        *COHORT,
        *TABELLEN,
        *AANDELEN,
        *stock(Gelijk(("voorraad.instroom",), TOTAAL)),
        *comparison("hoofdcategorie"),
    ),
    lijsten=(
        *(f"instroom.per_{naam}" for naam in (*ENKEL, *MEERVOUDIG)),
        *VERLOOP,
        "redenen_geen_aangifte",
        "maatregelen.per_maatregel",
        "besproken_met",
        "nadelige_gevolgen",
        *(
            f"{MEER}.{naam}.*"
            for naam in ("per_afdeling", "per_contactvorm", "per_functiegroep", "per_weekdag", "aanleiding")
        ),
        *(f"vergelijking.{n}.per_hoofdcategorie" for n in range(3)),
    ),
    alleen_boven_nul=("instroom.per_afdeling",),
)
