from django.urls import path

from casework import views

urlpatterns = [
    path("termijnen/", views.termijnen, name="termijnen"),
    path("termijnen/<slug:register>/<slug:code>/", views.termijn, name="termijn"),
    path("lijsten/", views.codelijsten, name="codelijsten"),
    path("lijsten/<int:pk>/", views.codelijst, name="codelijst"),
    path("lijsten/<int:pk>/einde/", views.codelijst_einde, name="codelijst_einde"),
    path("lijsten/<slug:register>/<slug:naam>/", views.standaardlijst, name="standaardlijst"),
    path("lijsten/<slug:register>/<slug:naam>/nieuw/", views.codelijst_nieuw, name="codelijst_nieuw"),
    path("lijsten/<slug:register>/<slug:naam>/bestand/", views.codelijst_upload, name="codelijst_upload"),
    path("huisstijl/", views.huisstijl, name="huisstijl"),
    path("huisstijl/logo/", views.huisstijl_logo, name="huisstijl_logo"),
    path("mails/", views.mails, name="mails"),
]
