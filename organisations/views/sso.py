"""Signing in through a service, and hearing from it that somebody signed out."""

import requests
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import (
    OAuth2CallbackView,
    OAuth2LoginView,
    OAuth2View,
)
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from ledger.rowsecurity import EVERY, granted
from organisations.services.sso import sign_out
from organisations.sso.provider import StrictOAuth2Adapter, dienst_of
from organisations.sso.tokens import configuration, has_shape, logout_claims


@never_cache
@require_safe
def sso_login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the service. A link and no form: a form that ends on another site is stopped by our own policy.

    Another site that sends somebody here gets them no further than our own page to sign in.
    """
    dienst = dienst_of(provider_id)
    if dienst is None:
        raise Http404
    if request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        return redirect("account_login")
    return _with_allauth(OAuth2LoginView, request, provider_id)


@never_cache
@require_safe
def sso_callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the service."""
    if dienst_of(provider_id) is None:
        raise Http404
    # Whoever is signed in already may turn out to be somebody else.
    with granted("sign in", organisations=EVERY, rooms=("organisations", "ledger")):
        return _with_allauth(OAuth2CallbackView, request, provider_id)


def _with_allauth(view: type[OAuth2View], request: HttpRequest, provider_id: str) -> HttpResponse:
    """The answer of this view of allauth, or a page that says so when the service can't be reached."""
    try:
        return view.adapter_view(StrictOAuth2Adapter(request, provider_id))(request)
    except (OAuth2Error, requests.RequestException):
        return render(request, "socialaccount/authentication_error.html", status=503)


@csrf_exempt
@never_cache
@require_POST
def sso_logout(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The service tells that somebody signed out there (OpenID Connect Back-Channel Logout 1.0).

    200 when the token is right, also when it is about nobody here; else 400.
    """
    dienst = dienst_of(provider_id)
    if dienst is None:
        raise Http404
    token = request.POST.get("logout_token", "")
    if not has_shape(token, dienst):
        return HttpResponse(status=400)
    try:
        claims = logout_claims(token, dienst=dienst, config=configuration(dienst))
    except (OAuth2Error, requests.RequestException, ValueError):
        return HttpResponse(status=400)
    accounts = SocialAccount.objects.filter(provider=dienst.id).select_related("user")
    if claims.get("sub"):
        accounts = accounts.filter(uid=claims["sub"])
    else:
        accounts = accounts.filter(bewijs__sids__contains=[claims["sid"]])
    for account in accounts:
        sign_out(account)
    return HttpResponse()
