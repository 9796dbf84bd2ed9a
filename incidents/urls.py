"""The addresses of the aggression register."""

from django.urls import path

from casework.importing.pages import import_urls
from incidents.lifecycle import REGISTER
from incidents.views import (
    acties,
    balie,
    bestanden,
    brieven,
    maatregelen,
    melden,
    mijn,
    overzicht,
    peiling,
    taken,
    toezicht,
    werklijst,
    zaak,
)

urlpatterns = [
    path("agressie/melden/", melden.melden, name="agressie_melden"),
    path(
        "agressie/melden/<uuid:token>/verzonden/", melden.melden_verzonden, name="agressie_melden_verzonden"
    ),
    path(
        "agressie/melden/<uuid:token>/versturen/", melden.melden_versturen, name="agressie_melden_versturen"
    ),
    path("agressie/melden/<uuid:token>/voor-wie/", melden.melden_voor_wie, name="agressie_melden_voor_wie"),
    path("agressie/melden/<uuid:token>/weggooien/", melden.melden_weg, name="agressie_melden_weg"),
    path("agressie/melden/<uuid:token>/<slug:stap>/", melden.melden_stap, name="agressie_melden_stap"),
    path("mijn-meldingen/agressie/<slug:kenmerk>/", mijn.mijn_melding, name="agressie_mijn_melding"),
    path(
        "mijn-meldingen/agressie/<slug:kenmerk>/intrekken/",
        mijn.melding_intrekken,
        name="agressie_melding_intrekken",
    ),
    path("agressie/werklijst/", werklijst.agressie_werklijst, name="agressie_werklijst"),
    path("agressie/overzicht/", overzicht.agressie_overzicht, name="agressie_overzicht"),
    path("agressie/taken/", taken.agressie_taken, name="agressie_taken"),
    path("agressie/incidenten/<slug:kenmerk>/", zaak.agressie_zaak, name="agressie_zaak"),
    path(
        "agressie/incidenten/<slug:kenmerk>/bestanden/<slug:bestand>/",
        bestanden.agressie_bestand,
        name="agressie_bestand",
    ),
    path(
        "agressie/incidenten/<slug:kenmerk>/brieven/<int:pk>/<slug:vorm>/",
        brieven.agressie_brief,
        name="agressie_brief",
    ),
    path(
        "agressie/incidenten/<slug:kenmerk>/informatiebrief/<int:pk>/<slug:vorm>/",
        brieven.agressie_informatiebrief,
        name="agressie_informatiebrief",
    ),
    path(
        "agressie/incidenten/<slug:kenmerk>/wie-keek/", toezicht.agressie_wie_keek, name="agressie_wie_keek"
    ),
    path("agressie/toezicht/", toezicht.agressie_toezicht, name="agressie_toezicht"),
    path("agressie/toezicht/<slug:kenmerk>/", toezicht.agressie_inzage, name="agressie_inzage"),
    path("agressie/incidenten/<slug:kenmerk>/<slug:verb>/", acties.agressie_actie, name="agressie_actie"),
    *import_urls(REGISTER, "agressie/", "agressie_"),
    path("agressie/maatregelen/", maatregelen.agressie_maatregelen, name="agressie_maatregelen"),
    path("agressie/balie/", balie.agressie_balie, name="agressie_balie"),
    path("agressie/brieven/", brieven.agressie_brieven, name="agressie_brieven"),
    path("agressie/brieven/<slug:soort>/", brieven.agressie_briefsjabloon, name="agressie_briefsjabloon"),
    path(
        "agressie/brieven/<slug:soort>/voorbeeld/",
        brieven.agressie_briefvoorbeeld,
        name="agressie_briefvoorbeeld",
    ),
    path("agressie/peiling/", peiling.agressie_peiling, name="agressie_peiling"),
    path("agressie/peiling/openen/", peiling.agressie_peiling_openen, name="agressie_peiling_openen"),
    path("agressie/peiling/sluiten/", peiling.agressie_peiling_sluiten, name="agressie_peiling_sluiten"),
]
