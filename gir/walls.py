"""What the second wall must know of all rooms: how a person's organisations are found, and what stands out.

Everything else is read from the models: see ``ledger.rowsecurity.walls``. The first wall is ``permissions``
of each register; this one holds when that fails, and knows organisations, persons, who has anything to do
with a register and who is kept out.
"""

from collections.abc import Iterable
from pathlib import Path

from ledger.rowsecurity.walls import Wallplan
from organisations.roles import HANDLERS, REFUSED_TOGETHER, ZIET_REGISTER, ZONDER_TWEEDE, Register

# The rooms with the cases of a register: seen by its roles, not by everybody of the organisation.
ROOM_OF = {Register.INTEGRITEIT: "integrity", Register.AGRESSIE: "incidents"}

_OF_THE_PERSON = "(SELECT muur.ik())"
_EVERYTHING_OF_PEOPLE = "(SELECT muur.alles('organisations'))"


def _within(column: str, room: str) -> str:
    return f"{column} = ANY ((SELECT muur.organisaties('{room}'))::bigint[])"


def _within_register() -> str:
    """Of a table that has the register in a column."""
    return _or(
        *(f"(register = '{r.value}' AND {_within('organisation_id', room)})" for r, room in ROOM_OF.items())
    )


def _own(column: str, what: str) -> str:
    """Of something that the person of the pass filed, or that happened to them."""
    return f"{column} = ANY ((SELECT muur.eigen_{what}())::bigint[])"


def _mine(column: str) -> str:
    return f"{column} = {_OF_THE_PERSON}"


def _or(*conditions: str) -> str:
    return " OR ".join(conditions)


def _not_kept_out(column: str, what: str) -> str:
    return f"({column} = ANY ((SELECT muur.buiten_{what}())::bigint[])) IS NOT TRUE"


def _named(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in sorted(str(word) for word in words))


_SEES = "\n".join(
    f"        WHEN '{room}' THEN register IN ('', '{r.value}') AND rol IN ({_named(ZIET_REGISTER[r])})"
    for r, room in ROOM_OF.items()
)
_REFUSED = _or(
    *(
        f"(rol = '{a}' AND andere_rol = '{b}') OR (rol = '{b}' AND andere_rol = '{a}')"
        for a, b in REFUSED_TOGETHER
    )
)

# What organisations.roles says, so that there is one truth.
RULES = f"""
-- Whether a role, held for this register or ("") for both, shows what others filed in this room.
CREATE OR REPLACE FUNCTION muur.opent(rol text, register text, deel text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE deel
{_SEES}
        ELSE true
    END
$$;

-- Whether somebody who stands in takes this role over.
CREATE OR REPLACE FUNCTION muur.gaat_over(rol text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT rol IN ({_named(HANDLERS)})
$$;

-- Whether a second beheerder confirms this role.
CREATE OR REPLACE FUNCTION muur.wacht(rol text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT NOT rol IN ({_named(ZONDER_TWEEDE)})
$$;

-- Whether one person may never hold these two.
CREATE OR REPLACE FUNCTION muur.nooit_samen(rol text, register text, andere_rol text, ander_register text)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT (register = '' OR ander_register = '' OR register = ander_register) AND ({_REFUSED})
$$;
"""

FUNCTIONS = RULES + (Path(__file__).parent / "walls.sql").read_text()

PLAN = Wallplan(
    organisation="organisations.Organisation",
    functions=FUNCTIONS,
    rules={
        # Not secret that an organisation exists; what it may change is its own.
        "organisations_organisation": _or(_within("id", "organisations"), _EVERYTHING_OF_PEOPLE),
        # The accounts of the organisation, and one's own.
        "organisations_user": _or(
            _within("home_organisation_id", "organisations"),
            _EVERYTHING_OF_PEOPLE,
            f"id = {_OF_THE_PERSON}",
        ),
        "reports_vergelijkingslid": _within("organisation_id", "reports"),
        # What is begun is only of who began it; anybody of the organisation can begin something.
        **{
            table: f"({_mine('user_id')} AND {_within('organisation_id', 'organisations')})"
            f" OR ({_OF_THE_PERSON} IS NULL AND {_within('organisation_id', room)})"
            for table, room in (
                ("integrity_meldingconcept", "integrity"),
                ("incidents_incidentconcept", "incidents"),
            )
        },
        # Counts that a vertrouwenspersoon, who opens no zaak, keeps of the own work.
        "integrity_vertrouwenspersoontelling": (
            f"{_within('organisation_id', 'integrity')}"
            f" OR ({_mine('vertrouwenspersoon_id')} AND {_within('organisation_id', 'organisations')})"
        ),
        # Content of a register in a room that others work in too. Every file is one of an incident.
        "casework_bestand": _within("organisation_id", "incidents"),
        "casework_importopdracht": _within_register(),
        # What is of no organisation is seen by who works for all of them.
        **{
            table: f"{_within('organisation_id', 'ledger')} OR (SELECT muur.alles('ledger'))"
            for table in ("ledger_auditregel", "ledger_wachtenderegel", "ledger_outboxrow")
        },
        # The seal is over all lines, so it is for who seals, checks or mails it.
        "ledger_zegelplaats": "(SELECT muur.alles('ledger'))",
        "ledger_zegelhoofd": "(SELECT muur.alles('ledger'))",
    },
    narrower={
        "integrity_zaak": _not_kept_out("id", "zaken"),
        "integrity_melding": f"{_not_kept_out('zaak_id', 'zaken')} AND {_not_kept_out('id', 'meldingen')}",
        "integrity_zaaktermijn": _not_kept_out("zaak_id", "zaken"),
        "incidents_incident": _not_kept_out("id", "incidenten"),
        "incidents_incidenttermijn": _not_kept_out("incident_id", "incidenten"),
    },
    seen={
        "reports_koepeldeelname": _within("koepel_id", "reports"),
        "organisations_organisation": "(SELECT muur.binnen())",
        "organisations_roltoewijzing": f"user_id = {_OF_THE_PERSON}",
        # Where somebody works, also while they are at work for another organisation.
        "organisations_afdeling": (
            "organisation_id = (SELECT home_organisation_id FROM organisations_user zelf"
            f" WHERE zelf.id = {_OF_THE_PERSON})"
        ),
        "ledger_auditregel": f"organisation_id IS NULL AND user_id = {_OF_THE_PERSON}",
        # A koepel reads what organisations released and give it.
        "reports_rapportage": (
            "EXISTS (SELECT 1 FROM reports_koepeldeelname deel WHERE deel.organisation_id ="
            " reports_rapportage.organisation_id AND deel.register = reports_rapportage.register"
            " AND deel.tot IS NULL) AND status IN ('aangeboden', 'gepubliceerd')"
        ),
        "casework_codelijst": (
            "EXISTS (SELECT 1 FROM reports_koepeldeelname deel WHERE deel.organisation_id ="
            " casework_codelijst.organisation_id AND deel.register = casework_codelijst.register"
            " AND deel.tot IS NULL)"
        ),
        "reports_vergelijkingsgroep": (
            "EXISTS (SELECT 1 FROM reports_vergelijkingslid lid"
            " WHERE lid.groep_id = reports_vergelijkingsgroep.id)"
        ),
    },
    alone={
        # Who holds or held a role here, and has the account elsewhere: the name and the address, never
        # what signs them in.
        "organisations_user": (
            "EXISTS (SELECT 1 FROM organisations_roltoewijzing rol WHERE rol.user_id = organisations_user.id)"
        ),
        # Who is kept out of something and sees it as its melder: the first wall must find that they are.
        "integrity_betrokkene": f"{_mine('user_id')} AND {_own('zaak_id', 'zaken')}",
        "integrity_uitsluiting": f"{_mine('user_id')} AND {_own('zaak_id', 'zaken')}",
        "incidents_incidentuitsluiting": f"{_mine('user_id')} AND {_own('incident_id', 'incidenten')}",
        # What the pages of a melder read. What handlers write beside it is not here, so it is not seen.
        "integrity_melding": _own("id", "meldingen"),
        "integrity_zaak": _own("id", "zaken"),
        **{
            f"integrity_{name}": _own("melding_id", "meldingen")
            for name in ("zaaktermijn", "meldingtekst", "melderidentiteit", "bericht", "terugkoppeling")
        },
        "incidents_incident": _own("id", "incidenten"),
        **{
            f"incidents_{name}": _own("incident_id", "incidenten")
            for name in (
                *("incidenttermijn", "incidenttekst", "spoor", "reactie", "veroorzakermaatregel"),
                *("politiebesluit", "politiecontact", "strafverloop", "incidentverbeteractie"),
            )
        },
        # Of who it happened to each only their own; of the messages not what another reader added.
        "incidents_slachtoffer": f"{_mine('user_id')} AND {_own('incident_id', 'incidenten')}",
        "incidents_nazorggesprek": (
            "EXISTS (SELECT 1 FROM incidents_slachtoffer zelf WHERE zelf.id = slachtoffer_id"
            f" AND {_mine('zelf.user_id')})"
        ),
        "incidents_incidentbericht": (
            f"{_own('incident_id', 'incidenten')} AND (NOT van_melder OR {_mine('door_id')})"
        ),
        "incidents_berichtlezing": _mine("user_id"),
        # Everybody answers the survey; what was answered is in no row of theirs.
        "incidents_peiling": _within("organisation_id", "organisations"),
        "incidents_peilingdeelname": _mine("user_id"),
    },
    inserted={
        # A line of no organisation: about an account, or a mail about one.
        "ledger_auditregel": f"organisation_id IS NULL OR {_within('organisation_id', 'ledger')}",
        "ledger_wachtenderegel": f"organisation_id IS NULL OR {_within('organisation_id', 'ledger')}",
        "ledger_outboxrow": f"organisation_id IS NULL OR {_within('organisation_id', 'ledger')}",
    },
    append_only=("ledger_auditregel", "ledger_leesregel", "ledger_zegelplaats", "ledger_zegelhoofd"),
)

# A column with one of these names says whose a row is: such a table must have a policy.
TELLING = (
    *("organisation_id", "home_organisation_id", "koepel_id", "zaak_id", "melding_id", "incident_id"),
    *("onderzoek_id", "slachtoffer_id", "maatregel_id", "persoon_id", "bestand_id", "rapportage_id"),
    *("codelijst_id", "koppeling_id", "peiling_id", "groep_id", "bericht_id", "user_id"),
)
