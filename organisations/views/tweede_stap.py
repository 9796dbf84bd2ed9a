"""The pages of allauth.mfa, each with our rule, its audit line and its mail in the transaction of the change;
and those that ask again who somebody is.

Whoever shows who they are gets a new id for the session, so that an id that leaked before it opens nothing.
"""

from abc import ABC, abstractmethod

from allauth.account import views as account
from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal.auth import begin_registration
from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.http import urlencode
from django.views.generic import TemplateView

from organisations.guards import ask_who_again
from organisations.mfa.forms import take_code
from organisations.mfa.session import (
    current_sessie,
    forget_second_steps,
    has_second_factor,
    needs_second_factor,
    note_second_step,
    showed_at_service,
)
from organisations.services import tweede_stap as services
from organisations.services.sso import diensten_of

TOTP, WEBAUTHN = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN


class WhoAgain(LoginRequiredMixin):
    """Signed in, and showed not long ago who they are."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            ask_who_again(request)
        return super().dispatch(request, *args, **kwargs)


class Recorded(ABC):
    """What is sent changes an account, with what is written about it, or nothing changes."""

    @transaction.atomic
    def form_valid(self, form) -> HttpResponse:
        response = super().form_valid(form)
        self.record(form)
        return response

    @abstractmethod
    def record(self, form) -> None:
        """What was changed, for the log and the mail; without it no such page can be made."""


class Changing(WhoAgain, Recorded):
    """The same, of one's own account."""

    def record_removal(self, soort: str) -> None:
        services.note_removed(self.request.user, soort, sessie=current_sessie(self.request))
        if not services.steps_of(self.request.user):
            forget_second_steps(self.request)


class Adding(Changing):
    """Of who is known at a service, the first second step comes after signing in there: whoever got hold of
    the password, or of the mail by which one is chosen, does not make it their own."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        user = request.user
        if user.is_authenticated and not services.steps_of(user) and diensten_of(user):
            if not showed_at_service(request):
                raise ReauthenticationRequired
        return super().dispatch(request, *args, **kwargs)


class TweedeStapView(base.IndexView):
    """What somebody has, or what somebody must turn on first."""

    def get_context_data(self, **kwargs) -> dict:
        found = super().get_context_data(**kwargs)["authenticators"]
        known = has_second_factor(self.request)
        return {
            "passkeys": found.get(WEBAUTHN, []),
            "app": found.get(TOTP),
            "codes": found.get(Authenticator.Type.RECOVERY_CODES),
            "aan": bool(found),
            "moet": needs_second_factor(self.request) and not known,
            "demo_zonder": settings.GIR_DEMO,
        }


class AppToevoegenView(Adding, totp.ActivateTOTPView):
    def record(self, form) -> None:
        added = Authenticator.objects.get(user=self.request.user, type=TOTP)
        take_code(added, form.cleaned_data["code"])
        services.note_added(self.request.user, TOTP)
        note_second_step(self.request, added)


class AppVerwijderenView(Changing, totp.DeactivateTOTPView):
    def record(self, form) -> None:
        self.record_removal(TOTP)


class PasskeyToevoegenView(Adding, webauthn.AddWebAuthnView):
    def get_context_data(self, **kwargs) -> dict:
        found = super().get_context_data(**kwargs)
        found["js_data"] = {"creation_options": begin_registration(self.request.user, passwordless=True)}
        return found

    def record(self, form) -> None:
        added = Authenticator.objects.filter(user=self.request.user, type=WEBAUTHN).latest("pk")
        services.note_added(self.request.user, WEBAUTHN)
        note_second_step(self.request, added)


class PasskeyVerwijderenView(Changing, webauthn.RemoveWebAuthnView):
    success_url = reverse_lazy("mfa_index")

    def record(self, form) -> None:
        self.record_removal(WEBAUTHN)


class HerstelcodesMakenView(Changing, codes.GenerateRecoveryCodesView):
    def get_context_data(self, **kwargs) -> dict:
        """Without counting the earlier ones: under a SECRET_KEY that is gone they can't be read."""
        return super(codes.GenerateRecoveryCodesView, self).get_context_data(**kwargs)

    def record(self, form) -> None:
        services.note_codes(self.request.user)


class HerstelcodesView(WhoAgain, codes.ViewRecoveryCodesView):
    """The codes, the first time that they are asked for."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return super().get(request, *args, **kwargs)
        except InvalidTag:
            return redirect("mfa_generate_recovery_codes")


class _NewSessionId:
    """Of a page that asks who this is again."""

    def form_valid(self, form) -> HttpResponse:
        response = super().form_valid(form)
        self.request.session.cycle_key()
        return response


class OpnieuwMetWachtwoordView(_NewSessionId, account.ReauthenticateView):
    pass


class OpnieuwMetCodeView(_NewSessionId, base.ReauthenticateView):
    pass


class OpnieuwMetPasskeyView(_NewSessionId, webauthn.ReauthenticateWebAuthnView):
    def form_invalid(self, form) -> HttpResponse:
        """The page again, with what was wrong."""
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | kwargs


class OpnieuwMetDienstView(LoginRequiredMixin, TemplateView):
    """For who shows it at the service of their work. A page of our own before that: the way to a service does
    not begin on another site, and from a link in a mail one would have come to nothing."""

    template_name = "organisations/opnieuw_met_dienst.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        ways = get_adapter().get_reauthentication_methods(request.user)
        if request.path not in [way["url"] for way in ways]:
            raise Http404
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        following = self.request.GET.get(REDIRECT_FIELD_NAME, "")
        query = f"?{urlencode({REDIRECT_FIELD_NAME: following})}" if following else ""
        return super().get_context_data(**kwargs) | {
            "diensten": diensten_of(self.request.user),
            "terug_naar": query,
        }


class TweedeStapVragenView(base.AuthenticateView):
    """The second step of signing in."""

    def get_context_data(self, **kwargs) -> dict:
        soorten = services.steps_of(self.stage.login.user)
        found = super().get_context_data(**kwargs)
        return found | {"met_passkey": WEBAUTHN in soorten, "met_app": TOTP in soorten}


tweede_stap = TweedeStapView.as_view()
tweede_stap_vragen = TweedeStapVragenView.as_view()
app_toevoegen = AppToevoegenView.as_view()
app_verwijderen = AppVerwijderenView.as_view()
passkey_toevoegen = PasskeyToevoegenView.as_view()
passkey_verwijderen = PasskeyVerwijderenView.as_view()
herstelcodes = HerstelcodesView.as_view()
herstelcodes_maken = HerstelcodesMakenView.as_view()
opnieuw_met_wachtwoord = OpnieuwMetWachtwoordView.as_view()
opnieuw_met_code = OpnieuwMetCodeView.as_view()
opnieuw_met_dienst = OpnieuwMetDienstView.as_view()
opnieuw_met_passkey = OpnieuwMetPasskeyView.as_view()
