"""The steps of a melding, each a form of its own that can be checked again from what was kept."""

from django import forms
from django.utils import timezone

from casework.forms.velden import BERICHT, VERHAAL, TekstField
from casework.lists import Lijst, list_on
from integrity.forms import woorden
from integrity.lifecycle import REGISTER
from integrity.lists import Melderpositie, Soort
from integrity.models import MeldingConcept
from integrity.services.people import Lezers, readers_of
from organisations.forms import AfdelingField
from organisations.models import Afdeling


class Antwoorden:
    """The answers kept in a concept, with what a step needs to know of its organisation, read once."""

    def __init__(self, concept: MeldingConcept) -> None:
        self.concept = concept
        self.organisation = concept.organisation
        self.kept: dict = concept.antwoorden
        self._lijst: Lijst | None = None
        self._lezers: dict[str, Lezers] = {}

    @property
    def lijst(self) -> Lijst:
        if self._lijst is None:
            self._lijst = list_on(self.organisation, REGISTER, timezone.localdate())
        return self._lijst

    @property
    def soort(self) -> str:
        return self.kept.get("soort", "")

    @property
    def has_zaak(self) -> bool:
        """Only of a melding a zaak is made, so only there somebody can be kept out."""
        return self.soort == Soort.MELDING

    def lezers(self, betreft: str | None = None) -> Lezers:
        """Who will read it, with the answer as it is or with this one."""
        asked = self.kept.get("betreft", "") if betreft is None else betreft
        if asked not in self._lezers:
            self._lezers[asked] = readers_of(self.organisation, asked)
        return self._lezers[asked]


class StapForm(forms.Form):
    """One step. ``to_keep`` is what goes into the concept: plain JSON."""

    def __init__(self, data: object = None, *, antwoorden: Antwoorden) -> None:
        self.antwoorden = antwoorden
        super().__init__(data, initial=antwoorden.kept)

    def to_keep(self) -> dict:
        return dict(self.cleaned_data)

    def is_complete(self) -> bool:
        """Whether what was kept answers this step, as things are today."""
        return all(name in self.antwoorden.kept for name in self.fields) and self.is_valid()


class PositieForm(StapForm):
    melderpositie = forms.ChoiceField(
        label="Hoe wilt u melden?",
        choices=[(code, words) for code, (words, _) in woorden.POSITIES.items()],
        widget=forms.RadioSelect(attrs={"class": "gir-tegels"}),
        error_messages={
            "required": "Kies hoe u wilt melden: open of vertrouwelijk.",
            "invalid_choice": "Kies open of vertrouwelijk.",
        },
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["melderpositie"].toelichtingen = {c: t for c, (_, t) in woorden.POSITIES.items()}


class WaaroverForm(StapForm):
    soort = forms.ChoiceField(
        label="Wat wilt u doen?",
        choices=[(code, words) for code, (words, _) in woorden.SOORTEN.items()],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies wat u wilt doen: melden, vragen of laten weten.",
            "invalid_choice": "Kies een van de drie mogelijkheden.",
        },
    )
    categorie = forms.ChoiceField(
        label="Waar gaat het over?",
        help_text="Kies wat het beste past. Het hoeft niet precies te kloppen.",
        widget=forms.RadioSelect(attrs={"class": "gir-tegels"}),
        error_messages={
            "required": "Kies waar het over gaat. Weet u het niet? Kies dan “Dat weet ik niet”.",
            "invalid_choice": "Deze keuze bestaat niet. Kies waar het over gaat.",
        },
    )
    betreft = forms.ChoiceField(
        label="Om wie gaat het?",
        help_text="Een naam hoeft nog niet. Dit bepaalt wie uw verhaal leest.",
        error_messages={
            "required": "Kies om wie het gaat. Weet u het niet? Kies dan “Dat weet ik niet”.",
            "invalid_choice": "Deze keuze bestaat niet. Kies om wie het gaat.",
        },
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        lijst = self.antwoorden.lijst
        self.fields["soort"].toelichtingen = {c: t for c, (_, t) in woorden.SOORTEN.items()}
        self.fields["categorie"].choices = woorden.category_choices(lijst)
        self.fields["categorie"].toelichtingen = woorden.category_examples(lijst)
        self.fields["betreft"].choices = woorden.betreft_choices(self.antwoorden.organisation)

    def clean(self) -> dict:
        answers = super().clean()
        betreft = answers.get("betreft")
        unread = betreft and not self.antwoorden.lezers(betreft).vast
        # of a melding a zaak is made, which goes to the outside address; of a question nothing is
        if unread and answers.get("soort") != Soort.MELDING:
            who = "een bestuurder" if woorden.is_about_bestuurder(betreft) else "medewerkers"
            self.add_error(
                "betreft",
                f"Er is in uw organisatie nu niemand die meldingen over {who} leest. "
                "Praat met een vertrouwenspersoon. Uw antwoorden blijven bewaard.",
            )
        return answers


class VerhaalForm(StapForm):
    beschrijving = TekstField(
        label="Wat weet u?",
        max_length=VERHAAL,
        rows=12,
        leeg="Schrijf op wat u weet. Een paar zinnen is genoeg.",
        help_text="Wat zag of hoorde u zelf? Wat hoorde u van een ander? U mag het ook inspreken.",
    )


class OmstandighedenForm(StapForm):
    wie = TekstField(
        label="Wie waren erbij?",
        max_length=BERICHT,
        rows=3,
        stil=True,
        required=False,
        help_text="Om wie gaat het? Wie heeft het gezien?",
    )
    wanneer = TekstField(
        label="Wanneer was het?",
        max_length=BERICHT,
        rows=2,
        stil=True,
        required=False,
        help_text="“Vorige week dinsdag” of “al een paar maanden” is ook goed.",
    )
    waar = TekstField(label="Waar was het?", max_length=BERICHT, rows=2, stil=True, required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["afdeling"] = AfdelingField(
            self.antwoorden.organisation,
            label="Bij welke afdeling speelt het?",
            required=False,
            empty_label="Weet ik niet",
            error_messages={"invalid_choice": "Deze afdeling bestaat niet (meer). Kies een andere."},
        )
        if len(self.fields["afdeling"].choices) < 2:
            del self.fields["afdeling"]
        if self.antwoorden.has_zaak:
            self._ask_whom_to_keep_out()

    def _ask_whom_to_keep_out(self) -> None:
        others = [
            user for user in self.antwoorden.lezers().alle if user.pk != self.antwoorden.concept.user_id
        ]
        if others:
            self.fields["uitgesloten"] = forms.MultipleChoiceField(
                label="Wie mag deze melding niet zien?",
                choices=[(str(user.pk), user.naam) for user in others],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                help_text="Deze mensen lezen meldingen. Kruis iemand aan die er zelf bij betrokken is. "
                "Die persoon merkt niets van uw melding.",
                error_messages={"invalid_choice": "Deze persoon leest geen meldingen (meer). Kies opnieuw."},
            )

    def clean_afdeling(self) -> int | None:
        afdeling: Afdeling | None = self.cleaned_data["afdeling"]
        return afdeling.pk if afdeling else None

    def to_keep(self) -> dict:
        """With the people that were named, so that somebody new is asked about before it is sent."""
        kept = super().to_keep()
        if self.antwoorden.has_zaak:
            kept["lezers"] = [user.pk for user in self.antwoorden.lezers().alle]
        return kept

    def is_complete(self) -> bool:
        if self.antwoorden.has_zaak:
            named = set(self.antwoorden.kept.get("lezers", []))
            if not {user.pk for user in self.antwoorden.lezers().alle} <= named:
                return False
        return super().is_complete()


STAPPEN: dict[str, type[StapForm]] = {
    "positie": PositieForm,
    "waarover": WaaroverForm,
    "verhaal": VerhaalForm,
    "omstandigheden": OmstandighedenForm,
}
CONTROLE = "controle"


def first_incomplete(antwoorden: Antwoorden, before: str = CONTROLE) -> str | None:
    """The first step, up to ``before``, that has no usable answer yet."""
    for stap, form in STAPPEN.items():
        if stap == before:
            return None
        if not form(antwoorden.kept, antwoorden=antwoorden).is_complete():
            return stap
    return None


def position_in_words(code: str) -> str:
    return woorden.POSITIES[Melderpositie(code)][0] if code in woorden.POSITIES else ""
