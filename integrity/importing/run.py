"""A file from beginning to end, for the command and for the pages: looked at, or imported, all or nothing."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from casework.codelijsten import LijstFouten, NieuweLijst, read_codelijsten, store_codelijst
from casework.importing.faults import Importfout, ImportFouten
from casework.importing.jobs import Importeur, Progress, no_longer_allowed
from casework.importing.tables import read_table
from casework.importing.whole import as_a_whole
from casework.lists import Lijsten
from casework.models import Codelijst
from integrity import permissions
from integrity.importing.columns import KOLOMMEN, VERPLICHT
from integrity.importing.plan import Plan, make_plan
from integrity.importing.reading import read_records
from integrity.importing.replay import replay
from integrity.lifecycle import REGISTER
from ledger import audit
from ledger.actors import IMPORT
from organisations.access import Access
from organisations.models import Organisation

LOCK = 0x676972  # a number of our own for pg_advisory_xact_lock


def check(
    organisation: Organisation, data: bytes, lijst: bytes | None = None, access: Access | None = None
) -> dict:
    """What importing this file would do; nothing is changed. Raises ImportFouten.

    ``access``: of whose file it is, None for the operator.
    """
    _may(access)
    rows = read_table(data, list(KOLOMMEN), VERPLICHT)
    with transaction.atomic():
        plan = _plan(organisation, rows, lijst, access)
        transaction.set_rollback(True)
    return _told(plan) | {"rijen": len(rows)}


def run(
    organisation: Organisation,
    data: bytes,
    lijst: bytes | None = None,
    progress: Progress = lambda done, total: None,
    access: Access | None = None,
) -> dict:
    """Import a file, in one transaction. Raises ImportFouten, and then nothing has changed."""
    _may(access)
    rows = read_table(data, list(KOLOMMEN), VERPLICHT)
    with transaction.atomic():
        _after_others(organisation)
        plan = _plan(organisation, rows, lijst, access)
        with as_a_whole():
            replay(plan, organisation, progress)
        told = _told(plan) | {"rijen": len(rows)}
        if plan.nieuw:
            audit.record(
                actor=IMPORT,
                verb="geimporteerd",
                subject=organisation,
                organisation_id=organisation.pk,
                data={name: told[name] for name in ("meldingen", "zaken", "bekend")} | {"register": REGISTER},
            )
    return told


IMPORTEUR = Importeur(check=check, run=run)


def _may(access: Access | None) -> None:
    """The worker comes later than the page: whoever may not import by then imports nothing."""
    if access is not None and not permissions.can_import(access):
        raise no_longer_allowed()


def _after_others(organisation: Organisation) -> None:
    """Two imports of one organisation go after each other: the second sees what the first brought in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, organisation.pk])


def _plan(organisation: Organisation, rows: list, lijst: bytes | None, access: Access | None) -> Plan:
    if lijst:
        store_list(organisation, lijst)
    categorieen = Lijsten(organisation, REGISTER, "categorie")
    maatregelen = Lijsten(organisation, REGISTER, "maatregel")
    return make_plan(read_records(rows, categorieen, maatregelen), organisation, access)


def _told(plan: Plan) -> dict:
    periode = plan.periode
    return {
        "meldingen": len(plan.nieuw),
        "zaken": plan.zaken,
        "bekend": len(plan.bekend),
        "nieuwe_afdelingen": list(plan.nieuwe_afdelingen),
        "van": periode and periode[0].isoformat(),
        "tot_en_met": periode and periode[1].isoformat(),
        "onderzoek_ontbreekt": plan.onderzoek_ontbreekt,
        "onzichtbaar": plan.onzichtbaar,
    }


def store_list(organisation: Organisation, data: bytes) -> None:
    """Keep the category list that comes with a file. The same one being there already is fine.

    Raises ImportFouten for a list that can't be read, is known with other content, or is valid on a day
    on which another list is: then it would depend on something else which one a melding is held against.
    """
    try:
        lists = read_codelijsten(data, register=REGISTER)
    except LijstFouten as error:
        raise ImportFouten(
            Importfout(f.rij, f.kolom, f.waarde, f"{'c' if f.rij else 'C'}ategorielijst: {f.uitleg}")
            for f in error.fouten
        ) from error
    faults = []
    for new in lists:
        try:
            stored = store_codelijst(new, organisation=organisation, register=REGISTER, by=IMPORT)
        except ValidationError as error:
            faults.append(_list_fault(new, " ".join(error.messages)))
            continue
        if stored is not None:
            faults += _overlaps(new, stored, organisation)
    if faults:
        raise ImportFouten(faults)


def _overlaps(new: NieuweLijst, stored: Codelijst, organisation: Organisation) -> Iterable[Importfout]:
    others = Codelijst.objects.filter(organisation=organisation, register=REGISTER, naam="categorie")
    for other in others.exclude(pk=stored.pk):
        if _overlap(new, other.geldig_van, other.geldig_tot):
            yield _list_fault(
                new, f"is op dezelfde dagen geldig als {other}; geef die eerst een einddatum (geldig_tot)"
            )


def _overlap(new: NieuweLijst, van: date, tot: date | None) -> bool:
    return new.geldig_van <= (tot or date.max) and van <= (new.geldig_tot or date.max)


def _list_fault(new: NieuweLijst, uitleg: str) -> Importfout:
    return Importfout(0, "", "", f"Categorielijst {new.lijst}, versie {new.versie}: {uitleg}")
