"""Technical management by superusers, to read only: what changes leaves an audit line, here nothing would.

Nothing of a zaak is ever registered here.
"""

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from allauth.socialaccount.admin import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.admin import Group
from django.http import HttpRequest

from organisations.models import Afdeling, Organisation, Roltoewijzing, User

# Registered by the modules above themselves.
admin.site.unregister([Authenticator, EmailAddress, Group, SocialAccount, SocialApp, SocialToken])


class ReadOnly(admin.ModelAdmin):
    """Seen by superusers only, whatever permissions somebody has been given, and changed by nobody."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return request.user.is_superuser

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Organisation)
class OrganisationAdmin(ReadOnly):
    list_display = ["naam", "slug", "soort", "is_actief"]


@admin.register(User)
class UserAdmin(ReadOnly):
    list_display = ["naam", "email", "home_organisation", "is_active", "is_superuser"]
    search_fields = ["naam", "email"]
    list_select_related = ["home_organisation"]
    fields = ["naam", "email", "home_organisation", "is_active", "is_staff", "is_superuser", "created_at"]


@admin.register(Afdeling)
class AfdelingAdmin(ReadOnly):
    list_display = ["naam", "organisation", "parent"]
    list_select_related = ["organisation", "parent"]


@admin.register(Roltoewijzing)
class RoltoewijzingAdmin(ReadOnly):
    list_display = ["user", "organisation", "register", "rol", "van", "tot"]
    list_select_related = ["user", "organisation"]
    list_filter = ["rol", "register"]
