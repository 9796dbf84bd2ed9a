"""Does what was sealed before still hold? If not, a new head signs what somebody made of it."""

from pathlib import Path

from ledger import heads
from ledger.merkle import Frontier
from ledger.models import Zegelhoofd, Zegelplaats


class SealRefused(Exception):
    """What was sealed before does not hold; ``redenen`` says why, in Dutch, for who runs GIR."""

    def __init__(self, redenen: list[str]):
        super().__init__(" ".join(redenen))
        self.redenen = redenen


def doubts(last: Zegelhoofd | None, path: Path) -> list[str]:
    """Why the log may not be sealed further; empty when all is well. A few rows, whatever the log holds.

    The last head must be signed by a key of ours and fit the edge that is kept with it, no seal may come
    after it, and the last head in the file must be in the database.
    """
    found = [*_of_the_head(last), *unfit(last)]
    filed = heads.last_in(path)
    if filed and not heads.is_stored(filed):
        found.append(
            f"Hoofd {filed.nummer} van {filed.tijd}, het laatste in {path}, staat niet zo in de database: het"
            " logboek is herschreven of geleegd, of er is een reservekopie teruggezet."
        )
    return found


def _of_the_head(last: Zegelhoofd | None) -> list[str]:
    if last is None:
        return []
    head = heads.of(last)
    if head.sleutel not in heads.trusted_keys():
        return [f"Hoofd {head.nummer} is getekend met een sleutel die niet van dit logboek is."]
    return [] if head.is_signed else [f"Hoofd {head.nummer} heeft geen geldige handtekening."]


def unfit(last: Zegelhoofd | None) -> list[str]:
    """What is not signed itself and does not fit the last head: the edge of the tree, how far the seals go.

    A seal after the last head would keep a line from ever getting a real one. Ask while nobody seals.
    """
    found, size = [], last.omvang if last else 0
    if last and not _fits(last):
        found.append(f"De rand van de boom bij hoofd {last.nummer} past niet bij zijn wortel.")
    place = Zegelplaats.objects.order_by("-plaats").values_list("plaats", flat=True).first()
    there = 0 if place is None else place + 1
    if there != size:
        found.append(f"Er horen {size} regels een zegel te hebben, en het laatste zegel is nummer {there}.")
    return found


def _fits(last: Zegelhoofd) -> bool:
    try:
        return Frontier(last.omvang, bytes(last.frontier)).root() == bytes(last.wortel)
    except ValueError:
        return False


def edge_of_the_leaves() -> Frontier:
    """The edge of the tree, made anew from all seals that are there.

    Raises SealRefused when one is missing among them: then only a backup helps.
    """
    frontier = Frontier()
    places = Zegelplaats.objects.order_by("plaats").values_list("plaats", "blad")
    for place, leaf in places.iterator():
        if place != frontier.size:
            text = f"Plaats {frontier.size} van het zegel ontbreekt: zet een reservekopie terug."
            raise SealRefused([text])
        frontier.append(bytes(leaf))
    return frontier
