"""People: the list, an invitation, an account and its roles."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format

from organisations import services
from organisations.access import Access
from organisations.forms import GebruikerForm, RolForm, UitnodigingForm, bound_data
from organisations.guards import ask_who_again, requires_recht
from organisations.models import Roltoewijzing, User
from organisations.permissions import may
from organisations.roles import Rol, apart_per_zaak

PER_PAGINA = 25


def _gevolg(user: User) -> str:
    """What happens when a beheerder changes who can come in under an account."""
    return f"De rollen van {user.naam} wachten daarna op een tweede beheerder."


def _gevolg_adres(user: User) -> str:
    """What happens with a new address that a beheerder gives to somebody else."""
    waits = user.nieuw_email and f" Nu wacht {user.nieuw_email}: een ander adres komt daarvoor in de plaats."
    return (
        "Het nieuwe adres geldt pas als een tweede beheerder het bevestigt. "
        f"{user.naam} wordt dan overal uitgelogd.{waits}"
    )


def _begin() -> str:
    """What somebody does with the link in an invitation."""
    return "een wachtwoord te kiezen" if settings.GIR_PASSWORD_LOGIN else "in te loggen"


def _visible(access: Access):
    """The people of this organisation, with the roles they hold here."""
    roles = Roltoewijzing.objects.not_over().filter(organisation=access.organisation)
    return (
        User.objects.in_organisation(access.organisation)
        .select_related("afdeling")
        .prefetch_related(Prefetch("roltoewijzingen", roles, to_attr="rollen_hier"))
    )


def _managed(access: Access):
    """The accounts this organisation may change; not those of neighbours, which are only shown."""
    return User.objects.filter(home_organisation=access.organisation)


@requires_recht(may, "beheren", koepel=True)
def gebruikers(request: HttpRequest) -> HttpResponse:
    """A page of people by name; `zoek` looks in name and address, `na` is the last id of the page before."""
    people = _visible(request.access).order_by("naam", "pk")
    search = request.GET.get("zoek", "").strip().replace("\x00", "")[:200]
    if search:
        people = people.filter(Q(naam__icontains=search) | Q(email__icontains=search))
    after = request.GET.get("na", "")
    last = (
        _visible(request.access).filter(pk=int(after)).first()
        if after.isdecimal() and len(after) < 19
        else None
    )
    if last is not None:
        people = people.filter(Q(naam__gt=last.naam) | Q(naam=last.naam, pk__gt=last.pk))
    page = list(people[: PER_PAGINA + 1])
    context = {
        "gebruikers": page[:PER_PAGINA],
        "zoek": search,
        "volgende": page[PER_PAGINA - 1].pk if len(page) > PER_PAGINA else None,
        "eerste_pagina": last is None,
    }
    return render(request, "organisations/gebruikers.html", context)


def _last_seen(request: HttpRequest) -> User | None:
    """The person whose id is in `na`; None (the first page) when there is none or it is nonsense."""
    after = request.GET.get("na", "")
    if not (after.isascii() and after.isdecimal() and len(after) < 19):
        return None
    return User.objects.in_organisation(request.access.organisation).filter(pk=after).first()


@requires_recht(may, "beheren", koepel=True)
def gebruiker_nieuw(request: HttpRequest) -> HttpResponse:
    organisation = request.access.organisation
    form = UitnodigingForm(bound_data(request), organisation=organisation)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            user = services.invite_user(
                email=data["email"],
                naam=data["naam"],
                afdeling=data["afdeling"],
                rollen=form.as_rollen(),
                organisation=organisation,
                by=request.access,
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"De uitnodiging aan {user.email} is verstuurd.")
            return redirect("gebruiker", user.pk)
    context = {
        "form": form,
        "paginatitel": "Gebruiker uitnodigen",
        "inleiding": f"De gebruiker krijgt een e-mail met een link om {_begin()}.",
        "knop": "Uitnodiging versturen",
        "terug": "gebruikers",
    }
    return render(request, "organisations/formulier.html", context)


@requires_recht(may, "beheren", koepel=True)
def gebruiker(request: HttpRequest, pk: int) -> HttpResponse:
    access = request.access
    found = get_object_or_404(_visible(access), pk=pk)
    held = Roltoewijzing.objects.filter(user=found, organisation=access.organisation)
    current = {one.pk for one in found.rollen_hier}
    together = apart_per_zaak(frozenset((one.register, one.rol) for one in found.rollen_hier))
    context = {
        "gebruiker": found,
        "rollen": [_as_row(one) for one in held if one.pk in current],
        "eerdere_rollen": [_as_row(one) for one in held if one.pk not in current],
        "samen": _warning(together),
        "is_zelf": found.pk == access.user.pk,
        "is_beheerd": found.home_organisation_id == access.organisation.pk,
        "wacht_op_wachtwoord": settings.GIR_PASSWORD_LOGIN
        and found.is_active
        and not found.has_usable_password(),
    }
    return render(request, "organisations/gebruiker.html", context)


def _warning(together: list[tuple[Rol, Rol]]) -> str:
    pairs = "; ".join(f"{one.label} en {other.label}" for one, other in together)
    return f"Dit komt nooit samen in één zaak: {pairs}. De zaak zelf houdt dat tegen." if pairs else ""


def _as_row(role: Roltoewijzing) -> dict:
    until = f" tot {date_format(role.tot, 'j F Y')}" if role.tot else ""
    return {"rol": role, "periode": f"vanaf {date_format(role.van, 'j F Y')}{until}"}


@requires_recht(may, "beheren", koepel=True)
def gebruiker_wijzigen(request: HttpRequest, pk: int) -> HttpResponse:
    access = request.access
    found = get_object_or_404(_managed(access), pk=pk)
    initial = {"naam": found.naam, "email": found.email, "afdeling": found.afdeling_id}
    gevolg = "" if found == access.user else _gevolg_adres(found)
    form = GebruikerForm(
        bound_data(request), organisation=access.organisation, initial=initial, gevolg=gevolg
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.change_user(user=found, by=access, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            waits = f" Het adres {found.nieuw_email} wacht op een tweede beheerder." * bool(found.nieuw_email)
            messages.success(request, f"De gegevens zijn opgeslagen.{waits}")
            return redirect("gebruiker", pk)
    context = {"form": form, "paginatitel": "Gegevens wijzigen", "knop": "Opslaan", "terug_naar": pk}
    return render(request, "organisations/formulier.html", context)


@requires_recht(may, "beheren", koepel=True)
def rol_geven(request: HttpRequest, pk: int) -> HttpResponse:
    access = request.access
    found = get_object_or_404(_visible(access).exclude(pk=access.user.pk), pk=pk)
    form = RolForm(bound_data(request), organisation=access.organisation)
    if request.method == "POST" and form.is_valid():
        try:
            given = services.give_rol(
                user=found, organisation=access.organisation, by=access, **form.as_rol()
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            waits = " Die geldt zodra een andere beheerder haar bevestigt." * (given.bevestigd_op is None)
            messages.success(request, f"{found.naam} heeft de rol gekregen.{waits}")
            return redirect("gebruiker", pk)
    context = {
        "form": form,
        "paginatitel": f"Rol geven aan {found.naam}",
        "knop": "Rol geven",
        "terug_naar": pk,
    }
    return render(request, "organisations/formulier.html", context)


@requires_recht(may, "beheren", koepel=True)
def rol_beeindigen(request: HttpRequest, pk: int, rol_pk: int) -> HttpResponse:
    access = request.access
    roles = Roltoewijzing.objects.not_over().filter(organisation=access.organisation, user_id=pk)
    role = get_object_or_404(roles.exclude(user=access.user).select_related("user"), pk=rol_pk)
    return _confirm(
        request,
        pk,
        lambda: services.end_rol(toewijzing=role, by=access),
        titel="Rol beëindigen",
        tekst=f"{role.user.naam} is vanaf nu geen {role.get_rol_display().lower()} meer. "
        "Wat al is vastgelegd, blijft staan.",
        gedaan="De rol is beëindigd.",
    )


@requires_recht(may, "beheren", koepel=True)
def adres_intrekken(request: HttpRequest, pk: int) -> HttpResponse:
    """For who asked it, and for the person: neither of them can confirm it."""
    found = get_object_or_404(_managed(request.access).exclude(nieuw_email=""), pk=pk)
    return _confirm(
        request,
        pk,
        lambda: services.refuse_adres(user=found, adres=found.nieuw_email, by=request.access),
        titel="Nieuw adres intrekken",
        tekst=f"{found.naam} blijft {found.email} gebruiken. Het adres {found.nieuw_email} komt er niet.",
        gedaan="Het nieuwe adres is ingetrokken.",
    )


@requires_recht(may, "beheren", koepel=True)
def gebruiker_sluiten(request: HttpRequest, pk: int) -> HttpResponse:
    accounts = _managed(request.access).exclude(pk=request.user.pk)
    found = get_object_or_404(accounts, pk=pk, is_active=True)
    return _confirm(
        request,
        pk,
        lambda: services.deactivate_user(user=found, by=request.access),
        titel="Account sluiten",
        tekst=f"{found.naam} kan dan niet meer inloggen en wordt meteen uitgelogd.",
        gedaan="Het account is gesloten.",
    )


@requires_recht(may, "beheren", koepel=True)
def gebruiker_openen(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_managed(request.access), pk=pk, is_active=False)
    return _confirm(
        request,
        pk,
        lambda: services.reactivate_user(user=found, by=request.access),
        titel="Account openen",
        tekst=f"{found.naam} krijgt een e-mail met een link om {_begin()}. {_gevolg(found)}",
        gedaan="Het account is weer open.",
    )


@requires_recht(may, "beheren", koepel=True)
def gebruiker_uitloggen(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_managed(request.access).exclude(pk=request.user.pk), pk=pk)
    return _confirm(
        request,
        pk,
        lambda: services.sign_out_everywhere(user=found, by=request.access),
        titel="Overal uitloggen",
        tekst=f"{found.naam} wordt meteen uitgelogd op alle apparaten en krijgt daar een e-mail over.",
        gedaan=f"{found.naam} is overal uitgelogd.",
    )


@requires_recht(may, "beheren", koepel=True)
def tweede_stap_weghalen(request: HttpRequest, pk: int) -> HttpResponse:
    """For somebody who lost it. Whoever asks for it may be somebody else: the page says to make sure."""
    found = get_object_or_404(_managed(request.access).exclude(pk=request.user.pk), pk=pk)
    ask_who_again(request)
    return _confirm(
        request,
        pk,
        lambda: services.reset_tweede_stap(user=found, by=request.access),
        titel="Tweede stap weghalen",
        tekst=f"Doe dit alleen als {found.naam} er zelf om vroeg, en u zeker weet dat het {found.naam} is. "
        "De passkeys, de app met codes en de herstelcodes werken dan niet meer. "
        f"{found.naam} wordt overal uitgelogd en krijgt een e-mail. Het wachtwoord blijft hetzelfde. "
        f"{_gevolg(found)}",
        gedaan="De tweede stap is weggehaald.",
    )


@requires_recht(may, "beheren", koepel=True)
def uitnodiging_herhalen(request: HttpRequest, pk: int) -> HttpResponse:
    access = request.access
    found = get_object_or_404(_visible(access), pk=pk)
    return _confirm(
        request,
        pk,
        lambda: services.resend_invitation(user=found, organisation=access.organisation, by=access),
        titel="Uitnodiging opnieuw versturen",
        tekst=f"{found.naam} krijgt een nieuwe e-mail op {found.email}.",
        gedaan="De uitnodiging is opnieuw verstuurd.",
    )


def _confirm(request: HttpRequest, pk: int, act, *, titel: str, tekst: str, gedaan: str) -> HttpResponse:
    """A page that asks, and does it on POST; a refusal of the service stands on the same page."""
    context = {"paginatitel": titel, "tekst": tekst, "knop": titel, "terug_naar": pk}
    if request.method == "POST":
        try:
            act()
        except ValidationError as error:
            context["fouten"] = error.messages
        else:
            messages.success(request, gedaan)
            return redirect("gebruiker", pk)
    return render(request, "organisations/bevestigen.html", context)
