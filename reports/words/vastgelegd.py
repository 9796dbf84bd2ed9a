"""What was done and promised, in sentences."""

from collections.abc import Mapping

from reports.models import Activiteit, Toezegging
from reports.periods import Periode
from reports.words.phrases import count, enumerate_words, number

Soort, Afloop = Activiteit.Soort, Toezegging.Afloop
SOORTEN = {
    Soort.INTRANET: ("bericht op intranet", "berichten op intranet"),
    Soort.EED_BELOFTE: ("bijeenkomst voor de eed of belofte", "bijeenkomsten voor de eed of belofte"),
    Soort.DILEMMASESSIE: ("dilemmasessie", "dilemmasessies"),
    Soort.LEIDRAAD: ("leidraad", "leidraden"),
    Soort.TRAINING: ("training", "trainingen"),
    Soort.COMMUNICATIE: ("andere vorm van communicatie", "andere vormen van communicatie"),
}
AFLOPEN = {
    Afloop.NAGEKOMEN: ("is nagekomen", "zijn nagekomen"),
    Afloop.DEELS: ("is deels nagekomen", "zijn deels nagekomen"),
    Afloop.NIET_NAGEKOMEN: ("is niet nagekomen", "zijn niet nagekomen"),
    Afloop.OPEN: ("staat nog open", "staan nog open"),
}


def about_activities(counts: Mapping[str, Mapping[str, int]], periode: Periode) -> tuple[str, ...]:
    """ "In 2021 waren er 3 dilemmasessies en 1 training. Aangekondigd: 1 leidraad." """
    done, announced, dropped = (counts[stand] for stand in ("gedaan", "aangekondigd", "vervallen"))
    if not any(sum(one.values()) for one in (done, announced, dropped)):
        return ("Over deze periode zijn geen activiteiten vastgelegd.",)
    made = []
    if total := sum(done.values()):
        made.append(f"In {periode.in_words} {'was' if total == 1 else 'waren'} er {_listed(done)}.")
    if sum(announced.values()):
        made.append(f"Aangekondigd: {_listed(announced)}.")
    if total := sum(dropped.values()):
        made.append(f"Vervallen: {count(total, 'activiteit', 'activiteiten')}.")
    return tuple(made)


def _listed(counts: Mapping[str, int]) -> str:
    return enumerate_words(count(n, *SOORTEN[Soort(soort)]) for soort, n in counts.items() if n)


def about_promises(counts: Mapping[str, int]) -> tuple[str, ...]:
    """ "Er stonden 3 toezeggingen open: 1 is nagekomen en 2 staan nog open." """
    total = sum(counts.values())
    if not total:
        return ("Er waren in deze periode geen toezeggingen die open stonden.",)
    came = [f"{number(n)} {words[n != 1]}" for afloop, words in AFLOPEN.items() if (n := counts[afloop])]
    stood = "Er stond 1 toezegging open" if total == 1 else f"Er stonden {number(total)} toezeggingen open"
    return (f"{stood}: {enumerate_words(came)}.",)
