from django.urls import path

from reports import views

urlpatterns = [
    path("", views.rapportages, name="rapportages"),
    path("integriteit/", views.rapportage, name="rapportage"),
    path("integriteit/zaken/", views.rapportage_zaken, name="rapportage_zaken"),
    path("integriteit/<str:formaat>/", views.rapportage_download, name="rapportage_download"),
]
