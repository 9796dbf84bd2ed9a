"""From the models to the policies of PostgreSQL: which rows of a table a pass shows.

A table with an organisation shows the rows of the organisations of the pass; a table that hangs on another
shows what hangs on a row that is seen. What that leaves out is said by whoever knows all rooms.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from psycopg import sql

from ledger.rowsecurity.passes import padded_keys

GROUND = (Path(__file__).parent / "muur.sql").read_text()


@dataclass(frozen=True)
class Wallplan:
    """What can't be read from the models, by table.

    ``organisation``: the model that the others are of. ``functions``: SQL that the conditions lean on.
    ``rules``: conditions that take the place of the one that would be made; ``narrower``: conditions beside
    it; ``seen``: rows that may be read besides, and not written; ``inserted``: what may be written anew.
    ``unwalled``: what is read without a pass although it hangs on a person, each with the reason.
    ``append_only``: tables of which the application may write rows and change none.
    """

    organisation: str
    functions: str
    rules: dict[str, str] = field(default_factory=dict)
    narrower: dict[str, str] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    inserted: dict[str, str] = field(default_factory=dict)
    unwalled: dict[str, str] = field(default_factory=dict)
    append_only: tuple[str, ...] = ()


def tables(plan: Wallplan) -> dict[str, str]:
    """By table the condition under which a row is seen, and may be written; in the order of the models."""
    found = {
        table: rule for model in _walled(plan) if (rule := _rule(model, plan)) for table in [_table(model)]
    }
    return {
        table: f"({rule}) AND {plan.narrower[table]}" if table in plan.narrower else rule
        for table, rule in found.items()
    }


def script(plan: Wallplan, role: str) -> str:
    """All of the wall, for this role of the application, as one script that can be run again and again."""
    walls = tables(plan)
    parts = [GROUND, plan.functions, _rights(role, plan)]
    for table, rule in walls.items():
        parts.append(_policies(table, rule, plan.seen.get(table, ""), plan.inserted.get(table, "")))
    for table in plan.append_only:
        parts.append(f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM "{role}";')
    parts += [_numbered(model, role) for model in _walled(plan) if _table(model) in plan.append_only]
    return "\n".join(parts)


def raise_walls(connection, plan: Wallplan) -> bool:
    """Write the wall, as the owner of the tables; False when it stands there already.

    Raises ImproperlyConfigured when the role of the application is the owner or above the rules.
    """
    role = settings.DATABASE_APPLICATION["USER"]
    text = script(plan, role)
    mark = hashlib.sha256(text.encode() + b"".join(padded_keys())).hexdigest()
    with connection.cursor() as cursor:
        _make_role(cursor, role)
        cursor.execute("SELECT obj_description(to_regnamespace('muur'), 'pg_namespace')")
        if cursor.fetchone()[0] == mark:
            return False
        cursor.execute(text)
        inner, outer = padded_keys()
        cursor.execute(
            "INSERT INTO muur.sleutel (binnen, buiten) VALUES (%s, %s)"
            " ON CONFLICT (id) DO UPDATE SET binnen = EXCLUDED.binnen, buiten = EXCLUDED.buiten",
            [inner, outer],
        )
        cursor.execute(sql.SQL("COMMENT ON SCHEMA muur IS {}").format(sql.Literal(mark)))
    return True


def _make_role(cursor, role: str) -> None:
    cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = %s", [role])
    there = cursor.fetchone()
    cursor.execute("SELECT current_user = %s", [role])
    if cursor.fetchone()[0] or (there and there[0]):
        raise ImproperlyConfigured(
            f"The role {role} of DATABASE_URL owns the tables or stands above their rules. Give the"
            " application a role of its own, and name the owner in DATABASE_OWNER_URL."
        )
    password = sql.Literal(settings.DATABASE_APPLICATION["PASSWORD"] or None)
    if not there:
        create = sql.SQL("CREATE ROLE {} LOGIN NOINHERIT PASSWORD {}").format(sql.Identifier(role), password)
        cursor.execute(
            # Another process may make it at the same moment: roles are of the whole server.
            sql.SQL(
                "DO $make$ BEGIN {};"
                " EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $make$"
            ).format(create)
        )


def _rights(role: str, plan: Wallplan) -> str:
    return f"""
GRANT USAGE ON SCHEMA public, muur TO "{role}";
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA muur FROM PUBLIC, "{role}";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA muur FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA muur TO "{role}";
REVOKE EXECUTE ON FUNCTION muur.waarmerk(text) FROM "{role}";
REVOKE EXECUTE ON FUNCTION muur.van_persoon(bigint, date, text) FROM "{role}";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{role}";
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{role}";
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM "{role}";
"""


def _policies(table: str, rule: str, seen: str, inserted: str) -> str:
    """What is seen and written by everybody; the owner, who migrates, sees all."""
    lines = [
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;',
        f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY;',
        *(f'DROP POLICY IF EXISTS {name} ON "{table}";' for name in ("eigenaar", "rijen", "ook", "erbij")),
        f'CREATE POLICY eigenaar ON "{table}" TO CURRENT_USER USING (true);',
        f'CREATE POLICY rijen ON "{table}" USING ({rule});',
    ]
    if seen:
        lines.append(f'CREATE POLICY ook ON "{table}" FOR SELECT USING ({seen});')
    if inserted:
        lines.append(f'CREATE POLICY erbij ON "{table}" FOR INSERT WITH CHECK ({inserted});')
    return "\n".join(lines)


def _numbered(model: type[models.Model], role: str) -> str:
    """Where the database gives the numbers, nobody else does: not at the end, and not in between."""
    if not isinstance(model._meta.pk, models.AutoField):
        return ""
    columns = ", ".join(f'"{f.column}"' for f in model._meta.concrete_fields if not f.primary_key)
    return (
        f'REVOKE INSERT ON "{_table(model)}" FROM "{role}";'
        f' GRANT INSERT ({columns}) ON "{_table(model)}" TO "{role}";'
    )


def _walled(plan: Wallplan) -> list[type[models.Model]]:
    """The models of all rooms, and of what others made, whose rows are of an organisation or a person."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy and model._meta.managed and _table(model) not in plan.unwalled
    ]


def _rule(model: type[models.Model], plan: Wallplan) -> str:
    table = _table(model)
    if table in plan.rules:
        return plan.rules[table]
    room = room_of(model)
    organisation = apps.get_model(plan.organisation)
    for name in ("organisation", "organisation_id"):
        column = next((f.column for f in model._meta.fields if f.name == name), None)
        if column:
            return f"{column} = ANY ((SELECT muur.organisaties('{room}'))::bigint[])"
    parent = _hangs_on(model, plan, organisation)
    if parent is None:
        return ""
    above = parent.related_model
    key = above._meta.pk.column
    if above is organisation:
        return f"{parent.column} = ANY ((SELECT muur.organisaties('{room}'))::bigint[])"
    here = f'"{table}"."{parent.column}"'
    return f'EXISTS (SELECT 1 FROM "{_table(above)}" erboven WHERE erboven."{key}" = {here})'


def _hangs_on(model, plan: Wallplan, organisation) -> models.ForeignKey | None:
    """The first required relation to something that is walled itself: what this row is a part of."""
    for f in model._meta.fields:
        if f.many_to_one or f.one_to_one:
            above = f.related_model
            if not f.null and above is not model and (above is organisation or _rule(above, plan)):
                return f
    return None


def room_of(model: type[models.Model]) -> str:
    """The room whose passes show this table; what others made is about people."""
    ours = {name.split(".")[0] for name in settings.GIR_ROOMS}
    label = model._meta.app_label
    return label if label in ours else "organisations"


def _table(model: type[models.Model]) -> str:
    return model._meta.db_table


def unwalled_tables(cursor, plan: Wallplan, suspicious: Iterable[str]) -> list[str]:
    """What the catalogue holds without a forced policy, that has a column with one of these names."""
    cursor.execute(
        """
        SELECT DISTINCT c.oid::regclass::text FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
          AND a.attname = ANY (%s)
          AND has_table_privilege(%s, c.oid, 'SELECT')
          AND NOT (c.relrowsecurity AND c.relforcerowsecurity
                   AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid))
        """,
        [list(suspicious), settings.DATABASE_APPLICATION["USER"]],
    )
    return sorted({name for (name,) in cursor.fetchall()} - set(plan.unwalled))
