-- converge_rule: what an import does otherwise than by default, and counts.
\set name rules
\i test/include/source.psql
SET datestyle = 'ISO';
SET timezone = 'UTC';
\set load 'SELECT table_name, imported_rows, regexp_replace(note, \'^run \\d+\', \'run N\') AS note FROM converge_import'
\set rule 'DELETE FROM converge_rule WHERE server = ''rules''; INSERT INTO converge_rule (server, source_table, source_column, action, value) VALUES'

-- what a rule may be
INSERT INTO converge_rule VALUES ('rules', 'dates', 'd', 'drop', NULL);
INSERT INTO converge_rule VALUES ('rules', 'dates', 'd', 'zero_date', NULL);
INSERT INTO converge_rule VALUES ('rules', 'dates', 'd', 'skip', 'yes');
INSERT INTO converge_rule VALUES ('rules', 'dates', NULL, 'zero_date', 'null');
INSERT INTO converge_rule VALUES ('rules', 'dates', 'd', 'where', 'true');
INSERT INTO converge_rule VALUES ('rules', 'dates', 'd', 'empty', 'skip');
INSERT INTO converge_rule VALUES ('rules', 'dates', 'd', 'nul', 'null');
INSERT INTO converge_rule VALUES ('rules', 'dates', 'd', 'boolean', 'true');
INSERT INTO converge_rule VALUES ('rules', NULL, 'd', 'nul', 'strip');
INSERT INTO converge_rule VALUES (NULL, 'dates', 'd', 'nul', 'strip');
INSERT INTO converge_rule VALUES ('rules', 'dates', 'd', 'zero_date', 'null'), ('rules', 'dates', 'd', 'zero_date', 'error');
INSERT INTO converge_rule VALUES ('rules', 'dates', NULL, 'skip', NULL), ('rules', 'dates', NULL, 'skip', NULL);
INSERT INTO converge_rule VALUES ('rules', 'dates', NULL, 'type', 'date');
INSERT INTO converge_rule VALUES ('rules', 'dates', 'd', 'type', NULL);
SELECT count(*) FROM converge_rule WHERE server = 'rules';

-- type: for columns that are created; one that is there must have it already
CREATE TABLE dates (id int PRIMARY KEY, d text, dt text, ts text, needed text NOT NULL);
:rule ('rules', 'dates', 'd', 'type', 'date'), ('rules', 'dates', 'id', 'type', 'int4'), ('rules', '%', 'needed', 'type', 'date');
SELECT * FROM converge_import('rules', tables => '{dates}');
:rule ('rules', 'dates', 'd', 'type', 'varchar(20)'), ('rules', 'dates', 'dt', 'type', 'text');
SELECT * FROM converge_import('rules', tables => '{dates}');
:rule ('rules', 'dates', 'd', 'type', 'dat');
SELECT * FROM converge_import('rules', tables => '{dates}');
:rule ('rules', 'dates', 'd', 'type', 'text'), ('rules', 'dates', 'id', 'type', 'integer'), ('rules', 'da%', '%', 'type', 'date');
:load ('rules', tables => '{dates}') WHERE table_name = 'dates';
DROP TABLE dates;
DELETE FROM converge_rule WHERE server = 'rules';

-- zero_date
CREATE TABLE dates (id int PRIMARY KEY, d date, dt timestamp, ts timestamptz, needed date NOT NULL);
SELECT * FROM converge_import('rules', tables => '{dates}');
:rule ('rules', 'dates', 'd', 'zero_date', 'null'), ('rules', 'dates', 'dt', 'zero_date', '-infinity'),
    ('rules', 'dates', 'ts', 'zero_date', '1970-01-01'), ('rules', 'dates', 'needed', 'zero_date', '0001-01-01');
:load ('rules', tables => '{dates}') WHERE table_name = 'dates';
SELECT * FROM dates ORDER BY id;
TRUNCATE dates;
:rule ('rules', 'dates', '%', 'zero_date', 'null');
SELECT * FROM converge_import('rules', tables => '{dates}');
:rule ('rules', 'dates', 'd%', 'zero_date', 'null'), ('rules', 'dates', 'ts', 'zero_date', 'null'), ('rules', 'dates', 'needed', 'zero_date', 'null');
SELECT * FROM converge_import('rules', tables => '{dates}');
:rule ('rules', 'dates', 'd%', 'zero_date', 'never');
SELECT * FROM converge_import('rules', tables => '{dates}');

-- boolean
CREATE TABLE flags (id int PRIMARY KEY, strict boolean, loose boolean);
SELECT * FROM converge_import('rules', tables => '{flags}');
:rule ('rules', 'flags', 'loose', 'boolean', 'nonzero');
:load ('rules', tables => '{flags}') WHERE table_name = 'flags';
SELECT * FROM flags ORDER BY id;

-- empty: only a uuid that may be null takes the empty string for NULL unasked
CREATE TABLE blanks (id int PRIMARY KEY, token uuid, must varchar(36), doc jsonb, num int, day date);
:rule ('rules', 'blanks', 'doc', 'empty', 'null'), ('rules', 'blanks', 'num', 'empty', 'null'), ('rules', 'blanks', 'day', 'empty', 'null');
:load ('rules', tables => '{blanks}') WHERE table_name = 'blanks';
SELECT * FROM blanks ORDER BY id;
TRUNCATE blanks;
:rule ('rules', 'blanks', 'num', 'empty', 'null'), ('rules', 'blanks', 'day', 'empty', 'null');
SELECT * FROM converge_import('rules', tables => '{blanks}');
:rule ('rules', 'blanks', 'token', 'empty', 'error');
SELECT * FROM converge_import('rules', tables => '{blanks}');
ALTER TABLE blanks ALTER token SET NOT NULL;
DELETE FROM converge_rule WHERE server = 'rules';
SELECT * FROM converge_import('rules', tables => '{blanks}');
:rule ('rules', 'blanks', 'token', 'empty', 'null');
SELECT * FROM converge_import('rules', tables => '{blanks}');

-- nul
CREATE TABLE nuls (id int PRIMARY KEY, a text, b text, c text);
:rule ('rules', 'nuls', 'a', 'nul', 'strip'), ('rules', 'nuls', 'b', 'nul', 'escape'), ('rules', 'nuls', 'c', 'nul', 'base64');
:load ('rules', tables => '{nuls}') WHERE table_name = 'nuls';
SELECT * FROM nuls ORDER BY id;
TRUNCATE nuls;
:rule ('rules', 'nuls', 'a', 'nul', 'strip'), ('rules', 'nuls', 'b', 'nul', 'error');
SELECT * FROM converge_import('rules', tables => '{nuls}');

-- time_zone
CREATE TABLE zones (id int PRIMARY KEY, at timestamptz, utc timestamptz);
:rule ('rules', 'zones', 'at', 'time_zone', 'Europe/Paris');
:load ('rules', tables => '{zones}') WHERE table_name = 'zones';
SELECT * FROM zones ORDER BY id;
TRUNCATE zones;
:rule ('rules', 'zones', 'at', 'time_zone', 'Europe/Lutetia');
SELECT * FROM converge_import('rules', tables => '{zones}');
CREATE TABLE gaps (id int PRIMARY KEY, at timestamptz);
:rule ('rules', 'gaps', 'at', 'time_zone', 'Europe/Paris');
SELECT * FROM converge_import('rules', tables => '{gaps}');

-- skip, rename, where, using; rules without a meaning for their column
CREATE TABLE app_user (id int PRIMARY KEY, name text NOT NULL, age text, adult boolean);
:rule ('rules', 'tmp\_%', NULL, 'skip', NULL),
    ('rules', 'legacy_users', NULL, 'rename', 'app_user'),
    ('rules', 'legacy_users', NULL, 'where', 'age IS NULL OR age > 17 -- adults'),
    ('rules', 'legacy_users', 'usr_name', 'rename', 'name'),
    ('rules', 'legacy_users', 'usr_name', 'using', 'coalesce(initcap(value), ''nobody'')'),
    ('rules', 'legacy_users', 'pw', 'skip', NULL),
    ('rules', 'legacy_users', 'age', 'using', 'value'),
    ('rules', 'legacy_users', 'shoe_size', 'skip', NULL);
:load ('rules', tables => '{tmp%,legacy_users}') WHERE note <> 'left out by argument';
SELECT * FROM app_user ORDER BY id;
TRUNCATE app_user;
UPDATE converge_rule SET value = 'age > sum(' WHERE action = 'where' AND server = 'rules';
DO $$
DECLARE
    context text;
BEGIN
    PERFORM converge_import('rules', tables => '{legacy_users}');
EXCEPTION WHEN syntax_error THEN
    GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
    RAISE NOTICE '% %', sqlstate, split_part(context, E'\n', 1);
END $$;
DELETE FROM converge_rule WHERE action = 'where' AND server = 'rules';
UPDATE converge_rule SET value = 'value::int + ' WHERE action = 'using' AND source_column = 'age' AND server = 'rules';
SELECT * FROM converge_import('rules', tables => '{legacy_users}');
UPDATE converge_rule SET value = '100 / (value::int - 30)' WHERE action = 'using' AND source_column = 'age' AND server = 'rules';
SELECT * FROM converge_import('rules', tables => '{legacy_users}');
UPDATE converge_rule SET value = '(SELECT count(*) FROM pg_class)' WHERE action = 'using' AND source_column = 'age' AND server = 'rules';
SELECT * FROM converge_import('rules', tables => '{legacy_users}');
:rule ('rules', 'zones', 'at', 'empty', 'null'), ('rules', 'flags', 'id', 'boolean', 'nonzero');
SELECT * FROM converge_import('rules', tables => '{zones,flags}', existing => 'truncate');

-- a rule for the very name goes before a pattern; patterns must agree
TRUNCATE nuls;
:rule ('rules', '%', '%', 'nul', 'escape'), ('rules', 'nuls', '_', 'nul', 'strip'), ('rules', 'nuls', 'a', 'nul', 'base64'),
    ('rules', 'nuls', 'id', 'nul', 'error');
SELECT * FROM converge_import('rules', tables => '{nuls}');
UPDATE converge_rule SET value = 'strip' WHERE source_column = '%' AND server = 'rules';
:load ('rules', tables => '{nuls}') WHERE table_name = 'nuls';
SELECT * FROM nuls ORDER BY id;

-- rules of other servers are not this one's
DELETE FROM converge_rule WHERE server = 'rules';
INSERT INTO converge_rule VALUES ('rules_elsewhere', 'nuls', NULL, 'skip', NULL);
SELECT status FROM converge_tables('rules', tables => '{nuls}') WHERE source_table = 'nuls';
DELETE FROM converge_rule WHERE server = 'rules_elsewhere';
