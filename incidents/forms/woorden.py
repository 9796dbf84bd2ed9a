"""The plain words of the quick report; each stands for a code of the lists."""

from incidents.lists import AangifteGewenst, Ambt, Contactvorm, IncidentKenmerk, Letsel

HINDERLIJK = "hinderlijk_contact"
ANDERS = "anders"

# What happened, in the words of who it happened to. The leidinggevende makes it more precise later.
TEGELS: dict[str, str] = {
    "schelden": "Schelden of schreeuwen",
    "beledigen": "Beledigen of vernederen",
    "dreigende_houding": "Dreigend op mij afkomen",
    "dreigen_geweld": "Bedreigen met geweld",
    "doodsbedreiging": "Bedreigen met de dood",
    "dreigen_gezin": "Mijn gezin bedreigd",
    "dwingen_besluit": "Onder druk zetten",
    "duwen_vastgrijpen": "Duwen of vastpakken",
    "slaan_schoppen": "Slaan of schoppen",
    "spugen": "Spugen",
    "gooien_voorwerp": "Met iets gooien",
    "meubilair_apparatuur": "Iets kapotmaken",
    "ongewenst_filmen": "Ongewenst filmen",
    "smaad_laster": "Leugens verspreiden",
    "doxing": "Mijn adres of gegevens verspreiden",
    "stalken": "Volgen of stalken",
    "seksuele_uiting": "Seksuele opmerkingen",
    "aanranding": "Ongewenst aanraken",
    "chantage": "Chanteren",
    HINDERLIJK: "Iemand blijft maar bellen of mailen, zonder dreiging",
    ANDERS: "Iets anders",
}
# Behind "Iets anders": what no tile says.
WEET_NIET = "weet_niet"
ANDERE_GEDRAGINGEN: dict[str, str] = {
    "treiteren": "Pesten of treiteren",
    "obsceen_gebaar": "Een grof gebaar maken",
    "discriminerende_uiting": "Discriminerende opmerkingen",
    "dreigen_klacht_media": "Dreigen met een klacht of met de media",
    "dreigen_wapen": "Dreigen met een wapen",
    "bommelding": "Een bommelding",
    "trekken": "Aan mij trekken",
    "bijten_krabben": "Bijten of krabben",
    "verwonden_wapen": "Verwonden met een wapen",
    "opsluiten_gijzelen": "Niet weg laten gaan of opsluiten",
    "inrijden_voertuig": "Met een auto of ander voertuig op mij inrijden",
    "bekladden": "Iets bekladden",
    "gebouw": "Een gebouw beschadigen",
    "dienstvoertuig": "Een dienstauto beschadigen",
    "prive_eigendom": "Iets van mijzelf beschadigen",
    "brandstichting": "Brand stichten",
    WEET_NIET: "Dat weet ik niet",
}
# Told by the tile itself.
KENMERK_VAN_TEGEL = {
    "doxing": IncidentKenmerk.DOXING,
    "stalken": IncidentKenmerk.STALKING,
    "seksuele_uiting": IncidentKenmerk.SEKSUELE_INTIMIDATIE,
    "aanranding": IncidentKenmerk.SEKSUELE_INTIMIDATIE,
}

KENMERKEN: dict[str, str] = {
    IncidentKenmerk.WAPEN: "Met een wapen",
    IncidentKenmerk.ONLINE: "Online",
    IncidentKenmerk.DISCRIMINATIE: "Discriminatie",
    IncidentKenmerk.SEKSUELE_INTIMIDATIE: "Seksueel",
    IncidentKenmerk.GROEP: "Door een groep",
    IncidentKenmerk.PRIVESFEER: "Bij mij thuis of privé",
}

VANDAAG, GISTEREN = "vandaag", "gisteren"
DAGEN = {VANDAAG: "Vandaag", GISTEREN: "Gisteren", ANDERS: "Eerder"}

# The usual places as tiles; every other one stands in a list behind "Ergens anders".
PLAATSEN: dict[str, str] = {
    Contactvorm.BALIE: "Aan de balie",
    Contactvorm.TELEFOON: "Aan de telefoon",
    Contactvorm.EMAIL: "Per e-mail",
    Contactvorm.SOCIALE_MEDIA_OPENBAAR: "Op sociale media",
    Contactvorm.HUISBEZOEK: "Op huisbezoek",
    Contactvorm.OPENBARE_RUIMTE: "Op straat",
    Contactvorm.CONTROLE_HANDHAVING: "Bij een controle",
}
ANDERE_PLAATSEN = [(c.value, c.label) for c in Contactvorm if c not in PLAATSEN]
ONLINE_PLAATSEN = (Contactvorm.SOCIALE_MEDIA_OPENBAAR, Contactvorm.SOCIALE_MEDIA_PRIVE)
PRIVE_PLAATSEN = (Contactvorm.BIJ_WONING, Contactvorm.PRIVETIJD)

# To be shaken is no letsel: it makes an incident not heavier, and it is not told to the direction. It is
# kept beside it, for who asks how somebody is.
GESCHROKKEN = "geschrokken"
LETSEL_VAN = {GESCHROKKEN: Letsel.GEEN}
LETSEL: dict[str, str] = {
    Letsel.GEEN: "Nee",
    GESCHROKKEN: "Geschrokken of van slag",
    Letsel.PSYCHISCH: "Psychische klachten, bijvoorbeeld slecht slapen",
    Letsel.LICHT: "Licht gewond, geen arts nodig",
    Letsel.BEHANDELING: "Gewond, er is een arts nodig",
    Letsel.ZIEKENHUISOPNAME: "Opgenomen in het ziekenhuis",
}
VRAAG_HOE_HET_GAAT = "Is geschrokken of van slag. Vraag hoe het gaat."
JA, NEE = "ja", "nee"
JA_NEE = {JA: "Ja", NEE: "Nee"}
AANGIFTE = {
    AangifteGewenst.JA: "Ja",
    AangifteGewenst.NEE: "Nee",
    AangifteGewenst.WEET_NIET: "Weet ik nog niet",
}

ZELF, COLLEGA, AMBT = "zelf", "collega", "ambt"
VOOR_WIE = {
    ZELF: "Voor mezelf",
    COLLEGA: "Voor een collega",
    AMBT: "Ik ben politiek ambtsdrager, of familie daarvan",
}
# Of each kind of organisation its offices, as examples, and as what somebody says of themselves.
AMBTEN = {
    "gemeente": (Ambt.BURGEMEESTER, Ambt.WETHOUDER, Ambt.RAADSLID, Ambt.COMMISSIELID, Ambt.GRIFFIER),
    "provincie": (Ambt.CDK, Ambt.GEDEPUTEERDE, Ambt.STATENLID, Ambt.COMMISSIELID, Ambt.GRIFFIER),
    "waterschap": (Ambt.DIJKGRAAF, Ambt.DB_LID, Ambt.AB_LID, Ambt.COMMISSIELID),
}
AMBT_VOORBEELDEN = {
    "gemeente": "raadslid, wethouder of burgemeester",
    "provincie": "statenlid, gedeputeerde of commissaris van de Koning",
    "waterschap": "lid van het algemeen bestuur of dijkgraaf",
}
IK_BEN = {
    "gemeente": "raadslid, wethouder of bestuurder",
    "provincie": "statenlid, gedeputeerde of bestuurder",
    "waterschap": "bestuurder, zoals lid van het algemeen bestuur",
}


def offices_of(soort: str) -> list[tuple[str, str]]:
    """The offices that this kind of organisation has; of another kind all of them."""
    return [(a.value, a.label) for a in AMBTEN.get(soort, tuple(Ambt))]


def explain_office(soort: str) -> str:
    example = f"Bijvoorbeeld {AMBT_VOORBEELDEN[soort]}. " if soort in AMBT_VOORBEELDEN else ""
    return f"{example}Uw melding gaat niet naar een leidinggevende."


def i_am(soort: str) -> str:
    return f"Ik ben {IK_BEN.get(soort, 'politiek ambtsdrager')}, of familie daarvan"
