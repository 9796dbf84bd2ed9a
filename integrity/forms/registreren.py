"""Registering on behalf of a melder, and what a coördinator does with an adviesvraag or signaal."""

import uuid
from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.utils import timezone

from casework.forms.velden import BERICHT, VERHAAL, RegelField, TekstField
from casework.lists import Lijst, list_on
from integrity import permissions
from integrity.forms import woorden
from integrity.lifecycle import REGISTER
from integrity.lists import Betreft, Kanaal, Melderpositie, Melderrelatie, Soort
from integrity.services.people import Lezers, readers_of
from organisations.access import Access
from organisations.forms import AfdelingField
from organisations.roles import Rol

MONDELING, SCHRIFTELIJK = "mondeling", "schriftelijk"
ALTIJD_MONDELING = (Kanaal.TELEFOON, Kanaal.GESPREK)

# By whom somebody may have been told: the role -> the channels.
KANALEN = {
    Rol.INTEGRITEITSCOORDINATOR: (
        Kanaal.MELDPUNT,
        Kanaal.TELEFOON,
        Kanaal.GESPREK,
        Kanaal.BRIEF,
        Kanaal.VERTROUWENSPERSOON,
        Kanaal.LEIDINGGEVENDE,
        Kanaal.EXTERN,
        Kanaal.ONBEKEND,
    ),
    Rol.VERTROUWENSPERSOON: (Kanaal.VERTROUWENSPERSOON,),
    Rol.LEIDINGGEVENDE: (Kanaal.LEIDINGGEVENDE,),
}


def channels(access: Access) -> list[Kanaal]:
    found: list[Kanaal] = []
    for rol in permissions.roles_to_register(access):
        found += [k for k in KANALEN[rol] if k not in found]
    return found


class RegistratieForm(forms.Form):
    inzending = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    soort = forms.ChoiceField(
        label="Soort",
        choices=Soort,
        initial=Soort.MELDING,
        error_messages={"invalid_choice": "Kies melding, signaal of adviesvraag."},
    )
    kanaal = forms.ChoiceField(
        label="Hoe is het binnengekomen?",
        error_messages={"required": "Kies hoe het is binnengekomen.", "invalid_choice": "Kies uit de lijst."},
    )
    ontvangen_op = forms.DateField(
        label="Ontvangen op",
        widget=forms.DateInput,
        help_text="De dag waarop de melder het vertelde. Vanaf die dag lopen de termijnen.",
        error_messages={
            "required": "Vul in op welke dag de melder het vertelde.",
            "invalid": "Vul een datum in die bestaat, bijvoorbeeld 21-3-2026.",
        },
    )
    melderpositie = forms.ChoiceField(
        label="Hoe wil de melder bekend zijn?",
        choices=Melderpositie,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies open, vertrouwelijk of anoniem."},
    )
    melder_naam = RegelField(
        label="Naam van de melder", required=False, help_text="Bij anoniem laat u dit leeg."
    )
    melder_contact = RegelField(
        label="Telefoon of e-mail van de melder",
        required=False,
        help_text="Nodig om de ontvangst te bevestigen. Bij anoniem laat u dit leeg.",
    )
    melderrelatie = forms.ChoiceField(
        label="De melder is",
        choices=Melderrelatie,
        initial=Melderrelatie.MEDEWERKER,
        error_messages={"invalid_choice": "Kies uit de lijst."},
    )
    categorie = forms.ChoiceField(
        label="Waar gaat het over?",
        required=False,
        error_messages={"invalid_choice": "Deze categorie geldt niet (meer). Kies een andere."},
    )
    betreft = forms.ChoiceField(
        label="Om wie gaat het?",
        error_messages={
            "required": "Kies om wie het gaat. Onbekend mag ook.",
            "invalid_choice": "Kies uit de lijst.",
        },
    )
    beschrijving = TekstField(
        label="Wat heeft de melder verteld?",
        max_length=VERHAAL,
        rows=8,
        leeg="Schrijf op wat de melder heeft verteld.",
        help_text="Is de melder vertrouwelijk of anoniem? Schrijf dan niets op waaraan men die herkent.",
    )
    wie = TekstField(label="Wie", max_length=BERICHT, rows=2, stil=True, required=False)
    wanneer = TekstField(label="Wanneer", max_length=BERICHT, rows=2, stil=True, required=False)
    waar = TekstField(label="Waar", max_length=BERICHT, rows=2, stil=True, required=False)
    verteld = forms.ChoiceField(
        label="Hoe heeft de melder het verteld?",
        choices=[(MONDELING, "Mondeling"), (SCHRIFTELIJK, "Schriftelijk")],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies mondeling of schriftelijk.",
            "invalid_choice": "Kies uit de lijst.",
        },
    )
    verslag_akkoord = forms.BooleanField(label="De melder is akkoord met dit verslag", required=False)

    def __init__(self, data: object = None, *, access: Access) -> None:
        super().__init__(data)
        self.access = access
        self.lezers: Lezers = Lezers((), ())
        fields, organisation = self.fields, access.organisation
        kanalen = channels(access)
        fields["kanaal"].choices = [(k, k.label) for k in kanalen]
        fields["kanaal"].initial = kanalen[0]
        fields["betreft"].choices = woorden.betreft_choices(organisation)
        lijst = list_on(organisation, REGISTER, timezone.localdate())
        fields["categorie"].choices = [("", "Nog niet duidelijk"), *lijst.choices()]
        self._add_people_to_keep_out()
        fields["afdeling"] = AfdelingField(
            organisation, label="Afdeling waar het speelt", required=False, empty_label="Onbekend"
        )
        # The summary of errors follows the order of the fields, so that is the order of the page.
        self.order_fields(
            [
                "soort", "kanaal", "ontvangen_op", "verteld", "verslag_akkoord",
                "melderpositie", "melder_naam", "melder_contact", "melderrelatie",
                "betreft", "categorie", "afdeling", "beschrijving", "wie", "wanneer", "waar",
            ]
        )  # fmt: skip
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = self._layout()

    def _layout(self) -> Layout:
        """Four groups on one page; what belongs together stands side by side on a wide screen."""
        return Layout(
            "inzending",
            Fieldset(
                "Hoe het binnenkwam",
                Row("soort", "kanaal", "ontvangen_op"),
                Row("verteld", "verslag_akkoord"),
            ),
            Fieldset(
                "De melder",
                "melderpositie",
                Row("melder_naam", "melder_contact", "melderrelatie"),
            ),
            Fieldset(
                "Wat er is verteld",
                Row("betreft", "categorie", "afdeling"),
                "beschrijving",
                Row("wie", "wanneer", "waar"),
            ),
            *(["uitgesloten"] if "uitgesloten" in self.fields else []),
        )

    def _add_people_to_keep_out(self) -> None:
        """Everybody who may read such a melding, of employees or of bestuurders."""
        organisation = self.access.organisation
        everybody = {
            user.pk: user
            for about in (Betreft.MEDEWERKER, Betreft.WETHOUDER_GEDEPUTEERDE_DB)
            for user in readers_of(organisation, about).alle
            if user.pk != self.access.user.pk
        }
        if everybody:
            self.fields["uitgesloten"] = forms.MultipleChoiceField(
                label="Wie mag deze melding niet zien?",
                choices=[(str(user.pk), user.naam) for user in everybody.values()],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                help_text="Vraag dit aan de melder. Wie u aankruist, merkt niets van de melding.",
                error_messages={"invalid_choice": "Deze persoon leest geen meldingen (meer). Kies opnieuw."},
            )

    def clean_ontvangen_op(self) -> date:
        day = self.cleaned_data["ontvangen_op"]
        if day > timezone.localdate():
            raise forms.ValidationError("De datum ligt in de toekomst. Vul een dag tot en met vandaag in.")
        if day.year < 1950:
            raise forms.ValidationError("Controleer het jaar, bijvoorbeeld 21-3-2026.")
        return day

    def clean(self) -> dict:
        answers = super().clean()
        self._clean_melder(answers)
        self._clean_record(answers)
        self._clean_readers(answers)
        return answers

    def _clean_melder(self, answers: dict) -> None:
        known = answers.get("melder_naam") or answers.get("melder_contact")
        position = answers.get("melderpositie")
        if position == Melderpositie.ANONIEM and known:
            self.add_error(
                "melder_naam",
                "De melder wil anoniem blijven. Haal de naam en het contact weg, of kies vertrouwelijk.",
            )
        if position in (Melderpositie.OPEN, Melderpositie.VERTROUWELIJK) and not known:
            self.add_error(
                "melder_naam",
                "Vul een naam of een telefoonnummer of e-mailadres in, of kies anoniem.",
            )

    def _clean_record(self, answers: dict) -> None:
        oral = answers.get("verteld") == MONDELING
        if answers.get("verteld") == SCHRIFTELIJK and answers.get("kanaal") in ALTIJD_MONDELING:
            self.add_error("verteld", "Per telefoon of in een gesprek is mondeling. Kies mondeling.")
        if oral and not answers.get("verslag_akkoord"):
            self.add_error(
                "verslag_akkoord",
                "Lees het verslag voor aan de melder. Kruis dit aan als de melder akkoord is.",
            )

    def _clean_readers(self, answers: dict) -> None:
        if "soort" not in answers or "betreft" not in answers:
            return
        kept_out = answers.get("uitgesloten", [])
        if kept_out and answers["soort"] != Soort.MELDING:
            self.add_error(
                "uitgesloten",
                "Dit kan alleen bij een melding. Kies bij soort melding, of haal de kruisjes weg.",
            )
        elif (
            answers["soort"] != Soort.MELDING
            and not readers_of(self.access.organisation, answers["betreft"]).vast
        ):
            self.add_error(
                "betreft",
                "Er is niemand die vragen en signalen hierover leest. Bespreek met de melder of dit bij een "
                "andere organisatie gemeld kan worden.",
            )


class AntwoordForm(forms.Form):
    """The coördinator answers the melder of an adviesvraag or signaal."""

    tekst = TekstField(
        label="Uw bericht aan de melder",
        max_length=VERHAAL,
        rows=5,
        leeg="Schrijf het bericht dat de melder moet lezen.",
    )


class TellingForm(forms.Form):
    """How often a vertrouwenspersoon was spoken to in a quarter: one number for each category."""

    def __init__(self, data: object = None, *, lijst: Lijst, tellingen: dict[str, int]) -> None:
        super().__init__(data, initial={f"aantal_{code}": number for code, number in tellingen.items()})
        for code in lijst:
            self.fields[f"aantal_{code}"] = forms.IntegerField(
                label=lijst.label(code),
                required=False,
                min_value=0,
                max_value=9999,
                error_messages={
                    "invalid": "Vul een heel getal in, bijvoorbeeld 3.",
                    "min_value": "Vul 0 of meer in.",
                    "max_value": "Dit getal is te groot. Controleer het.",
                },
            )

    def counts(self) -> dict[str, int]:
        return {name.removeprefix("aantal_"): number or 0 for name, number in self.cleaned_data.items()}
