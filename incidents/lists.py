"""The closed lists of the aggression register. The code is what is stored, and what stands in a file.

Source: the domain document (GIR of A&O fonds and VNG, ELA, Monitor Integriteit en Veiligheid).
"""

from django.db.models import TextChoices


class Incidentsoort(TextChoices):
    """Hinderlijk contact is unreasonably persistent, not aggression: measures of its own, counted apart."""

    INCIDENT = "incident", "Agressie of geweld"
    HINDERLIJK_CONTACT = "hinderlijk_contact", "Hinderlijk contact"


class IncidentKenmerk(TextChoices):
    DISCRIMINATIE = "discriminatie", "Discriminatie"
    SEKSUELE_INTIMIDATIE = "seksuele_intimidatie", "Seksuele intimidatie"
    ONLINE = "online", "Online"
    STALKING = "stalking", "Stalking"
    DOXING = "doxing", "Doxing"
    WAPEN = "wapen", "Wapen"
    GROEP = "groep", "Groep"
    PRIVESFEER = "privesfeer", "In de privésfeer"


class Drijfveer(TextChoices):
    FRUSTRATIE = "frustratie", "Frustratie"
    INSTRUMENTEEL = "instrumenteel", "Om iets te bereiken"
    ONDER_INVLOED = "onder_invloed", "Onder invloed"
    PSYCHISCH_ONBEGREPEN = "psychisch_onbegrepen", "Psychisch of onbegrepen gedrag"
    DISCRIMINATOIR = "discriminatoir", "Discriminatie"
    ONDERMIJNING = "ondermijning", "Ondermijning"
    ONBEKEND = "onbekend", "Onbekend"


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


class VeroorzakerBekend(TextChoices):
    JA = "ja", "Ja"
    SIGNALEMENT = "signalement", "Alleen een signalement"
    NEE = "nee", "Nee"


class Veroorzakertype(TextChoices):
    INWONER = "inwoner", "Inwoner"
    CLIENT = "client", "Cliënt"
    ONDERNEMER = "ondernemer", "Ondernemer"
    BEZOEKER = "bezoeker", "Bezoeker"
    GROEP = "groep", "Groep"
    ANONIEM = "anoniem", "Anoniem"
    NAMENS_ORGANISATIE = "namens_organisatie", "Namens een organisatie"
    CRIMINEEL = "crimineel", "Crimineel"
    OUD_MEDEWERKER = "oud_medewerker", "Oud-medewerker"
    PRIVE_BEKENDE = "prive_bekende", "Bekende uit de privésfeer"


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


class JaNeeOnbekend(TextChoices):
    JA = "ja", "Ja"
    NEE = "nee", "Nee"
    ONBEKEND = "onbekend", "Onbekend"


class AangifteGewenst(TextChoices):
    JA = "ja", "Ja"
    NEE = "nee", "Nee"
    WEET_NIET = "weet_niet", "Weet ik nog niet"


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


class VeroorzakerMaatregelCode(TextChoices):
    """Towards the veroorzaker; a ladder."""

    AANSPREKEN = "aanspreken", "Aanspreken"
    ORDEGESPREK = "ordegesprek", "Ordegesprek"
    WAARSCHUWINGSBRIEF = "waarschuwingsbrief", "Waarschuwingsbrief"
    CONTACTBEPERKING = "contactbeperking", "Contactbeperking"
    OPSCHORTING_DIENST = "opschorting_dienst", "Dienst opgeschort"
    TOEGANGSONTZEGGING = "toegangsontzegging", "Toegangsontzegging"
    LOCATIEVERBOD = "locatieverbod", "Locatieverbod"
    CIVIEL_CONTACTVERBOD = "civiel_contactverbod", "Civiel contactverbod"
    GEBIEDSVERBOD = "gebiedsverbod", "Gebiedsverbod"
    UITKERING_AFSTEMMEN = "uitkering_afstemmen", "Uitkering afstemmen"
    SCHADE_VERHALEN = "schade_verhalen", "Schade verhalen"
    HULPTRAJECT = "hulptraject", "Hulptraject"
    GEEN = "geen", "Geen maatregel"


M = VeroorzakerMaatregelCode

# Done on the spot or in a talk: no gate of care, no letter, no end.
LICHTE_MAATREGELEN = (M.AANSPREKEN, M.ORDEGESPREK, M.HULPTRAJECT, M.GEEN)
# Run from a day to a day: nothing runs without an end.
LOPENDE_MAATREGELEN = (
    M.WAARSCHUWINGSBRIEF,
    M.CONTACTBEPERKING,
    M.OPSCHORTING_DIENST,
    M.TOEGANGSONTZEGGING,
    M.LOCATIEVERBOD,
    M.CIVIEL_CONTACTVERBOD,
    M.GEBIEDSVERBOD,
)
# An access ban: the police are told first.
TOEGANGSVERBODEN = (M.TOEGANGSONTZEGGING, M.LOCATIEVERBOD, M.GEBIEDSVERBOD)
# Towards somebody who keeps asking, without aggression.
BIJ_HINDERLIJK_CONTACT = (M.AANSPREKEN, M.ORDEGESPREK, M.WAARSCHUWINGSBRIEF, M.CONTACTBEPERKING, M.GEEN)
# Default length in months; the longest without a new decision is LANGSTE_MAATREGEL.
DUUR_IN_MAANDEN = {
    M.WAARSCHUWINGSBRIEF: (12,),
    M.CONTACTBEPERKING: (3, 6),
    M.TOEGANGSONTZEGGING: (3, 6, 12),
}
LANGSTE_MAATREGEL = 24

del M


class Doelbinding(TextChoices):
    """Why the identity of a veroorzaker is kept: without one of these it isn't."""

    MAATREGEL = "maatregel", "Voor een maatregel"
    AANGIFTE = "aangifte", "Voor een aangifte"
    CLAIM = "claim", "Om schade te verhalen"


class Baliesignaal(TextChoices):
    """What desk and home visits are told about a person: an instruction, never the file."""

    TWEE_PERSONEN = "twee_personen", "Help deze persoon met twee collega’s."
    VAST_CONTACT = "vast_contact", "Verwijs naar de vaste contactpersoon."
    BEVEILIGING = "beveiliging", "Waarschuw de beveiliging voordat u deze persoon helpt."
    NIET_OP_HUISBEZOEK = "niet_op_huisbezoek", "Ga niet op huisbezoek; nodig uit op kantoor."
    GEEN_TOEGANG = "geen_toegang", "Deze persoon mag nu niet in het gebouw komen. Bel de beveiliging."


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


class OnlineUitkomst(TextChoices):
    VERWIJDERD = "verwijderd", "Verwijderd"
    GEWEIGERD = "geweigerd", "Het platform weigert"
    GEEN_REACTIE = "geen_reactie", "Geen reactie"


class Verwijderbesluit(TextChoices):
    TOEGEWEZEN = "toegewezen", "Toegewezen: de gegevens zijn verwijderd"
    DEELS = "deels", "Deels toegewezen"
    AFGEWEZEN = "afgewezen", "Afgewezen"
