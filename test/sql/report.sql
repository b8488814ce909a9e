-- What is on record of runs, and what functions report.
\set name report
\i test/include/source.psql

CREATE TABLE good (id serial PRIMARY KEY, v text);
CREATE TABLE bad (id int PRIMARY KEY, v int);
CREATE VIEW runs AS
    SELECT action, username = current_user AS mine, status, sqlstate, error, finished_at >= started_at AS finished,
        snapshot_position ?& '{binlog_file,binlog_offset,gtid_set}' AS has_position
    FROM converge_run WHERE server = 'report' ORDER BY run_id;

-- the state of both sides
SELECT "check", status FROM converge_check('report');
SELECT count(*) FROM converge_check('report') WHERE detail IS NULL OR status NOT IN ('ok', 'warning', 'failed');

-- the report of an import: every column
SELECT table_name, status, source_rows, imported_rows, rejected_rows, bytes, seconds >= 0 AS seconds,
    (rows_per_second >= 0) AS rows_per_second, regexp_replace(note, '^run \d+', 'run N') AS note
FROM converge_import('report', tables => '{good}');
SELECT * FROM runs;
SELECT arguments FROM converge_run WHERE server = 'report';
SELECT table_name, t.status, source_rows, imported_rows, rejected_rows, bytes, seconds >= 0 AS seconds, note
FROM converge_run_table AS t JOIN converge_run USING (run_id) WHERE server = 'report' ORDER BY table_name COLLATE "C";
-- the number in the report is the run's
CREATE TEMPORARY TABLE result AS SELECT * FROM converge_import('report', tables => '{good}', existing => 'truncate');
SELECT status FROM converge_run WHERE server = 'report' AND run_id =
    (SELECT substring(note FROM 'run (\d+), 1 table')::bigint FROM result WHERE table_name = 'total');

-- failed, with the words that were shown; in a transaction block too
SELECT * FROM converge_import('report', tables => '{bad}', exclude => '{good,other}', missing => 'skip');
SELECT * FROM runs OFFSET 2;
SELECT arguments FROM converge_run WHERE server = 'report' ORDER BY run_id DESC LIMIT 1;
BEGIN;
SELECT count(*) FROM converge_import('report', tables => '{good,bad}', existing => 'truncate');
COMMIT;
SELECT status, sqlstate FROM runs OFFSET 3;
-- failed before anything was read; arguments that are wrong make no run
SELECT * FROM converge_import('report', tables => '{nothing}');
SELECT * FROM converge_import('report', existing => 'perhaps');
SELECT status, sqlstate, split_part(error, E'\n', 1) AS error FROM runs OFFSET 4;

-- completed, and rolled back with its transaction or its subtransaction
BEGIN;
SELECT count(*) FROM converge_import('report', tables => '{good}', existing => 'truncate');
SELECT status FROM runs OFFSET 5;
ROLLBACK;
SELECT status, sqlstate, error FROM runs OFFSET 5;
BEGIN;
SELECT count(*) FROM converge_import('report', tables => '{good}', existing => 'truncate');
SAVEPOINT here;
SELECT count(*) FROM converge_import('report', tables => '{bad}', on_error => 'reject');
ROLLBACK TO here;
SELECT status FROM runs OFFSET 6;
COMMIT;
SELECT status FROM runs OFFSET 6;
SELECT (SELECT count(*) FROM good) AS good, (SELECT count(*) FROM bad) AS bad;
SELECT count(*) FROM converge_reject JOIN converge_run USING (run_id) WHERE server = 'report';
-- an error that is caught
DO $$
BEGIN
    PERFORM converge_import('report', tables => '{bad}');
EXCEPTION WHEN invalid_text_representation THEN
    RAISE NOTICE 'caught';
END $$;
SELECT status, sqlstate FROM runs OFFSET 8;
-- an error that comes later
BEGIN;
SELECT count(*) FROM converge_import('report', tables => '{good}', existing => 'truncate');
SELECT 1 / 0;
ROLLBACK;
SELECT status, sqlstate FROM runs OFFSET 9;
BEGIN ISOLATION LEVEL SERIALIZABLE;
SELECT count(*) FROM converge_import('report', tables => '{good}', existing => 'truncate');
COMMIT;
SELECT status FROM runs OFFSET 10;

-- a dry run is none of the data's business, but on record
SELECT table_name, status FROM converge_import('report', tables => '{good}', existing => 'truncate', dry_run => true) WHERE status <> 'skipped';
SELECT action, status FROM runs OFFSET 11;
SELECT arguments -> 'dry_run' AS dry_run FROM converge_run WHERE server = 'report' ORDER BY run_id DESC LIMIT 1;
SELECT * FROM converge_import('report', tables => '{bad}', dry_run => true);
SELECT action, status, sqlstate FROM runs OFFSET 12;

-- rejected rows are counted
SELECT table_name, source_rows, imported_rows, rejected_rows FROM converge_import('report', tables => '{bad}', on_error => 'reject') WHERE status <> 'skipped';
SELECT t.status, source_rows, imported_rows, rejected_rows FROM converge_run_table AS t
WHERE run_id = (SELECT max(run_id) FROM converge_run) AND table_name = 'bad';

-- where no run can be
BEGIN;
SELECT count(*) FROM converge_import('report', tables => '{good}', existing => 'truncate');
\set VERBOSITY terse
PREPARE TRANSACTION 'report';
\set VERBOSITY default
BEGIN;
LOCK TABLE converge_run IN EXCLUSIVE MODE;
SELECT * FROM converge_import('report', tables => '{good}', existing => 'truncate');
ROLLBACK;

-- every object of the extension has a comment
SELECT pg_describe_object(classid, objid, 0) AS uncommented FROM pg_depend AS d
WHERE refclassid = 'pg_extension'::regclass AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'converge')
    AND deptype = 'e'
    AND NOT EXISTS (SELECT FROM pg_description AS c WHERE c.classoid = d.classid AND c.objoid = d.objid AND c.objsubid = 0)
    AND NOT EXISTS (SELECT FROM pg_type AS t WHERE t.oid = d.objid AND d.classid = 'pg_type'::regclass
        AND (t.typrelid <> 0 OR t.typelem <> 0))
ORDER BY 1;
-- and what the tables hold is kept by pg_dump
SELECT x::regclass FROM pg_extension, unnest(extconfig) AS x WHERE extname = 'converge' ORDER BY x::regclass::text;
