from collections.abc import Callable
from contextlib import AbstractContextManager

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.crypto import salted_hmac

from ledger.rowsecurity import EVERY, granted, in_person, narrowed_to, nothing
from organisations import kept_input, opening
from organisations.access import access_for

ORGANISATION_SESSION_KEY = "organisatie"

GetResponse = Callable[[HttpRequest], HttpResponse]


# What somebody who is not signed in may ask, and the rooms that it takes.
OPEN = (
    (settings.GIR_OPEN_DATA_PATH, "open data", ("reports", "casework", "organisations")),
    (settings.GIR_API_PATH, "koppeling", ("organisations",)),
    ("/account", "aanmelden", ("organisations", "ledger")),
)


class PassMiddleware:
    """What the database shows in this request: what is of the person whose session it is; what signing in
    takes; or nothing (``ledger.rowsecurity``)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with self._pass_of(request):
            return self.get_response(request)

    def _pass_of(self, request: HttpRequest) -> AbstractContextManager:
        public = f"{settings.GIR_OPEN_DATA_PATH}/"
        if not request.path.startswith(public) and (user_id := request.session.get(SESSION_KEY)):
            secret = salted_hmac("organisations.pas", request.session.session_key, algorithm="sha256")
            return in_person(int(user_id), secret.hexdigest())
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
        if request.path.startswith(f"{settings.GIR_OPEN_DATA_PATH}/"):
            return self.get_response(request)
        if request.user.is_authenticated:
            chosen = request.session.get(ORGANISATION_SESSION_KEY)
            request.access = access_for(request.user, chosen)
            if request.access is None and chosen is not None:
                del request.session[ORGANISATION_SESSION_KEY]
                request.access = access_for(request.user)
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


class KeepInputMiddleware:
    """Keeps what was typed when the session expired before it was sent; see organisations.kept_input.

    Sets `request.teruggegeven`: the fields given back on this GET, or None. Views don't read it
    themselves but make their forms with `organisations.forms.bound_data(request)`.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.teruggegeven = None
        request.teruggave_gebruikt = False
        response = self.get_response(request)
        if request.teruggave_gebruikt:
            kept_input.forget(request, response)
        elif request.method == "POST" and _sends_to_login(request, response):
            kept_input.keep(request, response)
        return response

    def process_view(self, request: HttpRequest, view_func, view_args, view_kwargs) -> None:
        if request.method != "GET" or not kept_input.is_waiting(request) or not request.user.is_authenticated:
            return
        request.teruggave_gebruikt = True
        given_back = kept_input.take_back(request)
        if given_back is None:
            return
        request.teruggegeven, had_files = given_back
        text = "Uw sessie was verlopen. Controleer en verstuur opnieuw."
        if had_files:
            text += " Bestanden moet u opnieuw kiezen."
        messages.warning(request, text)


def _sends_to_login(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        response.status_code == 302
        and not request.user.is_authenticated
        and response["Location"].startswith(resolve_url(settings.LOGIN_URL))
    )
