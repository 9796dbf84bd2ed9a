"""Django's admin: for superusers, behind the same login as everything else."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin


class SuperuserAdminSite(admin.AdminSite):
    site_header = site_title = "GIR technisch beheer"

    def has_permission(self, request):
        return request.user.is_active and request.user.is_superuser

    def login(self, request, extra_context=None):
        return secure_admin_login(super().login)(request, extra_context)
