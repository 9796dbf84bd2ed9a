"""What a file tells in the browser of what must not exist for who uploads it: nothing."""

import pytest

from casework.delivery import SLOW, deliver_pending
from casework.importing import jobs
from casework.importing.faults import ImportFouten
from casework.models import Importopdracht
from integrity.importing import run
from integrity.lifecycle import REGISTER
from integrity.models import Melding, Uitsluiting
from organisations.models import Roltoewijzing
from tests.conftest import access_of
from tests.integrity.importing.files import GESLOTEN, MELDING, csv_of, fouten, importeer, stored, zaak_of

Status = Importopdracht.Status
WETHOUDER = {"betreft": "wethouder_gedeputeerde_db"}
JOINING = MELDING | {"kenmerk": "K2", "gevoegd_bij": "K1"}


def keep_out(user) -> None:
    Uitsluiting.objects.create(zaak=zaak_of(), user=user, grond=Uitsluiting.Grond.MELDER)


def told(user, *rows: dict[str, str]) -> list[tuple[str, str]]:
    """The column and what is said of it; looking and importing say the same."""
    access = access_of(user)
    found = []
    for look in (
        lambda data: run.check(access.organisation, data, None, access),
        lambda data: run.run(access.organisation, data, access=access),
    ):
        with pytest.raises(ImportFouten) as error:
            look(csv_of(*rows))
        found.append([(fout.kolom, fout.uitleg) for fout in error.value.fouten])
    assert found[0] == found[1]
    return found[0]


@pytest.mark.parametrize("changed", [{}, {"kanaal": "brief"}])
def test_an_excluded_coordinator_is_told_the_same_whatever_the_hidden_zaak_holds(
    den_haag, coordinator, tweede_coordinator, changed
):
    importeer(den_haag, GESLOTEN)
    keep_out(coordinator)
    before = stored(den_haag)
    [(column, text)] = told(coordinator, GESLOTEN | changed)
    assert column == "kenmerk" and text.startswith("dit kenmerk kan niet worden gebruikt; kies een ander")
    assert stored(den_haag) == before
    looked = run.check(den_haag, csv_of(GESLOTEN), None, access_of(tweede_coordinator))
    assert looked["bekend"] == 1


def test_joining_a_hidden_zaak_and_one_that_does_not_exist_are_told_alike(den_haag, coordinator):
    unknown = told(coordinator, JOINING)
    importeer(den_haag, GESLOTEN)
    keep_out(coordinator)
    assert told(coordinator, JOINING) == unknown
    assert unknown[0][0] == "gevoegd_bij" and "kan niet worden gebruikt" in unknown[0][1]
    assert zaak_of().meldingen.count() == 1


def test_a_melding_about_a_bestuurder_is_hidden_from_who_coordinates_employees(den_haag, coordinator):
    importeer(den_haag, MELDING | WETHOUDER)
    importeer(den_haag, MELDING | WETHOUDER | {"kenmerk": "S1", "soort": "signaal"})
    assert told(coordinator, JOINING | WETHOUDER)[0][0] == "gevoegd_bij"
    for kenmerk in ("K1", "S1"):
        [(_, text)] = told(coordinator, MELDING | {"kenmerk": kenmerk})
        assert "kan niet worden gebruikt" in text


def test_the_operator_sees_everything(den_haag, coordinator):
    importeer(den_haag, GESLOTEN)
    keep_out(coordinator)
    assert importeer(den_haag, GESLOTEN, JOINING)["bekend"] == 1


@pytest.mark.parametrize(("first", "second"), [(WETHOUDER, {}), ({}, WETHOUDER)])
def test_meldingen_about_a_bestuurder_and_about_an_employee_never_share_a_zaak(den_haag, first, second):
    [fault] = fouten(den_haag, MELDING | first, JOINING | second)
    assert fault.startswith("rij 3, kolom gevoegd_bij, waarde ‘K1’: de ene melding gaat over een bestuurder")
    importeer(den_haag, MELDING | first)
    [fault] = fouten(den_haag, JOINING | second)
    assert "die horen niet in één zaak" in fault
    importeer(den_haag, JOINING | first)


def test_the_preview_tells_how_many_the_importer_will_not_see(den_haag, coordinator, ingelogd):
    data = csv_of(MELDING, MELDING | WETHOUDER | {"kenmerk": "K2"})
    opdracht = jobs.upload(REGISTER, "oud.csv", data, None, by=access_of(coordinator))
    page = ingelogd(coordinator).get(f"/integriteit/importeren/{opdracht.kenmerk}/").content.decode()
    assert opdracht.uitslag["onzichtbaar"] == 1 and "1 melding gaat over bestuurders" in page


def confirmed(user) -> Importopdracht:
    opdracht = jobs.upload(REGISTER, "oud.csv", csv_of(JOINING), None, by=access_of(user))
    jobs.confirm(opdracht, by=access_of(user))
    return opdracht


def test_the_worker_asks_what_the_uploader_may_see_by_then(den_haag, coordinator):
    importeer(den_haag, GESLOTEN)
    opdracht = confirmed(coordinator)
    keep_out(coordinator)
    assert deliver_pending(SLOW) == 1
    opdracht.refresh_from_db()
    assert opdracht.status == Status.MISLUKT
    assert "kan niet worden gebruikt" in opdracht.uitslag["fouten"][0]["uitleg"]
    assert Melding.objects.count() == 1


@pytest.mark.parametrize("roles", [["integriteitscoordinator"], ["integriteitscoordinator", "medewerker"]])
def test_who_may_not_import_any_more_when_the_worker_comes_imports_nothing(den_haag, coordinator, roles):
    importeer(den_haag, GESLOTEN)
    opdracht = confirmed(coordinator)
    Roltoewijzing.objects.filter(user=coordinator, rol__in=roles).delete()
    assert deliver_pending(SLOW) == 1
    opdracht.refresh_from_db()
    assert "niet meer importeren" in opdracht.uitslag["fouten"][0]["uitleg"]
    assert Melding.objects.count() == 1


def test_what_was_seen_in_a_file_is_only_for_who_uploaded_it(
    den_haag, coordinator, tweede_coordinator, ingelogd
):
    importeer(den_haag, GESLOTEN)
    data = csv_of(GESLOTEN | {"kanaal": "brief"})
    opdracht = jobs.upload(REGISTER, "geheim.csv", data, None, by=access_of(coordinator))
    url = f"/integriteit/importeren/{opdracht.kenmerk}/"
    assert ingelogd(coordinator).get(url).status_code == 200
    other = ingelogd(tweede_coordinator)
    assert other.get(url).status_code == 404
    assert "geheim.csv" not in other.get("/integriteit/importeren/").content.decode()
