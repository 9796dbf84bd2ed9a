from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "incidents"
    verbose_name = "Agressie"

    def ready(self) -> None:
        """Tell casework what this register has: its terms, reminders, import and door."""
        from casework import reminders, terms, voordeur
        from casework.importing import jobs
        from incidents import lifecycle
        from incidents.importing.run import IMPORTEUR
        from incidents.services import notices
        from incidents.views.voordeur import DEUR

        terms.define(lifecycle.REGISTER, lifecycle.TERMIJNEN)
        reminders.SOURCES.append(notices.remind)
        jobs.IMPORTEURS[lifecycle.REGISTER] = IMPORTEUR
        voordeur.DEUREN.append(DEUR)
