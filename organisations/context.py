from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest

from organisations import kept_input
from organisations.menu import AFWEZIGHEID, menu_for


def context(request: HttpRequest) -> dict:
    """What the base template and the login page need: access, organisation, menu, demo logins."""
    access = getattr(request, "access", None)
    found = {
        "access": access,
        "organisatie": access.organisation if access else None,
        "organisaties": access.organisaties if access else (),
        "menu": menu_for(access, request.path) if access else [],
        "afwezigheid_url": AFWEZIGHEID.url if access and AFWEZIGHEID.is_for(access) else "",
        "demo": settings.GIR_DEMO,
        "inlogdiensten": settings.GIR_OIDC,
        "met_wachtwoord": settings.GIR_PASSWORD_LOGIN,
    }
    following = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME)
    if following:
        found["invoer_bewaard"] = kept_input.is_waiting(request, following)
    if settings.GIR_DEMO:
        found["demo_logins"] = settings.GIR_DEMO_LOGINS
        found["demo_wachtwoord"] = settings.GIR_DEMO_PASSWORD
    return found
