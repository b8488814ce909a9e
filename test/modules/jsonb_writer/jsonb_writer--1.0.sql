-- What the writer makes of a text; NULL if it declines.
CREATE FUNCTION cvg_test_jsonb(document text) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C STRICT;

-- Whether that is, byte for byte, what jsonb_in makes of it:
-- 'same', 'declined' or 'DIFFERENT'.
CREATE FUNCTION cvg_test_jsonb_same(document text) RETURNS text
AS 'MODULE_PATHNAME' LANGUAGE C STRICT;

CREATE FUNCTION cvg_test_jsonb_same(document bytea) RETURNS text
AS 'MODULE_PATHNAME', 'cvg_test_jsonb_same' LANGUAGE C STRICT;

-- The same for many random documents of a kind: 'mysql' (as MySQL prints
-- JSON), 'any' (as anyone may write it), 'damaged' (changed at random).
CREATE FUNCTION cvg_test_jsonb_random(kind text, seed bigint, documents integer,
    max_values integer, OUT same bigint, OUT declined bigint,
    OUT different bigint, OUT first_different bytea)
AS 'MODULE_PATHNAME' LANGUAGE C STRICT;

CREATE FUNCTION cvg_test_random_json(kind text, seed bigint, max_values integer)
RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C STRICT;

-- Bytes that a writer holds while nothing is written, after these texts.
CREATE FUNCTION cvg_test_jsonb_memory(VARIADIC documents text[]) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C STRICT;

-- Medians of the time per text, in nanoseconds, of so many rounds over all.
CREATE FUNCTION cvg_test_jsonb_time(documents text[], rounds integer,
    OUT writer double precision, OUT jsonb_in double precision)
AS 'MODULE_PATHNAME' LANGUAGE C STRICT;
