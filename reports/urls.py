from django.urls import path

from organisations.roles import Register
from reports import views

INTEGRITEIT = {"register": Register.INTEGRITEIT}
AGRESSIE = {"register": Register.AGRESSIE}

urlpatterns = [
    path("", views.rapportages, name="rapportages"),
    path("integriteit/", views.rapportage, INTEGRITEIT, name="rapportage"),
    path("integriteit/zaken/", views.rapportage_gevallen, INTEGRITEIT, name="rapportage_zaken"),
    path("integriteit/<str:formaat>/", views.rapportage_download, INTEGRITEIT, name="rapportage_download"),
    path("agressie/", views.rapportage, AGRESSIE, name="agressie_rapportage"),
    path("agressie/incidenten/", views.rapportage_gevallen, AGRESSIE, name="agressie_rapportage_incidenten"),
    path("agressie/<str:formaat>/", views.rapportage_download, AGRESSIE, name="agressie_rapportage_download"),
]
