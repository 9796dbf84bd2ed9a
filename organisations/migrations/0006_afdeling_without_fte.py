from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0005_formatie'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='afdeling',
            name='afdeling_fte_not_negative',
        ),
        migrations.RemoveField(
            model_name='afdeling',
            name='fte',
        ),
    ]
