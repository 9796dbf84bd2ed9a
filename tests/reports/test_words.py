"""The report in sentences: right for none, one and many, and nothing that the figures don't hold."""

import pytest

from reports.words import summary
from tests.reports.making import (
    boom,
    lijn,
    maatregel,
    melding,
    onderzoek,
    oordeel,
    rapport_of,
    route,
    uitstroom,
    weg,
    zaak,
)

VOOR, FEITEN = "vooronderzoek", "feitenonderzoek"


def words(zaken, meldingen=None, *, periode: str = "2021-H1", peildatum: str = "") -> str:
    tree = boom(periode, zaken, meldingen, peildatum=peildatum)
    return " ".join(summary(rapport_of(tree, periode, peildatum=peildatum)))


def many(n: int, ontvangen: str = "2021-02-01", *, start: int = 1, **parts) -> list:
    return [zaak(pk, ontvangen, **parts) for pk in range(start, start + n)]


def test_an_empty_period_is_told_in_words():
    assert words([]) == (
        "In het eerste halfjaar van 2021 ontving het meldpunt geen meldingen; in het eerste halfjaar van 2020"
        " zijn er geen geregistreerd. Aan het begin van de periode en aan het einde van de periode waren er"
        " geen open zaken."
    )


def test_one_melding_is_told_in_the_singular():
    one = zaak(1, "2021-02-01")
    told = words(
        [one, zaak(2, "2020-02-01")], [melding(one, categorie="pesten"), melding(zaak(2, "2020-02-01"))]
    )

    assert "ontving het meldpunt 1 melding; in het eerste halfjaar van 2020 was dat er 1." in told
    assert "De melding ging over pesten." in told
    assert "1 melding is nog niet beoordeeld. Er is geen melding in behandeling genomen." in told
    assert "Aan het einde van de periode waren 2 zaken open; aan het begin was dat er 1." in told


def test_signalen_and_adviesvragen_are_told_when_there_are_any():
    def other(*soorten: str) -> str:
        return words(
            [], [melding(None, pk=n, ontvangen="2021-02-01", soort=s) for n, s in enumerate(soorten, 1)]
        )

    assert "Daarnaast is er 1 signaal geregistreerd." in other("signaal")
    assert "Daarnaast zijn er 2 signalen en 1 adviesvraag geregistreerd." in other(
        "signaal", "signaal", "adviesvraag"
    )


def test_the_three_most_registered_categories_are_told():
    zaken = many(4)
    codes = ["lekken", "lekken", "overig", "zelf_bedacht"]
    told = words(zaken, [melding(z, categorie=c) for z, c in zip(zaken, codes, strict=True)])

    assert (
        "Het vaakst ging het over lekken van informatie (2), de categorie overige (1) en zelf_bedacht (1)."
        in told
    )


@pytest.mark.parametrize(
    ("redenen", "sentence"),
    [
        (["geen_vermoeden"], "In 1 melding was er geen vermoeden van een schending."),
        (["onvoldoende_concreet"] * 2, "2 meldingen waren onvoldoende concreet."),
        (
            ["geen_vermoeden", "onvoldoende_concreet"],
            "In 2 meldingen was er geen vermoeden van een schending of was de melding onvoldoende concreet.",
        ),
        (["dubbel"], "1 melding is niet in behandeling genomen: die was dubbel."),
        (["dubbel"] * 2, "2 meldingen zijn niet in behandeling genomen: ze waren dubbel."),
        (
            ["melder_onbereikbaar"] * 2,
            "2 meldingen zijn niet in behandeling genomen: daarbij was de melder onbereikbaar.",
        ),
        (
            ["geen_vermoeden", "klacht", "klacht", "ingetrokken"],
            "4 meldingen zijn niet in behandeling genomen: in 1 was er geen vermoeden van"
            " een schending, 2 waren"
            " klachten en 1 is ingetrokken.",
        ),
    ],
)
def test_why_meldingen_dropped_out_is_told(redenen, sentence):
    zaken = [zaak(n, "2021-02-01", triage=[uitstroom(r, "2021-02-02")]) for n, r in enumerate(redenen)]

    assert sentence in words(zaken)


def test_what_turned_out_not_to_be_about_integrity_is_told_apart():
    told = words(many(2, triage=[uitstroom("anders_gekwalificeerd", "2021-02-02")]))

    assert "2 meldingen bleken niet over integriteit te gaan." in told


@pytest.mark.parametrize(
    ("handled", "waiting", "elsewhere", "sentence"),
    [
        (1, 0, 0, "De melding is in de lijn behandeld."),
        (3, 0, 0, "De 3 meldingen zijn in de lijn behandeld."),
        (0, 1, 0, "De melding is in de lijn opgepakt; die loopt nog."),
        (1, 1, 1, "Van de 3 meldingen zijn er 2 in de lijn opgepakt, waarvan er 1 is afgerond."),
        (
            1,
            0,
            1,
            "Van de 2 meldingen is er 1 in de lijn behandeld. 1 melding ging naar een andere instantie.",
        ),
        (
            0,
            0,
            2,
            "De 2 meldingen zijn in behandeling genomen. 2 meldingen gingen naar een andere instantie.",
        ),
    ],
)
def test_the_line_is_told(handled, waiting, elsewhere, sentence):
    in_line = [route("in_de_lijn", "2021-02-02")]
    zaken = many(
        handled, triage=in_line, lijn=[lijn("besproken", "2021-02-02")], sluitingen=[weg("2021-03-01")]
    )
    zaken += many(waiting, start=10, triage=in_line)
    zaken += many(elsewhere, start=20, triage=[route("extern", "2021-02-02")])

    assert sentence in words(zaken)


def test_the_rest_is_what_did_not_drop_out():
    zaken = many(2, triage=[uitstroom("dubbel", "2021-02-02")])
    zaken += many(3, start=10, triage=[route("in_de_lijn", "2021-02-02")], sluitingen=[weg("2021-03-01")])
    zaken += many(1, start=20, triage=[route(VOOR, "2021-02-02")])

    assert "Van de overige 4 zijn er 3 in de lijn behandeld." in words(zaken)


@pytest.mark.parametrize(
    ("outcomes", "running", "sentence"),
    [
        ([], 1, "In 1 zaak is een vooronderzoek gestart; dat loopt nog."),
        ([], 2, "In 2 zaken is een vooronderzoek gestart; die lopen nog."),
        (
            ["in_de_lijn"],
            0,
            "In 1 zaak is een vooronderzoek gestart en afgerond; dat is in de lijn voortgezet.",
        ),
        (
            ["geen_schending", "geen_schending", "feitenonderzoek"],
            1,
            "In 4 zaken is een vooronderzoek gestart, waarvan er 3 zijn afgerond; 1 daarvan leidde tot een"
            " feitenonderzoek en 2 leverden geen schending op.",
        ),
        ([""], 1, "waarvan er 1 is afgerond; die heeft geen geregistreerde uitkomst."),
    ],
)
def test_vooronderzoeken_are_told(outcomes, running, sentence):
    zaken = [
        zaak(n, "2021-02-01", onderzoeken=[onderzoek(VOOR, "2021-02-02", "2021-03-01", uitkomst=u)])
        for n, u in enumerate(outcomes)
    ] + many(running, start=10, onderzoeken=[onderzoek(VOOR, "2021-02-02")])

    assert sentence in words(zaken)


def investigated(pk: int, code: str = "vastgesteld", categorie: str = "lekken", **parts):
    return zaak(
        pk,
        "2021-02-01",
        triage=[route(FEITEN, "2021-02-02")],
        onderzoeken=[onderzoek(FEITEN, "2021-02-03", "2021-03-01")],
        aantijgingen=[oordeel(code, "2021-03-02", categorie=categorie)],
        **parts,
    )


@pytest.mark.parametrize(
    ("found", "cleared", "running", "sentence"),
    [
        (0, 0, 1, "In 1 zaak is een feitenonderzoek gestart; dat loopt nog."),
        (0, 0, 2, "In 2 zaken is een feitenonderzoek gestart; die lopen nog."),
        (
            1,
            0,
            0,
            "In 1 zaak is een feitenonderzoek gestart en afgerond. Daarin is een schending"
            " vastgesteld: lekken van informatie.",
        ),
        (
            0,
            1,
            1,
            "In 2 zaken is een feitenonderzoek gestart, waarvan er 1 is afgerond. Daarin is"
            " geen schending vastgesteld.",
        ),
        (
            2,
            0,
            1,
            "In 3 zaken is een feitenonderzoek gestart. In alle 2 afgeronde onderzoeken is een"
            " schending vastgesteld: lekken van informatie (2).",
        ),
        (1, 2, 0, "Van de 3 afgeronde onderzoeken is in 1 een schending vastgesteld: lekken van informatie."),
        (0, 2, 0, "In de 2 afgeronde onderzoeken is geen schending vastgesteld."),
    ],
)
def test_feitenonderzoeken_are_told(found, cleared, running, sentence):
    zaken = [investigated(n) for n in range(found)]
    zaken += [investigated(10 + n, "niet_vastgesteld", "") for n in range(cleared)]
    zaken += many(
        running, start=20, triage=[route(FEITEN, "2021-02-02")], onderzoeken=[onderzoek(FEITEN, "2021-03-01")]
    )

    assert sentence in words(zaken)


def test_a_finished_investigation_that_waits_for_an_oordeel_is_not_called_unfounded():
    waiting = zaak(
        1,
        "2021-02-01",
        triage=[route(FEITEN, "2021-02-02")],
        onderzoeken=[onderzoek(FEITEN, "2021-02-03", "2021-03-01")],
        aantijgingen=[oordeel("")],
    )

    assert "Daarin is nog geen schending vastgesteld." in words([waiting])


def test_no_investigation_is_told_when_something_was_taken_up():
    told = words(many(1, triage=[route("in_de_lijn", "2021-02-02")], sluitingen=[weg("2021-03-01")]))

    assert "Er is geen onderzoek gestart." in told


@pytest.mark.parametrize(
    ("per_zaak", "sentence"),
    [
        ([[]], "Over een maatregel is nog niet besloten."),
        ([["formele_waarschuwing"]], "Daarvoor is een formele waarschuwing opgelegd."),
        ([["formele_waarschuwing"]] * 2, "In alle gevallen is een formele waarschuwing opgelegd."),
        ([["formele_waarschuwing"], []], "Over 1 betrokkene is besloten: een formele waarschuwing."),
        ([["geen"]], "Over 1 betrokkene is besloten: geen maatregel."),
        (
            [["berisping", "terugvordering"]],
            "Over 1 betrokkene is besloten: 1 keer een schriftelijke berisping en 1 keer een terugvordering.",
        ),
        ([["ontslag"], ["ontslag"]], "Over 2 betrokkenen is besloten: 2 keer ontslag."),
    ],
)
def test_measures_are_told(per_zaak, sentence):
    zaken = [
        investigated(n, maatregelen=[maatregel(code, "2021-04-01") for code in codes])
        for n, codes in enumerate(per_zaak)
    ]

    assert sentence in words(zaken)


def test_a_violation_without_feitenonderzoek_and_an_unknown_offender_are_told():
    one = zaak(
        1,
        "2021-02-01",
        triage=[route("extern", "2021-02-02")],
        aantijgingen=[oordeel("vastgesteld", "2021-03-02", categorie="lekken", bekend=False)],
    )

    told = words([one])

    assert "In 1 zaak zonder feitenonderzoek is een schending vastgesteld: lekken van informatie." in told
    assert "In 1 zaak met een schending is de dader onbekend." in told


@pytest.mark.parametrize(
    ("completed", "established", "decided", "sentence"),
    [
        (
            1,
            1,
            0,
            "Daarnaast is 1 onderzoek uit eerdere perioden afgerond; daarin is een schending"
            " vastgesteld: lekken van informatie.",
        ),
        (2, 0, 0, "Daarnaast zijn 2 onderzoeken uit eerdere perioden afgerond."),
        (
            2,
            1,
            0,
            "Daarnaast zijn 2 onderzoeken uit eerdere perioden afgerond. In 1 zaak uit eerdere"
            " perioden is een schending vastgesteld: lekken van informatie.",
        ),
        (0, 2, 0, "In 2 zaken uit eerdere perioden is een schending vastgesteld: lekken van informatie (2)."),
        (0, 0, 1, "Over 1 betrokkene in zaken uit eerdere perioden is besloten: een waarschuwing."),
    ],
)
def test_older_zaken_are_told(completed, established, decided, sentence):
    zaken = [
        zaak(
            n,
            "2020-02-01",
            onderzoeken=[onderzoek(FEITEN, "2020-03-01", "2021-02-01")] if n < completed else [],
            aantijgingen=[oordeel("vastgesteld", "2021-02-02", categorie="lekken")]
            if n < established
            else [],
            maatregelen=[maatregel("waarschuwing", "2021-02-02")] if n < decided else [],
        )
        for n in range(3)
    ]

    assert sentence in words(zaken)


def test_aangiften_are_told():
    from tests.reports.making import dag

    assert "In 1 zaak is aangifte gedaan." in words([zaak(1, "2021-02-01", aangiften=[dag("2021-02-02")])])


def test_a_running_period_is_told_up_to_the_peildatum_and_compared_with_the_whole():
    told = words([zaak(1, "2021-02-01")], peildatum="2021-03-15")

    assert (
        "ontving het meldpunt 1 melding (tot en met 15 maart 2021); in het hele eerste halfjaar van 2020"
        in told
    )
    assert "Op 15 maart 2021 was 1 zaak open; aan het begin waren dat er geen." in told


def test_a_period_that_has_not_begun_says_so():
    assert words([], peildatum="2020-12-31") == "Op 31 december 2020 was deze periode nog niet begonnen."


def test_big_numbers_are_readable():
    assert "ontving het meldpunt 1.200 meldingen" in words(many(1200))
