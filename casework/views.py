"""Pages of beheer that need to know what the registers hold: terms, lists, and the mails that went out."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format

from casework import mail, plaats
from casework.codelijsten import (
    KOLOMMEN,
    LijstFouten,
    NieuweLijst,
    end_codelijst,
    read_codelijsten,
    store_codelijst,
)
from casework.documents import files_of
from casework.forms.beheer import (
    HuisstijlForm,
    LijstEindeForm,
    LijstForm,
    LijstUploadForm,
    RegelFormSet,
    RegelHelper,
    TermijnForm,
)
from casework.huisstijl import set_huisstijl
from casework.lists import STANDAARD, Lijst
from casework.models import Codelijst, Huisstijlkeuze
from casework.notifications import BERICHTEN
from casework.terms import DEFINITIES, Duur, TermijnDefinitie, warning_in_words
from casework.typesetting import huisstijl_of
from ledger.models import OutboxRow
from organisations.access import Access
from organisations.forms import bound_data
from organisations.guards import requires_recht
from organisations.models import TermijnInstelling
from organisations.permissions import may
from organisations.roles import Register
from organisations.services import reset_termijn, set_termijn

PER_PAGINA = 25


# Terms


@requires_recht(may, "beheren")
def termijnen(request: HttpRequest) -> HttpResponse:
    own = {
        (one.register, one.code): one
        for one in TermijnInstelling.objects.filter(organisation=request.access.organisation)
    }
    groups = [
        {
            "register": register,
            "label": Register(register).label,
            "rijen": [_term_row(one, own.get((register, one.code))) for one in definitions.values()],
        }
        for register, definitions in DEFINITIES.items()
    ]
    return render(request, "casework/termijnen.html", {"groepen": groups})


def _term_row(definition: TermijnDefinitie, own: TermijnInstelling | None) -> dict:
    changed = own is not None and not definition.vast
    duur = Duur(own.aantal, own.eenheid) if changed else definition.duur
    warn = definition.waarschuw_na
    if changed:
        warn = Duur(own.waarschuw_na, own.eenheid) if own.waarschuw_na else None
    return {
        "termijn": definition,
        "duur": _length_in_words(definition, duur),
        "waarschuwing": warning_in_words(duur, warn),
        "gewijzigd": changed,
    }


def _length_in_words(definition: TermijnDefinitie, duur: Duur) -> str:
    if definition.berekend:
        return "volgt uit de zaak"
    return str(duur) if duur.aantal else "dezelfde dag"


@requires_recht(may, "beheren")
def termijn(request: HttpRequest, register: str, code: str) -> HttpResponse:
    """Change the length of a term, or put it back; what the law fixes or is computed has no such page."""
    definition = DEFINITIES.get(register, {}).get(code)
    if definition is None or definition.vast:
        raise Http404
    organisation = request.access.organisation
    about = {"organisation": organisation, "register": register, "code": code}
    own = TermijnInstelling.objects.filter(**about).first()
    if request.method == "POST" and "standaard" in request.POST:
        reset_termijn(by=request.access, **about)
        messages.success(request, f"De termijn {definition.label} is weer {definition.duur}.")
        return redirect("termijnen")
    warn = own.waarschuw_na if own else definition.waarschuw_na and definition.waarschuw_na.aantal
    initial = {
        "aantal": own.aantal if own else definition.duur.aantal,
        "eenheid": own.eenheid if own else definition.duur.eenheid,
        "waarschuw_na": warn,
    }
    form = TermijnForm(bound_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        set_termijn(by=request.access, **about, **form.cleaned_data)
        messages.success(request, f"De termijn {definition.label} is gewijzigd.")
        return redirect("termijnen")
    return render(request, "casework/termijn.html", {"form": form, "termijn": definition, "eigen": own})


# Lists


@requires_recht(may, "beheren")
def codelijsten(request: HttpRequest) -> HttpResponse:
    own = list(Codelijst.objects.filter(organisation=request.access.organisation))
    today = timezone.localdate()
    groups = [
        {
            "register": register,
            "naam": naam,
            "label": f"{Register(register).label}: {naam}",
            "lijsten": [
                {"lijst": one, "periode": _validity(one), "geldt": _holds(one, today)}
                for one in own
                if (one.register, one.naam) == (register, naam)
            ],
        }
        for register, naam in STANDAARD
    ]
    own_lists = {register for register, _ in STANDAARD}
    fixed = [Register(register).label for register in DEFINITIES if register not in own_lists]
    return render(request, "casework/codelijsten.html", {"groepen": groups, "vast": fixed})


def _validity(lijst: Codelijst) -> str:
    until = f" t/m {date_format(lijst.geldig_tot, 'j F Y')}" if lijst.geldig_tot else ""
    return f"vanaf {date_format(lijst.geldig_van, 'j F Y')}{until}"


def _holds(lijst: Codelijst, day: date) -> bool:
    return lijst.geldig_van <= day and (lijst.geldig_tot is None or day <= lijst.geldig_tot)


@requires_recht(may, "beheren")
def codelijst(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_own_lists(request.access), pk=pk)
    standard = STANDAARD[found.register, found.naam]
    rows = [{"regel": row, "rijk": standard.label(row.rijk_code)} for row in found.regels.all()]
    context = {"lijst": found, "periode": _validity(found), "rijen": rows}
    return render(request, "casework/codelijst.html", context)


def _own_lists(access: Access) -> QuerySet[Codelijst]:
    return Codelijst.objects.filter(organisation=access.organisation)


def _standard_or_404(register: str, naam: str) -> Lijst:
    if (register, naam) not in STANDAARD:
        raise Http404
    return STANDAARD[register, naam]


@requires_recht(may, "beheren")
def standaardlijst(request: HttpRequest, register: str, naam: str) -> HttpResponse:
    standard = _standard_or_404(register, naam)
    context = {"codes": standard.codes, "register": Register(register).label, "naam": naam}
    return render(request, "casework/standaardlijst.html", context)


@requires_recht(may, "beheren")
def codelijst_nieuw(request: HttpRequest, register: str, naam: str) -> HttpResponse:
    """A new version by rows, beginning with those of the version that holds now."""
    _standard_or_404(register, naam)
    about = {"register": register, "naam": naam}
    data = bound_data(request)
    more = data is not None and "meer_regels" in data
    if data is None or more:
        form = LijstForm(initial=data.dict() if data else None)
        rows = _typed_rows(data) if data else _start_rows(request.access, about)
        regels = RegelFormSet(form_kwargs=about, initial=rows)
    else:
        form, regels = LijstForm(data), RegelFormSet(data, form_kwargs=about)
    if request.method == "POST" and not more and form.is_valid() and regels.is_valid():
        try:
            kept = store_codelijst(
                form.as_lijst(regels.as_regels()),
                organisation=request.access.organisation,
                by=request.access.actor,
                **about,
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "De lijst is toegevoegd." if kept else "Deze lijst was er al.")
            return redirect("codelijsten")
    context = {"form": form, "formset": regels, "helper": RegelHelper(), **about}
    return render(request, "casework/codelijst_nieuw.html", context)


def _start_rows(access: Access, about: dict) -> list[dict]:
    newest = _own_lists(access).filter(**about).prefetch_related("regels").first()
    if newest is None:
        return []
    return [{"code": r.code, "label": r.label, "rijk_code": r.rijk_code} for r in newest.regels.all()]


def _typed_rows(data: QueryDict) -> list[dict]:
    """The rows as they were typed, to give them back with empty ones below."""
    total = data.get("form-TOTAL_FORMS", "0")
    numbers = range(min(int(total), RegelFormSet.max_num) if total.isdecimal() else 0)
    names = ("code", "label", "rijk_code")
    return [{name: data.get(f"form-{number}-{name}", "") for name in names} for number in numbers]


@requires_recht(may, "beheren")
def codelijst_upload(request: HttpRequest, register: str, naam: str) -> HttpResponse:
    """A new version from a file: every fault by row and column, or everything is kept."""
    _standard_or_404(register, naam)
    form = LijstUploadForm(bound_data(request), request.FILES or None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            new = read_codelijsten(form.cleaned_data["bestand"].read(), register=register, naam=naam)
            kept = _store_all(request.access, new, register, naam)
        except LijstFouten as error:
            faults = [str(fault) for fault in error.fouten[:100]]
        except ValidationError as error:
            faults = error.messages
        else:
            messages.success(request, f"Toegevoegd: {kept}." if kept else "Deze lijst was er al.")
            return redirect("codelijsten")
    context = {
        "form": form,
        "fouten": faults,
        "form_errors": bool(faults),
        "kolommen": ";".join(KOLOMMEN),
        "register": register,
        "naam": naam,
    }
    return render(request, "casework/codelijst_upload.html", context)


def _store_all(access: Access, new: list[NieuweLijst], register: str, naam: str) -> str:
    with transaction.atomic():
        kept = [
            store_codelijst(
                one, organisation=access.organisation, register=register, by=access.actor, naam=naam
            )
            for one in new
        ]
    return ", ".join(str(one) for one in kept if one)


@requires_recht(may, "beheren")
def codelijst_einde(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_own_lists(request.access), pk=pk)
    form = LijstEindeForm(bound_data(request), initial={"geldig_tot": found.geldig_tot})
    if request.method == "POST" and form.is_valid():
        try:
            end_codelijst(found, by=request.access.actor, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "De einddatum is vastgelegd.")
            return redirect("codelijst", pk)
    return render(request, "casework/codelijst_einde.html", {"form": form, "lijst": found})


# Mails


@dataclass(frozen=True)
class MailRegel:
    """A mail as the beheerder sees it."""

    pk: int
    wanneer: str
    aan: str
    onderwerp: str
    tekst: str
    stand: str
    toon: str
    fout: str


@requires_recht(may, "beheren", koepel=True)
def mails(request: HttpRequest) -> HttpResponse:
    """What was sent and what failed, newest first.

    A beheerder never learns of a zaak. So notices about zaken are not shown unless they fail, nor counted:
    a number that goes up tells that something came in. Of one to a melder the address isn't shown then
    either. Mails about accounts are shown one by one. In development everything is shown, with the text.
    """
    notices = Q()
    for soort in BERICHTEN:
        notices |= Q(key__startswith=f"mail:{soort}:")
    rows = OutboxRow.objects.filter(organisation_id=request.access.organisation.pk, kind=mail.KIND)
    shown = rows
    if not settings.DEVELOPMENT:
        shown = rows.exclude(notices & ~Q(delivered_at=None, attempts__gte=1))
    only_failed = "mislukt" in request.GET
    if only_failed:
        shown = shown.filter(delivered_at=None, attempts__gte=1)
    if (before := plaats.row("mails", request.GET.get("voor", ""))) is not None:
        shown = shown.filter(pk__lt=before)
    page = list(shown.order_by("-pk")[: PER_PAGINA + 1])
    context = {
        "mails": [_mail_row(row) for row in page[:PER_PAGINA]],
        "alleen_mislukt": only_failed,
        "volgende": plaats.mark("mails", page[PER_PAGINA - 1].pk) if len(page) > PER_PAGINA else "",
        "met_tekst": settings.DEVELOPMENT,
    }
    return render(request, "casework/mails.html", context)


def _mail_row(row: OutboxRow) -> MailRegel:
    to_melder = row.key.startswith("mail:bericht:") and not settings.DEVELOPMENT
    address = ", ".join(row.payload.get("to", []))
    failed = row.delivered_at is None and row.attempts > 0
    stand, toon = ("verstuurd", "klaar") if row.delivered_at else ("wacht", "bezig")
    if failed:
        stand, toon = f"mislukt, {row.attempts} keer geprobeerd", "stop"
    return MailRegel(
        pk=row.pk,
        wanneer=date_format(timezone.localtime(row.created_at), "j F Y" if row.without_time else "j F Y H:i"),
        aan="niet getoond" if to_melder else address,
        onderwerp=row.payload.get("subject", ""),
        tekst=row.payload.get("body", "") if settings.DEVELOPMENT else "",
        stand=stand,
        toon=toon,
        fout=("De mailserver nam dit bericht niet aan." if to_melder else row.last_error) if failed else "",
    )


@requires_recht(may, "beheren", koepel=True)
def huisstijl(request: HttpRequest) -> HttpResponse:
    organisation = request.access.organisation
    now, own = huisstijl_of(organisation), Huisstijlkeuze.objects.filter(organisation=organisation)
    has_logo = own.exclude(logo=None).exists()
    initial = {"naam": now.naam, "kleur": now.kleur}
    form = HuisstijlForm(bound_data(request), files_of(request), initial=initial, has_logo=has_logo)
    if request.method == "POST" and form.is_valid():
        try:
            set_huisstijl(by=request.access, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "De huisstijl is opgeslagen. Nieuwe documenten zien er zo uit.")
            return redirect("huisstijl")
    if form.is_bound and request.FILES and not form.has_error("logo"):
        # a browser sends a file once
        form.add_error("logo", "Kies het logo daarna opnieuw.")
    return render(request, "casework/huisstijl.html", {"form": form, "heeft_logo": has_logo})


@requires_recht(may, "beheren", koepel=True)
def huisstijl_logo(request: HttpRequest) -> HttpResponse:
    """The logo that was chosen, for on the page where it is chosen."""
    found = get_object_or_404(
        Huisstijlkeuze.objects.exclude(logo=None), organisation=request.access.organisation
    )
    response = HttpResponse(bytes(found.logo), content_type=found.mime)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
