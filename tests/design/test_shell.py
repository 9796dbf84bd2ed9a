"""The page shell, the parts and the stylesheet."""

import gzip
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.conf import settings
from django.template.loader import get_template, render_to_string

STATIC = settings.BASE_DIR / "static"
TEMPLATES = settings.BASE_DIR / "templates"


class EenVeld(forms.Form):
    naam = forms.CharField()


def organisatie(**changes):
    return SimpleNamespace(**({"pk": 1, "naam": "Gemeente Proef", "thema": "", "logo": ""} | changes))


def title_of(**context) -> str:
    html = render_to_string("base.html", {"paginatitel": "Werklijst", **context})
    return re.search(r"<title>(.*)</title>", html).group(1)


def test_the_title_names_page_organisation_and_product():
    assert title_of(organisatie=organisatie()) == "Werklijst – Gemeente Proef – GIR"


@pytest.mark.parametrize(
    "context", [{"form": EenVeld({})}, {"forms": [EenVeld(), EenVeld({})]}, {"form_errors": True}]
)
def test_the_title_says_so_when_a_form_has_errors(context):
    assert title_of(**context).startswith("Fout: Werklijst")


@pytest.mark.parametrize("form", [EenVeld(), EenVeld({"naam": "x"})])
def test_the_title_says_nothing_about_a_form_without_errors(form):
    assert title_of(form=form).startswith("Werklijst")


def test_a_theme_is_a_class_a_stylesheet_and_a_logo():
    html = render_to_string("base.html", {"organisatie": organisatie(thema="duin")})
    assert 'class="gir-thema-duin"' in html
    assert "themas/duin.css" in html and "logos/duin.svg" in html


@pytest.mark.parametrize("thema", ["", "bestaat-niet"])
def test_without_a_theme_the_default_look_remains(thema):
    html = render_to_string("base.html", {"organisatie": organisatie(thema=thema)})
    assert "themas/" not in html and "logo.svg" in html


@pytest.mark.parametrize(
    "logo", ["../geheim.svg", "logos/../x.svg", "logos/niet-er.svg", "https://x.nl/l.svg"]
)
def test_a_logo_that_is_not_ours_is_not_shown(logo):
    html = render_to_string("base.html", {"organisatie": organisatie(logo=logo)})
    assert logo not in html and "logo.svg" in html


@pytest.mark.parametrize("path", sorted((STATIC / "themas").glob("*.css")), ids=lambda path: path.name)
def test_a_theme_sets_only_tokens(path: Path):
    rules = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    assert re.findall(r"([^{}]+)\{", rules)[0].strip() == f".gir-thema-{path.stem}"
    declared = re.findall(r"^\s*([\w-]+):", rules, flags=re.MULTILINE)
    assert declared and all(name.startswith(("--basis-", "--gir-", "--utrecht-")) for name in declared)


# Is no page of ours but a file that is downloaded, with all in it.
FILE = "reports/bestand.html"


def test_no_template_holds_inline_script_or_style():
    wrong = [
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if re.search(r'\sstyle="|\son\w+="|<style|<script(?![^>]*\ssrc=)|javascript:', path.read_text())
    ]
    assert wrong == [FILE]
    assert "<script" not in (TEMPLATES / FILE).read_text()


def test_the_stylesheet_stays_small_and_fetches_nothing():
    css = (STATIC / "gir.css").read_bytes()
    assert len(gzip.compress(css, 9)) < 22_000
    assert b"url(" not in css and b"@import" not in css


def test_shell_and_stylesheet_leave_room_for_the_form_within_40_kb():
    files = [STATIC / "gir.css", STATIC / "gir.js", STATIC / "logo.svg"]
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in files) < 26_000


def test_every_class_of_the_shell_and_parts_is_in_the_stylesheet():
    css = (STATIC / "gir.css").read_text()
    wanted = set()
    for path in [
        TEMPLATES / "base.html",
        *TEMPLATES.glob("onderdelen/*.html"),
        *TEMPLATES.glob("nlds/**/*.html"),
    ]:
        for value in re.findall(r'class="([^"]*)"', re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", path.read_text())):
            wanted |= {name for name in value.split() if name.startswith("gir-") and not name.endswith("--")}
    assert {name for name in wanted if f".{name}" not in css} == set()


def test_the_page_for_a_failure_needs_no_context():
    html = get_template("500.html").render()
    assert "Er ging iets mis" in html and 'href="tel:112"' in html


@pytest.mark.parametrize("soort", ["info", "ok", "warning", "error"])
def test_an_alert_says_in_words_what_kind_it_is(soort):
    html = render_to_string("onderdelen/alert.html", {"soort": soort, "tekst": "<b>"})
    assert re.search(r'gir-verborgen">(Informatie|Gelukt|Let op|Fout):', html) and "&lt;b&gt;" in html


def test_what_the_melder_reads_says_so_and_a_note_says_the_opposite():
    assert "Dit leest de melder" in render_to_string("onderdelen/bericht.html", {"tekst": "x"})
    assert "de melder leest dit niet" in render_to_string("onderdelen/interne_notitie.html", {"tekst": "x"})


def test_the_check_page_names_what_is_changed():
    rijen = [{"label": "Wanneer", "waarde": "", "wijzig_url": "/x"}, {"label": "Aantal", "waarde": 0}]
    html = render_to_string("onderdelen/definitielijst.html", {"rijen": rijen})
    assert 'Wijzig<span class="gir-verborgen"> wanneer</span>' in html
    assert "Niet ingevuld" in html and ">0</dd>" in html
