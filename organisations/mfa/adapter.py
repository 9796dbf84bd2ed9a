from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from organisations.mfa.secrets import seal, unseal
from organisations.models import User


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Dat klopt niet. Probeer het opnieuw.",
        "cannot_generate_recovery_codes": "Zet eerst een tweede stap aan.",
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def build_totp_svg(self, url: str) -> SafeString:
        """A picture to stand in the page: the policy of the pages lets no picture in an address."""
        _, _, svg = super().build_totp_svg(url).partition("<svg")
        return format_html(
            '<svg role="img" aria-label="QR-code voor uw app"{}',
            mark_safe(svg),  # noqa: S308 made by qrcode
        )

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        return f"Passkey {Authenticator.objects.filter(user=user, type=type).count() + 1}"

    def _get_site_name(self) -> str:
        """What a passkey is named after, on the device of the person."""
        return "GIR"
