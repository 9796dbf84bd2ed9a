"""Every address of the product. Names are Dutch and plain; an unlisted one fails a test."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from gir import wellknown
from gir.health import gezondheid
from reports.insights import agressie_inzicht
from reports.views.dashboard import dashboard

handler400 = "gir.errors.unreadable"
handler500 = "gir.errors.server_error"

urlpatterns = [
    path("gezondheid/", gezondheid, name="gezondheid"),
    path("robots.txt", wellknown.robots_txt, name="robots_txt"),
    path(".well-known/security.txt", wellknown.security_txt, name="security_txt"),
    path(".well-known/change-password", wellknown.change_password, name="change_password"),
    path("account/", include("gir.account_urls")),
    path("admin/", admin.site.urls),
    path(f"{settings.GIR_API_PATH.removeprefix('/')}/", include("gir.api")),
    path("beheer/", include("organisations.urls")),
    path("beheer/", include("casework.urls")),
    path("dashboard/", dashboard, name="dashboard"),
    path("rapportages/", include("reports.urls")),
    path(f"{settings.GIR_OPEN_DATA_PATH.removeprefix('/')}/", include("reports.opendata.urls")),
    path("agressie/inzicht/", agressie_inzicht, name="agressie_inzicht"),
    path("", include("casework.voordeur.urls")),
    path("", include("casework.lezen.urls")),
    path("", include("integrity.urls")),
    path("", include("incidents.urls")),
]
