"""What happens in both worlds, before and after the hidden zaak came in."""

import random
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.lifecycle import LifecycleError
from gir.demo.afhandeling import Afhandeling
from gir.demo.path import Gang
from incidents.services import intake as incident_intake
from incidents.services.intake import NieuwIncident, NieuwSlachtoffer
from integrity.models import Melding
from integrity.services import intake, triage, verloop, zorg
from ledger.actors import MELDER, SYSTEEM
from organisations.roles import Register, Rol
from reports import periods
from reports.services import concepts
from tests.werelden.bepaald import chance
from tests.werelden.bezetting import Bezetting
from tests.werelden.scenario import Scenario

# Who does the same wherever they are met.
NAAM, GEBOREN = "K. Dezelfde", date(1979, 5, 14)


def happen(s: Scenario, cast: Bezetting, when: str, kinds: tuple[str, ...]) -> None:
    for nr, kind in enumerate(kinds):
        name = f"{s.nummer} {when} {nr}"
        with chance(name):
            HAPPENS[kind](random.Random(name), cast)


def file(cast: Bezetting, days_ago: int, **fields) -> Melding:
    new = {
        "ontvangen_op": timezone.localdate() - timedelta(days=days_ago),
        "kanaal": "portaal",
        "melderpositie": "open",
        "melderrelatie": "medewerker",
        "categorie": "nevenwerkzaamheden",
        "betreft": "medewerker",
        "afdeling": cast.people["melder"].afdeling,
        "beschrijving": "Een collega werkt in werktijd voor een eigen bedrijf.",
        "melder": intake.Melder(user=cast.people["melder"], naam="P. Melder"),
    }
    return intake.register(cast.organisation, intake.NieuweMelding(**(new | fields)), by=MELDER)


def _zaak(draw: random.Random, cast: Bezetting) -> None:
    days = draw.choice((0, 3, 30, 100, 200))
    about = draw.choice(("medewerker", "medewerker", "medewerker", "wethouder_gedeputeerde_db"))
    melding = file(cast, days, betreft=about, categorie=draw.choice(("lekken", "pesten")))
    if about != "medewerker":
        return
    path = Gang(melding.zaak, cast.rollen(), pace=draw.choice((0, 5)))
    path.to(
        draw.choice(("ontvangen", "beoordeling", "in_de_lijn", "feitenonderzoek", "wederhoor", "gesloten"))
    )
    _give_to_x(melding, cast)
    if draw.random() < 0.3:
        intake.add(melding, "Ik heb nog iets gezien.")


def _give_to_x(melding: Melding, cast: Bezetting) -> None:
    """X gets the part that goes with a role of theirs, where that can be."""
    zaak = melding.zaak
    zaak.refresh_from_db()
    access = cast.access_of_x.in_person
    deel = next((deel for deel, rol in DELEN.items() if access.heeft(rol)), None)
    if deel:
        try:
            verloop.hand_out(zaak, by=cast.access("coordinator"), **{deel: cast.x})
        except (ValidationError, LifecycleError):
            return


DELEN = {
    "onderzoeker": Rol.ONDERZOEKER,
    "bevoegd_gezag": Rol.BEVOEGD_GEZAG,
    "procesbegeleider": Rol.PROCESBEGELEIDER,
    "coordinator": Rol.INTEGRITEITSCOORDINATOR,
}


def _signaal(draw: random.Random, cast: Bezetting) -> None:
    soort = draw.choice(("signaal", "adviesvraag"))
    melding = file(cast, draw.choice((0, 4, 40)), soort=soort)
    if draw.random() < 0.3:
        intake.convert(melding, by=cast.access("coordinator"))


def _gevoegd(draw: random.Random, cast: Bezetting) -> None:
    one, other = (file(cast, days).zaak for days in (20, 12))
    triage.join(other, one, by=cast.access("coordinator"))
    one.refresh_from_db()
    zorg.add_improvement(one, "Een nieuwe werkafspraak.", by=cast.access("coordinator"))


def tell(cast: Bezetting, days_ago: int, **fields) -> Afhandeling:
    """An incident of the melder at the desk, or as said otherwise."""
    day = timezone.localdate() - timedelta(days=days_ago)
    new = {
        "voorval_op": day,
        "gemeld_op": day,
        "gedragingen": ("schelden",),
        "contactvormen": ("balie",),
        "locatietype": "eigen_gebouw",
        "afdeling": cast.people["melder"].afdeling,
        "beschrijving": "Een bezoeker werd boos over de wachttijd.",
        "melder": cast.people["melder"],
        "slachtoffer": NieuwSlachtoffer(user=cast.people["melder"], doelwit="medewerker"),
    } | fields
    reporter = next(who for who, user in cast.people.items() if user == new["melder"])
    incident = incident_intake.register(cast.organisation, NieuwIncident(**new), by=cast.access(reporter))
    return Afhandeling(incident, cast.mensen())


def _incident(draw: random.Random, cast: Bezetting) -> None:
    gedraging = draw.choice(("schelden", "dreigen_geweld", "slaan_schoppen"))
    case = tell(cast, draw.choice((0, 2, 10, 61, 120)), gedragingen=(gedraging,))
    if draw.random() < 0.5:
        case.take_up(1).react(klaar=False)
        case.person(NAAM, GEBOREN)
    elif draw.random() < 0.5 and case.incident.ontvangen_op < timezone.localdate() - timedelta(days=60):
        case.all_the_way(60)


def _rapport(draw: random.Random, cast: Bezetting) -> None:
    year = timezone.localdate().year
    for register in Register:
        concepts.make_concept(cast.organisation, register, periods.parse(str(year)), by=SYSTEEM)


HAPPENS = {
    "zaak": _zaak,
    "signaal": _signaal,
    "gevoegd": _gevoegd,
    "incident": _incident,
    "rapport": _rapport,
}
