"""Decorators for views: who may open this page at all. What they may see in it is up to permissions."""

from collections.abc import Callable
from functools import wraps

from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from organisations.access import Access
from organisations.mfa.session import showed_recently

View = Callable[..., HttpResponse]


def requires_passwords(view: View) -> View:
    """A page to choose a password: not there where people sign in with their account of work alone."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not settings.GIR_PASSWORD_LOGIN:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def requires_access_anywhere(view: View) -> View:
    """Signed in and with a role in the active organisation: else the login page, or a 404."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if request.access is None:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def requires_access(view: View) -> View:
    """The same, in an organisation with a register: for a koepel the page does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.access.organisation.is_koepel:
            raise Http404
        return view(request, *args, **kwargs)

    return requires_access_anywhere(guarded)


def requires_recht(
    may: Callable[[Access, str], bool], action: str, *, koepel: bool = False
) -> Callable[[View], View]:
    """Who may do this by the table of rights that `may` reads; else the 404 of a page that isn't.

    Not 403: to somebody without the right the page does not exist. `koepel`: whether a koepel has it too.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not may(request.access, action):
                raise Http404
            return view(request, *args, **kwargs)

        return requires_access_anywhere(guarded) if koepel else requires_access(guarded)

    return decorate


def ask_who_again(request: HttpRequest) -> None:
    """For what is confidential: asked after it was fetched and found to be this person's to see, so that
    what is not there asks nothing.

    Raises ReauthenticationRequired, from which ``SessieMiddleware`` makes the way to the page that asks; what
    was typed into a form comes back after it.
    """
    if not showed_recently(request):
        raise ReauthenticationRequired
