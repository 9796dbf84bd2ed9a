"""Who is told that something is asked of them, and what stands in that mail."""

from ledger.models import OutboxRow


def test_every_step_of_a_zaak_tells_its_next_person_where_a_change_is_really_committed(committed, gang):
    """Nothing wraps these calls in a transaction: each verb brings its own, with the notice inside."""
    path = gang()
    path.to("gesloten")

    mailed = {row.payload["to"][0] for row in OutboxRow.objects.filter(key__startswith="mail:taak:")}
    assert mailed >= {path.rollen.onderzoeker.user.email, path.rollen.bevoegd_gezag.user.email}
