"""Is this installation fit to serve? Asked by load balancers, docker compose and script/server."""

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

OK, BAD = "ok", "storing"
_migrated = False


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return BAD
    return OK


def _broker() -> str:
    try:
        cache.get("gezondheid")
    except (RedisError, OSError):
        return BAD
    return OK


def _migrations() -> str:
    """Looked up until it is in order: a process never meets a database that goes back."""
    global _migrated
    if not _migrated:
        try:
            executor = MigrationExecutor(connection)
            _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        except DatabaseError:
            return BAD
    return OK if _migrated else "achter"


@require_safe
@never_cache
def gezondheid(request):
    """200 when all parts work, 503 otherwise. `start` tells this start of the server from an earlier one."""
    parts = {"database": _database(), "broker": _broker(), "migraties": _migrations()}
    healthy = all(state == OK for state in parts.values())
    return JsonResponse(
        {"status": OK if healthy else BAD, **parts, "start": settings.GIR_NONCE},
        status=200 if healthy else 503,
    )
