"""The pages of allauth about a password. Who chooses one shows who they are, or has a link from a mail; an
audit line and a mail tell of it. Where people sign in without passwords these pages do not exist."""

from allauth.account import views

from organisations.guards import requires_passwords
from organisations.services.tweede_stap import note_password
from organisations.views.tweede_stap import Changing, Recorded


class WachtwoordWijzigenView(Changing, views.PasswordChangeView):
    def record(self, form) -> None:
        note_password(self.request.user)


class WachtwoordKiezenView(Changing, views.PasswordSetView):
    """The first password, of who signs in without one."""

    def record(self, form) -> None:
        note_password(self.request.user)


class WachtwoordUitMailView(Recorded, views.PasswordResetFromKeyView):
    def record(self, form) -> None:
        note_password(self.reset_user)


wijzigen = requires_passwords(WachtwoordWijzigenView.as_view())
kiezen = requires_passwords(WachtwoordKiezenView.as_view())
vergeten = requires_passwords(views.password_reset)
link_verstuurd = requires_passwords(views.password_reset_done)
kiezen_met_link = requires_passwords(WachtwoordUitMailView.as_view())
gekozen_met_link = requires_passwords(views.password_reset_from_key_done)
