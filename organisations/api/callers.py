"""Who asks: somebody who is signed in in a browser, or a koppeling by its token."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from rest_framework import authentication, exceptions
from rest_framework.request import Request

from ledger.rowsecurity import become_granted
from organisations.access import Access, access_for
from organisations.models import Koppeling, Organisation
from organisations.services import note_use
from organisations.services.koppelingen import hash_of

SCHEMA = "Bearer"


@dataclass(frozen=True)
class ApiCaller:
    """``sleutel`` tells one who asks from another. ``access``: of who is signed in, else None.

    ``organisation`` is None for somebody who is signed in and has no role anywhere, or works in a koepel.
    """

    sleutel: str
    organisation: Organisation | None
    access: Access | None = None
    koppeling: Koppeling | None = field(default=None, compare=False)

    # What Django and the framework ask of somebody who makes a request.
    is_authenticated = True
    is_active = True

    @property
    def pk(self) -> str:
        return self.sleutel

    def access_in(self, register: str) -> Access | None:
        """With whose eyes the figures of this register are seen that are not released; None: not at all.

        For a koppeling that is who vouches for it, in person and as far as they may see them today.
        """
        if self.koppeling is None:
            return self.access
        for recht in self.koppeling.rechten.all():
            if recht.register == register and recht.borg is not None and recht.geweigerd_op is None:
                found = access_for(recht.borg, self.organisation)
                return found and found.in_person
        return None


class TokenAuthentication(authentication.BaseAuthentication):
    """``Authorization: Bearer <token>``. A token that is unknown, withdrawn or over: all the same 401."""

    def authenticate(self, request: Request) -> tuple[ApiCaller, ApiCaller] | None:
        scheme, _, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if scheme.lower() != SCHEMA.lower():
            return None
        rows = Koppeling.objects.current().select_related("organisation")
        found = rows.prefetch_related("rechten__borg").filter(sha256=hash_of(token.strip())).first()
        if found is None:
            raise exceptions.AuthenticationFailed
        note_use(found)
        become_granted("koppeling", organisations=[found.organisation_id])
        caller = ApiCaller(f"koppeling:{found.pk}", found.organisation, koppeling=found)
        return caller, caller

    def authenticate_header(self, request: Request) -> str:
        return f'{SCHEMA} realm="GIR"'


class BrowserAuthentication(authentication.SessionAuthentication):
    """Somebody who is signed in, with the rights that the pages give."""

    def authenticate(self, request: Request) -> tuple[object, ApiCaller] | None:
        found = super().authenticate(request)
        if found is None:
            return None
        user, asked = found[0], request._request
        return user, _signed_in(asked)


def _signed_in(request: HttpRequest) -> ApiCaller:
    access = request.access
    if access is None or access.organisation.is_koepel:
        return ApiCaller(f"gebruiker:{request.user.pk}", None)
    return ApiCaller(f"gebruiker:{request.user.pk}", access.organisation, access)
