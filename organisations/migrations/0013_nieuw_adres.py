import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0012_sessies_alone"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="nieuw_email",
            field=models.EmailField(
                blank=True, default="", help_text="Waits to become the address.", max_length=254
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="email_gevraagd_door",
            field=models.ForeignKey(
                blank=True,
                help_text="Who asked what waits.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=Q(nieuw_email="", email_gevraagd_door=None)
                | ~Q(nieuw_email="") & Q(email_gevraagd_door__isnull=False) & ~Q(email_gevraagd_door=F("id")),
                name="user_new_email_asked_by_another",
            ),
        ),
        # A role that waits for this reason was given by the hand of the beheerder who changed the address.
        migrations.RunSQL(
            "UPDATE organisations_roltoewijzing SET wacht_omdat = '' WHERE wacht_omdat = 'adres'",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model_name="roltoewijzing",
            name="wacht_omdat",
            field=models.CharField(
                blank=True,
                choices=[("tweede_stap", "tweede stap weggehaald"), ("geopend", "account weer geopend")],
                default="",
                max_length=20,
            ),
        ),
    ]
