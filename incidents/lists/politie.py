"""Police and justice, and what was put online."""

from django.db.models import TextChoices


class JaNeeOnbekend(TextChoices):
    JA = "ja", "Ja"
    NEE = "nee", "Nee"
    ONBEKEND = "onbekend", "Onbekend"


class Politiestap(TextChoices):
    """From near to far: an incident counts once, at its furthest step."""

    GEEN = "geen", "Geen politie"
    NOOD_112 = "112", "112 gebeld"
    MELDING = "melding", "Melding bij de politie"
    AANGIFTE = "aangifte", "Aangifte"


class Aangever(TextChoices):
    WERKGEVER = "werkgever", "De werkgever"
    SLACHTOFFER = "slachtoffer", "Het slachtoffer"


class Privacyvorm(TextChoices):
    DOMICILIE_WERKGEVER = "domicilie_werkgever", "Met het adres van de werkgever"
    ONDER_NUMMER = "onder_nummer", "Onder nummer"
    OP_NAAM = "op_naam", "Op naam"


class RedenGeenAangifte(TextChoices):
    NIET_ERNSTIG = "niet_ernstig", "Niet ernstig genoeg"
    HOORT_ERBIJ = "hoort_erbij", "Het hoort bij het werk"
    GEEN_RESULTAAT_VERWACHT = "geen_resultaat_verwacht", "Verwacht geen resultaat"
    ANGST = "angst", "Angst"
    NIET_STRAFBAAR = "niet_strafbaar", "Niet strafbaar"
    POLITIE_WEIGERT = "politie_weigert", "De politie neemt de aangifte niet op"
    ANDERS = "anders", "Anders"


class Afdoening(TextChoices):
    IN_BEHANDELING = "in_behandeling", "In behandeling"
    GEEN_VERDACHTE = "geen_verdachte", "Geen verdachte"
    SEPOT = "sepot", "Sepot"
    OM_STRAFBESCHIKKING = "om_strafbeschikking", "Strafbeschikking van het OM"
    HALT = "halt", "Halt"
    BERISPEND_GESPREK = "berispend_gesprek", "Berispend gesprek"
    GEDAGVAARD = "gedagvaard", "Gedagvaard"
    VONNIS = "vonnis", "Vonnis"
    OVERGEDRAGEN = "overgedragen", "Overgedragen"
    NIET_STRAFBAAR = "niet_strafbaar", "Niet strafbaar"


class Strafstap(TextChoices):
    """What police and justice did after the aangifte."""

    AANHOUDING = "aanhouding", "Aanhouding"
    OM_BESLISSING = "om_beslissing", "Beslissing van het OM"
    ZITTING = "zitting", "Zitting"
    VONNIS = "vonnis", "Vonnis"
    BETALING = "betaling", "Schade betaald"


class OnlineUitkomst(TextChoices):
    VERWIJDERD = "verwijderd", "Verwijderd"
    GEWEIGERD = "geweigerd", "Het platform weigert"
    GEEN_REACTIE = "geen_reactie", "Geen reactie"
