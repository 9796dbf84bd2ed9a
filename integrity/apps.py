from django.apps import AppConfig


class IntegrityConfig(AppConfig):
    name = "integrity"
    verbose_name = "Integriteit"

    def ready(self) -> None:
        """Tell casework what this register has: its terms, lists, reminders, import and door."""
        from casework import delivery, lists, reminders, terms, voordeur
        from casework.importing import jobs
        from casework.lezen import veel
        from integrity import lifecycle
        from integrity.importing.run import IMPORTEUR
        from integrity.lists import CATEGORIEEN, MaatregelCode
        from integrity.models import Melding, Zaak
        from integrity.services import notices
        from integrity.views.start import DEUR
        from ledger.audit import subject_type

        terms.define(lifecycle.REGISTER, lifecycle.TERMIJNEN)
        lists.define(lifecycle.REGISTER, "categorie", CATEGORIEEN)
        lists.define(lifecycle.REGISTER, "maatregel", (lists.Code(m.value, m.label) for m in MaatregelCode))
        reminders.SOURCES.append(notices.remind)
        jobs.IMPORTEURS[lifecycle.REGISTER] = IMPORTEUR
        delivery.SLOW[jobs.KIND] = jobs.run
        voordeur.DEUREN.append(DEUR)
        for one in (Zaak, Melding):
            veel.BESTAAT[subject_type(one)] = one.objects.existing_for
