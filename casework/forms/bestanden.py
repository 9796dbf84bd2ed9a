"""A field for files, refused at the field with what is wrong. Put it last: what comes before it in the form
is never lost, however much is sent."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from casework.documents import MAX_BYTES, MB, refusal_of
from casework.documents.kinds import EXTENSIES

MAX_FILES = 10
WELKE = f"Foto, PDF, geluid, video, mail (EML, MSG) of tekst. Hooguit {MAX_BYTES // MB} MB per bestand."


class BestandenKiezer(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True


class BestandVeld(forms.FileField):
    """``cleaned_data`` holds a list of uploads, to give to ``casework.documents.store``."""

    def __init__(
        self, label: str, *, meerdere: bool = True, leeg: str = "Kies een bestand.", **kwargs: Any
    ) -> None:
        self.meerdere = meerdere
        accepted = ",".join(f".{e}" for e in sorted(EXTENSIES))
        attrs: dict[str, Any] = {"accept": accepted, "data-hooguit": MAX_BYTES}
        if meerdere:
            attrs["multiple"] = True
        kwargs.setdefault(
            "help_text", f"{WELKE} U kunt meer bestanden tegelijk kiezen." if meerdere else WELKE
        )
        super().__init__(
            label=label, widget=BestandenKiezer(attrs=attrs), error_messages={"required": leeg}, **kwargs
        )

    def clean(self, data: list[UploadedFile] | None, initial: Any = None) -> list[UploadedFile]:
        files = [one for one in data or [] if one]
        if not files:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return []
        most = MAX_FILES if self.meerdere else 1
        if len(files) > most:
            raise ValidationError(
                f"Kies hooguit {most} bestanden tegelijk." if most > 1 else "Kies één bestand."
            )
        if refused := [reason for one in files if (reason := refusal_of(one))]:
            others = ["Kies de andere bestanden daarna opnieuw."] if len(refused) < len(files) else []
            raise ValidationError([*refused, *others])
        return files
