"""The forms of allauth with messages that say what to do."""

from allauth.account import forms as allauth
from django.http import HttpRequest

from organisations.services.accounts import ask_new_password

IN_TE_VULLEN = {
    "login": "Vul uw e-mailadres in.",
    "email": "Vul uw e-mailadres in.",
    "password": "Vul uw wachtwoord in.",
    "oldpassword": "Vul uw huidige wachtwoord in.",
    "password1": "Kies een wachtwoord.",
    "password2": "Vul het wachtwoord nog een keer in.",
}


class InPlainWords:
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, message in IN_TE_VULLEN.items():
            if name in self.fields:
                self.fields[name].error_messages["required"] = message


class TypedTwice(InPlainWords):
    """Takes the place of the check of allauth, for its message."""

    def clean(self) -> dict:
        cleaned = super(allauth.PasswordVerificationMixin, self).clean()
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", "De twee wachtwoorden zijn niet gelijk. Vul ze opnieuw in.")
        return cleaned


class LoginForm(InPlainWords, allauth.LoginForm):
    pass


class ReauthenticateForm(InPlainWords, allauth.ReauthenticateForm):
    pass


class ResetPasswordForm(InPlainWords, allauth.ResetPasswordForm):
    def clean_email(self) -> str:
        """Whatever address: whether it has an account is looked up by the worker, outside the answer."""
        return self.cleaned_data["email"]

    def save(self, request: HttpRequest, **kwargs) -> str:
        ask_new_password(email=self.cleaned_data["email"])
        return self.cleaned_data["email"]


class ResetPasswordKeyForm(TypedTwice, allauth.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(TypedTwice, allauth.ChangePasswordForm):
    pass


class SetPasswordForm(TypedTwice, allauth.SetPasswordForm):
    pass
