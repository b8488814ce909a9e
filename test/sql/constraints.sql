-- A row that violates a constraint of the target ends the import, with
-- PostgreSQL's own message, and nothing is written.
\set name constraints
\i test/include/source.psql

CREATE TABLE ranks (id int PRIMARY KEY, position int);
CREATE VIEW stored AS SELECT count(*) FROM ranks;

CREATE TABLE checked (id int PRIMARY KEY, amount int CONSTRAINT amount_positive CHECK (amount > 0));
SELECT * FROM converge_import('constraints', tables => '{ranks,checked}');
SELECT * FROM stored;
ALTER TABLE checked DROP CONSTRAINT amount_positive;
ALTER TABLE checked ADD CONSTRAINT amount_positive CHECK (amount > 0) NOT VALID;
SELECT * FROM converge_import('constraints', tables => '{checked}');

CREATE TABLE filled (id int PRIMARY KEY, v text NOT NULL);
SELECT * FROM converge_import('constraints', tables => '{ranks,filled}');
SELECT * FROM stored;

-- unique and exclusion constraints of an empty table: found by the rebuild
CREATE TABLE twins (id int PRIMARY KEY, code text UNIQUE);
SELECT * FROM converge_import('constraints', tables => '{ranks,twins}');
SELECT * FROM stored;
ALTER TABLE twins DROP CONSTRAINT twins_code_key;
CREATE UNIQUE INDEX twins_upper ON twins (upper(code)) WHERE id <> 2;
SELECT * FROM converge_import('constraints', tables => '{twins}');
CREATE TABLE booking (id int PRIMARY KEY, room int, during daterange,
    CONSTRAINT booked_once EXCLUDE USING gist (int4range(room, room, '[]') WITH &&, during WITH &&));
SELECT * FROM converge_import('constraints', tables => '{ranks,booking}');
SELECT * FROM stored;
-- of a table with rows: when the row's entries are made
INSERT INTO booking VALUES (100, 100, '[2020-01-01,2020-01-02)');
SELECT * FROM converge_import('constraints', tables => '{booking}', existing => 'append');
DROP INDEX twins_upper;
CREATE UNIQUE INDEX twins_code ON twins (code);
INSERT INTO twins VALUES (100, 'b');
SELECT * FROM converge_import('constraints', tables => '{twins}', existing => 'append');

-- domains: their checks see NULL as well
CREATE DOMAIN grade AS int CONSTRAINT school_grade CHECK (VALUE BETWEEN 1 AND 6);
CREATE TABLE grades (id int PRIMARY KEY, grade grade);
SELECT * FROM converge_import('constraints', tables => '{grades}');
ALTER DOMAIN grade DROP CONSTRAINT school_grade;
ALTER DOMAIN grade SET NOT NULL;
SELECT * FROM converge_import('constraints', tables => '{grades}');
ALTER DOMAIN grade DROP NOT NULL;
:import ('constraints', tables => '{grades}') WHERE status <> 'skipped';
SELECT * FROM grades ORDER BY id;
-- a column without a source is NULL, which its domain refuses
CREATE DOMAIN needed AS int NOT NULL;
TRUNCATE grades;
ALTER TABLE grades ADD extra needed;
SELECT * FROM converge_import('constraints', tables => '{grades}');
SELECT count(*) FROM grades;

-- deferrable unique constraints are checked by the import at the latest
DROP TABLE ranks CASCADE;
CREATE TABLE ranks (id int PRIMARY KEY DEFERRABLE, position int UNIQUE DEFERRABLE INITIALLY DEFERRED);
INSERT INTO ranks VALUES (4, 4);
:import ('constraints', tables => '{ranks}', existing => 'append') WHERE status <> 'skipped';
SELECT * FROM ranks ORDER BY id;
DELETE FROM ranks WHERE id < 4;
UPDATE ranks SET position = 2;
BEGIN;
SELECT * FROM converge_import('constraints', tables => '{ranks}', existing => 'append');
ROLLBACK;
SELECT * FROM ranks;
