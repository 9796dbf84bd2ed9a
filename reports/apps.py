from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Rapportages"

    def ready(self) -> None:
        """Tell casework how documents of reports are made."""
        from casework import delivery
        from reports.services import documents

        delivery.SLOW[documents.KIND] = documents.run
