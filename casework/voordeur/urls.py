from django.urls import path

from casework.voordeur import views

urlpatterns = [
    path("", views.start, name="start"),
    path("melden/", views.melden, name="melden"),
    path("mijn-meldingen/", views.mijn_meldingen, name="mijn_meldingen"),
]
