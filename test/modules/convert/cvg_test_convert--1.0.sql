-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION cvg_test_convert" to load this file. \quit

CREATE FUNCTION cvg_test_convert(source_type text, source_value bytea,
    target_type text, not_null boolean DEFAULT false, rules text[] DEFAULT '{}')
RETURNS text
LANGUAGE C VOLATILE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION cvg_test_convert(text, bytea, text, boolean, text[])
IS 'output text of the value converted; rules as action=value';

CREATE FUNCTION cvg_test_changed(source_type text, source_value bytea,
    target_type text, not_null boolean DEFAULT false, rules text[] DEFAULT '{}')
RETURNS bigint
LANGUAGE C VOLATILE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION cvg_test_changed(text, bytea, text, boolean, text[])
IS 'how many changes the conversions of this call have counted so far';

CREATE FUNCTION cvg_test_same(source_type text, source_value bytea,
    target_type text, input text DEFAULT NULL)
RETURNS boolean
LANGUAGE C VOLATILE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION cvg_test_same(text, bytea, text, text)
IS 'whether the converted value has the bytes that the type''s input function makes of the input (default: of the same text)';

CREATE FUNCTION cvg_test_plan(source_type text, target_type text,
    not_null boolean DEFAULT false, rules text[] DEFAULT '{}',
    OUT conversion text, OUT loss text, OUT note text)
LANGUAGE C VOLATILE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION cvg_test_plan(text, text, boolean, text[])
IS 'what is said of a pair before a value is seen';

CREATE FUNCTION cvg_test_try(source_type text, source_value bytea,
    target_type text, not_null boolean DEFAULT false, rules text[] DEFAULT '{}')
RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    message text;
    detail text;
    hint text;
BEGIN
    RETURN coalesce(cvg_test_convert(source_type, source_value, target_type, not_null, rules), 'NULL');
EXCEPTION WHEN others THEN
    GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    RETURN concat_ws(E'\n    ', 'ERROR ' || sqlstate || ': ' || message, nullif(detail, ''), nullif(hint, ''));
END $$;
COMMENT ON FUNCTION cvg_test_try(text, bytea, text, boolean, text[])
IS 'as cvg_test_convert; errors as text: SQLSTATE and message, detail, hint';
