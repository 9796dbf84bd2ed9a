"""The last step of the quick report: who reads it, what it says, and the incident that it becomes."""

from dataclasses import dataclass
from datetime import date, time

from django import forms
from django.utils import timezone

from incidents.forms import woorden
from incidents.forms.melden import MeldAntwoorden
from incidents.gedragingen import GEDRAGINGEN
from incidents.lists import Contactvorm, Doelwit, Dossierdeel, IncidentKenmerk, Incidentsoort, Locatietype
from incidents.services import intake, people
from organisations.models import User
from organisations.roles import Rol

COORDINATOR = "coördinator agressie"
ALLEEN_COORDINATOR = "coordinator"
BUITEN = "van buiten de organisatie"
LOCATIETYPE = {
    Contactvorm.BALIE: Locatietype.EIGEN_GEBOUW,
    Contactvorm.HUISBEZOEK: Locatietype.WONING,
    Contactvorm.BIJ_WONING: Locatietype.WONING,
    Contactvorm.OPENBARE_RUIMTE: Locatietype.BUITEN,
    Contactvorm.DIENSTVOERTUIG: Locatietype.VOERTUIG,
} | dict.fromkeys(
    (
        Contactvorm.TELEFOON,
        Contactvorm.EMAIL,
        Contactvorm.CHAT,
        Contactvorm.VIDEOGESPREK,
        Contactvorm.SOCIALE_MEDIA_OPENBAAR,
        Contactvorm.SOCIALE_MEDIA_PRIVE,
    ),
    Locatietype.ONLINE,
)


@dataclass(frozen=True)
class Ontvangst:
    """Who reads it when it is sent now. ``vast``: the receiver when nobody else is chosen, or None."""

    dossierdeel: Dossierdeel
    vast: User | None
    coordinatoren: tuple[User, ...]
    te_kiezen: tuple[User, ...]
    functies: dict[int, str]
    buiten: tuple[User, ...]

    @property
    def leest_iemand(self) -> bool:
        """Whether anybody reads it, the outside address included: nobody here may, then they do."""
        return bool(self.vast or self.coordinatoren or self.buiten)

    @property
    def kan_anders(self) -> bool:
        """Whether somebody here is left to coordinate it when ``vast`` is kept out of it."""
        return self.vast is None or any(user != self.vast for user in self.coordinatoren)

    @property
    def lezers(self) -> list[tuple[str, str]]:
        """Everybody who reads it, each with what makes them read it."""
        functies = ({self.vast.pk: "leidinggevende"} if self.vast else {}) | self.functies
        readers = dict.fromkeys(([self.vast] if self.vast else []) + list(self.coordinatoren))
        if not self.coordinatoren:
            functies |= {user.pk: BUITEN for user in self.buiten}
            readers |= dict.fromkeys(self.buiten)
        return [(user.naam, functies.get(user.pk, COORDINATOR)) for user in readers]

    @property
    def bestuurlijk(self) -> bool:
        return self.dossierdeel == Dossierdeel.BESTUURLIJK


def slachtoffer_of(antwoorden: MeldAntwoorden) -> User | None:
    """Whose account it happened to; None for a colleague without one."""
    if antwoorden.voor != woorden.COLLEGA:
        return antwoorden.access.user
    pk = antwoorden.kept.get("collega")
    organisation = antwoorden.access.organisation
    return User.objects.in_organisation(organisation).filter(pk=pk, is_active=True).first() if pk else None


def ontvangst_of(antwoorden: MeldAntwoorden) -> Ontvangst:
    organisation, kept = antwoorden.access.organisation, antwoorden.kept
    hurt = slachtoffer_of(antwoorden)
    ambt = kept.get("ambt", "")
    deel = people.dossierdeel_of(organisation, _doelwit(kept), ambt)
    apart = {antwoorden.access.user.pk, hurt.pk if hurt else None} - {None}
    vast = people.default_receiver(organisation, hurt, ambt, deel)
    coordinatoren = people.coordinators_of(organisation, deel).exclude(pk=hurt.pk if hurt else None)
    others = people.receivers(organisation, deel).exclude(pk__in=apart | ({vast.pk} if vast else set()))
    functies = people.functions_of(organisation) if deel == Dossierdeel.BESTUURLIJK else {}
    readers = tuple(coordinatoren.order_by("naam", "pk"))
    outside = people.holders(organisation, Rol.BUITENADRES).exclude(pk__in=apart).order_by("naam", "pk")
    return Ontvangst(deel, vast, readers, tuple(others), functies, tuple(outside))


class OntvangerForm(forms.Form):
    """Somebody else than the own leidinggevende reads it, when that is better."""

    ontvanger = forms.ChoiceField(
        label="Wie leest uw melding?",
        required=False,
        error_messages={"invalid_choice": "Deze persoon leest geen meldingen (meer). Kies opnieuw."},
    )

    def __init__(self, data: object = None, *, antwoorden: MeldAntwoorden, ontvangst: Ontvangst) -> None:
        super().__init__(data, initial=antwoorden.kept)
        self.ontvangst = ontvangst
        self.fields["ontvanger"].zonder_niet_verplicht = True
        self.fields["ontvanger"].choices = _choices(ontvangst)

    @property
    def asks(self) -> bool:
        return len(self.fields["ontvanger"].choices) > 1


def _choices(ontvangst: Ontvangst) -> list[tuple[str, str]]:
    """Choosing keeps the usual receiver out of it; when nobody else here could coordinate it, it goes to the
    outside address, and waits when there is none."""
    first = ontvangst.vast.naam if ontvangst.vast else "Zoals hierboven"
    choices = [("", first)]
    if not ontvangst.kan_anders:
        names = ", ".join(user.naam for user in ontvangst.buiten)
        waits = "Niemand van mijn organisatie: bewaar het tot iemand van buiten het leest"
        return [*choices, (BUITEN, f"Alleen iemand van buiten de organisatie: {names}" if names else waits)]
    # Who already reads it by role is no other choice.
    reads = {user.pk for user in ontvangst.coordinatoren}
    others = list(ontvangst.te_kiezen)
    if reads and not ontvangst.bestuurlijk:
        choices.append((ALLEEN_COORDINATOR, "Alleen de coördinator agressie"))
        others = [user for user in others if user.pk not in reads]
    return [*choices, *((str(user.pk), user.naam) for user in others)]


def _doelwit(kept: dict) -> str:
    if kept.get("ambt"):
        return Doelwit.GEZIN if kept.get("familie") else Doelwit.AMBTSDRAGER
    return Doelwit.MEDEWERKER


def as_incident(antwoorden: MeldAntwoorden, ontvangst: Ontvangst, ontvanger: str) -> intake.NieuwIncident:
    """What was kept, once every step is complete."""
    kept, access = antwoorden.kept, antwoorden.access
    hurt = slachtoffer_of(antwoorden)
    own = antwoorden.voor != woorden.COLLEGA
    wat = [code for code in (*kept["wat"], kept.get("anders_wat", "")) if code in GEDRAGINGEN]
    nuisance = kept["wat"] == [woorden.HINDERLIJK]
    plaats = contactvorm_of(kept)
    chosen = next((u for u in ontvangst.te_kiezen if str(u.pk) == ontvanger), None)
    return intake.NieuwIncident(
        voorval_op=date.fromisoformat(kept["voorval_op"]),
        gemeld_op=timezone.localdate(),
        slachtoffer=intake.NieuwSlachtoffer(
            user=hurt,
            naam="" if hurt else kept.get("collega_naam", ""),
            telefoon=kept.get("telefoon", ""),
            doelwit=_doelwit(kept),
            ambt=kept.get("ambt", ""),
            letsel=woorden.LETSEL_VAN.get(kept["letsel"], kept["letsel"]),
            geschrokken=kept["letsel"] == woorden.GESCHROKKEN,
            ernst_beleving=int(kept["ernst_beleving"]) if own and kept.get("ernst_beleving") else None,
            mag_bellen={woorden.JA: True, woorden.NEE: False}.get(kept.get("mag_bellen", "")),
            aangifte_gewenst=kept.get("aangifte_gewenst", ""),
        ),
        soort=Incidentsoort.HINDERLIJK_CONTACT if nuisance else Incidentsoort.INCIDENT,
        voorval_tijd=time.fromisoformat(kept["tijd"]) if kept.get("tijd") else None,
        gedragingen=tuple(wat),
        kenmerken=kenmerken_of(kept, plaats),
        contactvormen=(plaats,) if plaats else (),
        locatietype=LOCATIETYPE.get(plaats, ""),
        locatie=kept.get("locatie", ""),
        afdeling=hurt.afdeling if hurt else None,
        beschrijving=kept.get("beschrijving", ""),
        melder=access.user,
        namens=not own,
        ontvanger=chosen,
        uitgesloten=(ontvangst.vast,) if ontvanger and ontvangst.vast else (),
        inzending=antwoorden.concept.token,
    )


def contactvorm_of(kept: dict) -> str:
    plaats = kept.get("plaats", "")
    return kept.get("andere_plaats", "") if plaats == woorden.ANDERS else plaats


def kenmerken_of(kept: dict, plaats: str) -> tuple[str, ...]:
    """What was ticked, and what the tiles and the place tell by themselves; in the order of the list."""
    told = set(kept.get("kenmerken", []))
    told |= {woorden.KENMERK_VAN_TEGEL[code] for code in kept["wat"] if code in woorden.KENMERK_VAN_TEGEL}
    if plaats in woorden.ONLINE_PLAATSEN:
        told.add(IncidentKenmerk.ONLINE)
    if plaats in woorden.PRIVE_PLAATSEN:
        told.add(IncidentKenmerk.PRIVESFEER)
    return tuple(kenmerk.value for kenmerk in IncidentKenmerk if kenmerk in told)
