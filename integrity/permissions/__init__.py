"""Who may see what, and who may do what, in the integrity register. One page; everything asks here.

``RECHTEN`` is the table; ``may`` reads it for one zaak, ``visible`` and ``counted`` say it of many in SQL.
Source: the role table of the domain document, section 4. A person who is betrokkene in a zaak, was
excluded from it or withdrew from it can't notice that it exists, whatever other roles they hold.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q

from integrity import lifecycle
from integrity.lists import DIE_REGISSEREN, Betreft, Compartiment, Melderpositie
from organisations.access import Access
from organisations.permissions import Recht, held
from organisations.roles import COORDINEERT, COORDINEERT_IN, REGISTREREN, TAKEN_INTEGRITEIT, Register, Rol

if TYPE_CHECKING:
    from integrity.models import Melding, Zaak


def apart(user_ids: Iterable[int]) -> tuple[Q, ...]:
    """Zaken that must not exist for one of these people, by each way: betrokkene, excluded or withdrawn."""
    ids = list(user_ids)
    return Q(betrokkenen__user__in=ids), Q(uitsluitingen__user__in=ids)


def acts_as(access: Access, zaak: "Zaak") -> Access:
    """What counts in this zaak: who stands in for somebody who is kept out of it, is there in person
    only, or a betrokkene could choose who sees the own zaak."""
    return access.in_person if access.vervangt and access.vervangt & zaak.kept_out else access


def coordinates(access: Access, prefix: str = "") -> Q:
    """The zaken this person coordinates: a coördinator those of employees, the griffier and the
    burgemeester (cdk, dijkgraaf) those of bestuurders; the last not those about such a person. The outside
    address those that nobody here could."""
    q = Q(pk__in=[])
    if access.heeft(Rol.BUITENADRES):
        q |= Q(**{f"{prefix}buitenadres_op__isnull": False})
    if access.heeft(Rol.INTEGRITEITSCOORDINATOR):
        q |= Q(**{f"{prefix}compartiment": Compartiment.AMBTELIJK})
    about_bestuurders = Q(**{f"{prefix}compartiment": Compartiment.BESTUURLIJK})
    if access.heeft(Rol.GRIFFIER):
        q |= about_bestuurders
    elif access.heeft(Rol.BURGEMEESTER):
        q |= about_bestuurders & ~Q(**{f"{prefix}betreft__in": DIE_REGISSEREN})
    return q


def visible(access: Access) -> Q:
    """The zaken this person may open: those they coordinate, and those in which they have a part now."""
    return Q(organisation=access.organisation) & (coordinates(access) | has_part(access))


def has_part(access: Access) -> Q:
    """The zaken in which this person was given a part, as long as that lasts.

    An onderzoeker and the bevoegd gezag until the zaak closes; a leidinggevende while it is in the line; a
    procesbegeleider also after closing, for the care of the melder goes on for a year; a second reader
    while a proposal waits that is not their own.
    """
    me = access.user_ids
    q = Q(pk__in=[])
    open_zaak = Q(status__in=lifecycle.LOPEND)
    if access.heeft(Rol.LEIDINGGEVENDE):
        q |= Q(leidinggevende__in=me, status=lifecycle.IN_DE_LIJN)
    if access.heeft(Rol.ONDERZOEKER):
        q |= Q(onderzoeker__in=me) & open_zaak
    if access.heeft(Rol.BEVOEGD_GEZAG):
        q |= Q(bevoegd_gezag__in=me) & open_zaak
    if access.heeft(Rol.PROCESBEGELEIDER):
        q |= Q(procesbegeleider__in=me)
    if access.heeft(Rol.TWEEDE_LEZER):
        q |= (
            Q(compartiment=Compartiment.AMBTELIJK, voorgesteld_door__isnull=False)
            & ~Q(voorgesteld_door__in=me)
            & ~Q(bevoegd_gezag__in=me)
            & open_zaak
        )
    return q


DELEN = (
    lifecycle.LEIDINGGEVENDE,
    lifecycle.ONDERZOEKER,
    lifecycle.BEVOEGD_GEZAG,
    lifecycle.PROCESBEGELEIDER,
)


def is_confidential(zaak: "Zaak") -> bool:
    """Whether opening this zaak asks again who somebody is.

    A melder was promised that nobody learns who they are (vertrouwelijk), or nobody may (anoniem): the story
    alone can tell. About bestuurders an open page does most harm, and a chain outside the line handles it.
    Source: the domain document, section 4.
    """
    return zaak.compartiment == Compartiment.BESTUURLIJK or any(
        m.melderpositie in (Melderpositie.VERTROUWELIJK, Melderpositie.ANONIEM) for m in zaak.meldingen.all()
    )


def asks_who_again(access: Access, zaak: "Zaak") -> bool:
    """Whether this person must have shown lately who they are: for a confidential zaak, and where the name of
    a melder stands on the page."""
    return is_confidential(zaak) or (
        can_see_melders(access, zaak)
        and any(m.melderpositie == Melderpositie.OPEN for m in zaak.meldingen.all())
    )


def visible_meldingen(access: Access) -> Q:
    """Adviesvragen and signalen, which have no zaak: for who would coordinate one about such a person."""
    about = [b for b in ("", *Betreft.values) if _coordinates(access, Compartiment.about(b), b)]
    return Q(organisation=access.organisation, zaak=None, betreft__in=about)


def counted(access: Access) -> Q:
    """The zaken that stand in live figures for this person: those of their compartments.

    A coördinator sees the figures of employees, the griffier those of employees and bestuurders. What
    must not exist for them (``apart``) is left out by ``Zaak.objects.counted_for``.
    """
    if may(access, "cijfers_bestuurders_zien"):
        compartiments = Compartiment.values
    elif can_see_figures(access):
        compartiments = [Compartiment.AMBTELIJK]
    else:
        compartiments = []
    return Q(organisation=access.organisation, compartiment__in=compartiments)


def can_see_figures(access: Access) -> bool:
    return may(access, "cijfers_zien")


def can_see_running_figures(access: Access) -> bool:
    return may(access, "lopende_cijfers_zien")


def can_see_zaken_behind_figures(access: Access) -> bool:
    return may(access, "zaken_achter_cijfers_zien")


def can_import(access: Access) -> bool:
    return may(access, "importeren")


def can_register(access: Access) -> bool:
    return may(access, "registreren")


def would_coordinate(access: Access, betreft: str) -> bool:
    """Whether a new zaak about such a person would be this person's."""
    return _coordinates(access, Compartiment.about(betreft), betreft)


def is_coordinator(access: Access, zaak: "Zaak") -> bool:
    own = acts_as(access, zaak)
    if zaak.buitenadres_op and own.heeft(Rol.BUITENADRES):
        return True
    return _coordinates(own, zaak.compartiment, zaak.betreft)


def _coordinates(access: Access, compartiment: str, betreft: str) -> bool:
    """The rule of ``coordinates``, for one zaak or melding."""
    if compartiment == Compartiment.AMBTELIJK:
        return access.heeft(Rol.INTEGRITEITSCOORDINATOR)
    if access.heeft(Rol.GRIFFIER):
        return True
    return access.heeft(Rol.BURGEMEESTER) and betreft not in DIE_REGISSEREN


def is_second_reader(access: Access, zaak: "Zaak") -> bool:
    """A tweede lezer or another coördinator of the same zaken; not who proposed it or stands in for
    them, and not who judges this zaak: the second reader reads the words of the melder."""
    own = acts_as(access, zaak)
    reads = is_coordinator(own, zaak) or (
        own.heeft(Rol.TWEEDE_LEZER)
        and zaak.compartiment == Compartiment.AMBTELIJK
        and zaak.status in lifecycle.LOPEND
    )
    others = zaak.voorgesteld_door_id is not None and zaak.voorgesteld_door_id not in own.user_ids
    return reads and others and zaak.bevoegd_gezag_id not in own.user_ids


def is_leidinggevende(access: Access, zaak: "Zaak") -> bool:
    return (
        access.heeft(Rol.LEIDINGGEVENDE)
        and zaak.leidinggevende_id in access.user_ids
        and zaak.status == lifecycle.IN_DE_LIJN
    )


def is_onderzoeker(access: Access, zaak: "Zaak") -> bool:
    """The assigned onderzoeker, until the zaak closes; never who judges the zaak."""
    return (
        zaak.status in lifecycle.LOPEND
        and access.heeft(Rol.ONDERZOEKER)
        and zaak.onderzoeker_id in access.user_ids
        and zaak.bevoegd_gezag_id != access.user.pk
    )


def has_bevoegd_gezag(access: Access, zaak: "Zaak") -> bool:
    """Whose part it is to judge, also when this person may not: they see the zaak."""
    return (
        zaak.status in lifecycle.LOPEND
        and access.heeft(Rol.BEVOEGD_GEZAG)
        and zaak.bevoegd_gezag_id in access.user_ids
    )


def is_bevoegd_gezag(access: Access, zaak: "Zaak") -> bool:
    """Who judges and decides, until the zaak closes: never a person who took it in or investigated it."""
    return has_bevoegd_gezag(access, zaak) and access.user.pk not in zaak.behandelaars


def is_procesbegeleider(access: Access, zaak: "Zaak") -> bool:
    return access.heeft(Rol.PROCESBEGELEIDER) and zaak.procesbegeleider_id in access.user_ids


def opens_as_part(access: Access, zaak: "Zaak") -> bool:
    """The rule of ``has_part``, for one zaak: also for who can do nothing in it now."""
    me, runs = access.user_ids, zaak.status in lifecycle.LOPEND
    proposed = zaak.voorgesteld_door_id is not None and zaak.voorgesteld_door_id not in me
    reads = zaak.compartiment == Compartiment.AMBTELIJK and proposed and zaak.bevoegd_gezag_id not in me
    return (
        is_leidinggevende(access, zaak)
        or is_procesbegeleider(access, zaak)
        or (runs and access.heeft(Rol.ONDERZOEKER) and zaak.onderzoeker_id in me)
        or has_bevoegd_gezag(access, zaak)
        or (runs and access.heeft(Rol.TWEEDE_LEZER) and reads)
    )


OPENEN = "openen"
# The parts that only look: who judges but took part in the zaak reads it, and does nothing.
BEVOEGD_GEZAG_LEEST = "bevoegd_gezag_leest"
# The parts one can have in a zaak, each with its rule.
WIE = {
    lifecycle.COORDINATOR: is_coordinator,
    lifecycle.TWEEDE_LEZER: is_second_reader,
    lifecycle.LEIDINGGEVENDE: is_leidinggevende,
    lifecycle.ONDERZOEKER: is_onderzoeker,
    lifecycle.BEVOEGD_GEZAG: is_bevoegd_gezag,
    BEVOEGD_GEZAG_LEEST: has_bevoegd_gezag,
    lifecycle.PROCESBEGELEIDER: is_procesbegeleider,
}
COORDINATOR, ONDERZOEKER = lifecycle.COORDINATOR, lifecycle.ONDERZOEKER
PROCESBEGELEIDER, TWEEDE_LEZER = lifecycle.PROCESBEGELEIDER, lifecycle.TWEEDE_LEZER

RECHTEN: dict[str, Recht] = {
    "werklijst_openen": Recht("De werklijst openen", COORDINEERT_IN[Register.INTEGRITEIT]),
    "taken_openen": Recht("De eigen taken openen", TAKEN_INTEGRITEIT),
    "vragen_openen": Recht("Adviesvragen en signalen openen", COORDINEERT),
    "registreren": Recht("Melden namens een ander", REGISTREREN, bron="3"),
    "tellen": Recht("Eigen aantallen invullen, zonder namen", (Rol.VERTROUWENSPERSOON,)),
    "importeren": Recht("Een registratie van vroeger inlezen", (Rol.INTEGRITEITSCOORDINATOR,)),
    "cijfers_zien": Recht("Cijfers zien", (Rol.INTEGRITEITSCOORDINATOR, Rol.GRIFFIER, Rol.AUDITOR)),
    "cijfers_bestuurders_zien": Recht("Cijfers over bestuurders zien", (Rol.GRIFFIER,)),
    "lopende_cijfers_zien": Recht(
        "Cijfers van een periode die nog loopt zien", (Rol.INTEGRITEITSCOORDINATOR, Rol.AUDITOR)
    ),
    "zaken_achter_cijfers_zien": Recht("De zaken achter een getal zien", (Rol.INTEGRITEITSCOORDINATOR,)),
    "toezien": Recht(
        "Toezicht houden: wie keek waar, en welke zaken er zijn",
        (Rol.PRIVACYFUNCTIONARIS,),
        alleen="De inhoud alleen met een reden, die wordt bewaard.",
    ),
    OPENEN: Recht(
        "Een zaak openen",
        delen=(COORDINATOR, TWEEDE_LEZER, *DELEN),
        alleen="Onderzoeker en bevoegd gezag tot het sluiten, de leidinggevende zolang de zaak in de lijn"
        " is, de tweede lezer zolang een voorstel wacht.",
    ),
    "meldingen_lezen": Recht(
        "De woorden van de melder lezen", delen=(COORDINATOR, ONDERZOEKER, PROCESBEGELEIDER, TWEEDE_LEZER)
    ),
    "melders_kennen": Recht(
        "Weten wie de melder is",
        delen=(COORDINATOR, ONDERZOEKER, PROCESBEGELEIDER),
        alleen="Alleen als de melder daar zelf voor koos.",
    ),
    "dossier_zien": Recht(
        "Betrokkenen, onderzoek, oordeel en maatregelen zien",
        delen=(COORDINATOR, ONDERZOEKER, BEVOEGD_GEZAG_LEEST),
    ),
    "zorg_zien": Recht("Zien hoe het met de melder gaat", delen=(COORDINATOR, PROCESBEGELEIDER)),
    "tijdlijn_zien": Recht("De tijdlijn zien", delen=(COORDINATOR, ONDERZOEKER)),
    "notities_zien": Recht("Interne notities lezen", delen=(COORDINATOR,)),
} | {t.verb: Recht(t.label, delen=t.who, bron="3") for t in lifecycle.LIFECYCLE.transitions}


def may(access: Access, action: str, zaak: "Zaak | None" = None) -> bool:
    """Whether this person may do this, to this zaak were its status to allow it.

    Nobody handles what they reported themselves, but a leidinggevende who was chosen knowingly; who judged
    does not take it in or investigate it afterwards.
    """
    recht = RECHTEN[action]
    if zaak is None:
        return held(recht, access, (lifecycle.REGISTER,))
    if zaak.organisation_id != access.organisation.pk or access.user.pk in zaak.kept_out:
        return False
    if action == OPENEN:
        ways = {access.in_person, acts_as(access, zaak)}
        return any(is_coordinator(one, zaak) or opens_as_part(one, zaak) for one in ways)
    own = acts_as(access, zaak)
    who = [name for name in recht.delen if WIE[name](own, zaak)]
    if action not in lifecycle.LIFECYCLE.by_verb:
        return bool(who)
    if who and access.user.pk in zaak.melders:
        who = [name for name in who if name == lifecycle.LEIDINGGEVENDE]
    if who and action in lifecycle.NEEMT_IN_OF_ONDERZOEKT:
        return access.user.pk not in zaak.oordelaars
    return bool(who)


def can_see_meldingen(access: Access, zaak: "Zaak") -> bool:
    return may(access, "meldingen_lezen", zaak)


def can_see_melders(access: Access, zaak: "Zaak") -> bool:
    return may(access, "melders_kennen", zaak)


def can_see_melder(access: Access, melding: "Melding") -> bool:
    """Who the melder is: only when they chose to be known, and only for who handles the zaak."""
    if melding.melderpositie != Melderpositie.OPEN:
        return False
    zaak = melding.zaak
    if zaak is None:
        return _coordinates(access, Compartiment.about(melding.betreft), melding.betreft)
    return can_see_melders(access, zaak)


def can_see_dossier(access: Access, zaak: "Zaak") -> bool:
    """A leidinggevende sees no more than the opdracht and whom it is about: see ``is_leidinggevende``."""
    return may(access, "dossier_zien", zaak)


def can_see_zorg(access: Access, zaak: "Zaak") -> bool:
    return may(access, "zorg_zien", zaak)


def can_see_timeline(access: Access, zaak: "Zaak") -> bool:
    return may(access, "tijdlijn_zien", zaak)


def can_see_notities(access: Access, zaak: "Zaak") -> bool:
    return may(access, "notities_zien", zaak)


def first_page(access: Access) -> str:
    """The URL name of the page somebody works on, or "". The griffier comes for reports."""
    if access.heeft(Rol.GRIFFIER) and not access.heeft(Rol.INTEGRITEITSCOORDINATOR):
        return "rapportages"
    return "werklijst" if may(access, "werklijst_openen") else ""


def has_tasks_only(access: Access) -> bool:
    """Whether this person has parts in zaken of others, and coordinates none of employees."""
    return not access.heeft(Rol.INTEGRITEITSCOORDINATOR) and may(access, "taken_openen")


def roles_to_register(access: Access) -> list[str]:
    """As what this person can file for somebody else."""
    return [rol for rol in REGISTREREN if access.heeft(rol)]
