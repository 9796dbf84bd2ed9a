"""How the API says no: problem details (RFC 9457), in Dutch, with what to do and never with a trace."""

from typing import Any

from django.http import HttpResponse
from rest_framework.exceptions import APIException
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import exception_handler

PROBLEM_JSON = "application/problem+json"

# Per status: what it is called, and what to do.
UITLEG = {
    400: ("De vraag klopt niet", "Verbeter de vraag en stel die opnieuw."),
    401: (
        "Niet aangemeld",
        "Stuur een geldig token mee: ‘Authorization: Bearer ’ met daarachter het token."
        " Een beheerder van uw organisatie maakt tokens, bij Koppelingen.",
    ),
    403: ("Niet toegestaan", "Deze vraag is geweigerd."),
    404: ("Niet gevonden", "Dit bestaat niet, of u mag het niet zien. Controleer het adres."),
    405: ("Dit kan hier niet", "Deze API kan alleen gelezen worden. Gebruik GET."),
    406: ("Dit formaat is er niet", "Vraag om application/json."),
    413: ("Te groot", "De vraag is te groot. Stuur geen inhoud mee."),
    429: ("Te veel vragen", "Wacht even en vraag het dan opnieuw."),
    500: ("Storing", "Dit ligt aan ons. Probeer het over een paar minuten opnieuw."),
    503: ("Storing", "Dit ligt aan ons. Probeer het over een paar minuten opnieuw."),
}


class Vraagfout(APIException):
    """What was asked can't be answered. ``fouten``: per name in the address what is wrong with it."""

    status_code = 400

    def __init__(self, fouten: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(text for _, text in fouten))
        self.fouten = fouten


class EerstTonen(APIException):
    """Somebody who is signed in must first show again who they are, as on the page with the same figures."""

    status_code = 403


def problem(status: int, detail: str = "", fouten: list[tuple[str, str]] | None = None) -> dict[str, Any]:
    """The body: ``title``, ``status`` and ``detail`` always, ``fouten`` when there are several to mend."""
    title, todo = UITLEG.get(status) or UITLEG[500 if status >= 500 else 400]
    body: dict[str, Any] = {"type": "about:blank", "title": title, "status": status, "detail": detail or todo}
    if fouten:
        body["fouten"] = [{"naam": naam, "uitleg": text} for naam, text in fouten]
    return body


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """The framework's handler. What it does not know is a fault of ours: that goes on, and is logged."""
    response = exception_handler(error, context)
    if response is None:
        return None
    status, detail, fouten = response.status_code, "", None
    if isinstance(error, Vraagfout):
        fouten = error.fouten
        detail = " ".join(text for _, text in fouten)
    if isinstance(error, EerstTonen):
        detail = (
            "Laat eerst zien dat u het bent: download de cijfers op hun pagina. Vraag het daarna opnieuw."
        )
    if status == 429 and "Retry-After" in response.headers:
        seconds = response.headers["Retry-After"]
        detail = f"U stelde te veel vragen achter elkaar. Wacht {seconds} seconden en vraag het dan opnieuw."
    response.data = problem(status, detail, fouten)
    response.content_type = PROBLEM_JSON
    return response


def into_problem(response: HttpResponse, kenmerk: str = "") -> None:
    """Puts a problem in the place of a page that says no; the headers stay. ``kenmerk``: of the request in
    the log, told when the fault is ours."""
    status = response.status_code
    detail = (
        f"{UITLEG[500][1]} Vraagt u hulp? Noem dan kenmerk {kenmerk}." if kenmerk and status == 500 else ""
    )
    response.content = JSONRenderer().render(problem(status, detail))
    response.headers["Content-Type"] = PROBLEM_JSON
    response.headers.pop("Content-Length", None)
