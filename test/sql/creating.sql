\set name creating
\i test/include/source.psql
CREATE SCHEMA made;
\set findings 'SELECT status, code, object_type, object, note FROM converge_create_schema'

-- a schema: objects first, then findings
SELECT object_type, object, status FROM converge_create_schema('creating', 'made') WHERE code IS NULL;
:findings('creating', 'made') WHERE code IS NOT NULL;
SELECT DISTINCT status FROM converge_create_schema('creating', 'made') WHERE code IS NULL;
SELECT indexrelid::regclass, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 'made.artist'::regclass ORDER BY 1::text;
SELECT attname, pg_get_expr(adbin, adrelid), attgenerated FROM pg_attribute JOIN pg_attrdef ON attrelid = adrelid AND attnum = adnum
WHERE attrelid = 'made.artist'::regclass ORDER BY attnum;
SELECT table_name, status, imported_rows, note FROM converge_import('creating', 'made') WHERE status = 'imported' AND table_name <> 'total';
SELECT id, "firstName", full_name, shout, random IS NULL AS no_random FROM made.artist;
SELECT * FROM made.artist_names;

-- names in other letters, which an import finds again
SELECT object FROM converge_create_schema('creating', 'snake', fold => 'snake') WHERE object_type IN ('table', 'view');
SELECT attname FROM pg_attribute WHERE attrelid = 'snake.artist'::regclass AND attnum > 0 ORDER BY attnum;
SELECT attname FROM pg_attribute WHERE attrelid = 'snake.artist_names'::regclass AND attnum > 0 ORDER BY attnum;
SELECT table_name, imported_rows FROM converge_import('creating', 'snake') WHERE table_name = 'artist';
SELECT first_name FROM snake.artist;

-- some tables alone: their references to others are told
SELECT object_type, object, status, code FROM converge_create_schema('creating', 'some', tables => '{album}') WHERE object_type IN ('table', 'foreign key', 'view');
SELECT converge_ddl('creating', 'some', tables => '{odd_list}');

-- the tables that are missing
CREATE SCHEMA part;
CREATE TABLE part.artist (id int PRIMARY KEY, "firstName" text, bio text, born date, seen timestamp, wide text, hidden int, area int);
SELECT action, object, detail FROM converge_plan('creating', 'part', missing => 'create') WHERE action NOT IN ('lock', 'snapshot', 'analyze', 'record');
SELECT table_name, status, imported_rows, note FROM converge_import('creating', 'part', missing => 'create') WHERE table_name <> 'total';
SELECT conname, confrelid::regclass FROM pg_constraint WHERE conrelid = 'part.album'::regclass AND contype = 'f';
-- and nothing but tables
ALTER TABLE part.artist DROP COLUMN wide;
DROP TABLE part.album;
SELECT * FROM converge_import('creating', 'part', missing => 'create', existing => 'truncate');
SELECT to_regclass('part.album');

-- a name that something else has
CREATE SCHEMA taken;
CREATE SEQUENCE taken.by_bio;
SELECT * FROM converge_create_schema('creating', 'taken');
SELECT count(*) FROM pg_class WHERE relnamespace = 'taken'::regnamespace;
DROP SEQUENCE taken.by_bio;
CREATE VIEW taken.odd_list AS SELECT 1 AS a;
SELECT * FROM converge_create_schema('creating', 'taken');
DROP VIEW taken.odd_list;
CREATE TABLE taken.artist_names (id int);
SELECT object_type, status, note FROM converge_create_schema('creating', 'taken') WHERE object = 'artist_names';

-- rules
INSERT INTO converge_rule VALUES ('creating', 'album', NULL, 'rename', 'Record'), ('creating', 'album', 'artist_%', 'skip', NULL);
:findings('creating', 'ruled') WHERE object LIKE 'album%';
SELECT attname FROM pg_attribute WHERE attrelid = 'ruled."Record"'::regclass AND attnum > 0 ORDER BY attnum;
UPDATE converge_rule SET value = 'artist' WHERE action = 'rename';
INSERT INTO converge_rule VALUES ('creating', 'artist', NULL, 'rename', 'artist');
SELECT * FROM converge_create_schema('creating', 'ruled');
DELETE FROM converge_rule WHERE server = 'creating';
INSERT INTO converge_rule VALUES ('creating', 'no_such', NULL, 'skip', NULL);
SELECT converge_ddl('creating');
DELETE FROM converge_rule WHERE server = 'creating';

-- arguments
SELECT converge_ddl('creating', tables => '{nothing%}');
SELECT converge_ddl('creating', fold => 'upper');
SELECT converge_ddl('creating', fold => NULL);
SELECT converge_ddl(NULL);
SELECT action, server, arguments, status FROM converge_run WHERE action = 'create schema' AND server = 'creating' ORDER BY run_id DESC LIMIT 2;
