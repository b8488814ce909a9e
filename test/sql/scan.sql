-- converge_scan: a source table as a set of rows, in any query.
\set name scan
\i test/include/source.psql
SET datestyle = 'ISO';

-- with a column definition list
SELECT * FROM converge_scan('scan', 'city') AS t (id int, name text, founded date, note text) ORDER BY id;
-- columns in another order, fewer of them, other types
SELECT * FROM converge_scan('scan', 'city') AS t (name varchar(20), id numeric) ORDER BY id;
SELECT * FROM converge_scan('scan', 'MixedCase') AS t (id int, camelcase text, "select" bigint);

-- with a row type: a table's, of which columns without a source are null
CREATE TABLE city (founded date, id bigint, name text, extra int DEFAULT 5);
SELECT * FROM converge_scan('scan', 'city', NULL::city) ORDER BY id;
CREATE TYPE short AS (name text);
SELECT name FROM converge_scan('scan', 'city', NULL::short) ORDER BY name;
SELECT (converge_scan('scan', 'city', NULL::short)).*;
SELECT s FROM converge_scan('scan', 'city', NULL::short) AS s WHERE (s).name > 'C' ORDER BY 1;

-- in queries: conditions, limits, joins, two of them at once, none at all
SELECT name FROM converge_scan('scan', 'city', NULL::city) WHERE founded < '1000-01-01';
SELECT count(*) FROM (SELECT * FROM converge_scan('scan', 'city', NULL::city) LIMIT 2) AS two;
SELECT count(*) FROM (SELECT converge_scan('scan', 'city', NULL::city) LIMIT 1) AS one;
SELECT c.name, count(v.day) FROM converge_scan('scan', 'city', NULL::city) AS c
    LEFT JOIN converge_scan('scan', 'visit') AS v (city_id int, day date) ON v.city_id = c.id
    GROUP BY c.name ORDER BY c.name;
SELECT a.id, b.id FROM converge_scan('scan', 'city', NULL::city) AS a
    JOIN converge_scan('scan', 'city', NULL::city) AS b ON a.id > b.id ORDER BY 1, 2;
SELECT t.name, v.day FROM (VALUES ('city'), ('nothing')) AS w (name)
    CROSS JOIN LATERAL (SELECT * FROM converge_scan('scan', 'visit') AS v (city_id int, day date) WHERE w.name = 'city') AS v
    CROSS JOIN LATERAL (SELECT w.name) AS t ORDER BY 2;
CREATE TABLE copied AS SELECT * FROM converge_scan('scan', 'visit') AS v (city_id int, day date);
SELECT count(*) FROM copied;
BEGIN;
DECLARE cities CURSOR FOR SELECT (converge_scan('scan', 'city', NULL::short)).name;
FETCH 1 FROM cities;
SELECT count(*) FROM converge_scan('scan', 'visit', NULL::copied);
FETCH 1 FROM cities;
ROLLBACK;

-- rules hold
INSERT INTO converge_rule VALUES
    ('scan', 'city', NULL, 'where', 'id <> 2'),
    ('scan', 'city', 'name', 'using', 'upper(value)'),
    ('scan', 'city', 'note', 'rename', 'remark');
SELECT * FROM converge_scan('scan', 'city') AS t (id int, name text, remark text) ORDER BY id;

-- what cannot be
SELECT * FROM converge_scan('scan', 'town') AS t (id int);
SELECT * FROM converge_scan('scan', 'CITY') AS t (id int);
SELECT * FROM converge_scan('scan', 'city') AS t (id int, mayor text, name uuid, founded int);
SELECT * FROM converge_scan('scan', 'city', NULL::copied);
SELECT * FROM converge_scan('scan', 'city');
SELECT converge_scan('scan', 'city');
SELECT * FROM converge_scan('scan', 'city', 5);
SELECT * FROM converge_scan('nowhere', 'city') AS t (id int);
SELECT * FROM converge_scan(NULL, 'city', NULL::city);
SELECT * FROM converge_scan('scan', NULL, NULL::city);
SELECT count(*) FROM converge_scan('scan', NULL) AS t (id int);
SELECT * FROM converge_scan('scan', 'bad') AS t (id int, v int) ORDER BY id;
CREATE TABLE generated (id int, name text GENERATED ALWAYS AS ('x') STORED);
SELECT * FROM converge_scan('scan', 'city', NULL::generated);
-- not a run
SELECT count(*) FROM converge_run WHERE server = 'scan';
