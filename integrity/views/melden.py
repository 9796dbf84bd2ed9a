"""Filing a melding: one question a page, kept at every step, sent once."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from casework import concepten
from casework.datums import in_full, with_time
from casework.voordeur import Onverstuurd
from casework.voordeur.views import vertrouwenspersonen
from integrity.forms import woorden
from integrity.forms.melden import (
    CONTROLE,
    STAPPEN,
    Antwoorden,
    StapForm,
    first_incomplete,
    position_in_words,
)
from integrity.lists import Kanaal, Melderrelatie, Soort
from integrity.models import Melding, MeldingConcept, ZaakTermijn
from integrity.services import intake
from integrity.services.people import readers_of
from organisations.access import Access
from organisations.forms import bound_data
from organisations.guards import requires_access
from organisations.models import Afdeling, User

LATER = "later"


@requires_access
def melden_integriteit(request: HttpRequest) -> HttpResponse:
    """What it means to file a melding; POST begins one."""
    access = request.access
    if request.method == "POST":
        concept = concepten.start(MeldingConcept, access)
        return redirect("melden_stap", concept.token, "positie")
    context = {
        "lezers": readers_of(access.organisation, "").alle,
        "concepten": unfinished(access),
        "vertrouwenspersonen": vertrouwenspersonen(access),
    }
    return render(request, "integrity/melden/melden.html", context)


@requires_access
def melden_stap(request: HttpRequest, token: uuid.UUID, stap: str) -> HttpResponse:
    if stap not in STAPPEN and stap != CONTROLE:
        raise Http404
    concept = concepten.own(MeldingConcept, request.access, token)
    if concept is None:
        return redirect("melden_verzonden", sent(request.access, token).inzending)
    antwoorden = Antwoorden(concept)
    if earlier := first_incomplete(antwoorden, before=stap):
        if STAPPEN[earlier].base_fields.keys() <= concept.antwoorden.keys():
            messages.info(request, "Kijk deze stap nog een keer na. Er is intussen iets veranderd.")
        return redirect("melden_stap", token, earlier)
    if stap == CONTROLE:
        return _controle(request, antwoorden)
    return _stap(request, antwoorden, stap)


def _stap(request: HttpRequest, antwoorden: Antwoorden, stap: str) -> HttpResponse:
    concept = antwoorden.concept
    form = STAPPEN[stap](bound_data(request), antwoorden=antwoorden)
    if request.method == "POST":
        if form.is_valid():
            concepten.save(concept, form.to_keep())
            if LATER in request.POST:
                return _later(request)
            back_to_check = request.GET.get("terug") == CONTROLE
            return redirect("melden_stap", concept.token, CONTROLE if back_to_check else _after(stap))
        if LATER in request.POST and _only_unanswered(form):
            concepten.save(concept, form.cleaned_data)
            return _later(request)
    context = {
        "form": form,
        "concept": concept,
        "stap": stap,
        "nummer": _nummer(stap),
        "totaal": len(STAPPEN) + 1,
        "terug": _before(request, concept, stap),
        "vertrouwelijk": concept.antwoorden.get("melderpositie") == "vertrouwelijk",
        "lezers": antwoorden.lezers().alle if stap == "omstandigheden" else (),
        "soort": antwoorden.soort,
    }
    return render(request, f"integrity/melden/{stap}.html", context)


def _controle(request: HttpRequest, antwoorden: Antwoorden) -> HttpResponse:
    concept = antwoorden.concept
    if request.method == "POST":
        try:
            melding = intake.submit(concept, as_melding(antwoorden, request.access))
        except Melding.DoesNotExist:
            raise Http404 from None
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("melden_stap", concept.token, "omstandigheden")
        return redirect("melden_verzonden", melding.inzending)
    context = {
        "concept": concept,
        "rijen": _answers_to_check(antwoorden, request.access),
        "soort": antwoorden.soort,
        "niemand_leest": not _readers_left(antwoorden),
        "buiten": antwoorden.lezers().buiten,
        "nummer": len(STAPPEN) + 1,
        "totaal": len(STAPPEN) + 1,
        "terug": reverse("melden_stap", args=[concept.token, "omstandigheden"]),
    }
    return render(request, "integrity/melden/controle.html", context)


@requires_access
def melden_verzonden(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """What was sent, its kenmerk, and what happens when."""
    melding = sent(request.access, token)
    termijnen = {
        t.code: t.verloopt_op
        for t in ZaakTermijn.objects.filter(melding=melding, code__in=("bevestigen", "terugkoppelen"))
    }
    context = {
        "melding": melding,
        "bevestigen_op": in_full(termijnen.get("bevestigen")),
        "terugkoppelen_op": in_full(termijnen.get("terugkoppelen")),
        "vertrouwenspersonen": vertrouwenspersonen(request.access),
    }
    return render(request, "integrity/melden/verzonden.html", context)


@requires_access
def melden_weg(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """Throw an unfinished melding away; asks first."""
    concept = concepten.own(MeldingConcept, request.access, token)
    if concept is None:
        raise Http404
    if request.method == "POST":
        concepten.drop(concept)
        messages.success(request, "Uw antwoorden zijn weggegooid. Er is niets verstuurd.")
        return redirect("melden_integriteit")
    context = {"begonnen_op": with_time(concept.updated_at)}
    return render(request, "casework/voordeur/weg.html", context)


def unfinished(access: Access) -> list[Onverstuurd]:
    """The meldingen this person began and did not send; one that was only opened is not shown."""
    return [
        Onverstuurd(
            wat="Melding over integriteit",
            bewaard=with_time(concept.updated_at),
            url=reverse("melden_stap", args=[concept.token, CONTROLE]),
            weg_url=reverse("melden_weg", args=[concept.token]),
        )
        for concept in concepten.unfinished(MeldingConcept, access)
    ]


def sent(access: Access, token: uuid.UUID) -> Melding:
    """The melding this person made of that concept; 404 when there is none."""
    own = Melding.objects.filed_by(access.user).filter(organisation=access.organisation)
    return get_object_or_404(own, inzending=token)


def as_melding(antwoorden: Antwoorden, access: Access) -> intake.NieuweMelding:
    """What was kept, once every step is complete. The name is stored apart, whatever the position."""
    kept = antwoorden.kept
    out = {int(pk) for pk in kept.get("uitgesloten", [])} if antwoorden.has_zaak else set()
    excluded = [user for user in antwoorden.lezers().alle if user.pk in out] if out else []
    afdeling = Afdeling.objects.get(pk=kept["afdeling"]) if kept.get("afdeling") else None
    categorie = kept["categorie"]
    return intake.NieuweMelding(
        ontvangen_op=timezone.localdate(),
        soort=kept["soort"],
        kanaal=Kanaal.PORTAAL,
        melderpositie=kept["melderpositie"],
        melderrelatie=Melderrelatie.MEDEWERKER,
        afdeling=afdeling,
        categorie="" if categorie == woorden.WEET_NIET else categorie,
        betreft=kept["betreft"],
        beschrijving=kept["beschrijving"],
        wie=kept["wie"],
        wanneer=kept["wanneer"],
        waar=kept["waar"],
        melder=intake.Melder(user=access.user, naam=access.user.naam, contact=access.user.email),
        uitgesloten=tuple(excluded),
        inzending=antwoorden.concept.token,
    )


def _answers_to_check(antwoorden: Antwoorden, access: Access) -> list[dict]:
    kept, organisation = antwoorden.kept, antwoorden.organisation
    out = set(kept.get("uitgesloten", [])) if antwoorden.has_zaak else set()
    readers = antwoorden.lezers().alle
    rows = [
        ("positie", "Hoe u meldt", position_in_words(kept["melderpositie"])),
        ("waarover", "Wat u wilt doen", woorden.SOORTEN[Soort(kept["soort"])][0]),
        ("waarover", "Waar het over gaat", woorden.category_in_words(antwoorden.lijst, kept["categorie"])),
        ("waarover", "Om wie het gaat", woorden.betreft_in_words(organisation, kept["betreft"])),
        ("verhaal", "Wat u weet", kept["beschrijving"]),
        ("omstandigheden", "Wie", kept["wie"]),
        ("omstandigheden", "Wanneer", kept["wanneer"]),
        ("omstandigheden", "Waar", kept["waar"]),
    ]
    if kept.get("afdeling"):
        afdeling = Afdeling.objects.get(pk=kept["afdeling"])
        rows.append(("omstandigheden", "Afdeling", afdeling.naam))
    if antwoorden.has_zaak and "uitgesloten" in kept:
        names = [user.naam for user in readers if str(user.pk) in out]
        rows.append(("omstandigheden", "Wie het niet mag zien", ", ".join(names) or "Niemand uitgesloten"))
    made = [
        {
            "label": label,
            "waarde": value,
            "wijzig_url": reverse("melden_stap", args=[antwoorden.concept.token, stap])
            + f"?terug={CONTROLE}",
        }
        for stap, label, value in rows
    ]
    left = _readers_left(antwoorden) or antwoorden.lezers().buiten
    names = [user.naam for user in left] or ["Nu niemand. Lees wat hieronder staat."]
    return [*made, {"label": "Wie het leest", "waarde": ", ".join(names)}]


def _readers_left(antwoorden: Antwoorden) -> list[User]:
    """Who in the organisation reads it, and who stands in for them: nobody, when no one is left by role."""
    out = set(antwoorden.kept.get("uitgesloten", [])) if antwoorden.has_zaak else set()
    if not antwoorden.lezers().without(out):
        return []
    return [user for user in antwoorden.lezers().alle if str(user.pk) not in out]


def _later(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Uw antwoorden zijn bewaard. U kunt later verder. Er is nog niets verstuurd.")
    return redirect("melden_integriteit")


def _only_unanswered(form: StapForm) -> bool:
    """Nothing is wrong but what was not answered yet."""
    return all(error.code == "required" for errors in form.errors.as_data().values() for error in errors)


def _nummer(stap: str) -> int:
    return list(STAPPEN).index(stap) + 1


def _after(stap: str) -> str:
    return [*STAPPEN, CONTROLE][_nummer(stap)]


def _before(request: HttpRequest, concept: MeldingConcept, stap: str) -> str:
    if request.GET.get("terug") == CONTROLE:
        return reverse("melden_stap", args=[concept.token, CONTROLE])
    if _nummer(stap) == 1:
        return reverse("melden_integriteit")
    return reverse("melden_stap", args=[concept.token, list(STAPPEN)[_nummer(stap) - 2]])
