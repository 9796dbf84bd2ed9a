"""Mails about accounts and roles. Each holds a link and an organisation, never content."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from organisations.adapter import ORGANISATION_HEADER
from organisations.models import Organisation, User


def absolute(path: str) -> str:
    return settings.GIR_BASE_URL + path


def page(url_name: str) -> str:
    return absolute(reverse(url_name))


def mail(kind: str, user: User, organisation: Organisation | None, *, to: str = "", **about) -> None:
    """Queued in this transaction by the mail backend."""
    text = render_to_string(
        f"organisations/mail/{kind}.txt",
        {
            "user": user,
            "organisatie": organisation,
            "met_wachtwoord": settings.GIR_PASSWORD_LOGIN,
            "dagen": settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60),
            **about,
        },
    )
    subject, body = text.strip().split("\n", 1)
    EmailMessage(
        subject.strip(),
        body.strip() + "\n",
        to=[to or user.email],
        headers={ORGANISATION_HEADER: organisation.pk} if organisation else None,
    ).send()
