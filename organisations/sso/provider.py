"""How allauth speaks OpenID Connect here: stricter than it does by itself.

PKCE and a nonce always, the signature of every id_token is checked, and nothing in the address that starts
a sign-in changes what is asked of the service.
"""

from time import time

from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import get_random_string

from organisations.sso.inlogdiensten import Inlogdienst
from organisations.sso.tokens import LEEWAY, configuration, id_token_claims, userinfo

# Of the column of allauth.
UID_MAX_LENGTH = 191
# In the state of a sign-in: the moment from which on the service must have asked who this is.
ASKED_ANEW = "opnieuw_sinds"


def dienst_of(provider_id: str) -> Inlogdienst | None:
    """The service with this id, when the installation has it."""
    return next((one for one in settings.GIR_OIDC if one.id == provider_id), None)


def asked_anew_in_vain(state: dict, id_token: dict) -> bool:
    """Whether the service says that it did not ask who this is, though it had to. A service that does not say
    when it asked (`auth_time`) is believed: it was sent `prompt`."""
    since, at = state.get(ASKED_ANEW), id_token.get("auth_time")
    return since is not None and isinstance(at, int | float) and at < since - LEEWAY


class StrictOAuth2Adapter(OpenIDConnectOAuth2Adapter):
    @property
    def dienst(self) -> Inlogdienst:
        return dienst_of(self.provider_id)

    @property
    def openid_config(self) -> dict:
        if not hasattr(self, "_openid_config"):
            self._openid_config = configuration(self.dienst)
        return self._openid_config

    def complete_login(self, request: HttpRequest, app, token, **kwargs):
        """A sign-in that knows its claims. Raises OAuth2Error without an id_token that is right, and when
        the userinfo is of somebody else."""
        signed = kwargs["response"].get("id_token")
        if not isinstance(signed, str):
            raise OAuth2Error("there is no id_token")
        id_token = id_token_claims(signed, dienst=self.dienst, config=self.openid_config)
        if not 0 < len(id_token["sub"]) <= UID_MAX_LENGTH:
            raise OAuth2Error("the sub is too long")
        claims = id_token
        if self.openid_config.get("userinfo_endpoint"):
            told = userinfo(token.token, self.openid_config)
            if told.get("sub") != id_token["sub"]:
                raise OAuth2Error("the userinfo is of somebody else")
            claims = told | id_token
        login = self.get_provider().sociallogin_from_response(request, {"id_token": {"sub": id_token["sub"]}})
        login.id_token, login.claims = id_token, claims
        login.verversing = kwargs["response"].get("refresh_token") or ""
        return login

    def get_callback_url(self, request: HttpRequest, app) -> str:
        """The one address that is registered at the service, whatever name the request was sent to."""
        return settings.GIR_BASE_URL + reverse(
            "openid_connect_callback", kwargs={"provider_id": self.provider_id}
        )


class StrictProvider(OpenIDConnectProvider):
    oauth2_adapter_class = StrictOAuth2Adapter
    pkce_enabled_default = True

    def redirect(self, request: HttpRequest, process, next_url=None, data=None, **kwargs) -> HttpResponse:
        """To the service, to sign in and for nothing else: nobody links an account to another one.

        Who is signed in here comes to show again who they are: then the service must ask them, too.
        """
        nonce = get_random_string(32)
        asked, kept = {"nonce": nonce}, {"nonce": nonce}
        if request.user.is_authenticated:
            asked |= {"prompt": "login", "max_age": "0"}
            kept[ASKED_ANEW] = int(time())
        return super().redirect(
            request, AuthProcess.LOGIN, next_url, scope=self.get_scope(), auth_params=asked, **kept
        )

    def extract_extra_data(self, data: dict) -> dict:
        """Nothing of what the service tells is kept beside who it is."""
        return {}
