"""A document as ODT, to go on with in an office program: real headings, lists, tables and styles."""

import io
from datetime import UTC, datetime, time

import odfdo

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

TEXT = "Text_20_body"
SIZES = {"Title": "20pt", "Heading_20_1": "15pt", "Heading_20_2": "12.5pt", "Heading_20_3": "11pt"}
NUMBERED = 'number text:level="1" style:num-suffix="." style:num-format="1"'
# The number of the page stands at the right, where the text ends.
VOET = (
    '<style:style style:name="Voet" style:display-name="Voet" style:family="paragraph"'
    ' style:parent-style-name="Standard"><style:paragraph-properties fo:margin-top="0.4cm"><style:tab-stops>'
    f'<style:tab-stop style:position="{PAGE}mm" style:type="right"/></style:tab-stops>'
    '</style:paragraph-properties><style:text-properties fo:font-size="9pt"/></style:style>'
)
PAGE_NUMBER = (
    "<text:tab/>",
    "<text:span>Pagina <text:page-number>1</text:page-number> van"
    " <text:page-count>1</text:page-count></text:span>",
)
DOTTED = 'bullet text:level="1" text:bullet-char="•"'
MARGIN = (210 - PAGE) // 2  # millimetres
LABELS = (3, 8)  # how a row of Gegevens shares its width


def as_odt(document: Document) -> bytes:
    """The same document gives the same bytes."""
    odt = odfdo.Document("text")
    odt.body.clear()
    _describe(odt, document)
    _add_styles(odt, document)
    _set_page(odt, document)
    body = odt.body
    if document.huisstijl.logo:
        body.append(_logo(document, odt))
    body.append(_paragraph(document.huisstijl.naam, "Afzender"))
    if document.aan:
        body.append(_paragraph("\n".join(document.aan), "Adres"))
        body.append(_table(opening(document), None, LABELS))
    body.append(_paragraph(document.titel, "Title"))
    if not document.aan:
        body.append(_table(opening(document), None, LABELS))
    for blok in document.inhoud:
        for element in _elements(blok, odt):
            body.append(element)
    out = io.BytesIO()
    odt.save(out)
    return repacked(out.getvalue(), document.datum)


def _describe(odt: odfdo.Document, document: Document) -> None:
    made = datetime.combine(document.datum, time(12), UTC)
    odt.language = "nl-NL"
    odt.meta.title = clean(document.titel)
    odt.meta.creator = odt.meta.initial_creator = clean(document.huisstijl.naam)
    odt.meta.creation_date = odt.meta.date = made
    odt.meta.generator = "GIR"


def _set_page(odt: odfdo.Document, document: Document) -> None:
    """Above every page what marks it, below it whose it is and the number of the page; as in a PDF."""
    styles = odt.get_part("styles.xml")
    page = styles.get_element('//style:page-layout[@style:name="Mpm1"]/style:page-layout-properties')
    for side in ("top", "right", "bottom", "left"):
        page.set_attribute(f"fo:margin-{side}", f"{MARGIN}mm")
    master = styles.get_element('//style:master-page[@style:name="Standard"]')
    if document.merking:
        header = odfdo.Element.from_tag("style:header")
        header.append(_paragraph(document.merking, "Merking"))
        master.append(header)
    footer = odfdo.Element.from_tag("style:footer")
    below = _paragraph(foot(document), "Voet")
    for element in PAGE_NUMBER:
        below.append(odfdo.Element.from_tag(element))
    footer.append(below)
    master.append(footer)


def _add_styles(odt: odfdo.Document, document: Document) -> None:
    for style in odt.get_styles():
        if style.tag == "style:default-style" and style.family == "paragraph":
            style.set_properties(
                {"fo:language": "nl", "fo:country": "NL", "fo:font-size": "11pt"}, area="text"
            )
    kleur = document.huisstijl.kleur
    for name, size in SIZES.items():
        style = odfdo.Style("paragraph", name, display_name=name.replace("_20_", " "), parent_style="Heading")
        style.set_attribute("style:next-style-name", TEXT)
        style.set_attribute("style:class", "chapter")
        style.set_properties({"fo:font-size": size, "fo:font-weight": "bold", "fo:color": kleur}, area="text")
        if name != "Title":
            style.set_attribute("style:default-outline-level", name[-1])
        odt.insert_style(style)
    _paragraph_style(
        odt, "Afzender", {"fo:margin-bottom": "1cm"}, {"fo:font-weight": "bold", "fo:color": kleur}
    )
    _paragraph_style(odt, "Adres", {"fo:margin-bottom": "1.2cm"}, {})
    _paragraph_style(odt, "Citaat", {"fo:margin-left": "0.8cm", "fo:margin-bottom": "0.2cm"}, {})
    _paragraph_style(odt, "Klein", {"fo:margin-bottom": "0.2cm"}, {"fo:font-size": "9pt"})
    _paragraph_style(odt, "Vet", {"fo:margin-bottom": "0.2cm"}, {"fo:font-weight": "bold"})
    _paragraph_style(odt, "Merking", {"fo:text-align": "end"}, {"fo:font-size": "9pt"})
    odt.insert_style(odfdo.Element.from_tag(VOET))
    bold, right = {"fo:font-weight": "bold"}, {"fo:text-align": "end"}
    cells = {
        "Cel": ({}, {}),
        "Celkop": ({}, bold),
        "Bedrag": (right, {}),
        "Bedragkop": (right, bold),
        "Deelrij": ({"fo:margin-left": "0.5cm"}, {}),
        "Totaalrij": ({}, bold),
        "Totaalbedrag": (right, bold),
    }
    for name, (paragraph, text) in cells.items():
        _paragraph_style(
            odt, name, {"fo:margin-top": "0.05cm", "fo:margin-bottom": "0.05cm"} | paragraph, text
        )
    above = {"fo:margin-top": "0.4cm", "fo:margin-bottom": "0.1cm", "fo:keep-with-next": "always"}
    _paragraph_style(odt, "Bijschrift", above, bold | {"fo:font-style": "normal"}, parent="Caption")
    _paragraph_style(odt, "Afbeelding", {"fo:margin-bottom": "0.2cm", "fo:keep-with-next": "always"}, {})
    odt.insert_style(odfdo.Style("graphic", "Grafiek", display_name="Grafiek"))
    line = odfdo.Style("table-cell", "Lijn")
    line.set_properties({"fo:border-bottom": "0.5pt solid #cccccc"}, area="table-cell")
    odt.insert_style(line, automatic=True)
    row = odfdo.Style("table-row", "Rij")
    row.set_properties({"fo:keep-together": "always"}, area="table-row")
    odt.insert_style(row, automatic=True)
    odt.insert_style(_list_style("Nummering", NUMBERED))
    odt.insert_style(_list_style("Opsomming", DOTTED))
    for level in odt.get_part("styles.xml").get_elements("//text:outline-level-style"):
        level.set_attribute("style:num-format", "")  # headings have no numbers
        for said in ("style:num-suffix", "loext:num-list-format"):
            level.del_attribute(said)
    for width in sorted({w for widths in _tables(document) for w in _millimetres(widths)}):
        column = odfdo.Style("table-column", f"Kolom{width}")
        column.set_properties({"style:column-width": f"{width}mm"}, area="table-column")
        odt.insert_style(column, automatic=True)


def _tables(document: Document) -> list[tuple[int, ...]]:
    return [LABELS, *(_widths(blok) for blok in document.inhoud if isinstance(blok, Tabel))]


def _widths(tabel: Tabel) -> tuple[int, ...]:
    return tabel.breedtes or tuple(1 for _ in tabel.koppen)


def _millimetres(widths: tuple[int, ...]) -> list[int]:
    return [PAGE * width // sum(widths) for width in widths]


def _paragraph_style(
    odt: odfdo.Document, name: str, paragraph: dict, text: dict, *, parent: str = "Standard"
) -> None:
    style = odfdo.Style("paragraph", name, display_name=name, parent_style=parent)
    style.set_properties(paragraph, area="paragraph")
    if text:
        style.set_properties(text, area="text")
    odt.insert_style(style)


def _list_style(name: str, kind: str) -> odfdo.Element:
    """The points stand in from the margin, with their second line below the first."""
    return odfdo.Element.from_tag(
        f'<text:list-style style:name="{name}" style:display-name="{name}">'
        f"<text:list-level-style-{kind}>"
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.6cm"'
        f' fo:margin-left="0.6cm"/></style:list-level-properties></text:list-level-style-{kind.split()[0]}>'
        "</text:list-style>"
    )


def _elements(blok: Blok, odt: odfdo.Document) -> list[odfdo.Element]:
    match blok:
        case Kop(tekst, niveau):
            header = odfdo.Header(niveau, clean(tekst))
            header.set_attribute("text:style-name", f"Heading_20_{niveau}")
            return [header]
        case Alinea(tekst, vet, klein):
            return [_paragraph(tekst, "Vet" if vet else "Klein" if klein else TEXT)]
        case Citaat(tekst, van):
            return [_paragraph(f"{tekst}\n— {van}" if van else tekst, "Citaat")]
        case Opsomming(punten, genummerd):
            return [_list(punten, "Nummering" if genummerd else "Opsomming")]
        case Gegevens(rijen):
            return [_table(rijen, None, LABELS)]
        case Tabel(koppen, rijen):
            title = [_paragraph(blok.titel, "Bijschrift")] if blok.titel else []
            styles = tuple(row_styles(blok, number) for number in (None, *range(len(rijen))))
            table = _table(rijen, koppen, _widths(blok), styles)
            return [*title, table, _paragraph("", TEXT)]
        case Afbeelding():
            title = [_paragraph(blok.titel, "Bijschrift")] if blok.titel else []
            return [*title, _picture(blok, odt)]


def _picture(picture: Afbeelding, odt: odfdo.Document) -> odfdo.Paragraph:
    """The SVG, with the same picture as points for a program that shows none, and what it shows in words."""
    number = sum(name.endswith(".svg") for name in odt.container.parts) + 1
    width, height = size_of(picture)
    images = ""
    for kind, extension, content in (
        ("image/svg+xml", "svg", picture.svg),
        ("image/png", "png", as_png(picture)),
    ):
        name = f"Pictures/afbeelding-{number}.{extension}"
        odt.container.set_part(name, content)
        odt.manifest.add_full_path(name, kind)
        images += (
            f'<draw:image xlink:href="{name}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"'
            f' draw:mime-type="{kind}"/>'
        )
    frame = odfdo.Element.from_tag(
        f'<draw:frame draw:style-name="Grafiek" draw:name="Afbeelding {number}" text:anchor-type="as-char"'
        f' svg:width="{width}mm" svg:height="{height}mm">{images}<svg:title/><svg:desc/></draw:frame>'
    )
    frame.get_element("svg:title").text = clean(picture.titel)
    frame.get_element("svg:desc").text = clean(picture.alt)
    paragraph = odfdo.Paragraph(style="Afbeelding")
    paragraph.append(frame)
    return paragraph


def _logo(document: Document, odt: odfdo.Document) -> odfdo.Paragraph:
    png = logo_as_png(document.huisstijl.logo)
    width, height = logo_size(png)
    odt.container.set_part("Pictures/logo.png", png)
    odt.manifest.add_full_path("Pictures/logo.png", "image/png")
    frame = odfdo.Element.from_tag(
        '<draw:frame draw:style-name="Grafiek" draw:name="Logo" text:anchor-type="as-char"'
        f' svg:width="{width}mm" svg:height="{height}mm"><draw:image xlink:href="Pictures/logo.png"'
        ' xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad" draw:mime-type="image/png"/>'
        "<svg:desc/></draw:frame>"
    )
    frame.get_element("svg:desc").text = clean(f"Logo van {document.huisstijl.naam}")
    paragraph = odfdo.Paragraph(style="Afbeelding")
    paragraph.append(frame)
    return paragraph


def _paragraph(text: str, style: str) -> odfdo.Paragraph:
    return odfdo.Paragraph(clean(text), style=style)


def _list(points: tuple[str, ...], style: str) -> odfdo.List:
    found = odfdo.List(style=style)
    for point in points:
        item = odfdo.ListItem()
        item.append(_paragraph(point, TEXT))
        found.append(item)
    return found


def _table(
    rows: tuple[tuple[str, ...], ...],
    headings: tuple[str, ...] | None,
    widths: tuple[int, ...],
    styles: tuple[list[str], ...] = (),
) -> odfdo.Element:
    """Made by tag: headings stand in a header row, which repeats on a next page."""
    table = odfdo.Element.from_tag("table:table")
    for width in _millimetres(widths):
        column = odfdo.Element.from_tag("table:table-column")
        column.set_attribute("table:style-name", f"Kolom{width}")
        table.append(column)
    line = "Lijn" if headings else ""
    if headings:
        header = odfdo.Element.from_tag("table:table-header-rows")
        header.append(_row(headings, styles[0], line))
        table.append(header)
    for number, row in enumerate(rows, 1):
        table.append(_row(row, styles[number] if styles else ["Celkop", "Cel"], line))
    return table


def _row(cells: tuple[str, ...], styles: list[str], cell_style: str = "") -> odfdo.Element:
    row = odfdo.Element.from_tag("table:table-row")
    row.set_attribute("table:style-name", "Rij")
    for text, style in zip(cells, styles, strict=True):
        cell = odfdo.Element.from_tag("table:table-cell")
        cell.set_attribute("office:value-type", "string")
        if cell_style:
            cell.set_attribute("table:style-name", cell_style)
        cell.append(_paragraph(text, style))
        row.append(cell)
    return row
