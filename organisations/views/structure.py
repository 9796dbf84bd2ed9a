from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from organisations import services
from organisations.forms import AfdelingForm, KleinForm, OrganisatieForm, afdeling_tree, bound_data
from organisations.guards import requires_recht
from organisations.menu import beheer_for
from organisations.models import Afdeling, Roltoewijzing, User
from organisations.permissions import may
from organisations.services import Persoon
from organisations.services.klein import KLEIN


@requires_recht(may, "beheren", koepel=True)
def beheer(request: HttpRequest) -> HttpResponse:
    access = request.access
    rollen = Roltoewijzing.objects.waiting(access.organisation).values_list("user_id", "gegeven_door_id")
    adressen = User.objects.with_nieuw_email(access.organisation).values_list("pk", "email_gevraagd_door_id")
    waiting = [*rollen, *adressen]
    op_een_ander = sum(access.user.pk in people for people in waiting)
    context = {
        "ingangen": beheer_for(access),
        "wacht_op_u": len(waiting) - op_een_ander,
        "wacht_op_een_ander": op_een_ander,
        "hoofden_blijven_hier": not settings.GIR_LOG_HEADS_MAIL,
    }
    return render(request, "organisations/beheer.html", context)


@requires_recht(may, "beheren")
def afdelingen(request: HttpRequest) -> HttpResponse:
    rows = [
        {"afdeling": afdeling, "pad": " › ".join(path)}
        for afdeling, path in afdeling_tree(request.access.organisation)
    ]
    return render(request, "organisations/afdelingen.html", {"rijen": rows})


@requires_recht(may, "beheren")
def afdeling_nieuw(request: HttpRequest) -> HttpResponse:
    organisation = request.access.organisation
    form = AfdelingForm(bound_data(request), organisation=organisation)
    if request.method == "POST" and form.is_valid():
        try:
            services.create_afdeling(organisation=organisation, by=request.access, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "De afdeling is toegevoegd.")
            return redirect("afdelingen")
    context = {
        "form": form,
        "paginatitel": "Afdeling toevoegen",
        "knop": "Afdeling toevoegen",
        "terug": "afdelingen",
    }
    return render(request, "organisations/formulier.html", context)


@requires_recht(may, "beheren")
def afdeling(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = request.access.organisation
    found = get_object_or_404(Afdeling, pk=pk, organisation=organisation)
    initial = {
        "naam": found.naam,
        "parent": found.parent_id,
        "leidinggevende": found.leidinggevende_id,
    }
    form = AfdelingForm(bound_data(request), organisation=organisation, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_afdeling(afdeling=found, by=request.access, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "De afdeling is gewijzigd.")
            return redirect("afdelingen")
    context = {"form": form, "paginatitel": "Afdeling wijzigen", "knop": "Opslaan", "terug": "afdelingen"}
    return render(request, "organisations/formulier.html", context)


@requires_recht(may, "beheren", koepel=True)
def organisatie_instellingen(request: HttpRequest) -> HttpResponse:
    organisation = request.access.organisation
    initial = {name: getattr(organisation, name) for name in OrganisatieForm.base_fields}
    form = OrganisatieForm(bound_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        services.change_organisation(organisation=organisation, by=request.access, **form.cleaned_data)
        messages.success(request, "De gegevens van de organisatie zijn gewijzigd.")
        return redirect("beheer")
    context = {"form": form, "paginatitel": "Organisatie", "knop": "Opslaan", "terug": "beheer"}
    return render(request, "organisations/formulier.html", context)


@requires_recht(may, "beheren")
def profiel_klein(request: HttpRequest) -> HttpResponse:
    form = KleinForm(bound_data(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        personen = {place: Persoon(data[f"{place}_email"], data[f"{place}_naam"]) for place in KLEIN}
        try:
            services.set_up_klein(
                organisation=request.access.organisation, personen=personen, by=request.access
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "De rollen zijn verdeeld. Iedereen heeft een e-mail gekregen.")
            return redirect("rollen_bevestigen")
    return render(request, "organisations/profiel_klein.html", {"form": form})
