"""What people add to a concept: their words with its parts, and how it is set up."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from ledger import audit
from ledger.models import AuditRegel
from organisations.access import Access
from reports.models import Rapportage, Rapportbrief, Rapporttoelichting
from reports.services import notices
from reports.services.steps import perform
from reports.verslag import Briefhoofd
from reports.vormen.brief import BRIEF

LANGSTE_TOELICHTING = 50_000
ONDERTEKENAARS = 4


class IntussenGeschreven(Exception):
    """Somebody else wrote with the same part since this person opened the page; ``nu`` is their text."""

    def __init__(self, nu: str) -> None:
        super().__init__()
        self.nu = nu


def mark(tekst: str) -> str:
    """By which a text is recognised; it goes along with the page on which the text can be changed."""
    return hashlib.sha256(tekst.encode("utf-8", "replace")).hexdigest()[:16]


def write(rapportage: Rapportage, deel: str, tekst: str, *, shown: str, by: Access) -> None:
    """Keep the words with one part of a concept, as they were typed. ``shown``: the ``mark`` of the text
    that the page was made with.

    Raises IntussenGeschreven when another text is stored by now: then nothing is overwritten.
    """
    with perform(rapportage, "toelichten", by=by) as step:
        row, _ = Rapporttoelichting.objects.get_or_create(rapportage=step.rapportage, deel=deel)
        if mark(row.tekst) not in (shown, mark(tekst)):
            raise IntussenGeschreven(row.tekst)
        row.tekst = tekst
        row.save()
        step.data = {"deel": deel, "tekens": len(tekst)}


@dataclass(frozen=True)
class Inrichting:
    """How numbers are protected, and when the report is discussed."""

    bescherming: str
    drempel: int
    raad_op: date | None
    samenvoegen: bool = False


def set_up(rapportage: Rapportage, wanted: Inrichting, *, by: Access) -> None:
    if wanted.drempel < 2:
        raise ValidationError({"drempel": "Kies 2 of meer."})
    with perform(rapportage, "inrichten", by=by) as step:
        one = step.rapportage
        one.bescherming, one.drempel, one.raad_op = wanted.bescherming, wanted.drempel, wanted.raad_op
        one.samenvoegen = wanted.samenvoegen
        step.data = {
            "samenvoegen": wanted.samenvoegen,
            "bescherming": wanted.bescherming,
            "drempel": wanted.drempel,
            "raad_op": wanted.raad_op.isoformat() if wanted.raad_op else None,
        }


def address(rapportage: Rapportage, head: Briefhoofd, *, by: Access) -> None:
    """To whom the report goes as a letter, and who sign it; until it was offered, because only then the day
    and the number of the letter are known. Letters that were made before are not there any more.

    Raises ValidationError for more than four who sign.
    """
    if len(head.ondertekenaars) > ONDERTEKENAARS:
        raise ValidationError({"ondertekenaars": f"Er passen {ONDERTEKENAARS} ondertekenaars in een brief."})
    with perform(rapportage, "adresseren", by=by) as step:
        Rapportbrief.objects.update_or_create(
            rapportage=step.rapportage,
            defaults=asdict(head) | {"ondertekenaars": "\n".join(head.ondertekenaars)},
        )
        step.rapportage.documenten.filter(vorm=BRIEF.naam).delete()
        step.data = {"ondertekenaars": len(head.ondertekenaars)}


def letter_of(rapportage: Rapportage) -> Briefhoofd | None:
    """None for a report of which nobody filled this in."""
    one = Rapportbrief.objects.filter(rapportage=rapportage).first()
    if one is None:
        return None
    return Briefhoofd(
        one.geadresseerde, one.aanhef, one.kenmerk, one.datum, tuple(one.ondertekenaars.splitlines())
    )


def lay_before(rapportage: Rapportage, *, by: Access) -> None:
    """Tell who gives akkoord that the concept is ready; once a day, however often it is asked."""
    with perform(rapportage, "voorleggen", by=by) as step:
        today = timezone.localdate()
        notices.ask(step.rapportage, "akkoord_geven", because=today.toordinal(), without=by.user_ids)


def agree(rapportage: Rapportage, *, by: Access) -> None:
    with perform(rapportage, "akkoord_geven", by=by) as step:
        step.rapportage.akkoord_op = step.on
        if not step.rapportage.corrigeert_id:
            step.rapportage.opmerking = ""


def send_back(rapportage: Rapportage, reden: str, *, by: Access) -> None:
    """Back to who wrote it, with what must change."""
    if not reden.strip():
        raise ValidationError({"reden": "Schrijf wat er moet veranderen."})
    with perform(rapportage, "terugsturen", by=by) as step:
        one = step.rapportage
        one.akkoord_op = None
        # what a new version corrects stays
        one.opmerking = f"{one.opmerking}\n\n{reden}" if one.corrigeert_id else reden


def with_last_step(rapportages: QuerySet[Rapportage]) -> QuerySet[Rapportage]:
    """With ``laatste_stap``: the verb of what last happened to a report, but for writing in it."""
    lines = AuditRegel.objects.filter(
        subject_type=audit.subject_type(Rapportage), subject_id=OuterRef("pk")
    ).exclude(verb__in=("toelichten", "inrichten", "adresseren"))
    return rapportages.annotate(laatste_stap=Subquery(lines.order_by("-id").values("verb")[:1]))
