"""The path of a report, as one table: from concept to published. Buttons, checks and tests come from it.

Source: the domain document on integrity, section 6, and Gemeentewet 169 (the college informs the raad).
"""

from casework.lifecycle import Lifecycle, Transition

CONCEPT = "concept"
AKKOORD = "akkoord"
VASTGESTELD = "vastgesteld"
AANGEBODEN = "aangeboden"
GEPUBLICEERD = "gepubliceerd"

STATUSSEN = (
    (CONCEPT, "Concept"),
    (AKKOORD, "Akkoord"),
    (VASTGESTELD, "Vastgesteld"),
    (AANGEBODEN, "Aangeboden"),
    (GEPUBLICEERD, "Gepubliceerd"),
)
# Its figures stand still; documents can be made of it.
BEVROREN = (VASTGESTELD, AANGEBODEN, GEPUBLICEERD)

# Words for who acts; ``permissions.py`` says who that is.
OPSTELLER = "opsteller"
SECRETARIS = "secretaris"
BESTUUR = "bestuur"
GRIFFIER = "griffier"

# One row a transition, kept as a table.
# fmt: off
LIFECYCLE = Lifecycle(
    statuses=STATUSSEN,
    transitions=(
        Transition(
            "toelichten", "Toelichting schrijven", (CONCEPT,),
            who=(OPSTELLER,),
            uitleg="Schrijf bij elk onderdeel wat de cijfers betekenen.",
        ),
        Transition(
            "inrichten", "Aanpassen", (CONCEPT,),
            who=(OPSTELLER,),
            uitleg="Kies hoe kleine aantallen worden beschermd en wanneer de raad vergadert.",
        ),
        Transition(
            "akkoord_geven", "Akkoord geven", (CONCEPT,), (AKKOORD,),
            who=(SECRETARIS,), leads=True,
            uitleg="De secretaris is het eens met het concept.",
        ),
        Transition(
            "terugsturen", "Terugsturen naar de opsteller", (AKKOORD,), (CONCEPT,),
            who=(SECRETARIS, BESTUUR),
            uitleg="Er moet nog iets veranderen. Zeg wat.",
        ),
        Transition(
            "vaststellen", "Vaststellen", (AKKOORD,), (VASTGESTELD,),
            who=(BESTUUR,), leads=True,
            uitleg="De cijfers staan daarna vast, met de peildatum en de lijsten van dat moment.",
        ),
        Transition(
            "aanbieden", "Aanbieden", (VASTGESTELD,), (AANGEBODEN,),
            who=(GRIFFIER,), leads=True,
            uitleg="Leg het stuknummer vast, en of het stuk openbaar of geheim is.",
        ),
        Transition(
            "publiceren", "Publiceren", (AANGEBODEN,), (GEPUBLICEERD,),
            who=(GRIFFIER,), requires=("openbaar",), leads=True,
            uitleg="Het rapport is voor iedereen.",
        ),
        Transition(
            "corrigeren", "Nieuwe versie maken", BEVROREN,
            who=(OPSTELLER,),
            uitleg="Een correctie is een nieuwe versie. Deze versie blijft bestaan.",
        ),
    ),
)
