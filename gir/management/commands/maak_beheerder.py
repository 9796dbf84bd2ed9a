from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger.actors import SYSTEEM
from ledger.rowsecurity import EVERY, granted
from organisations import services
from organisations.models import Organisation
from organisations.roles import Rol


class Command(BaseCommand):
    """The first beheerder of an organisation; who then invites the others in the browser."""

    help = "Nodigt een beheerder uit: maak_beheerder SLUG --email ADRES --naam NAAM"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--email", required=True)
        parser.add_argument("--naam", required=True)

    @granted("maak_beheerder", organisations=EVERY)
    def handle(self, *args, slug: str, email: str, naam: str, **options) -> None:
        organisation = Organisation.objects.filter(slug=slug).first()
        if organisation is None:
            raise CommandError(f"De organisatie {slug!r} bestaat niet. Maak die eerst met maak_organisatie.")
        rollen = [("", Rol.MEDEWERKER), ("", Rol.BEHEERDER)]
        try:
            services.invite_user(email=email, naam=naam, organisation=organisation, rollen=rollen, by=SYSTEEM)
        except ValidationError as error:
            raise CommandError(f"De beheerder is niet uitgenodigd. {' '.join(error.messages)}") from error
        self.stdout.write(f"De uitnodiging aan {email} staat klaar om te versturen.")
