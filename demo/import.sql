-- What a DBA types on the night of the cut-over, with this sample's names.
\set ON_ERROR_STOP on
\getenv mysql_port MYSQL_TCP_PORT
\pset border 0
\pset null ''

SET client_min_messages = warning;
CREATE EXTENSION converge;
RESET client_min_messages;

CREATE SERVER alkemio FOREIGN DATA WRAPPER converge_mysql
    OPTIONS (host '127.0.0.1', port :'mysql_port', dbname 'alkemio');
CREATE USER MAPPING FOR CURRENT_USER SERVER alkemio
    OPTIONS (username 'reader', password 'reader');

\echo '\n-- the source and the target, before anything is done'
SELECT * FROM converge_check('alkemio');

\echo '\n-- what this database needs otherwise than by default'
\i demo/rules.sql
SELECT source_table, source_column, action, value FROM converge_rule;

\echo '\n-- what the two schemas mean differently'
SELECT severity, object_type, difference, count(*)
FROM converge_schema_diff('alkemio') GROUP BY 1, 2, 3 ORDER BY severity = 'info', count(*) DESC, 3;

\echo '\n-- what the import would meet: every row of the source is read'
\timing on
SELECT severity, code, table_name, column_name, rows, sample_key, message
FROM converge_preflight('alkemio') ORDER BY 1, 2, 3, 4;
\timing off

\echo '\n-- the import'
\timing on
SELECT * FROM converge_import('alkemio');
\timing off

\echo '\n-- the proof: every row and column of both sides, and what is around them'
\timing on
SELECT check_name, status, count(*) FROM converge_verify('alkemio') GROUP BY 1, 2 ORDER BY 2, 1;
\timing off

\echo '\n-- somebody changes one of the rows'
UPDATE "user" SET "firstName" = "firstName" || ' ' WHERE id = (SELECT min(id::text)::uuid FROM "user");
SELECT check_name, table_name, column_name, status, detail
FROM converge_verify('alkemio', tables => '{user}') WHERE status <> 'ok';
SELECT * FROM converge_row_diff('alkemio', 'user');

\echo '\n-- the same into a schema that converge makes; documents with \\u0000 need json, not jsonb'
INSERT INTO converge_rule (server, source_table, source_column, action, value)
SELECT 'alkemio', source_table, source_column, 'type', 'json'
FROM converge_columns('alkemio') WHERE source_type = 'json';
\timing on
SELECT table_name, status, source_rows, imported_rows, left(note, 200) AS note
FROM converge_import('alkemio', target_schema => 'created', missing => 'create')
WHERE table_name IN ('activity', 'whiteboard', 'sequences', 'foreign keys', 'schema', 'total');
\timing off
SELECT severity, object_type, difference, count(*)
FROM converge_schema_diff('alkemio', 'created') GROUP BY 1, 2, 3 ORDER BY severity = 'info', count(*) DESC, 3;

\echo '\n-- on record'
SELECT run_id, action, server, status, finished_at - started_at AS took,
       snapshot_position ->> 'binlog_file' AS binlog_file,
       snapshot_position ->> 'binlog_offset' AS binlog_offset
FROM converge_run;
