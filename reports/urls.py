from django.urls import path

from organisations.roles import Register
from reports import views

INTEGRITEIT = {"register": Register.INTEGRITEIT}

urlpatterns = [
    path("", views.rapportages, name="rapportages"),
    path("integriteit/", views.rapportage, INTEGRITEIT, name="rapportage"),
    path("integriteit/zaken/", views.rapportage_gevallen, INTEGRITEIT, name="rapportage_zaken"),
    path("integriteit/<str:formaat>/", views.rapportage_download, INTEGRITEIT, name="rapportage_download"),
]
