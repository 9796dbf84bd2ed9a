from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "incidents"
    verbose_name = "Agressie"

    def ready(self) -> None:
        """Tell casework what this register has: its terms, reminders, import and door."""
        from casework import reminders, terms, voordeur
        from casework.importing import jobs
        from casework.lezen import veel
        from incidents import lifecycle
        from incidents.importing.run import IMPORTEUR
        from incidents.models import Incident
        from incidents.services import notices
        from incidents.views.voordeur import DEUR
        from ledger.audit import subject_type

        terms.define(lifecycle.REGISTER, lifecycle.TERMIJNEN)
        reminders.SOURCES.append(notices.remind)
        jobs.IMPORTEURS[lifecycle.REGISTER] = IMPORTEUR
        voordeur.DEUREN.append(DEUR)
        veel.BESTAAT[subject_type(Incident)] = Incident.objects.existing_for
