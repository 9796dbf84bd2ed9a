"""The figures of a period, also when no report was released."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from organisations import opening
from organisations.access import Access
from organisations.api.documenting import parameter
from organisations.api.problems import EerstTonen, Vraagfout
from organisations.api.questions import Vraag
from organisations.api.views import ApiView
from organisations.mfa.session import showed_recently
from organisations.roles import Register
from reports import exchange, periods, permissions
from reports.api.shapes import CijfersSerializer
from reports.asking import report_for
from reports.pages import PAGINAS
from reports.report import Rapport

REGISTER = parameter("register", "Het register.", path=True, enum=Register.values)


class CijfersView(ApiView):
    @extend_schema(
        operation_id="cijfers",
        tags=["cijfers"],
        summary="De cijfers van een periode",
        description=(
            "Zoals ze nu bekend zijn, ook van een periode waarover geen rapport is uitgebracht. Een token"
            " leest ze alleen als iemand die deze cijfers mag zien daarvoor instaat: het ziet wat die ziet."
        ),
        parameters=[
            REGISTER,
            parameter("periode", f"De periode: {periods.VOORBEELDEN}.", required=True),
            parameter("peildatum", "Wat daarna gebeurde, telt niet mee: 2021-06-30."),
        ],
        responses=CijfersSerializer,
    )
    def get(self, request: Request, register: str) -> Response:
        page = PAGINAS.get(register)
        access = self.caller.access_in(register) if page else None
        if page is None or access is None or not page.can_see_figures(access):
            raise NotFound
        if self.caller.koppeling is None and not showed_recently(request):
            raise EerstTonen
        today = timezone.localdate()
        vraag = Vraag(request, "periode", "peildatum")
        vraag.need("periode", f"Zeg over welke periode, bijvoorbeeld ‘periode={today.year - 1}-H1’.")
        periode = vraag.read("periode", periods.parse) if vraag.text("periode") else None
        peildatum = vraag.read("peildatum", lambda text: periods.past_day(text, today))
        vraag.check()
        day = peildatum or periode.default_peildatum(today)
        try:
            rapport = report_for(access, page, periode, day, today=today)
        except ValueError as error:
            raise Vraagfout([("periode", str(error))]) from error
        self._opens(access, register, rapport)
        return Response(exchange.document(rapport))

    def _opens(self, access: Access, register: str, rapport: Rapport) -> None:
        """As for the file on the page; of a koppeling it is who vouches for it that answers."""
        told = {"koppeling": self.caller.koppeling.pk} if self.caller.koppeling else {}
        opening.opens(
            self.request._request,
            opening.UITVOER,
            rapport.organisation,
            rol=permissions.reads_as(access, register),
            access=access,
            register=register,
            periode=rapport.periode.naam,
            peildatum=rapport.peildatum.isoformat(),
            formaat="api",
            **told,
        )
