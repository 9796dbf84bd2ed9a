"""What the second wall must know of all rooms: how a person's organisations are found, and what stands out.

Everything else is read from the models: see ``ledger.rowsecurity.walls``. The first wall is ``permissions``
of each register; this one holds when that fails, and knows organisations, persons and who is kept out.
"""

from ledger.rowsecurity.walls import Wallplan

_OF_THE_PERSON = "(SELECT muur.ik())"
_EVERYTHING_OF_PEOPLE = "(SELECT muur.alles('organisations'))"


def _within(column: str, room: str) -> str:
    return f"{column} = ANY ((SELECT muur.organisaties('{room}'))::bigint[])"


def _or(*conditions: str) -> str:
    return " OR ".join(conditions)


def _not_kept_out(column: str, what: str) -> str:
    return f"({column} = ANY ((SELECT muur.buiten_{what}())::bigint[])) IS NOT TRUE"


FUNCTIONS = """
CREATE OR REPLACE FUNCTION muur.iedere_organisatie() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(id), '{}') FROM public.organisations_organisation
$$;

-- Where somebody holds a role on that day. A role that ended opens nothing from the next query on.
CREATE OR REPLACE FUNCTION muur.van_persoon(wie bigint, dag date, deel text) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actief boolean;
    technisch boolean;
BEGIN
    SELECT is_active, is_superuser INTO actief, technisch FROM public.organisations_user WHERE id = wie;
    IF actief IS NOT TRUE THEN
        RETURN '{}';
    END IF;
    IF technisch AND deel = 'organisations' THEN
        RETURN muur.iedere_organisatie();
    END IF;
    RETURN ARRAY(
        SELECT DISTINCT r.organisation_id FROM public.organisations_roltoewijzing r
        JOIN public.organisations_organisation o ON o.id = r.organisation_id AND o.is_actief
        WHERE r.user_id = wie AND r.bevestigd_op <= dag AND r.van <= dag AND (r.tot IS NULL OR r.tot > dag)
    );
END $$;

-- The zaken that do not exist for the person of the pass: integrity.permissions.apart.
CREATE OR REPLACE FUNCTION muur.buiten_zaken() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    wie bigint := muur.ik();
BEGIN
    RETURN ARRAY(
        SELECT zaak_id FROM public.integrity_betrokkene WHERE user_id = wie
        UNION SELECT zaak_id FROM public.integrity_uitsluiting WHERE user_id = wie
    );
END $$;

-- The adviesvragen and signalen that became such a zaak.
CREATE OR REPLACE FUNCTION muur.buiten_meldingen() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT omgezet_uit_id FROM public.integrity_melding
        WHERE omgezet_uit_id IS NOT NULL AND zaak_id = ANY (muur.buiten_zaken())
    );
END $$;

-- The incidents from which the person of the pass was excluded. A slachtoffer keeps the view of the reporter,
-- so only the first wall keeps the working page from them.
CREATE OR REPLACE FUNCTION muur.buiten_incidenten() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT incident_id FROM public.incidents_incidentuitsluiting WHERE user_id = muur.ik());
END $$;

-- Only the owner, and work for all of everything, makes somebody a superuser: who sees every account.
CREATE OR REPLACE FUNCTION muur.waak_over_superusers() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    pas muur.pas := muur.pas_nu();
BEGIN
    IF session_user = current_user
        OR (pas.hash IS NOT NULL AND pas.persoon IS NULL AND pas.organisaties IS NULL AND pas.delen IS NULL)
    THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.is_superuser <= OLD.is_superuser AND NEW.is_staff <= OLD.is_staff THEN
        RETURN NEW;
    END IF;
    IF NEW.is_superuser OR NEW.is_staff THEN
        RAISE EXCEPTION 'nobody is made a superuser here' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER waak_over_superusers BEFORE INSERT OR UPDATE OF is_superuser, is_staff
ON public.organisations_user FOR EACH ROW EXECUTE FUNCTION muur.waak_over_superusers();
"""

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
        # What is begun is only of who began it.
        **{
            table: f"{_within('organisation_id', room)}"
            f" AND (user_id = {_OF_THE_PERSON} OR {_OF_THE_PERSON} IS NULL)"
            for table, room in (
                ("integrity_meldingconcept", "integrity"),
                ("incidents_incidentconcept", "incidents"),
            )
        },
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
        # Who holds or held a role here, and has the account elsewhere.
        "organisations_user": (
            "EXISTS (SELECT 1 FROM organisations_roltoewijzing rol WHERE rol.user_id = organisations_user.id)"
        ),
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
    inserted={
        # A line of no organisation: about an account, or a mail about one.
        "ledger_auditregel": f"organisation_id IS NULL OR {_within('organisation_id', 'ledger')}",
        "ledger_wachtenderegel": f"organisation_id IS NULL OR {_within('organisation_id', 'ledger')}",
        "ledger_outboxrow": f"organisation_id IS NULL OR {_within('organisation_id', 'ledger')}",
    },
    # Of somebody of elsewhere the name and address, never what signs them in.
    alone=("organisations_user", "organisations_organisation"),
    append_only=("ledger_auditregel", "ledger_leesregel", "ledger_zegelplaats", "ledger_zegelhoofd"),
)

# A column with one of these names says whose a row is: such a table must have a policy.
TELLING = (
    *("organisation_id", "home_organisation_id", "koepel_id", "zaak_id", "melding_id", "incident_id"),
    *("onderzoek_id", "slachtoffer_id", "maatregel_id", "persoon_id", "bestand_id", "rapportage_id"),
    *("codelijst_id", "koppeling_id", "peiling_id", "groep_id", "bericht_id", "user_id"),
)
