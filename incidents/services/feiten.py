"""The facts of an incident, filled in after the report by who handles it."""

from dataclasses import dataclass
from datetime import date, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from casework.lifecycle import By
from incidents import ernst
from incidents.lists import Incidentsoort
from incidents.models import Incident, IncidentTekst, Veroorzakermaatregel
from incidents.services import herhaling, hinderlijk, sloten, weging
from incidents.services.engine import ENGINE
from incidents.services.zorgvuldigheid import BELASTEND, past_bij
from organisations.models import Afdeling

Status = Veroorzakermaatregel.Status
TEKSTEN = ("citaten", "waarmee", "werkwijze", "waarom")


@dataclass(frozen=True)
class Feiten:
    """What is known now; it replaces what was there. The four texts are W's of the police file."""

    soort: str
    hindergronden: tuple[str, ...] = ()
    gedragingen: tuple[str, ...] = ()
    kenmerken: tuple[str, ...] = ()
    contactvormen: tuple[str, ...] = ()
    voorval_tijd: time | None = None
    locatietype: str = ""
    locatie: str = ""
    aanleiding: str = ""
    afdeling: Afdeling | None = None
    citaten: str = ""
    waarmee: str = ""
    werkwijze: str = ""
    waarom: str = ""


def of_incident(incident: Incident) -> dict:
    """What is known now, as the values of ``Feiten``."""
    tekst = getattr(incident, "tekst", None)
    known = {name: getattr(incident, name) for name in Feiten.__annotations__ if name not in TEKSTEN}
    return known | {name: getattr(tekst, name, "") for name in TEKSTEN}


@transaction.atomic
def complete(incident: Incident, feiten: Feiten, *, by: By, on: date | None = None) -> None:
    """Write down what is known. The ernst is computed again, of another kind also in later incidents of
    the same veroorzaker; becomes it serious, the direction is told.

    Another kind has other tracks and clocks (``hinderlijk``). Old codes stay in the history, texts are named
    only. Raises ValidationError when gedragingen that were known would all disappear, because without one
    there is no ernst; and for hinderlijk contact without its ground.
    """
    if feiten.soort != incident.soort:
        sloten.lock(incident)
    with ENGINE.perform(incident, "feiten_aanvullen", by=by, on=on) as step:
        case = step.case
        _refuse_bare(case, feiten)
        _refuse_kind_with_measures(case, feiten.soort)
        was = of_incident(case)
        new = {k: list(v) if isinstance(v, tuple) else v for k, v in vars(feiten).items()}
        changed = [name for name, value in new.items() if was[name] != value]
        for name in changed:
            if name not in TEKSTEN:
                setattr(case, name, new[name])
        if set(changed) & set(TEKSTEN):
            IncidentTekst.objects.update_or_create(incident=case, defaults={n: new[n] for n in TEKSTEN})
        if "gedragingen" in changed:
            case.hoofdcategorie = ernst.zwaarste_hoofdcategorie(case.gedragingen)
        old = {name: _as_data(was[name]) for name in changed if name not in (*TEKSTEN, "locatie")}
        step.data |= {"velden": changed, "was": old}
        if "soort" in changed:
            case.save(update_fields=["soort"])
            hinderlijk.follow(case, by=by, on=step.on)
            step.data |= herhaling.establish_anew(case, by=by)
        step.data |= weging.weigh(case)


def _refuse_bare(incident: Incident, feiten: Feiten) -> None:
    nuisance = feiten.soort == Incidentsoort.HINDERLIJK_CONTACT
    if incident.gedragingen and not feiten.gedragingen and not nuisance:
        raise ValidationError({"gedragingen": "Kies ten minste één gedraging."})
    if nuisance and not feiten.hindergronden:
        raise ValidationError({"hindergronden": "Kies waarom het contact onredelijk is."})


def _refuse_kind_with_measures(incident: Incident, soort: str) -> None:
    """A measure that fits aggression only doesn't outlive its becoming something else."""
    waits = Q(status__in=(Status.VOORBEREIDING, Status.VOORGELEGD))
    runs = Q(status=Status.OPGELEGD, eindigt_op__gte=timezone.localdate())
    for m in incident.maatregelen.filter(waits | runs):
        if m.maatregel in BELASTEND and not past_bij(soort, m.maatregel):
            raise ValidationError(
                {
                    "soort": f"Er is een maatregel die niet past bij hinderlijk contact:"
                    f" {m.get_maatregel_display().lower()}. Beëindig die eerst."
                }
            )


def _as_data(value: object) -> object:
    if isinstance(value, Afdeling):
        return value.pk
    return str(value) if isinstance(value, time) else value
