-- Tables that PostgreSQL cannot hold
\pset format unaligned
\pset tuples_only on
CREATE FUNCTION notes(type text, columns int) RETURNS SETOF text
LANGUAGE sql AS $$
    SELECT line FROM cvg_test_choose('table t' || E'\n' ||
        (SELECT string_agg(format('column c%s %s', i, type), E'\n') FROM generate_series(1, columns) i)) line
    WHERE line ~ '^(loss|warning)'
$$;
\echo 1600 columns are the limit
SELECT notes('tinyint(1) boolean=yes', 1600);
SELECT notes('tinyint(1) boolean=yes', 1601);
\echo 8160 bytes are the limit of a row: bigint has 8, interval 16, a short varchar what its characters take
-- the header takes 24 bytes: 24 + 1017 * 8 = 8160
SELECT notes('bigint', 1017);
SELECT notes('bigint', 1018);
-- 24 + 508 * 16 = 8152
SELECT notes('time', 508);
SELECT notes('time', 509);
-- 18 bytes for what can be moved out: 24 + 452 * 18 = 8160
SELECT notes('text', 452);
SELECT notes('text', 453);
-- varchar(2) takes at most 9 bytes: 24 + 904 * 9 = 8160
SELECT notes('varchar(2)', 904);
SELECT notes('varchar(2)', 905);
\set VERBOSITY terse
\echo PostgreSQL agrees
DO $$
BEGIN
    EXECUTE 'CREATE TABLE wide (' || (SELECT string_agg(format('c%s bigint', i), ', ') FROM generate_series(1, 1017) i) || ')';
    EXECUTE 'INSERT INTO wide VALUES (' || (SELECT string_agg('1', ', ') FROM generate_series(1, 1017) i) || ')';
END $$;
DO $$
BEGIN
    EXECUTE 'CREATE TABLE wider (' || (SELECT string_agg(format('c%s bigint', i), ', ') FROM generate_series(1, 1018) i) || ')';
    EXECUTE 'INSERT INTO wider VALUES (' || (SELECT string_agg('1', ', ') FROM generate_series(1, 1018) i) || ')';
END $$;
