"""The codes of a melding in the words of somebody who never filed one."""

from casework.lists import STANDAARD, Lijst
from integrity.lifecycle import REGISTER
from integrity.lists import BESTUURDERS, Betreft, Melderpositie, Soort
from organisations.models import Organisation

WEET_NIET = "weet_niet"

SOORTEN = {
    Soort.MELDING: (
        "Ik wil iets melden",
        "U denkt dat er iets niet klopt. Wij zoeken uit of dat zo is.",
    ),
    Soort.ADVIESVRAAG: (
        "Ik wil eerst iets vragen",
        "U krijgt antwoord op uw vraag. Er komt nog geen onderzoek.",
    ),
    Soort.SIGNAAL: (
        "Ik wil iets laten weten",
        "Wij lezen het en onthouden het. Er komt geen onderzoek. U krijgt misschien geen antwoord.",
    ),
}

POSITIES = {
    Melderpositie.OPEN: (
        "Open",
        "Wie uw melding behandelt, ziet uw naam. Wij kunnen u makkelijk bellen of spreken.",
    ),
    Melderpositie.VERTROUWELIJK: (
        "Vertrouwelijk",
        "Wie uw melding behandelt, ziet uw naam niet. Die bewaren wij apart. "
        "Vragen en antwoorden gaan via deze website.",
    ),
}

# The first level of the standard list: (in plain words, for example).
CATEGORIEEN = {
    "financieel": ("Geld, fraude of diefstal", "Declaraties die niet kloppen, spullen die verdwijnen."),
    "positie": (
        "Misbruik van een functie",
        "Een opdracht voor een vriend, een geschenk aannemen, een bijbaan die niet mag.",
    ),
    "informatie": (
        "Gegevens bekijken of lekken",
        "Een dossier openen zonder reden, iets geheims doorvertellen.",
    ),
    "geweldsbevoegdheid": ("Onnodig geweld", "Door iemand die voor het werk geweld mag gebruiken."),
    "omgangsvormen": (
        "Ongewenst gedrag",
        "Pesten, discriminatie, intimidatie, seksuele intimidatie, agressie van een collega.",
    ),
    "privesfeer": ("Gedrag in de vrije tijd", "Iets privé dat niet past bij het werk."),
    "dienstmiddelen": (
        "Spullen van het werk verkeerd gebruiken",
        "De auto, de laptop of het gereedschap voor jezelf gebruiken.",
    ),
    "interne_regels": ("Regels van het werk niet volgen", "Bijvoorbeeld afspraken over veiligheid."),
    "wanprestatie": ("Verspilling of heel slecht werk", "Geld of werk dat zomaar verloren gaat."),
    "overig": ("Iets anders", ""),
}

MENSEN = (
    (Betreft.MEDEWERKER, "Een collega"),
    (Betreft.LEIDINGGEVENDE, "Een leidinggevende"),
    (Betreft.INHUUR, "Iemand die is ingehuurd"),
    (Betreft.STAGIAIR_VRIJWILLIGER, "Een stagiair of vrijwilliger"),
    (Betreft.LEVERANCIER, "Een leverancier of ander bedrijf"),
    (Betreft.DERDE, "Iemand anders van buiten"),
)
GRIFFIER = (Betreft.GRIFFIER, "De griffier")
BESTUUR = {
    Organisation.Soort.GEMEENTE: (
        (Betreft.BURGEMEESTER, "De burgemeester"),
        (Betreft.WETHOUDER_GEDEPUTEERDE_DB, "Een wethouder"),
        (Betreft.RAADS_STATEN_AB_LID, "Een raadslid"),
        (Betreft.COMMISSIELID, "Een commissielid"),
        (Betreft.SECRETARIS, "De gemeentesecretaris"),
        GRIFFIER,
    ),
    Organisation.Soort.PROVINCIE: (
        (Betreft.CDK, "De commissaris van de Koning"),
        (Betreft.WETHOUDER_GEDEPUTEERDE_DB, "Een gedeputeerde"),
        (Betreft.RAADS_STATEN_AB_LID, "Een Statenlid"),
        (Betreft.COMMISSIELID, "Een commissielid"),
        (Betreft.SECRETARIS, "De provinciesecretaris"),
        GRIFFIER,
    ),
    Organisation.Soort.WATERSCHAP: (
        (Betreft.DIJKGRAAF, "De dijkgraaf"),
        (Betreft.WETHOUDER_GEDEPUTEERDE_DB, "Een lid van het dagelijks bestuur"),
        (Betreft.RAADS_STATEN_AB_LID, "Een lid van het algemeen bestuur"),
        (Betreft.COMMISSIELID, "Een commissielid"),
        (Betreft.SECRETARIS, "De secretaris-directeur"),
    ),
    Organisation.Soort.MINISTERIE: ((Betreft.SECRETARIS, "De secretaris-generaal"),),
    Organisation.Soort.OVERIG: (
        (Betreft.WETHOUDER_GEDEPUTEERDE_DB, "Een lid van het dagelijks bestuur"),
        (Betreft.RAADS_STATEN_AB_LID, "Een lid van het algemeen bestuur"),
        (Betreft.SECRETARIS, "De secretaris of directeur"),
    ),
}


def betreft_choices(organisation: Organisation) -> list[tuple[str, object]]:
    """Whom a melding can be about here, in groups: an organisation is offered its own bestuurders only."""
    return [
        ("", "Kies wie het is"),
        ("Mensen", list(MENSEN)),
        ("Bestuur en top", list(BESTUUR[Organisation.Soort(organisation.soort)])),
        ("Anders", [(Betreft.ONBEKEND, "Dat weet ik niet")]),
    ]


def betreft_in_words(organisation: Organisation, code: str) -> str:
    words = dict([*MENSEN, *BESTUUR[Organisation.Soort(organisation.soort)]])
    return words.get(code) or ("Dat weet ik niet" if code == Betreft.ONBEKEND else Betreft(code).label)


def is_about_bestuurder(betreft: str) -> bool:
    return betreft in BESTUURDERS


def category_choices(lijst: Lijst) -> list[tuple[str, str]]:
    """The tiles: the first level of the standard list in plain words, or every line of an own list."""
    return [(code, category_in_words(lijst, code)) for code in _offered(lijst)] + [
        (WEET_NIET, "Dat weet ik niet")
    ]


def category_examples(lijst: Lijst) -> dict[str, str]:
    if lijst is not STANDAARD[REGISTER, "categorie"]:
        return {}
    return {code: CATEGORIEEN[code][1] for code in _offered(lijst) if code in CATEGORIEEN}


def category_in_words(lijst: Lijst, code: str) -> str:
    """What the melder chose or was registered, as the melder reads it."""
    if code in ("", WEET_NIET):
        return "Dat weet ik niet"
    if lijst is STANDAARD[REGISTER, "categorie"] and code in CATEGORIEEN:
        return CATEGORIEEN[code][0]
    return lijst.label(code)


def _offered(lijst: Lijst) -> list[str]:
    return [c.code for c in lijst.codes if not c.ouder]
