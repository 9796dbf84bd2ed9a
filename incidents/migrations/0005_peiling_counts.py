import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0004_evidence_and_police_file"),
        ("organisations", "0003_address_of_the_employer"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.DeleteModel(name="PeilingAntwoord"),
        migrations.DeleteModel(name="PeilingDeelname"),
        migrations.CreateModel(
            name="Peiling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("jaar", models.PositiveSmallIntegerField()),
                ("geopend_op", models.DateField()),
                ("gesloten_op", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "peilingen",
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "jaar"), name="peiling_once_a_year"),
                    models.UniqueConstraint(
                        condition=models.Q(("gesloten_op", None)),
                        fields=("organisation",),
                        name="one_peiling_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PeilingAntwoord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "meegemaakt",
                    models.CharField(
                        choices=[("nee", "Nee"), ("ja", "Ja, één keer"), ("vaker", "Ja, vaker")],
                        max_length=10,
                    ),
                ),
                (
                    "geregistreerd",
                    models.CharField(
                        blank=True,
                        choices=[("zeker", "Ja, zeker"), ("nee", "Nee"), ("weet_niet", "Weet ik niet")],
                        max_length=10,
                    ),
                ),
                ("aantal", models.PositiveIntegerField(default=0)),
                (
                    "peiling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="antwoorden",
                        to="incidents.peiling",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "peilingantwoorden",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("peiling", "meegemaakt", "geregistreerd"), name="peiling_answer_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PeilingDeelname",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "peiling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deelnames",
                        to="incidents.peiling",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "peilingdeelnames",
                "constraints": [
                    models.UniqueConstraint(fields=("peiling", "user"), name="peiling_once_each")
                ],
            },
        ),
    ]
