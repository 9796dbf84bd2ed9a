"""Documents: what people wrote stands in them as text, readable for everybody, and the same every time."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import docx
import odfdo
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from casework.typesetting import (
    Alinea,
    Citaat,
    Document,
    Gegevens,
    Huisstijl,
    Kop,
    Opsomming,
    Tabel,
    as_docx,
    as_odt,
    as_pdf,
    huisstijl_of,
)
from casework.typesetting.characters import clean, printable

CODE = '#panic("nee") *vet* $x$ <label> \\ @bron // geen commentaar'
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


def document(*blokken, **fields) -> Document:
    whole = {
        "titel": "Verslag van een dag",
        "huisstijl": Huisstijl("Gemeente Proef", logo=LOGO),
        "inhoud": blokken,
        "datum": date(2026, 11, 2),
        "kenmerk": "ABCD-EFGH",
    }
    return Document(**(whole | fields))


EVERYTHING = document(
    Kop("Wat er gebeurde"),
    Alinea("Een regel\nnog een regel", vet=True),
    Kop("Woorden", 2),
    Citaat("Ik weet je te vinden", "de bezoeker"),
    Opsomming(("eerste punt", "tweede punt")),
    Opsomming(("stap een", "stap twee"), genummerd=True),
    Gegevens((("Wie", "Iemand"), ("Waar", "Balie"))),
    Tabel(("Wat", "Bedrag"), (("Bril", "€ 250,00"),), (3, 1), (1,)),
    Kop("Tot slot", 3),
    Alinea("klein", klein=True),
)


def pdf_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_a_pdf_says_that_it_is_accessible_and_lasting_and_in_dutch():
    reader = PdfReader(io.BytesIO(as_pdf(EVERYTHING)))
    about = reader.xmp_metadata.stream.get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert "<pdfaid:part>2</pdfaid:part>" in about and "<pdfaid:conformance>A</pdfaid:conformance>" in about
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/Lang"] == "nl-NL"
    assert reader.metadata.title == "Verslag van een dag"


def test_every_font_of_a_pdf_is_inside_it():
    reader = PdfReader(io.BytesIO(as_pdf(EVERYTHING)))
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    described = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert described and all({"/FontFile3", "/FontFile2"} & set(one) for one in described)


def test_everything_of_a_document_stands_in_the_pdf():
    text = pdf_text(as_pdf(EVERYTHING))
    for part in ("Gemeente Proef", "ABCD-EFGH", "2 november 2026", "nog een regel", "Ik weet je te vinden"):
        assert part in text
    for part in ("tweede punt", "stap twee", "Balie", "€ 250,00", "Pagina 1 van 1"):
        assert part in text


def test_what_somebody_wrote_never_becomes_code():
    text = pdf_text(as_pdf(document(Kop(CODE), Alinea(CODE), Tabel((CODE,), ((CODE,),)), titel=CODE)))
    assert text.count('#panic("nee") *vet* $x$ <label>') == 5


def test_a_character_without_a_picture_is_named_and_stops_nothing():
    assert printable("Ha 😀 你") == "Ha [grinning face] [cjk unified ideograph-4f60]"
    assert printable("İstanbul, Привет, €") == "İstanbul, Привет, €"
    assert "[grinning face]" in pdf_text(as_pdf(document(Alinea("Ha 😀\ud83d\x07\ufeff"))))


def test_marks_that_turn_text_around_and_controls_are_left_out():
    assert clean("a\u202eb\x00c\r\nd\u2028e\ufdd0") == "abc\nd\ne"


def test_the_same_document_is_the_same_file():
    assert as_pdf(EVERYTHING) == as_pdf(EVERYTHING)


def test_a_letter_begins_with_the_address():
    letter = replace(EVERYTHING, aan=("Afdeling Burgerzaken", "Spui 70", "2511 BT Den Haag"))
    text = pdf_text(as_pdf(letter))
    assert text.index("2511 BT") < text.index("2 november 2026") < text.index("Verslag van een dag")


def test_a_word_longer_than_a_line_is_broken_and_stays_one_word():
    word = "ab12" * 60
    assert word in pdf_text(as_pdf(document(Alinea(f"Zie {word}")))).replace("\n", "")


def test_a_row_of_a_table_with_a_cell_too_few_is_refused():
    with pytest.raises(ValueError, match="as many cells"):
        Tabel(("a", "b"), (("alleen a",),))


def test_an_odt_has_real_headings_lists_tables_and_styles():
    odt = odfdo.Document(io.BytesIO(as_odt(EVERYTHING)))
    body = odt.body
    assert [(h.get_attribute("text:outline-level"), h.inner_text) for h in body.headers] == [
        ("1", "Wat er gebeurde"),
        ("2", "Woorden"),
        ("3", "Tot slot"),
    ]
    assert len(body.lists) == 2
    assert "table:table-header-rows" in odt.get_part("content.xml").serialize().decode()
    for heading in body.headers:
        style = odt.get_style("paragraph", heading.get_attribute("text:style-name"))
        assert style is not None, heading
    assert odt.meta.title == "Verslag van een dag"
    assert 'fo:language="nl"' in odt.get_part("styles.xml").serialize().decode()


def test_a_page_to_go_on_with_says_whose_it_is_its_number_and_what_marks_it():
    stuk = replace(EVERYTHING, merking="CONCEPT")
    styles = _part(as_odt(stuk), "styles.xml")
    page = styles[styles.index("<office:master-styles>") :]
    assert page.index("CONCEPT") < page.index("<style:footer>") < page.index("Gemeente Proef · ABCD-EFGH")
    assert "Pagina <text:page-number>1</text:page-number> van <text:page-count>1</text:page-count>" in page
    assert "CONCEPT" not in _part(as_odt(EVERYTHING), "styles.xml")

    section = docx.Document(io.BytesIO(as_docx(stuk))).sections[0]
    assert section.header.paragraphs[0].text == "CONCEPT"
    [below] = section.footer.paragraphs
    written = "".join(one.text for one in below._p.iter(qn("w:t")))
    assert written == "Gemeente Proef · ABCD-EFGHPagina 1 van 1"
    assert [one.get(qn("w:instr")) for one in below._p.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_a_row_is_never_split_over_two_pages_and_a_heading_stays_with_what_follows():
    content = _part(as_odt(EVERYTHING), "content.xml")
    assert '<style:table-row-properties fo:keep-together="always"/>' in content
    assert content.count("<table:table-row ") == content.count('<table:table-row table:style-name="Rij">') > 4
    odt = odfdo.Document(io.BytesIO(as_odt(EVERYTHING)))
    assert odt.get_style("paragraph", "Heading").get_properties("paragraph")["fo:keep-with-next"] == "always"
    assert odt.get_style("paragraph", "Heading_20_1").parent_style == "Heading"

    made = docx.Document(io.BytesIO(as_docx(EVERYTHING)))
    rows = [row for table in made.tables for row in table._tbl.tr_lst]
    assert all(row.trPr is not None and row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    assert all(made.styles[name].paragraph_format.keep_with_next for name in ("Heading 1", "Caption"))


def test_the_lines_of_a_table_in_word_are_thin_and_grey_and_only_below_rows():
    style = docx.Document(io.BytesIO(as_docx(EVERYTHING))).styles["Table Grid"].element
    lines = {one.tag.rpartition("}")[2]: one for one in style.find(f".//{qn('w:tblBorders')}")}

    assert {name for name, one in lines.items() if one.get(qn("w:val")) == "single"} == {"bottom", "insideH"}
    assert {one.get(qn("w:color")) for one in lines.values()} == {"CCCCCC"}


def _part(content: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


def test_an_odt_holds_what_somebody_wrote_literally():
    content = as_odt(document(Alinea(f"{CODE}\nregel  twee 😀\x07"), aan=("De heer <X> & zoon",)))
    body = odfdo.Document(io.BytesIO(content)).body
    text = "\n".join(p.inner_text for p in body.paragraphs)
    assert CODE in text and "De heer <X> & zoon" in text and "regel  twee 😀" in text
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None


@pytest.mark.parametrize(
    ("thema", "logo", "kleur", "has_logo"),
    [
        ("duin", "", "#2f5d1e", True),
        ("", "", "#175766", False),
        ("bestaat-niet", "", "#175766", False),
        ("duin", "../gir/settings.py", "#2f5d1e", True),
    ],
)
def test_a_house_style_comes_from_the_theme(den_haag, thema, logo, kleur, has_logo):
    den_haag.thema, den_haag.logo = thema, logo
    found = huisstijl_of(den_haag)
    assert (found.naam, found.kleur, bool(found.logo)) == (den_haag.naam, kleur, has_logo)
    assert as_pdf(document(huisstijl=found))
