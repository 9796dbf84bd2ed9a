"""Reporting for somebody else, or as an ambtsdrager: who it happened to."""

from functools import reduce
from operator import and_

from django import forms
from django.db.models import Q

from casework.forms.velden import RegelField
from incidents.forms import woorden
from incidents.forms.melden import TEGELS, MeldAntwoorden
from incidents.services.people import last_office
from organisations.access import Access
from organisations.models import User

KORTSTE_ZOEKTERM = 3
GETOOND = 8
GEEN_VAN_DEZE = "geen"


def find_colleagues(access: Access, naam: str) -> list[User]:
    """At most eight people of the organisation with every word of this in their name, never oneself: who
    to look for must be known, so that it is no list of everybody."""
    words = naam.split()
    if len("".join(words)) < KORTSTE_ZOEKTERM:
        return []
    named = reduce(and_, (Q(naam__icontains=word) for word in words))
    people = User.objects.in_organisation(access.organisation).filter(named, is_active=True)
    people = people.exclude(pk=access.user.pk).select_related("afdeling").order_by("naam", "pk")
    return list(people[:GETOOND])


class VoorWieForm(forms.Form):
    voor = forms.ChoiceField(
        label="Voor wie meldt u?",
        choices=list(woorden.VOOR_WIE.items()),
        widget=forms.RadioSelect(attrs=TEGELS),
        error_messages={"required": "Kies voor wie u meldt.", "invalid_choice": "Kies voor wie u meldt."},
    )
    collega_naam = RegelField(
        label="Hoe heet uw collega?",
        required=False,
        help_text="Typ minstens drie letters van de naam.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    ambt = forms.ChoiceField(
        label="Welk ambt?",
        required=False,
        error_messages={"invalid_choice": "Deze keuze bestaat niet. Kies het ambt."},
    )
    familie = forms.BooleanField(label="Ik ben familie van deze ambtsdrager", required=False)
    ambt_collega = forms.ChoiceField(
        label="Is uw collega politiek ambtsdrager?",
        required=False,
        help_text="Dan gaat de melding niet naar een leidinggevende.",
        error_messages={"invalid_choice": "Deze keuze bestaat niet. Kies het ambt, of nee."},
    )
    familie_collega = forms.BooleanField(label="Het overkwam familie van deze ambtsdrager", required=False)

    def __init__(self, data: object = None, *, antwoorden: MeldAntwoorden) -> None:
        self.antwoorden = antwoorden
        kept = antwoorden.kept
        super().__init__(data, initial={"voor": woorden.ZELF} | kept)
        soort = antwoorden.access.organisation.soort
        self.fields["voor"].toelichtingen = {woorden.AMBT: woorden.explain_office(soort)}
        self.fields["ambt"].choices = [("", "Kies"), *woorden.offices_of(soort)]
        no_office = [("", "Weet ik niet"), (woorden.NEE, "Nee")]
        self.fields["ambt_collega"].choices = [*no_office, *woorden.offices_of(soort)]
        naam = data.get("collega_naam", "") if data else kept.get("collega_naam", "")
        self.found = find_colleagues(antwoorden.access, naam.replace("\0", ""))
        if self.found:
            self._ask_which()
        for field in self.fields.values():  # what is asked follows from the first answer
            field.zonder_niet_verplicht = True

    def _ask_which(self) -> None:
        choices = [(str(user.pk), _with_afdeling(user)) for user in self.found]
        self.fields["collega"] = forms.ChoiceField(
            label="Wie bedoelt u?",
            required=False,
            choices=[*choices, (GEEN_VAN_DEZE, "Geen van deze mensen")],
            widget=forms.RadioSelect(attrs=TEGELS),
            error_messages={"invalid_choice": "Deze persoon staat er niet (meer) bij. Kies opnieuw."},
        )

    def clean(self) -> dict:
        answers = super().clean()
        voor = answers.get("voor")
        if voor == woorden.COLLEGA:
            self._need_a_colleague(answers)
        if voor == woorden.AMBT and not answers.get("ambt") and "ambt" not in self.errors:
            self.add_error("ambt", "Kies om welk ambt het gaat.")
        return answers

    def _need_a_colleague(self, answers: dict) -> None:
        naam = answers.get("collega_naam", "")
        if len(naam.replace(" ", "")) < KORTSTE_ZOEKTERM and "collega_naam" not in self.errors:
            self.add_error("collega_naam", "Typ minstens drie letters van de naam van uw collega.")
        elif self.found and not answers.get("collega") and "collega" not in self.errors:
            self.add_error(
                "collega", "Kies wie u bedoelt. Staat uw collega er niet bij? Kies “Geen van deze mensen”."
            )

    def to_keep(self) -> dict:
        answers = self.cleaned_data
        for_colleague = answers["voor"] == woorden.COLLEGA
        for_ambt = answers["voor"] == woorden.AMBT
        kept = {
            "voor": answers["voor"],
            "collega": self._chosen() if for_colleague else None,
            "collega_naam": answers["collega_naam"] if for_colleague else "",
            "ambt": answers["ambt"] if for_ambt else "",
            "familie": answers["familie"] and for_ambt,
            "ambt_collega": "",
            "familie_collega": False,
        }
        return kept | self._office_of_colleague() if for_colleague else kept

    def _chosen(self) -> int | None:
        chosen = self.cleaned_data.get("collega") or ""
        return int(chosen) if chosen.isdecimal() else None

    def _office_of_colleague(self) -> dict:
        """Who doesn't know says nothing: then what was known of this colleague the last time holds."""
        said, familie = self.cleaned_data["ambt_collega"], self.cleaned_data["familie_collega"]
        user = next((user for user in self.found if user.pk == self._chosen()), None)
        if not said and user:
            known = last_office(user, by=self.antwoorden.access)
            said, familie = known.get("ambt", ""), known.get("familie", False)
        ambt = "" if said == woorden.NEE else said
        familie = familie and bool(ambt)
        return {"ambt": ambt, "familie": familie, "ambt_collega": said, "familie_collega": familie}


def _with_afdeling(user: User) -> str:
    return f"{user.naam}, {user.afdeling.naam}" if user.afdeling else user.naam
