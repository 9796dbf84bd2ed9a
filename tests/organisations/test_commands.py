import pytest
from django.core.management import CommandError, call_command

from ledger.models import AuditRegel, OutboxRow
from organisations.access import access_for
from organisations.models import Organisation, User
from organisations.roles import Rol


def test_the_command_makes_an_organisation(db, capsys):
    call_command("maak_organisatie", "uwv", "--naam", "UWV", "--soort", "overig")
    assert Organisation.objects.get(slug="uwv").naam == "UWV"
    assert AuditRegel.objects.get().verb == "organisatie_gemaakt"


@pytest.mark.parametrize(
    ("slug", "naam", "soort"),
    [
        ("den-haag", "Weer", "gemeente"),
        ("nieuw", "Nieuw", "koninkrijk"),
        ("Geen slug!", "X", "overig"),
        ("y", "", "overig"),
    ],
)
def test_the_command_says_in_one_line_what_is_wrong(den_haag, slug, naam, soort):
    with pytest.raises(CommandError) as raised:
        call_command("maak_organisatie", slug, "--naam", naam, "--soort", soort)
    assert len(str(raised.value).splitlines()) == 1
    assert Organisation.objects.count() == 1


def test_the_first_beheerder_of_an_organisation_is_invited_by_a_command(den_haag, capsys):
    call_command("maak_beheerder", "den-haag", "--email", "eerste@example.nl", "--naam", "Eef Eerste")
    assert access_for(User.objects.get(email="eerste@example.nl")).heeft(Rol.BEHEERDER)
    assert OutboxRow.objects.filter(kind="mail").count() == 1


@pytest.mark.parametrize(("slug", "email"), [("nergens", "a@example.nl"), ("den-haag", "geen adres")])
def test_an_invitation_that_can_not_be_sent_is_one_clear_line(den_haag, slug, email):
    with pytest.raises(CommandError) as raised:
        call_command("maak_beheerder", slug, "--email", email, "--naam", "Eef")
    assert len(str(raised.value).splitlines()) == 1
    assert not User.objects.exists()
