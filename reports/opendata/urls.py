from django.urls import path

from reports.opendata import views

ORGANISATIE = "<slug:slug>/"
RAPPORT = f"{ORGANISATIE}<slug:register>/<str:periode>/"
VERSIE = f"{RAPPORT}versie-<int:versie>/"

urlpatterns = [
    path("", views.open_data, name="open_data"),
    path("catalogus.<slug:vorm>", views.open_data, name="open_data"),
    path(ORGANISATIE, views.open_data_organisatie, name="open_data_organisatie"),
    path(f"{ORGANISATIE}catalogus.<slug:vorm>", views.open_data_organisatie, name="open_data_organisatie"),
    path(RAPPORT, views.open_data_rapport, name="open_data_rapport"),
    path(f"{RAPPORT}beschrijving.<slug:vorm>", views.open_data_rapport, name="open_data_rapport"),
    path(f"{RAPPORT}<str:bestand>", views.open_data_bestand, name="open_data_bestand"),
    path(VERSIE, views.open_data_rapport, name="open_data_rapport"),
    path(f"{VERSIE}beschrijving.<slug:vorm>", views.open_data_rapport, name="open_data_rapport"),
    path(f"{VERSIE}<str:bestand>", views.open_data_bestand, name="open_data_bestand"),
]
