"""Published tables come out of their registrations, number by number."""

import json

import pytest
from django.core.management import call_command

from reports import periods, words
from reports.report import make_report
from tests.reports.published import CASES, NAMEN, bring_in, reports_of

pytestmark = [pytest.mark.django_db, pytest.mark.services]


def figures_of(slug: str, periode: str, capsys, register: str = "integriteit", **options) -> dict:
    capsys.readouterr()
    call_command("rapportage", organisatie=slug, register=register, periode=periode, **options)
    return json.loads(capsys.readouterr().out)


def follow(tree, path: str):
    for part in path.split("."):
        tree = tree[int(part)] if isinstance(tree, list) else tree[part]
    return tree


@pytest.mark.parametrize("naam", NAMEN)
def test_every_published_number_comes_out(naam):
    for one in reports_of(naam):
        found = {path: follow(one.cijfers, path) for path in one.gepubliceerd}
        assert found == one.gepubliceerd, one.periode


def test_a_past_peildatum_does_not_see_what_was_imported_with_a_later_date(capsys, tmp_path):
    """The registration as it was on 31 March, and the whole one asked about that day."""
    organisation, _ = bring_in("den-haag-2021-h1")

    whole = figures_of("den-haag", "2021-H1", capsys, peildatum="2021-03-31")

    lines = (CASES / "den-haag-2021-h1" / "registratie.csv").read_text(encoding="utf-8").splitlines()
    head = lines[0].split(";")
    known = tmp_path / "toen.csv"
    rows = (dict(zip(head, line.split(";"), strict=True)) for line in lines[1:])
    kept = [
        ";".join(_as_of(row, "2021-03-31").values()) for row in rows if row["ontvangen_op"] <= "2021-03-31"
    ]
    known.write_text("\n".join([lines[0], *kept]), encoding="utf-8")
    call_command("maak_organisatie", "toen", naam="Toen", soort="gemeente")
    call_command("import_registratie", str(known), organisatie="toen", register="integriteit")
    then = figures_of("toen", "2021-H1", capsys, peildatum="2021-03-31")

    assert then | {"organisatie": "den-haag"} == whole


def _as_of(row: dict[str, str], peildatum: str) -> dict[str, str]:
    """What this row held on that day: a date that lay ahead takes what belongs to it with it."""
    belongs = {
        "uitgestroomd_op": ["uitstroomreden"],
        "route_op": ["route", "lijn_uitkomst"],
        "vooronderzoek_start": [],
        "vooronderzoek_eind": ["vooronderzoek_uitkomst"],
        "feitenonderzoek_start": [],
        "feitenonderzoek_eind": [],
        "afgesloten_op": ["lijn_uitkomst"],
        "oordeel_op": ["oordeel", "vastgestelde_categorie", "betrokkene"],
        "maatregel_op": ["maatregel", "maatregel_reden"],
    }
    row = dict(row)
    for day, others in belongs.items():
        if row[day] > peildatum:
            for column in (day, *others):
                row[column] = ""
    return row


def test_the_summary_of_den_haag_reads_like_the_published_letter(capsys):
    organisation, _ = bring_in("den-haag-2021-h1")
    periode = periods.parse("2021-H1")

    told = words.summary(make_report(organisation, "integriteit", periode, periode.tot_en_met))

    assert told == [
        "In het eerste halfjaar van 2021 ontving het meldpunt 58 meldingen; in het eerste halfjaar van"
        " 2020 waren dat er 64. Het vaakst ging het over belangenverstrengeling (24), misbruik van"
        " informatie (16) en nevenwerkzaamheden (11).",
        "26 meldingen zijn niet in behandeling genomen: in 15 was er geen vermoeden van een schending,"
        " 9 waren onvoldoende concreet en 2 gingen naar een andere organisatie. Van de overige 32 zijn"
        " er 19 in de lijn behandeld.",
        "In 4 zaken is een vooronderzoek gestart, waarvan er 2 zijn afgerond; 1 daarvan is in de lijn"
        " voortgezet en 1 leverde geen schending op. In 9 zaken is een feitenonderzoek gestart. Van de 4"
        " afgeronde onderzoeken is in 3 een schending vastgesteld: nevenwerkzaamheden (1), misbruik van"
        " informatie (1) en overschrijding van interne regels (1). In alle gevallen is een formele"
        " waarschuwing opgelegd.",
        "Daarnaast zijn 4 onderzoeken uit eerdere perioden afgerond; in alle gevallen is een schending"
        " vastgesteld: misbruik van informatie (3) en financiële schendingen (1). Over 5 betrokkenen is"
        " besloten: 3 keer een waarschuwing, 1 keer een ontbindingsverzoek en 1 keer geen maatregel.",
        "Aan het einde van de periode waren 7 zaken open; aan het begin waren dat er 4.",
    ]


def test_the_parts_of_a_year_add_up_to_the_year(capsys):
    bring_in("den-haag-2021-h1")
    year = figures_of("den-haag", "2021", capsys, peildatum="2021-12-31")
    months = [
        figures_of("den-haag", f"2021-{month:02d}", capsys, peildatum="2021-12-31") for month in range(1, 13)
    ]

    for path in ("instroom.totaal", "voorraad.uitstroom", "onderzoeken.gestart", "onderzoeken.afgerond"):
        assert sum(follow(month, path) for month in months) == follow(year, path)
    for before, after in zip(months, months[1:], strict=False):
        assert before["voorraad"]["eind"] == after["voorraad"]["begin"]
        assert before["onderzoeken"]["lopend_eind"] == after["onderzoeken"]["lopend_begin"]
