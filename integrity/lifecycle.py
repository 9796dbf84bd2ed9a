"""What may happen next to a zaak, as one table. Buttons, checks, documentation and tests come from it.

Source: the path and the steps of the domain document (Den Haag, Modelaanpak basisnormen 2006, Wbk 2023).
Destroying and transferring a closed zaak are statuses without a way in yet: they belong to retention.
"""

from casework.lifecycle import Lifecycle, Transition
from casework.terms import Duur, TermijnDefinitie
from integrity.lists import VooronderzoekUitkomst

REGISTER = "integriteit"

ONTVANGEN = "ontvangen"
BEOORDELING = "beoordeling"
NIET_IN_BEHANDELING = "niet_in_behandeling"
IN_DE_LIJN = "in_de_lijn"
VOORONDERZOEK = "vooronderzoek"
FEITENONDERZOEK = "feitenonderzoek"
EXTERN = "extern"
WEDERHOOR = "wederhoor"
OORDEEL = "oordeel"
MAATREGEL = "maatregel"
NAZORG = "nazorg"
GESLOTEN = "gesloten"
VERNIETIGD = "vernietigd"
OVERGEBRACHT = "overgebracht"

STATUSSEN = (
    (ONTVANGEN, "Ontvangen"),
    (BEOORDELING, "Beoordeling"),
    (NIET_IN_BEHANDELING, "Niet in behandeling"),
    (IN_DE_LIJN, "In de lijn"),
    (VOORONDERZOEK, "Vooronderzoek"),
    (FEITENONDERZOEK, "Feitenonderzoek"),
    (EXTERN, "Extern"),
    (WEDERHOOR, "Wederhoor"),
    (OORDEEL, "Oordeel"),
    (MAATREGEL, "Maatregel"),
    (NAZORG, "Nazorg"),
    (GESLOTEN, "Gesloten"),
    (VERNIETIGD, "Vernietigd"),
    (OVERGEBRACHT, "Overgebracht"),
)

TRIAGE = (ONTVANGEN, BEOORDELING)
ONDERWEG = (IN_DE_LIJN, VOORONDERZOEK, FEITENONDERZOEK, EXTERN, WEDERHOOR, OORDEEL, MAATREGEL)
OPEN = (*TRIAGE, *ONDERWEG, NAZORG)
# Still on somebody's list: dropped zaken wait for their closing.
LOPEND = (*OPEN, NIET_IN_BEHANDELING)

NA_VOORONDERZOEK = {
    VooronderzoekUitkomst.IN_DE_LIJN: IN_DE_LIJN,
    VooronderzoekUitkomst.FEITENONDERZOEK: FEITENONDERZOEK,
    VooronderzoekUitkomst.GEEN_SCHENDING: NAZORG,
    VooronderzoekUitkomst.EXTERN: EXTERN,
}

# Words for who acts; ``permissions.py`` says who that is.
COORDINATOR = "coordinator"
TWEEDE_LEZER = "tweede_lezer"
LEIDINGGEVENDE = "leidinggevende"
ONDERZOEKER = "onderzoeker"
BEVOEGD_GEZAG = "bevoegd_gezag"
PROCESBEGELEIDER = "procesbegeleider"
BEHANDELAARS = (COORDINATOR, LEIDINGGEVENDE, ONDERZOEKER, BEVOEGD_GEZAG, PROCESBEGELEIDER)

# Who did one of these took the zaak in or investigated it, and never judges it.
NEEMT_IN_OF_ONDERZOEKT = (
    "indienen",
    "bevestigen",
    "beoordelen",
    "vooronderzoek_afronden",
    "naar_wederhoor",
    "zienswijze_vastleggen",
    "basiseis_vastleggen",
    "feitenonderzoek_afronden",
)

# The term that runs as long as a zaak has a status.
STATUS_TERMIJN = {
    BEOORDELING: "beoordelen",
    IN_DE_LIJN: "in_de_lijn",
    VOORONDERZOEK: "vooronderzoek",
    FEITENONDERZOEK: "feitenonderzoek",
    WEDERHOOR: "wederhoor",
    OORDEEL: "oordeel",
    MAATREGEL: "maatregel",
}

# One row a transition, kept as a table.
# fmt: off
LIFECYCLE = Lifecycle(
    statuses=STATUSSEN,
    status_terms=STATUS_TERMIJN,
    occasions=frozenset(
        ("te_bevestigen", "voorstel", "geen_lopend_onderzoek", "te_horen", "onbeslist", "terugkoppeling_open")
    ),
    transitions=(
        # the way on, in order: the first that can be done is the next action
        Transition(
            "bevestigen", "Ontvangst bevestigen", LOPEND, (BEOORDELING,), may_stay=True,
            who=(COORDINATOR,), requires=("te_bevestigen",), leads=True, while_suspended=True,
            uitleg="Laat de melder weten dat de melding is ontvangen. De wet vraagt dit binnen 7 dagen.",
        ),
        Transition(
            "uitstroom_bevestigen", "Niet in behandeling: tweede lezer akkoord", OPEN, (NIET_IN_BEHANDELING,),
            who=(TWEEDE_LEZER,), requires=("voorstel",), stops=("niet_in_behandeling",), leads=True,
            uitleg="Iemand anders leest mee voordat een melding afvalt.",
        ),
        Transition(
            "beoordelen", "Beoordelen", TRIAGE, (IN_DE_LIJN, VOORONDERZOEK, FEITENONDERZOEK, EXTERN),
            who=(COORDINATOR,), requires=("bevestigd", "geen_voorstel"), leads=True,
            uitleg="Kies wat er met de zaak gebeurt en waarom.",
        ),
        Transition(
            "lijn_afronden", "Uitkomst in de lijn vastleggen", (IN_DE_LIJN,), (NAZORG, BEOORDELING),
            who=(LEIDINGGEVENDE, COORDINATOR), requires=("leidinggevende",), leads=True,
            uitleg="Leg vast wat er is besproken en wat eruit kwam.",
        ),
        Transition(
            "start_vooronderzoek", "Vooronderzoek starten", (VOORONDERZOEK,),
            who=(COORDINATOR,), requires=("geen_lopend_onderzoek",), leads=True,
            uitleg="Wijs een onderzoeker aan en geef de vraag mee.",
        ),
        Transition(
            "vooronderzoek_afronden", "Vooronderzoek afronden", (VOORONDERZOEK,),
            (IN_DE_LIJN, FEITENONDERZOEK, NAZORG, EXTERN),
            who=(ONDERZOEKER,), requires=("lopend_onderzoek",), leads=True,
            uitleg="Leg de uitkomst vast. Die bepaalt hoe de zaak verder gaat.",
        ),
        Transition(
            "start_feitenonderzoek", "Opdracht geven voor feitenonderzoek", (FEITENONDERZOEK,),
            who=(BEVOEGD_GEZAG,), requires=("geen_lopend_onderzoek",), leads=True,
            uitleg="Het bevoegd gezag geeft schriftelijk opdracht aan een onafhankelijke onderzoeker.",
        ),
        Transition(
            "naar_wederhoor", "Wederhoor starten", (FEITENONDERZOEK, WEDERHOOR), (WEDERHOOR,),
            who=(ONDERZOEKER,), requires=("lopend_onderzoek", "te_horen", "basiseisen_start"),
            leads=True,
            uitleg="Leg de feiten voor aan de betrokkene.",
        ),
        Transition(
            "feitenonderzoek_afronden", "Feitenonderzoek afronden", (FEITENONDERZOEK, WEDERHOOR), (OORDEEL,),
            who=(ONDERZOEKER,),
            requires=("lopend_onderzoek", "aantijging", "wederhoor", "basiseisen_hard", "basiseisen_rest"),
            leads=True,
            uitleg="Lever het rapport met de feiten op. Het oordeel is aan het bevoegd gezag.",
        ),
        Transition(
            "extern_afronden", "Extern onderzoek afronden", (EXTERN,), (OORDEEL, NAZORG, FEITENONDERZOEK),
            who=(COORDINATOR,), leads=True,
            uitleg="De politie, het OM of een andere instantie is klaar. Kies hoe het verder gaat.",
        ),
        Transition(
            "oordelen", "Oordeel vastleggen", (OORDEEL,), (MAATREGEL, NAZORG), may_stay=True,
            who=(BEVOEGD_GEZAG,), requires=("aantijging",), leads=True,
            uitleg="Geef per aantijging een oordeel. Wie de zaak innam of onderzocht, oordeelt niet.",
        ),
        Transition(
            "maatregel_opleggen", "Besluit per betrokkene vastleggen", (OORDEEL, MAATREGEL),
            who=(BEVOEGD_GEZAG,), requires=("onbeslist",), leads=True,
            uitleg="Besluit per betrokkene over een maatregel, of leg vast waarom er geen komt.",
        ),
        Transition(
            "maatregelen_afronden", "Besluiten afronden", (MAATREGEL,), (NAZORG,),
            who=(BEVOEGD_GEZAG,), requires=("alles_beslist",), leads=True,
            uitleg="Over elke betrokkene is besloten. De zaak gaat naar de nazorg.",
        ),
        Transition(
            "terugkoppelen", "Terugkoppelen aan de melder", (*LOPEND, GESLOTEN),
            who=(COORDINATOR, PROCESBEGELEIDER), requires=("terugkoppeling_open",), while_suspended=True,
            leads_in=(NAZORG, NIET_IN_BEHANDELING),
            uitleg="Vertel wat er is geoordeeld en gedaan, zonder gegevens van de betrokkene.",
        ),
        Transition(
            "sluiten", "Zaak sluiten", (NAZORG, NIET_IN_BEHANDELING), (GESLOTEN,),
            who=(COORDINATOR,),
            requires=(
                "alles_beoordeeld", "alles_beslist", "ordemaatregelen_klaar", "teruggekoppeld",
                "verbeteracties_belegd",
            ), leads=True,
            uitleg="Alles is gedaan. De melder kan daarna nog steeds iets toevoegen.",
        ),
        # aside from the way on
        Transition(
            "uitstroom_voorstellen", "Niet in behandeling nemen", OPEN,
            who=(COORDINATOR,), requires=("bevestigd", "geen_voorstel"), starts=("niet_in_behandeling",),
            uitleg="Stel voor om de melding niet in behandeling te nemen. Een tweede lezer beslist mee.",
        ),
        Transition(
            "uitstroom_afwijzen", "Niet akkoord: toch beoordelen", OPEN,
            who=(TWEEDE_LEZER,), requires=("voorstel",), stops=("niet_in_behandeling",),
            uitleg="De melding valt niet af en gaat terug naar de coördinator.",
        ),
        Transition(
            "voegen", "Voegen bij een andere zaak", TRIAGE, (GESLOTEN,),
            who=(COORDINATOR,), requires=("geen_voorstel",),
            uitleg="De melding gaat over dezelfde feiten als een andere zaak.",
        ),
        Transition(
            "lijn_teruggeven", "Dit is niet mijn medewerker", (IN_DE_LIJN,), (BEOORDELING,),
            who=(LEIDINGGEVENDE,),
            uitleg="De zaak gaat terug naar de coördinator.",
        ),
        Transition(
            "lijn_maatregel", "Maatregel in de lijn vastleggen", (IN_DE_LIJN, NAZORG),
            who=(LEIDINGGEVENDE, COORDINATOR), requires=("lijn",),
            uitleg="Leg een maatregel vast die in de lijn is genomen. Een oordeel is daar niet voor nodig.",
        ),
        Transition(
            "betrokkene_toevoegen", "Betrokkene of aantijging toevoegen", OPEN,
            who=(COORDINATOR, ONDERZOEKER), requires=("nog_te_oordelen",),
            uitleg="Leg vast om wie het gaat en wat het vermoeden is. Onbekend mag ook.",
        ),
        Transition(
            "basiseis_vastleggen", "Basiseis vastleggen", (FEITENONDERZOEK, WEDERHOOR),
            who=(ONDERZOEKER,), requires=("lopend_onderzoek",),
            uitleg="Houd bij of het onderzoek aan de basiseisen voldoet.",
        ),
        Transition(
            "onafhankelijkheid_verklaren", "Onafhankelijkheid verklaren", (FEITENONDERZOEK, WEDERHOOR),
            who=(ONDERZOEKER, BEVOEGD_GEZAG), requires=("lopend_onderzoek",),
            uitleg="Verklaar dat u geen belang heeft bij de uitkomst.",
        ),
        Transition(
            "zienswijze_vastleggen", "Zienswijze vastleggen", (WEDERHOOR,),
            who=(ONDERZOEKER,),
            uitleg="Leg vast wat de betrokkene van de feiten vindt.",
        ),
        Transition(
            "ordemaatregel_opleggen", "Ordemaatregel vastleggen", OPEN,
            who=(BEVOEGD_GEZAG, COORDINATOR), starts=("ordemaatregel",),
            uitleg="Een ordemaatregel is geen straf en wordt elke 28 dagen opnieuw bekeken.",
        ),
        Transition(
            "ordemaatregel_herzien", "Ordemaatregel herzien", LOPEND,
            who=(BEVOEGD_GEZAG, COORDINATOR), requires=("ordemaatregel",),
            uitleg="Bekijk of de ordemaatregel nog nodig is.",
        ),
        Transition(
            "strafrecht_vastleggen", "Aangifte of keuze daarover vastleggen", LOPEND,
            who=(COORDINATOR, BEVOEGD_GEZAG), while_suspended=True,
            uitleg="Leg vast of er aangifte is gedaan, en zo niet, waarom.",
        ),
        Transition(
            "afloop_vastleggen", "Afloop van een maatregel vastleggen", (MAATREGEL, NAZORG, GESLOTEN),
            who=(COORDINATOR, BEVOEGD_GEZAG), requires=("maatregel",),
            uitleg="Leg bezwaar, een uitspraak of een intrekking vast.",
        ),
        Transition(
            "bericht_sturen", "Bericht aan de melder sturen", (*LOPEND, GESLOTEN),
            who=(COORDINATOR, PROCESBEGELEIDER), requires=("melder_bereikbaar",), while_suspended=True,
            uitleg="De melder leest dit bij Mijn meldingen.",
        ),
        Transition(
            "contact_vastleggen", "Contact of nazorg vastleggen", (*LOPEND, GESLOTEN),
            who=(PROCESBEGELEIDER, COORDINATOR), while_suspended=True,
            uitleg="Nabespreking, benadelingscheck of nazorg: leg vast wanneer en wat eruit kwam.",
        ),
        Transition(
            "verbeteractie_vastleggen", "Verbeteractie vastleggen", OPEN,
            who=(COORDINATOR, BEVOEGD_GEZAG),
            uitleg="Wat kan de organisatie hiervan leren, en wie pakt het op?",
        ),
        Transition(
            "verbeteractie_bijwerken", "Verbeteractie bijwerken", (*LOPEND, GESLOTEN),
            who=(COORDINATOR, BEVOEGD_GEZAG), requires=("verbeteractie",),
            uitleg="Wijs een eigenaar aan of meld dat het klaar is.",
        ),
        Transition(
            "notitie_maken", "Interne notitie maken", (*LOPEND, GESLOTEN),
            who=(COORDINATOR,), while_suspended=True,
            uitleg="Alleen voor coördinatoren. De melder leest dit niet.",
        ),
        Transition(
            "toewijzen", "Toewijzen", (*LOPEND, GESLOTEN),
            who=(COORDINATOR,), while_suspended=True,
            uitleg="Kies wie welke rol heeft in deze zaak.",
        ),
        Transition(
            "uitsluiten", "Iemand uitsluiten van deze zaak", (*LOPEND, GESLOTEN),
            who=(COORDINATOR,), while_suspended=True,
            uitleg="Deze persoon kan daarna nergens meer zien dat de zaak bestaat.",
        ),
        Transition(
            "terugtrekken", "Ik ben zelf betrokken", (*LOPEND, GESLOTEN),
            who=(*BEHANDELAARS, TWEEDE_LEZER), while_suspended=True,
            uitleg="U ziet de zaak daarna niet meer. De coördinatoren krijgen bericht.",
        ),
        Transition(
            "termijn_verlengen", "Termijn verlengen", OPEN,
            who=(COORDINATOR, BEVOEGD_GEZAG), requires=("verlengbaar",),
            uitleg="Alleen met een reden. De melder krijgt die reden te lezen.",
        ),
        Transition(
            "corrigeren", "Gegeven corrigeren", (*LOPEND, GESLOTEN),
            who=(COORDINATOR, BEVOEGD_GEZAG), while_suspended=True,
            uitleg="Verbeter een verkeerde datum of categorie. De oude waarde blijft in de geschiedenis.",
        ),
        Transition(
            "opschorten", "Opschorten", OPEN,
            who=(COORDINATOR,),
            uitleg="Het OM of de politie vraagt om te wachten. De termijnen staan stil.",
        ),
        Transition(
            "hervatten", "Hervatten", OPEN,
            who=(COORDINATOR,), requires=("opgeschort",), while_suspended=True,
            uitleg="De termijnen lopen weer.",
        ),
        Transition(
            "heropenen", "Heropenen", (GESLOTEN, NIET_IN_BEHANDELING), (BEOORDELING,),
            who=(COORDINATOR,), requires=("niet_gevoegd",),
            uitleg="Er is een reden om opnieuw te kijken.",
        ),
        Transition(
            "overnemen", "Overgenomen uit een oude registratie", OPEN, (*ONDERWEG, NAZORG),
            uitleg="Alleen voor de import: een oude registratie houdt niet elke stap bij.",
        ),
    ),
)

TERMIJNEN = (
    TermijnDefinitie(
        "bevestigen", "Ontvangst bevestigen", Duur(7), wettelijk=True, waarschuw_na=Duur(4),
        verb="bevestigen",
        toelichting="Wet bescherming klokkenluiders: binnen 7 dagen na ontvangst.",
    ),
    TermijnDefinitie(
        "terugkoppelen", "Terugkoppelen aan de melder", Duur(3, "maanden"), wettelijk=True,
        waarschuw_na=Duur(2, "maanden"), verb="terugkoppelen", gepland=True,
        toelichting="Wet bescherming klokkenluiders: 3 maanden. Geteld vanaf de ontvangst: het strengst.",
    ),
    TermijnDefinitie("beoordelen", "Beoordelen", Duur(14)),
    TermijnDefinitie("niet_in_behandeling", "Tweede lezer beslist", Duur(14), verb="uitstroom_bevestigen"),
    TermijnDefinitie("in_de_lijn", "Behandelen in de lijn", Duur(42)),
    TermijnDefinitie("vooronderzoek", "Vooronderzoek", Duur(28)),
    TermijnDefinitie("vooronderzoek_bestuurder", "Vooronderzoek naar een bestuurder", Duur(2, "maanden")),
    TermijnDefinitie("feitenonderzoek", "Feitenonderzoek", Duur(84)),
    TermijnDefinitie("wederhoor", "Wederhoor", Duur(10, "werkdagen")),
    TermijnDefinitie("oordeel", "Oordeel", Duur(14)),
    TermijnDefinitie("maatregel", "Besluit over maatregelen", Duur(10, "werkdagen")),
    TermijnDefinitie(
        "ordemaatregel", "Ordemaatregel opnieuw bekijken", Duur(28),
        verb="ordemaatregel_herzien", gepland=True,
    ),
    TermijnDefinitie(
        "benadelingscheck", "Benadelingscheck", Duur(30), verb="contact_vastleggen",
        gepland=True, loopt_door=True,
        toelichting="Daarna opnieuw 90, 180 en 365 dagen na ontvangst.",
    ),
)
# fmt: on
TERMIJN_LABELS = {t.code: t.label for t in TERMIJNEN}
# The action that ends a term, where that is not the way on.
TERMIJN_ACTIES = {t.code: t.verb for t in TERMIJNEN if t.verb}
