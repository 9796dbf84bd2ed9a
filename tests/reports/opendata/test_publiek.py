"""What everybody gets as open data, and what never is."""

import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ledger.models import AuditRegel
from organisations.models import Organisation
from reports import periods
from reports.models import Rapportage
from reports.services import concepts, freezing, offering, opening, writing
from tests.conftest import access_of
from tests.reports.opendata.conftest import CONTACT, change_frozen
from tests.reports.rows import add_zaak, one_of_each

pytestmark = pytest.mark.django_db

ALLES = "/open-data/"
HIER = f"{ALLES}den-haag/"
RAPPORT = f"{HIER}integriteit/2021-H1/"
AANBIEDING = offering.Aanbieding("2021/417", "openbaar")
BESTANDEN = ("cijfers.json", "tabellen.zip", "beschrijving.ttl", "beschrijving.jsonld")


def listed(client: Client) -> set[str]:
    """The versions that the catalogue names."""
    graph = json.loads(client.get(f"{ALLES}catalogus.jsonld").content)["@graph"]
    found = {one["@id"] for one in graph if "dcat:Dataset" in one["@type"]}
    return {uri.split("/open-data/")[1].removesuffix("/#dataset") for uri in found}


def test_nothing_is_there_until_it_is_opened_and_nothing_after_it_is_closed(
    den_haag, griffier, uitgebracht, open_zetten, publiek
):
    """What is closed answers as what never was, to the byte, and stands nowhere."""
    uitgebracht(den_haag)
    paths = [HIER, f"{HIER}catalogus.ttl", RAPPORT, f"{RAPPORT}versie-1/"]
    paths += [f"{RAPPORT}{naam}" for naam in BESTANDEN] + [f"{RAPPORT}versie-1/{naam}" for naam in BESTANDEN]

    def as_never_was() -> bool:
        for path in paths:
            here, nowhere = publiek.get(path), publiek.get(path.replace("den-haag", "nergens"))
            same = (here.status_code, here.content, here.headers) == (404, nowhere.content, nowhere.headers)
            assert same, path
        everything = publiek.get(ALLES).content + publiek.get(f"{ALLES}catalogus.ttl").content
        return b"Den Haag" not in everything and b"den-haag" not in everything

    assert as_never_was()
    open_zetten()
    assert [publiek.get(path).status_code for path in paths] == [200] * len(paths)
    assert b"Gemeente Den Haag" in publiek.get(ALLES).content
    opening.close_register("integriteit", by=access_of(griffier))
    assert as_never_was()
    open_zetten()
    den_haag.is_actief = False
    den_haag.save()
    assert as_never_was()


def test_only_what_is_out_public_and_of_an_open_register_is_there(
    den_haag, waterschap, uitgebracht, open_zetten, publiek
):
    offered = {"status": "aangeboden"}
    uitgebracht(den_haag, "2021-H1")
    uitgebracht(den_haag, "2020-H2", **offered, openbaarheid="openbaar")
    uitgebracht(den_haag, "2020-01-01/2020-03-15")
    kept = [
        uitgebracht(den_haag, "2019", **offered, openbaarheid="geheim"),
        uitgebracht(den_haag, "2018", **offered, openbaarheid=""),
        uitgebracht(den_haag, "2017", status="gepubliceerd", openbaarheid=""),
        uitgebracht(den_haag, "2016", status="vastgesteld", openbaarheid=""),
        uitgebracht(den_haag, "2015", status="akkoord", openbaarheid="", peildatum=None),
        uitgebracht(den_haag, "2014", status="concept", openbaarheid="", peildatum=None),
        uitgebracht(den_haag, "2013", register="agressie"),
        uitgebracht(waterschap, "2012"),
    ]
    open_zetten()

    assert listed(publiek) == {
        "den-haag/integriteit/2021-H1/versie-1",
        "den-haag/integriteit/2020-H2/versie-1",
        "den-haag/integriteit/2020-01-01_2020-03-15/versie-1",
    }
    assert publiek.get(f"{HIER}integriteit/2020-01-01_2020-03-15/cijfers.json").status_code == 200
    for one in kept:
        path = f"{ALLES}{one.organisation.slug}/{one.register}/{one.periode}/"
        assert [publiek.get(f"{path}{naam}").status_code for naam in ("", *BESTANDEN)] == [404] * 5, path
    for odd in ("2021-H9/", "%00/", "2021-H1/versie-2/", "2021-H1/cijfers.pdf", "2021-H1/beschrijving.xml"):
        assert publiek.get(f"{HIER}integriteit/{odd}").status_code == 404, odd


def test_the_files_are_the_frozen_figures_also_when_more_becomes_known(
    den_haag, uitgebracht, open_zetten, publiek
):
    one_of_each(den_haag)
    one = uitgebracht(den_haag)
    open_zetten()
    add_zaak(den_haag, "2021-03-03")

    figures = publiek.get(f"{RAPPORT}cijfers.json")
    with zipfile.ZipFile(io.BytesIO(publiek.get(f"{RAPPORT}tabellen.zip").content)) as archive:
        names, about = archive.namelist(), json.loads(archive.read("metadata.json"))

    assert figures.json() == one.bevroren.cijfers
    assert figures.json()["instroom"]["totaal"] == 7
    assert "cijfers.csv" in names and about["dc:identifier"] == "integriteit-den-haag-2021-H1"


def test_what_a_report_hides_is_in_no_file_and_no_description(
    den_haag, griffier, coordinator, burgemeester, bevoegd_gezag, publiek, open_zetten
):
    """Through the whole path: a report with small numbers hidden, each of them one."""
    one_of_each(den_haag)
    clerk = access_of(griffier)
    one, _ = concepts.make_concept(
        den_haag, "integriteit", periods.parse("2021-H1"), by=access_of(coordinator)
    )
    writing.write(
        one, "instroom", "Alleen voor in het rapport.", shown=writing.mark(""), by=access_of(coordinator)
    )
    writing.set_up(one, writing.Inrichting("verbergen", 5, None), by=access_of(coordinator))
    writing.agree(one, by=access_of(bevoegd_gezag))
    freezing.freeze(one, freezing.Vaststelling(), by=access_of(burgemeester))
    offering.offer(one, AANBIEDING, by=clerk)
    offering.publish(one, by=clerk)
    open_zetten()
    one.refresh_from_db()

    given = [publiek.get(f"{RAPPORT}{naam}").content for naam in BESTANDEN]
    with zipfile.ZipFile(io.BytesIO(given[1])) as archive:
        given += [archive.read(name) for name in archive.namelist()]
    shown, told = leaves(json.loads(given[0])), archive_rows(given[1])
    small = {path for path, n in leaves(one.bevroren.cijfers).items() if n in (1, 2, 3, 4)}

    assert len(small) > 10
    assert {path: shown[path] for path in small} == dict.fromkeys(small)
    assert {told[path] for path in small & set(told)} == {"×"}
    assert all(b"Alleen voor in het rapport" not in content for content in given)


def leaves(tree: dict, path: str = "") -> dict[str, object]:
    """Every value of a tree of figures, by its path."""
    found = {}
    for key, value in tree.items():
        here = f"{path}.{key}" if path else key
        found |= leaves(value, here) if isinstance(value, dict) else {here: value}
    return found


def archive_rows(packed: bytes) -> dict[str, str]:
    """The figures of ``cijfers.csv``: path -> number."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        lines = archive.read("cijfers.csv").decode("utf-8-sig").splitlines()
    return {line.split(";")[0]: line.rsplit(";", 1)[1] for line in lines[1:]}


def test_a_correction_is_the_newest_and_the_version_before_stays_and_says_so(
    den_haag, uitgebracht, open_zetten, publiek
):
    first = uitgebracht(den_haag)
    one_of_each(den_haag)
    draft = {"status": "concept", "openbaarheid": "", "peildatum": None}
    second = uitgebracht(den_haag, versie=2, corrigeert=first, **draft)
    open_zetten()
    assert listed(publiek) == {"den-haag/integriteit/2021-H1/versie-1"}
    assert "vervangen" not in publiek.get(RAPPORT).content.decode()

    Rapportage.objects.filter(pk=second.pk).delete()
    uitgebracht(den_haag, versie=2, corrigeert=first)

    newest, old = (publiek.get(f"{path}cijfers.json").json() for path in (RAPPORT, f"{RAPPORT}versie-1/"))
    assert (newest["instroom"]["totaal"], old["instroom"]["totaal"]) == (7, 0)
    assert publiek.get(f"{RAPPORT}versie-2/cijfers.json").json() == newest
    assert len(listed(publiek)) == 2
    page = publiek.get(f"{RAPPORT}versie-1/").content.decode()
    assert "Deze versie is vervangen" in page and f'href="{RAPPORT}versie-2/"' in page
    assert publiek.get(HIER).content.decode().count(f'href="{RAPPORT}') == 1


def test_content_that_is_not_what_was_frozen_is_given_to_nobody(den_haag, uitgebracht, open_zetten, publiek):
    one = uitgebracht(den_haag)
    uitgebracht(den_haag, "2020-H1")
    open_zetten()
    change_frozen(one, titel="Iets anders")

    assert listed(publiek) == {"den-haag/integriteit/2020-H1/versie-1"}
    assert publiek.get(RAPPORT).status_code == publiek.get(f"{RAPPORT}cijfers.json").status_code == 404


def test_it_is_for_every_site_and_every_cache_and_the_same_for_who_is_signed_in(
    den_haag, coordinator, ingelogd, uitgebracht, open_zetten, publiek, settings
):
    uitgebracht(den_haag, gepubliceerd_op=timezone.localdate() - timedelta(days=2))
    open_zetten()
    signed_in = ingelogd(coordinator)
    for path in (ALLES, f"{HIER}catalogus.ttl", RAPPORT, f"{RAPPORT}cijfers.json", f"{RAPPORT}tabellen.zip"):
        answer, theirs = publiek.get(path), signed_in.get(path)
        assert theirs.content == answer.content, path
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Cache-Control"] == theirs["Cache-Control"] == "public, max-age=300"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "Cookie" not in answer.get("Vary", "") and not answer.cookies and not theirs.cookies
    answer = publiek.get(f"{RAPPORT}cijfers.json")
    mark = f'"{hashlib.sha256(answer.content).hexdigest()}"'
    assert answer["ETag"] == mark
    assert "Last-Modified" not in answer, "a version of the same day can take its place"
    of_version = f"{RAPPORT}versie-1/cijfers.json"
    since = publiek.get(of_version)["Last-Modified"]
    for path, known in (
        (f"{RAPPORT}cijfers.json", {"If-None-Match": mark}),
        (of_version, {"If-Modified-Since": since}),
    ):
        again = publiek.get(path, headers=known)
        assert (again.status_code, again.content) == (304, b"")
        assert again["Access-Control-Allow-Origin"] == "*"
    assert publiek.get(f"{RAPPORT}versie-0/").status_code == 404
    assert publiek.head(RAPPORT).status_code == 200 and publiek.post(RAPPORT).status_code == 405

    settings.GIR_API_PER_MINUUT = 0
    refused = publiek.get(f"{RAPPORT}cijfers.json")
    assert refused.status_code == 429 and 0 < int(refused["Retry-After"]) <= 60


def test_the_number_of_queries_does_not_grow(den_haag, uitgebracht, open_zetten, publiek):
    def counts() -> list[int]:
        found = []
        for path in (ALLES, f"{ALLES}catalogus.ttl", HIER, RAPPORT, f"{RAPPORT}cijfers.json"):
            publiek.get(path)
            with CaptureQueriesContext(connection) as seen:
                assert publiek.get(path).status_code == 200
            found.append(len(seen))
        return found

    uitgebracht(den_haag)
    open_zetten()
    few = counts()
    for year in range(2000, 2012):
        uitgebracht(den_haag, str(year))

    assert counts() == few and max(few) <= 4


def test_who_is_answerable_opens_and_closes_and_nobody_else(
    den_haag, coordinator, griffier, beheerder, ingelogd, publiek, uitgebracht
):
    uitgebracht(den_haag)
    coordinator.roltoewijzingen.filter(rol="integriteitscoordinator").update(register="agressie")
    page, on = reverse("openstellingen"), reverse("openstelling_aan", args=["integriteit"])
    assert [ingelogd(user).get(on).status_code for user in (coordinator, beheerder)] == [404, 404]
    with pytest.raises(opening.PermissionDenied):
        opening.open_register("integriteit", CONTACT, by=access_of(coordinator))
    client = ingelogd(griffier)

    wrong = client.post(on, {"contact": "geen adres", "uitgever": "https://example.nl/"})
    assert wrong.status_code == 200 and "geen adres" in wrong.content.decode()
    assert publiek.get(HIER).status_code == 404
    client.post(on, {"contact": "opendata@denhaag.example.nl", "uitgever": ""})
    assert publiek.get(HIER).status_code == 200
    assert "opendata@denhaag.example.nl" in client.get(page).content.decode()
    client.post(reverse("openstelling_uit", args=["integriteit"]))
    assert publiek.get(HIER).status_code == 404
    lines = audit_verbs(den_haag)
    assert lines == ["open_data_aan", "open_data_uit"]


def audit_verbs(organisation: Organisation) -> list[str]:
    rows = AuditRegel.objects.filter(organisation_id=organisation.pk, verb__startswith="open_data")
    return list(rows.order_by("pk").values_list("verb", flat=True))


def test_the_report_and_its_last_step_say_that_it_is_open_data(
    den_haag, griffier, ingelogd, uitgebracht, open_zetten, settings
):
    out = uitgebracht(den_haag)
    offered = uitgebracht(den_haag, "2020", status="aangeboden", openbaarheid="openbaar")
    secret = uitgebracht(den_haag, "2019", status="aangeboden", openbaarheid="geheim")
    client = ingelogd(griffier)
    step = reverse("rapport_stap", args=[offered.kenmerk, "publiceren"])

    def said(url: str) -> bool:
        return "pen data " in client.get(url).content.decode()

    pages = [reverse("rapport", args=[one.kenmerk]) for one in (out, offered)] + [step]
    assert not any(map(said, pages))
    open_zetten()
    assert all(map(said, pages)) and not said(reverse("rapport", args=[secret.kenmerk]))
    assert f"{settings.GIR_BASE_URL}{RAPPORT}versie-1/" in client.get(pages[0]).content.decode()
