"""What may happen next to an incident, as one table. Buttons, checks, documentation and tests come from it.

An incident has one status and four tracks (sporen) side by side, each with a clock of its own; it closes
when every track is done or skipped with a reason. Source: the domain document, sections 1, 4 and 5.
"""

from casework.lifecycle import Lifecycle, Transition
from casework.terms import Duur, TermijnDefinitie
from incidents.lists import Spoorsoort

REGISTER = "agressie"

GEMELD = "gemeld"
IN_BEHANDELING = "in_behandeling"
GESLOTEN = "gesloten"
VERNIETIGD = "vernietigd"

STATUSSEN = (
    (GEMELD, "Gemeld"),
    (IN_BEHANDELING, "In behandeling"),
    (GESLOTEN, "Gesloten"),
    (VERNIETIGD, "Vernietigd"),
)

OPEN = (GEMELD, IN_BEHANDELING)
ALTIJD = (*OPEN, GESLOTEN)

# Words for who acts; ``permissions.py`` says who that is.
COORDINATOR = "coordinator"
LEIDINGGEVENDE = "leidinggevende"
BEVOEGD_GEZAG = "bevoegd_gezag"
BEHANDELAARS = (LEIDINGGEVENDE, COORDINATOR)

# The terms of each track: they stop when the track is done or skipped, those of a duty of the Arbowet only
# when that is met.
SPOORTERMIJNEN = {
    Spoorsoort.OPVANG: ("opvanggesprek", "opvang_vervolg", "opvang_nazorg", "opvang_opnieuw"),
    Spoorsoort.VEROORZAKER: ("reactie_veroorzaker",),
    Spoorsoort.POLITIE: ("politiebesluit",),
    Spoorsoort.ORGANISATIE: ("arbeidsinspectie", "ongevallenregister", "lessen"),
}

# One row a transition, kept as a table.
# fmt: off
LIFECYCLE = Lifecycle(
    statuses=STATUSSEN,
    occasions=frozenset(
        (
            "meldplicht_open", "reactie_open", "politiebesluit_open", "te_besluiten", "opvang_open",
            "verwijderverzoek_open", "maatregel_in_voorbereiding",
        )
    ),
    transitions=(
        # the way on, in order: the first that can be done is the next action
        Transition(
            "arbeidsinspectie_melden", "Melden bij de Arbeidsinspectie", ALTIJD,
            who=(COORDINATOR,), requires=("meldplicht_open",), stops=("arbeidsinspectie",),
            leads=True, beside=True,
            uitleg="De wet vraagt dit direct bij overlijden, ziekenhuisopname of blijvend letsel.",
        ),
        Transition(
            "contact_opnemen", "Contact leggen met het slachtoffer", (GEMELD,), (IN_BEHANDELING,),
            who=BEHANDELAARS, leads=True,
            uitleg="Neem contact op, vraag hoe het gaat en wat er nodig is.",
        ),
        Transition(
            "reactie_vastleggen", "Reactie naar de veroorzaker vastleggen", OPEN,
            who=BEHANDELAARS, requires=("reactie_open",),
            leads=True, beside=True,
            uitleg="Een reactie, of een reden waarom die later komt. Bij agressie binnen 24 uur.",
        ),
        Transition(
            "politie_besluiten", "Besluiten over de politie", OPEN,
            who=BEHANDELAARS, requires=("politiebesluit_open",), stops=("politiebesluit",),
            leads=True, beside=True,
            uitleg="Aangifte, melding of geen van beide. Bij agressie binnen 2 werkdagen.",
        ),
        Transition(
            "maatregel_voorleggen", "Maatregel voorleggen", ALTIJD,
            who=BEHANDELAARS, requires=("maatregel_in_voorbereiding", "zorgvuldig"),
            leads=True, beside=True,
            uitleg="Het bevoegd gezag besluit. Dat is altijd een ander dan wie de maatregel voorbereidt.",
        ),
        Transition(
            "maatregel_besluiten", "Besluiten over de maatregel", ALTIJD,
            who=(BEVOEGD_GEZAG,), requires=("te_besluiten",),
            leads=True, beside=True,
            uitleg="U besluit over de maatregel die is voorbereid.",
        ),
        Transition(
            "verwijderverzoek_beslissen", "Beslissen op het verwijderverzoek", ALTIJD,
            who=(BEVOEGD_GEZAG,), requires=("verwijderverzoek_open",),
            leads=True, beside=True,
            uitleg="De veroorzaker krijgt altijd een besluit met een reden.",
        ),
        Transition(
            "nazorg_vastleggen", "Nazorggesprek vastleggen", OPEN,
            who=BEHANDELAARS, requires=("opvang_open",),
            leads=True, beside=True,
            uitleg="Alleen de datum, met wie en wat er volgt. Nooit wat er is gezegd.",
        ),
        Transition(
            "spoor_afronden", "Spoor afronden", OPEN,
            who=BEHANDELAARS, requires=("spoor_open",),
            beside=True,
            uitleg="Alles in dit spoor is gedaan.",
        ),
        Transition(
            "sluiten", "Incident sluiten", (IN_BEHANDELING,), (GESLOTEN,),
            who=BEHANDELAARS, leads=True,
            requires=(
                "sporen_klaar", "maatregelen_besloten", "gemeld_aan_inspectie", "in_ongevallenregister",
            ),
            uitleg="Alle sporen zijn klaar. De melder krijgt bericht.",
        ),
        # aside from the way on
        Transition(
            "licht_afdoen", "Licht afdoen", OPEN, (GESLOTEN,),
            who=BEHANDELAARS, requires=("licht",),
            uitleg="Licht gedrag of hinderlijk contact, zonder letsel en hulpvraag: sluit alles in één keer.",
        ),
        Transition(
            "spoor_overslaan", "Spoor overslaan", OPEN,
            who=BEHANDELAARS, requires=("spoor_open",),
            beside=True,
            uitleg="Dit spoor is niet nodig. Zeg waarom.",
        ),
        Transition(
            "spoor_heropenen", "Spoor weer openen", OPEN,
            who=BEHANDELAARS, requires=("spoor_klaar",),
            uitleg="Er is toch nog iets te doen in dit spoor.",
        ),
        Transition(
            "toewijzen", "Toewijzen", ALTIJD,
            who=(COORDINATOR,),
            uitleg="Kies wie dit incident behandelt.",
        ),
        Transition(
            "niet_mijn_medewerker", "Dit is niet mijn medewerker", OPEN,
            who=(LEIDINGGEVENDE,),
            uitleg="Het incident gaat terug naar de coördinator, of naar de juiste leidinggevende.",
        ),
        Transition(
            "feiten_aanvullen", "Feiten aanvullen", ALTIJD,
            who=BEHANDELAARS,
            uitleg="Wat gebeurde er precies, waar en waarom? De ernst wordt opnieuw berekend.",
        ),
        Transition(
            "slachtoffer_toevoegen", "Slachtoffer toevoegen", OPEN,
            who=BEHANDELAARS,
            uitleg="Er kunnen meer mensen geraakt zijn, ook iemand uit het gezin van een ambtsdrager.",
        ),
        Transition(
            "slachtoffer_bijwerken", "Gevolgen voor het slachtoffer bijwerken", ALTIJD,
            who=BEHANDELAARS, requires=("slachtoffer",),
            uitleg="Letsel, verzuim, gevolgen en met wie het is besproken.",
        ),
        Transition(
            "ongevallenregister_bijwerken", "In het ongevallenregister zetten", ALTIJD,
            who=(COORDINATOR,), requires=("registerplicht_open",), stops=("ongevallenregister",),
            beside=True,
            uitleg="Verplicht bij meer dan 3 werkdagen verzuim.",
        ),
        Transition(
            "schade_vastleggen", "Schade vastleggen", ALTIJD,
            who=BEHANDELAARS,
            uitleg="Wat is er kapot of verloren, en wat heeft het gekost?",
        ),
        Transition(
            "schade_bijwerken", "Schade bijwerken", ALTIJD,
            who=BEHANDELAARS, requires=("schade",),
            uitleg="Voorgeschoten, verhaald of ontvangen.",
        ),
        Transition(
            "veroorzaker_toevoegen", "Veroorzaker toevoegen", ALTIJD,
            who=BEHANDELAARS,
            uitleg="Wat is er van de veroorzaker bekend? De naam staat apart en alleen als dat nodig is.",
        ),
        Transition(
            "identiteit_vastleggen", "Identiteit van de veroorzaker vastleggen", ALTIJD,
            who=(COORDINATOR,), requires=("veroorzaker",),
            uitleg="Alleen voor een maatregel, een aangifte of om schade te verhalen.",
        ),
        Transition(
            "veroorzaker_informeren", "Veroorzaker informeren over de registratie", ALTIJD,
            who=(COORDINATOR,), requires=("identiteit",),
            uitleg="De veroorzaker moet weten dat gegevens zijn vastgelegd. Uitstellen kan met een reden.",
        ),
        Transition(
            "maatregel_voorbereiden", "Maatregel voorbereiden", ALTIJD,
            who=BEHANDELAARS,
            beside=True,
            uitleg="Van aanspreken tot toegangsontzegging. Zware maatregelen vragen eerst zorgvuldigheid.",
        ),
        Transition(
            "zorgvuldigheid_vastleggen", "Zorgvuldigheid van de maatregel", ALTIJD,
            who=BEHANDELAARS, requires=("maatregel_in_voorbereiding",),
            uitleg="Eerder gesprek, hoor en wederhoor, feiten, duur, basisdienst en bezwaar.",
        ),
        Transition(
            "brief_maken", "Brief maken", ALTIJD,
            who=(COORDINATOR, BEVOEGD_GEZAG), requires=("maatregel_met_brief",),
            uitleg="De brief komt uit het dossier. Pas als alles klopt, kan hij weg.",
        ),
        Transition(
            "brief_verzenden", "Brief verzonden", ALTIJD,
            who=(COORDINATOR,), requires=("brief_te_verzenden",),
            uitleg="Leg vast wanneer de brief is verstuurd. Dat kan pas als aan alle eisen is voldaan.",
        ),
        Transition(
            "maatregel_evalueren", "Maatregel evalueren", ALTIJD,
            who=(COORDINATOR, BEVOEGD_GEZAG), requires=("lopende_maatregel",),
            uitleg="Halverwege en 4 weken voor het einde.",
        ),
        Transition(
            "maatregel_beeindigen", "Maatregel eerder beëindigen", ALTIJD,
            who=(BEVOEGD_GEZAG,), requires=("lopende_maatregel",),
            uitleg="De maatregel is niet meer nodig.",
        ),
        Transition(
            "maatregel_verlengen", "Verlenging voorbereiden", ALTIJD,
            who=BEHANDELAARS, requires=("lopende_maatregel",),
            uitleg="Verlengen is een nieuw besluit, met opnieuw hoor en wederhoor.",
        ),
        Transition(
            "politie_vastleggen", "Contact met de politie vastleggen", ALTIJD,
            who=BEHANDELAARS,
            beside=True,
            uitleg="112, een melding of een aangifte: leg vast wanneer en onder welk nummer. Dat telt ook als"
            " besluit over de politie, als dat er nog niet is.",
        ),
        Transition(
            "pif_maken", "Politiedossier (PIF) maken", ALTIJD,
            who=(COORDINATOR, LEIDINGGEVENDE),
            uitleg="Eén dossier voor de politie: wie, wat, waar, waarmee, hoe, wanneer en waarom.",
        ),
        Transition(
            "strafverloop_vastleggen", "Verloop bij politie en justitie", ALTIJD,
            who=(COORDINATOR,), requires=("aangifte",),
            uitleg="Van aanhouding tot vonnis en betaling. De melder leest elke stap.",
        ),
        Transition(
            "getuige_toevoegen", "Getuige toevoegen", ALTIJD,
            who=BEHANDELAARS,
            uitleg="Wie heeft het gezien of gehoord?",
        ),
        Transition(
            "bewijs_toevoegen", "Bewijs of document toevoegen", ALTIJD,
            who=BEHANDELAARS,
            uitleg="Foto, geluid, PDF of mail. Wij bewaren er een controlegetal bij.",
        ),
        Transition(
            "online_vastleggen", "Online bericht vastleggen", ALTIJD,
            who=BEHANDELAARS,
            beside=True,
            uitleg="Platform, adres en een schermafdruk.",
        ),
        Transition(
            "online_bijwerken", "Verwijderverzoek bijwerken", ALTIJD,
            who=BEHANDELAARS, requires=("online_uiting",),
            uitleg="Gevraagd om het bericht weg te halen, en wat eruit kwam.",
        ),
        Transition(
            "signaal_instellen", "Signaal voor balie en huisbezoek", ALTIJD,
            who=(COORDINATOR,), requires=("identiteit",),
            uitleg="De balie ziet alleen een aanwijzing, nooit het dossier.",
        ),
        Transition(
            "signaal_beeindigen", "Signaal intrekken", ALTIJD,
            who=(COORDINATOR,), requires=("signaal",),
            uitleg="De aanwijzing is niet meer nodig.",
        ),
        Transition(
            "verwijderverzoek_vastleggen", "Verzoek van de veroorzaker om verwijdering", ALTIJD,
            who=(COORDINATOR,), requires=("identiteit",),
            uitleg="De veroorzaker vraagt om gegevens te verwijderen.",
        ),
        Transition(
            "bewaren_verlengen", "Langer bewaren met reden", ALTIJD,
            who=(COORDINATOR,), requires=("identiteit",),
            uitleg="Alleen bij een wettelijke reden, met een einddatum.",
        ),
        Transition(
            "verbeteractie_toevoegen", "Verbeteractie toevoegen", ALTIJD,
            who=BEHANDELAARS,
            uitleg="Wat kan de organisatie hiervan leren, en wie pakt het op?",
        ),
        Transition(
            "verbeteractie_afronden", "Verbeteractie bijwerken", ALTIJD,
            who=BEHANDELAARS, requires=("verbeteractie",),
            uitleg="Wijs een eigenaar aan of meld dat het klaar is.",
        ),
        Transition(
            "bericht_sturen", "Bericht aan de melder", ALTIJD,
            who=BEHANDELAARS, requires=("melder_bereikbaar",),
            uitleg="De melder leest dit bij Mijn meldingen.",
        ),
        Transition(
            "notitie_maken", "Interne notitie maken", ALTIJD,
            who=BEHANDELAARS,
            uitleg="De melder leest dit niet.",
        ),
        Transition(
            "uitsluiten", "Iemand uitsluiten van dit incident", ALTIJD,
            who=(COORDINATOR,),
            uitleg="Deze persoon kan daarna nergens meer zien dat het incident bestaat.",
        ),
        Transition(
            "terugtrekken", "Ik ben zelf betrokken", ALTIJD,
            who=(*BEHANDELAARS, BEVOEGD_GEZAG),
            uitleg="U ziet het incident daarna niet meer. Wie het verder behandelt, krijgt bericht.",
        ),
        Transition(
            "corrigeren", "Gegeven corrigeren", ALTIJD,
            who=(COORDINATOR,),
            uitleg="Verbeter een verkeerde datum. De oude waarde blijft in de geschiedenis.",
        ),
        Transition(
            "heropenen", "Incident heropenen", (GESLOTEN,), (IN_BEHANDELING,),
            who=(COORDINATOR,),
            uitleg="Er is iets nieuws. De sporen die u kiest, gaan weer open.",
        ),
        Transition(
            "overnemen", "Overnemen uit een oude registratie", ALTIJD, ALTIJD, may_stay=True,
            uitleg="Alleen voor het importeren.",
        ),
    ),
)

TERMIJNEN = (
    TermijnDefinitie(
        "opvanggesprek", "Opvanggesprek (72 uur)", Duur(3), verb="nazorg_vastleggen",
        toelichting="Binnen 72 uur een gesprek met elk slachtoffer. Telt in dagen.",
    ),
    TermijnDefinitie(
        "opvang_vervolg", "Tweede nazorggesprek", Duur(14), verb="nazorg_vastleggen", gepland=True,
        toelichting="2 weken na het eerste gesprek.",
    ),
    TermijnDefinitie(
        "opvang_nazorg", "Derde nazorggesprek", Duur(56), waarschuw_na=Duur(42), verb="nazorg_vastleggen",
        gepland=True,
        toelichting="6 tot 8 weken na het eerste gesprek. Bij ernstige klachten: doorverwijzen.",
    ),
    TermijnDefinitie(
        "opvang_opnieuw", "Nazorg opnieuw aanbieden", Duur(14), verb="nazorg_vastleggen", gepland=True,
        toelichting="Wie niet wilde, krijgt het 2 weken later nog een keer aangeboden.",
    ),
    TermijnDefinitie(
        "reactie_veroorzaker", "Reactie naar de veroorzaker (24 uur)", Duur(1), verb="reactie_vastleggen",
        toelichting="Richtlijn Veilige Publieke Taak: binnen 24 uur, of een reden waarom later.",
    ),
    TermijnDefinitie(
        "politiebesluit", "Besluit over de politie", Duur(2, "werkdagen"), verb="politie_besluiten",
        toelichting="Binnen 2 werkdagen. Altijd bij geweld of bedreiging.",
    ),
    TermijnDefinitie(
        "arbeidsinspectie", "Melden bij de Arbeidsinspectie", Duur(0), wettelijk=True,
        verb="arbeidsinspectie_melden", loopt_door=True,
        toelichting="Arbowet artikel 9: direct na overlijden, ziekenhuisopname of blijvend letsel.",
    ),
    TermijnDefinitie(
        "ongevallenregister", "In het ongevallenregister zetten", Duur(5, "werkdagen"),
        verb="ongevallenregister_bijwerken",
        toelichting="Arbowet artikel 9: bij meer dan 3 werkdagen verzuim.",
    ),
    TermijnDefinitie(
        "lessen", "Lessen en verbeteracties", Duur(28), waarschuw_na=Duur(21), verb="spoor_afronden",
        gepland=True,
        toelichting="4 weken na de melding is bekeken wat de organisatie leert.",
    ),
    TermijnDefinitie(
        "maatregel_evaluatie", "Maatregel evalueren", Duur(42), verb="maatregel_evalueren", gepland=True,
        berekend=True,
        toelichting="Halverwege en 4 weken voor het einde.",
    ),
    TermijnDefinitie(
        "maatregel_besluit", "Besluiten over de maatregel", Duur(5, "werkdagen"), verb="maatregel_besluiten",
    ),
    TermijnDefinitie(
        "veroorzaker_informeren", "Veroorzaker informeren", Duur(1, "maanden"), wettelijk=True,
        verb="veroorzaker_informeren", loopt_door=True,
        toelichting="AVG artikel 14: binnen een maand, of uitstel met een reden.",
    ),
    TermijnDefinitie(
        "informeren_uitgesteld", "Veroorzaker alsnog informeren", Duur(1, "maanden"),
        verb="veroorzaker_informeren", gepland=True, berekend=True,
        toelichting="Het uitstel loopt af op de dag die u koos.",
    ),
    TermijnDefinitie(
        "verwijderverzoek", "Beslissen op een verwijderverzoek", Duur(1, "maanden"), wettelijk=True,
        verb="verwijderverzoek_beslissen", loopt_door=True,
        toelichting="AVG artikel 12: binnen een maand.",
    ),
)
# fmt: on
TERMIJN_LABELS = {t.code: t.label for t in TERMIJNEN}
TERMIJN_ACTIES = {t.code: t.verb for t in TERMIJNEN if t.verb}
