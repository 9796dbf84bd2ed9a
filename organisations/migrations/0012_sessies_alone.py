from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0011_wachten_en_vervangen"),
    ]

    operations = [
        migrations.RemoveField(model_name="user", name="sessieronde"),
        migrations.AlterField(
            model_name="ssobewijs",
            name="beantwoord_op",
            field=models.DateTimeField(help_text="When the service last told the roles.", null=True),
        ),
    ]
