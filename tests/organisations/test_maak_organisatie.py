import pytest
from django.core.management import CommandError, call_command

from ledger.models import AuditRegel
from organisations.models import Organisation


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
