"""Who handles an incident: assigned, passed on, kept out of it."""

from django import forms

from casework.forms.acties import ActieForm
from casework.forms.velden import PersoonVeld
from incidents.services import verdeling
from incidents.services.people import DELEN, candidates
from organisations.models import User

DEEL_LABELS = {
    "leidinggevende": "Wie behandelt het?",
    "coordinator": "Wie coördineert het?",
    "bevoegd_gezag": "Wie besluit over maatregelen?",
}


class IncidentToewijzenForm(ActieForm):
    verb = "toewijzen"
    knop = "Bewaar"

    def build(self) -> None:
        for deel in DELEN:
            field = PersoonVeld(
                candidates(self.case, deel), DEEL_LABELS[deel], required=False, empty_label="Nog niemand"
            )
            if present := getattr(self.case, deel):
                # who has it now stays a choice, also when they could not be given it any more
                ids = {present.pk, *(user.pk for user in field.kandidaten)}
                field.queryset = User.objects.filter(pk__in=ids).order_by("naam", "pk")
                field.initial = present.pk
            self.fields[deel] = field

    def perform(self) -> None:
        verdeling.hand_out(self.case, by=self.access, **self.cleaned_data)


class NietMijnMedewerkerForm(ActieForm):
    """Sent without a choice, as the button on the list does, it goes back to the coördinator."""

    verb = "niet_mijn_medewerker"
    knop = "Geef door"
    waarschuwing = "Daarna ziet u dit incident niet meer."

    def build(self) -> None:
        self.fields["naar"] = PersoonVeld(
            candidates(self.case, "leidinggevende"),
            "Wie dan wel?",
            zonder=self.access.user,
            required=False,
            empty_label="Weet ik niet: terug naar de coördinator",
        )

    def perform(self) -> None:
        verdeling.pass_on(self.case, self.cleaned_data["naar"], by=self.access)


class IncidentUitsluitenForm(ActieForm):
    verb = "uitsluiten"
    knop = "Sluit uit"
    soort = "gevaar"
    waarschuwing = "Dit kan niet worden teruggedraaid."

    email = forms.EmailField(
        label="E-mailadres van deze persoon",
        max_length=254,
        error_messages={"required": "Vul het e-mailadres in.", "invalid": "Vul een e-mailadres in."},
    )

    def clean_email(self) -> User:
        email = self.cleaned_data["email"].strip().lower()
        found = User.objects.in_organisation(self.case.organisation).filter(email=email).first()
        if found is None:
            raise forms.ValidationError("Er is hier geen account met dit e-mailadres.")
        return found

    def perform(self) -> None:
        verdeling.keep_out(self.case, self.cleaned_data["email"], by=self.access)


class IncidentTerugtrekkenForm(ActieForm):
    verb = "terugtrekken"
    knop = "Ik trek mij terug"
    soort = "gevaar"
    waarschuwing = "U ziet dit incident daarna nergens meer. U kunt dit zelf niet terugdraaien."

    def perform(self) -> None:
        verdeling.step_back(self.case, by=self.access)
