"""What other programs ask of every site at a fixed address."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from organisations.guards import requires_passwords

# RFC 9116 advises less than a year; who keeps a copy asks again in time.
VALID_DAYS = 90
PLAIN = "text/plain; charset=utf-8"


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weak spot (RFC 9116)."""
    last_day = timezone.localdate() + timedelta(days=VALID_DAYS)
    lines = {
        "Contact": settings.GIR_SECURITY_CONTACT,
        "Expires": datetime.combine(last_day, time(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Preferred-Languages": "nl, en",
        "Canonical": settings.GIR_BASE_URL + reverse("security_txt"),
    }
    return HttpResponse("".join(f"{name}: {value}\n" for name, value in lines.items()), content_type=PLAIN)


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Only what is meant for everybody is for search engines."""
    text = f"User-agent: *\nDisallow: /\nAllow: {settings.GIR_OPEN_DATA_PATH}/\n"
    return HttpResponse(text, content_type=PLAIN)


@requires_passwords
@require_safe
def change_password(request: HttpRequest) -> HttpResponse:
    """Where a password manager brings somebody (W3C, a well-known URL for changing passwords)."""
    if not settings.GIR_PASSWORD_LOGIN:
        raise Http404
    return redirect("account_change_password")
