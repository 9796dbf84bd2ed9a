"""The command: what it says, on which stream, and that it never leaves half an import."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from casework.importing import tables
from gir.management.commands import import_registratie
from incidents.models import Incident
from integrity.models import Melding
from organisations.models import Afdeling
from tests.integrity.importing.files import GESLOTEN, LIJN, MELDING, csv_of

LIJST = "lijst;versie;geldig_van;geldig_tot;code;label;rijk_code\neigen;1;2020-01-01;;liegen;Liegen;overig\n"


@pytest.fixture
def bestand(tmp_path, den_haag):
    def _bestand(*rows: dict, naam: str = "registratie.csv") -> Path:
        path = tmp_path / naam
        path.write_bytes(csv_of(*rows))
        return path

    return _bestand


def run(path, *extra: str, organisatie: str = "den-haag", register: str = "integriteit") -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    arguments = [str(path), "--organisatie", organisatie, "--register", register, *extra]
    call_command("import_registratie", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def refused(*arguments, **options) -> list[str]:
    with pytest.raises(CommandError) as caught:
        run(*arguments, **options)
    assert not Melding.objects.exists() and not Afdeling.objects.exists()
    return str(caught.value).splitlines()


def test_success_is_one_line_with_the_counts(bestand):
    path = bestand(GESLOTEN | {"afdeling": "Zorg"}, LIJN | {"kenmerk": "K2", "afdeling": "Bouw"})
    assert run(path) == (
        "2 meldingen in 2 zaken geïmporteerd, 0 overgeslagen (al bekend), 2 nieuwe afdelingen: Bouw, Zorg.\n",
        "",
    )
    assert (
        run(path)[0]
        == "0 meldingen in 0 zaken geïmporteerd, 2 overgeslagen (al bekend), 0 nieuwe afdelingen.\n"
    )


def test_a_trial_only_tells(bestand):
    out, _ = run(bestand(GESLOTEN), "--proef")
    assert out.startswith("Proef, er is niets geïmporteerd: 1 melding in 1 zaak te importeren")
    assert not Melding.objects.exists()


@pytest.mark.parametrize("trial", [(), ("--proef",)])
def test_faults_are_lines_and_nothing_is_imported(bestand, trial):
    told = refused(
        bestand(GESLOTEN, LIJN | {"kenmerk": "K2", "route_op": "2021-02-31", "kanaal": "fax"}), *trial
    )
    assert told[0].startswith("rij 3, kolom kanaal, waarde ‘fax’: onbekende code; kies uit: portaal, ")
    assert told[1] == "rij 3, kolom route_op, waarde ‘2021-02-31’: deze datum bestaat niet"
    assert told[2] == "2 fouten: er is niets geïmporteerd. Verbeter het bestand en probeer opnieuw."


def test_of_very_many_faults_the_first_are_shown_and_the_rest_counted(bestand):
    told = refused(bestand(*({"kenmerk": f"K{n}", "ontvangen_op": "nooit"} for n in range(250))))
    assert len(told) == 202 and told[200] == "… en nog 50 fouten." and told[201].startswith("250 fouten")


def test_progress_goes_to_standard_error(bestand, monkeypatch):
    monkeypatch.setattr(import_registratie, "PROGRESS_SECONDS", 0)
    out, err = run(bestand(*(MELDING | {"kenmerk": f"K{n}"} for n in range(120))))
    assert out.count("\n") == 1
    assert err.splitlines() == [f"{n} van 120 rijen…" for n in (0, 50, 100, 120)]


def test_a_category_list_comes_along(bestand, tmp_path):
    lijst = tmp_path / "lijst.csv"
    lijst.write_text(LIJST)
    run(bestand(MELDING | {"categorie": "liegen"}), "--categorielijst", str(lijst))
    assert Melding.objects.get().categorie == "liegen"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (
            {"organisatie": "delft"},
            "Onbekende organisatie ‘delft’. Wel bekend: den-haag. Maak haar eerst: maak_organisatie delft",
        ),
        ({"register": "klachten"}, "Onbekend register ‘klachten’. Kies uit: integriteit, agressie."),
    ],
)
def test_an_unknown_organisation_or_register_is_one_line_with_what_to_do(bestand, options, words):
    [told] = refused(bestand(MELDING), **options)
    assert told.startswith(words)


def test_a_file_that_is_not_there_or_too_large_is_one_line(bestand, tmp_path):
    [told] = refused(tmp_path / "weg.csv")
    assert "weg.csv kan niet worden gelezen (No such file or directory)" in told
    assert "kan niet worden gelezen" in refused(tmp_path)[0]
    [told] = refused(bestand(MELDING), "--categorielijst", str(tmp_path / "weg.csv"))
    assert "weg.csv" in told
    large = tmp_path / "groot.csv"
    with large.open("wb") as file:
        file.truncate(200 * tables.MB)
    [told] = refused(large)
    assert "200 MB" in told and told.endswith("Er is niets geïmporteerd.")


def test_when_one_zaak_fails_halfway_nothing_stays(bestand, monkeypatch):
    from integrity.services import verloop

    monkeypatch.setattr(verloop, "close", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run(bestand(MELDING | {"afdeling": "Zorg"}, GESLOTEN | {"kenmerk": "K2"}))
    assert not Melding.objects.exists() and not Afdeling.objects.exists()


def test_a_file_of_incidents_is_imported_by_the_same_command(den_haag):
    path = Path(__file__).resolve().parents[2] / "acceptatie" / "bergen-op-zoom-2015" / "registratie.csv"
    out, _ = run(path, "--proef", register="agressie")
    assert out.startswith("Proef, er is niets geïmporteerd: 83 incidenten te importeren, 0 overgeslagen")
    assert not Incident.objects.exists()
    out, _ = run(path, register="agressie")
    assert out.endswith("3 nieuwe afdelingen: Handhaving, Publiekszaken, Werk en Inkomen.\n")
    assert run(path, register="agressie")[0].startswith("0 incidenten geïmporteerd, 83 overgeslagen")
    assert Incident.objects.count() == 83 and not Melding.objects.exists()
    told = refused_incidents(path.with_name("cijfers.json"))
    assert told[0].startswith("De eerste rij is geen kopregel")


def refused_incidents(path: Path) -> list[str]:
    with pytest.raises(CommandError) as caught:
        run(path, register="agressie")
    return str(caught.value).splitlines()
