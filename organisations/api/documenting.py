"""The OpenAPI document: what the framework can't know by itself."""

from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiParameter

from organisations.api.problems import PROBLEM_JSON, UITLEG

# What every address can answer besides what it says itself; 400 wherever something can be asked.
ALTIJD = (401, 403, 404, 405, 406, 429, 500)
VERSIE = {"API-Version": {"$ref": "#/components/headers/API-Version"}}


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = "organisations.api.callers.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "Een beheerder van uw organisatie maakt het token, bij Koppelingen.",
        }


class BrowserScheme(OpenApiAuthenticationExtension):
    target_class = "organisations.api.callers.BrowserAuthentication"
    name = "sessie"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": settings.SESSION_COOKIE_NAME,
            "description": "Voor wie in de browser is ingelogd.",
        }


def parameter(naam: str, uitleg: str, *, path: bool = False, **more: Any) -> OpenApiParameter:
    """A name in the address; ``more`` as for OpenApiParameter."""
    where = OpenApiParameter.PATH if path else OpenApiParameter.QUERY
    return OpenApiParameter(naam, more.pop("type", str), where, description=uitleg, **more)


def complete(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Adds to each operation the version header and the problems it can answer with."""
    components = result.setdefault("components", {})
    components["headers"] = {
        "API-Version": {
            "description": "De volledige versie van deze API.",
            "schema": {"type": "string", "example": settings.GIR_API_VERSION},
        }
    }
    components.setdefault("schemas", {})["Probleem"] = PROBLEEM
    components["responses"] = {f"Probleem{status}": _problem(status) for status in (400, *ALTIJD)}
    for operations in result["paths"].values():
        for operation in operations.values():
            asks = any(one["in"] == "query" for one in operation.get("parameters", ()))
            for answer in operation["responses"].values():
                answer["description"] = answer["description"] or "Gelukt"
                answer.setdefault("headers", {}).update(VERSIE)
            for status in (400, *ALTIJD) if asks else ALTIJD:
                operation["responses"][str(status)] = {"$ref": f"#/components/responses/Probleem{status}"}
    return result


def _problem(status: int) -> dict[str, Any]:
    title, todo = UITLEG[status]
    headers = dict(VERSIE)
    if status == 401:
        headers["WWW-Authenticate"] = {"schema": {"type": "string"}}
    if status == 429:
        headers["Retry-After"] = {
            "description": "Na zoveel seconden kan het weer.",
            "schema": {"type": "integer"},
        }
    example = {"type": "about:blank", "title": title, "status": status, "detail": todo}
    return {
        "description": title,
        "headers": headers,
        "content": {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Probleem"}, "example": example}},
    }


PROBLEEM = {
    "type": "object",
    "description": "Waarom een vraag geen antwoord kreeg, en wat u kunt doen (RFC 9457).",
    "required": ["title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string", "description": "Wat er mis is."},
        "status": {"type": "integer", "description": "De HTTP-status."},
        "detail": {"type": "string", "description": "Wat u kunt doen."},
        "fouten": {
            "type": "array",
            "description": "Alles wat er aan de vraag te verbeteren is.",
            "items": {
                "type": "object",
                "required": ["naam", "uitleg"],
                "properties": {"naam": {"type": "string"}, "uitleg": {"type": "string"}},
            },
        },
    },
}
