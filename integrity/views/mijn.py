"""Mijn meldingen: what a melder may know of the own meldingen, and what they can still do."""

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from casework.datums import in_full, with_time
from casework.forms.melder import AanvullingForm, IntrekForm
from casework.lists import list_on
from casework.voordeur import EigenMelding
from casework.voordeur.views import vertrouwenspersonen
from integrity.forms import woorden
from integrity.forms.melden import position_in_words
from integrity.lifecycle import REGISTER
from integrity.models import Bericht, Melding, ZaakTermijn
from integrity.services import intake
from integrity.views import in_words
from organisations.access import Access
from organisations.forms import bound_data
from organisations.guards import requires_access

TOEVOEGEN = "toevoegen"
VAN_U = "Van u"
AAN_U = "Aan u"
TERUGKOPPELING = "Aan u: wat wij met uw melding deden"


def own(access: Access) -> QuerySet[Melding]:
    """The meldingen this person filed here; any other does not exist for them."""
    return (
        Melding.objects.filed_by(access.user)
        .filter(organisation=access.organisation)
        .select_related("zaak")
        .annotate(
            is_omgezet=Exists(Melding.objects.filter(omgezet_uit=OuterRef("pk"))),
            is_beantwoord=Exists(Bericht.objects.filter(melding=OuterRef("pk"), van_melder=False)),
        )
    )


def _with_story(access: Access) -> QuerySet[Melding]:
    return own(access).select_related("zaak", "tekst", "afdeling", "organisation")


def _stand(melding: Melding) -> in_words.Stand:
    return in_words.stand_of(melding, omgezet=melding.is_omgezet, beantwoord=melding.is_beantwoord)


def own_rows(access: Access, limit: int) -> list[EigenMelding]:
    """As lines of a list: those with an unread message first, then the latest."""
    unread = Count("berichten", filter=Q(berichten__van_melder=False, berichten__gelezen_at=None))
    has_unread = Exists(_unread().filter(melding=OuterRef("pk")))
    found = own(access).annotate(nieuw=unread, heeft_nieuw=has_unread)
    rows = found.order_by("-heeft_nieuw", "-ontvangen_op", "-pk")[:limit]
    return [_row(melding) for melding in rows]


def _row(melding: Melding) -> EigenMelding:
    stand = _stand(melding)
    return EigenMelding(
        kenmerk=melding.kenmerk,
        url=reverse("mijn_melding", args=[melding.kenmerk]),
        wat=melding.get_soort_display(),
        op=melding.ontvangen_op,
        datum=in_full(melding.ontvangen_op),
        kort=stand.kort,
        toon=stand.toon,
        nieuw=melding.nieuw,
    )


def _unread() -> QuerySet[Bericht]:
    return Bericht.objects.filter(van_melder=False, gelezen_at=None)


def count_unread(access: Access) -> int:
    """How many messages wait for this person, in all their meldingen."""
    mine = Melding.objects.filed_by(access.user).filter(organisation=access.organisation)
    return _unread().filter(melding__in=mine).count()


@requires_access
def mijn_melding(request: HttpRequest, kenmerk: str) -> HttpResponse:
    melding = get_object_or_404(_with_story(request.access), kenmerk=kenmerk)
    form = AanvullingForm(bound_data(request))
    if request.method == "POST" and form.is_valid():
        intake.add(melding, form.cleaned_data["tekst"])
        messages.success(request, "Uw bericht is verstuurd. De behandelaar kan het nu lezen.")
        return redirect("mijn_melding", kenmerk)
    today = timezone.localdate()
    rows = ZaakTermijn.objects.filter(melding=melding, code__in=("bevestigen", "terugkoppelen"))
    termijnen = {t.code: t for t in rows}
    conversation, has_new = _conversation(melding)
    if has_new:
        intake.read_messages(melding)
    look_again = in_words.look_again_on(melding, termijnen, today)
    context = {
        "melding": melding,
        "form": form,
        "stand": _stand(melding),
        "termijnen": in_words.terms_in_words(melding, termijnen, today),
        "gesprek": conversation,
        "nieuw": has_new,
        "kijk_weer_op": in_full(look_again),
        "verteld": _told(melding),
        "ontvangen_op": in_full(melding.ontvangen_op),
        "kan_intrekken": not melding.ingetrokken_op and not in_words.is_over(melding),
    }
    return render(request, "integrity/mijn/melding.html", context)


@requires_access
def melding_intrekken(request: HttpRequest, kenmerk: str) -> HttpResponse:
    melding = get_object_or_404(own(request.access), kenmerk=kenmerk)
    if melding.ingetrokken_op or in_words.is_over(melding):
        messages.info(request, "Intrekken kan niet meer. U kunt nog wel een bericht sturen.")
        return redirect("mijn_melding", kenmerk)
    form = IntrekForm(bound_data(request))
    if request.method == "POST" and form.is_valid():
        intake.withdraw(melding, form.cleaned_data["reden"])
        messages.success(request, "U heeft uw melding ingetrokken. De coördinator krijgt dit te zien.")
        return redirect("mijn_melding", kenmerk)
    context = {
        "melding": melding,
        "form": form,
        "vertrouwenspersonen": vertrouwenspersonen(request.access),
    }
    return render(request, "integrity/mijn/intrekken.html", context)


def _conversation(melding: Melding) -> tuple[list[dict], bool]:
    """Messages both ways and the feedback, oldest first; and whether one was not read before.

    Feedback that was also sent as a message is one line, named after the feedback.
    """
    feedbacks = list(melding.terugkoppelingen.all())
    lines, has_new = [], False
    for bericht in melding.berichten.all():
        new = not bericht.van_melder and bericht.gelezen_at is None
        has_new |= new
        kop = VAN_U
        if not bericht.van_melder:
            same = next((f for f in feedbacks if f.tekst == bericht.tekst), None)
            if same:
                feedbacks.remove(same)
            kop = (TERUGKOPPELING if same else AAN_U) + (", nieuw" if new else "")
        lines.append(
            {
                "op": bericht.created_at.date(),
                "tekst": bericht.tekst,
                "richting": "van" if bericht.van_melder else "naar",
                "kop": kop,
                "wanneer": with_time(bericht.created_at),
            }
        )
    for feedback in feedbacks:
        lines.append(
            {
                "op": feedback.gegeven_op,
                "tekst": feedback.tekst,
                "richting": "naar",
                "kop": TERUGKOPPELING,
                "wanneer": in_full(feedback.gegeven_op),
            }
        )
    return sorted(lines, key=lambda line: line["op"]), has_new


def _told(melding: Melding) -> list[dict]:
    """What the melder told, read back in their own words."""
    lijst = list_on(melding.organisation, REGISTER, melding.ontvangen_op)
    tekst = getattr(melding, "tekst", None)
    rows = [
        ("Hoe u meldde", position_in_words(melding.melderpositie)),
        ("Waar het over gaat", woorden.category_in_words(lijst, melding.categorie)),
        (
            "Om wie het gaat",
            melding.betreft and woorden.betreft_in_words(melding.organisation, melding.betreft),
        ),
        ("Wat u weet", tekst and tekst.beschrijving),
        ("Wie", tekst and tekst.wie),
        ("Wanneer", tekst and tekst.wanneer),
        ("Waar", tekst and tekst.waar),
        ("Afdeling", melding.afdeling and melding.afdeling.naam),
    ]
    return [{"label": label, "waarde": value} for label, value in rows if value]
