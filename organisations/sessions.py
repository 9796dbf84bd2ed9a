"""Sessions in the database, of which the table tells nobody the key.

The cookie holds the key and the row is found by its hash: who reads the table, or a backup of it, can't
become anybody. What a row holds is signed for that row alone: who can write the table can't either, by
putting what is in the row of somebody else under a key of their own.
"""

import hashlib
from datetime import timedelta

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.utils import timezone

HALF_AN_HOUR = 30 * 60


def stored_key(session_key: str) -> str:
    """Under which the session of a cookie is kept: the first 160 bits of its SHA-256, in hexadecimals.

    The column holds 40 characters, and a key has 165 random bits. No salt and no key of ours: there is
    nothing to guess, and the database itself must be able to find a session by what the browser sent.
    """
    return hashlib.sha256(session_key.encode()).hexdigest()[:40]


class SessionStore(db.SessionStore):
    """``session_key`` is everywhere what the cookie holds; only here and in the table it is hashed."""

    @property
    def key_salt(self) -> str:
        return f"{super().key_salt}.{stored_key(self.session_key or '')}"

    def _get_session_from_db(self) -> Session | None:
        found = self.model.objects.filter(pk=stored_key(self.session_key), expire_date__gt=timezone.now())
        session = found.first()
        if session is None:
            self._session_key = None
        return session

    def exists(self, session_key: str) -> bool:
        return super().exists(stored_key(session_key))

    def create_model_instance(self, data: dict) -> Session:
        made = super().create_model_instance(data)
        made.session_key = stored_key(made.session_key)
        # To the next half hour: what a page told somebody is kept here, and the moment would tell when.
        late = made.expire_date.timestamp() % HALF_AN_HOUR
        made.expire_date += timedelta(seconds=HALF_AN_HOUR - late)
        return made

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            super().delete(stored_key(key))

    # Those of the parent would look for the key itself.
    aload, aexists, asave = SessionBase.aload, SessionBase.aexists, SessionBase.asave
    acreate, adelete = SessionBase.acreate, SessionBase.adelete
