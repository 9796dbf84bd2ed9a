from django import forms
from django.core.files.uploadedfile import UploadedFile

from casework.codelijsten import MAX_BYTES as MAX_LIST
from casework.importing.tables import MAX_BYTES, MAX_ROWS, MB, size_fault

ROWS = f"{MAX_ROWS:_}".replace("_", ".")
LEEG = "Dit bestand is leeg. Kies een ander bestand."


class ImportForm(forms.Form):
    """A file is refused by its size before it is read."""

    bestand = forms.FileField(
        label="Bestand met meldingen",
        help_text=f"CSV (UTF-8) of Excel (.xlsx), hooguit {MAX_BYTES // MB} MB en {ROWS} rijen.",
        error_messages={"required": "Kies een bestand.", "empty": LEEG},
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    categorielijst = forms.FileField(
        label="Eigen categorielijst",
        required=False,
        help_text="CSV (UTF-8). Alleen nodig als het bestand eigen categorieën heeft die GIR nog niet kent.",
        error_messages={"empty": LEEG},
        widget=forms.FileInput(attrs={"accept": ".csv"}),
    )

    def clean_bestand(self) -> UploadedFile:
        file = self.cleaned_data["bestand"]
        refused = size_fault(file.size)
        if refused:
            raise forms.ValidationError(refused)
        return file

    def clean_categorielijst(self) -> UploadedFile | None:
        file = self.cleaned_data.get("categorielijst")
        if file and file.size > MAX_LIST:
            raise forms.ValidationError(f"Een categorielijst mag hooguit {MAX_LIST // MB} MB zijn.")
        return file
