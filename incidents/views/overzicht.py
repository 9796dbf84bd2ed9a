"""Where all incidents stand, in numbers; each number opens the list that holds those incidents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from casework.werklijst import capped, capped_counts
from incidents import lifecycle, permissions
from incidents.ernst import GRADEN
from incidents.lists import Spoorsoort
from incidents.views.werklijst import listed
from incidents.views.werkstroom import WERK, way_back
from organisations.access import Access
from organisations.guards import requires_recht

STATUSSEN = tuple((code, label) for code, label in lifecycle.STATUSSEN if code != lifecycle.VERNIETIGD)
BLOKKEN: tuple[tuple[str, str, Iterable[tuple[str, str]]], ...] = (
    ("Status", "status", STATUSSEN),
    (
        "Ernst van lopende incidenten",
        "ernst",
        (*((str(code), label) for code, label in GRADEN), ("geen", "Onbekend")),
    ),
    ("Spoor open", "spoor", Spoorsoort.choices),
)


@dataclass(frozen=True)
class Lijstgetal:
    """A number with what it counts, and the list that it opens."""

    label: str
    aantal: str
    url: str


@requires_recht(permissions.may, "overzicht_openen")
def agressie_overzicht(request: HttpRequest) -> HttpResponse:
    access, today = request.access, timezone.localdate()
    context = {
        "blokken": blocks(access, today),
        "termijnen": terms(access, today),
        "terug": way_back(access),
    }
    return render(request, "incidents/werklijst/overzicht.html", context)


def blocks(access: Access, today: date) -> list[dict]:
    """The numbers by status, ernst and open track, counted in one query."""
    choices = [(name, code) for _, name, codes in BLOKKEN for code, _ in codes]
    counts = capped_counts({f"{n}={code}": listed(access, {n: code}, today) for n, code in choices})
    return [
        {
            "kop": title,
            "getallen": [
                Lijstgetal(label, capped(counts[f"{name}={code}"]), _list(**{name: code}))
                for code, label in codes
            ],
        }
        for title, name, codes in BLOKKEN
    ]


def terms(access: Access, today: date) -> list[dict]:
    """For each term that runs anywhere: in how many incidents, and in how many it is late."""
    found = WERK.term_counts(listed(access, {}, today), today)
    return [
        {
            "label": lifecycle.TERMIJN_LABELS[code],
            "loopt": Lijstgetal("", str(counts[""]), _list(termijn=code)),
            "laat": Lijstgetal("", str(counts["te-laat"]), _list(termijn=code, stand="te-laat")),
        }
        for code, counts in found.items()
    ]


def _list(**wanted: str) -> str:
    return f"{reverse('agressie_werklijst')}?{urlencode(wanted)}"
