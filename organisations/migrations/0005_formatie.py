"""How many people work there, per year. The size of an afdeling had no year: it becomes that of this one."""

from decimal import Decimal

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone


def copy_sizes(apps, schema_editor):
    Formatie = apps.get_model("organisations", "Formatie")
    sizes = [
        Formatie(
            organisation_id=afdeling.organisation_id,
            afdeling_id=afdeling.pk,
            jaar=timezone.localdate().year,
            fte=max(round(afdeling.fte, 1), Decimal("0.1")),
        )
        for afdeling in apps.get_model("organisations", "Afdeling").objects.filter(fte__gt=0)
    ]
    Formatie.objects.bulk_create(sizes)


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0004_koepel'),
    ]

    operations = [
        migrations.CreateModel(
            name='Formatie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('jaar', models.PositiveSmallIntegerField()),
                ('fte', models.DecimalField(decimal_places=1, max_digits=8)),
                ('medewerkers', models.PositiveIntegerField(blank=True, null=True)),
                ('afdeling', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='formaties', to='organisations.afdeling')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='formaties', to='organisations.organisation')),
            ],
            options={
                'ordering': ['-jaar', 'afdeling__naam', 'id'],
                'constraints': [
                    models.UniqueConstraint(fields=('organisation', 'afdeling', 'jaar'), name='formatie_once', nulls_distinct=False),
                    models.CheckConstraint(condition=models.Q(('fte__gt', 0)), name='formatie_fte_above_zero'),
                    models.CheckConstraint(condition=models.Q(('medewerkers__gt', 0)), name='formatie_medewerkers_above_zero'),
                ],
            },
        ),
        migrations.RunPython(copy_sizes, migrations.RunPython.noop),
    ]
