"""What is asked of somebody who has a part in zaken without coordinating them."""

from datetime import date

from django.db.models import Case, F, Q, Subquery, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from casework.acties.termijntekst import term_in_words
from casework.datums import in_full
from integrity import permissions
from integrity.lifecycle import REGISTER
from integrity.models import Zaak
from integrity.views.werkstroom import WERK
from integrity.views.zicht import TERMIJNEN_MELDER
from organisations.access import Access
from organisations.guards import requires_rol
from organisations.menu import TAKEN_ROLLEN

MAXIMUM = 200


@requires_rol(*TAKEN_ROLLEN)
def taken(request: HttpRequest) -> HttpResponse:
    """The zaken in which this person has a part: first those that wait for them, by term."""
    access, today = request.access, timezone.localdate()
    step_terms = WERK.running_terms().exclude(code__in=TERMIJNEN_MELDER).order_by("verloopt_op", "pk")
    found = (
        WERK.with_turns(Zaak.objects.visible_to(access), access)
        .filter(permissions.has_part(access))
        .annotate(
            mijn_beurt=Case(
                When(Q(mijn_stap=True) | Q(mijn_termijn__isnull=False), then=True), default=False
            ),
            stap_op=Subquery(step_terms.values("verloopt_op")[:1]),
            stap_code=Subquery(step_terms.values("code")[:1]),
        )
        .order_by("-mijn_beurt", F("stap_op").asc(nulls_last=True), "pk")
    )
    zaken = list(found[: MAXIMUM + 1])
    rows = [row(zaak, access, today) for zaak in zaken[:MAXIMUM]]
    return render(
        request,
        "integrity/taken/taken.html",
        {
            "nu": [r for r in rows if r["mijn_beurt"]],
            "anders": [r for r in rows if not r["mijn_beurt"]],
            "meer": len(zaken) > MAXIMUM,
        },
    )


def row(zaak: Zaak, access: Access, today: date) -> dict:
    """Nothing of the melding: a leidinggevende or bevoegd gezag may be on the other side of this list."""
    due = None if zaak.mijn_stap else WERK.due_action_of(zaak)
    day, code = (zaak.termijn_op, zaak.termijn_code) if due else (zaak.stap_op, zaak.stap_code)
    action = due or WERK.action_of(zaak)
    return {
        "kenmerk": zaak.kenmerk,
        "mijn_beurt": zaak.mijn_beurt,
        "deel": WERK.part_of(zaak, access) or "tweede lezer",
        "actie": action.label if action else "",
        "uitleg": action.uitleg if action else "",
        "wacht_op": "" if zaak.mijn_beurt else WERK.waits_for(zaak),
        "status": WERK.status_in_words(zaak),
        "termijn": term_in_words(REGISTER, day, code or "", today),
        "sinds": in_full(zaak.status_sinds),
    }
