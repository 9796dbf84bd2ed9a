"""Technical management by superusers, mostly to read: pages of our own do the daily work.

Nothing of a zaak is ever registered here, and nothing here is deleted.
"""

from django.contrib import admin
from django.http import HttpRequest

from organisations.models import Afdeling, Organisation, Roltoewijzing, User


class SuperuserOnly(admin.ModelAdmin):
    """Seen and changed by superusers only, whatever permissions somebody has been given."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return request.user.is_superuser

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Organisation)
class OrganisationAdmin(SuperuserOnly):
    list_display = ["naam", "slug", "soort", "is_actief"]
    readonly_fields = ["slug", "soort", "created_at"]


@admin.register(User)
class UserAdmin(SuperuserOnly):
    list_display = ["naam", "email", "home_organisation", "is_active", "is_superuser"]
    search_fields = ["naam", "email"]
    list_select_related = ["home_organisation"]
    fields = ["naam", "email", "home_organisation", "is_active", "is_staff", "is_superuser", "created_at"]
    readonly_fields = ["naam", "email", "home_organisation", "created_at"]


class ReadOnly(SuperuserOnly):
    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Afdeling)
class AfdelingAdmin(ReadOnly):
    list_display = ["naam", "organisation", "parent", "fte"]
    list_select_related = ["organisation", "parent"]


@admin.register(Roltoewijzing)
class RoltoewijzingAdmin(ReadOnly):
    list_display = ["user", "organisation", "register", "rol", "van", "tot"]
    list_select_related = ["user", "organisation"]
    list_filter = ["rol", "register"]
