-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION cvg_test_heap_writer" to load this file. \quit

-- The query has a column for every one of the relation that is neither
-- dropped nor generated, of the same type, and takes the number of the process
-- as $1: 0 if workers is 0, or else from 0 to workers - 1.  Values are
-- given as converters give them; with expand, as they come from a table,
-- compressed or outside of their row, and arrays in pieces, as PL/pgSQL's.
CREATE FUNCTION cvg_test_load(relation regclass, query text, workers integer DEFAULT 0,
    expand boolean DEFAULT false)
RETURNS bigint
LANGUAGE C VOLATILE STRICT AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION cvg_test_load(regclass, text, integer, boolean)
IS 'load rows of a query through a sink without indexes, rebuild these; returns rows written';

CREATE FUNCTION cvg_test_serves(relation regclass)
RETURNS boolean
LANGUAGE C VOLATILE STRICT AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION cvg_test_serves(regclass)
IS 'whether the writer of heaps takes rows of the relation';
