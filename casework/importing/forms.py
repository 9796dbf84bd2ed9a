from django import forms
from django.core.files.uploadedfile import UploadedFile

from casework.codelijsten import MAX_BYTES as MAX_LIST
from casework.importing.importeur import Importwoorden
from casework.importing.tables import MAX_BYTES, MAX_ROWS, MB, size_fault

ROWS = f"{MAX_ROWS:_}".replace("_", ".")
LEEG = "Dit bestand is leeg. Kies een ander bestand."


class ImportForm(forms.Form):
    """A file is refused by its size before it is read. A list is asked for where the register has one."""

    bestand = forms.FileField(
        help_text=f"CSV (UTF-8) of Excel (.xlsx), hooguit {MAX_BYTES // MB} MB en {ROWS} rijen.",
        error_messages={"required": "Kies een bestand.", "empty": LEEG},
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    categorielijst = forms.FileField(
        label="Eigen categorielijst",
        required=False,
        error_messages={"empty": LEEG},
        widget=forms.FileInput(attrs={"accept": ".csv"}),
    )

    def __init__(self, woorden: Importwoorden, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bestand"].label = woorden.bestand
        if woorden.lijst:
            self.fields["categorielijst"].help_text = f"CSV (UTF-8). {woorden.lijst}"
        else:
            del self.fields["categorielijst"]

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
