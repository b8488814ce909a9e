-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION cvg_test_digest" to load this file. \quit

CREATE FUNCTION cvg_digest(source_type text, source_value bytea,
    target_type text, target_value text, rules text[] DEFAULT '{}', not_null boolean DEFAULT false,
    OUT comparable boolean, OUT why text, OUT source_hash text, OUT target_hash text)
LANGUAGE C VOLATILE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION cvg_digest(text, bytea, text, text, text[], boolean)
IS 'digests of a cell and of what the type''s input function makes of the target value; rules as action=value';

CREATE FUNCTION cvg_digest_import(source_type text, source_value bytea,
    target_type text, rules text[] DEFAULT '{}', not_null boolean DEFAULT false,
    OUT accepted boolean, OUT result text, OUT source_hash text, OUT target_hash text)
LANGUAGE C VOLATILE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION cvg_digest_import(text, bytea, text, text[], boolean)
IS 'whether the import takes the cell, the output text of its result, or the error, and the digests of both';

CREATE FUNCTION cvg_digest_pair(source_type text, target_type text,
    rules text[] DEFAULT '{}', not_null boolean DEFAULT false,
    OUT imported boolean, OUT comparable boolean, OUT why text)
LANGUAGE C VOLATILE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION cvg_digest_pair(text, text, text[], boolean)
IS 'whether the import has a conversion for the pair, and whether its values can be compared';

CREATE FUNCTION cvg_digest_form(form text, target_type text, target_value text) RETURNS text
LANGUAGE C VOLATILE STRICT AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION cvg_digest_form(text, text, text)
IS 'the digest of a value of the target in a canonical form of that name';

CREATE FUNCTION cvg_digest_bytes(bytea) RETURNS text
LANGUAGE C VOLATILE STRICT AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION cvg_digest_bytes(bytea)
IS 'the digest of a canonical form';

CREATE FUNCTION cvg_digest_sum(rows text[]) RETURNS text
LANGUAGE C VOLATILE STRICT AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION cvg_digest_sum(text[])
IS 'the sum of the digests of rows, which are the first dimension';
