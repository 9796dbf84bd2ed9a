"""The house style of an organisation: chosen by its beheerder, used in every document made from then on."""

import hashlib

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from casework.documents.logos import take_in_logo
from casework.models import Huisstijlkeuze
from casework.typesetting.house_style import darkened, is_dark
from ledger import audit
from organisations.access import Access
from organisations.models import Organisation


def set_huisstijl(
    *, naam: str, kleur: str, by: Access, logo: UploadedFile | None = None, zonder_logo: bool = False
) -> Huisstijlkeuze:
    """``logo``: a new one; without it the old one stays, unless ``zonder_logo``. Documents that were made
    keep how they look.

    Raises ValidationError per field: a colour that can't be read on white, a logo that is no picture.
    """
    if not is_dark(kleur):
        raise ValidationError({"kleur": te_licht(kleur)})
    try:
        taken = take_in_logo(logo) if logo else None
    except ValidationError as error:
        raise ValidationError({"logo": error.messages}) from None
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=by.organisation.pk)
        row = Huisstijlkeuze.objects.filter(organisation=by.organisation).first()
        row = row or Huisstijlkeuze(organisation=by.organisation)
        row.naam, row.kleur = naam.strip(), kleur.lower()
        if taken:
            row.logo, row.mime = taken.inhoud, taken.mime
        elif zonder_logo:
            row.logo, row.mime = None, ""
        row.full_clean()
        row.save()
        audit.record(
            actor=by.actor,
            verb="huisstijl_gewijzigd",
            subject=row,
            organisation_id=by.organisation.pk,
            data={"kleur": row.kleur, "logo": row.logo and hashlib.sha256(bytes(row.logo)).hexdigest()},
        )
    return row


def te_licht(kleur: str) -> str:
    return (
        f"De kleur {kleur} is te licht: letters in die kleur zijn op wit niet goed te lezen."
        f" Deze donkere kleur lijkt erop en kan wel: {darkened(kleur)}."
    )
