"""Where allauth hands over somebody whom a service knows."""

import secrets

from allauth.account.adapter import get_adapter as account_adapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import render

from organisations.mfa.session import SSO_SESSION_KEY
from organisations.services.sso import Geweigerd, SsoIdentiteit, come_in
from organisations.sso.provider import StrictProvider, asked_anew_in_vain, dienst_of


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def list_apps(
        self, request: HttpRequest | None, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Those of the installation's file; a row in the database makes no service."""
        return [
            SocialApp(
                provider=StrictProvider.id,
                provider_id=dienst.id,
                name=dienst.naam,
                client_id=dienst.client_id,
                secret=dienst.client_secret,
                settings={"server_url": dienst.server_url, "scope": list(dienst.scopes)},
            )
            for dienst in settings.GIR_OIDC
            if provider in (None, StrictProvider.id, dienst.id) and client_id in (None, dienst.client_id)
        ]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Who comes in is decided in `pre_social_login`; there is no page to sign up."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Sign this person in, or say no; the same page whatever the reason."""
        dienst = dienst_of(sociallogin.account.provider)
        nonce = str(sociallogin.state.get("nonce") or "")
        if not nonce or not secrets.compare_digest(nonce, str(sociallogin.id_token.get("nonce", ""))):
            raise ImmediateHttpResponse(render_authentication_error(request, sociallogin.provider))
        if asked_anew_in_vain(sociallogin.state, sociallogin.id_token):
            raise ImmediateHttpResponse(render_authentication_error(request, sociallogin.provider))
        claims = sociallogin.claims
        wie = SsoIdentiteit(
            dienst=dienst,
            sub=sociallogin.account.uid,
            email=dienst.verified_email(claims),
            naam=str(claims.get("name") or ""),
            rollen=frozenset(dienst.rollen_voor(claims)),
            sid=str(sociallogin.id_token.get("sid") or ""),
            verversing=sociallogin.verversing,
        )
        if request.user.is_authenticated:
            account_adapter(request).logout(request)
        try:
            sociallogin.account, told = come_in(wie)
        except Geweigerd:
            page = render(request, "socialaccount/geweigerd.html", {"dienst": dienst}, status=403)
            raise ImmediateHttpResponse(page) from None
        sociallogin.user = sociallogin.account.user
        request.session[SSO_SESSION_KEY] = dienst.has_second_factor(sociallogin.id_token)
        for text in told:
            messages.warning(request, text)
