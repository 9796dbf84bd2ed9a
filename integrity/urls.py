"""The addresses of the integrity register."""

from django.urls import path

from casework.importing.pages import import_urls
from integrity.lifecycle import REGISTER
from integrity.views import (
    acties,
    melden,
    meldingen,
    mijn,
    registreren,
    taken,
    tellingen,
    toezicht,
    werklijst,
    zaak,
)

urlpatterns = [
    path("melden/integriteit/", melden.melden_integriteit, name="melden_integriteit"),
    path("melden/<uuid:token>/verzonden/", melden.melden_verzonden, name="melden_verzonden"),
    path("melden/<uuid:token>/weggooien/", melden.melden_weg, name="melden_weg"),
    path("melden/<uuid:token>/<slug:stap>/", melden.melden_stap, name="melden_stap"),
    path("mijn-meldingen/<slug:kenmerk>/", mijn.mijn_melding, name="mijn_melding"),
    path("mijn-meldingen/<slug:kenmerk>/intrekken/", mijn.melding_intrekken, name="melding_intrekken"),
    path("integriteit/registreren/", registreren.registreren, name="registreren"),
    path("integriteit/registreren/<uuid:inzending>/", registreren.geregistreerd, name="geregistreerd"),
    path("integriteit/meldingen/", meldingen.meldingen, name="meldingen"),
    path("integriteit/meldingen/<slug:kenmerk>/", meldingen.melding, name="melding"),
    path("integriteit/tellingen/", tellingen.tellingen, name="tellingen"),
    *import_urls(REGISTER, "integriteit/"),
    path("integriteit/werklijst/", werklijst.werklijst, name="werklijst"),
    path("integriteit/taken/", taken.taken, name="taken"),
    path("integriteit/zaken/<slug:kenmerk>/", zaak.zaak, name="zaak"),
    path("integriteit/zaken/<slug:kenmerk>/wie-keek/", toezicht.zaak_wie_keek, name="zaak_wie_keek"),
    path("integriteit/toezicht/", toezicht.toezicht, name="toezicht"),
    path("integriteit/toezicht/<slug:kenmerk>/", toezicht.inzage, name="inzage"),
    path("integriteit/zaken/<slug:kenmerk>/<slug:verb>/", acties.zaak_actie, name="zaak_actie"),
]
