"""Django's admin: for superusers, behind the same login as everything else."""

from allauth.account.decorators import secure_admin_login
from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import admin


class SuperuserAdminSite(admin.AdminSite):
    site_header = site_title = "GIR technisch beheer"

    def has_permission(self, request):
        return request.user.is_active and request.user.is_superuser

    def admin_view(self, view, cacheable=False):
        """Its own scripts carry no nonce and write markup: here those of this address are let in."""
        own_scripts = csp_replace(
            {"script-src": [SELF], "require-trusted-types-for": None, "trusted-types": None}
        )
        return own_scripts(super().admin_view(view, cacheable))

    def login(self, request, extra_context=None):
        return secure_admin_login(super().login)(request, extra_context)
