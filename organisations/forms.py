"""Forms of beheer, and `bound_data`, which every view of the product makes its forms with."""

import datetime
from collections.abc import Iterator

from django import forms
from django.contrib.staticfiles import finders
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.formats import date_format

from organisations.models import Afdeling, Organisation, Roltoewijzing, User
from organisations.roles import Register, Rol, rollen_in


def bound_data(request: HttpRequest, field: str | None = None) -> QueryDict | None:
    """What a form is bound to: `Form(bound_data(request), …)`.

    On a POST what was sent. On a GET normally None, an empty form; but when the session expired before
    a form at this address was sent, what the person typed then: the form shows it again, with its faults.
    So a view saves only `if request.method == "POST" and form.is_valid()`.

    With several forms on one page `field` is a name that only this form sends (its button or a hidden
    field): without that name in the data the form stays unbound.
    """
    data = request.POST if request.method == "POST" else request.teruggegeven
    if data is None or (field is not None and field not in data):
        return None
    return data


def afdeling_choices(organisation: Organisation) -> list[tuple[int, str]]:
    """All afdelingen with the path to them ("Bedrijfsvoering › ICT"), in the order of the tree."""
    return [(afdeling.pk, " › ".join(path)) for afdeling, path in afdeling_tree(organisation)]


def afdeling_tree(organisation: Organisation) -> list[tuple[Afdeling, list[str]]]:
    """Every afdeling with the names from the top down to itself; one query."""
    below: dict[int | None, list[Afdeling]] = {}
    afdelingen = Afdeling.objects.filter(organisation=organisation).select_related("leidinggevende")
    for afdeling in afdelingen.order_by("naam", "pk"):
        below.setdefault(afdeling.parent_id, []).append(afdeling)

    def walk(parent: int | None, path: list[str]) -> Iterator[tuple[Afdeling, list[str]]]:
        for afdeling in below.get(parent, []):
            here = [*path, afdeling.naam]
            yield afdeling, here
            yield from walk(afdeling.pk, here)

    return list(walk(None, []))


class AfdelingField(forms.ModelChoiceField):
    """A choice of the afdelingen of one organisation, shown with their path."""

    def __init__(self, organisation: Organisation, **kwargs) -> None:
        super().__init__(Afdeling.objects.filter(organisation=organisation), **kwargs)
        self.choices = [("", self.empty_label or ""), *afdeling_choices(organisation)]


BEIDE = "beide"
REGISTER_KEUZE = [*Register.choices, (BEIDE, "Beide registers")]


def _rollen(organisation: Organisation) -> list[tuple[str, str]]:
    return [(rol.value, rol.label) for rol in rollen_in(koepel=organisation.is_koepel)]


def _register(chosen: str) -> str:
    """How a Roltoewijzing says it: "" is both."""
    return "" if chosen == BEIDE else chosen


class UitnodigingForm(forms.Form):
    """Somebody new, or somebody of another organisation who gets a role here."""

    naam = forms.CharField(max_length=200, label="Naam", error_messages={"required": "Vul de naam in."})
    email = forms.EmailField(
        max_length=254,
        label="E-mailadres",
        help_text="Hier sturen wij een uitnodiging naartoe.",
        error_messages={"required": "Vul het e-mailadres in."},
    )
    rollen = forms.MultipleChoiceField(
        label="Rollen",
        choices=(),
        widget=forms.CheckboxSelectMultiple,
        initial=[Rol.MEDEWERKER],
        error_messages={"required": "Kies minstens één rol."},
    )
    register = forms.ChoiceField(
        label="Voor welk register?",
        choices=REGISTER_KEUZE,
        widget=forms.RadioSelect,
        initial=Register.INTEGRITEIT,
        help_text="Medewerker en beheerder gelden altijd voor beide.",
        error_messages={"required": "Kies een register."},
    )

    def __init__(self, *args, organisation: Organisation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rollen"].choices = _rollen(organisation)
        self.fields["afdeling"] = AfdelingField(
            organisation, label="Afdeling", required=False, empty_label="Geen afdeling"
        )
        self.order_fields(["naam", "email", "afdeling", "rollen", "register"])

    def as_rollen(self) -> list[tuple[str, str]]:
        return [(_register(self.cleaned_data["register"]), rol) for rol in self.cleaned_data["rollen"]]


class GebruikerForm(forms.Form):
    naam = forms.CharField(max_length=200, label="Naam", error_messages={"required": "Vul de naam in."})
    email = forms.EmailField(
        max_length=254,
        label="E-mailadres",
        help_text="Bij een nieuw adres krijgt het oude adres daarvan bericht.",
        error_messages={"required": "Vul het e-mailadres in."},
    )

    def __init__(self, *args, organisation: Organisation, gevolg: str = "", **kwargs) -> None:
        """``gevolg``: what happens with a new address of somebody else."""
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text += gevolg and f" {gevolg}"
        self.fields["afdeling"] = AfdelingField(
            organisation, label="Afdeling", required=False, empty_label="Geen afdeling"
        )


class RolForm(forms.Form):
    rol = forms.ChoiceField(
        label="Rol",
        choices=(),
        error_messages={"required": "Kies een rol."},
    )
    register = forms.ChoiceField(
        label="Voor welk register?",
        choices=REGISTER_KEUZE,
        widget=forms.RadioSelect,
        initial=Register.INTEGRITEIT,
        help_text="Medewerker en beheerder gelden altijd voor beide.",
        error_messages={"required": "Kies een register."},
    )
    van = forms.DateField(
        label="Eerste dag", initial=timezone.localdate, error_messages={"required": "Vul de eerste dag in."}
    )
    laatste_dag = forms.DateField(
        label="Laatste dag", required=False, help_text="Laat leeg als er geen einddatum is."
    )

    def __init__(self, *args, organisation: Organisation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rol"].choices = [("", "Kies een rol"), *_rollen(organisation)]

    def as_rol(self) -> dict:
        """What give_rol takes; its `tot` is the day after the last day."""
        data = self.cleaned_data
        last = data["laatste_dag"]
        return {
            "rol": data["rol"],
            "register": _register(data["register"]),
            "van": data["van"],
            "tot": last and last + datetime.timedelta(days=1),
        }


class BevestigingForm(forms.Form):
    """Which of the roles and new addresses that wait a second beheerder decides on. The value of an address
    holds it: who decides, decides on what was shown."""

    keuze = forms.MultipleChoiceField(
        label="Wat op u wacht",
        choices=(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Kruis aan wat u bevestigt of weigert.",
        error_messages={
            "required": "Kruis minstens één rol of adres aan.",
            "invalid_choice": "Hierover is intussen beslist, of er is een ander adres gevraagd.",
        },
    )

    def __init__(self, *args, rollen: list[Roltoewijzing], adressen: list[User], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.by_id = {str(row.pk): row for row in rollen}
        self.by_adres = {f"{user.pk}:{user.nieuw_email}": user for user in adressen}
        groups = (
            ("Rollen", [(key, self._rol(row)) for key, row in self.by_id.items()]),
            ("Nieuwe e-mailadressen", [(key, self._adres(user)) for key, user in self.by_adres.items()]),
        )
        self.fields["keuze"].choices = [(name, choices) for name, choices in groups if choices]

    @staticmethod
    def _rol(row: Roltoewijzing) -> str:
        """With the address: who confirms, says that it is of this person."""
        what = row.get_wacht_omdat_display() if row.wacht_omdat else "gegeven"
        by = f", {what} door {row.gegeven_door or 'een beheerder elders'}"
        return f"{row.user} ({row.user.email}): {row}, vanaf {date_format(row.van, 'j F Y')}{by}"

    @staticmethod
    def _adres(user: User) -> str:
        by = user.email_gevraagd_door or "een beheerder elders"
        return f"{user} ({user.email}): voortaan {user.nieuw_email}, gevraagd door {by}"

    def rollen(self) -> list[Roltoewijzing]:
        return [self.by_id[key] for key in self.cleaned_data["keuze"] if key in self.by_id]

    def adressen(self) -> list[User]:
        """In the order of their ids, so that two who decide never wait for each other."""
        chosen = [self.by_adres[key] for key in self.cleaned_data["keuze"] if key in self.by_adres]
        return sorted(chosen, key=lambda user: user.pk)


class AfdelingForm(forms.Form):
    naam = forms.CharField(max_length=200, label="Naam", error_messages={"required": "Vul de naam in."})

    def __init__(self, *args, organisation: Organisation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"] = AfdelingField(
            organisation, label="Valt onder", required=False, empty_label="Nergens onder"
        )
        self.fields["leidinggevende"] = forms.ModelChoiceField(
            User.objects.holding(organisation, Rol.LEIDINGGEVENDE),
            label="Leidinggevende",
            required=False,
            empty_label="Nog niet bekend",
            help_text="U kiest uit de mensen met de rol leidinggevende.",
        )
        self.order_fields(["naam", "parent", "leidinggevende"])


GEEN_ROLLEN_ERBIJ = "Kies iemand met dezelfde rollen: alleen wie weg is, kan iemand anders kiezen."


class AfwezigheidForm(forms.Form):
    van = forms.DateField(
        label="Eerste dag weg",
        initial=timezone.localdate,
        error_messages={"required": "Vul de eerste dag in."},
    )
    tot = forms.DateField(label="Laatste dag weg", error_messages={"required": "Vul de laatste dag in."})

    def __init__(self, *args, organisation: Organisation, user: User | None = None, **kwargs) -> None:
        """With `user` the absence is theirs; without, the form asks whose it is."""
        super().__init__(*args, **kwargs)
        handlers = User.objects.handlers(organisation)
        if user is None:
            self.fields["user"] = forms.ModelChoiceField(
                handlers,
                label="Wie is er weg?",
                empty_label="Kies een persoon",
                error_messages={"required": "Kies wie er weg is."},
            )
        self.fields["vervanger"] = forms.ModelChoiceField(
            handlers.exclude(pk=user.pk) if user else handlers,
            label="Wie neemt het werk over?",
            empty_label="Kies een vervanger",
            help_text="De vervanger ziet in deze periode dezelfde zaken, behalve waar die is uitgesloten."
            + (" " + GEEN_ROLLEN_ERBIJ if user is None else ""),
            error_messages={"required": "Kies een vervanger."},
        )
        self.order_fields(["user", "van", "tot", "vervanger"])


class KoppelingForm(forms.Form):
    """Another system that reads through the API."""

    naam = forms.CharField(
        max_length=100,
        label="Hoe heet de koppeling?",
        help_text="Zo dat een collega weet welk systeem het is, bijvoorbeeld: dashboard van de directie.",
        error_messages={"required": "Vul een naam in."},
    )
    geldig_tot = forms.DateField(
        label="Laatste dag",
        required=False,
        help_text="Daarna werkt het token niet meer. Leeg: tot u de koppeling intrekt.",
        error_messages={"invalid": "Vul een datum in die bestaat, zoals 31-12-2027."},
    )
    registers = forms.MultipleChoiceField(
        label="Moet het systeem ook cijfers lezen waarover nog geen rapport is uitgebracht?",
        choices=Register.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Dat kan pas als de coördinator of de griffier van dat register ervoor instaat.",
        error_messages={"invalid_choice": "Kies uit de registers."},
    )


class OrganisatieForm(forms.Form):
    naam = forms.CharField(
        max_length=200,
        label="Naam van de organisatie",
        error_messages={"required": "Vul de naam van de organisatie in."},
    )
    thema = forms.SlugField(
        max_length=40,
        label="Thema van de pagina’s",
        required=False,
        help_text="De naam van het thema dat voor uw organisatie is geplaatst. Leeg: het standaardthema.",
    )

    adres = forms.CharField(
        max_length=200,
        label="Straat en nummer",
        required=False,
        help_text="Het adres van het werk: voor brieven, en voor de politie in plaats van een woonadres.",
    )
    postcode = forms.RegexField(
        r"^\s*[1-9][0-9]{3}\s?[A-Za-z]{2}\s*$",
        label="Postcode",
        max_length=10,
        required=False,
        error_messages={"invalid": "Vul een postcode in, zoals 2511 BT."},
    )
    plaats = forms.CharField(max_length=100, label="Plaats", required=False)
    telefoon = forms.CharField(max_length=30, label="Algemeen telefoonnummer", required=False)
    ondertekenaar = forms.CharField(
        max_length=100,
        label="Wie ondertekent brieven?",
        required=False,
        help_text="De functie onder een brief, zoals gemeentesecretaris. Leeg: wat gewoon is.",
    )
    opvang_naam = forms.CharField(
        max_length=100,
        label="Eigen opvang na agressie",
        required=False,
        help_text="Bijvoorbeeld: bedrijfsopvangteam. Wie agressie meldt, krijgt dit te zien.",
    )
    opvang_telefoon = forms.CharField(
        max_length=30, label="Telefoonnummer van de eigen opvang", required=False
    )

    def clean_postcode(self) -> str:
        """As it is written on an envelope: 2511 BT."""
        plain = "".join(self.cleaned_data["postcode"].split()).upper()
        return f"{plain[:4]} {plain[4:]}".strip()

    def clean(self) -> dict:
        answers = super().clean() or self.cleaned_data
        if bool(answers.get("opvang_naam")) != bool(answers.get("opvang_telefoon")):
            self.add_error("opvang_telefoon", "Vul naam en nummer van de opvang in, of geen van beide.")
        return answers

    def clean_thema(self) -> str:
        thema = self.cleaned_data["thema"]
        if thema and not finders.find(f"themas/{thema}.css"):
            raise forms.ValidationError("Dit thema staat niet op de server.")
        return thema


class KleinForm(forms.Form):
    """Five people, each with an address and, when new, a name; see services.klein.KLEIN."""

    PLAATSEN = (
        ("coordinator", "Coördinator", "de coördinator", "Integriteitscoördinator en procesbegeleider."),
        ("secretaris", "Secretaris", "de secretaris", "Bevoegd gezag en tweede lezer."),
        ("griffier", "Griffier", "de griffier", "Rapportages en meldingen over bestuurders."),
        (
            "buur",
            "Iemand van een buurorganisatie",
            "de buur",
            "Bewaart de identiteit van melders; het adres buiten uw organisatie.",
        ),
        ("fg", "Privacyfunctionaris (FG)", "de FG", "Ziet het logboek; staat los van de behandeling."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for place, _, whose, _ in self.PLAATSEN:
            self.fields[f"{place}_email"] = forms.EmailField(
                label=f"E-mailadres van {whose}",
                max_length=254,
                error_messages={"required": f"Vul het e-mailadres van {whose} in."},
            )
            self.fields[f"{place}_naam"] = forms.CharField(
                label=f"Naam van {whose}",
                max_length=200,
                error_messages={"required": f"Vul de naam van {whose} in."},
            )

    def groups(self) -> list[dict]:
        return [
            {
                "label": label,
                "uitleg": uitleg,
                "email": self[f"{place}_email"],
                "naam": self[f"{place}_naam"],
            }
            for place, label, _, uitleg in self.PLAATSEN
        ]
