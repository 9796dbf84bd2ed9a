-- What the conditions of gir/walls.py lean on, beside the ground in ledger/rowsecurity/muur.sql.
CREATE OR REPLACE FUNCTION muur.iedere_organisatie() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(id), '{}') FROM public.organisations_organisation
$$;

-- Where somebody holds a role on that day that opens something in this room. A role that ended opens nothing
-- from the next query on. Who stands in for somebody sees what that person's roles as a handler open, as
-- organisations.access has it.
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
        WITH van_mij AS MATERIALIZED (
            SELECT r.organisation_id, r.rol, r.register FROM public.organisations_roltoewijzing r
            JOIN public.organisations_organisation o ON o.id = r.organisation_id AND o.is_actief
            WHERE r.user_id = wie AND r.bevestigd_op <= dag AND r.van <= dag
                AND (r.tot IS NULL OR r.tot > dag)
        )
        SELECT organisation_id FROM van_mij WHERE muur.opent(rol, register, deel)
        UNION
        SELECT r.organisation_id FROM public.organisations_afwezigheid weg
        JOIN public.organisations_user u ON u.id = weg.user_id AND u.is_active
        JOIN public.organisations_roltoewijzing r
            ON r.user_id = weg.user_id AND r.organisation_id = weg.organisation_id
        WHERE weg.vervanger_id = wie AND weg.van <= dag AND weg.tot >= dag
            AND r.bevestigd_op <= dag AND r.van <= dag AND (r.tot IS NULL OR r.tot > dag)
            AND weg.zelf_gekozen AND muur.gaat_over(r.rol) AND muur.opent(r.rol, r.register, deel)
            AND r.organisation_id IN (SELECT organisation_id FROM van_mij)
            AND NOT EXISTS (
                SELECT FROM van_mij m WHERE m.organisation_id = r.organisation_id
                AND muur.nooit_samen(r.rol, r.register, m.rol, m.register)
            )
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

-- The meldingen that the person of the pass filed where they work now; also from which they were kept out
-- since: what one follows as its melder one keeps following, and its going would tell.
CREATE OR REPLACE FUNCTION muur.eigen_meldingen() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    wie bigint := muur.ik();
    hier bigint[] := muur.organisaties('organisations');
BEGIN
    RETURN ARRAY(
        SELECT m.id FROM public.integrity_melderidentiteit i
        JOIN public.integrity_melding m ON m.id = i.melding_id
        WHERE i.user_id = wie AND m.organisation_id = ANY (hier)
    );
END $$;

CREATE OR REPLACE FUNCTION muur.eigen_zaken() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    meldingen bigint[] := muur.eigen_meldingen();
BEGIN
    RETURN ARRAY(
        SELECT zaak_id FROM public.integrity_melding WHERE id = ANY (meldingen) AND zaak_id IS NOT NULL
    );
END $$;

-- The incidents that the person of the pass reported, or of which they are a slachtoffer.
CREATE OR REPLACE FUNCTION muur.eigen_incidenten() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    wie bigint := muur.ik();
    hier bigint[] := muur.organisaties('organisations');
BEGIN
    RETURN ARRAY(
        SELECT id FROM public.incidents_incident
        WHERE organisation_id = ANY (hier) AND id IN (
            SELECT id FROM public.incidents_incident WHERE melder_id = wie
            UNION SELECT incident_id FROM public.incidents_slachtoffer WHERE user_id = wie
        )
    );
END $$;

-- Whom a person gives a role, by hand of SQL too: only a beheerder there, never to themselves, and never in force
-- before another one confirmed it (organisations.services.rollen says the same). Work of no person is not asked.
CREATE OR REPLACE FUNCTION muur.waak_over_rollen() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    pas muur.pas := muur.pas_nu();
    ik bigint := pas.persoon;
BEGIN
    IF session_user = current_user OR ik IS NULL THEN
        RETURN NEW;
    END IF;
    IF NEW.user_id = ik OR NOT EXISTS (
        SELECT FROM public.organisations_roltoewijzing r
        WHERE r.user_id = ik AND r.organisation_id = NEW.organisation_id AND r.rol = 'beheerder'
            AND r.bevestigd_op <= pas.dag AND r.van <= pas.dag AND (r.tot IS NULL OR r.tot > pas.dag)
    ) THEN
        RAISE EXCEPTION 'only a beheerder gives roles, and to others' USING ERRCODE = '42501';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.gegeven_door_id IS DISTINCT FROM ik OR (NEW.bevestigd_op IS NOT NULL AND muur.wacht(NEW.rol)) THEN
            RAISE EXCEPTION 'a role waits for a second beheerder' USING ERRCODE = '42501';
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.user_id, NEW.organisation_id, NEW.rol, NEW.register)
        IS DISTINCT FROM (OLD.user_id, OLD.organisation_id, OLD.rol, OLD.register) THEN
        RAISE EXCEPTION 'a role is ended, and another one given' USING ERRCODE = '42501';
    END IF;
    IF NEW.bevestigd_op IS NOT NULL AND NEW.bevestigd_op IS DISTINCT FROM OLD.bevestigd_op AND (
        NEW.bevestigd_door_id IS DISTINCT FROM ik OR OLD.gegeven_door_id IS NOT DISTINCT FROM ik
        OR NEW.gegeven_door_id IS DISTINCT FROM OLD.gegeven_door_id
    ) THEN
        RAISE EXCEPTION 'another beheerder confirms a role' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER waak_over_rollen BEFORE INSERT OR UPDATE ON public.organisations_roltoewijzing
FOR EACH ROW EXECUTE FUNCTION muur.waak_over_rollen();

-- Only who is away chooses whom their roles go to.
CREATE OR REPLACE FUNCTION muur.waak_over_vervanging() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ik bigint := muur.ik();
BEGIN
    IF session_user <> current_user AND ik IS NOT NULL AND NEW.zelf_gekozen AND NEW.user_id <> ik THEN
        RAISE EXCEPTION 'who is away chooses who stands in' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER waak_over_vervanging
BEFORE INSERT OR UPDATE OF user_id, vervanger_id, zelf_gekozen ON public.organisations_afwezigheid
FOR EACH ROW EXECUTE FUNCTION muur.waak_over_vervanging();
