"""What is out as open data, with its files."""

import hashlib
import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.cache import cache
from django.db.models import F, OuterRef, Subquery

from casework.typesetting import Huisstijl
from organisations.models import Organisation
from reports.models import BevrorenRapport, Openstelling, Rapportage
from reports.released import open_data, open_data_path
from reports.rendering.formats import FORMATEN
from reports.verslag import Verslag, from_bytes

# A file is made when it is asked for, of the frozen bytes. What is told about it is kept so long, in seconds;
# the number in its key is raised when something else is told.
KEPT = 60 * 60
# The formats that are given, with the name of the file.
BESTANDEN = {"csv": "tabellen.zip", "json": "cijfers.json"}

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Opendatabestand:
    """``grootte`` in bytes."""

    formaat: str
    grootte: int
    sha256: str


@dataclass(frozen=True)
class Inhoudsopgave:
    """What is told of a report: all of it from the frozen bytes."""

    titel: str
    organisatie: str
    beschrijving: str
    bestanden: tuple[Opendatabestand, ...]


@dataclass(frozen=True)
class Uitgave:
    """One version of one report. ``vorige``, ``volgende``: the versions before and after it that are out."""

    rapportage: Rapportage
    inhoud: Inhoudsopgave
    uitgegeven: date
    vorige: Rapportage | None = None
    volgende: Rapportage | None = None

    @property
    def url(self) -> str:
        return url_of(self.rapportage)

    def url_of_file(self, naam: str) -> str:
        return f"{self.url}{naam}"


def url_of(rapportage: Rapportage) -> str:
    """The address under which a version stays, with its host."""
    return f"{settings.GIR_BASE_URL}{open_data_path(rapportage)}"


def organisations() -> list[Organisation]:
    """Those that opened a register, by name."""
    opened = Openstelling.objects.values("organisation")
    return list(Organisation.objects.filter(is_actief=True, pk__in=opened).order_by("naam", "pk"))


def uitgaven(**where: str) -> list[Uitgave]:
    """Every version that is out, as far as ``where`` (a filter of reports) goes; in two queries, whatever
    their number. The newest period and version first. What is not as it was frozen is left out, and logged.
    """
    opened = Openstelling.objects.filter(organisation=OuterRef("organisation"), register=OuterRef("register"))
    rows = list(
        open_data()
        .filter(**where)
        .select_related("organisation")
        .annotate(
            sha256=F("bevroren__sha256"),
            contact=Subquery(opened.values("contact")),
            uitgever=Subquery(opened.values("uitgever")),
        )
        .order_by("organisation__naam", "organisation_id", "-van", "-tot_en_met", "register", "-versie")
    )
    told = _told(rows)
    versions: dict[tuple, list[Rapportage]] = defaultdict(list)
    for one in rows:
        if one.pk in told:
            versions[one.organisation_id, one.register, one.periode].append(one)
    return [
        Uitgave(
            rapportage=one,
            inhoud=told[one.pk],
            uitgegeven=one.gepubliceerd_op or one.aangeboden_op or one.peildatum,
            vorige=next(iter(same[at + 1 :]), None),
            volgende=same[at - 1] if at else None,
        )
        for same in versions.values()
        for at, one in enumerate(same)
    ]


def _told(rows: Iterable[Rapportage]) -> dict[int, Inhoudsopgave]:
    keys = {one.pk: f"opendata:1:{one.sha256}" for one in rows if one.sha256}
    kept = cache.get_many(keys.values())
    told = {pk: kept[key] for pk, key in keys.items() if key in kept}
    missing = set(keys) - set(told)
    if missing:
        frozen = BevrorenRapport.objects.filter(rapportage__in=missing).only("rapportage", "inhoud", "sha256")
        new = {one.rapportage_id: _contents(content) for one in frozen if (content := checked(one))}
        cache.set_many({keys[pk]: contents for pk, contents in new.items()}, KEPT)
        told |= new
    return told


def checked(frozen: BevrorenRapport) -> Verslag | None:
    """The report as it was frozen; None when its bytes are not those any more: then it is given to nobody."""
    inhoud = bytes(frozen.inhoud)
    if hashlib.sha256(inhoud).hexdigest() != frozen.sha256:
        logger.error("report %s is not what was frozen: not given as open data", frozen.rapportage_id)
        return None
    return from_bytes(inhoud)


def _contents(verslag: Verslag) -> Inhoudsopgave:
    made = {formaat: file_of(verslag, formaat) for formaat in BESTANDEN}
    return Inhoudsopgave(
        titel=verslag.titel,
        organisatie=verslag.organisatie,
        beschrijving=" ".join(filter(None, (*verslag.reikwijdte, verslag.bescherming))),
        bestanden=tuple(
            Opendatabestand(formaat, len(data), hashlib.sha256(data).hexdigest())
            for formaat, data in made.items()
        ),
    )


def file_of(verslag: Verslag, formaat: str) -> bytes:
    """The same file as a document of the report in this format: protected as the report is."""
    return FORMATEN[formaat].render(verslag, Huisstijl(verslag.organisatie))
