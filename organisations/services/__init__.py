"""The verbs of organisations: the only code that changes who is who. Each writes its audit line in the
same transaction. `by` is the Access of the person who does it, or an Actor for commands and imports.

A refusal a person can do something about is a ValidationError with a Dutch text.
"""

from organisations.services.absence import end_afwezigheid, set_afwezigheid
from organisations.services.accounts import (
    change_user,
    create_user,
    deactivate_user,
    invite_user,
    reactivate_user,
    resend_invitation,
)
from organisations.services.adres import confirm_adres, refuse_adres
from organisations.services.formatie import Omvang, set_formatie
from organisations.services.klein import Persoon, set_up_klein
from organisations.services.koppelingen import (
    give_recht,
    make_koppeling,
    note_use,
    refuse_recht,
    withdraw_koppeling,
)
from organisations.services.rollen import confirm_rollen, confirmers, end_rol, give_rol, refuse_rollen
from organisations.services.sessies import begin_sessie, end_sessies
from organisations.services.structure import (
    LEESGRENS_MAX,
    LEESGRENS_MIN,
    change_afdeling,
    change_organisation,
    create_afdeling,
    create_organisation,
    reset_termijn,
    set_leesgrens,
    set_termijn,
)
from organisations.services.tweede_stap import (
    note_added,
    note_codes,
    note_removed,
    reset_tweede_stap,
    sign_out_everywhere,
    steps_of,
)

__all__ = [
    "LEESGRENS_MAX",
    "LEESGRENS_MIN",
    "begin_sessie",
    "end_sessies",
    "note_added",
    "note_codes",
    "note_removed",
    "reset_tweede_stap",
    "sign_out_everywhere",
    "steps_of",
    "Omvang",
    "Persoon",
    "change_afdeling",
    "change_organisation",
    "change_user",
    "confirm_adres",
    "confirm_rollen",
    "confirmers",
    "create_afdeling",
    "create_organisation",
    "create_user",
    "deactivate_user",
    "end_afwezigheid",
    "end_rol",
    "give_recht",
    "give_rol",
    "invite_user",
    "make_koppeling",
    "note_use",
    "reactivate_user",
    "refuse_adres",
    "refuse_recht",
    "refuse_rollen",
    "resend_invitation",
    "reset_termijn",
    "set_afwezigheid",
    "set_formatie",
    "set_leesgrens",
    "set_termijn",
    "set_up_klein",
    "withdraw_koppeling",
]
