"""Everything that hangs on one zaak, read together.

The page of a zaak shows more than twenty relations, and what is missing for an action asks for as many. One
query each would make the page slow, so they come in one: a union of rows as JSON, made into models again.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import JSONObject

from integrity.lists import Melderpositie
from integrity.models.besluit import Aangifte, Contactmoment, Maatregel, Ordemaatregel, Verbeteractie
from integrity.models.melding import Bericht, MelderIdentiteit, Melding, MeldingTekst, Terugkoppeling
from integrity.models.onderzoek import (
    Aantijging,
    BasiseisAntwoord,
    Betrokkene,
    Onafhankelijkheidsverklaring,
    Onderzoek,
    Wederhoor,
)
from integrity.models.zaak import (
    Lijnbehandeling,
    Notitie,
    Sluiting,
    Triagebesluit,
    Uitsluiting,
    Uitstroomvoorstel,
    Zaak,
    ZaakTermijn,
)
from organisations.models import User


@dataclass(frozen=True)
class Tak:
    """One relation: rows of ``model`` hang on a ``parent`` (a Zaak, or a row of another Tak)."""

    model: type[models.Model]
    parent: str = "zaak"
    sort: Callable[[models.Model], tuple] = lambda row: (row.pk,)

    @property
    def lookup(self) -> str:
        return "zaak" if self.parent == "zaak" else f"{self.parent}__zaak"


def _by(*names: str) -> Callable[[models.Model], tuple]:
    return lambda row: tuple(getattr(row, name) for name in names)


# The name is that of the relation on the parent. A parent stands before what hangs on it.
TAKKEN: dict[str, Tak] = {
    "meldingen": Tak(Melding),
    "identiteit": Tak(MelderIdentiteit, "melding"),
    "melder": Tak(MelderIdentiteit, "melding"),
    "tekst": Tak(MeldingTekst, "melding"),
    "berichten": Tak(Bericht, "melding"),
    "terugkoppelingen": Tak(Terugkoppeling, "melding", _by("gegeven_op", "pk")),
    "termijnen": Tak(ZaakTermijn, sort=_by("verloopt_op", "pk")),
    "uitsluitingen": Tak(Uitsluiting),
    "triagebesluiten": Tak(Triagebesluit, sort=_by("genomen_op", "pk")),
    "uitstroomvoorstellen": Tak(Uitstroomvoorstel),
    "lijnbehandelingen": Tak(Lijnbehandeling),
    "sluitingen": Tak(Sluiting),
    "notities": Tak(Notitie, sort=lambda row: (-row.pk,)),
    "betrokkenen": Tak(Betrokkene, sort=lambda row: (row.nummer is None, row.nummer)),
    "aantijgingen": Tak(Aantijging),
    "onderzoeken": Tak(Onderzoek, sort=_by("gestart_op", "pk")),
    "basiseisen": Tak(BasiseisAntwoord, "onderzoek"),
    "verklaringen": Tak(Onafhankelijkheidsverklaring, "onderzoek"),
    "wederhoren": Tak(Wederhoor),
    "maatregelen": Tak(Maatregel, sort=_by("opgelegd_op", "pk")),
    "ordemaatregelen": Tak(Ordemaatregel, sort=_by("ingegaan_op", "pk")),
    "aangiften": Tak(Aangifte, sort=_by("gedaan_op", "pk")),
    "contactmomenten": Tak(Contactmoment, sort=_by("gehouden_op", "pk")),
    "verbeteracties": Tak(Verbeteractie),
}
MELDER = "melder"  # the identity of melders that chose to be known
ONE_TO_ONE = {"identiteit": "identiteit", MELDER: "identiteit", "tekst": "tekst"}
# What tells who the melder is or what they said, and what stays between coördinatoren: only on request.
BESLOTEN = frozenset({MELDER, "tekst", "berichten", "terugkoppelingen", "notities", "contactmomenten"})


def load(zaak: Zaak, *, besloten: Iterable[str] = ()) -> None:
    """Read the relations of this zaak into its cache, in one query; ``.all()`` costs nothing afterwards.

    Of ``BESLOTEN`` only what is named is read; the others ask the database when they are touched.
    That a melder is known is always read; who it is only of those that chose to be known, and only when
    "melder" is named: the caller asked ``permissions.can_see_melders``.
    """
    asked = [name for name in TAKKEN if name not in BESLOTEN or name in set(besloten)]
    found = _fetch(zaak, asked)
    by_model = {tak.model: {row.pk: row for row in found.get(name, [])} for name, tak in TAKKEN.items()}
    by_model[Zaak] = {zaak.pk: zaak}
    for name in asked:
        tak = TAKKEN[name]
        parents = by_model[tak.model._meta.get_field(tak.parent).related_model]
        of_parent: dict[int, list[models.Model]] = {}
        for row in found[name]:
            _point_at_loaded(row, by_model)
            of_parent.setdefault(getattr(row, f"{tak.parent}_id"), []).append(row)
        for parent in parents.values():
            mine = of_parent.get(parent.pk, [])
            if name in ONE_TO_ONE:
                if name == MELDER and not mine:
                    continue
                parent._state.fields_cache[ONE_TO_ONE[name]] = mine[0] if mine else None
            else:
                _cache(parent, name, mine)


def people_in(zaak: Zaak) -> set[int]:
    """The ids of the users that the loaded relations name; melders are not among them."""
    rows = [zaak, *_loaded(zaak)]
    return {getattr(row, field.attname) for row in rows for field in _user_fields(row)} - {None}


def attach_people(zaak: Zaak, people: dict[int, User]) -> None:
    """Put the users, fetched together, where the rows point at them."""
    for row in [zaak, *_loaded(zaak)]:
        for field in _user_fields(row):
            user = people.get(getattr(row, field.attname))
            if user:
                row._state.fields_cache[field.name] = user


def _fetch(zaak: Zaak, names: list[str]) -> dict[str, list[models.Model]]:
    queries = [_as_json(name, zaak) for name in names]
    found: dict[str, list[models.Model]] = {name: [] for name in names}
    for name, values in queries[0].union(*queries[1:], all=True):
        fields = _fields(name)
        row = TAKKEN[name].model.from_db(
            zaak._state.db,
            [f.attname for f in fields],
            [f.to_python(values[f.attname]) for f in fields],
        )
        found[name].append(row)
    for name, rows in found.items():
        rows.sort(key=TAKKEN[name].sort)
    return found


def _fields(name: str) -> list[models.Field]:
    """The columns to read; of a melder no more than that there is one."""
    fields = TAKKEN[name].model._meta.concrete_fields
    return [f for f in fields if f.attname in ("id", "melding_id")] if name == "identiteit" else list(fields)


def _as_json(name: str, zaak: Zaak) -> QuerySet:
    tak = TAKKEN[name]
    rows = tak.model._default_manager.filter(**{tak.lookup: zaak}).order_by()
    if name == MELDER:
        rows = rows.filter(melding__melderpositie=Melderpositie.OPEN)
    return rows.values_list(
        Value(name, output_field=CharField()),
        JSONObject(**{f.attname: f.attname for f in _fields(name)}),
    )


def _point_at_loaded(row: models.Model, by_model: dict[type, dict[int, models.Model]]) -> None:
    for field in row._meta.concrete_fields:
        if field.is_relation and field.attname in row.__dict__:
            target = by_model.get(field.related_model, {}).get(getattr(row, field.attname))
            if target is not None:
                row._state.fields_cache[field.name] = target


def _cache(parent: models.Model, name: str, rows: list[models.Model]) -> None:
    queryset = getattr(parent, name).get_queryset()
    queryset._result_cache = rows
    queryset._prefetch_done = True
    parent.__dict__.setdefault("_prefetched_objects_cache", {})[name] = queryset


def _loaded(parent: models.Model) -> list[models.Model]:
    rows = []
    for queryset in parent.__dict__.get("_prefetched_objects_cache", {}).values():
        for row in queryset:
            rows += [row, *_loaded(row)]
    return rows


def _user_fields(row: models.Model) -> list[models.Field]:
    return [f for f in row._meta.concrete_fields if f.is_relation and f.related_model is User]
