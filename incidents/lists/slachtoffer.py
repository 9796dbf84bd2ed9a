"""Who it happened to, what it did to them, and their care."""

from django.db.models import TextChoices


class Doelwit(TextChoices):
    MEDEWERKER = "medewerker", "Medewerker"
    INHUUR_BEVEILIGER = "inhuur_beveiliger", "Ingehuurde of beveiliger"
    STAGIAIR_VRIJWILLIGER = "stagiair_vrijwilliger", "Stagiair of vrijwilliger"
    AMBTSDRAGER = "ambtsdrager", "Politieke ambtsdrager"
    GEZIN = "gezin", "Gezin"
    ORGANISATIE = "organisatie", "De organisatie"


class Ambt(TextChoices):
    BURGEMEESTER = "burgemeester", "Burgemeester"
    WETHOUDER = "wethouder", "Wethouder"
    RAADSLID = "raadslid", "Raadslid"
    COMMISSIELID = "commissielid", "Commissielid"
    GRIFFIER = "griffier", "Griffier"
    CDK = "cdk", "Commissaris van de Koning"
    GEDEPUTEERDE = "gedeputeerde", "Gedeputeerde"
    STATENLID = "statenlid", "Statenlid"
    DIJKGRAAF = "dijkgraaf", "Dijkgraaf"
    DB_LID = "db_lid", "Lid dagelijks bestuur"
    AB_LID = "ab_lid", "Lid algemeen bestuur"


class Dossierdeel(TextChoices):
    """Whose incidents stand apart: those of politieke ambtsdragers and their families do."""

    AMBTELIJK = "ambtelijk", "Medewerkers"
    BESTUURLIJK = "bestuurlijk", "Politieke ambtsdragers"

    @classmethod
    def of(cls, doelwit: str, ambt: str) -> "Dossierdeel":
        return cls.BESTUURLIJK if doelwit == Doelwit.AMBTSDRAGER or ambt else cls.AMBTELIJK


class Functiegroep(TextChoices):
    BALIE = "balie", "Balie"
    KCC = "kcc", "Klantcontactcentrum"
    INKOMEN = "inkomen", "Inkomen"
    SCHULDHULP = "schuldhulp", "Schuldhulp"
    WMO_JEUGD = "wmo_jeugd", "Wmo en jeugd"
    WIJKTEAM = "wijkteam", "Wijkteam"
    BOA = "boa", "Boa"
    TOEZICHT = "toezicht", "Toezicht"
    INSPECTIE = "inspectie", "Inspectie"
    PARKEREN = "parkeren", "Parkeren"
    OPENBARE_RUIMTE = "openbare_ruimte", "Openbare ruimte"
    AFVAL = "afval", "Afval"
    BRUG_HAVEN = "brug_haven", "Brug en haven"
    INVORDERING = "invordering", "Invordering"
    SPORT = "sport", "Sport"
    BODE = "bode", "Bode"
    BEVEILIGING = "beveiliging", "Beveiliging"
    JURIST = "jurist", "Jurist"
    LEIDINGGEVENDE = "leidinggevende", "Leidinggevende"
    OVERIG = "overig", "Overig"


class Letsel(TextChoices):
    """From light to heavy: of several slachtoffers the heaviest counts."""

    GEEN = "geen", "Geen"
    PSYCHISCH = "psychisch", "Psychisch"
    LICHT = "licht", "Licht, zonder behandeling"
    BEHANDELING = "behandeling", "Behandeling door een arts"
    ZIEKENHUISOPNAME = "ziekenhuisopname", "Opname in het ziekenhuis"
    BLIJVEND = "blijvend", "Blijvend letsel"
    OVERLIJDEN = "overlijden", "Overlijden"


# The employer reports these to the Arbeidsinspectie at once (Arbowet art. 9), also of hired staff.
MELDPLICHTIG = (Letsel.ZIEKENHUISOPNAME, Letsel.BLIJVEND, Letsel.OVERLIJDEN)


class Verzuim(TextChoices):
    """From short to long. More than three working days stands in the accident register (Arbowet art. 9)."""

    GEEN = "geen", "Geen"
    TOT_3_DAGEN = "tot_3_dagen", "Tot en met 3 werkdagen"
    MEER_DAN_3_DAGEN = "meer_dan_3_dagen", "Meer dan 3 werkdagen"


class NadeligGevolg(TextChoices):
    WERKPLEZIER = "werkplezier", "Minder plezier in het werk"
    VEILIGHEID = "veiligheid", "Voelt zich minder veilig"
    SOCIALE_MEDIA = "sociale_media", "Minder actief op sociale media"
    BESLUITVORMING = "besluitvorming", "Invloed op besluiten"
    CONTACT_VERMIJDEN = "contact_vermijden", "Vermijdt contact"
    GEZONDHEID = "gezondheid", "Gezondheid"
    GEZIN = "gezin", "Gevolgen voor het gezin"
    OVERWEEGT_STOPPEN = "overweegt_stoppen", "Overweegt te stoppen"


class BesprokenMet(TextChoices):
    COLLEGA = "collega", "Collega"
    LEIDINGGEVENDE = "leidinggevende", "Leidinggevende"
    VERTROUWENSPERSOON = "vertrouwenspersoon", "Vertrouwenspersoon"
    GRIFFIER_SECRETARIS = "griffier_secretaris", "Griffier of secretaris"
    THUIS = "thuis", "Thuis"
    NIEMAND = "niemand", "Niemand"


class RedenNietBesproken(TextChoices):
    HOORT_ERBIJ = "hoort_erbij", "Het hoort bij het werk"
    NIET_ERNSTIG = "niet_ernstig", "Niet ernstig genoeg"
    GEEN_VERTROUWEN = "geen_vertrouwen", "Geen vertrouwen"
    ANDERS = "anders", "Anders"


class AangifteGewenst(TextChoices):
    JA = "ja", "Ja"
    NEE = "nee", "Nee"
    WEET_NIET = "weet_niet", "Weet ik nog niet"


class NazorgDoor(TextChoices):
    COLLEGA_BOT = "collega_bot", "Collega of bedrijfsopvangteam"
    LEIDINGGEVENDE = "leidinggevende", "Leidinggevende"
    BEDRIJFSMAATSCHAPPELIJK_WERK = "bedrijfsmaatschappelijk_werk", "Bedrijfsmaatschappelijk werk"
    VERTROUWENSPERSOON = "vertrouwenspersoon", "Vertrouwenspersoon"
    BEDRIJFSARTS = "bedrijfsarts", "Bedrijfsarts"
    HUISARTS = "huisarts", "Huisarts"
    SLACHTOFFERHULP = "slachtofferhulp", "Slachtofferhulp"
    ARQ_IVP = "arq_ivp", "ARQ IVP"
    VERTROUWENSLIJN = "vertrouwenslijn", "De Vertrouwenslijn"
    ONDERSTEUNINGSTEAM_WEERBAAR_BESTUUR = (
        "ondersteuningsteam_weerbaar_bestuur",
        "Ondersteuningsteam Weerbaar Bestuur",
    )


class NazorgUitkomst(TextChoices):
    """What came of the offer of a talk; what was said is never kept (medical)."""

    AANGEBODEN = "aangeboden", "Aangeboden"
    GEHOUDEN = "gehouden", "Gehouden"
    GEWEIGERD = "geweigerd", "Niet gewild"
    GEEN = "geen", "Niet aangeboden"


class NazorgVervolg(TextChoices):
    VOLGEND_GESPREK = "volgend_gesprek", "Er volgt nog een gesprek"
    DOORVERWEZEN = "doorverwezen", "Doorverwezen"
    KLAAR = "klaar", "Niets meer nodig"


class Schadelijder(TextChoices):
    MEDEWERKER = "medewerker", "De medewerker"
    ORGANISATIE = "organisatie", "De organisatie"


class Verhaalsweg(TextChoices):
    AANSPRAKELIJKSTELLING = "aansprakelijkstelling", "Aansprakelijk gesteld"
    VOEGEN = "voegen", "Gevoegd in de strafzaak"
    CIVIEL = "civiel", "Civiele procedure"
    SCHADEFONDS = "schadefonds", "Schadefonds Geweldsmisdrijven"
    VERZEKERING = "verzekering", "Verzekering"
