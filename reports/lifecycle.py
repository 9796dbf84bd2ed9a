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

# Words for who acts; ``permissions.py`` says who that is, ``bestuur.py`` what {secretaris}, {bestuur} and
# {raad} are called.
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
            "inrichten", "Vergadering en kleine aantallen", (CONCEPT,),
            who=(OPSTELLER,),
            uitleg="Kies hoe kleine aantallen worden beschermd en wanneer de vergadering van {raad} is.",
        ),
        Transition(
            "adresseren", "Brief invullen", (CONCEPT, AKKOORD, VASTGESTELD),
            who=(OPSTELLER, GRIFFIER),
            uitleg="Zeg aan wie het rapport als brief gaat, en wie ondertekenen.",
        ),
        Transition(
            "voorleggen", "Voorleggen", (CONCEPT,),
            who=(OPSTELLER,), leads=True,
            uitleg="Is het concept klaar? Dan krijgt {secretaris} een e-mail met een link.",
        ),
        Transition(
            "akkoord_geven", "Akkoord geven", (CONCEPT,), (AKKOORD,),
            who=(SECRETARIS,), leads=True,
            uitleg="Bent u het eens met het concept? Daarna beslist {bestuur}. Moet er nog iets"
            " veranderen, zeg dat dan eerst tegen wie het schreef.",
        ),
        Transition(
            "terugsturen", "Terugsturen naar de opsteller", (AKKOORD,), (CONCEPT,),
            who=(SECRETARIS, BESTUUR),
            uitleg="Er moet nog iets veranderen. Zeg wat.",
        ),
        Transition(
            "vaststellen", "Vaststellen", (AKKOORD,), (VASTGESTELD,),
            who=(BESTUUR,), leads=True,
            uitleg="Leg het besluit van {bestuur} vast. De cijfers en de woorden staan daarna vast.",
        ),
        Transition(
            "aanbieden", "Aanbieden", (VASTGESTELD,), (AANGEBODEN,),
            who=(GRIFFIER,), leads=True,
            uitleg="U stuurt het rapport zelf naar {raad}. De bestanden vindt u bij het rapport. Leg daarna"
            " het stuknummer vast, en of het stuk openbaar of geheim is.",
        ),
        Transition(
            "publiceren", "Publiceren", (AANGEBODEN,), (GEPUBLICEERD,),
            who=(GRIFFIER,), requires=("openbaar",), leads=True,
            uitleg="Zet het rapport op uw website. Leg daarna vast dat iedereen het kan lezen.",
        ),
        Transition(
            "corrigeren", "Nieuwe versie maken", BEVROREN,
            who=(OPSTELLER,),
            uitleg="Een correctie is een nieuwe versie. Deze versie blijft bestaan.",
        ),
    ),
)
