-- The indexes of a small table are filled in place, those of others rebuilt;
-- either way they have all entries, and a key that is there twice is told.
\set name small_indexes
\i test/include/source.psql
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS amcheck SCHEMA public;
RESET client_min_messages;

CREATE TABLE small (id int PRIMARY KEY, a int, b text UNIQUE);
CREATE INDEX ON small (a DESC NULLS LAST, b) INCLUDE (id);
CREATE TABLE large (LIKE small INCLUDING INDEXES);
ALTER TABLE large DROP CONSTRAINT large_b_key;
CREATE TABLE before AS SELECT indexrelid, pg_relation_filenode(indexrelid) AS file FROM pg_index WHERE indrelid IN ('small'::regclass, 'large'::regclass);
:import ('small_indexes', tables => '{small,large}') WHERE status <> 'skipped';
SELECT indexrelid::regclass, pg_relation_filenode(indexrelid) = file AS in_place, bt_index_check(indexrelid, true) FROM before ORDER BY 1;
SET enable_seqscan = off;
SELECT id FROM small WHERE id > 1 ORDER BY id;
SELECT id, a, b FROM small ORDER BY a DESC NULLS LAST, b;
SELECT count(*) FROM large WHERE a = 1 AND b = 'x';
RESET enable_seqscan;

-- after TRUNCATE as well
:import ('small_indexes', tables => '{small,large}', existing => 'truncate') WHERE status <> 'skipped';
SELECT indexrelid::regclass, bt_index_check(indexrelid, true) FROM before ORDER BY 1;
-- a full index of an empty table, of rows that are gone
DELETE FROM small;
TRUNCATE large;
UPDATE before SET file = pg_relation_filenode(indexrelid);
:import ('small_indexes', tables => '{small}') WHERE status <> 'skipped';
SELECT indexrelid::regclass, pg_relation_filenode(indexrelid) = file AS in_place, bt_index_check(indexrelid, true) FROM before ORDER BY 1;

-- functions of indexes, and constraints of other kinds, are for the rebuild
TRUNCATE small;
CREATE INDEX ON small (upper(b));
UPDATE before SET file = pg_relation_filenode(indexrelid);
:import ('small_indexes', tables => '{small}') WHERE status <> 'skipped';
SELECT indexrelid::regclass, pg_relation_filenode(indexrelid) = file AS in_place, bt_index_check(indexrelid, true) FROM before WHERE indexrelid::regclass::text LIKE 'small%' ORDER BY 1;
SELECT bt_index_check('small_upper_idx', true);

-- keys that are there twice
CREATE TABLE twice (id int PRIMARY KEY, a int UNIQUE, b text);
:import ('small_indexes', tables => '{twice}');
ALTER TABLE twice DROP CONSTRAINT twice_a_key;
ALTER TABLE twice ADD UNIQUE (b, a);
:import ('small_indexes', tables => '{twice}') WHERE status <> 'skipped';
TRUNCATE twice;
ALTER TABLE twice ADD UNIQUE (b) DEFERRABLE INITIALLY DEFERRED;
:import ('small_indexes', tables => '{twice}');
SELECT count(*) FROM twice;
