"""The figures in sentences, after the model of Den Haag 2021-H1 (domain document, section 6).

Says only what the figures hold; right for zero, one and many. People edit it afterwards.
"""

from collections.abc import Mapping
from typing import Any

from casework.lists import Code
from reports.counting import Telling
from reports.periods import long_date
from reports.report import Rapport
from reports.words.phrases import (
    OPGELEGD,
    REDENEN,
    VERVOLG,
    categories,
    compared_with,
    count,
    enumerate_words,
    is_or_are,
    label_of,
    measure_of,
    number,
    sentence,
    stock,
)


def paragraphs(rapport: Rapport) -> dict[str, list[str]]:
    """The sentences of the report, by the part they are about."""
    tree, woorden = rapport.cijfers, rapport.woorden
    categorieen, maatregelen = woorden["categorie"], woorden["maatregel"]
    return {
        "instroom": _intake(rapport),
        "beoordeling": _triage(tree),
        "verloop": _research(tree, categorieen, maatregelen),
        "termijnen": _in_time(rapport.verdieping),
        "eerdere": _earlier(tree["eerdere_instroom"], categorieen, maatregelen),
        "open": _stock(rapport),
    }


# What came in


def _intake(rapport: Rapport) -> list[str]:
    tree = rapport.cijfers
    total = tree["instroom"]["totaal"].aantal
    running = rapport.peildatum < rapport.periode.tot_en_met
    until = f" (tot en met {long_date(rapport.peildatum)})" if running else ""
    now, compared = compared_with(rapport)
    received = f"ontving het meldpunt {count(total, 'melding', 'meldingen')}{until}"
    return [
        sentence(f"in {now} {received}; {compared}"),
        *_other_kinds(tree["instroom"]["per_soort"]),
        *_top(tree["instroom"], rapport.woorden["categorie"]),
    ]


def _other_kinds(per_soort: Mapping[str, Telling]) -> list[str]:
    names = {"signaal": ("signaal", "signalen"), "adviesvraag": ("adviesvraag", "adviesvragen")}
    found = {soort: per_soort[soort].aantal for soort in names if per_soort[soort].aantal}
    if not found:
        return []
    is_one = sum(found.values()) == 1
    kinds = enumerate_words(count(n, *names[soort]) for soort, n in found.items())
    return [f"Daarnaast {'is' if is_one else 'zijn'} er {kinds} geregistreerd."]


def _top(instroom: Mapping[str, Any], labels: Mapping[str, Code]) -> list[str]:
    """The three most registered categories."""
    top, total = instroom["top3"], instroom["totaal"].aantal
    if not top:
        return []
    per = instroom["per_categorie"]
    if per[top[0]].aantal == total:
        about = label_of(top[0], labels)
        return [f"De melding ging over {about}." if total == 1 else f"Alle meldingen gingen over {about}."]
    return [f"Het vaakst ging het over {categories({code: per[code].aantal for code in top}, labels)}."]


# What was decided about it


def _triage(tree: Mapping[str, Any]) -> list[str]:
    total = tree["instroom"]["totaal"].aantal
    if not total:
        return []
    triage, made = tree["triage"], []
    dropped = triage["niet_in_behandeling"]
    if dropped["totaal"].aantal:
        made.append(_dropped(dropped["totaal"].aantal, dropped["per_reden"]))
    if n := triage["anders_gekwalificeerd"].aantal:
        bleek = "bleek" if n == 1 else "bleken"
        made.append(f"{count(n, 'melding', 'meldingen')} {bleek} niet over integriteit te gaan.")
    if n := triage["nog_niet_beoordeeld"].aantal:
        is_ = "is" if n == 1 else "zijn"
        made.append(f"{count(n, 'melding', 'meldingen')} {is_} nog niet beoordeeld.")
    taken_up = triage["in_behandeling"].aantal
    if not taken_up:
        return [*made, "Er is geen melding in behandeling genomen."]
    return [*made, *_routes(taken_up, tree["routes"], tree["lijn_uitkomst"], rest="overige " if made else "")]


def _dropped(total: int, per_reden: Mapping[str, Telling]) -> str:
    found = {reden: t.aantal for reden, t in per_reden.items() if t.aantal}
    if set(found) == {"onvoldoende_concreet"}:
        was = "was" if total == 1 else "waren"
        return f"{count(total, 'melding', 'meldingen')} {was} onvoldoende concreet."
    if set(found) <= {"geen_vermoeden", "onvoldoende_concreet"}:
        clauses = {
            "geen_vermoeden": "was er geen vermoeden van een schending",
            "onvoldoende_concreet": "was de melding onvoldoende concreet",
        }
        return f"In {count(total, 'melding', 'meldingen')} {' of '.join(clauses[reden] for reden in found)}."
    is_ = "is" if total == 1 else "zijn"
    start = f"{count(total, 'melding', 'meldingen')} {is_} niet in behandeling genomen"
    if len(found) == 1:
        (reden,) = found
        return f"{start}: {_because(reden, total, 'die' if total == 1 else 'ze')}."
    return f"{start}: {enumerate_words(_because(reden, n, number(n)) for reden, n in found.items())}."


def _because(reden: str, n: int, who: str) -> str:
    one, more = REDENEN.get(reden, (f"{{wie}} vanwege {reden}",) * 2)
    if who in ("die", "ze"):
        one = one.replace("bij {wie}", "daarbij").replace("van {wie}", "daarvan")
        more = more.replace("bij {wie}", "daarbij").replace("van {wie}", "daarvan")
    return (one if n == 1 else more).format(wie=who)


def _routes(
    taken_up: int, routes: Mapping[str, Telling], outcomes: Mapping[str, Telling], *, rest: str
) -> list[str]:
    in_line = set(routes["in_de_lijn"].leden)
    finished = in_line & {pk for t in outcomes.values() for pk in t.leden}
    line, extern = len(in_line), routes["extern"].aantal
    if not line:
        made = [f"De {rest}{_noun(taken_up)} {is_or_are(taken_up)} in behandeling genomen."]
    elif line == taken_up:
        made = [f"De {rest}{_noun(taken_up)} {is_or_are(line)} in de lijn {_handled(line, len(finished))}."]
    else:
        counted = number(taken_up) if rest else _noun(taken_up)
        handled = _handled(line, len(finished))
        made = [f"Van de {rest}{counted} {is_or_are(line)} er {number(line)} in de lijn {handled}."]
    if extern:
        ging = "ging" if extern == 1 else "gingen"
        made.append(f"{count(extern, 'melding', 'meldingen')} {ging} naar een andere instantie.")
    return made


def _noun(n: int) -> str:
    """With an article: "de melding", "de 4 meldingen"."""
    return "melding" if n == 1 else f"{number(n)} meldingen"


def _handled(line: int, finished: int) -> str:
    if finished == line:
        return "behandeld"
    if not finished:
        return f"opgepakt; {'die loopt' if line == 1 else 'die lopen'} nog"
    return f"opgepakt, waarvan er {number(finished)} {is_or_are(finished)} afgerond"


# What the investigations found


def _research(
    tree: Mapping[str, Any], categorieen: Mapping[str, Code], maatregelen: Mapping[str, Code]
) -> list[str]:
    voor, feiten = tree["vooronderzoek"], tree["feitenonderzoek"]
    made = []
    if voor["gestart"].aantal:
        made.append(_vooronderzoek(voor))
    if feiten["gestart"].aantal:
        made += _feitenonderzoek(tree, categorieen)
    if not made and tree["triage"]["in_behandeling"].aantal:
        made.append("Er is geen onderzoek gestart.")
    elsewhere = set(tree["schendingen"]["totaal"].leden) - set(feiten["schending_vastgesteld"].leden)
    if n := len(elsewhere):
        found = _found_in(tree["schendingen"]["per_categorie"], elsewhere)
        what = _violations(found, n, categorieen)
        made.append(
            f"In {count(n, 'zaak', 'zaken')} zonder feitenonderzoek is een schending vastgesteld{what}."
        )
    if n := tree["uitkomst"]["dader_onbekend"].aantal:
        made.append(f"In {count(n, 'zaak', 'zaken')} met een schending is de dader onbekend.")
    violations = set(tree["schendingen"]["totaal"].leden)
    return made + _measures(violations, tree["maatregelen"], maatregelen)


def _vooronderzoek(voor: Mapping[str, Any]) -> str:
    started, completed = voor["gestart"].aantal, voor["afgerond"].aantal
    outcomes = {code: t.aantal for code, t in voor["per_uitkomst"].items() if t.aantal}
    if started == 1 and completed:
        (code,) = outcomes
        return f"In 1 zaak is een vooronderzoek gestart en afgerond; dat {VERVOLG[code][0]}."
    start = f"In {count(started, 'zaak', 'zaken')} is een vooronderzoek gestart"
    if not completed:
        return f"{start}; {'dat loopt nog' if started == 1 else 'die lopen nog'}."
    if completed == 1:
        (code,) = outcomes
        return f"{start}, waarvan er 1 is afgerond; die {VERVOLG[code][0]}."
    of_those = (f"{number(n)} {VERVOLG[code][n > 1]}" for code, n in outcomes.items())
    first, *others = of_those
    number_, _, rest = first.partition(" ")
    follow = enumerate_words([f"{number_} daarvan {rest}", *others])
    return f"{start}, waarvan er {number(completed)} {is_or_are(completed)} afgerond; {follow}."


def _feitenonderzoek(tree: Mapping[str, Any], labels: Mapping[str, Code]) -> list[str]:
    feiten = tree["feitenonderzoek"]
    completed = set(feiten["afgerond"].leden)
    started, ended = feiten["gestart"].aantal, len(completed)
    established = completed & set(feiten["schending_vastgesteld"].leden)
    start = f"In {count(started, 'zaak', 'zaken')} is een feitenonderzoek gestart"
    if not ended:
        return [f"{start}; {'dat loopt nog' if started == 1 else 'die lopen nog'}."]
    found = _found_in(tree["schendingen"]["per_categorie"], established)
    what = _violations(found, len(established), labels)
    # judged later than the investigation ended: not yet is something else than not
    geen = "nog geen" if completed & set(tree["uitkomst"]["lopend"].leden) else "geen"
    if ended == 1:
        done = f"{start} en afgerond." if started == 1 else f"{start}, waarvan er 1 is afgerond."
        return [done, f"Daarin is {'een' if established else geen} schending vastgesteld{what}."]
    if not established:
        return [f"{start}.", f"In de {number(ended)} afgeronde onderzoeken is {geen} schending vastgesteld."]
    if len(established) == ended:
        return [
            f"{start}.",
            f"In alle {number(ended)} afgeronde onderzoeken is een schending vastgesteld{what}.",
        ]
    some = number(len(established))
    return [
        f"{start}.",
        f"Van de {number(ended)} afgeronde onderzoeken is in {some} een schending vastgesteld{what}.",
    ]


def _found_in(per_categorie: Mapping[str, Telling], zaken: set[int]) -> dict[str, int]:
    found = {code: len(zaken & set(t.leden)) for code, t in per_categorie.items()}
    return {code: n for code, n in sorted(found.items(), key=lambda one: -one[1]) if n}


def _violations(found: Mapping[str, int], zaken: int, labels: Mapping[str, Code]) -> str:
    if not found:
        return ""
    if zaken == 1:
        return f": {enumerate_words(label_of(code, labels) for code in found)}"
    return f": {categories(found, labels)}"


def _measures(
    zaken: set[int],
    measures: Mapping[str, Any],
    labels: Mapping[str, Code],
    *,
    where: str = "",
) -> list[str]:
    """What was decided; "in alle gevallen" when every zaak with a violation got the same."""
    found = {code: t for code, t in measures["per_maatregel"].items() if t.aantal}
    total, people = sum(t.aantal for t in found.values()), measures["betrokkenen"].aantal
    if not total:
        return ["Over een maatregel is nog niet besloten."] if zaken else []
    about = f"Over {count(people, 'betrokkene', 'betrokkenen')}{where} is besloten"
    if len(found) > 1 or total > 1:
        ((code, decisions), *others) = found.items()
        same = not others and code in OPGELEGD and set(decisions.leden) == zaken and people == total
        if same and len(zaken) > 1:
            return [f"In alle gevallen is {measure_of(code, labels)} opgelegd."]
        each = (f"{number(t.aantal)} keer {measure_of(code, labels)}" for code, t in found.items())
        return [f"{about}: {enumerate_words(each)}."]
    (code,) = found
    if code in OPGELEGD and set(found[code].leden) == zaken:
        return [f"Daarvoor is {measure_of(code, labels)} opgelegd."]
    return [f"{about}: {measure_of(code, labels)}."]


# Whether it was done in time


def _in_time(verdieping: Mapping[str, Any]) -> list[str]:
    """The terms of the law; nothing of a term that was neither met nor missed, or that is not known."""
    terms = verdieping["termijnen"]["wettelijk"] if verdieping else {}
    told = {
        "bevestigen": ("is de ontvangst", "binnen 7 dagen bevestigd"),
        "terugkoppelen": ("is", "op tijd teruggekoppeld aan de melder"),
    }
    return [
        _met(terms[code]["gehaald"].aantal, terms[code]["van"].aantal, *words)
        for code, words in told.items()
        if code in terms and terms[code]["van"].aantal
    ]


def _met(met: int, total: int, is_: str, done: str) -> str:
    if total == 1:
        return f"Bij 1 melding {is_} {'' if met else 'niet '}{done}."
    if met == total:
        return f"Bij alle {number(total)} meldingen {is_} {done}."
    return f"Bij {number(met) if met else 'geen'} van de {number(total)} meldingen {is_} {done}."


# Older zaken, and what is open


def _earlier(
    earlier: Mapping[str, Any], categorieen: Mapping[str, Code], maatregelen: Mapping[str, Code]
) -> list[str]:
    completed, established = (
        set(earlier["onderzoeken_afgerond"].leden),
        set(earlier["schending_vastgesteld"].leden),
    )
    made = []
    counts = {code: t.aantal for code, t in earlier["per_categorie"].items() if t.aantal}
    counts = dict(sorted(counts.items(), key=lambda one: -one[1]))
    what = _violations(counts, len(established), categorieen)
    if n := len(completed):
        start = (
            f"Daarnaast {is_or_are(n)} {count(n, 'onderzoek', 'onderzoeken')} uit eerdere perioden afgerond"
        )
        if completed == established:
            every = "daarin" if n == 1 else "in alle gevallen"
            made.append(f"{start}; {every} is een schending vastgesteld{what}.")
        else:
            made.append(f"{start}.")
    if established and completed != established:
        zaken = count(len(established), "zaak", "zaken")
        made.append(f"In {zaken} uit eerdere perioden is een schending vastgesteld{what}.")
    where = "" if made else " in zaken uit eerdere perioden"
    return made + _measures(established, earlier, maatregelen, where=where)


def _stock(rapport: Rapport) -> list[str]:
    made = stock(rapport, ("zaak", "zaken"))
    if n := rapport.cijfers["aangiften"].aantal:
        made.append(f"In {count(n, 'zaak', 'zaken')} is aangifte gedaan.")
    return made
