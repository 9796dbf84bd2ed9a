"""A report as a workbook of Excel (OOXML): a sheet per table, numbers as numbers, text never a formula."""

import io
import zipfile
from datetime import datetime, time

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from casework.typesetting import Huisstijl
from casework.typesetting.characters import clean
from casework.typesetting.packing import repacked
from reports.rendering.werkbladen import Werkblad, Werkbladcel, lines_of, sheets_of
from reports.verslag import Verslag

LINE, HIGHEST = 15, 409  # points; of a row
GETALSTIJL = {
    "aantal": "#,##0",
    "bedrag": '"€" #,##0.00',
    "verschil": '+#,##0;"−"#,##0;0',
    "procent": '+0"%";"−"0"%";0"%"',
    "aandeel": '0"%"',
}


def render(verslag: Verslag, huisstijl: Huisstijl) -> bytes:
    """The same report in the same house style gives the same bytes."""
    book = Workbook()
    book.remove(book.active)
    _describe(book, verslag, huisstijl)
    _add_styles(book, huisstijl.kleur)
    for one in sheets_of(verslag):
        _fill(book.create_sheet(one.naam), one)
    out = io.BytesIO()
    # saving it the usual way would write the time of now into it
    with zipfile.ZipFile(out, "w") as archive:
        ExcelWriter(book, archive).write_data()
    return repacked(out.getvalue(), verslag.peildatum)


def _describe(book: Workbook, verslag: Verslag, huisstijl: Huisstijl) -> None:
    about = book.properties
    about.title, about.creator, about.language = clean(verslag.titel), clean(huisstijl.naam), "nl-NL"
    about.created = about.modified = datetime.combine(verslag.peildatum, time(12))


def _add_styles(book: Workbook, kleur: str) -> None:
    """Named, so that an organisation can change them all at once."""
    line = Border(bottom=Side("thin", kleur.lstrip("#")))
    above = Border(top=Side("thin", kleur.lstrip("#")))
    top = Alignment(vertical="top")
    styles = [
        NamedStyle("titel", font=_font(size=15, bold=True, color=kleur.lstrip("#"))),
        NamedStyle(
            "uitleg",
            font=_font(italic=True, color="444444"),
            alignment=Alignment(wrap_text=True, vertical="top"),
        ),
        NamedStyle(
            "kop",
            font=_font(bold=True),
            border=line,
            fill=PatternFill("solid", "EEEEEE"),
            alignment=Alignment(wrap_text=True, vertical="bottom"),
        ),
        NamedStyle("rij", font=_font(), alignment=top),
        NamedStyle("deel", font=_font(), alignment=Alignment(indent=1, vertical="top")),
        NamedStyle("totaal", font=_font(bold=True), border=above, alignment=top),
        NamedStyle("lang", font=_font(), alignment=Alignment(wrap_text=True, vertical="top")),
        NamedStyle("teken", font=_font(), alignment=Alignment(horizontal="right", vertical="top")),
        NamedStyle(
            "teken totaal", font=_font(bold=True), border=above, alignment=Alignment(horizontal="right")
        ),
    ]
    for soort, notation in GETALSTIJL.items():
        styles.append(NamedStyle(soort, font=_font(), number_format=notation, alignment=top))
        styles.append(
            NamedStyle(
                f"{soort} totaal", _font(bold=True), border=above, number_format=notation, alignment=top
            )
        )
    for style in styles:
        book.add_named_style(style)


def _font(**how) -> Font:
    """The letter of a cell without a style; a style that names none gets one of another width."""
    return Font(**{"name": "Calibri", "size": 11, "family": 2, **how})


def _fill(sheet: Worksheet, werkblad: Werkblad) -> None:
    for at, width in enumerate(werkblad.breedtes, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for number, cells in enumerate(werkblad.regels, 1):
        for at, one in enumerate(cells, 1):
            _set(sheet.cell(number, at), one)
            if one.breed > 1:
                sheet.merge_cells(
                    start_row=number, end_row=number, start_column=at, end_column=at + one.breed - 1
                )
        if (lines := lines_of(cells, werkblad.breedtes)) > 1:
            sheet.row_dimensions[number].height = min(lines * LINE, HIGHEST)
    if werkblad.kopregel:
        sheet.freeze_panes = sheet.cell(werkblad.kopregel + 1, 2 if len(werkblad.breedtes) > 1 else 1)
        sheet.print_title_rows = f"{werkblad.kopregel}:{werkblad.kopregel}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.oddFooter.left.text = "&A"
    sheet.oddFooter.right.text = "Pagina &P van &N"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _set(cell: Cell, one: Werkbladcel) -> None:
    cell.value = one.waarde
    if one.stijl:
        cell.style = one.stijl
    if isinstance(one.waarde, str):
        cell.data_type = "s"  # openpyxl would make a formula of what begins with =
        cell.quotePrefix = one.waarde.startswith(("=", "+", "-", "@"))
