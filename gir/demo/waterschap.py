"""A year of incidents of the waterschap: fewer, out of doors, in every track."""

from datetime import date

from gir.demo.incidenten import Voorvallen
from incidents.lists import Ambt, Doelwit, Hindergrond, Incidentsoort, Politiestap, Spoorsoort
from incidents.services import peiling, veroorzaker
from organisations.models import Organisation

BUITEN = {"contactvormen": ("controle_handhaving",), "locatietype": "buiten"}
PER_MAIL = {"contactvormen": ("email",), "locatietype": "online"}
SCHOUW = (
    (290, "Een perceeleigenaar schold tijdens de schouw.", ("schelden", "beledigen"), "boete_controle"),
    (200, "Een visser schold toen ik naar zijn vergunning vroeg.", ("schelden",), "vergunning"),
    (130, "Een bewoner filmde mij en riep dat ik weg moest.", ("ongewenst_filmen",), "huisregel"),
)


def delfland(organisation: Organisation) -> None:
    v = Voorvallen(organisation, "waterschap.example.nl", coordinator="coordinator", bestuur="secretaris")
    for days_ago, told, what, why in SCHOUW:
        v.meld("medewerker", told, what, days_ago=days_ago, aanleiding=why, **BUITEN).all_the_way()
    v.meld("medewerker", "Een agrariër reed op mij in.", ("inrijden_voertuig",), days_ago=1, **BUITEN)
    stone = v.meld("medewerker", "Een visser gooide een steen.", ("gooien_voorwerp",), days_ago=30, **BUITEN)
    stone.take_up(1).talk(3).react().tell_police(Politiestap.AANGIFTE, 2, "PL1500-2101")
    _measure(v)
    _bestuur(v)
    mailer = v.meld(
        "medewerker",
        "Iemand mailt elke dag over de hoogte van zijn aanslag.",
        (),
        days_ago=12,
        soort=Incidentsoort.HINDERLIJK_CONTACT,
        aanleiding="invordering",
        **PER_MAIL,
    )
    mailer.take_up(2).explain(Hindergrond.TE_VAAK)
    light = v.meld("medewerker", "Een bezoeker schold over de wachttijd.", ("schelden",), days_ago=20)
    light.close_lightly()
    peiling.open_survey(organisation, by=v.mensen.coordinator)


def _measure(v: Voorvallen) -> None:
    """A warning that was sent; the lessons were skipped."""
    case = v.meld(
        "medewerker",
        "Hij dreigde mijn auto in de sloot te duwen.",
        ("dreigen_geweld",),
        days_ago=70,
        **BUITEN,
    ).take_up(0)
    person = case.person("D. Dijk", date(1966, 6, 6))
    veroorzaker.inform(case.incident, person, by=case.leidt, on=case.day(6), brief=False)
    case.impose("waarschuwingsbrief", 7, maanden=12)
    case.finish(Spoorsoort.VEROORZAKER, 7).tell_police(Politiestap.MELDING, 1)
    case.skip(Spoorsoort.ORGANISATIE, "De werkwijze is vorig jaar al aangepast.").talk(2).talk(16)


def _bestuur(v: Voorvallen) -> None:
    """Somebody of the algemeen bestuur: read by the secretaris-directeur, never by a line manager."""
    v.meld(
        "bestuurslid",
        "Beledigende mails na het besluit over het peil.",
        ("beledigen", "dwingen_besluit"),
        days_ago=8,
        aanleiding="politiek_standpunt",
        over={"doelwit": Doelwit.AMBTSDRAGER, "ambt": Ambt.AB_LID},
        **PER_MAIL,
    ).take_up(1).react()
