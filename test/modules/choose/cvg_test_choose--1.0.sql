-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION cvg_test_choose" to load this file. \quit

CREATE FUNCTION cvg_test_choose(spec text, options text[] DEFAULT '{}')
RETURNS SETOF text
LANGUAGE C VOLATILE STRICT AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION cvg_test_choose(text, text[])
IS 'the design for tables in the form that choose_spec.h describes, one line an object';

CREATE FUNCTION cvg_test_names(names text[], fold text, object_type text DEFAULT 'table')
RETURNS SETOF text
LANGUAGE C VOLATILE STRICT AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION cvg_test_names(text[], text, text)
IS 'names of the target for names of the source, taken one after the other, with their notes';

CREATE FUNCTION cvg_test_extension(name text, schema text)
RETURNS text
LANGUAGE C VOLATILE STRICT AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION cvg_test_extension(text, text)
IS 'schema of the extension, or the one given if it can be created, or NULL';

CREATE FUNCTION cvg_test_try(spec text, options text[] DEFAULT '{}')
RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    detail text;
    hint text;
BEGIN
    PERFORM cvg_test_choose(spec, options);
    RETURN 'no error';
EXCEPTION WHEN others THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    RETURN concat_ws(E'\n    ', 'ERROR ' || sqlstate || ': ' || sqlerrm, nullif(detail, ''), nullif(hint, ''));
END $$;
COMMENT ON FUNCTION cvg_test_try(text, text[])
IS 'the error of cvg_test_choose as text: SQLSTATE and message, detail, hint';
