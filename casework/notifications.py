"""Notices to people: a mail with a link and a term, never what it is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from casework.mail import mail_row
from ledger.outbox import enqueue_all, without_time
from organisations.models import Organisation, User


@dataclass(frozen=True)
class Mailtekst:
    onderwerp: str
    tekst: str


BERICHTEN = {
    "nakijken": Mailtekst("Er is iets om na te kijken", "Wilt u in GIR iets nakijken?"),
    "taak": Mailtekst("Er staat een taak voor u klaar", "Er wordt iets van u gevraagd in GIR."),
    "nieuw": Mailtekst("Er is iets nieuws binnengekomen", "Er is iets nieuws binnengekomen in GIR."),
    "contact": Mailtekst(
        "Een medewerker wacht op contact",
        "Een medewerker wacht op contact met u. Neem vandaag contact op.",
    ),
    "bericht": Mailtekst("Er staat een bericht voor u klaar", "Er staat een nieuw bericht voor u in GIR."),
    "vraag": Mailtekst(
        "Twee korte vragen aan u", "Wilt u in GIR twee korte vragen beantwoorden? Dat is anoniem."
    ),
    "niemand": Mailtekst(
        "Er wacht iets dat niemand mag behandelen",
        "Er wacht iets dat niemand in uw organisatie mag behandelen. Geef iemand van een andere organisatie"
        " de rol “Adres buiten de organisatie”.",
    ),
    "waarschuwing": Mailtekst("Een termijn loopt bijna af", "Een termijn in GIR loopt bijna af."),
    "te_laat": Mailtekst("Een termijn is verlopen", "Een termijn in GIR is verlopen."),
}


def notify(
    users: Iterable[User],
    soort: str,
    *,
    path: str,
    key: str,
    organisation: Organisation,
    termijn: date | None = None,
    keep_time: bool = True,
) -> None:
    """Queue one notice for each of these people, once for each ``key``.

    The mail says that something is asked, where to find it and by when. Nothing else: mail is read over
    shoulders and forwarded. Without ``keep_time`` nothing here tells when it was queued but the day.
    """
    bericht = BERICHTEN[soort]
    deadline = [f"De termijn is {termijn:%d-%m-%Y}."] if termijn else []
    rows = (
        mail_row(
            to=[user.email],
            subject=bericht.onderwerp,
            body="\n".join(
                [
                    f"Beste {user.naam},",
                    "",
                    bericht.tekst,
                    *deadline,
                    "",
                    f"{settings.GIR_BASE_URL}{path}",
                    "",
                    f"GIR, {organisation.naam}",
                ]
            ),
            key=f"{soort}:{key}:{user.pk}",
            organisation_id=organisation.pk,
        )
        for user in users
        if user.is_active
    )
    enqueue_all(rows if keep_time else map(without_time, rows))
