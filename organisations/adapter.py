"""How allauth behaves here: nobody signs up, and a login lands on the start page of one's role."""

from allauth.account.adapter import DefaultAccountAdapter
from django.core.mail import EmailMessage
from django.http import HttpRequest

# Names the organisation a mail belongs to, so that its beheerder can see what became of it.
ORGANISATION_HEADER = "X-GIR-Organisation"


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "E-mailadres of wachtwoord klopt niet.",
        "enter_current_password": "Uw huidige wachtwoord klopt niet.",
        "incorrect_password": "Uw wachtwoord klopt niet.",
        "too_many_login_attempts": "U heeft te vaak geprobeerd in te loggen. Wacht een paar minuten.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by a beheerder, who invites by mail."""
        return False

    def format_email_subject(self, subject: str) -> str:
        """The subject as it is, without the name of a site in brackets before it."""
        return subject

    def render_mail(
        self, template_prefix: str, email: str, context: dict, headers: dict | None = None
    ) -> EmailMessage:
        """A mail about somebody's account belongs to the organisation that manages it."""
        organisation_id = getattr(context.get("user"), "home_organisation_id", None)
        if organisation_id:
            headers = {**(headers or {}), ORGANISATION_HEADER: organisation_id}
        return super().render_mail(template_prefix, email, context, headers)
