"""Organisations, their afdelingen and the lengths of their terms."""

from django.core.exceptions import ValidationError
from django.db import transaction

from ledger import audit
from ledger.actors import Actor
from organisations.access import Access
from organisations.models import Afdeling, Organisation, TermijnInstelling, User
from organisations.services.acting import actor_of

GEGEVENS = (
    "naam",
    "thema",
    "adres",
    "postcode",
    "plaats",
    "telefoon",
    "ondertekenaar",
    "opvang_naam",
    "opvang_telefoon",
)

# A limit that nobody reaches in a day would be no limit.
LEESGRENS_MIN, LEESGRENS_MAX = 5, 500


@transaction.atomic
def create_organisation(
    *, naam: str, slug: str, soort: str, by: Actor | Access, thema: str = "", logo: str = ""
) -> Organisation:
    """Raises ValidationError when the slug is taken or malformed, or the soort unknown."""
    organisation = Organisation(naam=naam.strip(), slug=slug, soort=soort, thema=thema, logo=logo)
    organisation.full_clean()
    organisation.save()
    audit.record(
        actor=actor_of(by),
        verb="organisatie_gemaakt",
        subject=organisation,
        organisation_id=organisation.pk,
        data={"slug": slug, "soort": soort},
    )
    return organisation


@transaction.atomic
def change_organisation(*, organisation: Organisation, by: Actor | Access, **changes: str) -> None:
    """``changes``: what is asked about an organisation (``GEGEVENS``), by name; what is left out stays.

    Raises ValidationError for a value that is no good, TypeError for a name that is not asked.
    """
    if unknown := set(changes) - set(GEGEVENS):
        raise TypeError(f"not asked about an organisation: {sorted(unknown)}")
    new = {name: value.strip() for name, value in changes.items()}
    old = {name: getattr(organisation, name) for name in new}
    for name, value in new.items():
        setattr(organisation, name, value)
    organisation.full_clean()
    organisation.save(update_fields=list(new))
    audit.record(
        actor=actor_of(by),
        verb="organisatie_gewijzigd",
        subject=organisation,
        organisation_id=organisation.pk,
        data={"oud": old, "nieuw": new},
    )


@transaction.atomic
def set_leesgrens(*, organisation: Organisation, grens: int, by: Actor | Access) -> None:
    """From more than how many openings a day by one person who supervises is warned.

    Raises ValidationError for less than ``LEESGRENS_MIN`` or more than ``LEESGRENS_MAX``.
    """
    if not LEESGRENS_MIN <= grens <= LEESGRENS_MAX:
        raise ValidationError(f"Kies een getal van {LEESGRENS_MIN} tot en met {LEESGRENS_MAX}.")
    old, organisation.leesgrens = organisation.leesgrens, grens
    organisation.save(update_fields=["leesgrens"])
    audit.record(
        actor=actor_of(by),
        verb="leesgrens_gewijzigd",
        subject=organisation,
        organisation_id=organisation.pk,
        data={"was": old, "wordt": grens},
    )


@transaction.atomic
def create_afdeling(
    *,
    organisation: Organisation,
    naam: str,
    by: Actor | Access,
    parent: Afdeling | None = None,
    leidinggevende: User | None = None,
) -> Afdeling:
    """Raises ValidationError when the name exists in that place or the parent is of another organisation."""
    afdeling = Afdeling(organisation=organisation)
    _fill(afdeling, naam=naam, parent=parent, leidinggevende=leidinggevende)
    afdeling.save()
    audit.record(
        actor=actor_of(by),
        verb="afdeling_gemaakt",
        subject=afdeling,
        organisation_id=organisation.pk,
        data=_as_data(afdeling),
    )
    return afdeling


@transaction.atomic
def change_afdeling(
    *,
    afdeling: Afdeling,
    naam: str,
    by: Actor | Access,
    parent: Afdeling | None = None,
    leidinggevende: User | None = None,
) -> None:
    """Raises ValidationError as create_afdeling does, and when an afdeling would come below itself."""
    old = _as_data(afdeling)
    above = parent
    while above is not None:
        if above.pk == afdeling.pk:
            raise ValidationError("Een afdeling kan niet onder zichzelf vallen.")
        above = above.parent
    _fill(afdeling, naam=naam, parent=parent, leidinggevende=leidinggevende)
    afdeling.save()
    audit.record(
        actor=actor_of(by),
        verb="afdeling_gewijzigd",
        subject=afdeling,
        organisation_id=afdeling.organisation_id,
        data={"oud": old, "nieuw": _as_data(afdeling)},
    )


def _fill(
    afdeling: Afdeling,
    *,
    naam: str,
    parent: Afdeling | None,
    leidinggevende: User | None,
) -> None:
    if parent is not None and parent.organisation_id != afdeling.organisation_id:
        raise ValidationError("Die afdeling hoort bij een andere organisatie.")
    afdeling.naam, afdeling.parent = naam.strip(), parent
    afdeling.leidinggevende = leidinggevende
    afdeling.full_clean()


def _as_data(afdeling: Afdeling) -> dict:
    return {
        "naam": afdeling.naam,
        "parent": afdeling.parent_id,
        "leidinggevende": afdeling.leidinggevende_id,
    }


@transaction.atomic
def set_termijn(
    *,
    organisation: Organisation,
    register: str,
    code: str,
    aantal: int,
    eenheid: str,
    by: Actor | Access,
    waarschuw_na: int | None = None,
) -> TermijnInstelling:
    """Choose the length of a term. That the law does not fix this code is for the caller to know."""
    termijn = TermijnInstelling.objects.select_for_update().filter(
        organisation=organisation, register=register, code=code
    ).first() or TermijnInstelling(organisation=organisation, register=register, code=code)
    old = None if termijn.pk is None else [termijn.aantal, termijn.eenheid, termijn.waarschuw_na]
    termijn.aantal, termijn.eenheid, termijn.waarschuw_na = aantal, eenheid, waarschuw_na
    termijn.full_clean()
    termijn.save()
    audit.record(
        actor=actor_of(by),
        verb="termijn_ingesteld",
        subject=organisation,
        organisation_id=organisation.pk,
        data={
            "register": register,
            "code": code,
            "oud": old,
            "nieuw": [aantal, eenheid, waarschuw_na],
        },
    )
    return termijn


@transaction.atomic
def reset_termijn(*, organisation: Organisation, register: str, code: str, by: Actor | Access) -> None:
    """Back to the default of the register."""
    deleted, _ = TermijnInstelling.objects.filter(
        organisation=organisation, register=register, code=code
    ).delete()
    if deleted:
        audit.record(
            actor=actor_of(by),
            verb="termijn_teruggezet",
            subject=organisation,
            organisation_id=organisation.pk,
            data={"register": register, "code": code},
        )
