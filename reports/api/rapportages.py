"""Reports that are out, as they were frozen. For a koppeling all of its organisation; for somebody who is
signed in those of the registers whose figures they may see on the pages."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from casework.kenmerk import normalise
from organisations.api.callers import ApiCaller
from organisations.api.documenting import parameter
from organisations.api.problems import Vraagfout
from organisations.api.questions import Vraag
from organisations.api.views import ApiView, FileView, link
from organisations.roles import Register
from reports import periods, permissions
from reports.api.shapes import RapportageDetailSerializer, RapportagelijstSerializer
from reports.models import BevrorenRapport, Rapportage, Rapportdocument
from reports.released import is_released, released
from reports.rendering.formats import FORMATEN
from reports.verslag import Verslag, from_bytes
from reports.vormen import VOLLEDIG

PER_PAGINA, HOOGSTENS = 25, 100
KENMERK = parameter("kenmerk", "Het kenmerk van het rapport.", path=True)


def _readable(caller: ApiCaller) -> QuerySet[Rapportage]:
    found = released(caller.organisation).select_related("corrigeert", "vervangen_door")
    if caller.access is None:
        return found
    if not permissions.can_see_list(caller.access):
        raise NotFound
    return found.filter(pk__in=permissions.visible_to(caller.access).values("pk"))


def _one(caller: ApiCaller, kenmerk: str) -> Rapportage:
    found = _readable(caller).filter(kenmerk=normalise(kenmerk)).first()
    if found is None:
        raise NotFound
    return found


def in_address(rapportage: Rapportage) -> str:
    """The kenmerk as it stands in an address: no capitals there."""
    return rapportage.kenmerk.lower()


class RapportagesView(ApiView):
    @extend_schema(
        operation_id="rapportages",
        tags=["rapportages"],
        summary="Rapporten die zijn aangeboden of gepubliceerd",
        description="De nieuwste periode eerst. Volg next in _links voor de rest.",
        parameters=[
            parameter("register", "Alleen van dit register.", enum=Register.values),
            parameter("periode", "Alleen over deze periode, bijvoorbeeld 2021-H1."),
            parameter(
                "aantal", "Hoeveel er op een pagina staan: 1 tot en met 100.", type=int, default=PER_PAGINA
            ),
            parameter("na", "Verder na het rapport met dit kenmerk."),
        ],
        responses=RapportagelijstSerializer,
    )
    def get(self, request: Request) -> Response:
        rows = _readable(self.caller)
        vraag = Vraag(request, "register", "periode", "aantal", "na")
        register = vraag.read("register", _register)
        periode = vraag.read("periode", periods.parse)
        number = vraag.read("aantal", _number, PER_PAGINA)
        vraag.check()
        if register:
            rows = rows.filter(register=register)
        if periode:
            rows = rows.filter(periode=periode.naam)
        rows = rows.order_by("-van", "-pk")
        if after := vraag.text("na"):
            rows = _after(rows, _one_of_the_list(self.caller, after))
        found = list(rows[: number + 1])
        shown, more = found[:number], found[number:]
        asked = vraag.given.dict()
        links = {"self": link("api_rapportages", **asked)}
        if more:
            links["next"] = link("api_rapportages", **asked | {"na": in_address(shown[-1])})
        return Response({"rapportages": [_as_data(one) for one in shown], "_links": links})


def _register(text: str) -> str:
    if text not in Register:
        raise ValueError(f"Het register is {' of '.join(Register.values)}.")
    return text


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= HOOGSTENS):
        raise ValueError(f"Het aantal is een getal van 1 tot en met {HOOGSTENS}.")
    return int(text)


def _one_of_the_list(caller: ApiCaller, kenmerk: str) -> Rapportage:
    try:
        return _one(caller, kenmerk)
    except NotFound:
        raise Vraagfout([("na", "Dit kenmerk kennen wij niet. Begin zonder ‘na’.")]) from None


def _after(rows: QuerySet[Rapportage], last: Rapportage) -> QuerySet[Rapportage]:
    return rows.filter(Q(van__lt=last.van) | Q(van=last.van, pk__lt=last.pk))


def _as_data(one: Rapportage) -> dict[str, Any]:
    return {
        "kenmerk": in_address(one),
        "register": one.register,
        "periode": {"van": one.van, "tot_en_met": one.tot_en_met, "naam": one.periode},
        "versie": one.versie,
        "status": one.status,
        "peildatum": one.peildatum,
        "vastgesteld_op": one.vastgesteld_op,
        "aangeboden_op": one.aangeboden_op,
        "gepubliceerd_op": one.gepubliceerd_op,
        "stuknummer": one.stuknummer,
        "corrigeert": _named(one.corrigeert),
        "vervangen_door": _named(getattr(one, "vervangen_door", None)),
        "_links": {"self": link("api_rapportage", in_address(one))},
    }


def _named(other: Rapportage | None) -> str | None:
    """Another version, once that is out too."""
    return in_address(other) if other and is_released(other) else None


class RapportageView(ApiView):
    @extend_schema(
        operation_id="rapportage",
        tags=["rapportages"],
        summary="Eén rapport, met de cijfers zoals ze zijn vastgesteld",
        description="De cijfers veranderen niet meer. Zijn kleine aantallen beschermd, dan hier ook.",
        parameters=[KENMERK],
        responses=RapportageDetailSerializer,
    )
    def get(self, request: Request, kenmerk: str) -> Response:
        one = _one(self.caller, kenmerk)
        Vraag(request).check()
        # Not ``cijfers`` and ``leden``: those are not protected, and not for the outside.
        frozen = BevrorenRapport.objects.only("inhoud", "sha256", "definities").get(rapportage=one)
        verslag = from_bytes(bytes(frozen.inhoud))
        documents = _whole(one).defer("bestand")
        return Response(_as_data(one) | _content(verslag, frozen) | {"bestanden": _files(one, documents)})


def _content(verslag: Verslag, frozen: BevrorenRapport) -> dict[str, Any]:
    return {
        "titel": verslag.titel,
        "reikwijdte": verslag.reikwijdte,
        "bescherming": verslag.bescherming,
        "definities": frozen.definities,
        "lijsten": [{"naam": naam, "versie": versie} for naam, versie in verslag.lijsten],
        "sha256": frozen.sha256,
        "cijfers": verslag.cijfers,
    }


def _whole(one: Rapportage) -> QuerySet[Rapportdocument]:
    """The files that are ready, of the whole report: a shape is for people."""
    return one.documenten.filter(vorm=VOLLEDIG.naam, status=Rapportdocument.Status.KLAAR)


def _files(one: Rapportage, documents: Iterable[Rapportdocument]) -> list[dict[str, Any]]:
    made = {document.formaat: document for document in documents}
    return [
        {
            "formaat": naam,
            "mediatype": formaat.content_type,
            "grootte": made[naam].grootte,
            "sha256": made[naam].sha256,
            "_links": {"self": link("api_bestand", in_address(one), naam)},
        }
        for naam, formaat in FORMATEN.items()
        if naam in made
    ]


class BestandView(FileView):
    @extend_schema(
        operation_id="bestand",
        tags=["rapportages"],
        summary="Een rapport als bestand",
        description="Welke bestanden er zijn, staat bij het rapport.",
        parameters=[KENMERK, parameter("formaat", "Het formaat.", path=True, enum=list(FORMATEN))],
        responses={(200, one.content_type): OpenApiTypes.BINARY for one in FORMATEN.values()},
    )
    def get(self, request: Request, kenmerk: str, formaat: str) -> HttpResponse:
        one = _one(self.caller, kenmerk)
        Vraag(request).check()
        ready = _whole(one).filter(formaat=formaat).first()
        if formaat not in FORMATEN or ready is None or ready.bestand is None:
            raise NotFound
        made = FORMATEN[formaat]
        name = f"{one.register}-{self.caller.organisation.slug}-{one.periode.replace('/', '_')}"
        response = HttpResponse(bytes(ready.bestand), content_type=made.content_type)
        response["Content-Disposition"] = f'attachment; filename="{name}-v{one.versie}.{made.extensie}"'
        return response
