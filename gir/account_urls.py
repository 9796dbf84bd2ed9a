"""The pages of allauth that exist here: signing in and out, in whatever way, and the second step.

Not allauth's whole list. Who signs in with which address is decided by a beheerder, on a page that leaves an
audit line: nobody changes their own, signs up or confirms an address.
"""

from allauth.account import views
from allauth.mfa.webauthn.views import login_webauthn
from allauth.socialaccount.views import login_cancelled, login_error
from django.urls import path, re_path

from organisations.views import sessies, tweede_stap, wachtwoord
from organisations.views.sso import sso_callback, sso_login, sso_logout

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("opnieuw/", tweede_stap.opnieuw_met_wachtwoord, name="account_reauthenticate"),
    path("opnieuw/code/", tweede_stap.opnieuw_met_code, name="mfa_reauthenticate"),
    path("opnieuw/passkey/", tweede_stap.opnieuw_met_passkey, name="mfa_reauthenticate_webauthn"),
    path("opnieuw/dienst/", tweede_stap.opnieuw_met_dienst, name="opnieuw_met_dienst"),
    path("login/passkey/", login_webauthn, name="mfa_login_webauthn"),
    path("login/tweede-stap/", tweede_stap.tweede_stap_vragen, name="mfa_authenticate"),
    path("tweede-stap/", tweede_stap.tweede_stap, name="mfa_index"),
    path("tweede-stap/app/", tweede_stap.app_toevoegen, name="mfa_activate_totp"),
    path("tweede-stap/app/verwijderen/", tweede_stap.app_verwijderen, name="mfa_deactivate_totp"),
    path("tweede-stap/passkey/", tweede_stap.passkey_toevoegen, name="mfa_add_webauthn"),
    path(
        "tweede-stap/passkey/<int:pk>/verwijderen/",
        tweede_stap.passkey_verwijderen,
        name="mfa_remove_webauthn",
    ),
    path("tweede-stap/herstelcodes/", tweede_stap.herstelcodes, name="mfa_view_recovery_codes"),
    path(
        "tweede-stap/herstelcodes/nieuw/",
        tweede_stap.herstelcodes_maken,
        name="mfa_generate_recovery_codes",
    ),
    path("sessies/", sessies.sessies, name="sessies"),
    path("sessies/andere/beeindigen/", sessies.andere_sessies_beeindigen, name="andere_sessies_beeindigen"),
    path("sessies/<int:pk>/beeindigen/", sessies.sessie_beeindigen, name="sessie_beeindigen"),
    path("password/change/", wachtwoord.wijzigen, name="account_change_password"),
    path("password/set/", wachtwoord.kiezen, name="account_set_password"),
    path("password/reset/", wachtwoord.vergeten, name="account_reset_password"),
    path("password/reset/done/", wachtwoord.link_verstuurd, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        wachtwoord.kiezen_met_link,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        wachtwoord.gekozen_met_link,
        name="account_reset_password_from_key_done",
    ),
    # The names are those that allauth looks for.
    path("sso/geannuleerd/", login_cancelled, name="socialaccount_login_cancelled"),
    path("sso/mislukt/", login_error, name="socialaccount_login_error"),
    path("sso/<slug:provider_id>/", sso_login, name="openid_connect_login"),
    path("sso/<slug:provider_id>/terug/", sso_callback, name="openid_connect_callback"),
    path("sso/<slug:provider_id>/uitgelogd/", sso_logout, name="sso_logout"),
]
