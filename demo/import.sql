-- What a DBA types on the night of the cut-over, with this sample's names.
\set ON_ERROR_STOP on
\getenv mysql_port MYSQL_TCP_PORT
\pset border 0
\pset null ''
\pset footer off

SET client_min_messages = warning;
CREATE EXTENSION converge;

CREATE SERVER alkemio FOREIGN DATA WRAPPER converge_mysql
    OPTIONS (host '127.0.0.1', port :'mysql_port', dbname 'alkemio');
CREATE USER MAPPING FOR CURRENT_USER SERVER alkemio
    OPTIONS (username 'reader', password 'reader');

\echo '\n-- the source and the target, before anything is done'
SELECT "check", status, left(detail, 60) AS detail FROM converge_check('alkemio');

\echo '\n-- what the two schemas mean differently'
SELECT severity, object_type, difference, count(*)
FROM converge_schema_diff('alkemio') GROUP BY 1, 2, 3 ORDER BY severity = 'info', count(*) DESC, 3;

\echo '\n-- what the import would meet: every row of the source is read'
\timing on
CREATE TEMPORARY TABLE found AS SELECT * FROM converge_preflight('alkemio');
\timing off
SELECT severity, code, count(*) AS findings, sum(rows) AS rows, min(table_name) AS for_example
FROM found GROUP BY 1, 2 ORDER BY 1, 2;

\echo '\n-- what would stop it, and the way out'
\x on
SELECT code, table_name, column_name, rows, sample_key, left(message, 130) AS message, hint
FROM found WHERE severity = 'error' ORDER BY 1, 2, 3;
\x off

\echo '\n-- decided: these rules'
\i demo/rules.sql
SELECT source_table, source_column, action, value FROM converge_rule;
SELECT severity, code, count(*) AS findings, sum(rows) AS rows, min(table_name) AS for_example
FROM converge_preflight('alkemio') GROUP BY 1, 2 ORDER BY 1, 2;

\echo '\n-- the import; here are the tables of which there is something to say'
\timing on
SELECT table_name, status, source_rows, imported_rows, seconds, left(note, 100) AS note
FROM converge_import('alkemio', verify => 'checksum')
WHERE note IS NOT NULL OR table_name = 'total';
\timing off

\echo '\n-- the proof: every row and column of both sides, and what is around them'
\timing on
SELECT regexp_replace(check_name, ': .*', ': …') AS check, status, count(*) AS lines
FROM converge_verify('alkemio', checklist => 'alkemio') GROUP BY 1, 2 ORDER BY 1, 2;
\timing off

\echo '\n-- somebody changes one value; it is found, and its row'
UPDATE "user" SET "firstName" = upper("firstName") WHERE id = (SELECT min(id::text)::uuid FROM "user");
SELECT check_name, table_name, column_name, status, detail
FROM converge_verify('alkemio', tables => '{user}') WHERE status <> 'ok';
SELECT * FROM converge_row_diff('alkemio', 'user');

\echo '\n-- the same into a schema that converge makes; documents with \\u0000 need json, not jsonb'
INSERT INTO converge_rule (server, source_table, source_column, action, value)
SELECT 'alkemio', source_table, source_column, 'type', 'json'
FROM converge_columns('alkemio') WHERE source_type = 'json';
\timing on
SELECT table_name, status, source_rows, imported_rows, left(note, 100) AS note
FROM converge_import('alkemio', target_schema => 'created', missing => 'create')
WHERE table_name IN ('activity', 'sequences', 'foreign keys', 'schema', 'total');
\timing off
SELECT severity, object_type, difference, count(*)
FROM converge_schema_diff('alkemio', 'created') GROUP BY 1, 2, 3 ORDER BY severity = 'info', count(*) DESC, 3;

\echo '\n-- on record'
SELECT run_id, action, server, status, finished_at - started_at AS took,
       snapshot_position ->> 'binlog_file' AS binlog_file,
       snapshot_position ->> 'binlog_offset' AS binlog_offset
FROM converge_run;
