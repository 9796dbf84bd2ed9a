"""A report as an OpenDocument spreadsheet: a sheet per table, numbers as numbers, text never a formula."""

import io
from datetime import UTC, datetime, time
from xml.sax.saxutils import escape, quoteattr

import odfdo

from casework.typesetting import Huisstijl
from casework.typesetting.characters import clean
from casework.typesetting.packing import repacked
from reports.rendering.werkbladen import GETALLEN, Werkblad, Werkbladcel, lines_of, sheets_of
from reports.verslag import Verslag

CHARACTER = 2.1  # millimetres that a character of a column takes
LINE = 5  # millimetres
BLAD = "Blad"  # the style of each sheet: how it is printed
WHOLE = '<number:number number:decimal-places="0" number:min-integer-digits="1" number:grouping="true"/>'
CENTS = '<number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/>'
EURO = '<number:currency-symbol number:language="nl" number:country="NL">€</number:currency-symbol>'
PLUS, MIN, SHARE, SPACE = (f"<number:text>{text}</number:text>" for text in ("+", "−", "%", " "))
TOP = '<style:table-cell-properties style:vertical-align="top"{more}/>'
FOOTER = (
    "<style:footer><style:region-left><text:p><text:sheet-name>?</text:sheet-name></text:p></style:region-left>"
    "<style:region-right><text:p>Pagina <text:page-number>1</text:page-number> van"
    " <text:page-count>1</text:page-count></text:p></style:region-right></style:footer>"
)
BOLD = '<style:text-properties fo:font-weight="bold"/>'


def render(verslag: Verslag, huisstijl: Huisstijl) -> bytes:
    """The same report in the same house style gives the same bytes."""
    sheets = sheets_of(verslag)
    ods = odfdo.Document("spreadsheet")
    ods.body.clear()
    _describe(ods, verslag, huisstijl)
    _add_styles(ods, huisstijl.kleur)
    _lay_out_pages(ods)
    for height in sorted({_height(row, sheet) for sheet in sheets for row in sheet.regels} - {0}):
        row = odfdo.Style("table-row", f"Regels{height}")
        row.set_properties({"style:row-height": f"{height * LINE}mm"}, area="table-row")
        ods.insert_style(row, automatic=True)
    for width in sorted({width for sheet in sheets for width in sheet.breedtes}):
        column = odfdo.Style("table-column", f"Kolom{width}")
        column.set_properties({"style:column-width": f"{width * CHARACTER:.1f}mm"}, area="table-column")
        ods.insert_style(column, automatic=True)
    for sheet in sheets:
        ods.body.append(odfdo.Element.from_tag(_sheet(sheet)))
    ods.container.set_part("settings.xml", _settings(sheets).encode())
    out = io.BytesIO()
    ods.save(out)
    return repacked(out.getvalue(), verslag.peildatum)


def _describe(ods: odfdo.Document, verslag: Verslag, huisstijl: Huisstijl) -> None:
    made = datetime.combine(verslag.peildatum, time(12), UTC)
    ods.language = "nl-NL"
    ods.meta.title = clean(verslag.titel)
    ods.meta.creator = ods.meta.initial_creator = clean(huisstijl.naam)
    ods.meta.creation_date = ods.meta.date = made
    ods.meta.generator = "GIR"


def _add_styles(ods: odfdo.Document, kleur: str) -> None:
    """Named, so that an organisation can change them all at once."""
    styles = ods.get_part("styles.xml").get_element("//office:styles")
    for xml in (*_notations(), *_cell_styles(kleur)):
        styles.append(odfdo.Element.from_tag(xml))


def _lay_out_pages(ods: odfdo.Document) -> None:
    """Printed on its side, as wide as the page, with the number of the page under it."""
    styles = ods.get_part("styles.xml")
    page = styles.get_element('//style:page-layout[@style:name="Mpm1"]/style:page-layout-properties')
    for name, value in {
        "fo:page-width": "297mm",
        "fo:page-height": "210mm",
        "style:print-orientation": "landscape",
        "fo:margin": "15mm",
        "style:scale-to-X": "1",
        "style:scale-to-Y": "0",
    }.items():
        page.set_attribute(name, value)
    master = styles.get_element('//style:master-page[@style:name="Default"]')
    master.get_element("style:header").set_attribute("style:display", "false")
    master.get_element("style:footer").delete()
    master.insert(odfdo.Element.from_tag(FOOTER), position=2)
    sheet = odfdo.Element.from_tag(
        f'<style:style style:name="{BLAD}" style:family="table" style:master-page-name="Default">'
        '<style:table-properties table:display="true"/></style:style>'
    )
    ods.get_part("content.xml").get_element("//office:automatic-styles").append(sheet)


def _notations() -> list[str]:
    """How each kind of number is shown; a difference with its sign, and a real minus."""

    def notation(name: str, content: str) -> str:
        return (
            f'<number:number-style style:name="{name}" number:language="nl" number:country="NL">{content}'
            "</number:number-style>"
        )

    def signed(name: str, unit: str) -> list[str]:
        return [
            notation(f"{name}plus", PLUS + WHOLE + unit),
            notation(f"{name}min", MIN + WHOLE + unit),
            notation(
                name,
                f"{WHOLE}{unit}"
                f'<style:map style:condition="value()&gt;0" style:apply-style-name="{name}plus"/>'
                f'<style:map style:condition="value()&lt;0" style:apply-style-name="{name}min"/>',
            ),
        ]

    amount = (
        '<number:currency-style style:name="getal-bedrag" number:language="nl" number:country="NL">'
        f"{EURO}{SPACE}{CENTS}</number:currency-style>"
    )
    return [
        notation("getal-aantal", WHOLE),
        notation("getal-aandeel", WHOLE + SHARE),
        amount,
        *signed("getal-verschil", ""),
        *signed("getal-procent", SHARE),
    ]


def _cell_styles(kleur: str) -> list[str]:
    above = f' fo:border-top="0.5pt solid {kleur}"'
    below = f' fo:border-bottom="0.5pt solid {kleur}" fo:background-color="#eeeeee" fo:wrap-option="wrap"'
    right = '<style:paragraph-properties fo:text-align="end"/>'
    found = {
        "titel": f'<style:text-properties fo:font-size="15pt" fo:font-weight="bold" fo:color="{kleur}"/>',
        "uitleg": TOP.format(more=' fo:wrap-option="wrap"')
        + '<style:text-properties fo:font-style="italic" fo:color="#444444"/>',
        "kop": f"<style:table-cell-properties{below}/>{BOLD}",
        "rij": TOP.format(more=""),
        "deel": TOP.format(more="")
        + '<style:paragraph-properties fo:text-align="start" fo:margin-left="4mm"/>',
        "totaal": TOP.format(more=above) + BOLD,
        "lang": TOP.format(more=' fo:wrap-option="wrap"'),
        "teken": TOP.format(more="") + right,
        "teken totaal": TOP.format(more=above) + right + BOLD,
    }
    plain = [_cell_style(name, content) for name, content in found.items()]
    numbers = [_cell_style(soort, TOP.format(more=""), f"getal-{soort}") for soort in GETALLEN]
    totals = [
        _cell_style(f"{soort} totaal", TOP.format(more=above) + BOLD, f"getal-{soort}") for soort in GETALLEN
    ]
    return plain + numbers + totals


def _cell_style(name: str, content: str, notation: str = "") -> str:
    shown = f' style:data-style-name="{notation}"' if notation else ""
    return (
        f'<style:style style:name="{_coded(name)}" style:display-name="{name}" style:family="table-cell"'
        f' style:parent-style-name="Default"{shown}>{content}</style:style>'
    )


def _coded(name: str) -> str:
    return name.replace(" ", "_20_")


def _sheet(sheet: Werkblad) -> str:
    """The headings are a header row: it is repeated on every page, and read out with the cells."""
    columns = "".join(f'<table:table-column table:style-name="Kolom{width}"/>' for width in sheet.breedtes)
    rows = [_row(cells, _height(cells, sheet)) for cells in sheet.regels]
    if sheet.kopregel:
        at = sheet.kopregel - 1
        rows[at] = f"<table:table-header-rows>{rows[at]}</table:table-header-rows>"
    return (
        f'<table:table table:name={quoteattr(sheet.naam)} table:style-name="{BLAD}">'
        f"{columns}{''.join(rows)}</table:table>"
    )


def _height(cells: tuple[Werkbladcel, ...], sheet: Werkblad) -> int:
    """In lines, of a row that doesn't get as high as its words by itself; 0: it does."""
    return lines_of(cells, sheet.breedtes) if any(one.breed > 1 for one in cells) else 0


def _row(cells: tuple[Werkbladcel, ...], height: int) -> str:
    made = "".join(map(_cell, cells)) or "<table:table-cell/>"
    high = f' table:style-name="Regels{height}"' if height else ""
    return f"<table:table-row{high}>{made}</table:table-row>"


def _cell(one: Werkbladcel) -> str:
    style = f' table:style-name="{_coded(one.stijl)}"' if one.stijl else ""
    if isinstance(one.waarde, str):
        kind = 'office:value-type="string"'
        text = _paragraph(one.waarde)
    else:
        unit = ' office:currency="EUR"' if one.soort == "bedrag" else ""
        kind = f'office:value-type="{"currency" if unit else "float"}"{unit} office:value="{one.waarde}"'
        text = f"<text:p>{escape(one.tekst)}</text:p>"
    if one.breed == 1:
        return f"<table:table-cell{style} {kind}>{text}</table:table-cell>"
    span = f'table:number-columns-spanned="{one.breed}" table:number-rows-spanned="1"'
    return (
        f"<table:table-cell{style} {span} {kind}>{text}</table:table-cell>"
        + "<table:covered-table-cell/>" * (one.breed - 1)
    )


def _paragraph(text: str) -> str:
    """White space is an element of its own, where it is more than one space between words."""
    plain = text == " ".join(text.split())
    return f"<text:p>{escape(text)}</text:p>" if plain else odfdo.Paragraph(text).serialize()


def _settings(sheets: list[Werkblad]) -> str:
    """What stays in sight when the rest moves: the headings, and the labels of the rows."""

    def item(name: str, kind: str, value: object) -> str:
        return f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'

    def view(sheet: Werkblad) -> str:
        column = 1 if len(sheet.breedtes) > 1 else 0
        split = [
            item("HorizontalSplitMode", "short", 2 * column),
            item("VerticalSplitMode", "short", 2),
            item("HorizontalSplitPosition", "int", column),
            item("VerticalSplitPosition", "int", sheet.kopregel),
            item("ActiveSplitRange", "short", 3 if column else 2),
            item("PositionLeft", "int", 0),
            item("PositionRight", "int", column),
            item("PositionTop", "int", 0),
            item("PositionBottom", "int", sheet.kopregel),
        ]
        return (
            f"<config:config-item-map-entry config:name={quoteattr(sheet.naam)}>{''.join(split)}"
            "</config:config-item-map-entry>"
        )

    frozen = "".join(view(sheet) for sheet in sheets if sheet.kopregel)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<office:document-settings xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0"'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.4">'
        '<office:settings><config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        f"{item('ViewId', 'string', 'view1')}{item('ActiveTable', 'string', sheets[0].naam)}"
        f'<config:config-item-map-named config:name="Tables">{frozen}</config:config-item-map-named>'
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>"
        "</office:settings></office:document-settings>"
    )
