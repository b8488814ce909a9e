-- Who may import what: the rights on the target are those of INSERT.
\set name privileges
\i test/include/source.psql

CREATE TABLE plain (id int PRIMARY KEY, v text);
CREATE TABLE numbered (id serial PRIMARY KEY, v int);
CREATE ROLE regress_converge_reader;
GRANT USAGE ON SCHEMA privileges TO regress_converge_reader;

-- the server: USAGE, and a user mapping
SET ROLE regress_converge_reader;
SELECT * FROM converge_import('privileges');
SELECT * FROM converge_check('privileges');
SELECT * FROM converge_tables('privileges');
SELECT * FROM converge_columns('privileges');
SELECT * FROM converge_plan('privileges');
SELECT * FROM converge_scan('privileges', 'plain') AS t (id int);
RESET ROLE;
GRANT USAGE ON FOREIGN SERVER privileges TO regress_converge_reader;
SET ROLE regress_converge_reader;
SELECT * FROM converge_import('privileges');
SELECT * FROM converge_scan('privileges', 'plain') AS t (id int);
RESET ROLE;
CREATE USER MAPPING FOR regress_converge_reader SERVER privileges
    OPTIONS (username 'reader', password 'not-the-password-4711');

-- a wrong password: what is said does not tell it, nor does what is recorded
\set VERBOSITY sqlstate
SET ROLE regress_converge_reader;
SELECT * FROM converge_import('privileges');
RESET ROLE;
\set VERBOSITY default
SELECT status, sqlstate, strpos(r::text, 'not-the-' || 'password') AS position FROM converge_run AS r
WHERE server = 'privileges' ORDER BY run_id DESC LIMIT 1;
SELECT count(*) FROM pg_stat_activity WHERE strpos(query, 'not-the-' || 'password') > 0;
ALTER USER MAPPING FOR regress_converge_reader SERVER privileges OPTIONS (SET password 'reader');

-- the target: nothing, some columns, INSERT
SET ROLE regress_converge_reader;
SELECT * FROM converge_import('privileges', tables => '{plain}');
SELECT source_table, status FROM converge_tables('privileges');
RESET ROLE;
GRANT INSERT (id) ON plain TO regress_converge_reader;
SET ROLE regress_converge_reader;
SELECT * FROM converge_import('privileges', tables => '{plain}');
RESET ROLE;
GRANT INSERT (id, v) ON plain TO regress_converge_reader;
SET ROLE regress_converge_reader;
:import ('privileges', tables => '{plain}') WHERE status <> 'skipped';
-- a table that holds rows
SELECT * FROM converge_import('privileges', tables => '{plain}');
SELECT * FROM converge_import('privileges', tables => '{plain}', existing => 'append');
SELECT * FROM converge_import('privileges', tables => '{plain}', existing => 'truncate');
SELECT * FROM converge_import('privileges', tables => '{plain}', existing => 'upsert');
RESET ROLE;
SELECT * FROM plain ORDER BY id;
UPDATE plain SET id = id + 100;
REVOKE INSERT (id, v) ON plain FROM regress_converge_reader;
GRANT INSERT ON plain TO regress_converge_reader;
SET ROLE regress_converge_reader;
:import ('privileges', tables => '{plain}', existing => 'append') WHERE status <> 'skipped';
RESET ROLE;
SELECT * FROM plain ORDER BY id;
-- rows that do not fit are rejected for this user as well
DELETE FROM plain WHERE id = 2;
SET ROLE regress_converge_reader;
SELECT table_name, imported_rows, rejected_rows FROM converge_import('privileges', tables => '{plain}', existing => 'append', on_error => 'reject') WHERE table_name = 'plain';
RESET ROLE;
SELECT row_key, message FROM converge_reject JOIN converge_run USING (run_id) WHERE server = 'privileges';

-- a sequence has to be set by its owner; a foreign key reads both tables
CREATE TABLE child (id int PRIMARY KEY, plain_id int REFERENCES plain);
GRANT INSERT ON numbered, child TO regress_converge_reader;
SET ROLE regress_converge_reader;
SELECT * FROM converge_import('privileges', tables => '{numbered}');
RESET ROLE;
GRANT SELECT ON numbered, numbered_id_seq TO regress_converge_reader;
SET ROLE regress_converge_reader;
SELECT * FROM converge_import('privileges', tables => '{numbered}');
SELECT * FROM converge_import('privileges', tables => '{child}');
RESET ROLE;
SELECT (SELECT count(*) FROM numbered) AS numbered, (SELECT count(*) FROM child) AS child;
-- one that stands where it should needs no owner
SELECT setval('numbered_id_seq', 3, false);
GRANT SELECT ON plain, child TO regress_converge_reader;
SET ROLE regress_converge_reader;
:import ('privileges', tables => '{numbered,child}') WHERE status <> 'skipped';
RESET ROLE;

-- triggers are kept from firing by the owner of the table alone
CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.v := upper(NEW.v); RETURN NEW; END $$;
CREATE TRIGGER shout BEFORE INSERT ON plain FOR EACH ROW EXECUTE FUNCTION shout();
DELETE FROM child;
DELETE FROM plain;
SET ROLE regress_converge_reader;
SELECT * FROM converge_import('privileges', tables => '{plain}');
:import ('privileges', tables => '{plain}', triggers => true) WHERE status <> 'skipped';
RESET ROLE;
SELECT * FROM plain ORDER BY id;
DROP TRIGGER shout ON plain;

-- the extension's tables are its owner's: the import writes into them for the user
SET ROLE regress_converge_reader;
SELECT count(*) FROM converge_run;
SELECT count(*) FROM converge_run_table;
SELECT count(*) FROM converge_rule;
SELECT count(*) FROM converge_reject;
INSERT INTO converge_rule VALUES ('privileges', 'plain', 'v', 'nul', 'strip');
SELECT nextval('converge_run_id_seq');
RESET ROLE;
SELECT username, status, count(*) FROM converge_run WHERE server = 'privileges' GROUP BY 1, 2 ORDER BY 1, 2;
-- rules hold for this user too
INSERT INTO converge_rule VALUES ('privileges', 'plain', NULL, 'where', 'id = 2');
DELETE FROM plain;
SET ROLE regress_converge_reader;
:import ('privileges', tables => '{plain}') WHERE table_name = 'plain';
RESET ROLE;
SELECT grantee, privilege_type FROM information_schema.role_table_grants
WHERE table_name LIKE 'converge\_%' AND grantee <> (SELECT rolname FROM pg_roles WHERE oid = 10);

-- transactions that must not write
BEGIN READ ONLY;
SELECT * FROM converge_import('privileges', tables => '{plain}', existing => 'truncate');
ROLLBACK;
BEGIN READ ONLY;
SELECT source_table, status FROM converge_tables('privileges');
SELECT action FROM converge_plan('privileges', tables => '{plain}', existing => 'truncate');
SELECT count(*) FROM converge_scan('privileges', 'plain', NULL::plain);
COMMIT;
SELECT count(*) FROM plain;

DROP OWNED BY regress_converge_reader;
DROP ROLE regress_converge_reader;
