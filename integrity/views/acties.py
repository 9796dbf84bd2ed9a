"""The page of one action on a zaak."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse

from casework.acties import uitvoeren
from integrity.forms.acties.basis import ZaakForm
from integrity.models import Bericht, MeldingTekst
from integrity.permissions import can_see_meldingen
from integrity.views.werkstroom import WERK
from organisations.guards import requires_access


@requires_access
def zaak_actie(request: HttpRequest, kenmerk: str, verb: str) -> HttpResponse:
    return uitvoeren.actie(request, WERK, kenmerk, verb, naast=_words_of_melders)


def _words_of_melders(form: ZaakForm) -> dict:
    """What the melders told, also later, to read beside the form."""
    if not form.naast_melding or not can_see_meldingen(form.access, form.zaak):
        return {}
    later = Prefetch("melding__berichten", Bericht.objects.filter(van_melder=True), to_attr="toegevoegd")
    texts = MeldingTekst.objects.filter(melding__zaak=form.zaak).select_related("melding")
    return {"meldingen": list(texts.prefetch_related(later).order_by("pk"))}
