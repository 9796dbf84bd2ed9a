"""The figures of now as files, straight from the page."""

import io
import zipfile

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db

H1 = {"periode": "2021-H1"}


def test_downloads_are_files_with_a_name_that_says_what_they_are(den_haag, coordinator, ingelogd):
    client = ingelogd(coordinator)
    named = client.get(reverse("rapportage_download", args=["json"]), H1)
    ranged = client.get(reverse("rapportage_download", args=["csv"]), {"periode": "2021-01-01/2021-02-03"})

    assert named["Content-Disposition"] == 'attachment; filename="integriteit-den-haag-2021-H1.json"'
    assert (
        ranged["Content-Disposition"]
        == 'attachment; filename="integriteit-den-haag-2021-01-01_2021-02-03.zip"'
    )
    assert (named["Content-Type"], ranged["Content-Type"]) == ("application/json", "application/zip")
    assert "cijfers.csv" in zipfile.ZipFile(io.BytesIO(ranged.content)).namelist()
    for other in ("pdf", "docx", "nee"):
        assert client.get(f"/rapportages/integriteit/{other}/", H1).status_code == 404


def test_the_page_offers_what_is_made_at_once(den_haag, coordinator, ingelogd):
    offered = ingelogd(coordinator).get(reverse("rapportage"), H1).context["downloads"]

    assert [naam for _, naam in offered] == ["CSV", "JSON"]
