"""Adviesvragen and signalen, which have no zaak: for the coördinator."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from casework import plaats
from casework.datums import in_full, with_time
from casework.lists import list_on
from integrity import permissions
from integrity.forms.registreren import AntwoordForm
from integrity.lifecycle import COORDINATOR, REGISTER
from integrity.lists import Soort
from integrity.models import Melding, Zaak
from integrity.services import intake, zorg
from integrity.views.zicht import identity_of
from organisations import opening
from organisations.access import Access
from organisations.forms import bound_data
from organisations.guards import ask_who_again, requires_recht

PER_PAGINA = 25
SOORTEN = {"": "Alles", Soort.ADVIESVRAAG: "Adviesvragen", Soort.SIGNAAL: "Signalen"}
STANDEN = {"": "Open", "afgehandeld": "Afgehandeld", "alles": "Alles"}
ANTWOORD, OMZETTEN, AFHANDELEN = "antwoord", "omzetten", "afhandelen"


@requires_recht(permissions.may, "vragen_openen")
def meldingen(request: HttpRequest) -> HttpResponse:
    """Newest first; filters and the place in the list stand in the address."""
    soort = _one_of(SOORTEN, request.GET.get("soort", ""))
    stand = _one_of(STANDEN, request.GET.get("stand", ""))
    rows = _filtered(Melding.objects.visible_to(request.access), soort, stand)
    before = plaats.place("meldingen", request.GET.get("na", ""))
    if before:
        day, pk = before
        rows = rows.filter(Q(ontvangen_op__lt=day) | Q(ontvangen_op=day, pk__lt=pk))
    unread = Count("berichten", filter=Q(berichten__van_melder=True, berichten__gelezen_at=None))
    page = list(rows.annotate(berichten_van_melder=unread).order_by("-ontvangen_op", "-pk")[: PER_PAGINA + 1])
    shown = page[:PER_PAGINA]
    filters = {key: value for key, value in (("soort", soort), ("stand", stand)) if value}
    following = ""
    if len(page) > PER_PAGINA:
        last = shown[-1]
        following = "?" + urlencode(filters | {"na": plaats.mark("meldingen", last.ontvangen_op, last.pk)})
    context = {
        "rijen": [_row(melding) for melding in shown],
        "soorten": _tabs(SOORTEN, "soort", soort, filters),
        "standen": _tabs(STANDEN, "stand", stand, filters),
        "volgende_url": following,
        "vorige_url": "?" + urlencode(filters) if before else "",
    }
    return render(request, "integrity/registreren/meldingen.html", context)


@requires_recht(permissions.may, "vragen_openen")
def melding(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """One adviesvraag or signaal: read, answer, settle, or turn into a melding."""
    access = request.access
    visible = Melding.objects.visible_to(access).select_related("tekst", "identiteit", "afdeling", "zaak")
    found = get_object_or_404(visible, kenmerk=kenmerk)
    opening.opens(request, opening.PAGINA, found, rol=COORDINATOR)
    if identity_of(found, access):
        ask_who_again(request)
        opening.tells(request, namen="melder")
    form = AntwoordForm(bound_data(request, ANTWOORD))
    if request.method == "POST":
        answer = _act(request, found, form)
        if answer is not None:
            return answer
    made = found.omgezet_in.first()
    context = {
        "melding": found,
        "form": form,
        "rijen": _details(access, found),
        "tekst": getattr(found, "tekst", None),
        "gesprek": _messages(found),
        "bereikbaar": hasattr(found, "identiteit") and found.identiteit.user_id is not None,
        "ontvangen_op": in_full(found.ontvangen_op),
        "afgehandeld_op": in_full(found.afgehandeld_op),
        "omgezet": made is not None,
        "zaak_url": _zaak_url(access, made),
    }
    return render(request, "integrity/registreren/melding.html", context)


def _act(request: HttpRequest, found: Melding, form: AntwoordForm) -> HttpResponse | None:
    """What the pressed button asks; None when the page must be shown again."""
    access = request.access
    try:
        if ANTWOORD in request.POST:
            if not form.is_valid():
                return None
            zorg.answer(found, form.cleaned_data["tekst"], by=access)
            messages.success(request, "Uw bericht staat klaar voor de melder.")
        elif OMZETTEN in request.POST:
            made = intake.convert(found, by=access)
            messages.success(request, f"Er is een melding van gemaakt, met kenmerk {made.kenmerk}.")
            if url := _zaak_url(access, made):
                return redirect(url)
        elif AFHANDELEN in request.POST:
            if not found.afgehandeld_op:
                intake.settle(found, by=access)
            messages.success(request, "Afgehandeld. De melder kan nog altijd iets toevoegen.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("melding", found.kenmerk)


def _zaak_url(access: Access, made: Melding | None) -> str:
    if made is None or made.zaak_id is None:
        return ""
    zaak = Zaak.objects.visible_to(access).filter(pk=made.zaak_id).first()
    return reverse("zaak", args=[zaak.kenmerk]) if zaak else ""


def _details(access: Access, found: Melding) -> list[dict]:
    lijst = list_on(access.organisation, REGISTER, found.ontvangen_op)
    tekst = getattr(found, "tekst", None)
    rows = [
        ("Ontvangen op", in_full(found.ontvangen_op)),
        ("Kanaal", found.get_kanaal_display()),
        ("Melder", _melder(access, found)),
        ("Relatie van de melder", found.get_melderrelatie_display()),
        ("Categorie", lijst.label(found.categorie) if found.categorie else ""),
        ("Betreft", found.get_betreft_display()),
        ("Afdeling", found.afdeling.naam if found.afdeling else ""),
        ("Wie", tekst.wie if tekst else ""),
        ("Wanneer", tekst.wanneer if tekst else ""),
        ("Waar", tekst.waar if tekst else ""),
    ]
    return [{"label": label, "waarde": value} for label, value in rows if value]


def _melder(access: Access, found: Melding) -> str:
    """The name for who may see it; else the position alone."""
    identiteit = identity_of(found, access)
    if identiteit is None:
        return found.get_melderpositie_display()
    return ", ".join(filter(None, (identiteit.naam, identiteit.contact)))


def _messages(found: Melding) -> list[dict]:
    return [
        {
            "tekst": bericht.tekst,
            "richting": "van" if bericht.van_melder else "naar",
            "wanneer": with_time(bericht.created_at),
        }
        for bericht in found.berichten.all()
    ]


def _row(found: Melding) -> dict:
    return {
        "kenmerk": found.kenmerk,
        "url": reverse("melding", args=[found.kenmerk]),
        "soort": found.get_soort_display(),
        "datum": in_full(found.ontvangen_op),
        "betreft": found.get_betreft_display() or "Onbekend",
        "berichten": found.berichten_van_melder,
        "afgehandeld": found.afgehandeld_op is not None,
    }


def _filtered(rows: QuerySet[Melding], soort: str, stand: str) -> QuerySet[Melding]:
    if soort:
        rows = rows.filter(soort=soort)
    if stand != "alles":
        rows = rows.filter(afgehandeld_op__isnull=stand != "afgehandeld")
    return rows


def _one_of(known: dict[str, str], asked: str) -> str:
    return asked if asked in known else ""


def _tabs(known: dict[str, str], name: str, chosen: str, filters: dict[str, str]) -> list[dict]:
    others = {key: value for key, value in filters.items() if key != name}
    return [
        {
            "naam": label,
            "url": "?" + urlencode(others | ({name: code} if code else {})),
            "gekozen": code == chosen,
        }
        for code, label in known.items()
    ]
