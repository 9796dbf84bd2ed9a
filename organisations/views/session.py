from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render

from organisations import kept_input
from organisations.guards import requires_access_anywhere
from organisations.middleware import ORGANISATION_SESSION_KEY


@requires_access_anywhere
def wissel_organisatie(request: HttpRequest) -> HttpResponse:
    """Make another organisation of this person the active one. A GET (after a login) changes nothing."""
    if request.method == "POST":
        chosen = request.POST.get("organisatie", "")
        found = [one for one in request.access.organisaties if str(one.pk) == chosen]
        if not found:
            raise Http404
        request.session[ORGANISATION_SESSION_KEY] = found[0].pk
    return redirect("start")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form whose security code no longer fits: an old tab, or cookies that were cleared.

    With a valid mark of the person signed in (or of somebody who must sign in again) the form comes back
    with what was typed; else a page that says to go back, where the browser still has it.
    """
    owner = kept_input.owner_of(request.POST.get(kept_input.MARK, ""))
    # The check runs before some of the middleware: there may be no user yet.
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    if owner is not None and (not signed_in or owner == user.pk):
        path = request.get_full_path()
        response = HttpResponseRedirect(path) if signed_in else redirect_to_login(path)
        if kept_input.keep(request, response):
            return response
    return render(request, "organisations/formulier_verlopen.html", status=403)
