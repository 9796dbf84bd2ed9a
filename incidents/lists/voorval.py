"""What happened, where and why, and what is done about it."""

from django.db.models import TextChoices


class Incidentsoort(TextChoices):
    """Hinderlijk contact is unreasonably persistent, not aggression: measures of its own, counted apart."""

    INCIDENT = "incident", "Agressie of geweld"
    HINDERLIJK_CONTACT = "hinderlijk_contact", "Hinderlijk contact"


class Hindergrond(TextChoices):
    """Why contact is unreasonably persistent: the ground of hinderlijk contact."""

    OVER_BESLUIT = "over_besluit", "Steeds terugkomen op iets waarover al is beslist"
    TE_VAAK = "te_vaak", "Veel vaker contact opnemen dan nodig is"
    BIJ_VELEN = "bij_velen", "Dezelfde vraag stellen aan steeds andere medewerkers"
    GEEN_ANTWOORD = "geen_antwoord", "Geen enkel antwoord aannemen"
    ANDER_WERK = "ander_werk", "Zo veel tijd vragen dat ander werk blijft liggen"


class IncidentKenmerk(TextChoices):
    DISCRIMINATIE = "discriminatie", "Discriminatie"
    SEKSUELE_INTIMIDATIE = "seksuele_intimidatie", "Seksuele intimidatie"
    ONLINE = "online", "Online"
    STALKING = "stalking", "Stalking"
    DOXING = "doxing", "Doxing"
    WAPEN = "wapen", "Wapen"
    GROEP = "groep", "Groep"
    PRIVESFEER = "privesfeer", "In de privésfeer"


class Contactvorm(TextChoices):
    BALIE = "balie", "Balie"
    TELEFOON = "telefoon", "Telefoon"
    EMAIL = "email", "E-mail"
    BRIEF = "brief", "Brief"
    CHAT = "chat", "Chat"
    SOCIALE_MEDIA_OPENBAAR = "sociale_media_openbaar", "Sociale media, openbaar"
    SOCIALE_MEDIA_PRIVE = "sociale_media_prive", "Sociale media, privébericht"
    VIDEOGESPREK = "videogesprek", "Videogesprek"
    HUISBEZOEK = "huisbezoek", "Huisbezoek"
    OPENBARE_RUIMTE = "openbare_ruimte", "Op straat"
    CONTROLE_HANDHAVING = "controle_handhaving", "Controle of handhaving"
    RAADSVERGADERING = "raadsvergadering", "Raadsvergadering"
    BEWONERSAVOND = "bewonersavond", "Bewonersavond"
    EVENEMENT = "evenement", "Evenement"
    BIJ_WONING = "bij_woning", "Bij de woning"
    PRIVETIJD = "privetijd", "In privétijd"
    DIENSTVOERTUIG = "dienstvoertuig", "In een dienstvoertuig"


SOCIALE_MEDIA = (Contactvorm.SOCIALE_MEDIA_OPENBAAR, Contactvorm.SOCIALE_MEDIA_PRIVE)


class Locatietype(TextChoices):
    EIGEN_GEBOUW = "eigen_gebouw", "Gebouw van de organisatie"
    ANDER_GEBOUW = "ander_gebouw", "Ander gebouw"
    BUITEN = "buiten", "Buiten"
    WONING = "woning", "Woning"
    VOERTUIG = "voertuig", "Voertuig"
    ONLINE = "online", "Online of telefonisch"
    ANDERS = "anders", "Anders"


class Aanleiding(TextChoices):
    AFGEWEZEN_BESLUIT = "afgewezen_besluit", "Afgewezen besluit"
    UITKERING = "uitkering", "Uitkering"
    WACHTTIJD = "wachttijd", "Wachttijd"
    BEJEGENING = "bejegening", "Bejegening"
    BOETE_CONTROLE = "boete_controle", "Boete of controle"
    VERGUNNING = "vergunning", "Vergunning"
    JEUGD_ZORGBESLUIT = "jeugd_zorgbesluit", "Besluit over jeugdhulp of zorg"
    INVORDERING = "invordering", "Invordering"
    HUISREGEL = "huisregel", "Huisregel"
    VERKEER_PARKEREN = "verkeer_parkeren", "Verkeer of parkeren"
    AFVAL = "afval", "Afval"
    OPVANG_ASIEL = "opvang_asiel", "Opvang of asiel"
    POLITIEK_STANDPUNT = "politiek_standpunt", "Politiek standpunt"
    ONBEKEND = "onbekend", "Onbekend"


class VerbeteractieSoort(TextChoices):
    BEVEILIGER = "beveiliger", "Beveiliger"
    CAMERA = "camera", "Camera"
    ALARMKNOP = "alarmknop", "Alarmknop"
    INRICHTING_RUIMTE = "inrichting_ruimte", "Inrichting van de ruimte"
    WERKPROCES = "werkproces", "Werkproces"
    BRIEF = "brief", "Brief"
    TRAINING = "training", "Training"
    PROTOCOL = "protocol", "Protocol"
    ANDERS = "anders", "Anders"


class Spoorsoort(TextChoices):
    """The four tracks of an incident, each with a clock of its own."""

    OPVANG = "opvang", "Opvang en nazorg"
    VEROORZAKER = "veroorzaker", "Veroorzaker"
    POLITIE = "politie", "Politie"
    ORGANISATIE = "organisatie", "Organisatie"


class Spoorstatus(TextChoices):
    OPEN = "open", "Open"
    GEDAAN = "gedaan", "Gedaan"
    OVERGESLAGEN = "overgeslagen", "Overgeslagen, met reden"
