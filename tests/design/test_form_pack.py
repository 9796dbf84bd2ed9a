"""The form pack nlds, rendered without a database or a request."""

import datetime
import re

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row, Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.forms import formset_factory
from django.template import Context, Template


class Proef(forms.Form):
    soort = forms.ChoiceField(
        label="Waar gaat het over?",
        choices=[("fraude", "Fraude"), ("omgang", "Omgangsvormen")],
        widget=forms.RadioSelect(attrs={"class": "gir-tegels"}),
        error_messages={"required": "Kies waar het over gaat."},
    )
    weet = forms.MultipleChoiceField(
        label="Wat weet u?",
        required=False,
        choices=[("gezien", "Ik heb het gezien"), ("gehoord", "Ik heb het gehoord")],
        widget=forms.CheckboxSelectMultiple,
    )
    verhaal = forms.CharField(
        label="Wat gebeurde er?", help_text="Zonder namen.", max_length=4000, widget=forms.Textarea
    )
    datum = forms.DateField(label="Wanneer?", required=False)
    email = forms.EmailField(
        label="E-mailadres", widget=forms.EmailInput(attrs={"placeholder": "u@voorbeeld"})
    )
    naar_waarheid = forms.BooleanField(label="Naar waarheid")
    bron = forms.CharField(required=False, widget=forms.HiddenInput)


def as_filter(form: forms.BaseForm) -> str:
    return Template("{% load crispy_forms_tags %}{{ form|crispy }}").render(Context({"form": form}))


def input_of(html: str, name: str) -> str:
    found = re.search(rf'<(input|textarea|select)[^>]*name="{name}"[^>]*>', html)
    assert found, f"no input named {name}"
    return found.group()


def test_an_empty_form_has_no_error_summary_and_leaves_checking_to_the_server():
    html = render_crispy_form(Proef(), context={"csrf_token": "x"})
    assert "gir-fouten" not in html
    assert re.search(r"<form[^>]*\bnovalidate\b", html)
    assert not re.search(r"<(input|textarea|select)[^>]*\srequired", html)


def test_only_optional_fields_are_marked():
    html = as_filter(Proef())
    assert html.count("(niet verplicht)") == 2
    assert re.search(r"Wanneer\? <span[^>]*>\(niet verplicht\)", html)
    assert 'aria-required="true"' in input_of(html, "verhaal")
    assert "aria-required" not in input_of(html, "datum")


def test_the_hint_and_the_error_are_tied_to_the_field():
    html = as_filter(Proef({"email": "geen adres"}))
    verhaal = input_of(html, "verhaal")
    assert 'aria-describedby="id_verhaal_helptext id_verhaal_error"' in verhaal
    assert 'aria-invalid="true"' in verhaal
    assert 'id="id_verhaal_helptext"' in html and 'id="id_verhaal_error"' in html


def test_every_id_that_is_referred_to_exists_once():
    html = as_filter(Proef({"soort": "onbekend", "datum": "31-2-2026"}))
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    wanted = re.findall(r'(?:for|href)="#?([^"]+)"', html)
    wanted += " ".join(re.findall(r'aria-describedby="([^"]+)"', html)).split()
    assert set(wanted) <= set(ids)


def test_the_summary_counts_the_errors_and_links_to_the_first_input():
    html = as_filter(Proef({"email": "geen adres"}))
    assert "Er zijn 4 fouten" in html
    assert '<a href="#id_soort_0">Kies waar het over gaat.</a>' in html
    assert 'href="#id_email"' in html
    assert re.search(r'<h2 tabindex="-1" autofocus>', html)


def test_a_single_error_is_called_one():
    form = Proef(
        {"soort": "fraude", "verhaal": "x", "email": "a@b.nl", "naar_waarheid": "on", "datum": "31-2-2026"}
    )
    assert "Er is 1 fout<" in as_filter(form)


def test_a_general_message_gets_the_label_in_front_in_the_summary():
    html = as_filter(Proef({}))
    assert re.search(r">Wat gebeurde er\? Dit veld is \w+\.</a>", html)
    assert re.search(r">E-mailadres: Dit veld is \w+\.</a>", html)


def test_an_error_of_the_whole_form_stands_in_the_summary_without_a_link():
    form = Proef({})
    form.add_error(None, "Dit kan niet samen.")
    assert "<li>Dit kan niet samen.</li>" in as_filter(form)


def test_an_error_of_a_hidden_field_is_not_lost():
    form = Proef({})
    form.add_error("bron", "De bron klopt niet.")
    assert "<li>Bron: De bron klopt niet.</li>" in as_filter(form)


def test_radio_buttons_are_a_group_with_a_legend():
    html = as_filter(Proef({}))
    group = re.search(r"<fieldset[^>]*gir-tegels[^>]*>", html)
    assert group and 'role="radiogroup"' in group.group() and 'aria-required="true"' in group.group()
    assert "<legend" in html and 'for="id_soort_0"' in html
    assert "gir-tegels" not in input_of(html, "soort")
    assert "aria-invalid" not in input_of(html, "soort")


def test_what_was_chosen_stays_chosen():
    html = as_filter(Proef({"soort": "omgang", "weet": ["gezien", "gehoord"], "naar_waarheid": "on"}))
    assert len(re.findall(r"<input[^>]*\schecked", html)) == 4


def test_an_option_can_be_explained():
    form = Proef()
    form.fields["soort"].toelichtingen = {"fraude": "Geld of spullen <van> het werk."}
    html = as_filter(form)
    assert 'aria-describedby="id_soort_0_uitleg"' in html
    assert "Geld of spullen &lt;van&gt; het werk." in html


def test_groups_of_options_keep_their_names():
    class MetGroepen(forms.Form):
        keuze = forms.ChoiceField(
            choices=[("Eerste", [("a", "A")]), ("Tweede", [("b", "B")])], widget=forms.RadioSelect
        )

    assert re.findall(r'gir-optiegroep">(\w+)<', as_filter(MetGroepen())) == ["Eerste", "Tweede"]


def test_a_text_area_keeps_what_was_typed_and_never_cuts_it_off():
    typed = "<script>x</script>\n😀 " + "a" * 4001
    html = as_filter(Proef({"verhaal": typed}))
    assert "maxlength" not in input_of(html, "verhaal")
    assert "Maximaal 4.000 tekens." in html
    assert "&lt;script&gt;" in html and "<script>" not in html and "a" * 4001 in html


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        ("2026-02-03", "date", "2026-02-03"),
        ("3-2-2026", "text", "3-2-2026"),
        ("31-2-2026", "text", "31-2-2026"),
        ("2026-02-31", "text", "2026-02-31"),
    ],
)
def test_a_date_stays_as_it_was_typed(value, kind, shown):
    date = input_of(as_filter(Proef({"datum": value})), "datum")
    assert f'type="{kind}"' in date and f'value="{shown}"' in date


def test_a_date_is_a_native_date_input_with_a_dutch_hint():
    html = as_filter(Proef(initial={"datum": datetime.date(2026, 2, 3)}))
    assert 'type="date"' in input_of(html, "datum") and 'value="2026-02-03"' in input_of(html, "datum")
    assert "Bijvoorbeeld 3-11-2026" in html


def test_a_placeholder_is_never_a_label():
    html = as_filter(Proef())
    assert "placeholder" not in html and '<label class="utrecht-form-label" for="id_email">' in html


def test_a_layout_with_groups_rows_and_buttons():
    form = Proef()
    form.helper = FormHelper()
    form.helper.layout = Layout(
        Fieldset("Wat", "soort", "verhaal"),
        Row("datum", "email"),
        "naar_waarheid",
        Submit("stuur", "Verstuur"),
    )
    html = render_crispy_form(form, context={"csrf_token": "x"})
    assert "<legend>Wat</legend>" in html and "gir-rij" in html
    assert re.search(r"<button[^>]*utrecht-button--primary-action[^>]*>Verstuur</button>", html)


def test_a_filter_form_marks_nothing_as_optional_and_sends_no_token():
    form = Proef()
    form.helper = FormHelper()
    form.helper.form_method = "get"
    html = render_crispy_form(form, context={"csrf_token": "x"})
    assert "niet verplicht" not in html and "csrfmiddlewaretoken" not in html


def test_a_form_with_a_file_is_sent_as_multipart():
    class MetBestand(forms.Form):
        bestand = forms.FileField(label="Bestand")

    assert 'enctype="multipart/form-data"' in render_crispy_form(MetBestand(), context={"csrf_token": "x"})


def test_a_formset_has_one_summary_for_all_its_forms():
    class Regel(forms.Form):
        naam = forms.CharField(label="Naam")

    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2", "form-0-naam": "", "form-1-naam": ""}
    formset = formset_factory(Regel, extra=0)(data)
    for html in (as_filter(formset), render_crispy_form(formset, FormHelper(), {"csrf_token": "x"})):
        assert html.count("gir-fouten") == 1 and "Er zijn 2 fouten" in html
        assert 'href="#id_form-1-naam"' in html and "form-TOTAL_FORMS" in html


def test_one_field_can_be_placed_by_hand():
    html = Template("{% load crispy_forms_tags %}{{ form.email|as_crispy_field }}").render(
        Context({"form": Proef()})
    )
    assert 'class="utrecht-textbox utrecht-textbox--html-input"' in input_of(html, "email")
