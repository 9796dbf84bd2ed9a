"""The figures as the exchange contract has them."""

from decimal import Decimal
from typing import Any

from reports.counting import Bedrag, Boom, Telling
from reports.report import Rapport


def to_json(tree: Any) -> Any:
    """A tree of figures with every count as its number."""
    match tree:
        case Telling():
            return tree.aantal
        case Bedrag():
            return _number(tree.bedrag)
        case dict():
            return {key: to_json(value) for key, value in tree.items()}
        case list():
            return [to_json(value) for value in tree]
        case _:
            return tree


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def document(rapport: Rapport) -> Boom:
    """The figures JSON of a period; its names and meanings are fixed. ``afdeling`` is there only when the
    figures are those of one."""
    periode = rapport.periode
    return {
        "organisatie": rapport.organisation.slug,
        "register": rapport.register,
        "periode": {
            "van": periode.van.isoformat(),
            "tot_en_met": periode.tot_en_met.isoformat(),
            "naam": periode.naam,
        },
        "peildatum": rapport.peildatum.isoformat(),
        **({"afdeling": rapport.afdeling.naam} if rapport.afdeling else {}),
        **to_json(rapport.cijfers),
    }
