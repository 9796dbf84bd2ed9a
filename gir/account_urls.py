"""The pages of allauth that exist here: signing in and out, with a password or a service.

Not allauth's whole list. Who signs in with which address is decided by a beheerder, on a page that leaves an
audit line: nobody changes their own, signs up or confirms an address.
"""

from allauth.account import views
from allauth.socialaccount.views import login_cancelled, login_error
from django.urls import path, re_path

from organisations.views.sso import sso_callback, sso_login, sso_logout

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    # The names are those that allauth looks for.
    path("sso/geannuleerd/", login_cancelled, name="socialaccount_login_cancelled"),
    path("sso/mislukt/", login_error, name="socialaccount_login_error"),
    path("sso/<slug:provider_id>/", sso_login, name="openid_connect_login"),
    path("sso/<slug:provider_id>/terug/", sso_callback, name="openid_connect_callback"),
    path("sso/<slug:provider_id>/uitgelogd/", sso_logout, name="sso_logout"),
]
