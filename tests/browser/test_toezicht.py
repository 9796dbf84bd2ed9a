"""Who looked, and supervising: the pages without a fault, on a phone and on a desktop."""

from django.utils import timezone

from integrity import lifecycle
from ledger.models import Leesregel
from organisations.roles import Rol
from tests.conftest import hire


def test_who_supervises_sees_who_looked_and_reads_a_zaak_with_a_reason(
    venster, check_page, zaak_in, coordinator, onderzoeker, den_haag
):
    zaak = zaak_in(lifecycle.VOORONDERZOEK)
    fg = hire(den_haag, "Fenna Gegevens", Rol.PRIVACYFUNCTIONARIS)
    line = {"on": timezone.localdate(), "actor_kind": "user", "organisation_id": den_haag.pk}
    line |= {"subject_type": "integrity.zaak", "subject_id": zaak.pk, "verb": "pagina", "rol": "onderzoeker"}
    Leesregel.objects.bulk_create(Leesregel(**line, user_id=onderzoeker.pk) for _ in range(51))
    page = venster(fg)
    page.goto("/toezicht/gelezen/")
    check_page(page, "veel-gelezen")
    page.goto("/integriteit/toezicht/")
    check_page(page, "toezicht")
    page.get_by_role("link", name="Lees met reden").first.click()
    page.get_by_role("button", name="Lees de zaak").click()
    check_page(page, "inzage")
    page.get_by_label("Waarom wilt u de inhoud zien?").fill("Klacht van een betrokkene over haar gegevens.")
    page.get_by_role("button", name="Lees de zaak").click()
    check_page(page, "inzage-zaak")
    page.get_by_role("link", name="Bekijk wie deze zaak opende").click()
    check_page(page, "wie-keek")
    assert "Klacht van een betrokkene" in page.content()
