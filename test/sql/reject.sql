-- on_error => 'reject' keeps bad rows in converge_reject and good ones in the
-- target; by default the first bad row ends the import.
\set name reject
\i test/include/source.psql

CREATE TABLE items (
    id int PRIMARY KEY,
    code varchar(20) UNIQUE,
    token uuid,
    document jsonb NOT NULL,
    amount int CHECK (amount > 0)
);
CREATE TABLE nokey (v int);

SELECT * FROM converge_import('reject');
SELECT count(*) FROM items;

SELECT table_name, status, source_rows, imported_rows, rejected_rows
FROM converge_import('reject', on_error => 'reject');
SELECT count(*), min(id), max(id) FROM items;
SELECT * FROM nokey ORDER BY v;

SELECT table_name, row_key, column_name, r.sqlstate, message, detail, source_row
FROM converge_reject AS r JOIN converge_run USING (run_id) WHERE server = 'reject' ORDER BY table_name, row_key;

-- rejected rows go with the transaction
BEGIN;
SELECT count(*) FROM converge_import('reject', on_error => 'reject', existing => 'truncate');
ROLLBACK;
SELECT count(DISTINCT run_id) FROM converge_reject JOIN converge_run USING (run_id) WHERE server = 'reject';
