"""A document as DOCX, to go on with in Word: real headings, lists, tables, pictures and styles."""

import copy
import io
from datetime import UTC, datetime, time

import docx
from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph

from casework.typesetting.cells import row_styles
from casework.typesetting.characters import clean
from casework.typesetting.content import (
    Afbeelding,
    Alinea,
    Blok,
    Citaat,
    Document,
    Gegevens,
    Kop,
    Opsomming,
    Tabel,
)
from casework.typesetting.packing import repacked
from casework.typesetting.pdf import foot, opening
from casework.typesetting.points import PAGE, as_png, logo_as_png, logo_size, size_of

FONT = "Liberation Sans"
SIZES = {"Title": 20, "Heading 1": 15, "Heading 2": 12.5, "Heading 3": 11}
LABELS = (3, 8)  # how a row of Gegevens shares its width
RIGHT = ("Bedrag", "Bedragkop", "Totaalbedrag")
BOLD = ("Celkop", "Bedragkop", "Totaalrij", "Totaalbedrag")
# How Word is told of the SVG that stands behind a picture of points.
SVG = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip'
    ' xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></a:ext></a:extLst>'
)
REST = ("/docProps/thumbnail.jpeg", "/word/stylesWithEffects.xml")


def as_docx(document: Document) -> bytes:
    """The same document gives the same bytes."""
    made = docx.Document()
    _drop_rest(made)
    _describe(made, document)
    _set_page(made, document)
    _set_styles(made, document.huisstijl.kleur)
    _logo(made, document)
    _paragraph(made, document.huisstijl.naam, "Afzender")
    if document.aan:
        _paragraph(made, "\n".join(document.aan), "Adres")
        _labelled(made, opening(document))
    _paragraph(made, document.titel, "Title")
    if not document.aan:
        _labelled(made, opening(document))
    for blok in document.inhoud:
        _add(made, blok)
    out = io.BytesIO()
    made.save(out)
    return repacked(out.getvalue(), document.datum)


def _logo(made: Docx, document: Document) -> None:
    if document.huisstijl.logo:
        png = logo_as_png(document.huisstijl.logo)
        width, height = (Mm(size) for size in logo_size(png))
        run = made.add_paragraph(style="Afbeelding").add_run()
        inline = run.add_picture(io.BytesIO(png), width, height)._inline
        for about in (inline.docPr, inline.graphic.graphicData.pic.nvPicPr.cNvPr):
            about.set("name", "Logo")
            about.set("descr", clean(f"Logo van {document.huisstijl.naam}"))


def _drop_rest(made: Docx) -> None:
    """A picture of another document, and styles for a Word of 2010."""
    for holder in (made.part, made.part.package):
        for key, relation in list(holder.rels.items()):
            if not relation.is_external and relation.target_part.partname in REST:
                del holder.rels[key]


def _describe(made: Docx, document: Document) -> None:
    about = made.core_properties
    about.title = clean(document.titel)[:255]
    about.author = about.last_modified_by = clean(document.huisstijl.naam)[:255]
    about.language, about.comments, about.revision = "nl-NL", "", 1
    about.created = about.modified = datetime.combine(document.datum, time(12), UTC).replace(tzinfo=None)


def _set_page(made: Docx, document: Document) -> None:
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(25)
    if document.merking:
        page.header.paragraphs[0].text = clean(document.merking)
    below = page.footer.paragraphs[0]
    below.paragraph_format.tab_stops.add_tab_stop(Mm(PAGE), WD_TAB_ALIGNMENT.RIGHT)
    below.add_run(f"{clean(foot(document))}\tPagina ")
    _number(below, "PAGE")
    below.add_run(" van ")
    _number(below, "NUMPAGES")


def _number(paragraph: Paragraph, what: str) -> None:
    """A number that Word fills in on each page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), what)
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)


def _set_styles(made: Docx, kleur: str) -> None:
    """Everything looks as its style says, so that an organisation changes a style and not a document."""
    colour = RGBColor.from_string(kleur.lstrip("#").upper())
    for lang in made.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "nl-NL")
    normal = made.styles["Normal"]
    _set_font(normal, 11)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    for name, size in SIZES.items():
        _set_font(made.styles[name], size, bold=True, colour=colour)
        made.styles[name].paragraph_format.keep_with_next = True
    _clear_border(made.styles["Title"])
    _lighten_lines(made)
    for name in ("Header", "Footer"):
        made.styles[name].font.size = Pt(9)
        for tab in list(made.styles[name].paragraph_format.tab_stops):
            tab._tab.getparent().remove(tab._tab)
    made.styles["Header"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _set_font(made.styles["Caption"], 11, bold=True, colour=RGBColor(0, 0, 0))
    made.styles["Caption"].paragraph_format.keep_with_next = True
    made.styles["Caption"].paragraph_format.space_before = Pt(10)
    _set_font(made.styles["Quote"], 11, colour=RGBColor(0, 0, 0))
    made.styles["Quote"].paragraph_format.left_indent = Mm(8)
    _set_font(_style(made, "Afzender"), 11, bold=True, colour=colour)
    _style(made, "Adres").paragraph_format.space_after = Mm(12)
    _set_font(_style(made, "Klein"), 9)
    made.styles["Klein"].paragraph_format.space_before = Pt(3)
    _set_font(_style(made, "Vet"), 11, bold=True)
    _style(made, "Afbeelding").paragraph_format.keep_with_next = True
    for name in dict.fromkeys(("Cel", "Deelrij", *RIGHT, *BOLD)):
        cell = _style(made, name)
        cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(1.5)
        cell.paragraph_format.line_spacing = 1
        cell.font.bold = name in BOLD
        if name in RIGHT:
            cell.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    made.styles["Deelrij"].paragraph_format.left_indent = Mm(5)


def _lighten_lines(made: Docx) -> None:
    """Of a table a thin grey line below each row, as in the other documents."""
    for border in made.styles["Table Grid"].element.find(f".//{qn('w:tblBorders')}"):
        shown = border.tag in (qn("w:bottom"), qn("w:insideH"))
        border.set(qn("w:val"), "single" if shown else "nil")
        border.set(qn("w:color"), "CCCCCC")


def _style(made: Docx, name: str) -> ParagraphStyle:
    if name not in made.styles:
        style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = made.styles["Normal"], True
    return made.styles[name]


def _set_font(
    style: ParagraphStyle, size: float, *, bold: bool = False, colour: RGBColor | None = None
) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, False
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
    if colour is not None:
        style.font.color.rgb = colour


def _clear_border(style: ParagraphStyle) -> None:
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def _paragraph(made: Docx, text: str, style: str) -> Paragraph:
    return made.add_paragraph(clean(text), style=style)


def _add(made: Docx, blok: Blok) -> None:
    match blok:
        case Kop(tekst, niveau):
            made.add_heading(clean(tekst), niveau)
        case Alinea(tekst, vet, klein):
            _paragraph(made, tekst, "Vet" if vet else "Klein" if klein else "Normal")
        case Citaat(tekst, van):
            _paragraph(made, f"{tekst}\n— {van}" if van else tekst, "Quote")
        case Opsomming(punten, genummerd):
            _points(made, punten, genummerd)
        case Gegevens(rijen):
            _labelled(made, rijen)
        case Afbeelding():
            _caption(made, blok.titel)
            _picture(made, blok)
        case Tabel():
            _caption(made, blok.titel)
            _table(made, blok)


def _caption(made: Docx, title: str) -> None:
    if title:
        _paragraph(made, title, "Caption")


def _picture(made: Docx, picture: Afbeelding) -> None:
    """The SVG, with the same picture as points for a program that shows none; ``alt`` is what it shows."""
    width, height = (Mm(size) for size in size_of(picture))
    run = made.add_paragraph(style="Afbeelding").add_run()
    inline = run.add_picture(io.BytesIO(as_png(picture)), width, height)._inline
    number = inline.docPr.id
    package = made.part.package
    drawn = Part(PackURI(f"/word/media/afbeelding{number}.svg"), "image/svg+xml", picture.svg, package)
    blip = inline.graphic.graphicData.pic.blipFill.blip
    blip.append(parse_xml(SVG))
    blip[-1][0][0].set(qn("r:embed"), made.part.relate_to(drawn, RELATIONSHIP_TYPE.IMAGE))
    for about in (inline.docPr, inline.graphic.graphicData.pic.nvPicPr.cNvPr):
        about.set("name", f"Afbeelding {number}")
        about.set("descr", clean(picture.alt))
        if picture.titel:
            about.set("title", clean(picture.titel))


def _points(made: Docx, points: tuple[str, ...], numbered: bool) -> None:
    style = made.styles["List Number" if numbered else "List Bullet"]
    new = _new_count(made, style) if numbered else None
    for point in points:
        paragraph = _paragraph(made, point, style.name)
        if new is not None:
            paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = new


def _new_count(made: Docx, style: ParagraphStyle) -> int:
    """The style would go on counting where the list before it stopped; this list begins at 1."""
    numbering = made.part.numbering_part.element
    kind = numbering.num_having_numId(style.element.pPr.numPr.numId.val).abstractNumId.val
    num = numbering.add_num(kind)
    num.add_lvlOverride(0).add_startOverride(1)
    return num.numId


def _labelled(made: Docx, rows: tuple[tuple[str, str], ...]) -> None:
    if rows:
        table = _grid(made, len(rows), LABELS)
        _look(table, header_row=False, header_column=True)
        for row, texts in zip(table.rows, rows, strict=True):
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            _fill(row.cells, texts, ("Celkop", "Cel"))
        _paragraph(made, "", "Klein")


def _table(made: Docx, tabel: Tabel) -> None:
    """The first row is a header row, which Word repeats on a next page."""
    table = _grid(made, len(tabel.rijen) + 1, tabel.breedtes or tuple(1 for _ in tabel.koppen))
    table.style = made.styles["Table Grid"]
    _look(table, header_row=True, header_column=tabel.rijkoppen)
    _title(table, tabel.titel)
    # to ask a table for its rows anew takes as long as it has rows
    first, *others = table.rows
    for said in ("w:cantSplit", "w:tblHeader"):
        first._tr.get_or_add_trPr().append(OxmlElement(said))
    _fill(first.cells, tabel.koppen, row_styles(tabel, None))
    for number, (row, texts) in enumerate(zip(others, tabel.rijen, strict=True)):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        _fill(row.cells, texts, row_styles(tabel, number))


def _grid(made: Docx, rows: int, widths: tuple[int, ...]) -> Table:
    """Made once and copied: python-docx reads the whole table again for each cell that is asked for."""
    table = made.add_table(1, len(widths))
    table.autofit = False
    for column, cell, width in zip(table.columns, table.rows[0].cells, widths, strict=True):
        column.width = cell.width = Mm(PAGE * width // sum(widths))
    first = table.rows[0]._tr
    for _ in range(rows - 1):
        table._tbl.append(copy.deepcopy(first))
    return table


def _fill(cells: tuple, texts: tuple[str, ...], styles: list[str] | tuple[str, ...]) -> None:
    for cell, text, style in zip(cells, texts, styles, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph._p.style = style  # by its id: to look a style up by its name takes long
        paragraph.add_run(clean(text))


def _look(table: Table, *, header_row: bool, header_column: bool) -> None:
    """Which cells say what the others are about."""
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    for attribute in list(look.attrib):
        del look.attrib[attribute]
    look.set(qn("w:val"), f"{0x20 * header_row + 0x80 * header_column + 0x600:04X}")
    look.set(qn("w:firstRow"), str(int(header_row)))
    look.set(qn("w:firstColumn"), str(int(header_column)))
    for name, value in (("lastRow", 0), ("lastColumn", 0), ("noHBand", 1), ("noVBand", 1)):
        look.set(qn(f"w:{name}"), str(value))


def _title(table: Table, title: str) -> None:
    """What the table is called for who does not see it."""
    if title:
        caption = OxmlElement("w:tblCaption")
        caption.set(qn("w:val"), clean(title))
        table._tbl.tblPr.append(caption)
