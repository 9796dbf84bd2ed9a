"""What every answer tells the browser, in one table; the Content-Security-Policy is in the settings.

Source: OWASP ASVS 5.0, chapter 3. HSTS depends on the connection and is left to Django's SecurityMiddleware.
"""

import secrets
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

# What no page uses: a script that got in after all can't use it either.
SWITCHED_OFF = (
    *("accelerometer", "autoplay", "camera", "clipboard-read", "display-capture"),
    *("encrypted-media", "fullscreen", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts"),
    *("magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock", "serial"),
    *("storage-access", "usb", "window-management", "xr-spatial-tracking"),
)
# For signing in with a passkey.
FOR_US = ("publickey-credentials-get", "publickey-credentials-create")

HEADERS = {
    # Kept by no browser and no proxy, unless the answer itself says that it may be.
    "Cache-Control": "no-store, private",
    "X-Content-Type-Options": "nosniff",
    # An address names a case: no other site learns where somebody came from.
    "Referrer-Policy": "same-origin",
    # No other site holds our window, shows us in a frame or takes in what we answer.
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": ", ".join(
        [f"{name}=()" for name in SWITCHED_OFF] + [f"{name}=(self)" for name in FOR_US]
    ),
}


class HeadersMiddleware:
    """Stands around all others: also what no view answered has these headers.

    Gives each request a random name, ``request.verzoek``, that stands in every line it writes to the log and
    on the page that says that something went wrong.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.verzoek = secrets.token_hex(4)
        with structlog.contextvars.bound_contextvars(verzoek=request.verzoek):
            response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response
