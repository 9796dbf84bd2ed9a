"""The standard texts of the letters to a veroorzaker, in plain Dutch, with named fields.

A text is plain: an empty line begins a new alinea, "# " a heading, "- " a point. An alinea or point with a
field that has no value is left out.
"""

from dataclasses import dataclass

from django.db.models import TextChoices

from incidents.lists import VeroorzakerMaatregelCode

M = VeroorzakerMaatregelCode


class Briefsoort(TextChoices):
    """The kinds of letters, each with a text that the organisation can change."""

    WAARSCHUWING = "waarschuwing", "Waarschuwing"
    CONTACTBEPERKING = "contactbeperking", "Contactbeperking"
    TOEGANGSONTZEGGING = "toegangsontzegging", "Toegangsontzegging"
    SCHADECLAIM = "schadeclaim", "Schadeclaim"
    BESLUIT = "besluit", "Andere maatregel"
    INFORMATIE = "informatie", "Informatie over de registratie"


# The letter that belongs to a measure; any other measure has the general one.
VAN_MAATREGEL = {
    M.WAARSCHUWINGSBRIEF: Briefsoort.WAARSCHUWING,
    M.CONTACTBEPERKING: Briefsoort.CONTACTBEPERKING,
    M.TOEGANGSONTZEGGING: Briefsoort.TOEGANGSONTZEGGING,
    M.LOCATIEVERBOD: Briefsoort.TOEGANGSONTZEGGING,
    M.GEBIEDSVERBOD: Briefsoort.TOEGANGSONTZEGGING,
    M.SCHADE_VERHALEN: Briefsoort.SCHADECLAIM,
}

# What a text may name, with what stands there.
VELDEN = {
    "naam": "de naam van de veroorzaker",
    "organisatie": "de naam van de organisatie",
    "postadres": "de naam en het adres van de organisatie",
    "kenmerk": "het kenmerk van het incident",
    "datum": "de datum van de brief",
    "voorval_op": "de dag van het incident",
    "feiten": "de feiten, zoals vastgelegd bij de maatregel",
    "hindergrond": "bij hinderlijk contact: waarom het contact onredelijk is",
    "zienswijze": "wat de veroorzaker daarover zei",
    "maatregel": "de maatregel",
    "inhoud": "wat de maatregel precies inhoudt",
    "reden": "waarom deze maatregel nodig is",
    "acuut_gevaar": "waarom het niet kon wachten",
    "ingaat_op": "de eerste dag van de maatregel",
    "eindigt_op": "de laatste dag van de maatregel",
    "evaluatie_op": "de dag waarop wij de maatregel opnieuw bekijken",
    "bereikbaar_via": "hoe de veroorzaker ons kan bereiken",
    "basisdienst": "welke dienstverlening doorgaat",
    "schade": "het bedrag van de schade",
    "rechtsmiddel": "de vaste tekst over bezwaar of een klacht",
    "bewaren_tot": "de dag waarop de gegevens worden verwijderd",
    "doel": "waarvoor de gegevens nodig zijn",
    "handtekening": "ruimte voor een handtekening",
    "functie": "de functie van wie ondertekent, zoals gemeentesecretaris",
    "fg": "hoe de functionaris voor de gegevensbescherming te bereiken is",
    "beslisser": "de naam van wie over de maatregel besluit",
}

_VAN_BESLUIT = (
    "feiten",
    "reden",
    "ingaat_op",
    "eindigt_op",
    "evaluatie_op",
    "bereikbaar_via",
    "basisdienst",
    "rechtsmiddel",
)
# What a letter must say, in whatever words: without it the measure is not a careful one.
VERPLICHT = {
    # a warning says it all by its name, so it has no content to describe
    Briefsoort.WAARSCHUWING: _VAN_BESLUIT,
    Briefsoort.CONTACTBEPERKING: (*_VAN_BESLUIT, "inhoud"),
    Briefsoort.TOEGANGSONTZEGGING: (*_VAN_BESLUIT, "inhoud"),
    # a claim asks for money: it takes no service away, and does not run from one day to another
    Briefsoort.SCHADECLAIM: ("feiten", "schade", "bereikbaar_via", "rechtsmiddel"),
    Briefsoort.BESLUIT: (*_VAN_BESLUIT, "inhoud"),
    # nothing is decided here: it says why, how long, and where to ask
    Briefsoort.INFORMATIE: ("doel", "bewaren_tot", "postadres"),
}

# What stands in the fields of an example.
VOORBEELD = {
    "naam": "V. Voorbeeld",
    "postadres": "Gemeente Voorbeeld, Raadhuisplein 1, 1234 AB Voorbeeld",
    "kenmerk": "G-0000-0000",
    "voorval_op": "2 maart 2026",
    "feiten": "U schold aan de balie en gooide een stoel om. Wij vroegen u twee keer om te stoppen.",
    "hindergrond": "veel vaker contact opnemen dan nodig is.",
    "zienswijze": "U zei dat u boos was over een brief en dat het u spijt.",
    "maatregel": "toegangsontzegging",
    "inhoud": "U mag niet in het kantoor komen.",
    "reden": "medewerkers en bezoekers moeten zich veilig kunnen voelen.",
    "acuut_gevaar": "u had een mes bij u.",
    "ingaat_op": "16 maart 2026",
    "eindigt_op": "15 juni 2026",
    "evaluatie_op": "30 april 2026",
    "bereikbaar_via": "U kunt ons bellen op werkdagen van 9.00 tot 17.00 uur, of een brief sturen.",
    "basisdienst": "Een paspoort vraagt u aan op afspraak.",
    "schade": "€ 250,00",
    "rechtsmiddel": "Bent u het niet eens met dit besluit? Dan kunt u binnen zes weken bezwaar maken.",
    "bewaren_tot": "15 juni 2027",
    "doel": "om een maatregel te kunnen nemen",
    "handtekening": "\n\n",
    "functie": "gemeentesecretaris",
    "fg": "fg@voorbeeld.nl",
    "beslisser": "B. Beslisser",
}


@dataclass(frozen=True)
class Brieftekst:
    onderwerp: str
    tekst: str


BEZWAAR = (
    "Bent u het niet eens met dit besluit? Dan kunt u bezwaar maken. Doe dat binnen zes weken na de datum van"
    " deze brief. Schrijf in uw bezwaar uw naam en adres, het kenmerk {kenmerk}, de datum en waarom"
    " u het niet"
    " eens bent met het besluit. Zet uw handtekening en stuur uw bezwaar naar {postadres}. Het"
    " besluit geldt"
    " ook als u bezwaar maakt. Heeft u haast? Dan kunt u de rechtbank vragen om een voorlopige voorziening."
)
KLACHT = (
    "Bent u het niet eens met hoe wij met u omgaan? Dan kunt u een klacht indienen bij"
    " {postadres}. Noem het"
    " kenmerk {kenmerk}. Komen wij er samen niet uit? Dan kunt u naar de Nationale ombudsman of de ombudsman"
    " van uw gemeente. Deze brief is geen besluit waartegen u bezwaar kunt maken."
)

_BEGIN = "Beste {naam},\n\n"
_WAT = (
    "# Wat er gebeurde op {voorval_op}\n\n{feiten}\n\n"
    "Wij vinden dit contact onredelijk: {hindergrond}\n\n"
    "Wij hebben u gevraagd naar uw kant van het verhaal. Dit schreven wij op: {zienswijze}\n\n"
    "Onze medewerkers doen hun werk voor u en voor anderen. Zij moeten dat veilig kunnen doen. Daarom"
    " accepteren wij dit niet.\n\n"
)
_WAAROM = "Waarom wij dit doen: {reden}\n\nDit kon niet wachten: {acuut_gevaar}\n\n"
_BEREIKBAAR = "# Zo bereikt u ons\n\n{bereikbaar_via}\n\n"
_DIENST = "Onze hulp aan u gaat door. {basisdienst}\n\n"
_OPNIEUW = "Op {evaluatie_op} bekijken wij of dit nog nodig is.\n\n"
_EINDE = (
    "# Niet mee eens?\n\n{rechtsmiddel}\n\nMet vriendelijke groet,\n\n"
    "Namens {organisatie},\n{handtekening}\n{functie}"
)

STANDAARD = {
    Briefsoort.WAARSCHUWING: Brieftekst(
        "Waarschuwing",
        _BEGIN
        + "U krijgt van ons een officiële waarschuwing. In deze brief leest u waarom, en wat dit voor u"
        " betekent.\n\n"
        + _WAT
        + "# Wat wij van u vragen\n\nWij vragen u om rustig en met respect met onze medewerkers om te"
        " gaan.\n\n"
        "Deze waarschuwing geldt van {ingaat_op} tot en met {eindigt_op}. Gebeurt het in die tijd"
        " weer? Dan kan"
        " een zwaardere maatregel volgen, zoals een verbod om in onze gebouwen te komen.\n\n"
        + _WAAROM
        + _OPNIEUW
        + _BEREIKBAAR
        + _DIENST
        + _EINDE,
    ),
    Briefsoort.CONTACTBEPERKING: Brieftekst(
        "Afspraken over contact met ons",
        _BEGIN + "Wij beperken de manier waarop u contact met ons kunt hebben. In deze brief leest u waarom,"
        " en hoe u"
        " ons wel kunt bereiken.\n\n"
        + _WAT
        + "# Wat wij besloten hebben\n\nVan {ingaat_op} tot en met {eindigt_op} geldt voor u het volgende."
        " {inhoud}\n\nOp berichten die daar niet bij passen, reageren wij niet.\n\n"
        + _WAAROM
        + _OPNIEUW
        + _BEREIKBAAR
        + _DIENST
        + _EINDE,
    ),
    Briefsoort.TOEGANGSONTZEGGING: Brieftekst(
        "U mag tijdelijk niet op onze locatie komen",
        _BEGIN + "U mag een tijd niet op onze locatie komen. In deze brief leest u waarom, en hoe wij u wel"
        " helpen.\n\n"
        + _WAT
        + "# Wat wij besloten hebben\n\nVan {ingaat_op} tot en met {eindigt_op} geldt voor u een"
        " verbod. {inhoud}\n\n"
        + _WAAROM
        + "Komt u in die tijd toch? Dan vragen wij u te vertrekken. Doet u dat niet, dan is dat strafbaar en"
        " bellen wij de politie. De politie weet van dit verbod.\n\n"
        + _OPNIEUW
        + _BEREIKBAAR
        + _DIENST
        + _EINDE,
    ),
    Briefsoort.SCHADECLAIM: Brieftekst(
        "U moet onze schade betalen",
        _BEGIN + "Door wat u deed, is er schade. Wij vragen u om die schade te betalen. In deze brief leest u"
        " hoeveel"
        " dat is en waarom.\n\n"
        + _WAT
        + "# Hoeveel u moet betalen\n\nDe schade is {schade}. Wij stellen u daarvoor aansprakelijk."
        " Betaal dit"
        " bedrag binnen 30 dagen na {datum}. Noem bij uw betaling het kenmerk {kenmerk}.\n\n"
        "Kunt u dit niet in één keer betalen? Neem dan contact met ons op. Wij maken graag een afspraak over"
        " betalen in delen.\n\n" + _BEREIKBAAR + _EINDE,
    ),
    Briefsoort.BESLUIT: Brieftekst(
        "Maatregel",
        _BEGIN
        + "Wij nemen een maatregel. In deze brief leest u welke, waarom, en wat dit voor u betekent.\n\n"
        + _WAT
        + "# Wat wij besloten hebben\n\nDe maatregel is: {maatregel}. {inhoud}\n\n"
        "De maatregel geldt van {ingaat_op} tot en met {eindigt_op}.\n\n"
        + _WAAROM
        + _OPNIEUW
        + _BEREIKBAAR
        + _DIENST
        + _EINDE,
    ),
    Briefsoort.INFORMATIE: Brieftekst(
        "Wij hebben gegevens over u vastgelegd",
        _BEGIN + "Op {voorval_op} was er een incident met een van onze medewerkers. Wij hebben daarover"
        " gegevens van u"
        " vastgelegd. In deze brief leest u welke gegevens dat zijn en wat uw rechten zijn.\n\n"
        "# Wat wij vastleggen\n\n- Uw naam, en uw geboortedatum en adres als wij die weten.\n"
        "- Wat er is gebeurd en wat wij daarna deden.\n\n"
        "# Waarom\n\nWij zijn werkgever en moeten zorgen dat onze medewerkers veilig kunnen werken."
        " Uw gegevens"
        " zijn nodig {doel}. Alleen mensen die dat voor hun werk moeten, zien uw naam. Wij delen uw"
        " gegevens niet met andere organisaties, behalve met de politie en de rechter als dat nodig is.\n\n"
        "# Hoe lang\n\nWij verwijderen uw naam, geboortedatum en adres op {bewaren_tot}. Volgt er"
        " een maatregel of"
        " een nieuw incident, dan kan dat later zijn.\n\n"
        "# Uw rechten\n\nU mag uw gegevens zien. Klopt er iets niet, dan kunt u vragen om dat te"
        " verbeteren. U kunt"
        " ook vragen om uw gegevens te verwijderen. U krijgt dan binnen een maand een besluit, met de reden."
        " Stuur uw vraag naar {postadres} en noem het kenmerk {kenmerk}. Onze functionaris voor de"
        " gegevensbescherming helpt u: {fg}. Bent u niet tevreden? Dan kunt u een klacht indienen bij"
        " de Autoriteit"
        " Persoonsgegevens.\n\nMet vriendelijke groet,\n\n{organisatie}",
    ),
}

del M
