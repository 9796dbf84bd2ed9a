"""Which people belong to an incident: who hears of it, and who may be given a part in it."""

from django.db.models import QuerySet

from incidents.lifecycle import REGISTER
from incidents.lists import Ambt, Doelwit, Dossierdeel
from incidents.models import Incident, IncidentUitsluiting, Slachtoffer, Veroorzakermaatregel
from incidents.permissions import BESTUURLIJKE_ROLLEN
from ledger.rowsecurity import granted
from organisations.access import Access
from organisations.models import Organisation, User
from organisations.roles import Rol

# Who receives the report of an ambtsdrager, in order of preference: never a line manager.
ONTVANGT_VAN = {
    Ambt.WETHOUDER: (Rol.SECRETARIS, Rol.BURGEMEESTER),
    Ambt.GEDEPUTEERDE: (Rol.SECRETARIS, Rol.BURGEMEESTER),
    Ambt.DB_LID: (Rol.SECRETARIS, Rol.BURGEMEESTER),
    Ambt.BURGEMEESTER: (Rol.SECRETARIS, Rol.GRIFFIER),
    Ambt.CDK: (Rol.SECRETARIS, Rol.GRIFFIER),
    Ambt.DIJKGRAAF: (Rol.SECRETARIS, Rol.GRIFFIER),
    Ambt.GRIFFIER: (Rol.BURGEMEESTER, Rol.SECRETARIS),
}
ANDERS_ONTVANGT = (Rol.GRIFFIER, Rol.BURGEMEESTER, Rol.SECRETARIS)

# The parts of an incident that a person can be given.
DELEN = ("leidinggevende", "coordinator", "bevoegd_gezag")


def holders(organisation: Organisation, *rollen: str) -> QuerySet[User]:
    """The active people who hold one of these roles in the aggression register here, today."""
    return User.objects.holding(organisation, *rollen, register=REGISTER)


def coordinators_of(organisation: Organisation, dossierdeel: str) -> QuerySet[User]:
    if dossierdeel == Dossierdeel.AMBTELIJK:
        return holders(organisation, Rol.INTEGRITEITSCOORDINATOR)
    return holders(organisation, *BESTUURLIJKE_ROLLEN)


def functions_of(organisation: Organisation) -> dict[int, str]:
    """Who directs incidents of ambtsdragers, each by what they are: the griffier, the burgemeester."""
    return {
        user.pk: Rol(rol).label.lower() for rol in BESTUURLIJKE_ROLLEN for user in holders(organisation, rol)
    }


def not_kept_out(people: QuerySet[User], incident: Incident) -> QuerySet[User]:
    hurt = Slachtoffer.objects.filter(incident=incident, user__isnull=False)
    out = IncidentUitsluiting.objects.filter(incident=incident)
    return people.exclude(pk__in=hurt.values("user")).exclude(pk__in=out.values("user"))


def coordinators_in(incident: Incident) -> QuerySet[User]:
    """Who may coordinate this incident: with the outside address where nobody here could
    (``apart.find_somebody``), and without who is kept out of it."""
    people = coordinators_of(incident.organisation, incident.dossierdeel)
    if incident.buitenadres_op:
        people = people | holders(incident.organisation, Rol.BUITENADRES)
    return not_kept_out(people, incident)


def receivers(organisation: Organisation, dossierdeel: str) -> QuerySet[User]:
    """Who may be chosen to receive a report: leidinggevenden, or of ambtsdragers who directs those."""
    if dossierdeel == Dossierdeel.AMBTELIJK:
        people = holders(organisation, Rol.LEIDINGGEVENDE, Rol.INTEGRITEITSCOORDINATOR)
    else:
        people = holders(organisation, *BESTUURLIJKE_ROLLEN)
    return people.order_by("naam", "pk")


def default_receiver(organisation: Organisation, slachtoffer: User | None, ambt: str, dossierdeel: str):
    """Who receives it when nobody is chosen: the own leidinggevende, or of an ambtsdrager who directs
    that; never the slachtoffer. None: the coördinator finds somebody."""
    if dossierdeel == Dossierdeel.BESTUURLIJK:
        for rol in ONTVANGT_VAN.get(ambt, ANDERS_ONTVANGT):
            found = holders(organisation, rol).exclude(pk=slachtoffer.pk if slachtoffer else None)
            if user := found.order_by("naam", "pk").first():
                return user
        return None
    own = slachtoffer.leidinggevende() if slachtoffer else None
    if own is None or own.pk == slachtoffer.pk:
        return None
    return own if holders(organisation, Rol.LEIDINGGEVENDE).filter(pk=own.pk).exists() else None


def last_office(user: User, *, by: Access, **reports: object) -> dict:
    """The office that this person had, or was family of, in the last of these reports; {} without one.

    So that the report of a colleague goes the way of their office. Looked up for whoever reports, who sees no
    report of others; never in one from which they were excluded.
    """
    with granted("ambt", organisations=[by.organisation.pk]):
        rows = Slachtoffer.objects.filter(user=user, incident__organisation=by.organisation, **reports)
        out = IncidentUitsluiting.objects.filter(user=by.user)
        last = rows.exclude(incident__in=out.values("incident")).order_by("-incident").first()
    if last is None or not last.ambt:
        return {}
    return {"ambt": last.ambt, "familie": last.doelwit == Doelwit.GEZIN}


def dossierdeel_of(organisation: Organisation, doelwit: str, ambt: str) -> Dossierdeel:
    """Incidents of ambtsdragers stand apart where somebody directs those; else the coördinator has them,
    so that nothing is filed that nobody reads."""
    deel = Dossierdeel.of(doelwit, ambt)
    if deel == Dossierdeel.BESTUURLIJK and not holders(organisation, *BESTUURLIJKE_ROLLEN).exists():
        return Dossierdeel.AMBTELIJK
    return deel


def _asked_to_decide(incident: Incident) -> set[int]:
    """Before whom something in this incident was laid to decide on."""
    measures = incident.maatregelen.filter(status=Veroorzakermaatregel.Status.VOORGELEGD)
    requests = incident.verwijderverzoeken.filter(besloten_op=None)
    found = measures.values_list("beslisser", flat=True), requests.values_list("beslisser", flat=True)
    return {pk for pks in found for pk in pks}


def candidates(incident: Incident, deel: str) -> QuerySet[User]:
    """Who may get this part in this incident: the role, not kept out of it, and never deciding on what
    they handle themselves."""
    organisation = incident.organisation
    if deel == "leidinggevende":
        people = receivers(organisation, incident.dossierdeel)
    elif deel == "coordinator":
        people = coordinators_in(incident)
    else:
        people = holders(organisation, Rol.BEVOEGD_GEZAG)
    handles = {incident.leidinggevende_id, incident.coordinator_id}
    apart = handles if deel == "bevoegd_gezag" else {incident.bevoegd_gezag_id, *_asked_to_decide(incident)}
    return not_kept_out(people.exclude(pk__in=apart - {None}), incident).order_by("naam", "pk")
