"""The forms of allauth.mfa in our words, and with a code of an app that is right once.

allauth forgets after half a minute that a code was used; one that is right for longer would be right again.
"""

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn import forms as webauthn
from cryptography.exceptions import InvalidTag
from django.db import transaction

LAST_STEP = "last_step"
CODE = {"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"}


@transaction.atomic
def take_code(authenticator: Authenticator, code: str) -> bool:
    """Whether neither this code of an app nor a later one was used; from now on it was (RFC 6238, 5.2)."""
    row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    secret = decrypt(row.data["secret"])
    steps = [
        step
        for step in yield_hotp_counters_from_time()
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step)))
    ]
    if not steps or steps[-1] <= row.data.get(LAST_STEP, -1):
        return False
    row.data[LAST_STEP] = steps[-1]
    row.save(update_fields=["data"])
    return True


class CodeField:
    """One field for a code, of the app or of the list for when the device is lost."""

    label = "Code uit uw app, of een herstelcode"

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = self.label
        field.error_messages["required"] = "Vul de code in."
        field.widget.attrs = dict(CODE)


class RightOnce(CodeField):
    def clean_code(self) -> str:
        try:
            code = super().clean_code()
            of_app = self.authenticator.type == Authenticator.Type.TOTP
            if not of_app or take_code(self.authenticator, code):
                return code
        except InvalidTag:
            # Sealed under a SECRET_KEY that this installation does not know any more.
            pass
        raise get_adapter().validation_error("incorrect_code")


class CodeForm(RightOnce, base.AuthenticateForm):
    pass


class CodeOpnieuwForm(RightOnce, base.ReauthenticateForm):
    pass


class ActivateTOTPForm(CodeField, totp.ActivateTOTPForm):
    label = "Code uit uw app"


class AddWebAuthnForm(webauthn.AddWebAuthnForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Naam van de passkey"
        self.fields["name"].help_text = "Zo herkent u hem later. Bijvoorbeeld: laptop van het werk."
        self.fields["name"].max_length = 60
        # Every passkey here can sign in alone.
        del self.fields["passwordless"]
