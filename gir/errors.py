"""The pages that say no, in our own words: never a trace, never what was asked for.

404 is Django's own view, with our page: it is the same for what is hidden and what was never there.
"""

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 for what can't be read, 413 for what is too large to be."""
    return render(request, "400.html", status=413 if isinstance(exception, RequestDataTooBig) else 400)


def server_error(request: HttpRequest) -> HttpResponse:
    """With the name that the request has in the log. Needs no database and no session: they may be broken."""
    context = {"kenmerk": getattr(request, "verzoek", "")}
    return HttpResponseServerError(loader.get_template("500.html").render(context))


class OwnWordsMiddleware:
    """Django answers a method that an address doesn't know with an empty page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and not response.streaming and not response.content:
            response.content = render(request, "405.html").content
            response.headers["Content-Type"] = "text/html; charset=utf-8"
        return response
