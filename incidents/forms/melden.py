"""The steps of the quick report, each a form of its own that can be checked again from what was kept."""

from datetime import date, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from casework.forms.velden import GEEN_DATUM, NIET_IN_DE_TOEKOMST, VERHAAL, RegelField, TekstField
from incidents.ernst import BELEVING
from incidents.forms import woorden
from incidents.models import IncidentConcept
from incidents.services.people import last_office
from organisations.access import Access

DAG_VOORBIJ = "Het is nu {dag}. Kies opnieuw op welke dag het was."
TEGELS = {"class": "gir-tegels"}


class MeldAntwoorden:
    """The answers kept in a concept, and for whom it is reported."""

    def __init__(self, concept: IncidentConcept, access: Access) -> None:
        self.concept = concept
        self.access = access
        self.earlier = {} if "voor" in concept.antwoorden else _as_last_time(access)

    @property
    def kept(self) -> dict:
        return self.earlier | self.concept.antwoorden

    @property
    def voor(self) -> str:
        return self.kept.get("voor", woorden.ZELF)

    @property
    def for_somebody_else(self) -> bool:
        return self.voor == woorden.COLLEGA


def _as_last_time(access: Access) -> dict:
    """Who reported as an ambtsdrager, or as family of one, does so again until they say otherwise."""
    own = last_office(access.user, by=access, incident__melder=access.user)
    return {"voor": woorden.AMBT} | own if own else {}


class MeldStap(forms.Form):
    """One step. ``to_keep`` is what goes into the concept: plain JSON that the form reads again.

    ``stil``: what may be left out without each saying so.
    """

    titel = ""
    stil: tuple[str, ...] = ()

    def __init__(self, data: object = None, *, antwoorden: MeldAntwoorden) -> None:
        self.antwoorden = antwoorden
        super().__init__(data, initial=antwoorden.kept)
        for name in self.stil:
            self.fields[name].zonder_niet_verplicht = True

    def to_keep(self) -> dict:
        return {
            name: value.isoformat() if hasattr(value, "isoformat") else value
            for name, value in self.cleaned_data.items()
        }

    def is_complete(self) -> bool:
        """Whether what was kept answers this step, as things are today."""
        return all(name in self.antwoorden.kept for name in self.fields) and self.is_valid()


class GebeurdForm(MeldStap):
    titel = "Wat gebeurde er?"
    stil = ("kenmerken", "anders_wat")

    wat = forms.MultipleChoiceField(
        label="U mag er meer kiezen",
        choices=list(woorden.TEGELS.items()),
        widget=forms.CheckboxSelectMultiple(attrs=TEGELS),
        error_messages={
            "required": "Kies wat er gebeurde. Past er niets? Kies dan “Iets anders”.",
            "invalid_choice": "Deze keuze bestaat niet. Kies wat er gebeurde.",
        },
    )
    anders_wat = forms.ChoiceField(
        label="Wat dan?",
        choices=list(woorden.ANDERE_GEDRAGINGEN.items()),
        widget=forms.RadioSelect(attrs=TEGELS),
        required=False,
        error_messages={"invalid_choice": "Deze keuze bestaat niet. Kies wat er gebeurde."},
    )
    kenmerken = forms.MultipleChoiceField(
        label="Was dit erbij?",
        choices=list(woorden.KENMERKEN.items()),
        widget=forms.CheckboxSelectMultiple(attrs=TEGELS),
        required=False,
        error_messages={"invalid_choice": "Deze keuze bestaat niet. Kies opnieuw."},
    )

    def clean_wat(self) -> list[str]:
        """Aggression goes before: with a threat beside it, it is not only hinderlijk contact."""
        wat = self.cleaned_data["wat"]
        if woorden.HINDERLIJK in wat and len(wat) > 1:
            wat.remove(woorden.HINDERLIJK)
        return wat

    def clean(self) -> dict:
        """“Iets anders” says what, so that the report has a gedraging; or that it is not known."""
        answers = super().clean()
        if woorden.ANDERS not in answers.get("wat", ()):
            self.errors.pop("anders_wat", None)
            answers["anders_wat"] = ""
        elif not answers.get("anders_wat") and "anders_wat" not in self.errors:
            self.add_error("anders_wat", "Kies wat het was. Past er niets? Kies dan “Dat weet ik niet”.")
        return answers


class WanneerForm(MeldStap):
    titel = "Wanneer en waar?"

    dag = forms.ChoiceField(
        label="Wanneer was het?",
        choices=list(woorden.DAGEN.items()),
        widget=forms.RadioSelect(attrs=TEGELS),
        initial=woorden.VANDAAG,
        error_messages={
            "required": "Kies wanneer het was.",
            "invalid_choice": "Kies vandaag, gisteren of een andere dag.",
        },
    )
    op = forms.DateField(required=False, widget=forms.HiddenInput)
    datum = forms.DateField(
        label="Welke dag?", required=False, widget=forms.DateInput, error_messages=GEEN_DATUM
    )
    tijd = forms.TimeField(
        label="Hoe laat ongeveer?",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "class": "gir-kort"}, format="%H:%M"),
        error_messages={"invalid": "Deze tijd bestaat niet. Schrijf bijvoorbeeld 14:30."},
    )
    plaats = forms.ChoiceField(
        label="Waar was het?",
        required=False,
        choices=[*woorden.PLAATSEN.items(), (woorden.ANDERS, "Ergens anders")],
        widget=forms.RadioSelect(attrs=TEGELS),
        error_messages={"invalid_choice": "Deze keuze bestaat niet. Kies waar het was."},
    )
    andere_plaats = forms.ChoiceField(
        label="Waar dan?",
        required=False,
        choices=[("", "Weet ik niet"), *woorden.ANDERE_PLAATSEN],
        error_messages={"invalid_choice": "Deze keuze bestaat niet. Kies waar het was."},
    )
    locatie = RegelField(
        label="Welke plek precies?",
        required=False,
        help_text="Bijvoorbeeld: balie 3 in het stadhuis.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial = self.initial | {"op": timezone.localdate()}
        if "voorval_op" in self.initial:
            self.initial |= _day_in_words(date.fromisoformat(self.initial["voorval_op"]))

    def clean(self) -> dict:
        """``op`` is the day on which "vandaag" was chosen. When it is sent on another day, it is asked again
        which day was meant."""
        answers = super().clean()
        self.errors.pop("op", None)
        today, dag = timezone.localdate(), answers.get("dag")
        op, answers["op"] = answers.get("op") or today, today
        if dag == woorden.ANDERS:
            answers["voorval_op"] = self._other_day(answers)
        else:
            self.errors.pop("datum", None)
            if dag and op != today:
                self._ask_the_day_again(today)
            answers["voorval_op"] = today - timedelta(days=1) if dag == woorden.GISTEREN else today
        known = "dag" not in self.errors
        if known and answers["voorval_op"] == today and _is_later_today(answers.get("tijd")):
            self.add_error("tijd", "Deze tijd is nog niet geweest. Vul in hoe laat het was.")
        return answers

    def to_keep(self) -> dict:
        """Kept as a date: what was "vandaag" must not become another day later."""
        day = self.cleaned_data["voorval_op"].isoformat()
        return super().to_keep() | {"dag": woorden.ANDERS, "datum": day}

    def _ask_the_day_again(self, today: date) -> None:
        self.add_error("dag", DAG_VOORBIJ.format(dag=date_format(today, "l j F")))
        self.data = self.data.copy()
        self.data.pop("dag", None)
        self.data["op"] = today.isoformat()

    def _other_day(self, answers: dict) -> date | None:
        day = answers.get("datum")
        if day is None and "datum" not in self.errors:
            self.add_error("datum", "Vul in op welke dag het was.")
        if day and day > timezone.localdate():
            self.add_error("datum", NIET_IN_DE_TOEKOMST)
        return day


def _is_later_today(tijd: time | None) -> bool:
    return tijd is not None and tijd > timezone.localtime().time()


def _day_in_words(day: date) -> dict:
    today = timezone.localdate()
    if day == today:
        return {"dag": woorden.VANDAAG, "datum": None}
    if day == today - timedelta(days=1):
        return {"dag": woorden.GISTEREN, "datum": None}
    return {"dag": woorden.ANDERS, "datum": day.isoformat()}


class VertelForm(MeldStap):
    titel = "Vertel kort wat er gebeurde"

    beschrijving = TekstField(
        label="In uw eigen woorden",
        max_length=VERHAAL,
        rows=7,
        stil=True,
        required=False,
        help_text="Een paar zinnen is genoeg. U mag het ook inspreken. "
        "Noem geen namen van burgers als dat niet nodig is.",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["beschrijving"].widget.attrs |= {"autocomplete": "off", "autocapitalize": "sentences"}


class HoeForm(MeldStap):
    titel = "Hoe gaat het met u?"
    stil = ("mag_bellen", "telefoon", "aangifte_gewenst", "ernst_beleving")

    letsel = forms.ChoiceField(
        label="Bent u gewond of van slag?",
        choices=list(woorden.LETSEL.items()),
        widget=forms.RadioSelect(attrs=TEGELS),
        error_messages={
            "required": "Kies of er iemand gewond of van slag is.",
            "invalid_choice": "Deze keuze bestaat niet. Kies of er iemand gewond of van slag is.",
        },
    )
    mag_bellen = forms.ChoiceField(
        label="Mag iemand u bellen?",
        required=False,
        choices=list(woorden.JA_NEE.items()),
        widget=forms.RadioSelect(attrs=TEGELS),
        error_messages={"invalid_choice": "Kies ja of nee."},
    )
    telefoon = RegelField(
        label="Op welk nummer?",
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "class": "gir-kort"}),
    )
    aangifte_gewenst = forms.ChoiceField(
        label="Wilt u aangifte doen?",
        required=False,
        help_text="U hoeft nu niets te beslissen. Uw werkgever kan dit voor u doen.",
        choices=list(woorden.AANGIFTE.items()),
        widget=forms.RadioSelect(attrs=TEGELS),
        error_messages={"invalid_choice": "Kies ja, nee of weet ik nog niet."},
    )
    ernst_beleving = forms.ChoiceField(
        label="Hoe erg was het voor u?",
        required=False,
        choices=[(str(graad), words) for graad, words in BELEVING],
        widget=forms.RadioSelect(attrs=TEGELS),
        error_messages={"invalid_choice": "Deze keuze bestaat niet. Kies hoe erg het was."},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.antwoorden.for_somebody_else:
            self._ask_of_a_colleague()

    def _ask_of_a_colleague(self) -> None:
        """What the filer may know of a colleague; how bad it felt is only theirs to say."""
        self.titel = "Hoe gaat het met uw collega?"
        self.fields["letsel"].label = "Is uw collega gewond of van slag?"
        self.fields["mag_bellen"].label = "Mag iemand uw collega bellen?"
        self.fields["aangifte_gewenst"].label = "Wil uw collega aangifte doen?"
        del self.fields["ernst_beleving"]


STAPPEN: dict[str, type[MeldStap]] = {
    "gebeurd": GebeurdForm,
    "wanneer": WanneerForm,
    "verhaal": VertelForm,
    "hoe": HoeForm,
}
CONTROLE = "controle"


def first_incomplete(antwoorden: MeldAntwoorden, before: str = CONTROLE) -> str | None:
    """The first step, up to ``before``, that has no usable answer yet."""
    for stap, form in STAPPEN.items():
        if stap == before:
            return None
        if not form(antwoorden.kept, antwoorden=antwoorden).is_complete():
            return stap
    return None
