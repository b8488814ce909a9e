-- Foreign keys hold for every row, whatever the order of loading; what they
-- find is said in PostgreSQL's words.
\set name foreign_keys
\i test/include/source.psql

-- a key onto the table itself, and two tables that reference each other
CREATE TABLE team (id int PRIMARY KEY, lead_id int);
CREATE TABLE person (id int PRIMARY KEY, boss int REFERENCES person, team int REFERENCES team);
ALTER TABLE team ADD FOREIGN KEY (lead_id) REFERENCES person;
CREATE TABLE orphan (id int PRIMARY KEY, person_id int CONSTRAINT belongs REFERENCES person);
SELECT action, object FROM converge_plan('foreign_keys', tables => '{person,team}') WHERE action = 'check foreign key' ORDER BY object;
:import ('foreign_keys', tables => '{person,team}') WHERE status <> 'skipped';
SELECT * FROM person ORDER BY id;
SELECT * FROM team ORDER BY id;

-- an orphan: nothing of any table is imported
SELECT * FROM converge_import('foreign_keys', tables => '{person,team,orphan}', existing => 'truncate');
SELECT (SELECT count(*) FROM person) AS person, (SELECT count(*) FROM team) AS team, (SELECT count(*) FROM orphan) AS orphan;
TRUNCATE person, team, orphan;
SELECT * FROM converge_import('foreign_keys', tables => '{person,team,orphan}');
SELECT (SELECT count(*) FROM person) AS person, (SELECT count(*) FROM team) AS team, (SELECT count(*) FROM orphan) AS orphan;
-- with a deferrable constraint just the same, at once
ALTER TABLE orphan ALTER CONSTRAINT belongs DEFERRABLE INITIALLY DEFERRED;
BEGIN;
SELECT * FROM converge_import('foreign_keys', tables => '{person,team,orphan}');
ROLLBACK;
-- a constraint that is NOT VALID holds for new rows, so here for all
ALTER TABLE orphan DROP CONSTRAINT belongs;
ALTER TABLE orphan ADD CONSTRAINT belongs FOREIGN KEY (person_id) REFERENCES person NOT VALID;
SELECT * FROM converge_import('foreign_keys', tables => '{person,team,orphan}');
SELECT count(*) FROM person;
-- an orphan is not a row to reject: its partner may be missing for any reason
SELECT * FROM converge_import('foreign_keys', tables => '{person,team,orphan}', on_error => 'reject');
-- triggers of foreign keys find orphans as well, and are disabled by some
DROP TABLE orphan;
CREATE TABLE orphan (id int PRIMARY KEY, person_id int CONSTRAINT belongs REFERENCES person);
CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER nothing BEFORE INSERT ON orphan FOR EACH ROW EXECUTE FUNCTION nothing();
\set VERBOSITY terse
SELECT * FROM converge_import('foreign_keys', tables => '{person,team,orphan}', triggers => true);
SET session_replication_role = replica;
SELECT * FROM converge_import('foreign_keys', tables => '{person,team,orphan}', triggers => true);
RESET session_replication_role;
ALTER TABLE orphan DISABLE TRIGGER ALL;
ALTER TABLE orphan ENABLE TRIGGER nothing;
SELECT * FROM converge_import('foreign_keys', tables => '{person,team,orphan}', triggers => true);
\set VERBOSITY default
DROP TABLE orphan;

-- a constraint of another table onto one that is loaded
CREATE TABLE outside (person_id int CONSTRAINT from_outside REFERENCES person);
INSERT INTO outside VALUES (NULL);
:import ('foreign_keys', tables => '{person,team}') WHERE table_name = 'foreign keys';
INSERT INTO outside VALUES (3);
SELECT * FROM converge_import('foreign_keys', tables => '{person,team}', existing => 'truncate');
ALTER TABLE outside DISABLE TRIGGER ALL;
INSERT INTO outside VALUES (77);
DELETE FROM person WHERE id = 4;
INSERT INTO converge_rule VALUES ('foreign_keys', 'person', NULL, 'where', 'id = 4');
SELECT * FROM converge_import('foreign_keys', tables => '{person}', existing => 'append');
-- where it is NOT VALID, old rows are nobody's business
ALTER TABLE outside DROP CONSTRAINT from_outside;
ALTER TABLE outside ADD CONSTRAINT from_outside FOREIGN KEY (person_id) REFERENCES person NOT VALID;
:import ('foreign_keys', tables => '{person}', existing => 'append') WHERE status <> 'skipped';
SELECT count(*) FROM person;
DELETE FROM converge_rule WHERE server = 'foreign_keys';

-- two columns, MATCH FULL
CREATE TABLE pairs (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE uses_pairs (id int PRIMARY KEY, a int, b int, FOREIGN KEY (a, b) REFERENCES pairs);
:import ('foreign_keys', tables => '{%pairs}') WHERE status <> 'skipped';
DROP TABLE uses_pairs;
TRUNCATE pairs;
CREATE TABLE uses_pairs (id int PRIMARY KEY, a int, b int, FOREIGN KEY (a, b) REFERENCES pairs MATCH FULL);
SELECT * FROM converge_import('foreign_keys', tables => '{%pairs}');

-- partitioned tables on both sides
DROP TABLE outside, uses_pairs, pairs;
DROP TABLE person, team CASCADE;
CREATE TABLE team (id int PRIMARY KEY, lead_id int) PARTITION BY HASH (id);
CREATE TABLE team_0 PARTITION OF team FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE team_1 PARTITION OF team FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE person (id int PRIMARY KEY, boss int REFERENCES person, team int REFERENCES team) PARTITION BY RANGE (id);
CREATE TABLE person_1 PARTITION OF person FOR VALUES FROM (1) TO (3);
CREATE TABLE person_2 PARTITION OF person FOR VALUES FROM (3) TO (9);
CREATE TABLE orphan (id int, person_id int REFERENCES person) PARTITION BY LIST (id);
CREATE TABLE orphan_all PARTITION OF orphan DEFAULT;
:import ('foreign_keys', tables => '{person,team}') WHERE status <> 'skipped';
SELECT * FROM converge_import('foreign_keys', tables => '{orphan}');
INSERT INTO converge_rule VALUES ('foreign_keys', 'person', NULL, 'where', 'id <> 3');
SELECT * FROM converge_import('foreign_keys', tables => '{person,team,orphan}', existing => 'truncate');
SELECT count(*) FROM person;

-- constraints are what they were
SELECT conrelid::regclass, conname, convalidated FROM pg_constraint
WHERE contype = 'f' AND connamespace = 'foreign_keys'::regnamespace AND conparentid = 0 ORDER BY conrelid::regclass::text, conname;
