-- Targets that only the executor can write into: views, foreign tables, tables
-- with row-level security for the caller.
\set name executor
\i test/include/source.psql
\getenv pghost PGHOST
\getenv pgport PGPORT
SET datestyle = 'ISO';

-- a view without a trigger takes no rows, be it as simple as this one
CREATE TABLE base (id int PRIMARY KEY, name text, born date, by text DEFAULT 'table');
CREATE VIEW people AS SELECT id, name, born FROM base;
CREATE TABLE log (at timestamp, text text);
SELECT * FROM converge_import('executor', tables => '{people}');
-- with one it does
CREATE FUNCTION into_base() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO executor.base VALUES (NEW.id, upper(NEW.name), NEW.born, 'trigger');
    RETURN NEW;
END $$;
CREATE TRIGGER into_base INSTEAD OF INSERT ON people FOR EACH ROW EXECUTE FUNCTION into_base();
SELECT action, object, detail, sql FROM converge_plan('executor', tables => '{people}') WHERE action = 'load';
:import ('executor', tables => '{people}') WHERE status <> 'skipped';
SELECT * FROM base ORDER BY id;
SELECT * FROM converge_import('executor', tables => '{people}');
:import ('executor', tables => '{people}', existing => 'append') WHERE table_name = 'people';
SELECT * FROM converge_import('executor', tables => '{people}', existing => 'truncate');
SELECT * FROM converge_import('executor', tables => '{people}', existing => 'upsert');
SELECT * FROM converge_import('executor', tables => '{people}', existing => 'append', on_error => 'reject');
TRUNCATE base;
SELECT * FROM converge_import('executor', tables => '{people}', on_error => 'reject');

-- a foreign table
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS postgres_fdw;
RESET client_min_messages;
CREATE SERVER executor_loopback FOREIGN DATA WRAPPER postgres_fdw
    OPTIONS (host :'pghost', port :'pgport', dbname :'DBNAME');
CREATE USER MAPPING FOR CURRENT_USER SERVER executor_loopback;
CREATE SCHEMA executor_far;
CREATE TABLE executor_far.people (id int PRIMARY KEY, name text, born date CHECK (born > '1980-01-01'));
DROP VIEW people;
CREATE FOREIGN TABLE people (id int, name text OPTIONS (column_name 'name'), born date)
    SERVER executor_loopback OPTIONS (schema_name 'executor_far');
:import ('executor', tables => '{people}') WHERE status <> 'skipped';
SELECT * FROM executor_far.people ORDER BY id;
SELECT * FROM converge_import('executor', tables => '{people}');
:import ('executor', tables => '{people}', existing => 'truncate') WHERE table_name = 'people';
SELECT * FROM executor_far.people ORDER BY id;
-- an error over there leaves nothing over there either
TRUNCATE executor_far.people;
ALTER TABLE executor_far.people ADD CHECK (id < 3);
\set VERBOSITY terse
SELECT * FROM converge_import('executor', tables => '{people}');
\set VERBOSITY default
SELECT count(*) FROM executor_far.people;
ALTER TABLE executor_far.people DROP CONSTRAINT people_id_check;
BEGIN;
SELECT table_name FROM converge_import('executor', tables => '{people}') WHERE table_name = 'people';
SELECT count(*) FROM people;
ROLLBACK;
SELECT count(*) FROM people;

-- a partition of a table that is foreign
CREATE TABLE executor_far.log (at timestamp, text text);
DROP TABLE log;
CREATE TABLE log (text text, at timestamp) PARTITION BY RANGE (at);
CREATE TABLE log_2024 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE FOREIGN TABLE log_2025 PARTITION OF log FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')
    SERVER executor_loopback OPTIONS (schema_name 'executor_far', table_name 'log');
:import ('executor', tables => '{log}') WHERE status <> 'skipped';
SELECT tableoid::regclass, * FROM log ORDER BY at;
SELECT * FROM executor_far.log;

-- row-level security of a caller who is not the owner: the policy decides
DROP FOREIGN TABLE people;
CREATE TABLE people (id int PRIMARY KEY, name text, born date);
ALTER TABLE people ENABLE ROW LEVEL SECURITY;
CREATE ROLE regress_converge_executor;
GRANT USAGE ON SCHEMA executor TO regress_converge_executor;
GRANT SELECT, INSERT ON people TO regress_converge_executor;
GRANT USAGE ON FOREIGN SERVER executor TO regress_converge_executor;
CREATE USER MAPPING FOR regress_converge_executor SERVER executor OPTIONS (username 'reader', password 'reader');
CREATE POLICY young ON people FOR INSERT TO regress_converge_executor WITH CHECK (id < 3);
CREATE POLICY see ON people FOR SELECT TO regress_converge_executor USING (true);
SET ROLE regress_converge_executor;
SELECT * FROM converge_import('executor', tables => '{people}');
SELECT * FROM converge_import('executor', tables => '{people}', on_error => 'reject');
RESET ROLE;
INSERT INTO converge_rule VALUES ('executor', 'people', NULL, 'where', 'id < 3');
SET ROLE regress_converge_executor;
:import ('executor', tables => '{people}') WHERE status <> 'skipped';
RESET ROLE;
SELECT * FROM people ORDER BY id;
-- the owner is not subject to them
:import ('executor', tables => '{people}', existing => 'truncate') WHERE table_name = 'people';

DROP OWNED BY regress_converge_executor;
DROP ROLE regress_converge_executor;
