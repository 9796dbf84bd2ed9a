"""A year of incidents for the demonstration: every track and status, relative to today."""

import csv
import io
from datetime import date, time, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gir.demo.afhandeling import Afhandeling, Behandelaars
from incidents.importing import run as importing_run
from incidents.lists import (
    Ambt,
    Baliesignaal,
    Doelbinding,
    Doelwit,
    Hindergrond,
    Incidentsoort,
    Letsel,
    NazorgVervolg,
    Politiestap,
    Spoorsoort,
    Verzuim,
)
from incidents.services import (
    balie,
    bewijs,
    gevolgen,
    intake,
    looptijd,
    peiling,
    politiedossier,
    sporen,
    verbeteren,
    veroorzaker,
    verwijderen,
)
from incidents.services.gevolgen import Gevolgen
from incidents.services.intake import NieuwIncident, NieuwSlachtoffer
from organisations.access import Access, access_for
from organisations.models import Organisation, User

GEBOREN = date(1979, 5, 14)
# What goes wrong on an ordinary day: who, what, how, why, at what hour.
ALLEDAAGS = (
    ("balie", ("schelden",), "balie", "wachttijd", 10),
    ("consulent", ("schelden", "dreigende_houding"), "telefoon", "uitkering", 14),
    ("boa", ("beledigen",), "controle_handhaving", "verkeer_parkeren", 19),
    ("medewerker", ("schreeuwen",), "telefoon", "vergunning", 11),
    ("consulent", ("dreigen_klacht_media", "beledigen"), "email", "afgewezen_besluit", None),
    ("boa", ("duwen_vastgrijpen",), "openbare_ruimte", "boete_controle", 21),
    ("balie", ("beledigen",), "balie", "huisregel", 15),
    ("consulent", ("dreigen_geweld",), "telefoon", "uitkering", 9),
)
# Where it was; else by telephone or online.
PLEK = {"balie": "eigen_gebouw", "controle_handhaving": "buiten", "openbare_ruimte": "buiten"}


class Voorvallen:
    """Reports incidents of the people of one organisation."""

    def __init__(self, organisation: Organisation, domein: str, *, coordinator: str, bestuur: str) -> None:
        self.organisation = organisation
        self.domein = domein
        people = User.objects.filter(email__endswith=f"@{domein}")
        by_user = {user.pk: access for user in people if (access := access_for(user, organisation))}
        self.mensen = Behandelaars(
            coordinator=self.access(coordinator),
            bestuur=self.access(bestuur),
            beslisser=self.access("secretaris"),
            by_user=by_user,
        )

    def user(self, adres: str) -> User:
        return User.objects.select_related("afdeling").get(email=f"{adres}@{self.domein}")

    def access(self, adres: str) -> Access:
        access = access_for(self.user(adres), self.organisation)
        assert access is not None
        return access

    def meld(
        self, adres: str, verhaal: str, gedragingen: tuple[str, ...], *, days_ago: int, **fields: Any
    ) -> Afhandeling:
        """One report. ``over``: what it says of the slachtoffer; ``later``: days from incident to report."""
        who = self.user(adres)
        day = timezone.localdate() - timedelta(days=days_ago)
        over = {"user": who, "doelwit": Doelwit.MEDEWERKER} | fields.pop("over", {})
        later = timedelta(days=fields.pop("later", 0))
        about: dict[str, Any] = {
            "voorval_op": day - later,
            "gemeld_op": day,
            "voorval_tijd": time(8 + len(verhaal) % 12, 30) if days_ago else None,
            "contactvormen": ("balie",),
            "locatietype": "eigen_gebouw",
            "afdeling": who.afdeling,
        }
        new = NieuwIncident(
            slachtoffer=NieuwSlachtoffer(**over),
            gedragingen=gedragingen,
            beschrijving=verhaal,
            melder=who,
            **(about | fields),
        )
        return Afhandeling(intake.register(self.organisation, new, by=self.access(adres)), self.mensen)

    def ordinary(self, days_ago: int, nr: int) -> Afhandeling:
        adres, gedragingen, contactvorm, aanleiding, uur = ALLEDAAGS[nr % len(ALLEDAAGS)]
        return self.meld(
            adres,
            "Iemand werd boos over de gang van zaken en ging over de grens.",
            gedragingen,
            days_ago=days_ago,
            contactvormen=(contactvorm,),
            locatietype=PLEK.get(contactvorm, "online"),
            aanleiding=aanleiding,
            voorval_tijd=time(uur, 15) if uur else None,
        )


def den_haag(organisation: Organisation) -> None:
    v = Voorvallen(organisation, "denhaag.example.nl", coordinator="agressie", bestuur="griffier")
    importing_run.run(organisation, former_years())
    for nr in range(17):
        v.ordinary(350 - 17 * nr, nr).all_the_way()
    _light(v)
    _just_reported(v)
    _serious(v)
    _measures(v)
    _police(v)
    _proof(v)
    _people(v)
    _bestuur(v)
    _survey(v)
    looptijd.stop_terms_of_ended()


def _light(v: Voorvallen) -> None:
    for days_ago in (5, 44, 120, 210):
        told = "Een bezoeker schold omdat de rij lang was."
        v.meld("balie", told, ("schelden",), days_ago=days_ago, aanleiding="wachttijd").close_lightly()
    again = v.meld("balie", "Een bezoeker schreeuwde en liep weg.", ("schreeuwen",), days_ago=80)
    again.close_lightly()
    sporen.reopen(
        again.incident, [Spoorsoort.VEROORZAKER], "Dezelfde bezoeker kwam terug.", by=v.mensen.coordinator
    )


def _just_reported(v: Voorvallen) -> None:
    """Quick reports: of today, of a few days ago and late, and one for which there is no receiver yet."""
    v.meld(
        "balie",
        "Een man gooide zijn papieren naar mij.",
        ("gooien_voorwerp",),
        days_ago=0,
        over={"mag_bellen": True, "letsel": Letsel.PSYCHISCH},
    )
    v.meld("consulent", "Een cliënt dreigde mij op te wachten.", ("dreigen_geweld",), days_ago=1)
    shaken = {"letsel": Letsel.GEEN, "geschrokken": True}
    told = "Uitgescholden bij het uitschrijven van een boete."
    v.meld("boa", told, ("beledigen",), days_ago=9, later=1, over=shaken)
    v.meld(
        "medewerker",
        "Mijn naam en foto staan op sociale media, met een oproep.",
        ("doxing", "dreigen_gezin"),
        days_ago=4,
        contactvormen=("sociale_media_openbaar",),
        kenmerken=("online", "doxing", "privesfeer"),
        locatietype="online",
    ).take_up(1)
    mailer = v.meld(
        "consulent",
        "Een inwoner mailt tien keer per dag over dezelfde zaak.",
        (),
        days_ago=16,
        soort=Incidentsoort.HINDERLIJK_CONTACT,
        contactvormen=("email",),
        locatietype="online",
    )
    mailer.take_up(2).explain(Hindergrond.TE_VAAK, Hindergrond.OVER_BESLUIT).react()


def _serious(v: Voorvallen) -> None:
    """Duties of the Arbowet: one waits since today, one was met."""
    hospital = v.meld(
        "boa",
        "Ik kreeg een klap en viel op de stoep.",
        ("slaan_schoppen",),
        days_ago=2,
        contactvormen=("openbare_ruimte",),
        over={"letsel": Letsel.BEHANDELING, "mag_bellen": True},
    )
    hospital.take_up(0)
    worse = Gevolgen(letsel=Letsel.ZIEKENHUISOPNAME, verzuim=Verzuim.MEER_DAN_3_DAGEN, ernst_beleving=4)
    gevolgen.update(hospital.incident, hospital.slachtoffer, worse, by=hospital.behandelt)
    hospital.damage("Bril", "420.00", employee=True)
    refused = v.meld("balie", "Ik werd bespuugd.", ("spugen",), days_ago=15).take_up(1).refuse_talk(1)
    refused.react(2, "Ordegesprek met de beveiliging erbij.").no_police(reden="geen_resultaat_verwacht")
    verbeteren.add(
        refused.incident,
        "inrichting_ruimte",
        "Een scherm van glas op balie 3.",
        eigenaar="Facilitair",
        gereed_voor=timezone.localdate() + timedelta(days=40),
        by=refused.behandelt,
        klaar=True,
    )


def _measures(v: Voorvallen) -> None:
    """An access ban that runs with a signal at the desk, a warning, one that ended and was repeated, one
    that waits for a decision and one in preparation."""
    ban = v.meld("balie", "Hij sloeg op de balie en dreigde.", ("dreigen_geweld",), days_ago=60)
    ban.take_up(0).react(klaar=False)
    persoon = ban.person("K. Ramp", GEBOREN)
    veroorzaker.inform(ban.incident, persoon, by=ban.leidt, on=ban.day(6), brief=False)
    running = ban.impose("toegangsontzegging", 7, maanden=6)
    balie.set_signal(
        ban.incident,
        persoon,
        Baliesignaal.GEEN_TOEGANG,
        geldig_tot=running.eindigt_op,
        by=ban.leidt,
    )
    ban.finish(Spoorsoort.VEROORZAKER, 7).tell_police(Politiestap.MELDING, 1)
    ban.talk(2).talk(17).learn_nothing()

    ended = v.meld("consulent", "Hij dreigde aan de telefoon.", ("dreigen_geweld",), days_ago=150)
    ended.take_up(1)
    other = ended.person("J. Voorbeeld", date(1988, 2, 2))
    veroorzaker.inform(ended.incident, other, by=ended.leidt, on=ended.day(8), brief=False)
    ended.impose("contactbeperking", 8, maanden=3, brief=False)
    ended.finish(Spoorsoort.VEROORZAKER, 8).no_police(reden="angst")
    ended.care_to_the_end().learn_nothing().close(70)
    repeated = v.meld("consulent", "Dezelfde man dreigde weer.", ("dreigen_geweld",), days_ago=40)
    repeated.take_up(1).react(klaar=False)
    repeated.person("J. Voorbeeld", date(1988, 2, 2), zelfde=other)
    warned = repeated.impose("waarschuwingsbrief", 7, maanden=12)
    repeated.no_police(reden="angst").evaluate(warned, 30).talk(2).talk(16)

    asked = v.meld("balie", "Zij trok aan mijn arm.", ("trekken",), days_ago=12).take_up(0).talk(1)
    asked.person("M. Test", date(1991, 9, 9))
    asked.lay_before(asked.measure("contactbeperking", 20, maanden=3))
    asked.react(klaar=False).no_police(2)
    half = v.meld("medewerker", "Hij bleef dreigen met een advocaat.", ("dwingen_besluit",), days_ago=6)
    half.take_up(1).person("P. Proef", date(1970, 1, 30))
    half.measure("waarschuwingsbrief", 14, maanden=12, care=False)
    half.react(2, klaar=False)


def _police(v: Voorvallen) -> None:
    """From aangifte to verdict and payment; and an aangifte that was decided and not done yet."""
    verdict = v.meld(
        "boa", "Ik werd geslagen.", ("slaan_schoppen",), days_ago=170, aanleiding="boete_controle"
    )
    verdict.take_up(0).tell_police(Politiestap.AANGIFTE, 1, "PL1500-1001").damage("Portofoon", "640.00")
    verdict.justice("aanhouding", 3).justice("om_beslissing", 40, "gedagvaard").justice("zitting", 90)
    verdict.justice("vonnis", 104, "vonnis").justice("betaling", 120, bedrag="640.00")
    verdict.react().care_to_the_end().learn_nothing().close(125)
    v.meld("consulent", "Hij stuurde een foto van mijn huis.", ("dreigen_gezin",), days_ago=3).take_up(
        0
    ).decide_police(Politiestap.AANGIFTE)
    dropped = v.meld("boa", "Een groep gooide flessen.", ("gooien_voorwerp",), days_ago=95).take_up(0)
    dropped.tell_police(Politiestap.AANGIFTE, 1, "PL1500-1044").justice("om_beslissing", 50, "geen_verdachte")
    dropped.react().care_to_the_end().learn_nothing().close(62)


def _proof(v: Voorvallen) -> None:
    """Everything a police file holds, a post that went offline, and somebody who asks for removal."""
    case = v.meld(
        "consulent",
        "Hij zette een filmpje van mij online en schreef dat hij mij weet te vinden.",
        ("dreigen_geweld", "ongewenst_filmen"),
        days_ago=21,
        contactvormen=("balie", "sociale_media_openbaar"),
        kenmerken=("online",),
    ).take_up(0)
    told = Gevolgen(besproken_met=("leidinggevende", "thuis"), nadelige_gevolgen=("werkplezier",))
    gevolgen.update(case.incident, case.slachtoffer, told, by=case.behandelt)
    person = case.person("R. Monster", date(1984, 3, 3), doel=Doelbinding.AANGIFTE)
    bewijs.add_witness(
        case.incident,
        "Beveiliger van de centrale hal",
        by=case.behandelt,
        verklaring="Ik hoorde hem dreigen en bracht hem naar buiten.",
    )
    note = SimpleUploadedFile("aantekening.txt", b"Om 10.40 uur stond hij weer bij de deur.")
    origin = bewijs.Herkomst("Aantekening van de beveiliging", gemaakt_op=case.day(0))
    bewijs.add(case.incident, [note], origin, by=case.behandelt)
    post = bewijs.NieuweUiting(
        "Videosite", "https://video.example.nl/fragment", case.day(0), verwijderverzoek_op=case.day(1)
    )
    online = bewijs.record_online(case.incident, post, [], by=case.behandelt)
    bewijs.update_online(
        case.incident,
        online,
        by=case.behandelt,
        verwijderverzoek_op=case.day(1),
        uitkomst="verwijderd",
        uitkomst_op=case.day(3),
    )
    case.damage("Reiskosten naar de politie", "18.40", employee=True)
    case.tell_police(Politiestap.AANGIFTE, 2, "PL1500-1311").react(klaar=False).talk(2).talk(16)
    asked = politiedossier.Aanvraag(case.leidt.user.naam, telefoon=v.organisation.telefoon)
    politiedossier.make(case.incident, asked, by=case.leidt)
    verwijderen.ask(
        case.incident,
        person,
        by=case.leidt,
        on=case.day(15),
        toelichting="De schrijver vraagt om alles te wissen.",
        beslisser=v.mensen.beslisser.user,
    )


def _people(v: Voorvallen) -> None:
    """Several slachtoffers, each with a clock; and one that was referred."""
    two = v.meld("balie", "Een man sloeg een ruit in terwijl wij er stonden.", ("gebouw",), days_ago=8)
    two.take_up(0).damage("Ruit", "1250.50").tell_police(Politiestap.MELDING, 1)
    also = NieuwSlachtoffer(user=v.user("medewerker"), doelwit=Doelwit.MEDEWERKER)
    gevolgen.add(two.incident, also, by=two.behandelt, on=two.day(1))
    two.talk(2).react()
    referred = v.meld("consulent", "Hij kwam naar mijn huis.", ("stalken",), days_ago=75).take_up(0)
    referred.react().no_police(reden="geen_resultaat_verwacht")
    referred.talk(2).talk(16).talk(65, NazorgVervolg.DOORVERWEZEN, "bedrijfsmaatschappelijk_werk")


def _bestuur(v: Voorvallen) -> None:
    """Politieke ambtsdragers and their families: never a line manager."""
    over = {"doelwit": Doelwit.AMBTSDRAGER, "ambt": Ambt.RAADSLID}
    online = {"contactvormen": ("sociale_media_openbaar",), "kenmerken": ("online",), "locatietype": "online"}
    v.meld(
        "raadslid",
        "Doodsbedreigingen onder mijn bericht.",
        ("doodsbedreiging",),
        days_ago=5,
        over=over,
        **online,
    ).take_up(0).tell_police(Politiestap.AANGIFTE, 2, "PL1500-1200").talk(1)
    gezin = NieuwSlachtoffer(naam="Partner van het raadslid", doelwit=Doelwit.GEZIN, ambt=Ambt.RAADSLID)
    home = v.meld(
        "raadslid",
        "Er stond een groep voor mijn huis.",
        ("dreigende_houding",),
        days_ago=33,
        over=over,
        contactvormen=("bij_woning",),
        kenmerken=("privesfeer", "groep"),
        aanleiding="opvang_asiel",
    ).take_up(0)
    gevolgen.add(home.incident, gezin, by=home.behandelt, on=home.day(0))
    home.talk(2)
    v.meld("raadslid", "Beledigende mails.", ("beledigen",), days_ago=190, over=over).all_the_way()
    v.meld("raadslid", "Uitgescholden na de vergadering.", ("schelden",), days_ago=2, over=over, later=1)


def _survey(v: Voorvallen) -> None:
    """The survey of this year, closed: its result stands at Inzicht."""
    survey = peiling.open_survey(v.organisation, by=v.mensen.coordinator)
    answers = [("nee", "")] * 8 + [("ja", "zeker")] * 5 + [("ja", "nee")] * 4 + [("vaker", "weet_niet")] * 4
    for access, given in zip(v.mensen.by_user.values(), answers, strict=False):
        peiling.answer(survey, *given, by=access)
    peiling.close_survey(survey, by=v.mensen.coordinator)


KOLOMMEN = (
    "kenmerk", "voorval_op", "gemeld_op", "soort", "hoofdcategorie", "contactvorm", "afdeling", "doelwit",
    "politie", "aangifte_op", "maatregel", "maatregel_op", "nazorg", "afgesloten_op",
)  # fmt: skip
SOORTEN = ("non_verbaal", "non_verbaal", "bedreiging", "non_verbaal", "fysiek", "vernieling", "bedreiging")
PLEKKEN = (
    ("balie", "Dienst Publiekszaken"),
    ("telefoon", "Sociaal Domein"),
    ("openbare_ruimte", "Stadsbeheer"),
)


def former_years() -> bytes:
    """The old registration: 90 incidents of the three years before this one, as a file to import."""
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";")
    rows.writerow(KOLOMMEN)
    last = timezone.localdate() - timedelta(days=370)
    for nr in range(90):
        day = last - timedelta(days=12 * nr + nr % 5)
        contactvorm, afdeling = PLEKKEN[nr % 3]
        charged, measured = nr % 4 == 0, nr % 6 == 0
        rows.writerow(
            (
                f"OUD-{nr + 1:03d}", day, day, "incident", SOORTEN[nr % 7], contactvorm, afdeling,
                "medewerker",
                "aangifte" if charged else "geen", day + timedelta(days=2) if charged else "",
                "waarschuwingsbrief" if measured else "", day + timedelta(days=9) if measured else "",
                "gehouden" if nr % 3 else "geweigerd", day + timedelta(days=60),
            )
        )  # fmt: skip
    return out.getvalue().encode()
