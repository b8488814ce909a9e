-- Indexes of a loaded table are complete and right, whatever they are made of.
\set name indexes
\i test/include/source.psql
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS amcheck SCHEMA public;
RESET client_min_messages;

CREATE TABLE things (id int PRIMARY KEY, code text, body text, spot int, tags text[]);
CREATE UNIQUE INDEX things_lower ON things (lower(code));
CREATE INDEX things_partial ON things (spot DESC NULLS LAST) INCLUDE (code) WHERE spot > 3;
CREATE INDEX things_hash ON things USING hash (code);
CREATE INDEX things_gin ON things USING gin (to_tsvector('simple', body));
CREATE INDEX things_tags ON things USING gin (tags);
CREATE INDEX things_gist ON things USING gist (int4range(spot, spot + 1));
CREATE INDEX things_brin ON things USING brin (id);

CREATE FUNCTION pg_temp.check_indexes(out "index" name, out valid bool, out rows bigint)
RETURNS SETOF record LANGUAGE plpgsql AS $$
DECLARE
    i record;
BEGIN
    FOR i IN SELECT indexrelid::regclass AS oid, amname, indisvalid AND indisready AND indislive AS ok
             FROM pg_index JOIN pg_class c ON c.oid = indexrelid JOIN pg_am a ON a.oid = relam
             WHERE indrelid = 'things'::regclass ORDER BY c.relname LOOP
        IF i.amname = 'btree' THEN
            PERFORM bt_index_parent_check(i.oid, heapallindexed => true, rootdescend => true);
        END IF;
        "index" := i.oid; valid := i.ok;
        SELECT reltuples INTO rows FROM pg_class WHERE oid = i.oid;
        RETURN NEXT;
    END LOOP;
END $$;

-- heap first, indexes rebuilt
:import ('indexes');
SELECT * FROM pg_temp.check_indexes();
SELECT indexdef FROM pg_indexes WHERE schemaname = 'indexes' ORDER BY indexname;

-- each finds its rows
CREATE FUNCTION pg_temp.found(condition text, out plan text, out rows bigint) LANGUAGE plpgsql AS $$
BEGIN
    FOR plan IN EXECUTE 'EXPLAIN (COSTS OFF) SELECT * FROM things WHERE ' || condition LOOP
        plan := substring(plan FROM 'things_\w+');
        EXIT WHEN plan <> '';
    END LOOP;
    EXECUTE 'SELECT count(*) FROM things WHERE ' || condition INTO rows;
END $$;
SET enable_seqscan = off;
SELECT condition, (pg_temp.found(condition)).* FROM (VALUES
    ('id = 1000'), ('lower(code) = ''code-77'''), ('spot > 3 AND spot > 5'), ('code = ''Code-1'''),
    ('to_tsvector(''simple'', body) @@ ''word3'''), ('tags @> ''{t1,u2}'''),
    ('int4range(spot, spot + 1) @> 2')) AS conditions (condition);
RESET enable_seqscan;

-- the same when rows are there already and entries are made one by one
DELETE FROM things WHERE id > 1;
UPDATE things SET id = 5000, code = 'other';
:import ('indexes', existing => 'append');
SELECT "index", valid FROM pg_temp.check_indexes();
SET enable_seqscan = off;
SELECT condition, (pg_temp.found(condition)).rows FROM (VALUES
    ('id = 5000'), ('lower(code) = ''code-77'''), ('spot > 3 AND spot > 5'), ('code = ''Code-1'''),
    ('to_tsvector(''simple'', body) @@ ''word3'''), ('tags @> ''{t1,u2}'''),
    ('int4range(spot, spot + 1) @> 2')) AS conditions (condition);
RESET enable_seqscan;

-- and when rows are rejected, and with upsert
TRUNCATE things;
SELECT count(*) FROM converge_import('indexes', on_error => 'reject');
SELECT "index", valid FROM pg_temp.check_indexes() WHERE "index" IN ('things_pkey', 'things_lower');
SELECT count(*) FROM converge_import('indexes', existing => 'upsert');
SELECT "index", valid FROM pg_temp.check_indexes() WHERE "index" IN ('things_pkey', 'things_lower');

-- an index that was not valid before: rebuilt with the others, checked like them
TRUNCATE things;
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'things_partial'::regclass;
SELECT count(*) FROM converge_import('indexes');
SELECT "index", valid FROM pg_temp.check_indexes();
