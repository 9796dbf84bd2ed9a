"""What is counted where: the tables of a register without its numbers."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from casework.lists import Lijsten
from organisations.api.questions import Vraag
from organisations.api.views import ApiView, link
from organisations.models import Organisation
from organisations.roles import Register
from reports import periods
from reports.api.cijfers import REGISTER
from reports.api.shapes import DefinitiesSerializer
from reports.facts.agressie import known_incidents
from reports.facts.integriteit import known_facts
from reports.report import TELWIJZEN, Rapport
from reports.tables import ONDERDELEN
from reports.tables.shape import Beschrijving, Getal, PerCode, Rapporttabel, Vuller
from reports.verslag.content import DEFINITIES

NIETS = {
    Register.INTEGRITEIT: lambda periode, day: known_facts(periode, day, [], []),
    Register.AGRESSIE: lambda periode, day: known_incidents(periode, day, ()),
}


class DefinitiesView(ApiView):
    @extend_schema(
        operation_id="definities",
        tags=["cijfers"],
        summary="Wat de cijfers van een register betekenen",
        description=(
            "Per tabel: wat er wordt geteld, de uitleg, en de plaats van elk cijfer. Wat met ‘verdieping’"
            " begint, staat in de rapporten en niet in /cijfers."
        ),
        parameters=[REGISTER],
        responses=DefinitiesSerializer,
    )
    def get(self, request: Request, register: str) -> Response:
        if register not in Register:
            raise NotFound
        Vraag(request).check()
        fill = Vuller(_empty_report(self.caller.organisation, Register(register)))
        return Response(
            {
                "register": register,
                "versie": DEFINITIES,
                "definities": [
                    _as_data(description, titel, fill)
                    for _, titel, descriptions in ONDERDELEN[Register(register)]
                    for description in descriptions
                ],
                "_links": {"self": link("api_definities", register)},
            }
        )


def _empty_report(organisation: Organisation, register: Register) -> Rapport:
    """A report of this year in which nothing happened: who may not see figures may know what they mean."""
    today = timezone.localdate()
    periode = periods.parse(str(today.year))
    lists = {naam: one.on(today) for naam, one in Lijsten.all_of(organisation, register).items()}
    ways, nothing = TELWIJZEN[register], NIETS[register](periode, today)
    return Rapport(
        organisation=organisation,
        register=register,
        periode=periode,
        peildatum=today,
        cijfers=ways.count(nothing, lists),
        woorden={naam: {code.code: code for code in lijst.codes} for naam, lijst in lists.items()},
        verdieping=ways.deepen(nothing, lists),
    )


def _as_data(description: Beschrijving, onderdeel: str, fill: Vuller) -> dict[str, Any]:
    figures = _made(fill.fill(description)) if description.maak else map(_described, description.regels)
    return {
        "tabel": description.naam,
        "titel": description.titel,
        "onderdeel": onderdeel,
        "eenheid": description.eenheid,
        "uitleg": description.uitleg,
        "figuren": list(figures),
    }


def _described(row: Getal | PerCode) -> dict[str, Any]:
    if isinstance(row, Getal):
        return {"pad": row.pad, "naam": row.label}
    found: dict[str, Any] = {"pad": f"{row.pad}.{{code}}", "naam": "Per code"}
    if isinstance(row.woorden, str):
        return found | {"lijst": row.woorden}
    return found | {"codes": [{"code": code, "label": label} for code, label in row.woorden]}


def _made(table: Rapporttabel) -> Iterator[dict[str, Any]]:
    """Of a table with columns of its own: every cell that holds a figure."""
    for row in table.regels:
        for column, cell in zip(table.kolommen, row.cellen, strict=True):
            if cell.figuur:
                yield {"pad": cell.figuur, "naam": f"{row.label}, {column}"}
