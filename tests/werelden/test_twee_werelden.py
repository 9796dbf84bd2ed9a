"""The same scenario with and without what is hidden from X: whatever X can get is the same, byte for byte."""

import difflib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from casework import reminders
from incidents import permissions as incident_permissions
from integrity import permissions as integrity_permissions
from ledger.models import OutboxRow
from organisations.roles import HANDLERS, Register, Rol
from tests.werelden.bepaald import Ids, chance, stop_clock
from tests.werelden.bezetting import Bezetting, bezet
from tests.werelden.gebeuren import happen
from tests.werelden.kijken import TELLEND, Antwoord, Kijker, mails, may_differ, places, undone
from tests.werelden.scenario import (
    ROLLEN,
    VAN_AGRESSIE,
    VAN_INTEGRITEIT,
    WERELDEN,
    Scenario,
    Verborgen,
    Wijze,
    scenario,
)
from tests.werelden.verbergen import Spoor, hide

# Each scenario is laid beside WERELDEN worlds with something hidden.
GEWOON, GROOT = 200 // WERELDEN, 1000 // WERELDEN


def go_on(s: Scenario, cast: Bezetting) -> None:
    """The rest of what happens, the reminders of a month on (every other time), and every mail sent."""
    happen(s, cast, "na", s.na)
    if s.herinnert:
        with chance(f"{s.nummer} herinneringen"):
            reminders.remind(timezone.localdate() + timedelta(days=20))
    OutboxRow.objects.update(delivered_at=timezone.now())


def with_it(
    s: Scenario, cast: Bezetting, ids: Ids, hidden: tuple[Verborgen, ...]
) -> tuple[Spoor, dict[str, Antwoord], list[tuple[str, str]]]:
    """What was hidden, and all that X gets in that world; which is undone."""
    with undone():
        with ids.apart():
            spoor = hide(s, cast, hidden)
        go_on(s, cast)
        received = mails(cast.x, spoor)
        looks = Kijker(s, cast.x)
        seen = looks.look_around()
        seen = seen | looks.probe(spoor)
    return spoor, seen, received


def compare(nummer: int) -> list[str]:
    """Every difference between the world without anything hidden and each of those with."""
    s = scenario(nummer)
    cast = bezet(s)
    happen(s, cast, "voor", s.voor)
    ids, with_one = Ids(), []
    for hidden in s.werelden:
        with_one.append(with_it(s, cast, ids, hidden))
        ids.go_back()
    go_on(s, cast)
    received, looks = mails(cast.x), Kijker(s, cast.x)
    seen = looks.look_around()
    found = []
    for hidden, (spoor, theirs, mail) in zip(s.werelden, with_one, strict=True):
        differs = may_differ(s, hidden)
        mine = seen | looks.probe(spoor)
        apart = list(_differences(mine, theirs, differs))
        if (without := [one for one in received if not differs(one[1])]) != (
            with_them := [one for one in mail if not differs(one[1])]
        ):
            apart.append(f"mail\n{_lines(map(str, without), map(str, with_them))}")
        if apart:
            found.append("\n\n".join([f"{s}; verborgen: {' en '.join(map(str, hidden))}", *apart[:6]]))
    return found


def _differences(
    mine: dict[str, Antwoord], theirs: dict[str, Antwoord], differs: Callable[[str], bool]
) -> Iterator[str]:
    for path in dict.fromkeys([*mine, *theirs]):
        if differs(path):
            continue
        if mine.get(path) != theirs.get(path):
            yield f"{path}\n{_shown(mine.get(path), theirs.get(path))}"


def _shown(without: Antwoord | None, with_it: Antwoord | None) -> str:
    if without is None or with_it is None:
        return "only in the world " + ("with it" if without is None else "without it")
    text = [_text(one) for one in (without, with_it)]
    return _lines(*(one.splitlines() for one in text))


def _text(one: Antwoord) -> str:
    body = one.inhoud.decode(errors="replace")
    return f"{one.status}\n{one.vragen} statements\n" + "\n".join(map(str, one.headers)) + "\n" + body


def _lines(without, with_it) -> str:
    return "\n".join(
        list(difflib.unified_diff(list(without), list(with_it), "without", "with", n=1, lineterm=""))[:25]
    )


@pytest.fixture(autouse=True)
def _as_in_production(settings, monkeypatch):
    """In development the beheerder reads every mail. The first connection to the cache draws a name for
    itself, which is no part of any world."""
    settings.DEVELOPMENT = False
    caches["default"].get("connect")


@pytest.mark.parametrize("nummer", range(GEWOON))
def test_who_is_kept_out_gets_the_same_as_if_it_did_not_exist(db, monkeypatch, nummer):
    stop_clock(monkeypatch, scenario(nummer).vandaag)
    found = compare(nummer)
    assert not found, "\n\n\n".join(found)


@pytest.mark.large
@pytest.mark.parametrize("nummer", range(GEWOON, GROOT))
def test_who_is_kept_out_gets_the_same_in_many_more_worlds(db, monkeypatch, nummer):
    stop_clock(monkeypatch, scenario(nummer).vandaag)
    found = compare(nummer)
    assert not found, "\n\n\n".join(found)


@pytest.mark.parametrize(
    ("permissions", "register", "wijzen"),
    [
        (integrity_permissions, Register.INTEGRITEIT, VAN_INTEGRITEIT),
        (incident_permissions, Register.AGRESSIE, VAN_AGRESSIE),
    ],
)
def test_a_wall_that_is_taken_down_is_seen(db, monkeypatch, permissions, register, wijzen):
    """The trial itself is tried: without the rule that keeps people out, the worlds differ. With an X who
    stands in for a coördinator: from them the database hides nothing by itself."""
    coordinates = {(Rol.INTEGRITEITSCOORDINATOR, ""), (Rol.INTEGRITEITSCOORDINATOR, register)}
    nummer = next(
        s.nummer
        for s in map(scenario, range(GEWOON))
        if coordinates & set(s.vervangt) and any(v.wijze in wijzen for hidden in s.werelden for v in hidden)
    )
    stop_clock(monkeypatch, scenario(nummer).vandaag)
    monkeypatch.setattr(permissions, "apart", lambda user_ids: (Q(pk=0), Q(pk=-1)))
    assert compare(nummer)


def test_the_scenarios_hold_every_way_to_be_kept_out_and_every_role_often_enough():
    drawn = [scenario(nummer) for nummer in range(GEWOON)]
    ways = Counter(v.wijze for s in drawn for hidden in s.werelden for v in hidden)
    assert min(ways[wijze] for wijze in Wijze) >= 8
    in_person = {s.rollen[: len(one)] for s in drawn if not s.vervangt for one in ROLLEN}
    assert in_person >= set(ROLLEN)
    replaced = {rol for s in drawn for rol, _ in s.vervangt}
    assert replaced >= {rol for one in ROLLEN for rol, _ in one} & set(HANDLERS)
    assert sum(len(s.werelden) for s in drawn) == 200
    read = Counter(place for s in drawn for place in places(s))
    assert min(read[reverse(name)] for name in TELLEND) >= 20
    assert sum(s.herinnert for s in drawn) >= 20
