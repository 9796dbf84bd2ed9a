import datetime
from collections.abc import Callable
from contextlib import AbstractContextManager

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, SESSION_KEY, logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.http import urlencode

from ledger.rowsecurity import EVERY, granted, in_person, narrowed_to, nothing
from ledger.rowsecurity.passes import forget
from organisations import kept_input, opening
from organisations.access import access_for
from organisations.mfa.session import current_sessie, has_second_factor, needs_second_factor
from organisations.services.sessies import longest, note_activity, running_sessie, sign_out

ORGANISATION_SESSION_KEY = "organisatie"

UITGELOGD = "U bent uitgelogd: u deed een tijd niets, of deze sessie is beëindigd. Log opnieuw in."

GetResponse = Callable[[HttpRequest], HttpResponse]


# What somebody who is not signed in may ask, and the rooms that it takes.
OPEN = (
    (settings.GIR_OPEN_DATA_PATH, "open data", ("reports", "casework", "organisations")),
    (settings.GIR_API_PATH, "koppeling", ("organisations",)),
    ("/account", "aanmelden", ("organisations", "ledger")),
)


class PassMiddleware:
    """What the database shows in this request: what is of the person whose session it is; what signing in
    takes; or nothing (``ledger.rowsecurity``).

    When the session is over after it, or has another key, the pass of before ends as well: by signing out, or
    because it was ended elsewhere. Only whoever brings the key knows the pass.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        secret = self._secret_of(request)
        with self._pass_of(request, secret):
            response = self.get_response(request)
        if secret and secret != self._secret_of(request):
            forget(secret)
        return response

    def _secret_of(self, request: HttpRequest) -> str:
        """Of the pass of who is signed in; the session of who reads open data is not looked at."""
        if _is_open_data(request) or not request.session.get(SESSION_KEY):
            return ""
        return salted_hmac("organisations.pas", request.session.session_key, algorithm="sha256").hexdigest()

    def _pass_of(self, request: HttpRequest, secret: str) -> AbstractContextManager:
        if secret:
            return in_person(int(request.session[SESSION_KEY]), secret)
        for path, purpose, rooms in OPEN:
            if f"{request.path}/".startswith(f"{path}/"):
                return granted(purpose, organisations=EVERY, rooms=rooms)
        return nothing()


class AccessMiddleware:
    """Sets `request.access`: the Access in the active organisation, or None.

    It is read from the database on every request, so a role that ended is gone on the next click. When
    the organisation chosen in this session is no longer open to the person, the next one takes its place.

    What a signed-in person sees is kept by no browser and no proxy: not on a shared computer either, and who
    signs out leaves no page behind that "back" can show. Open
    data is the same for everybody: there nobody is looked up.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.access = None
        if _is_open_data(request):
            return self.get_response(request)
        if request.user.is_authenticated:
            chosen = request.session.get(ORGANISATION_SESSION_KEY)
            request.access = access_for(request.user, chosen, in_session=True)
            if request.access is None and chosen is not None:
                del request.session[ORGANISATION_SESSION_KEY]
                request.access = access_for(request.user, in_session=True)
        signed_in = request.user.is_authenticated
        if request.access is None:
            response = self.get_response(request)
        else:
            with narrowed_to(request.access.organisation.pk):
                response = self.get_response(request)
        if signed_in or request.user.is_authenticated:
            response["Cache-Control"] = "no-store, private"
        if signed_in and not request.user.is_authenticated:
            # Not what waits on this device without a connection: some of it may be of somebody else.
            response["Clear-Site-Data"] = '"cache"'
        return response


class ReadingMiddleware:
    """Writes who read what, before it leaves: when that fails there is no answer but a fault.

    Views don't write read lines; what they fetch with tells what they open (organisations.opening).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.opening = None
        response = self.get_response(request)
        opening.write(request, response)
        return response


# What somebody can do without the second step that their role asks for: file, follow what they filed, and
# go to another organisation to do so there. The pages of the account are open too.
ZONDER_TWEEDE_STAP = frozenset(
    {
        "melden",
        "melden_integriteit",
        "melden_stap",
        "melden_weg",
        "melden_verzonden",
        "mijn_meldingen",
        "mijn_melding",
        "melding_intrekken",
        "agressie_melden",
        "agressie_melden_stap",
        "agressie_melden_voor_wie",
        "agressie_melden_weg",
        "agressie_melden_versturen",
        "agressie_melden_verzonden",
        "agressie_mijn_melding",
        "agressie_melding_intrekken",
        "wissel_organisatie",
        "huisstijl_logo",
        "gezondheid",
    }
)


class SessieMiddleware:
    """A session lasts as long as its row does, and opens what its second step allows.

    It is over after GIR_IDLE_MINUTES without doing anything for who has more than the role of medewerker, at
    the latest after SESSION_COOKIE_AGE, and at once when it was ended elsewhere. A page that refreshes itself
    is no activity. Without the second step that a role asks for only ``ZONDER_TWEEDE_STAP`` and the account
    are there; from anything else one gets to the page to turn it on, whether it exists or not.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_open_data(request) or not request.user.is_authenticated:
            return self.get_response(request)
        idle = datetime.timedelta(minutes=settings.GIR_IDLE_MINUTES)
        idle = idle if needs_second_factor(request) else longest()
        sessie = running_sessie(request.user, current_sessie(request), idle)
        if sessie is None:
            sign_out(request.user, current_sessie(request))
            logout(request)
            request.access = None
            if request.method == "GET":
                messages.info(request, UITGELOGD)
            return self.get_response(request)
        response = self.get_response(request)
        as_melder = request.path.startswith(settings.GIR_MELDER_PATHS)
        # Who only files stays signed in without it.
        if "Refresh" not in response and not (as_melder and idle == longest()):
            note_activity(sessie, as_melder=as_melder)
        return response

    def process_view(self, request: HttpRequest, view_func, view_args, view_kwargs) -> HttpResponse | None:
        if _is_open_data(request) or not request.user.is_authenticated:
            return None
        if request.path.startswith(_account_root()) or request.resolver_match.view_name in ZONDER_TWEEDE_STAP:
            return None
        if not needs_second_factor(request) or has_second_factor(request):
            return None
        if request.path.startswith(f"{settings.GIR_API_PATH}/"):
            return HttpResponse(status=403)
        request.eerst_tonen = True
        return _with_way_back(request, reverse("mfa_index"))

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """To the page that asks who this is again. allauth would keep the form that was sent in the session,
        and send it itself; here it is kept like any other, to check and send again."""
        if not isinstance(exception, ReauthenticationRequired):
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        request.eerst_tonen = True
        ways = get_adapter().get_reauthentication_methods(request.user)
        if ways:
            return _with_way_back(request, ways[0]["url"])
        # Only known at another provider: in again from there.
        sign_out(request.user, current_sessie(request))
        logout(request)
        return redirect_to_login(request.get_full_path())


def _account_root() -> str:
    return reverse("account_login").removesuffix("login/")


def _with_way_back(request: HttpRequest, url: str) -> HttpResponse:
    return HttpResponseRedirect(f"{url}?{urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})}")


def _is_open_data(request: HttpRequest) -> bool:
    return request.path.startswith(f"{settings.GIR_OPEN_DATA_PATH}/")


class KeepInputMiddleware:
    """Keeps what was typed when the session expired before it was sent, or when somebody must first show who
    they are; see organisations.kept_input.

    Sets `request.teruggegeven`: the fields given back on this GET, or None. Views don't read it
    themselves but make their forms with `organisations.forms.bound_data(request)`.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.teruggegeven = None
        request.teruggave_gebruikt = False
        request.eerst_tonen = False
        response = self.get_response(request)
        if request.teruggave_gebruikt and not request.eerst_tonen:
            kept_input.forget(request, response)
        elif request.method == "POST" and (request.eerst_tonen or _sends_to_login(request, response)):
            kept_input.keep(request, response)
        return response

    def process_view(self, request: HttpRequest, view_func, view_args, view_kwargs) -> None:
        if request.method != "GET" or not kept_input.is_waiting(request) or not request.user.is_authenticated:
            return
        request.teruggave_gebruikt = True
        given_back = kept_input.take_back(request)
        if given_back is None:
            return
        request.teruggegeven, kept = given_back
        why = "U liet zien dat u het bent." if kept["signed_in"] else "Uw sessie was verlopen."
        text = f"{why} Controleer en verstuur opnieuw."
        if kept["files"]:
            text += " Bestanden moet u opnieuw kiezen."
        messages.warning(request, text)


def _sends_to_login(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        response.status_code == 302
        and not request.user.is_authenticated
        and response["Location"].startswith(resolve_url(settings.LOGIN_URL))
    )
