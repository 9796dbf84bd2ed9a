"""What somebody goes on with in an office program: tables, pictures and styles that stay what they are."""

import io
import zipfile
from dataclasses import replace

import docx
import odfdo
import pytest
from docx.oxml.ns import qn

from casework.typesetting import Afbeelding, Alinea, Huisstijl, Opsomming, Tabel, as_docx, as_odt
from tests.casework.test_typesetting import CODE, EVERYTHING, LOGO, document

TABEL = Tabel(
    ("Categorie", "Meldingen"),
    (("Financieel", "1"), ("Fraude", "2"), ("Totaal", "3")),
    (3, 1),
    (1,),
    titel="Meldingen per categorie",
    rijkoppen=True,
    ingesprongen=(1,),
    vet=(2,),
)
STYLES = [["Celkop", "Bedragkop"], ["Cel", "Bedrag"], ["Deelrij", "Bedrag"], ["Totaalrij", "Totaalbedrag"]]
NO_LOGO = Huisstijl("Gemeente Proef")
CHART = Afbeelding(LOGO, "Het meeste kwam via <b>post</b> & portaal.", "Per kanaal", 0.5)


def word(*blokken, **fields):
    return docx.Document(io.BytesIO(as_docx(document(*blokken, **fields))))


def test_a_docx_has_real_headings_lists_and_tables():
    made = docx.Document(io.BytesIO(as_docx(EVERYTHING)))
    styles = [(p.style.name, p.text) for p in made.paragraphs]

    assert ("Title", "Verslag van een dag") in styles
    assert [one for one in styles if one[0].startswith("Heading")] == [
        ("Heading 1", "Wat er gebeurde"),
        ("Heading 2", "Woorden"),
        ("Heading 3", "Tot slot"),
    ]
    assert ("Vet", "Een regel\nnog een regel") in styles
    assert ("Quote", "Ik weet je te vinden\n— de bezoeker") in styles
    assert ("List Bullet", "eerste punt") in styles and ("List Number", "stap een") in styles
    labels = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert labels == [["Datum", "2 november 2026"], ["Kenmerk", "ABCD-EFGH"]]


def test_a_docx_is_in_dutch_and_says_what_it_is_and_whose():
    made = docx.Document(io.BytesIO(as_docx(EVERYTHING)))

    about = made.core_properties
    assert (about.title, about.author, about.language) == ("Verslag van een dag", "Gemeente Proef", "nl-NL")
    languages = {lang.get(qn("w:val")) for lang in made.styles.element.iter(qn("w:lang"))}
    assert languages == {"nl-NL"}


def test_a_table_of_a_docx_repeats_its_header_and_has_a_caption():
    made = word(TABEL)
    table = made.tables[-1]

    assert [bool(row._tr.findall(f".//{qn('w:tblHeader')}")) for row in table.rows] == [True, *[False] * 3]
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
    assert [[cell.paragraphs[0].style.name for cell in row.cells] for row in table.rows] == STYLES
    captions = [p.text for p in made.paragraphs if p.style.name == "Caption"]
    assert captions == ["Meldingen per categorie"]


def test_how_a_docx_looks_is_in_its_styles_alone():
    made = word(TABEL, Alinea("vet", vet=True))
    runs = [run for p in made.element.body.iter(qn("w:r")) for run in p.findall(qn("w:rPr"))]
    direct = list(made.element.body.iter(qn("w:jc")))

    assert runs == direct == []
    assert made.styles["Deelrij"].paragraph_format.left_indent and made.styles["Totaalrij"].font.bold


def test_each_numbered_list_of_a_docx_begins_at_one():
    made = word(Opsomming(("a", "b"), genummerd=True), Opsomming(("c",), genummerd=True))
    numbers = [p._p.pPr.numPr.numId.val for p in made.paragraphs if p.style.name == "List Number"]
    starts = made.part.numbering_part.element.xpath(
        "w:num[w:lvlOverride/w:startOverride/@w:val='1']/@w:numId"
    )

    assert numbers[0] == numbers[1] != numbers[2]
    assert {str(number) for number in numbers} == set(map(str, starts))


def test_a_docx_holds_what_somebody_wrote_literally():
    made = word(Alinea(f"{CODE}\nregel  twee 😀\x07"), aan=("De heer <X> & zoon",))
    text = "\n".join(p.text for p in made.paragraphs)

    assert CODE in text and "De heer <X> & zoon" in text and "regel  twee 😀" in text


def test_a_picture_stands_in_a_docx_as_svg_and_as_points_with_what_it_shows():
    other = replace(CHART, titel="", alt="Nog een", verhouding=0.25, breedte=0.5)
    made = word(CHART, other, huisstijl=NO_LOGO)
    inlines = [shape._inline for shape in made.inline_shapes]

    assert [one.docPr.get("descr") for one in inlines] == [CHART.alt, "Nog een"]
    assert [one.docPr.get("title") for one in inlines] == ["Per kanaal", None]
    assert [one.docPr.get("name") for one in inlines] == ["Afbeelding 1", "Afbeelding 2"]
    assert [(s.width.mm, s.height.mm) for s in made.inline_shapes] == [(160, 80), (80, 20)]
    for one in inlines:
        blip = one.graphic.graphicData.pic.blipFill.blip
        [svg] = [ext.get(qn("r:embed")) for ext in blip.iter() if ext.tag.endswith("}svgBlip")]
        assert made.part.related_parts[svg].blob == LOGO
        assert made.part.related_parts[svg].content_type == "image/svg+xml"
        assert made.part.related_parts[blip.embed].blob.startswith(b"\x89PNG")
    words = [(p.style.name, p.text) for p in made.paragraphs]
    assert words[-3:] == [("Caption", "Per kanaal"), ("Afbeelding", ""), ("Afbeelding", "")]


def test_a_picture_stands_in_an_odt_as_svg_and_as_points_with_what_it_shows():
    content = as_odt(document(CHART, replace(CHART, titel="", alt="Nog een", breedte=0.5), huisstijl=NO_LOGO))
    archive = zipfile.ZipFile(io.BytesIO(content))
    frames = odfdo.Document(io.BytesIO(content)).body.get_elements("//draw:frame")

    assert [frame.get_element("svg:desc").text for frame in frames] == [CHART.alt, "Nog een"]
    assert frames[0].get_element("svg:title").text == "Per kanaal"
    sizes = [(frame.get_attribute("svg:width"), frame.get_attribute("svg:height")) for frame in frames]
    assert sizes == [("160.0mm", "80.0mm"), ("80.0mm", "40.0mm")]
    for frame in frames:
        names = [one.get_attribute("xlink:href") for one in frame.get_elements("draw:image")]
        drawn, points = map(archive.read, names)
        assert drawn == LOGO and points.startswith(b"\x89PNG")
        manifest = archive.read("META-INF/manifest.xml").decode()
        assert all(f'manifest:full-path="{name}"' in manifest for name in names)


def test_a_table_of_an_odt_has_a_caption_and_rows_that_stand_in_or_are_bold():
    body = odfdo.Document(io.BytesIO(as_odt(document(TABEL)))).body
    table = body.get_elements("//table:table")[-1]
    styles = [
        [p.get_attribute("text:style-name") for p in row.get_elements(".//text:p")]
        for row in table.get_elements(".//table:table-row")
    ]

    assert styles == STYLES
    captions = [p.inner_text for p in body.paragraphs if p.get_attribute("text:style-name") == "Bijschrift"]
    assert captions == ["Meldingen per categorie"]


@pytest.mark.parametrize("write", [as_odt, as_docx])
def test_a_document_for_an_office_program_is_the_same_file_each_time(write):
    content = write(document(TABEL, CHART))

    assert write(document(TABEL, CHART)) == content
    moments = {one.date_time for one in zipfile.ZipFile(io.BytesIO(content)).infolist()}
    assert moments == {(2026, 11, 2, 12, 0, 0)}
