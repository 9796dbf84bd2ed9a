from django.apps import AppConfig


class IntegrityConfig(AppConfig):
    name = "integrity"
    verbose_name = "Integriteit"

    def ready(self) -> None:
        """Tell casework what this register has: its terms, its lists, its reminders."""
        from casework import lists, reminders, terms
        from integrity import lifecycle
        from integrity.lists import CATEGORIEEN, MaatregelCode
        from integrity.services import notices

        terms.define(lifecycle.REGISTER, lifecycle.TERMIJNEN)
        lists.define(lifecycle.REGISTER, "categorie", CATEGORIEEN)
        lists.define(lifecycle.REGISTER, "maatregel", (lists.Code(m.value, m.label) for m in MaatregelCode))
        reminders.SOURCES.append(notices.remind)
