"""What every view of the API begins with."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from rest_framework.exceptions import MethodNotAllowed, NotFound
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from organisations.api.callers import ApiCaller


class ApiThrottle(SimpleRateThrottle):
    """So many questions in a minute for each koppeling, and for each person who is signed in."""

    scope = "api"

    def get_rate(self) -> str:
        return f"{settings.GIR_API_PER_MINUUT}/min"

    def get_cache_key(self, request: Request, view: APIView) -> str:
        return f"api:{request.auth.sleutel}"


class ApiView(APIView):
    """Reading only. What somebody may not see does not exist: the same 404."""

    http_method_names = ["get", "head"]
    throttle_classes = [ApiThrottle]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        # Before who asks: what can't be done here can't be done by anybody.
        if request.method.lower() not in self.http_method_names:
            raise MethodNotAllowed(request.method)
        super().initial(request, *args, **kwargs)
        if self.caller.organisation is None:
            raise NotFound

    @property
    def caller(self) -> ApiCaller:
        return self.request.auth


class _WhateverIsAccepted(BaseContentNegotiation):
    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


class FileView(ApiView):
    """Gives a file: its format stands in the address, so what the client says it accepts does not matter."""

    content_negotiation_class = _WhateverIsAccepted


def link(name: str, *args: str, **query: Any) -> dict[str, str]:
    """A link to an address of the API, as clients reach it."""
    asked = f"?{urlencode(query)}" if query else ""
    return {"href": f"{settings.GIR_BASE_URL}{reverse(name, args=args)}{asked}"}
