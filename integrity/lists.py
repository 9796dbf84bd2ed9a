"""The closed lists of the integrity register. The code is what is stored, and what stands in a file.

Source: docs of the field as gathered in the domain document (Den Haag 2021-H1, letter 28 844 nr. 217,
Monitor Integriteit en Veiligheid, Wbk). An organisation may use its own list of categories.
"""

from django.db.models import TextChoices

from casework.lists import Code

CATEGORIEEN = tuple(
    Code(code, label, ouder, rijk_code=ouder or code)
    for ouder, code, label in (
        ("", "financieel", "Financiële schendingen"),
        ("financieel", "fraude_corruptie", "Fraude en corruptie"),
        ("financieel", "diefstal_verduistering", "Diefstal en verduistering"),
        ("financieel", "declaratie_urenfraude", "Fraude met declaraties of uren"),
        ("financieel", "personeelsregelingen", "Misbruik van personeelsregelingen"),
        ("financieel", "aanbestedingsfraude", "Fraude bij aanbestedingen"),
        ("", "positie", "Misbruik van positie, bevoegdheden en belangenverstrengeling"),
        ("positie", "belangenverstrengeling", "Belangenverstrengeling"),
        ("positie", "machtsmisbruik", "Machtsmisbruik"),
        ("positie", "nevenwerkzaamheden", "Nevenwerkzaamheden"),
        ("positie", "financiele_belangen", "Financiële belangen"),
        ("positie", "geschenken_uitnodigingen", "Geschenken en uitnodigingen"),
        ("positie", "meestemmen_persoonlijk_belang", "Meestemmen bij persoonlijk belang"),
        ("positie", "adviseur_gemachtigde", "Optreden als adviseur of gemachtigde"),
        ("", "informatie", "Lekken en misbruik van informatie"),
        ("informatie", "misbruik_van_informatie", "Misbruik van informatie"),
        ("informatie", "lekken", "Lekken van informatie"),
        ("", "geweldsbevoegdheid", "Misbruik van geweldsbevoegdheid"),
        ("", "omgangsvormen", "Ongewenste omgangsvormen"),
        ("omgangsvormen", "intimidatie", "Intimidatie"),
        ("omgangsvormen", "seksuele_intimidatie", "Seksuele intimidatie"),
        ("omgangsvormen", "pesten", "Pesten"),
        ("omgangsvormen", "discriminatie", "Discriminatie"),
        ("omgangsvormen", "agressie_onderling", "Agressie tussen collega’s"),
        ("", "privesfeer", "Misdragingen in de privésfeer"),
        ("", "dienstmiddelen", "Oneigenlijk gebruik van dienstmiddelen"),
        ("", "interne_regels", "Overschrijding van interne regels"),
        ("", "wanprestatie", "Wanprestatie en verspilling"),
        ("", "overig", "Overige"),
    )
)


class Soort(TextChoices):
    MELDING = "melding", "Melding"
    SIGNAAL = "signaal", "Signaal"
    ADVIESVRAAG = "adviesvraag", "Adviesvraag"


class Kanaal(TextChoices):
    PORTAAL = "portaal", "Portaal"
    MELDPUNT = "meldpunt", "Meldpunt"
    VERTROUWENSPERSOON = "vertrouwenspersoon", "Vertrouwenspersoon"
    LEIDINGGEVENDE = "leidinggevende", "Leidinggevende"
    BRIEF = "brief", "Brief"
    TELEFOON = "telefoon", "Telefoon"
    GESPREK = "gesprek", "Gesprek"
    EXTERN = "extern", "Extern"
    ONBEKEND = "onbekend", "Onbekend"


class Melderpositie(TextChoices):
    OPEN = "open", "Open"
    VERTROUWELIJK = "vertrouwelijk", "Vertrouwelijk"
    ANONIEM = "anoniem", "Anoniem"


class Melderrelatie(TextChoices):
    MEDEWERKER = "medewerker", "Medewerker"
    INHUUR = "inhuur", "Ingehuurd"
    OUD_MEDEWERKER = "oud_medewerker", "Oud-medewerker"
    SOLLICITANT = "sollicitant", "Sollicitant"
    STAGIAIR_VRIJWILLIGER = "stagiair_vrijwilliger", "Stagiair of vrijwilliger"
    LEVERANCIER = "leverancier", "Leverancier"
    AMBTSDRAGER = "ambtsdrager", "Ambtsdrager"
    BURGER = "burger", "Burger"
    ONBEKEND = "onbekend", "Onbekend"


class Betreft(TextChoices):
    MEDEWERKER = "medewerker", "Medewerker"
    LEIDINGGEVENDE = "leidinggevende", "Leidinggevende"
    INHUUR = "inhuur", "Ingehuurde kracht"
    STAGIAIR_VRIJWILLIGER = "stagiair_vrijwilliger", "Stagiair of vrijwilliger"
    LEVERANCIER = "leverancier", "Leverancier"
    BURGEMEESTER = "burgemeester", "Burgemeester"
    CDK = "cdk", "Commissaris van de Koning"
    DIJKGRAAF = "dijkgraaf", "Dijkgraaf"
    WETHOUDER_GEDEPUTEERDE_DB = (
        "wethouder_gedeputeerde_db",
        "Wethouder, gedeputeerde of lid dagelijks bestuur",
    )
    RAADS_STATEN_AB_LID = "raads_staten_ab_lid", "Lid van raad, Staten of algemeen bestuur"
    COMMISSIELID = "commissielid", "Commissielid"
    SECRETARIS = "secretaris", "Secretaris"
    GRIFFIER = "griffier", "Griffier"
    DERDE = "derde", "Derde"
    ONBEKEND = "onbekend", "Onbekend"


# Politieke ambtsdragers: their zaken have a compartment of their own.
BESTUURDERS = (
    Betreft.BURGEMEESTER,
    Betreft.CDK,
    Betreft.DIJKGRAAF,
    Betreft.WETHOUDER_GEDEPUTEERDE_DB,
    Betreft.RAADS_STATEN_AB_LID,
    Betreft.COMMISSIELID,
)


# Who directs zaken about bestuurders in a gemeente, provincie or waterschap: never one about such a person.
DIE_REGISSEREN = (Betreft.BURGEMEESTER, Betreft.CDK, Betreft.DIJKGRAAF)


class Compartiment(TextChoices):
    AMBTELIJK = "ambtelijk", "Medewerkers"
    BESTUURLIJK = "bestuurlijk", "Bestuurders"

    @classmethod
    def about(cls, betreft: str) -> "Compartiment":
        return cls.BESTUURLIJK if betreft in BESTUURDERS else cls.AMBTELIJK


class Uitstroomreden(TextChoices):
    GEEN_VERMOEDEN = "geen_vermoeden", "Geen vermoeden van een schending"
    ONVOLDOENDE_CONCREET = "onvoldoende_concreet", "Onvoldoende concreet"
    KLACHT = "klacht", "Klacht"
    KLACHTENCOMMISSIE = "klachtencommissie", "Naar de klachtencommissie"
    ANDER_REGISTER = "ander_register", "Naar een ander register"
    ARBEIDSGESCHIL = "arbeidsgeschil", "Arbeidsgeschil"
    ANDERE_ORGANISATIE = "andere_organisatie", "Naar een andere organisatie"
    MELDER_ONBEREIKBAAR = "melder_onbereikbaar", "Melder onbereikbaar"
    DUBBEL = "dubbel", "Dubbel"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
    ANDERS_GEKWALIFICEERD = "anders_gekwalificeerd", "Anders gekwalificeerd"


# Nothing to weigh: the reason and a word to the melder are enough.
UITSTROOM_ZONDER_BEOORDELING = (
    Uitstroomreden.DUBBEL,
    Uitstroomreden.INGETROKKEN,
    Uitstroomreden.ANDERE_ORGANISATIE,
    Uitstroomreden.ANDER_REGISTER,
)


class Route(TextChoices):
    IN_DE_LIJN = "in_de_lijn", "In de lijn"
    VOORONDERZOEK = "vooronderzoek", "Vooronderzoek"
    FEITENONDERZOEK = "feitenonderzoek", "Feitenonderzoek"
    EXTERN = "extern", "Extern"


class LijnUitkomst(TextChoices):
    BESPROKEN = "besproken", "Besproken"
    WERKAFSPRAKEN = "werkafspraken", "Werkafspraken"
    WAARSCHUWING = "waarschuwing", "Waarschuwing"
    FORMELE_WAARSCHUWING = "formele_waarschuwing", "Formele waarschuwing"
    NIETS_GEBLEKEN = "niets_gebleken", "Niets gebleken"
    ALSNOG_ONDERZOEK = "alsnog_onderzoek", "Alsnog onderzoek"


class VooronderzoekUitkomst(TextChoices):
    IN_DE_LIJN = "in_de_lijn", "In de lijn"
    FEITENONDERZOEK = "feitenonderzoek", "Feitenonderzoek"
    GEEN_SCHENDING = "geen_schending", "Geen schending"
    EXTERN = "extern", "Extern"


class OnderzoekSoort(TextChoices):
    VOORONDERZOEK = "vooronderzoek", "Vooronderzoek"
    FEITENONDERZOEK = "feitenonderzoek", "Feitenonderzoek"


class Uitvoering(TextChoices):
    INTERN = "intern", "Intern"
    EXTERN = "extern", "Extern"


class Kosten(TextChoices):
    BEDRAG = "bedrag", "Bedrag"
    GEEN = "geen", "Geen"
    ONBEKEND = "onbekend", "Onbekend"


class OordeelCode(TextChoices):
    VASTGESTELD = "vastgesteld", "Vastgesteld"
    DEELS_VASTGESTELD = "deels_vastgesteld", "Deels vastgesteld"
    NIET_VASTGESTELD = "niet_vastgesteld", "Niet vastgesteld"
    NIET_TE_ONDERZOEKEN = "niet_te_onderzoeken", "Niet te onderzoeken"
    GESTAAKT = "gestaakt", "Gestaakt"


GEGROND = (OordeelCode.VASTGESTELD, OordeelCode.DEELS_VASTGESTELD)


class MaatregelCode(TextChoices):
    GESPREK = "gesprek", "Gesprek"
    WERKAFSPRAKEN = "werkafspraken", "Werkafspraken"
    WAARSCHUWING = "waarschuwing", "Waarschuwing"
    FORMELE_WAARSCHUWING = "formele_waarschuwing", "Formele waarschuwing"
    BERISPING = "berisping", "Schriftelijke berisping"
    INHOUDING = "inhouding", "Inhouding"
    GEEN_PERIODIEK = "geen_periodiek", "Geen periodiek"
    OVERPLAATSING = "overplaatsing", "Overplaatsing"
    SCHORSING = "schorsing", "Schorsing"
    VOORWAARDELIJK_ONTSLAG = "voorwaardelijk_ontslag", "Voorwaardelijk ontslag"
    ONTSLAG = "ontslag", "Ontslag"
    ONTSLAG_OP_STAANDE_VOET = "ontslag_op_staande_voet", "Ontslag op staande voet"
    ONTBINDINGSVERZOEK = "ontbindingsverzoek", "Ontbindingsverzoek"
    VASTSTELLINGSOVEREENKOMST = "vaststellingsovereenkomst", "Vaststellingsovereenkomst"
    EINDE_INHUUR = "einde_inhuur", "Einde inhuur"
    ZELF_VERTROKKEN = "zelf_vertrokken", "Zelf vertrokken"
    TERUGVORDERING = "terugvordering", "Terugvordering"
    POLITIEK = "politiek", "Politieke uitkomst"
    GEEN = "geen", "Geen maatregel"


# A talk and agreements are no sanction; everything else needs a voornemen and a zienswijze first.
GEEN_SANCTIE = (
    MaatregelCode.GESPREK,
    MaatregelCode.WERKAFSPRAKEN,
    MaatregelCode.ZELF_VERTROKKEN,
    MaatregelCode.GEEN,
    MaatregelCode.POLITIEK,
)


class Afloop(TextChoices):
    INGETROKKEN = "ingetrokken", "Ingetrokken"
    DOOR_RECHTER_ONTBONDEN = "door_rechter_ontbonden", "Door de rechter ontbonden"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    VERNIETIGD = "vernietigd", "Vernietigd"


class Rechtsgang(TextChoices):
    BEZWAAR = "bezwaar", "Bezwaar"
    GESCHILLENCOMMISSIE = "geschillencommissie", "Geschillencommissie"
    RECHTER = "rechter", "Rechter"


class OrdemaatregelCode(TextChoices):
    AUTORISATIES_INGETROKKEN = "autorisaties_ingetrokken", "Autorisaties ingetrokken"
    TOEGANGSONTZEGGING = "toegangsontzegging", "Toegang ontzegd"
    OP_NON_ACTIEF = "op_non_actief", "Op non-actief"
    SCHORSING = "schorsing", "Schorsing"


class Strafrecht(TextChoices):
    AANGIFTE = "aangifte", "Aangifte gedaan"
    ADVIES_RIJKSRECHERCHE = "advies_rijksrecherche", "Advies gevraagd aan de Rijksrecherche"
    NIET = "niet", "Geen aangifte"


class Bewaarklasse(TextChoices):
    """Keep how long after closing; number of the Selectielijst gemeenten 2020 where that is the source."""

    ONDERZOEK = "onderzoek", "Integriteitsonderzoek (12.1.7): 10 jaar"
    SANCTIE = "sanctie", "Sanctie (12.2): 10 jaar"
    KLOKKENLUIDER = "klokkenluider", "Klokkenluidersmelding (4.1.4): blijvend, gepseudonimiseerd"
    AFGEBROKEN = "afgebroken", "Afgebroken of niet in behandeling (12.3, 4.2): 1 jaar"
    LIJN = "lijn", "In de lijn zonder sanctie (19.1): 5 jaar"
    AANGIFTE = "aangifte", "Aangifte (29.1): 5 jaar"
    ONGEGROND = "ongegrond", "Onderzoek ongegrond: 10 jaar, afgeschermd"


class ContactSoort(TextChoices):
    NABESPREKING = "nabespreking", "Nabespreking met de melder"
    BENADELINGSCHECK = "benadelingscheck", "Benadelingscheck"
    NAZORG_BETROKKENE = "nazorg_betrokkene", "Nazorg voor de betrokkene"
    NAZORG_TEAM = "nazorg_team", "Nazorg voor het team"
    CONTACT = "contact", "Ander contact"


# When to ask whether the melder suffers for having spoken: days after receipt.
BENADELINGSCHECKS = (30, 90, 180, 365)


class Basiseis(TextChoices):
    """The demands on an investigation of a person. The first six block its completion (``HARD``)."""

    OPDRACHT = "opdracht", "Schriftelijke opdracht met aanleiding, vragen, reikwijdte, middelen en termijn"
    ONAFHANKELIJK = "onafhankelijk", "Onderzoeker en bevoegd gezag verklaarden dat zij onafhankelijk zijn"
    GEINFORMEERD = (
        "geinformeerd",
        "Betrokkene schriftelijk geïnformeerd, of uitgesteld met reden en einddatum",
    )
    WEDERHOOR = "wederhoor", "Wederhoor op de feiten"
    RAPPORT = "rapport", "Rapport met feiten, zonder advies over een sanctie"
    TERMIJN = "termijn", "Termijn bewaakt"
    NORM = "norm", "De norm die mogelijk is geschonden"
    PROPORTIONEEL = "proportioneel", "Proportionaliteit en subsidiariteit per middel"
    MIDDELEN = "middelen", "Aparte toestemming voor elk ingrijpend middel"
    PROTOCOL = "protocol", "Protocol uitgereikt aan iedereen die is gehoord"
    BIJSTAND = "bijstand", "Recht op bijstand"
    VERSLAG = "verslag", "Verslag van elk gesprek voorgelegd voor correctie"
    ORDEMAATREGEL = "ordemaatregel", "Over een ordemaatregel is apart besloten"
    REHABILITATIE = "rehabilitatie", "Rehabilitatie als het ongegrond is"
    LEESLOG = "leeslog", "Dossier met een logboek van wie het las"
    BEWAARTERMIJN = "bewaartermijn", "Bewaartermijn bepaald"


HARDE_BASISEISEN = (
    Basiseis.OPDRACHT,
    Basiseis.ONAFHANKELIJK,
    Basiseis.GEINFORMEERD,
    Basiseis.WEDERHOOR,
    Basiseis.RAPPORT,
    Basiseis.TERMIJN,
)
