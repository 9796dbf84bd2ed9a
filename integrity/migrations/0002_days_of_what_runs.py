"""A verbeteractie gets the day on which it was recorded; what runs beside a zaak is found by its end."""

from django.db import migrations, models

# The audit line has the day; without one it was not there before the zaak.
FILL = """
UPDATE integrity_verbeteractie AS actie
SET vastgelegd_op = COALESCE(
    (
        SELECT MIN(regel."on")
        FROM ledger_auditregel AS regel
        WHERE regel.subject_type = 'integrity.zaak'
            AND regel.subject_id = actie.zaak_id
            AND regel.verb = 'verbeteractie_vastleggen'
            AND (regel.data ->> 'verbeteractie')::bigint = actie.id
    ),
    (SELECT zaak.ontvangen_op FROM integrity_zaak AS zaak WHERE zaak.id = actie.zaak_id)
)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("integrity", "0001_initial"),
        ("ledger", "0001_initial"),
    ]

    operations = [
        migrations.AddField("verbeteractie", "vastgelegd_op", models.DateField(null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField("verbeteractie", "vastgelegd_op", models.DateField()),
        migrations.AddIndex(
            "ordemaatregel", models.Index(fields=["beeindigd_op"], name="ordemaatregel_ended")
        ),
        migrations.AddIndex(
            "verbeteractie", models.Index(fields=["gereed_op"], name="verbeteractie_done")
        ),
    ]
