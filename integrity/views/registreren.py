"""Registering on behalf of somebody else: at the meldpunt, by a vertrouwenspersoon or a leidinggevende."""

import uuid

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from casework.datums import in_full
from integrity import permissions
from integrity.forms.registreren import MONDELING, RegistratieForm
from integrity.models import Melding, Zaak
from integrity.services import intake
from integrity.services.namens import registered, terms_of
from organisations.access import Access
from organisations.forms import bound_data
from organisations.guards import requires_access
from organisations.models import User


@requires_access
def registreren(request: HttpRequest) -> HttpResponse:
    access = request.access
    if not permissions.can_register(access):
        raise Http404
    form = RegistratieForm(bound_data(request), access=access)
    if request.method == "POST" and form.is_valid():
        if registered(access, form.cleaned_data["inzending"]):
            return redirect("geregistreerd", form.cleaned_data["inzending"])
        try:
            melding = intake.register(access.organisation, _as_melding(form), by=access)
        except IntegrityError:
            # The same form was sent twice at the same moment: the other one made the melding.
            return redirect("geregistreerd", form.cleaned_data["inzending"])
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return redirect("geregistreerd", melding.inzending)
    return render(request, "integrity/registreren/registreren.html", {"form": form})


@requires_access
def geregistreerd(request: HttpRequest, inzending: uuid.UUID) -> HttpResponse:
    """What was registered: its kenmerk and dates. The zaak itself is linked for who may open it."""
    access = request.access
    melding = registered(access, inzending) if permissions.can_register(access) else None
    if melding is None:
        raise Http404
    termijnen = {code: in_full(day) for code, day in terms_of(melding).items()}
    context = {
        "melding": melding,
        "ontvangen_op": in_full(melding.ontvangen_op),
        "termijnen": termijnen,
        "url": _url_for(access, melding),
    }
    return render(request, "integrity/registreren/geregistreerd.html", context)


def _url_for(access: Access, melding: Melding) -> str:
    if melding.zaak is None:
        visible = Melding.objects.visible_to(access).filter(pk=melding.pk).exists()
        return reverse("melding", args=[melding.kenmerk]) if visible else ""
    visible = Zaak.objects.visible_to(access).filter(pk=melding.zaak.pk).exists()
    return reverse("zaak", args=[melding.zaak.kenmerk]) if visible else ""


def _as_melding(form: RegistratieForm) -> intake.NieuweMelding:
    told = form.cleaned_data
    return intake.NieuweMelding(
        ontvangen_op=told["ontvangen_op"],
        soort=told["soort"],
        kanaal=told["kanaal"],
        melderpositie=told["melderpositie"],
        melderrelatie=told["melderrelatie"],
        afdeling=told["afdeling"],
        categorie=told["categorie"],
        betreft=told["betreft"],
        beschrijving=told["beschrijving"],
        wie=told["wie"],
        wanneer=told["wanneer"],
        waar=told["waar"],
        melder=intake.Melder(naam=told["melder_naam"], contact=told["melder_contact"]),
        verslag_akkoord=True if told["verteld"] == MONDELING else None,
        uitgesloten=tuple(User.objects.filter(pk__in=told.get("uitgesloten", []))),
        inzending=told["inzending"],
    )
