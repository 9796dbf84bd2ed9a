"""Without a slash at the end, as the NL API Design Rules ask."""

from django.urls import path

from reports.api.cijfers import CijfersView
from reports.api.definities import DefinitiesView
from reports.api.lijsten import LijstenView, LijstView
from reports.api.rapportages import BestandView, RapportagesView, RapportageView

urlpatterns = [
    path("rapportages", RapportagesView.as_view(), name="api_rapportages"),
    path("rapportages/<str:kenmerk>", RapportageView.as_view(), name="api_rapportage"),
    path("rapportages/<str:kenmerk>/bestanden/<str:formaat>", BestandView.as_view(), name="api_bestand"),
    path("cijfers/<str:register>", CijfersView.as_view(), name="api_cijfers"),
    path("definities/<str:register>", DefinitiesView.as_view(), name="api_definities"),
    path("lijsten/<str:register>", LijstenView.as_view(), name="api_lijsten"),
    path("lijsten/<str:register>/<str:naam>", LijstView.as_view(), name="api_lijst"),
]
