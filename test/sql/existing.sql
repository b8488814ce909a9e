-- Rows that stand in the target already: error, truncate, append, upsert.
\set name existing
\i test/include/source.psql

CREATE TABLE parent (id serial PRIMARY KEY, name varchar(20) UNIQUE);
CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent);
CREATE TABLE outsider (parent_id int REFERENCES parent);

INSERT INTO parent VALUES (1, 'old'), (7, 'seven');
SELECT * FROM converge_import('existing');

-- append keeps them; a key that is there already is refused, and all with it
SELECT * FROM converge_import('existing', existing => 'append');
SELECT * FROM parent ORDER BY id;
UPDATE parent SET id = 8 WHERE id = 1;
:import ('existing', existing => 'append');
SELECT * FROM parent ORDER BY id;
SELECT nextval('parent_id_seq');

-- truncate replaces them, without touching tables that are not imported
SELECT * FROM converge_import('existing', existing => 'truncate');
DROP TABLE outsider;
:import ('existing', existing => 'truncate');
SELECT * FROM parent ORDER BY id;
SELECT nextval('parent_id_seq');

-- upsert updates rows with the same primary key and adds the others
DELETE FROM child WHERE id = 3;
UPDATE parent SET name = 'changed' WHERE id = 2;
INSERT INTO parent VALUES (100, 'only here');
:import ('existing', existing => 'upsert');
SELECT * FROM parent ORDER BY id;
SELECT * FROM child ORDER BY id;
SELECT nextval('parent_id_seq');

-- a dry run does everything and leaves nothing
TRUNCATE parent, child;
:import ('existing', dry_run => true);
SELECT count(*) FROM parent;
SELECT action, status FROM converge_run WHERE server = 'existing' ORDER BY run_id DESC LIMIT 1;

-- upsert needs a primary key that the source fills
ALTER TABLE child DROP CONSTRAINT child_pkey;
INSERT INTO child VALUES (1, NULL);
SELECT * FROM converge_import('existing', tables => '{child}', existing => 'upsert');
ALTER TABLE child ADD COLUMN own serial PRIMARY KEY;
SELECT * FROM converge_import('existing', tables => '{child}', existing => 'upsert');
SELECT * FROM child;

-- a deferrable constraint holds, though no trigger fires that would check it
DROP TABLE child;
CREATE TABLE child (id int PRIMARY KEY, parent_id int UNIQUE DEFERRABLE INITIALLY DEFERRED);
INSERT INTO child VALUES (50, 2);
SELECT * FROM converge_import('existing', tables => '{child}', existing => 'upsert');
UPDATE child SET parent_id = 9;
:import ('existing', tables => '{child}', existing => 'upsert');
SELECT * FROM child ORDER BY id;

-- nor can a deferrable primary key tell rows apart
ALTER TABLE child DROP CONSTRAINT child_pkey, ADD PRIMARY KEY (id) DEFERRABLE;
SELECT * FROM converge_import('existing', tables => '{child}', existing => 'upsert');
