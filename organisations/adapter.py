"""How allauth behaves here: nobody signs up, and a login lands on the start page of one's role."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse

from organisations import guessing
from organisations.models import User

# Set in a session when a service said that a second factor was used.
SSO_SECOND_FACTOR = "sso_tweede_stap"
# Names the organisation a mail belongs to, so that its beheerder can see what became of it.
ORGANISATION_HEADER = "X-GIR-Organisation"


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": (
            "E-mailadres of wachtwoord klopt niet. Ging het te vaak mis? Dan kan inloggen op een nieuw"
            " apparaat een half uur niet."
        ),
        "enter_current_password": "Uw huidige wachtwoord klopt niet.",
        "incorrect_password": "Uw wachtwoord klopt niet.",
        "too_many_login_attempts": "U heeft te vaak geprobeerd in te loggen. Wacht een paar minuten.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by a beheerder, who invites by mail."""
        return False

    def authenticate(self, request: HttpRequest, **credentials) -> User | None:
        """Whom this password is of; nobody beyond the limits of organisations.guessing, or when this
        installation has no passwords. The work is the same whatever the answer."""
        email = credentials.get("email") or getattr(request.user, "email", "")
        poging = guessing.Poging(request, email, self.get_client_ip(request))
        user = super().authenticate(request, **credentials)
        if user is None or poging.is_refused or not settings.GIR_PASSWORD_LOGIN:
            return None
        poging.forgive()
        return user

    def get_client_ip(self, request: HttpRequest) -> str:
        """Never the address itself: what limits are counted by, and forgotten after a day."""
        return guessing.network(super().get_client_ip(request))

    def pre_login(self, request: HttpRequest, user: User, **about) -> HttpResponse | None:
        """What a service said of one person counts for nobody who signs in after that."""
        if "sociallogin" not in (about.get("signal_kwargs") or {}):
            request.session.pop(SSO_SECOND_FACTOR, None)
        return super().pre_login(request, user, **about)

    def post_login(self, request: HttpRequest, user: User, **about) -> HttpResponse:
        # The services of organisations use what stands in this module.
        from organisations.services.sso import keep_asking

        response = super().post_login(request, user, **about)
        guessing.remember_browser(request, response, user.email)
        keep_asking(user)
        return response

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
