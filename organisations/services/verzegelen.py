"""A new SECRET_KEY: what lies sealed in the database is sealed under it, so that the earlier key can go."""

import base64

from allauth.mfa.models import Authenticator
from cryptography.exceptions import InvalidTag
from django.db import transaction

from organisations import sealing
from organisations.mfa import secrets
from organisations.models import Ssobewijs
from organisations.sso.sealing import USE

# Where the secret of each kind of second step stands; a passkey has none.
SECRETS = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


def seal_anew() -> tuple[int, int]:
    """How many secrets were sealed anew, and how many can't be read under any key that is known. What was
    sealed under this SECRET_KEY already is left alone."""
    sealed, lost = 0, 0
    for rows, anew in (
        (Authenticator.objects.filter(type__in=SECRETS), _second_step),
        (Ssobewijs.objects.exclude(verversing=None), _token),
    ):
        for pk in list(rows.order_by("pk").values_list("pk", flat=True)):
            with transaction.atomic():
                row = rows.select_for_update().filter(pk=pk).first()
                try:
                    sealed += row is not None and anew(row)
                except InvalidTag:
                    lost += 1
    return sealed, lost


def _second_step(row: Authenticator) -> bool:
    name = SECRETS[row.type]
    raw = base64.b64decode(row.data[name])
    if not sealing.is_of_an_earlier_key(raw, use=secrets.INFO, about=secrets.INFO):
        return False
    row.data[name] = secrets.seal(secrets.unseal(row.data[name]))
    row.save(update_fields=["data"])
    return True


def _token(row: Ssobewijs) -> bool:
    raw, about = bytes(row.verversing), row.about.encode()
    if not sealing.is_of_an_earlier_key(raw, use=USE, about=about):
        return False
    row.verversing = sealing.seal(sealing.unseal(raw, use=USE, about=about), use=USE, about=about)
    row.save(update_fields=["verversing"])
    return True
