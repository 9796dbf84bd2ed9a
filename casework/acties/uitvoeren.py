"""One view for every action on a case: fetch what is visible, check, form, one service, back to the case."""

import secrets
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from casework import documents, inzending
from casework.acties import aanbod
from casework.acties.werkstroom import Werkstroom
from casework.forms import gezien
from casework.forms.acties import ActieForm
from casework.lifecycle import IllegalTransition, Incomplete, LifecycleError, NotAllowed, Transition
from casework.models import Case
from organisations import kept_input, opening
from organisations.forms import bound_data
from organisations.guards import ask_who_again

TOKEN = "inzending"
AL_VASTGELEGD = "Dit was al vastgelegd."
FORM_MARKS = ("csrfmiddlewaretoken", kept_input.MARK)


class IntussenGewijzigd(Exception):
    """Somebody else saved what this form changes; ``nu`` is the form as it is prefilled now."""

    def __init__(self, nu: ActieForm) -> None:
        super().__init__()
        self.nu = nu


def actie(
    request: HttpRequest,
    werk: Werkstroom,
    kenmerk: str,
    verb: str,
    *,
    naast: Callable[[Any], dict] = lambda form: {},
) -> HttpResponse:
    """A form that can't be used is shown again as it was typed. What can't be done now by its status or
    because something is missing is explained, with status 409.

    ``naast``: what the template of a register shows with this form.
    """
    access = request.access
    case = werk.fetch(request, kenmerk, opening.STAP, stap=verb)
    transition = werk.by_verb.get(verb)
    if verb not in werk.forms or transition is None or not werk.engine.may(access, verb, case):
        raise Http404
    if werk.asks_who_again(access, case, verb):
        ask_who_again(request)
    if request.method != "POST":
        refusal = _refusal(request, werk, case, verb)
        if refusal and request.teruggegeven is None:
            return _explain(request, werk, case, transition, refusal)
    if request.POST.get(TOKEN) and inzending.is_done(_key(request)):
        messages.info(request, AL_VASTGELEGD)
        return _back(request, werk, case)
    files = documents.files_of(request)
    form = werk.forms[verb](bound_data(request), files, case=case, access=access, gekozen=request.GET)
    if request.method == "POST" and form.is_valid() and _perform(form, request, werk):
        return _back(request, werk, case)
    context = _context(request, werk, case, transition) | {
        "form": form,
        "achtergrond": form.background(),
        "token": request.POST.get(TOKEN) or secrets.token_urlsafe(16),
    }
    return render(request, form.template, context | naast(form))


def _context(request: HttpRequest, werk: Werkstroom, case: Case, transition: Transition) -> dict:
    return {
        "case": case,
        "woord": werk.woord,
        "met_lidwoord": werk.met_lidwoord,
        "zaak_url": werk.url_of(case),
        "terug": werk.way_back(request.access),
        "actie": transition,
        "status": werk.status_in_words(case),
    }


def _perform(form: ActieForm, request: HttpRequest, werk: Werkstroom) -> bool:
    """Whether it was done, now or before; if not, the form says why and may be sent again."""
    key = _key(request) if request.POST.get(TOKEN) else secrets.token_hex()
    try:
        done_now = inzending.once(key, lambda: _perform_as_shown(form, werk))
    except NotAllowed as error:
        raise Http404 from error
    except IntussenGewijzigd as error:
        form.tell_changes(error.nu)
        return False
    except LifecycleError as error:
        form.refuse(error.messages)
        return False
    except ValidationError as error:
        form.refuse(error.message_dict if hasattr(error, "error_dict") else error.messages)
        return False
    if done_now:
        messages.success(request, werk.told(form.verb))
    else:
        messages.info(request, AL_VASTGELEGD)
    return True


def _perform_as_shown(form: ActieForm, werk: Werkstroom) -> None:
    """Do it, unless what the form was prefilled with is no longer what is stored.

    Who saves in the same case at the same moment waits. A form without a mark was not prefilled.
    """
    _one_at_a_time(form.case)
    if shown := form.data.get(gezien.NAAM):
        access = form.access
        case = werk.find(werk.cases._default_manager.visible_to(access), access, form.case.kenmerk)
        if case is None:
            raise Http404
        now = type(form)(form.data, form.files, case=case, access=access, gekozen=form.gekozen)
        if now.changed_since(shown):
            raise IntussenGewijzigd(now)
    form.perform()


def _one_at_a_time(case: Case) -> None:
    """Until the transaction ends. No lock of a row: which rows a service locks, and in what order, is its
    own business."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s), %s)", [case._meta.label, case.pk])


def _refusal(request: HttpRequest, werk: Werkstroom, case: Case, verb: str) -> LifecycleError | None:
    try:
        werk.engine.check(case, verb, by=request.access)
    except (IllegalTransition, Incomplete) as error:
        return error
    return None


def _explain(
    request: HttpRequest, werk: Werkstroom, case: Case, transition: Transition, refusal: LifecycleError
) -> HttpResponse:
    """Why this can't be done now, and what can."""
    werk.load(case)
    offered = aanbod.offer(werk, case, request.access)
    missing = []
    if isinstance(refusal, Incomplete):
        missing = aanbod.what_is_missing(werk, case, transition, offered.mogelijk)
    context = _context(request, werk, case, transition) | {
        "redenen": [] if missing else [aanbod.why_not(werk, case, transition)],
        "ontbreekt": missing,
        "volgende": aanbod.next_action(werk, case, offered),
    }
    return render(request, "casework/acties/kan_niet.html", context, status=409)


def _key(request: HttpRequest) -> str:
    """The same form with the same content; what was typed anew after Back is something else."""
    sent = [(name, values) for name, values in sorted(request.POST.lists()) if name not in FORM_MARKS]
    return inzending.key_of(request.user.pk, request.path, sent, documents.fingerprint(request.FILES))


def _back(request: HttpRequest, werk: Werkstroom, case: Case) -> HttpResponse:
    """To the page that was come from, of those the register knows; else to the case; or, when
    it is out of sight after this action, to the list of who acted."""
    if page := werk.terug_naar.get(request.GET.get("terug", "")):
        return redirect(page)
    if werk.is_visible(case, request.access):
        return redirect(werk.url_of(case))
    return redirect(werk.way_back(request.access)["url"])
