-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION cvg_test_probe" to load this file. \quit

CREATE FUNCTION cvg_test_probe(server name, OUT table_name text,
    OUT column_name text, OUT "boolean" text, OUT uuid text)
RETURNS SETOF record
LANGUAGE C VOLATILE STRICT AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION cvg_test_probe(name)
IS 'one row a column: does it hold only values of the narrower type';
