"""What the form templates of templates/nlds and the page shell ask of Python; nothing here queries."""

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from django import forms, template
from django.contrib.staticfiles import finders
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.forms.utils import flatatt
from django.template.context import Context
from django.templatetags.static import static
from django.utils.dateparse import parse_date
from django.utils.html import format_html
from django.utils.safestring import SafeString

from casework.voordeur.toestel import device_key
from organisations.access import Access

register = template.Library()

DEFAULT_LOGO = "logo.svg"
WIDGET_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (forms.CheckboxInput, "utrecht-checkbox utrecht-checkbox--html-input"),
    (forms.FileInput, "gir-bestand"),
    (forms.widgets.Input, "utrecht-textbox utrecht-textbox--html-input"),
)


@dataclass(frozen=True)
class Fout:
    """One line of the error summary; `anker` is the id of the field, or "" for the whole form."""

    tekst: str
    anker: str


@dataclass(frozen=True)
class Optie:
    """One radio button or checkbox; `toelichting` comes from `field.toelichtingen[value]`."""

    invoer: SafeString
    id: str
    label: str
    toelichting: str


@register.filter
def soort(field: BoundField) -> str:
    """Which markup a field needs: verborgen, keuzes, vink, delen or invoer."""
    widget = field.field.widget
    if field.is_hidden:
        return "verborgen"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "keuzes"
    if isinstance(widget, forms.CheckboxInput):
        return "vink"
    return "delen" if isinstance(widget, forms.MultiWidget | forms.SelectDateWidget) else "invoer"


@register.filter
def is_tegels(field: BoundField) -> bool:
    """Whether the options are shown as tiles: `RadioSelect(attrs={"class": "gir-tegels"})`."""
    return "gir-tegels" in field.field.widget.attrs.get("class", "").split()


@register.filter
def is_een_keuze(field: BoundField) -> bool:
    widget = field.field.widget
    return isinstance(widget, forms.RadioSelect) and not isinstance(widget, forms.CheckboxSelectMultiple)


@register.filter
def maximum(field: BoundField) -> int | None:
    """The number of characters that fit in a text area, shown as a hint; nothing is cut off silently."""
    limit = getattr(field.field, "max_length", None)
    return limit if isinstance(field.field.widget, forms.Textarea) else None


@register.filter
def beschrijving_ids(field: BoundField) -> str:
    """The ids for aria-describedby: the hint and the error."""
    ids = []
    if field.help_text or maximum(field) or is_date(field):
        ids.append(f"{field.auto_id}_helptext")
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    return " ".join(ids)


@register.filter
def is_date(field: BoundField) -> bool:
    widget = field.field.widget
    return isinstance(widget, forms.DateInput) and not field.is_hidden


@register.simple_tag
def invoer(field: BoundField) -> SafeString:
    """The input of a field with the classes and aria attributes of the design."""
    widget = field.field.widget
    field.form.use_required_attribute = False
    for part in getattr(widget, "widgets", [widget]):
        _dress(part)
    attrs: dict[str, str | bool] = {}
    if soort(field) != "delen":
        if field.field.required:
            attrs["aria-required"] = "true"
        if described := beschrijving_ids(field):
            attrs["aria-describedby"] = described
    if is_date(field):
        _native_date(field, widget)
    return SafeString(field.as_widget(attrs=attrs))


def _dress(widget: forms.Widget) -> None:
    design = next((classes for kind, classes in WIDGET_CLASSES if isinstance(widget, kind)), "")
    own = [name for name in widget.attrs.get("class", "").split() if name not in design.split()]
    widget.attrs["class"] = " ".join([design, *own]).strip()
    # A placeholder is no label, and a text area must not cut off what was pasted.
    widget.attrs.pop("placeholder", None)
    if isinstance(widget, forms.Textarea):
        widget.attrs.pop("maxlength", None)


def _native_date(field: BoundField, widget: forms.DateInput) -> None:
    """A native date input holds only ISO dates: what can't be read as one stays visible as typed text."""
    value = field.value()
    typed = isinstance(value, str) and value and not _iso(value)
    widget.input_type = "text" if typed else "date"
    widget.format = "%Y-%m-%d"


def _iso(value: str) -> datetime.date | None:
    try:
        return parse_date(value)
    except ValueError:
        return None


@register.filter
def opties(field: BoundField) -> list[tuple[str, list[Optie]]]:
    """The options of a choice field by group; one group without a name when there are no groups."""
    widget = field.field.widget
    field.form.use_required_attribute = False
    attrs = field.build_widget_attrs({"id": field.auto_id})
    attrs.pop("aria-describedby", None)
    kind = "radio-button" if is_een_keuze(field) else "checkbox"
    if is_een_keuze(field):
        attrs.pop("aria-invalid", None)
    explained = {str(key): text for key, text in getattr(field.field, "toelichtingen", {}).items()}
    groups: list[tuple[str, list[Optie]]] = []
    chosen = widget.format_value(field.value())
    for name, options, _ in widget.optgroups(field.html_name, chosen, attrs):
        made = [_optie(option, kind, explained) for option in options]
        if name or not groups or groups[-1][0]:
            groups.append((str(name or ""), made))
        else:
            groups[-1][1].extend(made)
    return groups


def _optie(option: dict, kind: str, explained: dict[str, str]) -> Optie:
    value = "" if option["value"] is None else str(option["value"])
    text = explained.get(value, "")
    attrs = option["attrs"] | {"class": f"utrecht-{kind} utrecht-{kind}--html-input"}
    if text:
        attrs["aria-describedby"] = f"{attrs['id']}_uitleg"
    made = format_html(
        '<input type="{}" name="{}" value="{}"{}>', option["type"], option["name"], value, flatatt(attrs)
    )
    return Optie(made, attrs["id"], str(option["label"]), text)


@register.simple_tag
def fouten(form: forms.BaseForm | BaseFormSet) -> list[Fout]:
    """Every error of a form or formset, in the order of the page."""
    if isinstance(form, BaseFormSet):
        if not form.is_bound:
            return []
        found = [Fout(str(text), "") for text in form.non_form_errors()]
        return found + [fout for one in form.forms for fout in fouten(one)]
    found = [Fout(str(text), "") for text in form.non_field_errors()]
    for field in form:
        anker = "" if field.is_hidden else _anker(field)
        found += [Fout(_with_label(field, str(text)), anker) for text in field.errors]
    return found


def _with_label(field: BoundField, text: str) -> str:
    """Django's own messages don't say which field they are about; ours do."""
    general = {
        str(message)
        for kind in type(field.field).__mro__
        for message in getattr(kind, "default_error_messages", {}).values()
    }
    if text not in general and not field.is_hidden:
        return text
    label = str(field.label)
    return f"{label} {text}" if label.endswith(("?", ".", ":")) else f"{label}: {text}"


def _anker(field: BoundField) -> str:
    """The id of the first input: what the link of the error summary and its focus go to."""
    return (
        f"{field.auto_id}_0" if soort(field) in {"keuzes", "delen"} else field.id_for_label or field.auto_id
    )


@register.simple_tag
def toestel(access: Access) -> str:
    """Under which this person's browser keeps what waits for a connection."""
    return device_key(access)


@register.simple_tag(takes_context=True)
def fout_vooraf(context: Context) -> str:
    """ "Fout: " for the start of the title, when a form on this page has errors."""
    forms_here = [context.get("form"), context.get("formset"), *(context.get("forms") or ())]
    wrong = context.get("form_errors") or any(
        one.is_bound and not one.is_valid()
        for one in forms_here
        if isinstance(one, forms.BaseForm | BaseFormSet)
    )
    return "Fout: " if wrong else ""


@register.simple_tag
def thema_klasse(organisatie: object) -> str:
    """The class on <html> by which a theme stylesheet sets its tokens."""
    thema = getattr(organisatie, "thema", "")
    return f"gir-thema-{thema}" if thema else "gir-thema-gir"


@register.simple_tag
def thema_stylesheet(organisatie: object) -> str:
    """The address of static/themas/<thema>.css, or "" without a theme or a file."""
    return _static_or(f"themas/{getattr(organisatie, 'thema', '')}.css", "")


@register.simple_tag
def logo_van(organisatie: object) -> str:
    """The address of the logo: the organisation's own, that of its theme, or ours."""
    thema = getattr(organisatie, "thema", "")
    own = getattr(organisatie, "logo", "")
    return _static_or(own, "") or _static_or(f"logos/{thema}.svg", "") or static(DEFAULT_LOGO)


@lru_cache(maxsize=256)
def _static_or(path: str, otherwise: str) -> str:
    """A missing file must not break every page of an organisation, so it is looked up first."""
    if re.fullmatch(r"[\w-]+/[\w-]+\.(css|svg|png)", path) and finders.find(path):
        return static(path)
    return otherwise
