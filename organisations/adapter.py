"""How allauth behaves here: nobody signs up, and a login lands on the start page of one's role."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by a beheerder, who invites by mail."""
        return False

    def format_email_subject(self, subject: str) -> str:
        """The subject as it is, without the name of a site in brackets before it."""
        return subject
