"""The tables of rights in words, for who watches over them."""

from collections.abc import Iterable

from incidents import permissions as incidents
from integrity import permissions as integrity
from organisations import permissions as organisations
from organisations.permissions import Recht
from organisations.roles import label_of
from reports import permissions as reports

DELEN = {
    "coordinator": "wie de zaak coördineert",
    "tweede_lezer": "tweede lezer",
    "leidinggevende": "leidinggevende van de zaak",
    "onderzoeker": "onderzoeker van de zaak",
    "bevoegd_gezag": "bevoegd gezag van de zaak",
    "bevoegd_gezag_leest": "bevoegd gezag van de zaak",
    "procesbegeleider": "procesbegeleider van de zaak",
    "opsteller": "opsteller van het rapport",
    "secretaris": "secretaris",
    "bestuur": "burgemeester of bevoegd gezag",
    "griffier": "griffier",
}
TABELLEN = (
    ("Organisatie", "", organisations.RECHTEN),
    ("Integriteit", "integriteit", integrity.RECHTEN),
    ("Agressie", "agressie", incidents.RECHTEN),
    ("Rapporten", "", reports.RECHTEN),
)
INLEIDING = """# Wie mag wat

Deze tabellen zijn wat GIR zelf gebruikt: het programma vraagt nergens anders naar een rol. Wie hier niet
staat, mag het niet en ziet niet dat het bestaat. `script/manage rechten > docs/rechten.md` maakt deze pagina.

- Een rol geldt in één organisatie, voor één register of voor beide, van de eerste tot de laatste dag, en pas
  als een tweede beheerder haar heeft bevestigd. Wat eindigt, is weg bij de volgende klik.
- Wie een zaak coördineert: de coördinator bij medewerkers; bij bestuurders de griffier, en de burgemeester
  als de zaak niet over een burgemeester gaat (bij agressie ook de secretaris). Als niemand in de organisatie
  dat mag: het adres buiten de organisatie.
- Wie betrokkene of slachtoffer is, door de melder is uitgesloten of zich terugtrok, ziet de zaak niet en kan
  er niets in, welke rol ook. Een vervanger ziet wat degene die weg is mag zien, en nooit wat voor die persoon
  niet bestaat. Noemt een ander dan die persoon de vervanger, dan komt er geen rol bij.
- Wie een zaak aannam of onderzocht, oordeelt er niet over. Wie meldde, behandelt de eigen melding niet.
- Ook de database laat meldingen en zaken alleen zien aan wie een rol heeft die er iets mee doet, en aan ieder
  de eigen melding. Een medewerker, vertrouwenspersoon of beheerder ziet daar niets van een ander.
- Achter elke regel staat het deel van het domeindocument waar zij op rust.
"""
KOP = ("| wat | wie | alleen | deel |", "|---|---|---|---|")


def in_words() -> str:
    """The whole page, in Markdown."""
    parts = [INLEIDING]
    for titel, register, rechten in TABELLEN:
        rows = [
            f"| {recht.wat} | {', '.join(_who(recht, register))} | {recht.alleen or '–'} | {recht.bron} |"
            for recht in rechten.values()
        ]
        parts.append(
            "\n".join([f"## {titel}", "", "| wat | wie | alleen | deel |", "|---|---|---|---|", *rows])
        )
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _who(recht: Recht, register: str) -> Iterable[str]:
    named = [label_of(rol, register) for rol in recht.rollen] + [DELEN[deel] for deel in recht.delen]
    return dict.fromkeys(named) or ("niemand: alleen bij het inlezen van een oude registratie",)
