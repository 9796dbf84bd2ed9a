"""A zaak in the line: a leidinggevende talks, records and gives it back."""

from datetime import date

from django.db import transaction

from casework.lifecycle import By
from integrity import lifecycle
from integrity.lists import LijnUitkomst
from integrity.models import Betrokkene, Lijnbehandeling, Maatregel, Zaak
from integrity.services.engine import ENGINE, is_live, user_of
from integrity.services.notices import ask


@transaction.atomic
def finish(
    zaak: Zaak,
    uitkomst: str,
    *,
    by: By,
    on: date | None = None,
    gesprek_op: date | None = None,
    verslag: str = "",
    dated: bool = True,
) -> None:
    """Record the talk and its outcome; ``alsnog_onderzoek`` gives the zaak back to be judged again.

    ``dated``: False for an old registration that knows the outcome and not its day.
    """
    again = uitkomst == LijnUitkomst.ALSNOG_ONDERZOEK
    with ENGINE.perform(
        zaak,
        "lijn_afronden",
        by=by,
        on=on,
        to=lifecycle.BEOORDELING if again else lifecycle.NAZORG,
        live=is_live(by),
    ) as step:
        handled = _current(step.case, step.on)
        handled.gesprek_op = gesprek_op
        handled.verslag = verslag
        handled.uitkomst = uitkomst
        handled.afgerond_op = step.on if dated else None
        handled.save()
        step.case.leidinggevende = None
        step.data["uitkomst"] = str(uitkomst)
    if is_live(by):
        ask(zaak)


@transaction.atomic
def give_back(zaak: Zaak, *, by: By, reden: str = "") -> None:
    """The leidinggevende says that this is not theirs; the coördinator chooses again."""
    with ENGINE.perform(zaak, "lijn_teruggeven", by=by) as step:
        handled = _current(step.case, step.on)
        handled.verslag = reden
        handled.afgerond_op = step.on
        handled.save()
        step.case.leidinggevende = None
    ask(zaak)


def impose(
    zaak: Zaak,
    maatregel: str,
    *,
    by: By,
    on: date | None = None,
    betrokkene: Betrokkene | None = None,
    reden: str = "",
) -> Maatregel:
    """Record a measure taken in the line; no oordeel is needed there. Without a betrokkene it counts
    for betrokkene onbekend."""
    with ENGINE.perform(zaak, "lijn_maatregel", by=by, on=on, live=is_live(by)) as step:
        person = betrokkene or step.case.betrokkenen.get_or_create(nummer=None)[0]
        imposed, _ = Maatregel.objects.get_or_create(
            zaak=step.case,
            betrokkene=person,
            maatregel=maatregel,
            opgelegd_op=step.on,
            defaults={"reden": reden, "besloten_door": user_of(by)},
        )
        step.data |= {"maatregel": str(maatregel), "betrokkene": person.pk}
    return imposed


def _current(zaak: Zaak, on: date) -> Lijnbehandeling:
    current = zaak.lijnbehandelingen.filter(afgerond_op=None).last()
    return current or Lijnbehandeling(zaak=zaak, leidinggevende=zaak.leidinggevende, gestart_op=on)
