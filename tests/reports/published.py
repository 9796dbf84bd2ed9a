"""The published cases as reports. Each is brought in once for all tests: a report is plain data."""

import functools
import json
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command

from organisations.models import Organisation
from reports import periods
from reports.report import make_report
from reports.verslag import Verslag, verslag_of

CASES = Path(__file__).parent.parent / "acceptatie"
NAMEN = sorted(path.parent.name for path in CASES.glob("*/cijfers.json"))


@dataclass(frozen=True)
class Gepubliceerd:
    """``gepubliceerd``: what was published of this period, by path; ``cijfers``: what the command gives."""

    periode: str
    gepubliceerd: dict[str, Any]
    cijfers: dict[str, Any]
    verslag: Verslag

    @property
    def numbers(self) -> dict[str, int]:
        return {path: n for path, n in self.gepubliceerd.items() if isinstance(n, int)}


def case_of(naam: str) -> dict[str, Any]:
    return json.loads((CASES / naam / "cijfers.json").read_text(encoding="utf-8"))


def bring_in(naam: str) -> tuple[Organisation, dict]:
    folder, case = CASES / naam, case_of(naam)
    slug = case["organisatie"]
    call_command("maak_organisatie", slug, naam=slug, soort="overig")
    options = {"organisatie": slug, "register": case["register"]}
    if (folder / "categorielijst.csv").exists():
        options["categorielijst"] = str(folder / "categorielijst.csv")
    call_command("import_registratie", str(folder / "registratie.csv"), **options)
    return Organisation.objects.get(slug=slug), case["gepubliceerd"]


@functools.cache
def reports_of(naam: str) -> tuple[Gepubliceerd, ...]:
    """A report per period of a case. Whoever asks first needs a database."""
    organisation, published = bring_in(naam)
    register = case_of(naam)["register"]
    found = []
    for periode, numbers in published.items():
        stretch, out = periods.parse(periode), StringIO()
        call_command(
            "rapportage", organisatie=organisation.slug, register=register, periode=periode, stdout=out
        )
        verslag = verslag_of(make_report(organisation, register, stretch, stretch.tot_en_met))
        found.append(Gepubliceerd(periode, numbers, json.loads(out.getvalue()), verslag))
    return tuple(found)
