"""The addresses of the integrity register."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path


def not_yet(request: HttpRequest, kenmerk: str) -> HttpResponse:
    raise Http404


urlpatterns = [
    path("integriteit/zaken/<str:kenmerk>/", not_yet, name="zaak"),
    path("integriteit/meldingen/<str:kenmerk>/", not_yet, name="melding"),
]
