from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class GirConfig(AppConfig):
    name = "gir"
    verbose_name = "GIR"

    def ready(self):
        # Makes the Celery app known, so that a task called in a request goes to our broker.
        from gir import celery  # noqa: F401


class SuperuserAdminConfig(AdminConfig):
    default_site = "gir.admin_site.SuperuserAdminSite"
