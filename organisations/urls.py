from django.urls import path

from organisations import views

urlpatterns = [
    path("", views.beheer, name="beheer"),
    path("wissel/", views.wissel_organisatie, name="wissel_organisatie"),
    path("gebruikers/", views.gebruikers, name="gebruikers"),
    path("gebruikers/nieuw/", views.gebruiker_nieuw, name="gebruiker_nieuw"),
    path("gebruikers/<int:pk>/", views.gebruiker, name="gebruiker"),
    path("gebruikers/<int:pk>/wijzigen/", views.gebruiker_wijzigen, name="gebruiker_wijzigen"),
    path("gebruikers/<int:pk>/adres/intrekken/", views.adres_intrekken, name="adres_intrekken"),
    path("gebruikers/<int:pk>/sluiten/", views.gebruiker_sluiten, name="gebruiker_sluiten"),
    path("gebruikers/<int:pk>/openen/", views.gebruiker_openen, name="gebruiker_openen"),
    path("gebruikers/<int:pk>/uitloggen/", views.gebruiker_uitloggen, name="gebruiker_uitloggen"),
    path(
        "gebruikers/<int:pk>/tweede-stap/weghalen/", views.tweede_stap_weghalen, name="tweede_stap_weghalen"
    ),
    path("gebruikers/<int:pk>/uitnodiging/", views.uitnodiging_herhalen, name="uitnodiging_herhalen"),
    path("gebruikers/<int:pk>/rollen/nieuw/", views.rol_geven, name="rol_geven"),
    path("gebruikers/<int:pk>/rollen/<int:rol_pk>/beeindigen/", views.rol_beeindigen, name="rol_beeindigen"),
    path("rollen/", views.rollen_bevestigen, name="rollen_bevestigen"),
    path("inzage/", views.wie_heeft_inzage, name="wie_heeft_inzage"),
    path("afdelingen/", views.afdelingen, name="afdelingen"),
    path("afdelingen/nieuw/", views.afdeling_nieuw, name="afdeling_nieuw"),
    path("afdelingen/<int:pk>/", views.afdeling, name="afdeling"),
    path("formatie/", views.formatie, name="formatie"),
    path("afwezigheid/", views.afwezigheden, name="afwezigheden"),
    path("afwezigheid/nieuw/", views.afwezigheid_nieuw, name="afwezigheid_nieuw"),
    path("afwezigheid/<int:pk>/beeindigen/", views.afwezigheid_beeindigen, name="afwezigheid_beeindigen"),
    path("mijn-afwezigheid/", views.mijn_afwezigheid, name="mijn_afwezigheid"),
    path(
        "mijn-afwezigheid/<int:pk>/beeindigen/",
        views.mijn_afwezigheid_beeindigen,
        name="mijn_afwezigheid_beeindigen",
    ),
    path("koppelingen/", views.koppelingen, name="koppelingen"),
    path("koppelingen/nieuw/", views.koppeling_nieuw, name="koppeling_nieuw"),
    path("koppelingen/<int:pk>/intrekken/", views.koppeling_intrekken, name="koppeling_intrekken"),
    path("koppelingsrechten/", views.koppelingsrechten, name="koppelingsrechten"),
    path("koppelingsrechten/<int:pk>/geven/", views.koppelingsrecht_geven, name="koppelingsrecht_geven"),
    path(
        "koppelingsrechten/<int:pk>/weigeren/",
        views.koppelingsrecht_weigeren,
        name="koppelingsrecht_weigeren",
    ),
    path("organisatie/", views.organisatie_instellingen, name="organisatie_instellingen"),
    path("klein/", views.profiel_klein, name="profiel_klein"),
]
