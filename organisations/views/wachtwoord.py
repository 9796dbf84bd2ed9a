"""The pages of allauth about a password. Who chooses one shows who they are, or has a link from a mail; an
audit line and a mail tell of it. Where people sign in without passwords these pages do not exist."""

from collections.abc import Callable

from allauth.account import views
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

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


def _with_passwords(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not settings.GIR_PASSWORD_LOGIN:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


wijzigen = _with_passwords(WachtwoordWijzigenView.as_view())
kiezen = _with_passwords(WachtwoordKiezenView.as_view())
vergeten = _with_passwords(views.password_reset)
link_verstuurd = _with_passwords(views.password_reset_done)
kiezen_met_link = _with_passwords(WachtwoordUitMailView.as_view())
gekozen_met_link = _with_passwords(views.password_reset_from_key_done)
