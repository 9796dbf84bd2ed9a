from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from organisations.api.problems import PROBLEM_JSON, into_problem

GetResponse = Callable[[HttpRequest], HttpResponse]


class ApiMiddleware:
    """Every answer of the API has its version, and every refusal is a problem: also what no view answered,
    an address that is not there or a fault of ours. Stands around all others."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not f"{request.path}/".startswith(f"{settings.GIR_API_PATH}/"):
            return response
        if response.status_code >= 400 and response.headers.get("Content-Type") != PROBLEM_JSON:
            into_problem(response, getattr(request, "verzoek", ""))
        response.headers["API-Version"] = settings.GIR_API_VERSION
        return response
