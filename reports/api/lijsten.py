"""The lists that are counted over. Whoever may ask anything gets them: everybody meets them in the forms."""

from datetime import date

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from casework.lists import Lijsten
from organisations.api.documenting import parameter
from organisations.api.questions import Vraag
from organisations.api.views import ApiView, link
from organisations.models import Organisation
from organisations.roles import Register
from reports import periods
from reports.api.cijfers import REGISTER
from reports.api.shapes import LijstenSerializer, LijstSerializer


def _lists(organisation: Organisation, register: str) -> dict[str, Lijsten]:
    if register not in Register:
        raise NotFound
    return Lijsten.all_of(organisation, register)


class LijstenView(ApiView):
    @extend_schema(
        operation_id="lijsten",
        tags=["lijsten"],
        summary="Welke lijsten een register heeft",
        description="Lijsten die een organisatie zelf kan kiezen. Vaste lijsten staan bij de definities.",
        parameters=[REGISTER],
        responses=LijstenSerializer,
    )
    def get(self, request: Request, register: str) -> Response:
        found = _lists(self.caller.organisation, register)
        Vraag(request).check()
        today = timezone.localdate()
        names = [
            {
                "naam": naam,
                "versie": lists.on(today).naam,
                "_links": {"self": link("api_lijst", register, naam)},
            }
            for naam, lists in found.items()
        ]
        links = {"self": link("api_lijsten", register)}
        return Response({"register": register, "lijsten": names, "_links": links})


class LijstView(ApiView):
    @extend_schema(
        operation_id="lijst",
        tags=["lijsten"],
        summary="Een lijst zoals die op een dag gold",
        description="De codes in hun volgorde, en welke versies uw organisatie heeft.",
        parameters=[
            REGISTER,
            parameter("naam", "De naam van de lijst, bijvoorbeeld categorie.", path=True),
            parameter("op", "De dag, bijvoorbeeld 2021-06-30. Standaard vandaag.", type=OpenApiTypes.DATE),
        ],
        responses=LijstSerializer,
    )
    def get(self, request: Request, register: str, naam: str) -> Response:
        lists = _lists(self.caller.organisation, register).get(naam)
        if lists is None:
            raise NotFound
        vraag = Vraag(request, "op")
        day = vraag.read("op", lambda text: periods.parse_day(text, "De dag"), timezone.localdate())
        vraag.check()
        return Response(_as_data(lists, register, naam, day))


def _as_data(lists: Lijsten, register: str, naam: str, day: date) -> dict:
    lijst = lists.on(day)
    return {
        "register": register,
        "naam": naam,
        "op": day,
        "versie": lijst.naam,
        "codes": [
            {"code": one.code, "label": one.label, "ouder": one.ouder, "rijk_code": one.rijk_code}
            for one in lijst.codes
        ],
        "versies": [
            {"versie": str(own), "geldig_van": own.geldig_van, "geldig_tot": own.geldig_tot}
            for own, _ in lists.eigen
        ],
        "_links": {"self": link("api_lijst", register, naam, op=day.isoformat())},
    }
