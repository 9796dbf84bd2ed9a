"""The addresses of the product, and two that break."""

from django.http import HttpRequest
from django.urls import path

from gir import urls


def broken(request: HttpRequest):
    verhaal = "geheim verhaal"
    raise RuntimeError(f"{verhaal} {request.COOKIES}")


urlpatterns = [path("stuk/", broken), path("api/v1/stuk", broken), *urls.urlpatterns]
handler400, handler500 = urls.handler400, urls.handler500
