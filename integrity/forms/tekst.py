"""Text that somebody typed freely: kept as it is, or refused with what to do about it."""

from django import forms
from django.core.validators import ProhibitNullCharactersValidator

VERHAAL = 20_000
BERICHT = 5_000
NUL = "Er staat een teken in uw tekst dat wij niet kunnen bewaren. Typ dat stukje opnieuw."


class TekstField(forms.CharField):
    """A text box. Line ends count as one character, so that the limit is the one that is shown.

    ``stil``: the limit is not shown, where nobody will come near it.
    """

    def __init__(
        self, *, max_length: int, rows: int = 4, leeg: str = "", stil: bool = False, **kwargs
    ) -> None:
        errors = {"max_length": f"Uw tekst is te lang. Er passen {max_length:,} tekens.".replace(",", ".")}
        if leeg:
            errors["required"] = leeg
        super().__init__(
            max_length=max_length,
            widget=forms.Textarea(attrs={"rows": rows}),
            error_messages=errors,
            **kwargs,
        )
        self.validators = [nul_in_words(v) for v in self.validators]
        if stil:
            self.max_length = None

    def to_python(self, value: object) -> str:
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n")


class RegelField(forms.CharField):
    """One line of text."""

    def __init__(self, *, max_length: int = 200, error_messages: dict | None = None, **kwargs) -> None:
        errors = {"max_length": f"Dit is te lang. Er passen {max_length} tekens."} | (error_messages or {})
        super().__init__(max_length=max_length, error_messages=errors, **kwargs)
        # The browser would cut off what was pasted.
        self.widget.attrs.pop("maxlength", None)
        self.validators = [nul_in_words(v) for v in self.validators]


def nul_in_words(validator: object) -> object:
    if isinstance(validator, ProhibitNullCharactersValidator):
        return ProhibitNullCharactersValidator(message=NUL)
    return validator
