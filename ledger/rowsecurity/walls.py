"""From the models to the policies of PostgreSQL: which rows of a table a pass shows.

A table with an organisation shows the rows of the organisations of the pass; a table that hangs on another
shows what hangs on a row that is seen. What that leaves out is said by whoever knows all rooms.
"""

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
    it; ``seen``: rows that may be read besides, and not written, with what hangs on them; ``alone``: the same
    without what hangs on them; ``inserted``: what may be written anew.
    ``unwalled``: what is read without a pass although it hangs on a person, each with the reason.
    ``append_only``: tables of which the application may write rows and change none.
    """

    organisation: str
    functions: str
    rules: dict[str, str] = field(default_factory=dict)
    narrower: dict[str, str] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    alone: dict[str, str] = field(default_factory=dict)
    inserted: dict[str, str] = field(default_factory=dict)
    unwalled: dict[str, str] = field(default_factory=dict)
    append_only: tuple[str, ...] = ()


def tables(plan: Wallplan) -> dict[str, str]:
    """By table the condition under which a row is seen, and may be written; in the order of the models."""
    return {_table(model): _whole(model, plan) for model in _walled(plan) if _rule(model, plan)}


def seen_besides(plan: Wallplan) -> dict[str, str]:
    """By table the condition under which more rows are seen, and may not be written."""
    return {_table(model): found for model in _walled(plan) if (found := _seen(model, plan))}


def script(plan: Wallplan, role: str) -> str:
    """All of the wall, for this role of the application, as one script that can be run again and again."""
    walls, besides = tables(plan), seen_besides(plan)
    parts = [GROUND, plan.functions, _rights(role, plan)]
    for table, rule in walls.items():
        parts.append(_policies(table, rule, plan, besides))
    for table in plan.append_only:
        parts.append(f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM "{role}";')
    parts += [_numbered(model, role) for model in _walled(plan) if _table(model) in plan.append_only]
    return "\n".join(parts)


def raise_walls(connection, plan: Wallplan) -> None:
    """Write the wall, as the owner of the tables: also where it stands, as a restore elsewhere or somebody's
    hand may have taken a part of it away.

    Raises ImproperlyConfigured when the role of the application is the owner or above the rules.
    """
    role = settings.DATABASE_APPLICATION["USER"]
    inner, outer = padded_keys()
    with connection.cursor() as cursor:
        _make_role(cursor, role)
        cursor.execute(script(plan, role))
        cursor.execute(
            "INSERT INTO muur.sleutel (binnen, buiten) VALUES (%s, %s)"
            " ON CONFLICT (id) DO UPDATE SET binnen = EXCLUDED.binnen, buiten = EXCLUDED.buiten",
            [inner, outer],
        )


def _make_role(cursor, role: str) -> None:
    cursor.execute(
        """
        SELECT rolsuper OR rolbypassrls OR EXISTS (
            SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace
            AND pg_has_role(pg_roles.oid, relowner, 'MEMBER'))
        FROM pg_roles WHERE rolname = %s
        """,
        [role],
    )
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
REVOKE EXECUTE ON FUNCTION muur.van_persoon(bigint, date, text), muur.iedere_organisatie() FROM "{role}";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{role}";
REVOKE SELECT ON ALL SEQUENCES IN SCHEMA public FROM "{role}";
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO "{role}";
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM "{role}";
DO $$ BEGIN
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC, %I', current_database(), '{role}');
    -- Nobody reads what another connection asks (pg_stat_activity): it holds what people wrote. Takes a
    -- superuser, or GRANT SET ON PARAMETER track_activities: the README tells who is neither.
    EXECUTE format('ALTER ROLE %I IN DATABASE %I SET track_activities = off', '{role}', current_database());
EXCEPTION WHEN insufficient_privilege THEN NULL; END $$;
"""


def _policies(table: str, rule: str, plan: Wallplan, besides: dict[str, str]) -> str:
    """What is seen and written by everybody; the owner, who migrates, sees all."""
    named = {
        "ook": ("SELECT USING", besides),
        "eigen": ("SELECT USING", plan.alone),
        "erbij": ("INSERT WITH CHECK", plan.inserted),
    }
    return "\n".join(
        [
            f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;',
            f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY;',
            *(f'DROP POLICY IF EXISTS {name} ON "{table}";' for name in ("eigenaar", "rijen", *named)),
            f'CREATE POLICY eigenaar ON "{table}" TO CURRENT_USER USING (true);',
            f'CREATE POLICY rijen ON "{table}" USING ({rule});',
            *(
                f'CREATE POLICY {name} ON "{table}" FOR {kind} ({rules[table]});'
                for name, (kind, rules) in named.items()
                if table in rules
            ),
        ]
    )


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
    if above is organisation:
        return f"{parent.column} = ANY ((SELECT muur.organisaties('{room}'))::bigint[])"
    if _seen(above, plan) or _table(above) in plan.alone:
        # What is only seen opens nothing to write: the row above must be one that may be written itself.
        return _exists_above(table, parent, _whole(above, plan))
    return _exists_above(table, parent)


def _whole(model: type[models.Model], plan: Wallplan) -> str:
    table, rule = _table(model), _rule(model, plan)
    return f"({rule}) AND {plan.narrower[table]}" if table in plan.narrower else rule


def _seen(model: type[models.Model], plan: Wallplan) -> str:
    """The condition under which rows are seen besides: what the plan says, or hanging on a row that is."""
    table = _table(model)
    if table in plan.seen:
        return plan.seen[table]
    if table in plan.rules or any(f.name in ("organisation", "organisation_id") for f in model._meta.fields):
        return ""
    parent = _hangs_on(model, plan, apps.get_model(plan.organisation))
    if parent is None or not _seen(parent.related_model, plan):
        return ""
    return _exists_above(table, parent)


def _exists_above(table: str, parent: models.ForeignKey, rule: str = "") -> str:
    above = _table(parent.related_model)
    same = f'"{above}"."{parent.related_model._meta.pk.column}" = "{table}"."{parent.column}"'
    return f'EXISTS (SELECT 1 FROM "{above}" WHERE {same}{f" AND ({rule})" if rule else ""})'


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
