"""Forms of the pages of beheer that need to know what the registers hold."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row
from django import forms
from django.core.files.uploadedfile import UploadedFile

from casework.codelijsten import CODE, MAX_BYTES, NieuweLijst
from casework.lists import STANDAARD, Code
from casework.terms import Eenheid


class TermijnForm(forms.Form):
    aantal = forms.IntegerField(
        label="Hoe lang mag dit duren?",
        min_value=1,
        max_value=1000,
        error_messages={"required": "Vul in hoe lang dit mag duren."},
    )
    eenheid = forms.ChoiceField(label="Eenheid", choices=Eenheid.choices)
    waarschuw_na = forms.IntegerField(
        label="Waarschuwen na",
        required=False,
        min_value=1,
        max_value=1000,
        help_text="In dezelfde eenheid. Leeg: drie dagen voor het einde, bij een korte termijn meteen.",
    )

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        warn, total = data.get("waarschuw_na"), data.get("aantal")
        if warn and total and warn >= total:
            self.add_error("waarschuw_na", "De waarschuwing komt vóór het einde van de termijn.")
        return data


class LijstForm(forms.Form):
    lijst = forms.CharField(
        label="Naam van de lijst",
        max_length=80,
        help_text="Bijvoorbeeld: rotterdam.",
        error_messages={"required": "Vul de naam van de lijst in."},
    )
    versie = forms.CharField(
        label="Versie",
        max_length=40,
        help_text="Bijvoorbeeld: 2026.",
        error_messages={"required": "Vul de versie in."},
    )
    geldig_van = forms.DateField(
        label="Geldig vanaf", widget=forms.DateInput, error_messages={"required": "Vul de eerste dag in."}
    )
    geldig_tot = forms.DateField(
        label="Geldig tot en met",
        required=False,
        widget=forms.DateInput,
        help_text="Laat leeg als de einddatum nog niet bekend is.",
    )

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        if data.get("geldig_van") and data.get("geldig_tot") and data["geldig_tot"] < data["geldig_van"]:
            self.add_error("geldig_tot", "Deze dag ligt vóór de eerste dag.")
        return data

    def as_lijst(self, regels: list[Code]) -> NieuweLijst:
        return NieuweLijst(**self.cleaned_data, regels=tuple(regels))


class RegelForm(forms.Form):
    """One code. An empty row is left out."""

    code = forms.RegexField(
        CODE.pattern,
        label="Code",
        max_length=80,
        required=False,
        strip=True,
        error_messages={"invalid": "Gebruik alleen kleine letters, cijfers en _."},
    )
    label = forms.CharField(label="Tekst", max_length=200, required=False)
    rijk_code = forms.ChoiceField(label="Telt in de Rijkslijst als", required=False)

    def __init__(self, *args, register: str, naam: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choices = STANDAARD[register, naam].choices()
        self.fields["rijk_code"].choices = [("", "Kies"), *choices]

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if code and not CODE.fullmatch(code):
            raise forms.ValidationError("Gebruik alleen kleine letters, cijfers en _.")
        return code

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        filled = [name for name in self.fields if self.data.get(self.add_prefix(name), "").strip()]
        for name in self.fields if filled else []:
            if name not in filled:
                self.add_error(name, "Vul dit in, of maak de hele regel leeg.")
        return data


class RegelFormSetBase(forms.BaseFormSet):
    def clean(self) -> None:
        codes = [form.cleaned_data.get("code") for form in self.forms if form.is_valid()]
        codes = [code for code in codes if code]
        if not codes and not any(self.errors):
            raise forms.ValidationError("Een lijst heeft minstens één code.")
        for code in sorted(set(codes)):
            if codes.count(code) > 1:
                raise forms.ValidationError(f"De code {code} staat er twee keer in.")

    def as_regels(self) -> list[Code]:
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("code")]
        return [Code(row["code"], row["label"], rijk_code=row["rijk_code"]) for row in rows]


RegelFormSet = forms.formset_factory(
    RegelForm, formset=RegelFormSetBase, extra=5, max_num=300, absolute_max=300, validate_max=True
)


class RegelHelper(FormHelper):
    """The three fields of a code beside each other, within a form of the page."""

    form_tag = False
    disable_csrf = True

    def __init__(self) -> None:
        super().__init__()
        self.layout = Layout(Row("code", "label", "rijk_code"))


class LijstUploadForm(forms.Form):
    bestand = forms.FileField(
        label="CSV-bestand",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": "Kies een bestand.", "empty": "Het bestand is leeg."},
    )

    def clean_bestand(self) -> UploadedFile:
        found = self.cleaned_data["bestand"]
        if found.size > MAX_BYTES:
            raise forms.ValidationError("Het bestand is te groot. Een lijst is hooguit 1 MB.")
        return found


class HuisstijlForm(forms.Form):
    """The file stands last: what was typed before it is never lost."""

    naam = forms.CharField(
        max_length=200,
        label="Naam op documenten",
        error_messages={"required": "Vul de naam in."},
    )
    kleur = forms.RegexField(
        r"^#[0-9a-fA-F]{6}$",
        label="Kleur",
        help_text="Van koppen en lijnen, als # met zes tekens. Bijvoorbeeld: #175766",
        error_messages={
            "required": "Vul een kleur in, zoals #175766.",
            "invalid": "Schrijf de kleur als # met zes tekens: cijfers en a tot en met f, zoals #175766.",
        },
    )
    zonder_logo = forms.BooleanField(label="Haal het logo weg", required=False)
    logo = forms.FileField(
        label="Nieuw logo",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg,.svg,image/png,image/jpeg,image/svg+xml"}),
        help_text="Een PNG, JPEG of SVG van hooguit 2 MB. Het staat naast de naam, 1,5 cm hoog.",
        error_messages={"empty": "Het bestand is leeg. Kies een ander bestand."},
    )

    def __init__(self, *args, has_logo: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not has_logo:
            del self.fields["zonder_logo"]
            self.fields["logo"].label = "Logo"


class LijstEindeForm(forms.Form):
    geldig_tot = forms.DateField(
        label="Laatste dag waarop de lijst geldt",
        widget=forms.DateInput,
        error_messages={"required": "Vul de laatste dag in."},
    )
