from django.urls import path

from organisations.roles import Register
from reports.views import (
    cijfers,
    documenten,
    koepel,
    openstellen,
    per_afdeling,
    per_zaak,
    planning,
    rapporten,
    stappen,
    vastleggen,
    vergelijken,
)

INTEGRITEIT = {"register": Register.INTEGRITEIT}
AGRESSIE = {"register": Register.AGRESSIE}
VASTGELEGD = "vastgelegd/<slug:register>/<slug:soort>/"
RAPPORT = "rapport/<slug:kenmerk>/"
DOCUMENT = f"{RAPPORT}documenten/<slug:vorm>/<slug:formaat>/"

urlpatterns = [
    path("", rapporten.rapportages, name="rapportages"),
    path("nieuw/", rapporten.rapport_nieuw, name="rapport_nieuw"),
    path("planning/", planning.rapportplanning, name="rapportplanning"),
    path("planning/<int:pk>/stoppen/", planning.rapportplanning_stoppen, name="rapportplanning_stoppen"),
    path("open-data/", openstellen.openstellingen, name="openstellingen"),
    path("open-data/<slug:register>/aan/", openstellen.openstelling_aan, name="openstelling_aan"),
    path("open-data/<slug:register>/uit/", openstellen.openstelling_uit, name="openstelling_uit"),
    path("vergelijken/", vergelijken.vergelijken, name="vergelijken"),
    path("vergelijken/<slug:register>/meedoen/", vergelijken.koepel_meedoen, name="koepel_meedoen"),
    path("vergelijken/<slug:register>/stoppen/", vergelijken.koepel_stoppen, name="koepel_stoppen"),
    path("koepel/", koepel.koepel, name="koepel"),
    path("koepel/<slug:formaat>/", koepel.koepel_download, name="koepel_download"),
    path(
        "koepel/deelname/<int:pk>/beeindigen/",
        koepel.koepel_deelname_beeindigen,
        name="koepel_deelname_beeindigen",
    ),
    path("vastgelegd/", vastleggen.vastleggingen_start, name="vastleggingen_start"),
    path(VASTGELEGD, vastleggen.vastleggingen, name="vastleggingen"),
    path(f"{VASTGELEGD}nieuw/", vastleggen.vastlegging_nieuw, name="vastlegging_nieuw"),
    path(f"{VASTGELEGD}<int:pk>/", vastleggen.vastlegging, name="vastlegging"),
    path(
        f"{VASTGELEGD}<int:pk>/verwijderen/",
        vastleggen.vastlegging_verwijderen,
        name="vastlegging_verwijderen",
    ),
    path(RAPPORT, rapporten.rapport, name="rapport"),
    path(f"{RAPPORT}toelichting/<str:deel>/", rapporten.rapport_toelichting, name="rapport_toelichting"),
    path(f"{RAPPORT}stap/<slug:verb>/", stappen.rapport_stap, name="rapport_stap"),
    path(f"{RAPPORT}controle/", rapporten.rapport_controle, name="rapport_controle"),
    path(f"{RAPPORT}per-afdeling/", per_afdeling.rapport_per_afdeling, name="rapport_per_afdeling"),
    path(
        f"{RAPPORT}per-afdeling/<slug:formaat>/",
        per_afdeling.rapport_per_afdeling_bestand,
        name="rapport_per_afdeling_bestand",
    ),
    path(f"{RAPPORT}per-zaak/", per_zaak.rapport_per_zaak, name="rapport_per_zaak"),
    path(
        f"{RAPPORT}per-zaak/<slug:formaat>/",
        per_zaak.rapport_per_zaak_bestand,
        name="rapport_per_zaak_bestand",
    ),
    path(f"{RAPPORT}vorm/<slug:vorm>/", rapporten.rapport_vorm, name="rapport_vorm"),
    path(f"{RAPPORT}documenten/", documenten.rapport_documenten, name="rapport_documenten"),
    path(DOCUMENT, documenten.rapport_document, name="rapport_document"),
    path(f"{DOCUMENT}stoppen/", documenten.rapport_document_stoppen, name="rapport_document_stoppen"),
    path("integriteit/", cijfers.rapportage, INTEGRITEIT, name="rapportage"),
    path("integriteit/zaken/", cijfers.rapportage_gevallen, INTEGRITEIT, name="rapportage_zaken"),
    path("integriteit/<str:formaat>/", cijfers.rapportage_download, INTEGRITEIT, name="rapportage_download"),
    path("agressie/", cijfers.rapportage, AGRESSIE, name="agressie_rapportage"),
    path(
        "agressie/incidenten/",
        cijfers.rapportage_gevallen,
        AGRESSIE,
        name="agressie_rapportage_incidenten",
    ),
    path(
        "agressie/<str:formaat>/", cijfers.rapportage_download, AGRESSIE, name="agressie_rapportage_download"
    ),
]
