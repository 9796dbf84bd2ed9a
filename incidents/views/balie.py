"""The desk: a name and a date of birth in, an instruction out, or that there is none."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from casework.datums import in_full, with_time
from incidents import permissions
from incidents.forms.balie import BalieForm
from incidents.lists import Baliesignaal
from incidents.models import Signaal
from incidents.services import balie
from organisations.access import Access
from organisations.guards import requires_access

GEEN = "Wij vonden geen aanwijzing. Dat is geen zekerheid: kijk of de naam en de geboortedatum kloppen."


@requires_access
def agressie_balie(request: HttpRequest) -> HttpResponse:
    """What was typed stands nowhere: not in the address, not on the page that answers, not in a session."""
    access = request.access
    if not permissions.can_look_up_at_desk(access):
        raise Http404
    form = BalieForm(request.POST if request.method == "POST" else None)
    context: dict = {"form": form}
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            found = balie.look_up(form.cleaned_data["naam"], form.cleaned_data["geboortedatum"], by=access)
        except balie.TeVaak:
            context |= {"te_vaak": True}
            status = 429
        else:
            context |= {"antwoord": _answer(found), "gevraagd": with_time(timezone.now())}
        context["form"] = BalieForm()
    context |= {"gebruik": _use(access), "geweigerd": _refused(access)}
    return render(request, "incidents/balie/balie.html", context, status=status)


def _answer(found: list[Signaal]) -> list[str]:
    return [_in_words(signaal) for signaal in found] or [GEEN]


def _in_words(signaal: Signaal) -> str:
    text = signaal.get_aanwijzing_display()
    if signaal.aanwijzing == Baliesignaal.VAST_CONTACT:
        return f"{text} Dat is: {signaal.contactpersoon}."
    return text


def _use(access: Access) -> list[dict[str, object]]:
    """How often it was asked, by day, for who coordinates: not by whom and about whom."""
    if not permissions.can_search_identities(access):
        return []
    return [{"label": in_full(day), "waarde": number} for day, number in balie.used_per_day(access)]


def _refused(access: Access) -> list[dict[str, object]]:
    """Who asked too often, for who coordinates."""
    if not permissions.can_search_identities(access):
        return []
    return [
        {"label": f"{naam}, {in_full(day)}", "waarde": f"{number} keer geweigerd"}
        for day, naam, number in balie.refused(access)
    ]
