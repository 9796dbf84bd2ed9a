"""How the cells of a table look in an office program: by named styles, which an organisation can change."""

from casework.typesetting.content import Tabel


def row_styles(tabel: Tabel, number: int | None) -> list[str]:
    """The style of each cell of a row, by the number of the row from 0; None: the headings."""
    if number is None:
        label = other = "Celkop"
        amount = "Bedragkop"
    elif number in tabel.vet:
        label = other = "Totaalrij"
        amount = "Totaalbedrag"
    else:
        label = "Deelrij" if number in tabel.ingesprongen else "Cel"
        other, amount = "Cel", "Bedrag"
    styles = [amount if at in tabel.rechts else other for at in range(len(tabel.koppen))]
    return styles if 0 in tabel.rechts else [label, *styles[1:]]
