"""Everything that hangs on one case, read together.

The page of a case shows more than twenty relations, and what is missing for an action asks for as many. One
query each would make the page slow, so they come in one: a union of rows as JSON, made into models again.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, JSONObject

from casework.models import Case
from organisations.models import User

Volgorde = Callable[[models.Model], tuple]


def by(*names: str) -> Volgorde:
    return lambda row: tuple(getattr(row, name) for name in names)


@dataclass(frozen=True)
class Tak:
    """One relation: rows of ``model`` hang, by their field ``parent``, on the case or on a row of a Tak
    that stands before it.

    ``een``: the name of the relation when there is one row at most. ``besloten``: read only on request.
    ``kolommen``: read no more than these. ``alleen``: only these rows; another parent's is not looked at.
    """

    model: type[models.Model]
    parent: str
    sort: Volgorde = lambda row: (row.pk,)
    een: str = ""
    besloten: bool = False
    kolommen: tuple[str, ...] = ()
    alleen: Q = Q()

    @property
    def parent_model(self) -> type[models.Model]:
        return self.model._meta.get_field(self.parent).related_model

    @property
    def fields(self) -> list[models.Field]:
        every = self.model._meta.concrete_fields
        return [f for f in every if f.attname in self.kolommen] if self.kolommen else list(every)


@dataclass(frozen=True)
class Dossier:
    """What hangs on the cases of one register, by the name of the relation on the parent."""

    case: type[Case]
    takken: Mapping[str, Tak]

    @property
    def besloten(self) -> frozenset[str]:
        return frozenset(name for name, tak in self.takken.items() if tak.besloten)

    def load(self, case: Case, *, besloten: Iterable[str] = ()) -> None:
        """Read the relations into the cache of the case, in one query; ``.all()`` costs nothing afterwards.

        Of what is ``besloten`` only what is named is read; the rest asks the database when it is touched.
        """
        asked = [name for name in self.takken if name not in self.besloten or name in set(besloten)]
        found = self._fetch(case, asked)
        by_model: dict[type, dict[int, models.Model]] = {}
        for name, tak in self.takken.items():
            by_model.setdefault(tak.model, {}).update({row.pk: row for row in found.get(name, [])})
        by_model[self.case] = {case.pk: case}
        for name in asked:
            self._hang(self.takken[name], name, found[name], by_model)

    @staticmethod
    def _hang(tak: Tak, name: str, rows: list[models.Model], by_model: dict) -> None:
        of_parent: dict[int, list[models.Model]] = {}
        for row in rows:
            _point_at_loaded(row, by_model)
            of_parent.setdefault(getattr(row, f"{tak.parent}_id"), []).append(row)
        for parent in by_model[tak.parent_model].values():
            mine = of_parent.get(parent.pk, [])
            if not tak.een:
                _cache(parent, name, mine)
            elif mine or not tak.alleen:
                parent._state.fields_cache[tak.een] = mine[0] if mine else None

    def _fetch(self, case: Case, names: list[str]) -> dict[str, list[models.Model]]:
        queries = [self._as_json(name, case) for name in names]
        found: dict[str, list[models.Model]] = {name: [] for name in names}
        for name, values in queries[0].union(*queries[1:], all=True):
            tak = self.takken[name]
            read = [_read(f, values[f.attname]) for f in tak.fields]
            found[name].append(tak.model.from_db(case._state.db, [f.attname for f in tak.fields], read))
        for name, rows in found.items():
            rows.sort(key=self.takken[name].sort)
        return found

    def _as_json(self, name: str, case: Case) -> QuerySet:
        tak = self.takken[name]
        rows = tak.model._default_manager.filter(tak.alleen, **{self._path(tak): case}).order_by()
        columns = {f.attname: _column(f) for f in tak.fields}
        return rows.values_list(Value(name, output_field=CharField()), JSONObject(**columns))

    def _path(self, tak: Tak) -> str:
        """From a row to the case: "onderzoek__zaak"."""
        if tak.parent_model is self.case:
            return tak.parent
        above = next(one for one in self.takken.values() if one.model is tak.parent_model)
        return f"{tak.parent}__{self._path(above)}"


def people_in(case: Case) -> set[int]:
    """The ids of the users that the case and its loaded relations name; of what was not read nobody."""
    rows = [case, *_loaded(case)]
    return {getattr(row, field.attname) for row in rows for field in _user_fields(row)} - {None}


def attach_people(case: Case, people: dict[int, User]) -> None:
    """Put the users, fetched together, where the rows point at them."""
    for row in [case, *_loaded(case)]:
        for field in _user_fields(row):
            user = people.get(getattr(row, field.attname))
            if user:
                row._state.fields_cache[field.name] = user


def _column(field: models.Field) -> F | Cast:
    """An amount travels as text: a JSON number would be read as a float."""
    if isinstance(field, models.DecimalField):
        return Cast(field.attname, CharField())
    return F(field.attname)


def _read(field: models.Field, raw: Any) -> Any:
    if isinstance(field, ArrayField) and isinstance(raw, list):
        return [_read(field.base_field, value) for value in raw]
    return field.to_python(raw)


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
