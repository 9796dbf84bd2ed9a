"""Was the log tampered with? Lines against their seals, seals against the signed heads, heads against time.

The same check without this code and without a database is script/controleer-logboek.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from ledger import heads
from ledger.continuing import unfit
from ledger.heads import Hoofd
from ledger.logboek import LOGBOEKEN, Logregel, sealed, unsealed
from ledger.merkle import Frontier
from ledger.models import WachtendeRegel
from ledger.sealing import LATE, alone, last_head
from ledger.waiting import AFTER_MIDNIGHT

# The seal comes within a minute. A line that is this much older than the newest head and has none was kept
# from it, or was committed just now by a transaction that took long: a later check tells which.
SOON = timedelta(minutes=10)
# How far the clocks of the machines may differ.
SKEW = timedelta(minutes=5)
# A line of a melder bears the start of its day, of 25 hours at most, and comes when that is over.
WAITED = timedelta(hours=25) + AFTER_MIDNIGHT
SHOWN = 20
DATABASE = "de database"
NOG_ZONDER_ZEGEL = "Nog zonder zegel"
WEG = "het einde is weg, of er staat een oude reservekopie"


@dataclass
class Uitslag:
    """What the check found. ``fouten``: tampering or damage; ``onzeker``: what can't be said now; ``let_op``:
    what protects less than it could."""

    regels: int = 0
    hoofden: int = 0
    fouten: list[str] = field(default_factory=list)
    onzeker: list[str] = field(default_factory=list)
    let_op: list[str] = field(default_factory=list)
    _seen: Counter = field(default_factory=Counter)

    def fault(self, kind: str, text: str) -> None:
        """Of each kind the first ones are told, and of the others how many there are."""
        self._tell(self.fouten, kind, text)

    def doubt(self, kind: str, text: str) -> None:
        self._tell(self.onzeker, kind, text)

    def _tell(self, told: list[str], kind: str, text: str) -> None:
        self._seen[kind] += 1
        if self._seen[kind] <= SHOWN:
            told.append(text)

    def close(self) -> None:
        for kind, times in self._seen.items():
            if times > SHOWN:
                told = self.onzeker if kind == NOG_ZONDER_ZEGEL else self.fouten
                told.append(f"{kind}: nog {times - SHOWN} keer.")


class Klok:
    """Between which moments a line was sealed, as the heads tell."""

    def __init__(self, series: Iterable[Hoofd]):
        ordered = sorted(series, key=lambda head: (head.omvang, head.nummer))
        self._sizes = [head.omvang for head in ordered]
        self._moments = [head.moment for head in ordered]
        self.last = self._moments[-1] if ordered else None

    def around(self, place: int) -> tuple[datetime | None, datetime | None]:
        """The last head without this place and the first with it; None where there is none."""
        with_it = bisect_right(self._sizes, place)
        before = self._moments[with_it - 1] if with_it else None
        return before, self._moments[with_it] if with_it < len(self._moments) else None


def check(kept: dict[str, list[Hoofd]], *, trusted: set[str]) -> Uitslag:
    """Check the log with the heads in the database and those that were kept elsewhere, by name of where.

    Read the kept heads before calling this: a head in a file is always in the database already. It can
    run while lines are written and sealed. Raises PassEnded when it took so long that not all was seen.
    """
    found = Uitslag()
    own = heads.stored()
    series = {DATABASE: own, **kept}
    for name, some in series.items():
        _check_series(found, name, some, trusted)
    _check_kept_against_own(found, own, kept)
    _check_lines(found, series, Klok(own or max(kept.values(), key=len, default=[])))
    if not found.hoofden:
        found.doubt("Geen hoofd", "Er is geen enkel hoofd om mee na te gaan of er iets is veranderd.")
    with transaction.atomic():
        alone(wait=True)
        for text in unfit(last_head()):
            found.fault("Voortgang", f"{text} Daarop kan niemand verder verzegelen.")
    _look_around(found, own)
    found.close()
    return found


def _check_series(found: Uitslag, name: str, series: list[Hoofd], trusted: set[str]) -> None:
    before = None
    for head in sorted(series, key=lambda head: head.nummer):
        found.hoofden += 1
        what = f"Hoofd {head.nummer} in {name}"
        if head.sleutel not in trusted:
            found.fault("Sleutel", f"{what} is getekend met een sleutel die niet van dit logboek is.")
        elif not head.is_signed:
            found.fault("Handtekening", f"{what} heeft geen geldige handtekening.")
        if name == DATABASE and head.nummer != (before.nummer + 1 if before else 1):
            found.fault("Reeks", f"Voor hoofd {head.nummer} in {name} ontbreken hoofden.")
        if before and before.message != head.message:
            _check_next(found, what, before, head)
        before = head


def _check_next(found: Uitslag, what: str, before: Hoofd, head: Hoofd) -> None:
    if head.nummer == before.nummer:
        found.fault("Dubbel", f"{what} staat er twee keer, en zegt niet hetzelfde.")
    elif head.nummer == before.nummer + 1 and head.vorig != before.hash:
        found.fault("Keten", f"{what} sluit niet aan op hoofd {before.nummer}.")
    if head.omvang < before.omvang:
        found.fault("Omvang", f"{what} verzegelt minder regels dan hoofd {before.nummer}.")
    if head.tijd < before.tijd:
        text = f"is van {head.tijd}, eerder dan hoofd {before.nummer} van {before.tijd}: de klok ging terug"
        found.fault("Klok", f"{what} {text}.")


def _check_kept_against_own(found: Uitslag, own: list[Hoofd], kept: dict[str, list[Hoofd]]) -> None:
    by_number = {head.nummer: head for head in own}
    for name, series in kept.items():
        for head in series:
            here = by_number.get(head.nummer)
            if here is None:
                found.fault("Ontbreekt", f"Hoofd {head.nummer} in {name} ontbreekt in {DATABASE}: {WEG}.")
            elif here.message != head.message:
                text = f"zegt iets anders dan in {DATABASE}: het logboek is herschreven, of teruggezet"
                found.fault("Anders", f"Hoofd {head.nummer} in {name} {text}.")


def _check_lines(found: Uitslag, series: dict[str, list[Hoofd]], clock: Klok) -> None:
    by_size: dict[int, list[tuple[str, Hoofd]]] = defaultdict(list)
    for name, some in series.items():
        for head in some:
            by_size[head.omvang].append((name, head))
    tree, good = Frontier(), dict.fromkeys(series, 0)
    _check_roots(found, tree, by_size, good)
    for line in sealed(max(by_size, default=0)):
        if line.plaats != tree.size:
            found.fault(
                "Gat", f"Plaats {tree.size} van het zegel ontbreekt; wat erna komt, kan niemand nagaan."
            )
            break
        found.regels += 1
        _check_line(found, line, clock)
        tree.append(line.blad)
        _check_roots(found, tree, by_size, good)
    for size in sorted(size for size in by_size if size > tree.size):
        for name, head in by_size[size]:
            text = f"verzegelt {size} regels, en er zijn er {tree.size}: {WEG}"
            found.fault("Einde", f"Hoofd {head.nummer} in {name} {text}.")
    _check_unsealed(found, tree.size, clock)


def _check_roots(found: Uitslag, tree: Frontier, by_size: dict, good: dict[str, int]) -> None:
    """``good``: for each series of heads, up to which size all was right."""
    for name, head in by_size.get(tree.size, ()):
        if head.wortel == tree.root().hex():
            good[name] = tree.size
        else:
            text = f"past niet: tussen plaats {good[name]} en {tree.size - 1} is het logboek veranderd"
            found.fault("Wortel", f"Hoofd {head.nummer} in {name} van {head.tijd} {text}.")


def _check_line(found: Uitslag, line: Logregel, clock: Klok) -> None:
    what = f"Regel {line.nummer} van {line.logboek} (plaats {line.plaats})"
    if line.kolommen is None:
        found.fault("Weg", f"{what} is weg.")
        return
    if line.hash != line.blad:
        found.fault("Veranderd", f"{what} is veranderd nadat die was verzegeld.")
    earliest, latest = clock.around(line.plaats)
    written = _written(line)
    if written is None or (latest and written > latest + SKEW):
        found.fault("Later", f"{what} is van later dan het zegel zelf: de klok klopte niet.")
    elif earliest and written < earliest - LATE - _may_wait(line):
        text = (
            f"is van {line.kolommen['created_at']}, maar er pas na {earliest:%Y-%m-%d %H:%M} UTC bij gekomen"
        )
        found.fault("Eerder", f"{what} {text}: tussengevoegd, of de klok ging terug.")


def _check_unsealed(found: Uitslag, below: int, clock: Klok) -> None:
    waiting = 0
    for model in LOGBOEKEN:
        with transaction.atomic():
            for line in unsealed(model, below=below):
                waiting += not _check_without_seal(found, line, clock)
    if waiting:
        found.let_op.append(f"Nog niet verzegeld: {waiting} regels.")


def _check_without_seal(found: Uitslag, line: Logregel, clock: Klok) -> bool:
    """Whether it should have had one."""
    what = f"Regel {line.nummer} van {line.logboek}"
    written, wait = _written(line), _may_wait(line)
    if clock.last and (written is None or written < clock.last - LATE - wait):
        text = "heeft geen zegel, en had dat allang moeten hebben: later tussengevoegd, of niet verzegeld"
        found.fault("Zonder zegel", f"{what} {text}.")
    elif clock.last and written < clock.last - SOON - wait:
        text = f"is van {written:%Y-%m-%d %H:%M} UTC en heeft nog geen zegel, al zijn er hoofden van daarna"
        found.doubt(NOG_ZONDER_ZEGEL, f"{what} {text}. Controleer over een paar minuten opnieuw.")
    else:
        return False
    return True


def _written(line: Logregel) -> datetime | None:
    try:
        return datetime.fromisoformat(line.kolommen["created_at"])
    except (KeyError, ValueError):
        return None


def _may_wait(line: Logregel) -> timedelta:
    return WAITED if line.kolommen.get("actor_kind") == "melder" else timedelta()


def _look_around(found: Uitslag, own: list[Hoofd]) -> None:
    if not own:
        found.let_op.append("Er is nog nooit verzegeld. Draait de worker, met GIR_LOG_KEY?")
    elif (since := timezone.now() - own[-1].moment) > timedelta(hours=2):
        hours = int(since.total_seconds() // 3600)
        found.let_op.append(f"Er is al {hours} uur niet verzegeld. Draait de worker, met GIR_LOG_KEY?")
    held = WachtendeRegel.objects.count()
    if held:
        found.let_op.append(f"Wacht op het einde van de dag: {held} regels van melders.")
