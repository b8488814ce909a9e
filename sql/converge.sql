-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION converge" to load this file. \quit

-- Sources ---------------------------------------------------------------

CREATE FUNCTION converge_mysql_fdw_validator(text[], oid) RETURNS void
LANGUAGE C STRICT AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION converge_mysql_fdw_validator(text[], oid)
IS 'checks the options of servers and user mappings of converge_mysql';

CREATE FOREIGN DATA WRAPPER converge_mysql
VALIDATOR converge_mysql_fdw_validator;
COMMENT ON FOREIGN DATA WRAPPER converge_mysql
IS 'MySQL and MariaDB databases as sources of converge';

-- Rules -----------------------------------------------------------------

CREATE TABLE converge_rule (
    server        name NOT NULL,
    source_table  text NOT NULL DEFAULT '%',
    source_column text,
    action        text NOT NULL,
    value         text,
    CONSTRAINT converge_rule_action CHECK (action IN
        ('skip', 'rename', 'type', 'where', 'using', 'empty', 'zero_date', 'nul',
         'boolean', 'time_zone')),
    CONSTRAINT converge_rule_value CHECK
        ((action = 'skip') = (value IS NULL)),
    CONSTRAINT converge_rule_column CHECK (CASE
        WHEN action = 'where' THEN source_column IS NULL
        WHEN action IN ('skip', 'rename') THEN true
        ELSE source_column IS NOT NULL END),
    CONSTRAINT converge_rule_word CHECK (CASE action
        WHEN 'empty' THEN value IN ('null', 'error')
        WHEN 'nul' THEN value IN ('error', 'strip', 'base64', 'escape')
        WHEN 'boolean' THEN value IN ('strict', 'nonzero')
        ELSE true END)
);
CREATE UNIQUE INDEX converge_rule_key ON converge_rule
    (server, source_table, coalesce(source_column, ''), action);
COMMENT ON TABLE converge_rule
IS 'what an import does otherwise than by default; one row a rule';
COMMENT ON COLUMN converge_rule.server IS 'foreign server the rule is for';
COMMENT ON COLUMN converge_rule.source_table IS 'LIKE pattern of source tables';
COMMENT ON COLUMN converge_rule.source_column IS 'LIKE pattern of source columns; NULL: the table itself';
COMMENT ON COLUMN converge_rule.action IS 'skip, rename, type, where, using, empty, zero_date, nul, boolean or time_zone';
COMMENT ON COLUMN converge_rule.value IS 'what the action needs; see the documentation';
SELECT pg_catalog.pg_extension_config_dump('converge_rule', '');

-- Ledger ----------------------------------------------------------------

CREATE SEQUENCE converge_run_id_seq AS bigint;
COMMENT ON SEQUENCE converge_run_id_seq IS 'numbers of runs';
SELECT pg_catalog.pg_extension_config_dump('converge_run_id_seq', '');

CREATE TABLE converge_run (
    run_id            bigint PRIMARY KEY,
    action            text NOT NULL,
    server            name NOT NULL,
    username          name NOT NULL,
    arguments         jsonb NOT NULL,
    snapshot_position jsonb,
    started_at        timestamptz NOT NULL,
    finished_at       timestamptz,
    status            text NOT NULL CHECK (status IN
        ('started', 'in_progress', 'completed', 'rolled_back', 'failed')),
    sqlstate          text,
    error             text
);
COMMENT ON TABLE converge_run IS 'one row a run, failed ones too';
COMMENT ON COLUMN converge_run.snapshot_position
IS 'where the source stood: binlog_file, binlog_offset in bytes, gtid_set';
COMMENT ON COLUMN converge_run.status
IS 'in_progress; completed: committed with the data; failed: ended by an error; rolled_back: ended without one, and its transaction did not commit';
SELECT pg_catalog.pg_extension_config_dump('converge_run', '');

CREATE TABLE converge_run_table (
    run_id        bigint NOT NULL REFERENCES converge_run,
    table_name    text NOT NULL,
    status        text NOT NULL,
    source_rows   bigint,
    imported_rows bigint,
    rejected_rows bigint,
    bytes         bigint,
    seconds       numeric,
    note          text,
    PRIMARY KEY (run_id, table_name)
);
COMMENT ON TABLE converge_run_table IS 'one row a source table of a completed run';
COMMENT ON COLUMN converge_run_table.bytes IS 'bytes received from the source';
SELECT pg_catalog.pg_extension_config_dump('converge_run_table', '');

CREATE TABLE converge_reject (
    run_id       bigint NOT NULL,
    table_name   text NOT NULL,
    row_key      jsonb,
    column_name  text,
    source_row   jsonb NOT NULL,
    sqlstate     text NOT NULL,
    message      text NOT NULL,
    detail       text
);
CREATE INDEX converge_reject_run_id_table_name_idx ON converge_reject (run_id, table_name);
COMMENT ON TABLE converge_reject IS 'rows that an import with on_error => ''reject'' left out';
COMMENT ON COLUMN converge_reject.row_key IS 'primary key at the source; NULL: the table has none';
COMMENT ON COLUMN converge_reject.source_row IS 'the row as received; bytes that are not text as \x and hex digits';
SELECT pg_catalog.pg_extension_config_dump('converge_reject', '');

-- Code of the source ----------------------------------------------------

CREATE TABLE converge_source_code (
    server     text NOT NULL,
    database   text NOT NULL,
    kind       text NOT NULL,
    name       text NOT NULL,
    table_name text,
    timing     text,
    body       text,
    sql_mode   text,
    finding    text NOT NULL,
    PRIMARY KEY (server, database, kind, name)
);
COMMENT ON TABLE converge_source_code
IS 'views, triggers, routines and events of a source that have no translation, verbatim';
COMMENT ON COLUMN converge_source_code.kind IS 'view, trigger, procedure, function, event';
COMMENT ON COLUMN converge_source_code.table_name IS 'table of a trigger';
COMMENT ON COLUMN converge_source_code.timing IS 'when a trigger fires; schedule of an event';
COMMENT ON COLUMN converge_source_code.body IS 'NULL: the account at the source may not see it';
COMMENT ON COLUMN converge_source_code.sql_mode IS 'sql_mode that the body was written for';
COMMENT ON COLUMN converge_source_code.finding IS 'code of the finding that says why';
SELECT pg_catalog.pg_extension_config_dump('converge_source_code', '');

-- Look ------------------------------------------------------------------

CREATE FUNCTION converge_check(server name)
RETURNS TABLE ("check" text, status text, detail text)
LANGUAGE C AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION converge_check(name)
IS 'state of source and target before an import; status: ok, warning, failed';

CREATE FUNCTION converge_tables(
    server name, tables text[] DEFAULT NULL, exclude text[] DEFAULT NULL,
    target_schema name DEFAULT NULL)
RETURNS TABLE (source_table text, target regclass, rows_estimate bigint,
               bytes bigint, primary_key text[], status text)
LANGUAGE C AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION converge_tables(name, text[], text[], name)
IS 'tables of the source and their targets; status: ready, missing, mismatch, excluded';

CREATE FUNCTION converge_columns(
    server name, tables text[] DEFAULT NULL, exclude text[] DEFAULT NULL,
    target_schema name DEFAULT NULL)
RETURNS TABLE (source_table text, source_column text, source_type text,
               target_column text, target_type text, conversion text,
               loss text, note text)
LANGUAGE C AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION converge_columns(name, text[], text[], name)
IS 'how each column would be converted; loss: none, checked, rule, refused, missing, skipped';

CREATE FUNCTION converge_plan(
    server name, target_schema name DEFAULT NULL,
    tables text[] DEFAULT NULL, exclude text[] DEFAULT NULL,
    existing text DEFAULT 'error', missing text DEFAULT 'error',
    triggers boolean DEFAULT false)
RETURNS TABLE (step int, action text, object text, detail text, sql text)
LANGUAGE C AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION converge_plan(name, name, text[], text[], text, text, boolean)
IS 'what converge_import would do, in order of execution';

CREATE FUNCTION converge_schema_diff(
    server name, target_schema name DEFAULT NULL,
    tables text[] DEFAULT NULL, exclude text[] DEFAULT NULL)
RETURNS TABLE (object_type text, object text, source_definition text,
               target_definition text, difference text, severity text)
LANGUAGE C AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION converge_schema_diff(name, name, text[], text[])
IS 'what source and target mean differently; severity: error, warning, info';

CREATE FUNCTION converge_ddl(
    server name, target_schema name DEFAULT NULL,
    tables text[] DEFAULT NULL, exclude text[] DEFAULT NULL,
    fold text DEFAULT 'keep')
RETURNS SETOF text
LANGUAGE C AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION converge_ddl(name, name, text[], text[], text)
IS 'the statements that create the schema of a source, as a script for psql';

CREATE FUNCTION converge_preflight(
    server name, target_schema name DEFAULT NULL,
    tables text[] DEFAULT NULL, exclude text[] DEFAULT NULL,
    existing text DEFAULT 'error', missing text DEFAULT 'error')
RETURNS TABLE (severity text, code text, table_name text, column_name text,
               rows bigint, sample_key jsonb, message text, hint text)
LANGUAGE C AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION converge_preflight(name, name, text[], text[], text, text)
IS 'what an import would meet in the data, all rows read; severity: error (it would stop), loss (a rule changes values), warning, info';

-- Do --------------------------------------------------------------------

CREATE FUNCTION converge_create_schema(
    server name, target_schema name DEFAULT NULL,
    tables text[] DEFAULT NULL, exclude text[] DEFAULT NULL,
    fold text DEFAULT 'keep')
RETURNS TABLE (object_type text, object text, status text, note text, code text)
LANGUAGE C AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION converge_create_schema(name, name, text[], text[], text)
IS 'creates the schema of a source, leaving alone what is there; status: created, exists, kept; of findings: info, warning, loss';

CREATE FUNCTION converge_import(
    server name,
    target_schema name DEFAULT NULL,
    tables text[] DEFAULT NULL,
    exclude text[] DEFAULT NULL,
    existing text DEFAULT 'error',
    missing text DEFAULT 'error',
    via text DEFAULT 'direct',
    workers int DEFAULT NULL,
    on_error text DEFAULT 'abort',
    verify text DEFAULT 'count',
    dry_run boolean DEFAULT false,
    triggers boolean DEFAULT false)
RETURNS TABLE (table_name text, status text, source_rows bigint,
               imported_rows bigint, rejected_rows bigint, bytes bigint,
               seconds numeric, rows_per_second numeric, note text)
LANGUAGE C AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION converge_import(name, name, text[], text[], text, text, text, int, text, text, boolean, boolean)
IS 'imports the tables of a source, all or nothing; status: imported, tried, skipped, read, checked, set, created';

CREATE FUNCTION converge_reset_sequences(target_schema name)
RETURNS TABLE (sequence_name text, table_name text, column_name text,
               max_value bigint, next_value bigint, status text)
LANGUAGE C AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION converge_reset_sequences(name)
IS 'sets sequences behind columns past the largest value, never back; status: set, unchanged, exhausted';

CREATE FUNCTION converge_scan(server name, source_table text, target anyelement)
RETURNS SETOF anyelement
LANGUAGE C VOLATILE CALLED ON NULL INPUT AS 'MODULE_PATHNAME', 'converge_scan';
COMMENT ON FUNCTION converge_scan(name, text, anyelement)
IS 'rows of a source table, converted to the row type of the third argument';

CREATE FUNCTION converge_scan(server name, source_table text)
RETURNS SETOF record
LANGUAGE C VOLATILE CALLED ON NULL INPUT AS 'MODULE_PATHNAME', 'converge_scan';
COMMENT ON FUNCTION converge_scan(name, text)
IS 'rows of a source table, converted to the columns of the column definition list';

-- Prove -----------------------------------------------------------------

CREATE TABLE converge_checklist (
    name       text NOT NULL,
    check_name text NOT NULL,
    sql        text NOT NULL,
    expect     text NOT NULL,
    shipped    boolean NOT NULL DEFAULT false,
    PRIMARY KEY (name, check_name)
);
COMMENT ON TABLE converge_checklist
IS 'named lists of checks on the target, for converge_verify(..., checklist => name)';
COMMENT ON COLUMN converge_checklist.name IS 'which list';
COMMENT ON COLUMN converge_checklist.check_name IS 'which check; unique in its list';
COMMENT ON COLUMN converge_checklist.sql
IS 'a query of one value; unqualified names are those of the target schema';
COMMENT ON COLUMN converge_checklist.expect
IS 'the value as text, or a comparison with a number, such as > 0';
COMMENT ON COLUMN converge_checklist.shipped IS 'came with the extension: not dumped';
SELECT pg_catalog.pg_extension_config_dump('converge_checklist', 'WHERE NOT shipped');

-- Lists that come with the extension.  Tables that must hold rows:
INSERT INTO converge_checklist (name, check_name, sql, expect, shipped)
SELECT name, 'table ' || t || ' holds rows',
       pg_catalog.format('SELECT EXISTS (SELECT FROM %I)', t), 't', true
FROM (VALUES
    ('alkemio', ARRAY['user', 'space', 'organization', 'profile', 'authorization_policy',
                      'agent', 'credential', 'account', 'reference', 'tagset', 'callout',
                      'post', 'room', 'activity']),
    ('kratos', ARRAY['identities', 'identity_credential_types', 'identity_credentials',
                     'identity_credential_identifiers', 'identity_verifiable_addresses',
                     'identity_recovery_addresses', 'sessions', 'session_devices'])
    ) AS lists (name, tables), pg_catalog.unnest(tables) AS t;

-- Rows that must have others; how many have not:
INSERT INTO converge_checklist (name, check_name, sql, expect, shipped)
SELECT name, 'every row of ' || child || ' has ' || what,
       pg_catalog.format('SELECT count(*) FROM %I c WHERE NOT EXISTS'
                         ' (SELECT FROM %I p WHERE p.%I = c.%I)',
                         child, parent, parent_column, child_column), '= 0', true
FROM (VALUES
    ('alkemio', 'user', 'an agent', 'agentId', 'agent', 'id'),
    ('alkemio', 'user', 'a profile', 'profileId', 'profile', 'id'),
    ('alkemio', 'user', 'an authorization policy', 'authorizationId', 'authorization_policy', 'id'),
    ('alkemio', 'user', 'an account', 'accountID', 'account', 'id'),
    ('alkemio', 'user', 'settings', 'settingsId', 'user_settings', 'id'),
    ('alkemio', 'organization', 'an agent', 'agentId', 'agent', 'id'),
    ('alkemio', 'organization', 'a profile', 'profileId', 'profile', 'id'),
    ('alkemio', 'organization', 'an authorization policy', 'authorizationId', 'authorization_policy', 'id'),
    ('alkemio', 'organization', 'a verification', 'verificationId', 'organization_verification', 'id'),
    ('alkemio', 'organization', 'roles', 'roleSetId', 'role_set', 'id'),
    ('alkemio', 'space', 'an agent', 'agentId', 'agent', 'id'),
    ('alkemio', 'space', 'a description', 'aboutId', 'space_about', 'id'),
    ('alkemio', 'space', 'an authorization policy', 'authorizationId', 'authorization_policy', 'id'),
    ('alkemio', 'space', 'a community', 'communityId', 'community', 'id'),
    ('alkemio', 'space', 'a collaboration', 'collaborationId', 'collaboration', 'id'),
    ('alkemio', 'space_about', 'a profile', 'profileId', 'profile', 'id'),
    ('alkemio', 'community', 'roles', 'roleSetId', 'role_set', 'id'),
    ('alkemio', 'agent', 'an authorization policy', 'authorizationId', 'authorization_policy', 'id'),
    ('alkemio', 'profile', 'an authorization policy', 'authorizationId', 'authorization_policy', 'id'),
    ('alkemio', 'callout', 'a framing', 'framingId', 'callout_framing', 'id'),
    ('alkemio', 'callout_framing', 'a profile', 'profileId', 'profile', 'id'),
    ('alkemio', 'post', 'a profile', 'profileId', 'profile', 'id'),
    ('alkemio', 'post', 'an authorization policy', 'authorizationId', 'authorization_policy', 'id'),
    ('kratos', 'identities', 'a credential', 'id', 'identity_credentials', 'identity_id'),
    ('kratos', 'identity_credentials', 'an identity', 'identity_id', 'identities', 'id'),
    ('kratos', 'identity_credentials', 'a type', 'identity_credential_type_id', 'identity_credential_types', 'id'),
    ('kratos', 'identity_credential_identifiers', 'a credential', 'identity_credential_id', 'identity_credentials', 'id'),
    ('kratos', 'identity_verifiable_addresses', 'an identity', 'identity_id', 'identities', 'id'),
    ('kratos', 'identity_recovery_addresses', 'an identity', 'identity_id', 'identities', 'id'),
    ('kratos', 'sessions', 'an identity', 'identity_id', 'identities', 'id'),
    ('kratos', 'session_devices', 'a session', 'session_id', 'sessions', 'id')
    ) AS needs (name, child, what, child_column, parent, parent_column);

-- References that may be empty, but not lead nowhere:
INSERT INTO converge_checklist (name, check_name, sql, expect, shipped)
SELECT 'alkemio', 'no row of ' || child || ' has an unknown ' || parent,
       pg_catalog.format('SELECT count(*) FROM %1$I c WHERE c.%2$I IS NOT NULL'
                         ' AND NOT EXISTS (SELECT FROM %3$I p WHERE p.id = c.%2$I)',
                         child, child_column, parent), '= 0', true
FROM (VALUES
    ('credential', 'agentId', 'agent'),
    ('reference', 'profileId', 'profile'),
    ('tagset', 'profileId', 'profile'),
    ('space', 'parentSpaceId', 'space'),
    ('space', 'accountId', 'account'),
    ('callout', 'commentsId', 'room'),
    ('post', 'commentsId', 'room')
    ) AS paths (child, child_column, parent);

INSERT INTO converge_checklist (name, check_name, sql, expect, shipped) VALUES
    ('alkemio', 'agents hold credentials',
     'SELECT count(*) FROM credential WHERE "agentId" IS NOT NULL', '> 0', true),
    ('kratos', 'every credential to log in with has an identifier',
     'SELECT count(*) FROM identity_credentials c'
     ' JOIN identity_credential_types t ON t.id = c.identity_credential_type_id'
     ' WHERE t.name IN (''password'', ''oidc'', ''webauthn'', ''passkey'', ''code'')'
     ' AND NOT EXISTS (SELECT FROM identity_credential_identifiers i'
     ' WHERE i.identity_credential_id = c.id)', '= 0', true),
    ('kratos', 'every identifier has the identity and type of its credential',
     'SELECT count(*) FROM identity_credential_identifiers i'
     ' JOIN identity_credentials c ON c.id = i.identity_credential_id'
     ' WHERE (i.identity_id, i.identity_credential_type_id)'
     ' IS DISTINCT FROM (c.identity_id, c.identity_credential_type_id)', '= 0', true),
    ('kratos', 'there is one type "password"',
     'SELECT count(*) FROM identity_credential_types WHERE name = ''password''', '= 1', true);

CREATE FUNCTION converge_verify(
    server name, level text DEFAULT 'checksum',
    tables text[] DEFAULT NULL, exclude text[] DEFAULT NULL,
    target_schema name DEFAULT NULL,
    pushdown boolean DEFAULT false, checklist text DEFAULT NULL)
RETURNS TABLE (check_name text, table_name text, column_name text,
               source_value text, target_value text, status text, detail text)
LANGUAGE C AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION converge_verify(name, text, text[], text[], name, boolean, text)
IS 'compares source and target, all rows and columns; level: count, checksum, full; status: ok, different, failed, not comparable';

CREATE FUNCTION converge_row_diff(
    server name, table_name text, max_rows int DEFAULT 100,
    target_schema name DEFAULT NULL, pushdown boolean DEFAULT false)
RETURNS TABLE (primary_key jsonb, column_name text, source_value text,
               target_value text, difference text)
LANGUAGE C AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION converge_row_diff(name, text, int, name, boolean)
IS 'rows of a table that differ between source and target; difference: missing, extra, changed';
