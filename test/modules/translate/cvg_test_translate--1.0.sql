-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION cvg_test_translate" to load this file. \quit

CREATE FUNCTION translate_expression(sql text, use text DEFAULT 'generated',
    columns text[] DEFAULT '{}', result text DEFAULT NULL, mariadb boolean DEFAULT false)
RETURNS text
LANGUAGE C VOLATILE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION translate_expression(text, text, text[], text, boolean)
IS 'the translation, or CODE: message; use is default, generated, check, index or partition; columns and result are "name|type[|ci]" and "type"';

CREATE FUNCTION translate_view(sql text, relations text[], mariadb boolean DEFAULT false,
    OUT body text, OUT kinds text)
LANGUAGE C VOLATILE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION translate_view(text, text[], boolean)
IS 'the translation, or CODE: message; relations are "table|target|key,columns" and after each its columns as above';

CREATE FUNCTION fuzz(sql text, columns text[], rounds int, seed int,
    OUT translated bigint, OUT refused bigint)
LANGUAGE C VOLATILE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION fuzz(text, text[], int, int)
IS 'translates damaged copies of the text, as an expression and as a view';
