"""How open data is answered: for every site and every cache, the same for everybody."""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from organisations.api.strangers import seconds_to_wait
from reports.opendata.rdf import RdfThing, json_ld, turtle

# How long a cache may give it without asking again, in seconds: so long it can still be found after it was
# closed.
MAX_AGE = 300
HTML, TURTLE, JSON_LD = "text/html", "text/turtle", "application/ld+json"
VORMEN = {"ttl": (TURTLE, turtle), "jsonld": (JSON_LD, json_ld)}

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Readable by everybody and from every site; too many questions of one address have to wait."""

    @wraps(view)
    @require_safe
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if wait := seconds_to_wait(request):
            text = f"U stelde te veel vragen achter elkaar. Wacht {wait} seconden en vraag het dan opnieuw.\n"
            response = HttpResponse(text, status=429, content_type="text/plain; charset=utf-8")
            response["Retry-After"] = str(wait)
        else:
            response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return guarded


def asked_for(request: HttpRequest, vorm: str) -> str:
    """The extension of the address, else what the client likes best: "" is the page."""
    if vorm:
        return vorm
    best = request.get_preferred_type([HTML, TURTLE, JSON_LD])
    return next((name for name, (media, _) in VORMEN.items() if media == best), "")


def described(request: HttpRequest, vorm: str, things: list[RdfThing]) -> HttpResponse:
    """Raises KeyError for a form that is not there."""
    media, write = VORMEN[vorm]
    kind = f"{media}; charset=utf-8" if media == TURTLE else media
    response = given(request, write(things), kind)
    patch_vary_headers(response, ["Accept"])
    return response


def given(
    request: HttpRequest, content: bytes, content_type: str, *, naam: str = "", sinds: date | None = None
) -> HttpResponse:
    """``naam``: that of a file to keep; ``sinds``: the day since when it is as it is. 304 for who has it."""
    response = HttpResponse(content, content_type=content_type)
    response["ETag"] = f'"{hashlib.sha256(content).hexdigest()}"'
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    seconds = None
    if sinds:
        seconds = int(datetime.combine(sinds, time(), UTC).timestamp())
        response["Last-Modified"] = http_date(seconds)
    if naam:
        response["Content-Disposition"] = f'attachment; filename="{naam}"'
    return get_conditional_response(request, response["ETag"], seconds, response)
