"""Where the API stands: the addresses of every room that has some, and the document that describes them."""

import json
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer


@cache
def document() -> bytes:
    """The OpenAPI document; it changes with the program only."""
    made = SchemaGenerator().get_schema(request=None, public=True)
    return json.dumps(json.loads(OpenApiJsonRenderer().render(made)), ensure_ascii=False, indent=1).encode()


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """Readable by everybody and from every site, as the NL API Design Rules ask of this one address."""
    response = HttpResponse(document(), content_type="application/json")
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = "public, max-age=300"
    return response


urlpatterns = [
    path("openapi.json", openapi, name="api_openapi"),
    path("", include("reports.api.urls")),
]
