"""How allauth behaves here: nobody signs up, and a login lands on the start page of one's role."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ledger.actors import Actor
from organisations import guessing
from organisations.mfa.session import (
    SESSIE_SESSION_KEY,
    SSO_SESSION_KEY,
    current_sessie,
    second_step_is_of_service,
    showed_recently,
)
from organisations.models import User

# Names the organisation a mail belongs to, so that its beheerder can see what became of it.
ORGANISATION_HEADER = "X-GIR-Organisation"


WACHTEN = "De rollen die u via {naam} heeft, werken nog niet. Log in met {naam} om ze meteen te gebruiken."


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

    def login(self, request: HttpRequest, user: User) -> None:
        """However somebody comes in, the session has a row, by which it can be seen and ended."""
        from organisations.services import sessies  # they mail with the header above

        super().login(request, user)
        begun = sessies.begin_sessie(user, request.META.get("HTTP_USER_AGENT", ""))
        request.session[SESSIE_SESSION_KEY] = begun.pk

    def logout(self, request: HttpRequest) -> None:
        from organisations.services import sessies

        if request.user.is_authenticated:
            sessies.sign_out(request.user, current_sessie(request))
        super().logout(request)

    def set_password(self, user: User, password: str) -> None:
        """A new password ends the sessions elsewhere: it may be new because somebody knew the old one."""
        from organisations.services import sessies

        super().set_password(user, password)
        here = current_sessie(self.request) if self.request.user == user else None
        sessies.end_sessies(user, by=Actor("user", user.pk), but=here)

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """One rule for when somebody shows again who they are, also for the pages of allauth."""
        return not showed_recently(self.request)

    def get_reauthentication_methods(self, user: User) -> list[dict]:
        """The second step when there is one, a passkey first; else the service of their work; the password
        only for who has neither. Nothing at all: out, and in again.

        A password shows nothing of the second step of a service: it would be asked for again and again.
        """
        from organisations.services.sso import diensten_of

        ways = {way["url"]: way for way in super().get_reauthentication_methods(user)}
        words = {
            reverse("mfa_reauthenticate_webauthn"): "Gebruik uw passkey",
            reverse("mfa_reauthenticate"): "Gebruik een code",
        }
        found = [ways[url] | {"description": text} for url, text in words.items() if url in ways]
        if not found and diensten_of(user):
            url = reverse("opnieuw_met_dienst")
            return [{"id": "opnieuw_met_dienst", "url": url, "description": "Log opnieuw in"}]
        by_password = reverse("account_reauthenticate")
        if found or by_password not in ways or not settings.GIR_PASSWORD_LOGIN:
            return found
        if second_step_is_of_service(self.request):
            return []
        return [ways[by_password] | {"description": "Gebruik uw wachtwoord"}]

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

    def pre_authenticate(self, request: HttpRequest, **credentials) -> None:
        """Passwords are counted in organisations.guessing: the count of allauth would lock the owner out."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Never the address itself: what limits are counted by, and forgotten after a day."""
        return guessing.network(super().get_client_ip(request))

    def pre_login(self, request: HttpRequest, user: User, **about) -> HttpResponse | None:
        """What a service said of one person counts for nobody who signs in after that."""
        if "sociallogin" not in (about.get("signal_kwargs") or {}):
            request.session.pop(SSO_SESSION_KEY, None)
        return super().pre_login(request, user, **about)

    def post_login(self, request: HttpRequest, user: User, **about) -> HttpResponse:
        # The services of organisations use what stands in this module.
        from organisations.services.sso import keep_asking

        response = super().post_login(request, user, **about)
        guessing.remember_browser(request, response, user.email)
        for naam in keep_asking(user):
            messages.warning(request, WACHTEN.format(naam=naam))
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
