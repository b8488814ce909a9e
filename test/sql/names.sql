-- Names of tables and columns, as odd as MySQL lets them be.
\set name names
\i test/include/source.psql
\set load 'SELECT table_name, status, imported_rows, note FROM converge_import'

CREATE TABLE "query-result-cache" (id int PRIMARY KEY, "expires-at" text);
CREATE TABLE "user" ("limit" int, "select" int PRIMARY KEY, "from" text, "order" int);
CREATE TABLE "quo""te" ("a""b" int PRIMARY KEY, "it's" int, "tick`s" int);
CREATE TABLE "it's" (id int PRIMARY KEY);
CREATE TABLE "tick`s" ("%s" int PRIMARY KEY, "$1" int, "a\\b" int, "x; DROP TABLE y" int, "back\slash" int);
CREATE TABLE "back\slash" (id int PRIMARY KEY);
CREATE TABLE backslash (id int PRIMARY KEY);
CREATE TABLE "end\" (id int PRIMARY KEY);
CREATE TABLE "größe" ("naïve" int PRIMARY KEY, "数" int, "Ä" int);
CREATE TABLE " space inside" (" a column" int PRIMARY KEY);
CREATE TABLE "Pair" (id int PRIMARY KEY);
CREATE TABLE pair (id int PRIMARY KEY);
CREATE TABLE "PAIR" (id int PRIMARY KEY);
CREATE TABLE userprofile ("userID" int PRIMARY KEY, first_name text, firstname text);
CREATE TABLE a_b (id int PRIMARY KEY, x_y boolean, xay int);
CREATE TABLE acb (id int PRIMARY KEY, x_y boolean, xay int);
CREATE TABLE "a%" (id int PRIMARY KEY);
CREATE TABLE hidden (id int PRIMARY KEY, seen int, unseen int);
CREATE TABLE a_view (id int PRIMARY KEY, seen int, unseen int);
CREATE TABLE long_one (id int PRIMARY KEY, long_column int);
CREATE TABLE "ctid" (id int PRIMARY KEY, other int, xmin_ int);

-- every source table, no view of the source
SELECT source_table, target, status FROM converge_tables('names');
INSERT INTO converge_rule VALUES
    ('names', 'a2345%', NULL, 'rename', 'long_one'),
    ('names', 'a2345%', 'c2345%', 'rename', 'long_column'),
    ('names', 'ctid', 'ctid', 'rename', 'other'),
    ('names', 'ctid', 'xmin', 'rename', 'xmin_');
:load ('names') WHERE table_name <> 'total';
SELECT * FROM "query-result-cache";
SELECT * FROM "user";
SELECT * FROM "quo""te";
SELECT * FROM "tick`s";
SELECT * FROM "größe";
SELECT * FROM " space inside";
SELECT (SELECT count(*) FROM "Pair"), (SELECT count(*) FROM pair), (SELECT count(*) FROM "PAIR"),
    (SELECT count(*) FROM "back\slash"), (SELECT count(*) FROM backslash), (SELECT count(*) FROM a_view);
SELECT * FROM userprofile;
SELECT * FROM hidden;
SELECT * FROM long_one;
SELECT * FROM ctid;

-- an odd name in a message, with its key, and through the executor
UPDATE "quo""te" SET "it's" = 0;
:load ('names', tables => ARRAY['quo"te', 'größe', 'tick`s', ' space inside'], existing => 'upsert') WHERE status = 'imported' AND table_name <> 'total';
SELECT * FROM "quo""te";
CREATE TYPE word AS ENUM ('one');
TRUNCATE "query-result-cache", "größe";
ALTER TABLE "query-result-cache" ALTER "expires-at" TYPE word USING NULL;
SELECT * FROM converge_import('names', tables => '{query-result-cache}');
ALTER TABLE "größe" ADD CHECK ("naïve" > 1);
SELECT * FROM converge_import('names', tables => '{größe}');
SELECT * FROM converge_scan('names', 'tick`s') AS t ("%s" int, "$1" int, "back\slash" int);
SELECT count(*) FROM converge_scan('names', 'it''s') AS t (id int);

-- a name without a quite equal target: letter case may differ if one fits
DROP TABLE "PAIR";
SELECT source_table, target, status FROM converge_tables('names', tables => '{PAIR}') WHERE source_table ILIKE 'pair';
SELECT * FROM converge_import('names', tables => '{PAIR}');
DROP TABLE "Pair";
TRUNCATE pair;
SELECT * FROM converge_import('names', tables => '{PAIR,Pair,pair}');
:load ('names', tables => '{PAIR}') WHERE table_name = 'PAIR';
SELECT count(*) FROM pair;

-- a _ is a wildcard only where no name has it
CREATE FUNCTION pg_temp.taken(tables text[], exclude text[] DEFAULT NULL) RETURNS text[] LANGUAGE sql AS $$
    SELECT array_agg(source_table ORDER BY source_table COLLATE "C") FROM converge_tables('names', tables, exclude) WHERE status <> 'excluded'
$$;
SELECT pg_temp.taken('{a_b}');
SELECT pg_temp.taken('{ac_}');
SELECT pg_temp.taken('{_cb}');
SELECT pg_temp.taken('{a\\_%}');
SELECT pg_temp.taken('{a%}');
SELECT pg_temp.taken('{a%%}');
SELECT pg_temp.taken('{back\\slash}');
SELECT pg_temp.taken('{end\\}');
SELECT pg_temp.taken('{a_b,acb,hidden}', '{a_b}');
SELECT pg_temp.taken('{Pai_}');
SELECT pg_temp.taken('{back\\}');
-- in rules too
INSERT INTO converge_rule VALUES ('names', 'a_b', 'x_y', 'boolean', 'nonzero'), ('names', 'a_b', 'xay', 'skip', NULL);
SELECT source_table, source_column, loss FROM converge_columns('names', tables => '{a_b,acb}') WHERE source_table IN ('a_b', 'acb');
DELETE FROM converge_rule WHERE source_table = 'a_b';
INSERT INTO converge_rule VALUES ('names', 'a_b', NULL, 'skip', NULL), ('names', 'end\', NULL, 'skip', NULL);
SELECT source_table, status FROM converge_tables('names', tables => '{a_b,acb,backslash}') WHERE source_table IN ('a_b', 'acb', 'backslash', 'end\');
