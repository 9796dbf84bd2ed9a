"""The front door: where somebody comes in to tell what happened, whatever register it belongs to.

Each register adds its own door in ``AppConfig.ready``; the start page, "Melden" and "Mijn meldingen" show
what all doors give.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from organisations.access import Access


@dataclass(frozen=True)
class Onverstuurd:
    """Something that was begun and not sent; only who wrote it sees it."""

    wat: str
    bewaard: str
    url: str
    weg_url: str


@dataclass(frozen=True)
class EigenMelding:
    """One line of Mijn meldingen. ``kort`` and ``toon``: where it stands, as a badge says it."""

    kenmerk: str
    url: str
    wat: str
    op: date
    datum: str
    kort: str
    toon: str
    nieuw: int = 0


@dataclass(frozen=True)
class Mededeling:
    """A line on the start page, with where it leads."""

    tekst: str
    url: str
    link: str


@dataclass(frozen=True)
class Deur:
    """What a register shows at the front door.

    ``rijen``: the latest of one's own, those with unread messages first. ``ongelezen``: how many messages
    wait in all. ``taken``: the URL name of the page of what waits for somebody who does not coordinate, or
    "". ``eerste_pagina``: that of the page somebody works on otherwise, or "". ``voorop``: shown first.
    ``mededeling``: a line on the start page, for who it is meant for.
    """

    titel: str
    uitleg: str
    url_name: str
    onverstuurd: Callable[[Access], list[Onverstuurd]]
    rijen: Callable[[Access, int], list[EigenMelding]]
    ongelezen: Callable[[Access], int]
    taken: Callable[[Access], str]
    eerste_pagina: Callable[[Access], str]
    voorop: bool = False
    mededeling: Callable[[Access], Mededeling | None] = lambda access: None


DEUREN: list[Deur] = []


def unsent(access: Access) -> list[Onverstuurd]:
    return [concept for deur in DEUREN for concept in deur.onverstuurd(access)]


def announcements(access: Access) -> list[Mededeling]:
    return [found for deur in DEUREN if (found := deur.mededeling(access))]


def own_rows(access: Access, limit: int) -> tuple[list[EigenMelding], int]:
    """The first rows of all registers together, and how many messages wait in all.

    Who has fewer rows with something new than fit on the page is counted from the rows: no extra query.
    """
    rows: list[EigenMelding] = []
    waiting = 0
    for deur in DEUREN:
        found = deur.rijen(access, limit)
        rows += found
        all_new = len(found) == limit and all(row.nieuw for row in found)
        waiting += deur.ongelezen(access) if all_new else sum(row.nieuw for row in found)
    rows.sort(key=lambda row: row.op, reverse=True)
    rows.sort(key=lambda row: not row.nieuw)
    return rows[:limit], waiting


def unread_in_words(count: int) -> str:
    """How many messages wait; "" for none."""
    if not count:
        return ""
    return "U heeft 1 nieuw bericht." if count == 1 else f"U heeft {count} nieuwe berichten."


def doors() -> list[Deur]:
    """In the order in which they are shown: first what is most urgent to who just went through it."""
    return sorted(DEUREN, key=lambda deur: not deur.voorop)


def first_page(access: Access) -> str:
    """The page of what waits for somebody in a register, else that on which they work there, or ""."""
    pages = [deur.taken(access) for deur in DEUREN] + [deur.eerste_pagina(access) for deur in DEUREN]
    return next((page for page in pages if page), "")
