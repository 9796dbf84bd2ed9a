"""Documents that the worker makes: of the frozen bytes, once, and only for who may see them."""

import errno
import hashlib
import json
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from casework.tasks import deliver_slow
from ledger.models import AuditRegel, OutboxRow
from organisations.models import Roltoewijzing
from reports import lifecycle
from reports.models import BevrorenRapport, Rapportdocument
from reports.rendering.formats import FORMATEN
from reports.services import documents, freezing, writing
from tests.conftest import access_of
from tests.reports.rows import add_zaak

pytestmark = pytest.mark.django_db
Status = Rapportdocument.Status


def asked(one, user, formaat: str = "json") -> Rapportdocument:
    documents.ask(one, [formaat], by=access_of(user))
    return Rapportdocument.objects.get(rapportage=one, formaat=formaat)


@pytest.fixture
def broken(monkeypatch):
    """broken(error): from now on making JSON fails like this, as a full disk or a fault of ours would."""

    def _broken(error: Exception) -> None:
        def render(verslag, huisstijl):
            raise error

        monkeypatch.setitem(FORMATEN, "json", replace(FORMATEN["json"], render=render))

    return _broken


def test_a_document_is_made_of_the_frozen_bytes_and_shown_with_its_size_and_hash(
    den_haag, rapport_in, griffier, ingelogd
):
    add_zaak(den_haag, "2021-02-01")
    one = rapport_in(lifecycle.VASTGESTELD)
    add_zaak(den_haag, "2021-02-02")
    browser = ingelogd(griffier)
    page = reverse("rapport_documenten", args=[one.kenmerk])

    assert browser.post(page, {"formaat": ["json"]}).status_code == 302
    waiting = browser.get(page)
    assert waiting["Refresh"] == "4" and "Wacht op de beurt" in waiting.content.decode()
    assert (deliver_slow(), deliver_slow()) == (1, 0)

    row = Rapportdocument.objects.get()
    answer = browser.get(reverse("rapport_document", args=[one.kenmerk, "volledig", "json"]))
    assert json.loads(answer.content)["instroom"]["totaal"] == 1
    assert hashlib.sha256(answer.content).hexdigest() == row.sha256 and len(answer.content) == row.grootte
    assert answer["Content-Disposition"].startswith(
        'attachment; filename="integriteit-den-haag-2021-H1.json"'
    )
    assert answer["X-Content-Type-Options"] == "nosniff" and "no-store" in answer["Cache-Control"]
    shown = browser.get(page)
    assert row.sha256 in shown.content.decode() and "Refresh" not in shown


def test_the_same_format_can_be_made_in_another_shape(rapport_in, griffier, ingelogd):
    one, browser = rapport_in(lifecycle.VASTGESTELD), ingelogd(griffier)
    page = reverse("rapport_documenten", args=[one.kenmerk])
    for vorm in ("volledig", "rijksoverzicht", "rijksoverzicht"):
        browser.post(page, {"formaat": ["html"], "vorm": vorm})
    assert (deliver_slow(), deliver_slow(), deliver_slow()) == (1, 1, 0)

    whole, shape = Rapportdocument.objects.order_by("pk")
    assert (whole.vorm, shape.vorm) == ("volledig", "rijksoverzicht") and whole.sha256 != shape.sha256
    answer = browser.get(reverse("rapport_document", args=[one.kenmerk, "rijksoverzicht", "html"]))
    assert "Overzicht integriteit over het eerste halfjaar" in answer.content.decode()
    assert "integriteit-den-haag-2021-H1-rijksoverzicht.html" in answer["Content-Disposition"]
    preview = browser.get(reverse("rapport_vorm", args=[one.kenmerk, "rijksoverzicht"])).content.decode()
    assert "Meldingen, vermoedens en schendingen per type" in preview
    wrong = browser.post(page, {"formaat": ["html"], "vorm": "brochure"}).content.decode()
    assert "Kies een van de vormen." in wrong and Rapportdocument.objects.count() == 2
    assert browser.get(reverse("rapport_vorm", args=[one.kenmerk, "brochure"])).status_code == 404


def test_a_frozen_report_that_was_tampered_with_gives_no_document(rapport_in, griffier):
    one = rapport_in(lifecycle.VASTGESTELD)
    frozen = BevrorenRapport.objects.get()
    BevrorenRapport.objects.update(inhoud=bytes(frozen.inhoud).replace(b"halfjaar", b"HALFJAAR"))
    row = asked(one, griffier)
    assert deliver_slow() == 1
    row.refresh_from_db()
    assert (row.status, row.fout, row.bestand) == (Status.MISLUKT, documents.GING_MIS, None)


def test_a_document_of_a_concept_is_marked_and_only_for_who_asked(
    den_haag, maak, coordinator, tweede_coordinator, ingelogd, monkeypatch
):
    seen = []
    whole = FORMATEN["json"].render
    monkeypatch.setitem(
        FORMATEN, "json", replace(FORMATEN["json"], render=lambda v, h: seen.append(v) or whole(v, h))
    )
    add_zaak(den_haag, "2021-02-01", compartiment="bestuur", melding={"betreft": "wethouder"})
    one = maak()
    asked(one, coordinator)
    deliver_slow()
    url = reverse("rapport_document", args=[one.kenmerk, "volledig", "json"])
    answer = ingelogd(coordinator).get(url)
    assert "integriteit-den-haag-2021-H1-concept.json" in answer["Content-Disposition"]
    assert seen[0].titel.startswith("CONCEPT") and json.loads(answer.content)["instroom"]["totaal"] == 0
    assert ingelogd(tweede_coordinator).get(url).status_code == 404


def test_freezing_throws_the_documents_of_the_concept_away(maak, coordinator, secretaris, burgemeester):
    one = maak()
    asked(one, coordinator)
    writing.agree(one, by=access_of(secretaris))
    freezing.freeze(one, freezing.Vaststelling(), by=access_of(burgemeester))
    assert not Rapportdocument.objects.exists()
    assert deliver_slow() == 1
    assert not Rapportdocument.objects.exists()


def test_who_may_not_see_the_report_any_more_gets_no_document(maak, coordinator):
    row = asked(maak(), coordinator)
    Roltoewijzing.objects.filter(user=coordinator, rol="integriteitscoordinator").delete()
    deliver_slow()
    row.refresh_from_db()
    assert (row.status, row.fout) == (Status.MISLUKT, documents.NIET_MEER)


def test_what_is_ready_or_waits_is_not_made_again(rapport_in, griffier, coordinator):
    one = rapport_in(lifecycle.VASTGESTELD)
    for user in (griffier, griffier, coordinator):
        asked(one, user)
    assert OutboxRow.objects.filter(kind=documents.KIND).count() == 1
    deliver_slow()
    assert asked(one, coordinator).status == Status.KLAAR
    assert deliver_slow() == 0


@pytest.mark.parametrize("wrong", [[], ["exe"], ["json", "../../etc"]])
def test_a_format_that_does_not_exist_is_refused(wrong, rapport_in, griffier):
    with pytest.raises(ValidationError):
        documents.ask(rapport_in(lifecycle.VASTGESTELD), wrong, by=access_of(griffier))
    assert not Rapportdocument.objects.exists()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), documents.SCHIJF_VOL),
        (ZeroDivisionError(), documents.GING_MIS),
    ],
)
def test_what_fails_is_told_plainly_and_can_be_tried_again(
    error, words, rapport_in, griffier, ingelogd, broken, monkeypatch
):
    one = rapport_in(lifecycle.VASTGESTELD)
    browser, page = ingelogd(griffier), reverse("rapport_documenten", args=[one.kenmerk])
    with monkeypatch.context():
        broken(error)
        browser.post(page, {"formaat": ["json"]})
        assert deliver_slow() == 1
    shown = browser.get(page)
    assert words in shown.content.decode() and "Refresh" not in shown
    monkeypatch.undo()
    browser.post(page, {"formaat": ["json"]})
    assert deliver_slow() == 1
    row = Rapportdocument.objects.get()
    assert (row.status, row.poging, row.fout) == (Status.KLAAR, 2, "")


def test_what_is_stopped_is_not_kept_also_when_the_worker_is_at_it(rapport_in, griffier, monkeypatch):
    one, by = rapport_in(lifecycle.VASTGESTELD), access_of(griffier)
    row = asked(one, griffier)
    whole = FORMATEN["json"].render

    def render(verslag, huisstijl):
        assert documents.is_busy(row)
        documents.cancel(row, by=by)
        return whole(verslag, huisstijl)

    monkeypatch.setitem(FORMATEN, "json", replace(FORMATEN["json"], render=render))
    assert deliver_slow() == 1
    row.refresh_from_db()
    assert (row.status, row.bestand, row.sha256) == (Status.GEANNULEERD, None, "")
    with pytest.raises(ValidationError):
        documents.cancel(row, by=by)
    verbs = list(AuditRegel.objects.filter(verb__startswith="document_").values_list("verb", flat=True))
    assert verbs == ["document_gevraagd", "document_gestopt"]
