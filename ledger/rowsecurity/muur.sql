-- The ground of the second wall, made anew by every migration. The application may call these functions and
-- read none of these tables. A pass is known by the hash of a secret, never by a number that can be set.
-- Every function names pg_temp as the last place to look in: left out, PostgreSQL looks there first for types, and
-- what somebody made there would run as the owner.
CREATE SCHEMA IF NOT EXISTS muur;
REVOKE ALL ON SCHEMA muur FROM PUBLIC;

CREATE TABLE IF NOT EXISTS muur.sleutel (
    id boolean PRIMARY KEY DEFAULT true CHECK (id),
    binnen bytea NOT NULL,
    buiten bytea NOT NULL
);

-- Who or what may see something now. For a person (`persoon`) the organisations are those in which that
-- person holds a role on `dag`; for work without a person they are named, or all (NULL). `delen`: the rooms
-- whose tables are seen, or all (NULL).
CREATE TABLE IF NOT EXISTS muur.pas (
    hash bytea PRIMARY KEY,
    doel text NOT NULL,
    persoon bigint,
    organisaties bigint[],
    delen text[],
    dag date NOT NULL,
    geldig_tot timestamptz NOT NULL,
    CHECK (persoon IS NULL OR organisaties IS NULL)
);
CREATE INDEX IF NOT EXISTS pas_geldig_tot ON muur.pas (geldig_tot);

-- HMAC-SHA-256 with the two padded keys that were worked out when the key was stored.
CREATE OR REPLACE FUNCTION muur.waarmerk(tekst text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT encode(sha256(buiten || sha256(binnen || convert_to(tekst, 'UTF8'))), 'hex') FROM muur.sleutel
$$;

-- Opens a pass for `seconden`; refuses what the application did not sign with its key, which is not in the
-- database. The same pass is opened again by signing it again.
CREATE OR REPLACE FUNCTION muur.open_pas(inhoud text, merk text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    wat jsonb := inhoud::jsonb;
    einde timestamptz := clock_timestamp() + make_interval(secs => (wat->>'seconden')::double precision);
BEGIN
    IF merk IS DISTINCT FROM muur.waarmerk(inhoud) THEN
        RAISE EXCEPTION 'this pass is not signed by the application' USING ERRCODE = '42501';
    END IF;
    IF to_timestamp((wat->>'gemaakt')::double precision) < clock_timestamp() - interval '1 minute' THEN
        RAISE EXCEPTION 'this pass was signed too long ago' USING ERRCODE = '42501';
    END IF;
    -- Passing by what a long transaction still holds: nobody waits for its end to open a pass.
    DELETE FROM muur.pas WHERE hash IN (
        SELECT hash FROM muur.pas WHERE geldig_tot < clock_timestamp() LIMIT 100 FOR UPDATE SKIP LOCKED
    );
    INSERT INTO muur.pas (hash, doel, persoon, organisaties, delen, dag, geldig_tot) VALUES (
        decode(wat->>'hash', 'hex'),
        wat->>'doel',
        (wat->>'persoon')::bigint,
        CASE WHEN jsonb_typeof(wat->'organisaties') = 'array'
            THEN ARRAY(SELECT jsonb_array_elements_text(wat->'organisaties')::bigint) END,
        CASE WHEN jsonb_typeof(wat->'delen') = 'array'
            THEN ARRAY(SELECT jsonb_array_elements_text(wat->'delen')) END,
        (wat->>'dag')::date,
        -- Of a person to the next half hour: the moment itself would tell when they did something.
        CASE WHEN wat->>'persoon' IS NULL THEN einde
            ELSE date_bin('30 minutes', einde, timestamptz '2000-01-01') + interval '30 minutes' END
    ) ON CONFLICT (hash) DO UPDATE SET geldig_tot = EXCLUDED.geldig_tot, dag = EXCLUDED.dag
      WHERE pas.persoon IS NOT DISTINCT FROM EXCLUDED.persoon AND pas.doel = EXCLUDED.doel;
END $$;

-- The pass of the secret that this connection carries; NULLs when it carries none, or one that is over.
CREATE OR REPLACE FUNCTION muur.pas_nu() RETURNS muur.pas
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    geheim text := current_setting('gir.pas', true);
    gevonden muur.pas;
BEGIN
    IF coalesce(geheim, '') <> '' THEN
        SELECT * INTO gevonden FROM muur.pas
        WHERE hash = sha256(convert_to(geheim, 'UTF8')) AND geldig_tot > clock_timestamp();
    END IF;
    RETURN gevonden;
END $$;

-- Whether the pass still holds for so many seconds.
CREATE OR REPLACE FUNCTION muur.geldt(seconden double precision) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce((muur.pas_nu()).geldig_tot > clock_timestamp() + make_interval(secs => seconden), false)
$$;

-- Ends the pass of this secret, whatever the connection carries now; whether it still held.
CREATE OR REPLACE FUNCTION muur.sluit(geheim text) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH gesloten AS (
        DELETE FROM muur.pas WHERE hash = sha256(convert_to(geheim, 'UTF8')) RETURNING geldig_tot
    )
    SELECT coalesce(bool_or(geldig_tot > clock_timestamp()), false) FROM gesloten
$$;

DROP FUNCTION IF EXISTS muur.sluit_pas();

-- The person of the pass, or NULL when it is of no person.
CREATE OR REPLACE FUNCTION muur.ik() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT (muur.pas_nu()).persoon
$$;

-- Whether the pass is for all organisations in this room: then rows of no organisation are seen too.
CREATE OR REPLACE FUNCTION muur.alles(deel text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    pas muur.pas := muur.pas_nu();
BEGIN
    RETURN pas.hash IS NOT NULL AND pas.persoon IS NULL AND pas.organisaties IS NULL
        AND (pas.delen IS NULL OR deel = ANY (pas.delen));
END $$;

CREATE OR REPLACE FUNCTION muur.binnen() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT (muur.pas_nu()).hash IS NOT NULL
$$;

-- The organisations whose rows this pass shows in this room. `gir.organisatie` only narrows: it names one of
-- those the person has a role in, the one that is active now.
CREATE OR REPLACE FUNCTION muur.organisaties(deel text) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    pas muur.pas := muur.pas_nu();
    gekozen bigint := nullif(current_setting('gir.organisatie', true), '')::bigint;
    gevonden bigint[];
BEGIN
    IF pas.hash IS NULL OR (pas.delen IS NOT NULL AND NOT deel = ANY (pas.delen)) THEN
        RETURN '{}';
    END IF;
    IF pas.persoon IS NOT NULL THEN
        gevonden := muur.van_persoon(pas.persoon, pas.dag, deel);
        IF gekozen IS NOT NULL THEN
            gevonden := CASE WHEN gekozen = ANY (gevonden) THEN ARRAY[gekozen] ELSE '{}'::bigint[] END;
        END IF;
        RETURN coalesce(gevonden, '{}');
    END IF;
    IF pas.organisaties IS NULL THEN
        RETURN muur.iedere_organisatie();
    END IF;
    RETURN pas.organisaties;
END $$;
