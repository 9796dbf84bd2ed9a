import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("integrity", "0003_recorded_on_a_day")]

    operations = [
        migrations.AlterField(
            model_name="uitsluiting",
            name="created_at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
    ]
