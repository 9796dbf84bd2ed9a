"""The contract counted a second time, straight from its words, over plain rows and with plain loops."""

from datetime import date, timedelta

from incidents.gedragingen import GEDRAGINGEN

LISTS = {
    "hoofdcategorie": "non_verbaal bedreiging fysiek vernieling",
    "kenmerk": "discriminatie seksuele_intimidatie online stalking doxing wapen groep privesfeer",
    "contactvorm": "balie telefoon email brief chat sociale_media_openbaar sociale_media_prive videogesprek"
    " huisbezoek openbare_ruimte controle_handhaving raadsvergadering bewonersavond evenement bij_woning"
    " privetijd dienstvoertuig",
    "functiegroep": "balie kcc inkomen schuldhulp wmo_jeugd wijkteam boa toezicht inspectie parkeren"
    " openbare_ruimte afval brug_haven invordering sport bode beveiliging jurist leidinggevende overig",
    "doelwit": "medewerker inhuur_beveiliger stagiair_vrijwilliger ambtsdrager gezin organisatie",
    "ambt": "burgemeester wethouder raadslid commissielid griffier cdk gedeputeerde statenlid dijkgraaf"
    " db_lid ab_lid",
    "ernst": "1 2 3 4",
    "politie": "geen 112 melding aangifte",
    "reden": "niet_ernstig hoort_erbij geen_resultaat_verwacht angst niet_strafbaar politie_weigert anders",
    "strafbaar": "ja nee onbekend",
    "afdoening": "in_behandeling geen_verdachte sepot om_strafbeschikking halt berispend_gesprek gedagvaard"
    " vonnis overgedragen niet_strafbaar",
    "maatregel": "aanspreken ordegesprek waarschuwingsbrief contactbeperking opschorting_dienst"
    " toegangsontzegging locatieverbod civiel_contactverbod gebiedsverbod uitkering_afstemmen"
    " schade_verhalen hulptraject geen",
    "nazorg": "gehouden aangeboden geweigerd geen",
    "besproken_met": "collega leidinggevende vertrouwenspersoon griffier_secretaris thuis niemand",
    "gevolg": "werkplezier veiligheid sociale_media besluitvorming contact_vermijden gezondheid gezin"
    " overweegt_stoppen",
    "letsel": "geen psychisch licht behandeling ziekenhuisopname blijvend overlijden",
    "verzuim": "geen tot_3_dagen meer_dan_3_dagen",
}
CODES = {naam: codes.split() for naam, codes in LISTS.items()}
EMPTY = "niet_geregistreerd"


def count(naam: str, per_row: list[set[str]], codes: list[str] | None = None) -> dict[str, int]:
    """``per_row``: the codes of each incident."""
    counts = dict.fromkeys(CODES[naam] if codes is None else codes, 0)
    for found in per_row:
        for code in found - {""} or {EMPTY}:
            counts[code] = counts.get(code, 0) + 1
    return counts


def worst(naam: str, found: list[str]) -> str:
    for code in reversed(CODES[naam]):
        if code in found:
            return code
    return ""


def best_talk(row: dict, peildatum: date) -> str:
    per_person = []
    for s in row["slachtoffers"]:
        last, last_day = "", None
        for uitkomst, op in s["nazorg"]:
            if op > peildatum or last == "gehouden":
                continue
            if uitkomst == "gehouden" or last_day is None or op >= last_day:
                last, last_day = uitkomst, op
        per_person.append(last)
    for code in CODES["nazorg"]:
        if code in per_person:
            return code
    return ""


def furthest_step(row: dict, peildatum: date) -> str:
    steps = [stap for stap, op in row["contacten"] if op <= peildatum]
    steps += ["melding" for stap, op in row["contacten"] if op > peildatum and stap == "aangifte"]
    for step in ("aangifte", "melding", "112"):
        if step in steps:
            return step
    decided = row["besluit"]
    return "geen" if decided and decided["op"] <= peildatum and decided["besluit"] == "geen" else ""


def grade(row: dict) -> str:
    if not row["gedragingen"]:
        return ""
    weight = max(GEDRAGINGEN[code].gewicht for code in row["gedragingen"])
    hurt = any(s["letsel"] not in ("", "geen") for s in row["slachtoffers"])
    if hurt or row["herhaling"] or "wapen" in row["kenmerken"] or "privesfeer" in row["kenmerken"]:
        weight += 1
    return str(min(weight, 4))


def is_open(row: dict, day: date, peildatum: date) -> bool:
    if row["gemeld_op"] > day:
        return False
    for left, back in row["weg"]:
        returned = back is not None and back <= min(day, peildatum)
        if left <= min(day, peildatum) and not returned:
            return False
    return True


def figures(
    rows: list[dict], van: date, tot: date, peildatum: date, earlier: list[tuple[str, date, date]]
) -> dict:
    """``earlier``: the name and the days of the three stretches to compare with."""
    known = [r for r in rows if r["gemeld_op"] <= peildatum]
    incidents = [r for r in known if r["soort"] == "incident"]
    cohort = [r for r in incidents if van <= r["gemeld_op"] <= tot]

    def first(row: dict, naam: str) -> str:
        return row["slachtoffers"][0][naam] if row["slachtoffers"] else ""

    def one(naam: str, of, among=cohort, codes=None) -> dict[str, int]:
        return count(naam, [{of(r)} for r in among], codes)

    def several(naam: str, of, codes=None) -> dict[str, int]:
        return count(naam, [set(of(r)) for r in cohort], codes)

    def decided(row: dict, naam: str) -> str:
        there = row["besluit"]
        return there[naam] if there and there["op"] <= peildatum else ""

    def last_ending(row: dict) -> str:
        endings = [(op, n, code) for n, (code, op) in enumerate(row["afdoeningen"]) if op <= peildatum]
        return max(endings)[2] if endings else ""

    def within(day: date | None) -> bool:
        return day is not None and van <= day <= tot and day <= peildatum

    months, day = [], date(van.year, van.month, 1)
    while day <= tot:
        months.append(f"{day:%Y-%m}")
        day = (day + timedelta(days=31)).replace(day=1)
    measures = [[code for code, op in r["maatregelen"] if op <= peildatum] for r in cohort]
    damage = [line for r in cohort for line in r["schade"] if line["op"] <= peildatum]
    without = [r for r in cohort if furthest_step(r, peildatum) != "aangifte"]
    afdelingen = sorted({r["afdeling"] for r in cohort} - {""})
    then = [[r for r in incidents if a <= r["gemeld_op"] <= b] for _, a, b in earlier]
    return {
        "instroom": {
            "totaal": len(cohort),
            "per_maand": one("", lambda r: f"{r['gemeld_op']:%Y-%m}", codes=months),
            "per_hoofdcategorie": one("hoofdcategorie", lambda r: r["hoofdcategorie"]),
            "per_kenmerk": several("kenmerk", lambda r: r["kenmerken"]),
            "per_gedraging": several("", lambda r: r["gedragingen"], list(GEDRAGINGEN)),
            "per_contactvorm": several("contactvorm", lambda r: r["contactvormen"]),
            "per_afdeling": one("", lambda r: r["afdeling"], codes=afdelingen),
            "per_functiegroep": one("functiegroep", lambda r: first(r, "functiegroep")),
            "per_doelwit": one("doelwit", lambda r: first(r, "doelwit")),
            "per_ambt": one("ambt", lambda r: first(r, "ambt")),
            "per_ernst": one("ernst", grade),
        },
        "hinderlijk_contact": sum(
            r["soort"] == "hinderlijk_contact" and van <= r["gemeld_op"] <= tot for r in known
        ),
        "online": sum(
            "online" in r["kenmerken"] or any(c.startswith("sociale_media") for c in r["contactvormen"])
            for r in cohort
        ),
        "politie": one("politie", lambda r: furthest_step(r, peildatum)),
        "redenen_geen_aangifte": one("reden", lambda r: decided(r, "reden"), without),
        "strafbaar": one("strafbaar", lambda r: decided(r, "strafbaar")),
        "afdoening": one("afdoening", last_ending),
        "maatregelen": {
            "incidenten": sum(bool(codes) for codes in measures),
            "per_maatregel": count("maatregel", [{code} for codes in measures for code in codes]),
        },
        "nazorg": one("nazorg", lambda r: best_talk(r, peildatum)),
        "besproken_met": several(
            "besproken_met", lambda r: [c for s in r["slachtoffers"] for c in s["besproken_met"]]
        ),
        "nadelige_gevolgen": several(
            "gevolg", lambda r: [c for s in r["slachtoffers"] for c in s["gevolgen"]]
        ),
        "letsel": one("letsel", lambda r: worst("letsel", [s["letsel"] for s in r["slachtoffers"]])),
        "verzuim": one("verzuim", lambda r: worst("verzuim", [s["verzuim"] for s in r["slachtoffers"]])),
        "schade": {
            "bedrag": sum(line["bedrag"] for line in damage),
            "ontvangen": sum(line["ontvangen"] for line in damage if line["ontvangen_op"] <= peildatum),
        },
        "voorraad": {
            "begin": sum(is_open(r, van - timedelta(days=1), peildatum) for r in incidents),
            "instroom": len(cohort),
            "heropend": sum(within(back) for r in incidents for left, back in r["weg"] if left <= peildatum),
            "uitstroom": sum(within(left) for r in incidents for left, _ in r["weg"]),
            "eind": sum(is_open(r, tot, peildatum) for r in incidents),
        },
        "vergelijking": [
            {
                "periode": naam,
                "instroom": len(found),
                "instroom_zoals_gepubliceerd": None,
                "per_hoofdcategorie": count("hoofdcategorie", [{r["hoofdcategorie"]} for r in found]),
                "verschil": len(cohort) - len(found),
                "verschil_procent": None if len(found) < 10 else "never in so small a register",
            }
            for (naam, _, _), found in zip(earlier, then, strict=True)
        ],
    }
