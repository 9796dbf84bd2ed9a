"""A list with a row for each case behind a report, to answer questions or a Woo request. It is made when
somebody asks for it, is kept nowhere, and is no part of the report."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from casework.lists import NIET_GEREGISTREERD
from incidents.gedragingen import Hoofdcategorie
from incidents.lists import Contactvorm, Politiestap, VeroorzakerMaatregelCode
from integrity.lists import Route, Uitstroomreden
from ledger import audit
from organisations.access import Access
from organisations.roles import Register
from reports import periods
from reports.figures.agressie.per_incident import per_incident
from reports.figures.integriteit.per_zaak import NOG_NIET_BEOORDEELD, per_zaak
from reports.models import Rapportage
from reports.pages import PAGINAS
from reports.periods import long_date
from reports.report import facts_of, words_on
from reports.verslag import Tabelrij, Vak, Verslag, Verslagdeel, Verslagtabel

LEES_NA = "Lees de lijst na voordat u die deelt: een zaak kan herkenbaar zijn."
ALLEEN_WAT_U_MAG_OPENEN = (
    "Alleen wat u mag openen, staat erin. Het rapport kan meer tellen: wat u niet mag openen, telt daar mee."
)
GEEN_VOLGORDE = (
    "De volgorde zegt niet wanneer iets binnenkwam. Er staan geen namen, kenmerken, dagen of afdelingen in."
)
UITKOMSTEN = {
    "gegrond": "Gegrond",
    "ongegrond": "Ongegrond",
    "afgedaan_in_de_lijn": "Afgedaan in de lijn",
    "onbekend": "Onbekend",
    "lopend": "Loopt nog",
    NOG_NIET_BEOORDEELD: "Nog niet beoordeeld",
    **{code: f"Niet in behandeling: {label.lower()}" for code, label in Uitstroomreden.choices},
}


@dataclass(frozen=True)
class Lijstkolom:
    """``woorden``: of its codes; the name of a list of the organisation, or the words themselves."""

    naam: str
    kop: str
    woorden: str | Mapping[str, str]


@dataclass(frozen=True)
class Zaaklijst:
    """How the list of one register is made."""

    titel: str
    eenheid: str
    rijen: Callable[[Any], list[dict[str, tuple[str, ...]]]]
    kolommen: tuple[Lijstkolom, ...]
    uitleg: str


LIJSTEN = {
    Register.INTEGRITEIT: Zaaklijst(
        "Lijst per zaak",
        "zaken",
        per_zaak,
        (
            Lijstkolom("categorie", "Gemeld als", "categorie"),
            Lijstkolom("route", "Eerste route", dict(Route.choices)),
            Lijstkolom("uitkomst", "Uitkomst", UITKOMSTEN),
            Lijstkolom("vastgesteld", "Vastgesteld", "categorie"),
            Lijstkolom("maatregel", "Maatregelen", "maatregel"),
        ),
        "De zaken van de meldingen die in de periode zijn ontvangen, zoals ze op de peildatum waren."
        " Horen bij een zaak meer meldingen, dan is het één regel. Een maatregel staat er zo vaak als"
        " erover is besloten.",
    ),
    Register.AGRESSIE: Zaaklijst(
        "Lijst per incident",
        "incidenten",
        per_incident,
        (
            Lijstkolom("hoofdcategorie", "Hoofdcategorie", dict(Hoofdcategorie.choices)),
            Lijstkolom("contactvorm", "Contact", dict(Contactvorm.choices)),
            Lijstkolom("politie", "Politie", dict(Politiestap.choices)),
            Lijstkolom("maatregel", "Maatregelen", dict(VeroorzakerMaatregelCode.choices)),
        ),
        "De incidenten die in de periode zijn gemeld, zoals ze op de peildatum waren. Een maatregel staat er"
        " zo vaak als erover is besloten.",
    ),
}


def check(rapportage: Rapportage) -> None:
    """Raises ValidationError, fit to show, when a list would tell what a report holds back: this one, or
    another that was frozen over some of the same days."""
    held_back = Rapportage.objects.filter(
        organisation=rapportage.organisation_id,
        register=rapportage.register,
        peildatum__isnull=False,
        van__lte=rapportage.tot_en_met,
        tot_en_met__gte=rapportage.van,
    ).exclude(bescherming=Rapportage.Bescherming.GEEN)
    if held_back.exists():
        raise ValidationError(
            "Over deze periode is een rapport vastgesteld waarin kleine aantallen zijn beschermd."
            " Dit zou die bescherming ongedaan maken. Daarom kan het hier niet."
        )


def list_of(rapportage: Rapportage, access: Access) -> Verslag:
    """The list over a frozen report, on its peildatum: the cases that count in the figures of this person
    and that they may open. Raises ValidationError as ``check`` does."""
    check(rapportage)
    register = Register(rapportage.register)
    page, how, periode = PAGINAS[register], LIJSTEN[register], periods.parse(rapportage.periode)
    counted = page.countable(access)
    mine = counted.filter(pk__in=counted.model.objects.visible_to(access).values("pk"))
    facts = facts_of(access.organisation, register, periode, rapportage.peildatum, countable=mine)
    own = words_on(access.organisation, register, periode.tot_en_met)
    words = [
        {code: one.label for code, one in own[k.woorden].items()} if isinstance(k.woorden, str) else k.woorden
        for k in how.kolommen
    ]
    texts = sorted(
        tuple(_words(row[k.naam], known) for k, known in zip(how.kolommen, words, strict=True))
        for row in how.rijen(facts)
    )
    return _as_verslag(rapportage, access, how, texts)


def _words(codes: Sequence[str], known: Mapping[str, str]) -> str:
    labels = {NIET_GEREGISTREERD: "Niet geregistreerd", **known}
    times = Counter(labels.get(code, code) for code in codes)
    return "; ".join(f"{n} × {label}" if n > 1 else label for label, n in times.items()) or "–"


def _as_verslag(
    rapportage: Rapportage, access: Access, how: Zaaklijst, texts: Sequence[tuple[str, ...]]
) -> Verslag:
    periode = periods.parse(rapportage.periode)
    tabel = Verslagtabel(
        naam="per-zaak",
        titel=how.titel,
        eenheid=how.eenheid,
        uitleg=how.uitleg,
        kop="Nr.",
        kolommen=tuple(k.kop for k in how.kolommen),
        rijen=tuple(
            Tabelrij(str(n), tuple(Vak(text, "tekst") for text in row)) for n, row in enumerate(texts, 1)
        ),
    )
    return Verslag(
        titel=f"{how.titel}: {Register(rapportage.register).label.lower()} over {periode.in_words}",
        ondertitel=f"{access.organisation.naam}, peildatum {long_date(rapportage.peildatum)}",
        organisatie=access.organisation.naam,
        slug=access.organisation.slug,
        register=rapportage.register,
        periode=rapportage.periode,
        van=rapportage.van,
        tot_en_met=rapportage.tot_en_met,
        peildatum=rapportage.peildatum,
        delen=(Verslagdeel("per-zaak", how.titel, tabellen=(tabel,)),),
        cijfers={},
        reikwijdte=(GEEN_VOLGORDE,),
    )


@transaction.atomic
def hand_out(rapportage: Rapportage, formaat: str, *, by: Access) -> Verslag:
    """The list to give somebody as a file; who took it, and how many cases it had, stays in the audit."""
    verslag = list_of(rapportage, by)
    audit.record(
        actor=by.actor,
        verb="lijst_per_zaak",
        subject=rapportage,
        organisation_id=rapportage.organisation_id,
        data={"formaat": formaat, "aantal": len(verslag.delen[0].tabellen[0].rijen)},
    )
    return verslag
