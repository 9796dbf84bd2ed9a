"""The reporter's view of an incident: how it goes, up to the verdict, and what can still be added.

For who reported it and for every slachtoffer with an account; for anybody else it does not exist.
"""

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from casework.datums import in_full, with_time
from casework.forms.melder import AanvullingForm, IntrekForm
from casework.voordeur import EigenMelding
from casework.voordeur.views import vertrouwenspersonen
from incidents import lifecycle
from incidents.forms import woorden
from incidents.gedragingen import GEDRAGINGEN
from incidents.lists import Contactvorm, IncidentKenmerk, Incidentsoort, Letsel
from incidents.models import Incident, IncidentBericht, Slachtoffer
from incidents.models.dossier import load
from incidents.services import intake
from incidents.views import voortgang
from incidents.views.melden_woorden import help_numbers
from organisations.access import Access
from organisations.forms import bound_data
from organisations.guards import requires_access

AAN_U, VAN_U = "Aan u", "Van u"


def own_rows(access: Access, limit: int) -> list[EigenMelding]:
    """As lines of a list: those with an unread message first, then the latest."""
    waiting = intake.unread_messages(access.user).filter(incident=OuterRef("pk")).order_by()
    number = waiting.values("incident").annotate(n=Count("pk")).values("n")
    found = Incident.objects.reported_by(access).annotate(
        nieuw=Coalesce(Subquery(number), 0),
        heeft_nieuw=Exists(waiting),
    )
    return [_row(incident) for incident in found.order_by("-heeft_nieuw", "-ontvangen_op", "-pk")[:limit]]


def _row(incident: Incident) -> EigenMelding:
    kort, _, toon = voortgang.stand_of(incident)
    return EigenMelding(
        kenmerk=incident.kenmerk,
        url=reverse("agressie_mijn_melding", args=[incident.kenmerk]),
        wat=incident.get_soort_display(),
        op=incident.ontvangen_op,
        datum=in_full(incident.ontvangen_op),
        kort=kort,
        toon=toon,
        nieuw=incident.nieuw,
    )


def count_unread(access: Access) -> int:
    own = Incident.objects.reported_by(access)
    return intake.unread_messages(access.user).filter(incident__in=own).count()


@requires_access
def mijn_melding(request: HttpRequest, kenmerk: str) -> HttpResponse:
    access = request.access
    incident = get_object_or_404(Incident.objects.reported_by(access), kenmerk=kenmerk)
    form = AanvullingForm(bound_data(request))
    if request.method == "POST" and form.is_valid():
        intake.add(incident, form.cleaned_data["tekst"], by=access)
        messages.success(request, "Uw bericht is verstuurd. Wie uw melding behandelt, kan het nu lezen.")
        return redirect("agressie_mijn_melding", kenmerk)
    load(incident, besloten=("tekst", "berichten"))
    own = voortgang.own_slachtoffer(incident, access)
    unread = set(intake.unread_messages(access.user).filter(incident=incident).values_list("pk", flat=True))
    conversation = [_line(b, b.pk in unread) for b in incident.berichten.all() if _is_for(b, access)]
    if unread:
        intake.read_messages(incident, access.user)
    kort, _, toon = voortgang.stand_of(incident)
    context = {
        "incident": incident,
        "form": form,
        "kort": kort,
        "uitleg": voortgang.explanation_of(incident),
        "slotwoord": voortgang.last_word(incident),
        "toon": toon,
        "delen": voortgang.delen_of(incident, own),
        "gesprek": conversation,
        "nieuw": bool(unread),
        "verteld": _told(incident, own, access),
        "gemeld_op": in_full(incident.ontvangen_op),
        "gesloten_op": in_full(incident.afgesloten_op),
        "voor_een_ander": own is None,
        "gemeld_door": incident.melder if own and incident.namens else None,
        "kan_intrekken": can_withdraw(incident, access),
        "hulp": help_numbers(access.organisation),
    }
    return render(request, "incidents/mijn/melding.html", context)


def can_withdraw(incident: Incident, access: Access) -> bool:
    """Who reported it, while it is open."""
    open_ = incident.status in lifecycle.OPEN and not incident.ingetrokken_op
    return open_ and incident.melder_id == access.user.pk


@requires_access
def melding_intrekken(request: HttpRequest, kenmerk: str) -> HttpResponse:
    access = request.access
    own = Incident.objects.reported_by(access).filter(melder=access.user)
    incident = get_object_or_404(own, kenmerk=kenmerk)
    if not can_withdraw(incident, access):
        messages.info(request, "Intrekken kan niet meer. U kunt nog wel een bericht sturen.")
        return redirect("agressie_mijn_melding", kenmerk)
    form = IntrekForm(bound_data(request), reden_verplicht=True)
    if request.method == "POST" and form.is_valid():
        intake.withdraw(incident, form.cleaned_data["reden"], by=access)
        messages.success(request, "U heeft uw melding ingetrokken. Wie hem behandelt, krijgt dit te zien.")
        return redirect("agressie_mijn_melding", kenmerk)
    context = {
        "incident": incident,
        "form": form,
        "vertrouwenspersonen": vertrouwenspersonen(access),
    }
    return render(request, "incidents/mijn/intrekken.html", context)


def _is_for(bericht: IncidentBericht, access: Access) -> bool:
    """What who handles it wrote is for every reader of this page; what a reader added only for them."""
    return not bericht.van_melder or bericht.door_id == access.user.pk


def _line(bericht: IncidentBericht, new: bool) -> dict:
    return {
        "tekst": bericht.tekst,
        "richting": "van" if bericht.van_melder else "naar",
        "kop": VAN_U if bericht.van_melder else AAN_U + (", nieuw" if new else ""),
        "wanneer": with_time(bericht.created_at),
    }


def _told(incident: Incident, own: Slachtoffer | None, access: Access) -> list[dict]:
    """What was reported, read back. Letsel and wishes are for the slachtoffer alone; the story for who
    wrote it and who it happened to."""
    tekst = getattr(incident, "tekst", None)
    story = "In uw woorden" if incident.melder_id == access.user.pk else "Het verhaal"
    tijd = f", {incident.voorval_tijd:%H.%M} uur" if incident.voorval_tijd else ""
    rows = [
        ("Wat er gebeurde", _what(incident)),
        ("Wanneer", in_full(incident.voorval_op) + tijd),
        ("Waar", _where(incident)),
        (story, tekst and tekst.beschrijving),
    ]
    if own:
        rows += [
            ("Gewond of van slag", _letsel(own)),
            ("Mag iemand u bellen", {True: "Ja", False: "Nee"}.get(own.mag_bellen, "")),
            ("Aangifte", woorden.AANGIFTE.get(own.aangifte_gewenst, "")),
        ]
    return [{"label": label, "waarde": value} for label, value in rows if value]


def _letsel(own: Slachtoffer) -> str:
    """Somebody who said to be shaken is not told that nothing was the matter."""
    if own.letsel == Letsel.GEEN and own.geschrokken:
        return woorden.LETSEL[woorden.GESCHROKKEN]
    if own.letsel == Letsel.GEEN:
        return "Niet gewond"
    return woorden.LETSEL.get(own.letsel, own.get_letsel_display())


def _what(incident: Incident) -> str:
    if incident.soort == Incidentsoort.HINDERLIJK_CONTACT:
        return woorden.TEGELS[woorden.HINDERLIJK]
    told = woorden.TEGELS | woorden.ANDERE_GEDRAGINGEN
    done = [told.get(code) or GEDRAGINGEN[code].label for code in incident.gedragingen]
    return "\n".join([*done, *(IncidentKenmerk(code).label for code in incident.kenmerken)])


def _where(incident: Incident) -> str:
    places = [Contactvorm(code).label for code in incident.contactvormen]
    return ", ".join([*places, *([incident.locatie] if incident.locatie else [])])
